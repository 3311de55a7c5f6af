/* Paged pool is freed at DISPATCH_LEVEL. */
#include "pool-misuse.h"

static void misuse(void)
{
	PVOID block = ExAllocatePoolWithTag(PagedPool, 48, TAG);
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExFreePoolWithTag(block, TAG);
}
