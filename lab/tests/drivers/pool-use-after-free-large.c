/* Freed pages are read. */
#include "pool-misuse.h"

static void misuse(void)
{
	volatile UCHAR *pages = ExAllocatePoolWithTag(NonPagedPool, 5000, TAG);

	pages[0] = 1;
	ExFreePoolWithTag((PVOID)pages, TAG);
	pages[4999]++;
}
