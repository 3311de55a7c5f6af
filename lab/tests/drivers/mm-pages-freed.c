/* Pages of an MDL are written to when they were freed. */
#include "mm-pages-misuse.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	volatile UCHAR *at = map(0);

	(void)driver, (void)path;
	MmFreePagesFromMdl(mdl);
	at[5] = 1;
	return STATUS_SUCCESS;
}
