/* A block is freed by another tag. */
#include "pool-misuse.h"

static void misuse(void)
{
	ExFreePoolWithTag(ExAllocatePoolWithTag(PagedPool, 48, TAG), 'rehO');
}
