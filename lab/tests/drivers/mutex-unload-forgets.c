#define ENTRY_RELEASES
#define NOTIFY_RELEASES
#define UNLOAD_FORGETS
#include "../../../driver/neighbours/mutex.h"
