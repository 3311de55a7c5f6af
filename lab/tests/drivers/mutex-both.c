#define ENTRY_RELEASES
#define NOTIFY_RELEASES
#include "mutex.h"
