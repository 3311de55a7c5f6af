/* Waits for a timer no longer than it takes: the timer comes first. */
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	LARGE_INTEGER second = { .QuadPart = -10000000 };
	KTIMER timer;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeTimer(&timer);
	KeSetTimer(&timer, second, NULL);
	DbgPrint("%x\n",
		 KeWaitForSingleObject(&timer, Executive, KernelMode, FALSE,
				       &second));
	DbgPrint("cancelled %d\n", KeCancelTimer(&timer));
	return STATUS_SUCCESS;
}
