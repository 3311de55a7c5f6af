/* An address within a block is freed. */
#include "pool-misuse.h"

static void misuse(void)
{
	UCHAR *block = ExAllocatePoolWithTag(NonPagedPool, 256, TAG);

	memset(block, 0, 256);
	ExFreePool(block + 64);
}
