#include "../../../driver/neighbours/mutex.h"
