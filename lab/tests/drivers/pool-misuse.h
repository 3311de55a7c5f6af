/* One misuse of pool, in DriverEntry; what comes of it is NAME.t's. */
#include <ntifs.h>

#define TAG 'sseM'

static void misuse(void);

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	(void)driver, (void)path;
	misuse();
	DbgPrint("nothing came of it\n");
	return STATUS_SUCCESS;
}
