/* A small block is freed twice. */
#include "pool-misuse.h"

static void misuse(void)
{
	PVOID block = ExAllocatePoolWithTag(NonPagedPool, 100, TAG);

	ExFreePoolWithTag(block, TAG);
	ExFreePoolWithTag(block, TAG);
}
