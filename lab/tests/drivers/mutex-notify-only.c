#define NOTIFY_RELEASES
#include "../../../driver/neighbours/mutex.h"
