/* A block is written past its end; the one behind it is allocated. */
#include "pool-misuse.h"

static void misuse(void)
{
	volatile UCHAR *block = ExAllocatePoolWithTag(PagedPool, 48, TAG);
	int i;

	for (i = 0; i < 80; i++)
		block[i] = 'A';
	ExAllocatePoolWithTag(PagedPool, 48, TAG);
}
