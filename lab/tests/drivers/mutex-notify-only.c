#define NOTIFY_RELEASES
#include "mutex.h"
