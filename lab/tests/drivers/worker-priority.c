/* A routine leaves the worker thread with another I/O priority. */
#include <ntddk.h>

enum { CROSS_THREAD_FLAGS = 0x510, IO_PRIORITY = 7 << 9 };

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	ULONG *flags = (ULONG *)((char *)PsGetCurrentThread() +
				 CROSS_THREAD_FLAGS);

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	*flags &= ~(ULONG)IO_PRIORITY;
	return STATUS_SUCCESS;
}
