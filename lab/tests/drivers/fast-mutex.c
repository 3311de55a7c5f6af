/* Fast and guarded mutexes between threads, and one acquired twice. */
#include <ntddk.h>

static FAST_MUTEX fast;
static KGUARDED_MUTEX guarded;
static KEVENT done;
static volatile LONG count;

static void thread(void *context)
{
	LARGE_INTEGER soon = { .QuadPart = -1000 };

	for (int i = 0; i < 20; i++) {
		LONG now;

		ExAcquireFastMutex(&fast);
		now = count;
		KeDelayExecutionThread(KernelMode, FALSE, &soon);
		count = now + 1;
		ExReleaseFastMutex(&fast);
		KeAcquireGuardedMutex(&guarded);
		now = count;
		KeReleaseGuardedMutex(&guarded);
	}
	if (context)
		KeSetEvent(&done, 0, FALSE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	ExInitializeFastMutex(&fast);
	KeInitializeGuardedMutex(&guarded);
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, thread, &done);
	thread(NULL);
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	ExAcquireFastMutex(&fast);
	DbgPrint("%d, level %d, %s\n", count, KeGetCurrentIrql(),
		 ExTryToAcquireFastMutex(&fast) ? "twice" : "once");
	ExAcquireFastMutex(&fast);
	DbgPrint("never\n");
	return STATUS_SUCCESS;
}
