/* Never comes back. */
#include <ntddk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	(void)driver;
	(void)path;
	for (;;)
		__asm__ volatile("");
}
