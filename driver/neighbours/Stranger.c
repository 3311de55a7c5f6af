/* DriverEntry gives back what another thread has taken. */
#define HOLDER_HOLDS
#define ENTRY_RELEASES
#define NOTIFY_RELEASES
#include "mutex.h"
