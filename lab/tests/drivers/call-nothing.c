/* A routine that was never set is called: nothing is at address 0. */
#include <ntddk.h>

static NTSTATUS (*volatile routine)(PDRIVER_OBJECT driver);

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(path);
	return routine(driver) + 1;
}
