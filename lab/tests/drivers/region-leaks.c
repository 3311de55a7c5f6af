/* DriverEntry enters a guarded region and comes back. */
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeEnterGuardedRegion();
	return STATUS_SUCCESS;
}
