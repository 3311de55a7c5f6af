/* A live thread holds the mutex that the notify routine wants: nothing stops,
 * and no program starts any more. */
#include <ntddk.h>

static KMUTEX mutex;
static KEVENT held;

static void notify(HANDLE parent, HANDLE process, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(parent);
	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(create);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
	KeReleaseMutex(&mutex, FALSE);
}

static void holder(void *context)
{
	LARGE_INTEGER hour = { .QuadPart = -36000000000ll };

	UNREFERENCED_PARAMETER(context);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
	KeSetEvent(&held, 0, FALSE);
	KeDelayExecutionThread(KernelMode, FALSE, &hour);
	KeReleaseMutex(&mutex, FALSE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&mutex, 0);
	KeInitializeEvent(&held, NotificationEvent, FALSE);
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, holder, NULL);
	KeWaitForSingleObject(&held, Executive, KernelMode, FALSE, NULL);
	return PsSetCreateProcessNotifyRoutine(notify, FALSE);
}
