/* Released beyond its limit. */
#include <ntddk.h>

static KSEMAPHORE semaphore;

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeSemaphore(&semaphore, 0, 2);
	KeReleaseSemaphore(&semaphore, 0, 3, FALSE);
	return STATUS_SUCCESS;
}
