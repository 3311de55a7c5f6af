#define ENTRY_RELEASES
#define NOTIFY_RELEASES
#define UNLOAD_FORGETS
#include "mutex.h"
