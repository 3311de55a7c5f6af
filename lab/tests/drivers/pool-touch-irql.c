/* Paged pool is written at DISPATCH_LEVEL. */
#include "pool-misuse.h"

static void misuse(void)
{
	volatile ULONG *block = ExAllocatePoolWithTag(PagedPool, 4096, TAG);
	KIRQL irql;

	block[3] = 1;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	block[3] = 2;
}
