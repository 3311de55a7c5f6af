/* Two mutexes, two orders. */
#include <ntddk.h>

static KMUTEX first, second;
static KEVENT have_first, have_second;

static void other(void *context)
{
	UNREFERENCED_PARAMETER(context);
	KeWaitForSingleObject(&second, Executive, KernelMode, FALSE, NULL);
	KeSetEvent(&have_second, 0, FALSE);
	KeWaitForSingleObject(&have_first, Executive, KernelMode, FALSE, NULL);
	KeWaitForSingleObject(&first, Executive, KernelMode, FALSE, NULL);
	KeReleaseMutex(&first, FALSE);
	KeReleaseMutex(&second, FALSE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&first, 0);
	KeInitializeMutex(&second, 0);
	KeInitializeEvent(&have_first, NotificationEvent, FALSE);
	KeInitializeEvent(&have_second, NotificationEvent, FALSE);
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, other, NULL);
	KeWaitForSingleObject(&first, Executive, KernelMode, FALSE, NULL);
	KeSetEvent(&have_first, 0, FALSE);
	KeWaitForSingleObject(&have_second, Executive, KernelMode, FALSE,
			      NULL);
	KeWaitForSingleObject(&second, Executive, KernelMode, FALSE, NULL);
	KeReleaseMutex(&second, FALSE);
	KeReleaseMutex(&first, FALSE);
	return STATUS_SUCCESS;
}
