/* DriverEntry gives the mutex back, the routine does not. */
#define ENTRY_RELEASES
#include "mutex.h"
