/* Paged pool is allocated at DISPATCH_LEVEL. */
#include "pool-misuse.h"

static void misuse(void)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExAllocatePoolWithTag(PagedPool, 48, TAG);
}
