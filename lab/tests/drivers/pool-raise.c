/* Too much is asked for, and an exception instead of NULL. */
#include "pool-misuse.h"

static void misuse(void)
{
	ExAllocatePoolWithTag((POOL_TYPE)(NonPagedPool | 16), 0x400000000, TAG);
}
