/* DbgBreakPointWithStatus in a DPC, by a processor that idles. */
#include <ntddk.h>

static KDPC dpc;

static VOID NTAPI routine(PKDPC self, PVOID context, PVOID one, PVOID two)
{
	(void)self, (void)context, (void)one, (void)two;
	DbgBreakPointWithStatus(0x1234);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	(void)driver, (void)path;
	KeInitializeDpc(&dpc, routine, NULL);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	return STATUS_SUCCESS;
}
