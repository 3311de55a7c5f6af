/* A system thread returns and keeps a mutex. */
#include <ntddk.h>

static KMUTEX mutex;

static void thread(void *context)
{
	UNREFERENCED_PARAMETER(context);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&mutex, 0);
	return PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, thread, NULL);
}
