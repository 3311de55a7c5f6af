/* A thread holds the mutex and lives: whoever waits, waits for ever. */
#define HOLDER_HOLDS
#define NOTIFY_RELEASES
#include "mutex.h"
