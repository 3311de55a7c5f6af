/* Objects that are none, lists that lead elsewhere, locks that never come. */
#include "wild.h"

#define GARBAGE ((PVOID)0xfffff80012345678)

KIND(wait_on_garbage)
{
	UNREFERENCED_PARAMETER(driver);
	KeWaitForSingleObject(GARBAGE, Executive, KernelMode, FALSE, NULL);
	return 0;
}

KIND(wait_on_minus_one)
{
	UNREFERENCED_PARAMETER(driver);
	KeWaitForSingleObject((PVOID)-1, Executive, KernelMode, FALSE, NULL);
	return 0;
}

KIND(wait_on_code)
{
	UNREFERENCED_PARAMETER(driver);
	KeWaitForSingleObject((PVOID)KeBugCheckEx, Executive, KernelMode, FALSE,
			      NULL);
	return 0;
}

KIND(wait_on_zeros)
{
	static ULONG64 zeros[16];

	UNREFERENCED_PARAMETER(driver);
	KeWaitForSingleObject(zeros, Executive, KernelMode, FALSE, NULL);
	return 0;
}

KIND(wait_on_many)
{
	UNREFERENCED_PARAMETER(driver);
	KeWaitForMultipleObjects(0xffffffff, GARBAGE, WaitAny, Executive,
				 KernelMode, FALSE, NULL, GARBAGE);
	return 0;
}

KIND(wait_on_65)
{
	static KWAIT_BLOCK blocks[65];
	static KEVENT event;
	static PVOID objects[65];

	UNREFERENCED_PARAMETER(driver);
	KeInitializeEvent(&event, NotificationEvent, TRUE);
	for (ULONG i = 0; i < 65; i++)
		objects[i] = &event;
	KeWaitForMultipleObjects(65, objects, WaitAny, Executive, KernelMode,
				 FALSE, NULL, blocks);
	return 0;
}

KIND(wait_for_ever_and_longer)
{
	LARGE_INTEGER time;

	UNREFERENCED_PARAMETER(driver);
	time.QuadPart = MINLONGLONG;
	KeDelayExecutionThread(KernelMode, FALSE, &time);
	return 0;
}

static KEVENT event;

static void waiter(PVOID context)
{
	UNREFERENCED_PARAMETER(context);
	KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
}

static void start_waiter(void)
{
	HANDLE thread;

	KeInitializeEvent(&event, SynchronizationEvent, FALSE);
	PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
			     waiter, NULL);
	nap(10);
}

KIND(list_of_waiters_garbage)
{
	UNREFERENCED_PARAMETER(driver);
	start_waiter();
	event.Header.WaitListHead.Flink = GARBAGE;
	event.Header.WaitListHead.Blink = GARBAGE;
	KeSetEvent(&event, 0, FALSE);
	return 0;
}

KIND(list_of_waiters_circle)
{
	static LIST_ENTRY circle[2];

	UNREFERENCED_PARAMETER(driver);
	start_waiter();
	circle[0].Flink = circle[0].Blink = &circle[1];
	circle[1].Flink = circle[1].Blink = &circle[0];
	event.Header.WaitListHead.Flink = circle;
	for (;;)
		KeSetEvent(&event, 0, FALSE);
}

KIND(list_of_waiters_long)
{
	static LIST_ENTRY list[8000];

	UNREFERENCED_PARAMETER(driver);
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	for (ULONG i = 0; i < RTL_NUMBER_OF(list); i++)
		InsertTailList(&event.Header.WaitListHead, &list[i]);
	for (;;)
		KeSetEvent(&event, 0, FALSE);
}

KIND(wait_block_garbage)
{
	PLIST_ENTRY block;

	UNREFERENCED_PARAMETER(driver);
	start_waiter();
	block = event.Header.WaitListHead.Flink;
	block->Flink = block->Blink = GARBAGE;
	KeSetEvent(&event, 0, FALSE);
	return 0;
}

KIND(wait_block_forged)
{
	static KWAIT_BLOCK block;

	UNREFERENCED_PARAMETER(driver);
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	block.Thread = KeGetCurrentThread();
	block.Object = &event;
	InsertTailList(&event.Header.WaitListHead, &block.WaitListEntry);
	KeSetEvent(&event, 0, FALSE);
	nap(10);
	return 0;
}

KIND(event_overwritten_while_waited)
{
	UNREFERENCED_PARAMETER(driver);
	start_waiter();
	RtlFillMemory(&event, sizeof(event), 0x41);
	KeSetEvent(&event, 0, FALSE);
	return 0;
}

KIND(event_initialized_while_waited)
{
	UNREFERENCED_PARAMETER(driver);
	start_waiter();
	KeInitializeEvent(&event, SynchronizationEvent, FALSE);
	KeSetEvent(&event, 0, FALSE);
	return 0;
}

