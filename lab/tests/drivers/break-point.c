/* DbgBreakPoint without a debugger: nobody handles the exception. */
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	(void)driver, (void)path;
	DbgPrint("breaks\n");
	DbgBreakPoint();
	DbgPrint("not here\n");
	return STATUS_SUCCESS;
}
