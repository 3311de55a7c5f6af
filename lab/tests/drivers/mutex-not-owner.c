/* DriverEntry releases a mutex that nobody has. */
#include <ntddk.h>

static KMUTEX mutex;

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&mutex, 0);
	KeReleaseMutex(&mutex, FALSE);
	return STATUS_SUCCESS;
}
