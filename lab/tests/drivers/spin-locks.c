/* Threads on several processors count under spin locks of three kinds. */
#include <ntddk.h>

static KSPIN_LOCK lock, queued;
static LIST_ENTRY list;
static LIST_ENTRY entries[4];
static KSEMAPHORE ready;
static volatile LONG count, queued_count;

static void thread(void *context)
{
	KLOCK_QUEUE_HANDLE handle;
	KIRQL old;

	for (int i = 0; i < 200; i++) {
		LONG now;

		KeAcquireSpinLock(&lock, &old);
		now = count;
		for (volatile int j = 0; j < 20; j++)
			;
		count = now + 1;
		KeReleaseSpinLock(&lock, old);
		KeAcquireInStackQueuedSpinLock(&queued, &handle);
		now = queued_count;
		for (volatile int j = 0; j < 20; j++)
			;
		queued_count = now + 1;
		KeReleaseInStackQueuedSpinLock(&handle);
	}
	ExInterlockedInsertTailList(&list, context, &lock);
	KeReleaseSemaphore(&ready, 0, 1, FALSE);
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;
	int inserted = 0;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	KeInitializeSpinLock(&lock);
	KeInitializeSpinLock(&queued);
	InitializeListHead(&list);
	KeInitializeSemaphore(&ready, 0, 4);
	for (int i = 0; i < 4; i++)
		PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, thread,
				     &entries[i]);
	for (int i = 0; i < 4; i++)
		KeWaitForSingleObject(&ready, Executive, KernelMode, FALSE,
				      NULL);
	while (ExInterlockedRemoveHeadList(&list, &lock))
		inserted++;
	DbgPrint("%d %d, %d entries, level %d\n", count, queued_count,
		 inserted, KeGetCurrentIrql());
	return STATUS_SUCCESS;
}
