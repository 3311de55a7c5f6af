/* Delays that are over at once, and two threads of one processor that give it
 * to each other by them. */
#include <ntifs.h>

static KSEMAPHORE ready, done;
static KEVENT go;

static void delay(LONGLONG interval)
{
	LARGE_INTEGER value = { .QuadPart = interval };

	DbgPrint("delay %d: 0x%08lX\n", (int)interval,
		 KeDelayExecutionThread(KernelMode, FALSE, &value));
}

static void run(PVOID context)
{
	LARGE_INTEGER none = { .QuadPart = 0 };

	KeSetSystemAffinityThread(1);
	KeReleaseSemaphore(&ready, 0, 1, FALSE);
	KeWaitForSingleObject(&go, Executive, KernelMode, FALSE, NULL);
	for (int i = 1; i <= 3; i++) {
		DbgPrint("%s %d\n", (char *)context, i);
		KeDelayExecutionThread(KernelMode, FALSE, &none);
	}
	KeReleaseSemaphore(&done, 0, 1, FALSE);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static void start(const char *name)
{
	HANDLE handle;

	PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, run,
			     (PVOID)name);
	ZwClose(handle);
	KeWaitForSingleObject(&ready, Executive, KernelMode, FALSE, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeSemaphore(&ready, 0, 2);
	KeInitializeSemaphore(&done, 0, 2);
	KeInitializeEvent(&go, NotificationEvent, FALSE);
	delay(0);
	delay(1);
	delay(-1);
	delay(-100000);
	start("one");
	start("two");
	KeSetEvent(&go, 0, FALSE);
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	KeDelayExecutionThread(KernelMode, FALSE, NULL);
	return STATUS_SUCCESS;
}