KIND(mutex_forged)
{
	static KMUTEX mutex;

	UNREFERENCED_PARAMETER(driver);
	KeInitializeMutex(&mutex, 0);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
	mutex.MutantListEntry.Flink = GARBAGE;
	mutex.MutantListEntry.Blink = GARBAGE;
	KeReleaseMutex(&mutex, FALSE);
	return 0;
}

KIND(mutex_too_deep)
{
	static KMUTEX mutex;

	UNREFERENCED_PARAMETER(driver);
	KeInitializeMutex(&mutex, 0);
	mutex.Header.SignalState = MINLONG;
	mutex.OwnerThread = KeGetCurrentThread();
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
	return 0;
}

KIND(semaphore_beyond)
{
	static KSEMAPHORE semaphore;

	UNREFERENCED_PARAMETER(driver);
	KeInitializeSemaphore(&semaphore, MAXLONG, MAXLONG);
	KeReleaseSemaphore(&semaphore, 0, MAXLONG, FALSE);
	return 0;
}

KIND(deadlock_with_itself)
{
	static FAST_MUTEX mutex;

	UNREFERENCED_PARAMETER(driver);
	ExInitializeFastMutex(&mutex);
	ExAcquireFastMutex(&mutex);
	ExAcquireFastMutex(&mutex);
	return 0;
}

KIND(spin_lock_twice)
{
	static KSPIN_LOCK lock;
	KIRQL irql;

	UNREFERENCED_PARAMETER(driver);
	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	KeAcquireSpinLock(&lock, &irql);
	return 0;
}

static FAST_MUTEX left, right;

static void other_way(PVOID context)
{
	UNREFERENCED_PARAMETER(context);
	ExAcquireFastMutex(&right);
	nap(50);
	ExAcquireFastMutex(&left);
}

KIND(deadlock_of_two)
{
	HANDLE thread;

	UNREFERENCED_PARAMETER(driver);
	ExInitializeFastMutex(&left);
	ExInitializeFastMutex(&right);
	PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
			     other_way, NULL);
	ExAcquireFastMutex(&left);
	nap(50);
	ExAcquireFastMutex(&right);
	return 0;
}

KIND(timer_garbage)
{
	LARGE_INTEGER due;

	UNREFERENCED_PARAMETER(driver);
	due.QuadPart = MINLONGLONG;
	KeSetTimer(GARBAGE, due, GARBAGE);
	return 0;
}

KIND(timer_with_garbage_dpc)
{
	static KTIMER timer;
	LARGE_INTEGER due;

	UNREFERENCED_PARAMETER(driver);
	due.QuadPart = -1;
	KeInitializeTimer(&timer);
	KeSetTimer(&timer, due, GARBAGE);
	nap(100);
	return 0;
}

KIND(dpc_forged)
{
	static KDPC dpc, other;

	UNREFERENCED_PARAMETER(driver);
	KeInitializeDpc(&dpc, GARBAGE, NULL);
	KeInitializeDpc(&other, GARBAGE, NULL);
	dpc.DpcListEntry.Flink = GARBAGE;
	other.DpcData = GARBAGE;
	KeRemoveQueueDpc(&other);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	return 0;
}

KIND(work_item_garbage)
{
	UNREFERENCED_PARAMETER(driver);
	ExQueueWorkItem(GARBAGE, DelayedWorkQueue);
	return 0;
}

KIND(work_item_twice)
{
	static WORK_QUEUE_ITEM item;

	UNREFERENCED_PARAMETER(driver);
	ExInitializeWorkItem(&item, waiter, NULL);
	ExQueueWorkItem(&item, DelayedWorkQueue);
	ExQueueWorkItem(&item, DelayedWorkQueue);
	nap(10);
	return 0;
}

KIND(dereference_garbage)
{
	UNREFERENCED_PARAMETER(driver);
	ObfDereferenceObject(GARBAGE);
	return 0;
}

KIND(dereference_own_thread)
{
	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 10; i++)
		ObfDereferenceObject(PsGetCurrentThread());
	return 0;
}

KIND(dereference_system)
{
	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 100; i++)
		ObfDereferenceObject(PsInitialSystemProcess);
	return 0;
}

KINDS(wait_on_garbage, wait_on_minus_one, wait_on_code, wait_on_zeros,
      wait_on_many, wait_on_65, wait_for_ever_and_longer,
      list_of_waiters_garbage, list_of_waiters_circle, list_of_waiters_long,
      wait_block_garbage, wait_block_forged, event_overwritten_while_waited,
      event_initialized_while_waited, mutex_forged, mutex_too_deep,
      semaphore_beyond, deadlock_with_itself, spin_lock_twice, deadlock_of_two,
      timer_garbage, timer_with_garbage_dpc, dpc_forged, work_item_garbage,
      work_item_twice, dereference_garbage, dereference_own_thread,
      dereference_system)
