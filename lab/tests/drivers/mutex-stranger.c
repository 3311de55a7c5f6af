#define HOLDER_HOLDS
#define ENTRY_RELEASES
#define NOTIFY_RELEASES
#include "../../../driver/neighbours/mutex.h"
