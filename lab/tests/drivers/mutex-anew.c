/* A mutex that is owned is made anew, and with it its place in the list of what
 * the thread owns: the kernel finds that out when the thread takes another.
 * [inferred] of the kernel's own code, from the macros of LIST_ENTRY. */
#include <ntddk.h>

static KMUTEX one, other;

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&one, 0);
	KeInitializeMutex(&other, 0);
	KeWaitForSingleObject(&one, Executive, KernelMode, FALSE, NULL);
	KeInitializeMutex(&one, 0);
	KeWaitForSingleObject(&other, Executive, KernelMode, FALSE, NULL);
	return STATUS_SUCCESS;
}
