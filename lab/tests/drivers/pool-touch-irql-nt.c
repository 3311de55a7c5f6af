/* Paged pool is written at DISPATCH_LEVEL by a function of the kernel. */
#include "pool-misuse.h"

static void misuse(void)
{
	PVOID block = ExAllocatePoolWithTag(PagedPool, 4096, TAG);
	static volatile SIZE_T size = 3;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	memset(block, 1, size);
}
