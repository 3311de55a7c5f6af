/* A deferred routine divides by zero, on the processor's stack for them. */
#include <ntddk.h>

static KDPC dpc;
static volatile LONG divisor;

static void divide(PKDPC it, PVOID context, PVOID one, PVOID two)
{
	UNREFERENCED_PARAMETER(it);
	UNREFERENCED_PARAMETER(context);
	UNREFERENCED_PARAMETER(one);
	UNREFERENCED_PARAMETER(two);
	DbgPrint("%ld\n", 10 / divisor);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeDpc(&dpc, divide, NULL);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	return STATUS_SUCCESS;
}
