#define ENTRY_RELEASES
#include "../../../driver/neighbours/mutex.h"
