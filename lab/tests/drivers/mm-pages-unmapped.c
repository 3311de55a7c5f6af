/* Pages of an MDL are touched when they are not mapped any more. */
#include "mm-pages-misuse.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	volatile UCHAR *at = map(0);

	(void)driver, (void)path;
	at[5] = 1;
	MmUnmapLockedPages((PVOID)at, mdl);
	return at[5];
}
