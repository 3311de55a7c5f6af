/* A DPC that does not come back. */
#include <ntddk.h>

static KDPC dpc;
static volatile LONG forever = 1;

static void NTAPI routine(PKDPC self, void *context, void *one, void *two)
{
	UNREFERENCED_PARAMETER(self);
	UNREFERENCED_PARAMETER(context);
	UNREFERENCED_PARAMETER(one);
	UNREFERENCED_PARAMETER(two);
	while (forever)
		;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeDpc(&dpc, routine, NULL);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	return STATUS_SUCCESS;
}
