/* A DPC that queues itself: its processor does nothing else any more. */
#include <ntddk.h>

static KDPC dpc;

static void NTAPI routine(PKDPC self, void *context, void *one, void *two)
{
	UNREFERENCED_PARAMETER(context);
	UNREFERENCED_PARAMETER(one);
	UNREFERENCED_PARAMETER(two);
	KeInsertQueueDpc(self, NULL, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeDpc(&dpc, routine, NULL);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	return STATUS_SUCCESS;
}
