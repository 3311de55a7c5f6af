/* Whole pages are written past their end. */
#include "pool-misuse.h"

static void misuse(void)
{
	volatile UCHAR *pages = ExAllocatePoolWithTag(NonPagedPool, 8192, TAG);
	int i;

	for (i = 0; i < 20000; i++)
		pages[i] = 'A';
}
