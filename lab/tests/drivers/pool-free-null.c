/* Nothing is freed. */
#include "pool-misuse.h"

static void misuse(void)
{
	ExFreePool(NULL);
}
