/* Whole pages are freed twice. */
#include "pool-misuse.h"

static void misuse(void)
{
	PVOID pages = ExAllocatePoolWithTag(PagedPool, 8192, TAG);

	ExFreePoolWithTag(pages, TAG);
	ExFreePoolWithTag(pages, TAG);
}
