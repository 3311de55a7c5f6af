#define ENTRY_RELEASES
#include "mutex.h"
