#define HOLDER_HOLDS
#define NOTIFY_RELEASES
#include "../../../driver/neighbours/mutex.h"
