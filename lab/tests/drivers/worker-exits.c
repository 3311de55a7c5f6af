/* A routine of a worker thread ends the thread. */
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	return PsTerminateSystemThread(STATUS_SUCCESS);
}
