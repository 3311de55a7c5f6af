/* Both give it back; Unload leaves the routine registered. */
#define ENTRY_RELEASES
#define NOTIFY_RELEASES
#define UNLOAD_FORGETS
#include "mutex.h"
