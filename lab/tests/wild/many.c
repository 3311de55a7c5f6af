/* As much as there is, and more. */
#include "wild.h"

static void sleeper(PVOID context)
{
	UNREFERENCED_PARAMETER(context);
	nap(1000);
	PsTerminateSystemThread(0);
}

static void spinner(PVOID context)
{
	UNREFERENCED_PARAMETER(context);
	for (;;)
		;
}

static ULONG start(PKSTART_ROUTINE routine, ULONG most)
{
	HANDLE thread;
	ULONG i;

	for (i = 0; i < most; i++) {
		if (PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL,
					 NULL, routine, NULL))
			break;
		ZwClose(thread);
	}
	return i;
}

KIND(threads)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint("less than all: %d\n", start(sleeper, 1000000) < 1000000);
	return 0;
}

KIND(threads_that_spin)
{
	UNREFERENCED_PARAMETER(driver);
	start(spinner, 1000000);
	return 0;
}

KIND(threads_that_are_kept)
{
	HANDLE thread;
	ULONG i;

	UNREFERENCED_PARAMETER(driver);
	for (i = 0; i < 1000000; i++)
		if (PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL,
					 NULL, sleeper, NULL))
			break;
	DbgPrint("less than all: %d\n", i < 1000000);
	return 0;
}

static void ends(PVOID context)
{
	UNREFERENCED_PARAMETER(context);
}

KIND(threads_one_by_one)
{
	HANDLE handle;
	PVOID thread;

	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 5000; i++) {
		if (PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL,
					 NULL, ends, NULL))
			return STATUS_UNSUCCESSFUL;
		ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType,
					  KernelMode, &thread, NULL);
		ZwClose(handle);
		KeWaitForSingleObject(thread, Executive, KernelMode, FALSE,
				      NULL);
		ObDereferenceObject(thread);
	}
	return 0;
}

KIND(pool_of_10_gigabytes)
{
	UNREFERENCED_PARAMETER(driver);
	DbgPrint("%d\n", ExAllocatePoolWithTag(NonPagedPool, 10ull << 30,
					       'gniB') == NULL);
	DbgPrint("%d\n", ExAllocatePoolWithTag(PagedPool, ~0ull, 'gniB') ==
				 NULL);
	DbgPrint("%d\n", ExAllocatePoolWithTag(NonPagedPool, ~0ull - 15,
					       'gniB') == NULL);
	return 0;
}

static ULONG take_all(SIZE_T size)
{
	ULONG count = 0;

	while (ExAllocatePoolWithTag(NonPagedPool, size, 'gniB'))
		count++;
	return count;
}

/* And then what the kernel itself needs: a process, a thread, an object. */
KIND(pool_all)
{
	HANDLE thread;

	UNREFERENCED_PARAMETER(driver);
	take_all(1 << 20);
	take_all(4096);
	take_all(64);
	DbgPrint("none left\n");
	PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
			     sleeper, NULL);
	return 0;
}

KIND(pool_in_pages)
{
	UNREFERENCED_PARAMETER(driver);
	take_all(4096);
	return 0;
}

KIND(pool_fails_for_ever)
{
	static PVOID kept[8192];

	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < RTL_NUMBER_OF(kept); i++)
		kept[i] = ExAllocatePoolWithTag(NonPagedPool, 4000, 'gniB');
	for (ULONG i = 0; i < RTL_NUMBER_OF(kept); i += 2)
		if (kept[i])
			ExFreePoolWithTag(kept[i], 'gniB');
	for (;;)
		ExAllocatePoolWithTag(NonPagedPool, 150 << 20, 'gniB');
}

KIND(pool_of_every_tag)
{
	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 100000; i++)
		ExFreePool(ExAllocatePoolWithTag(PagedPool, 32, i + 1));
	return 0;
}

KIND(pool_freed_backwards)
{
	static PVOID kept[20000];

	UNREFERENCED_PARAMETER(driver);
	for (ULONG round = 0; round < 10; round++) {
		for (ULONG i = 0; i < RTL_NUMBER_OF(kept); i++)
			kept[i] = ExAllocatePoolWithTag(PagedPool, 100, 'gniB');
		for (ULONG i = RTL_NUMBER_OF(kept); i-- > 0;)
			if (kept[i])
				ExFreePoolWithTag(kept[i], 'gniB');
	}
	return 0;
}

static void work(PVOID context)
{
	UNREFERENCED_PARAMETER(context);
}

KIND(work_items)
{
	static WORK_QUEUE_ITEM items[20000];

	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < RTL_NUMBER_OF(items); i++) {
		ExInitializeWorkItem(&items[i], work, NULL);
		ExQueueWorkItem(&items[i], DelayedWorkQueue);
	}
	nap(2000);
	return 0;
}

static void work_again(PVOID context)
{
	ExQueueWorkItem(context, DelayedWorkQueue);
}

KIND(work_without_end)
{
	static WORK_QUEUE_ITEM item;

	UNREFERENCED_PARAMETER(driver);
	ExInitializeWorkItem(&item, work_again, &item);
	ExQueueWorkItem(&item, DelayedWorkQueue);
	return 0;
}

KIND(timers)
{
	static KTIMER timers[20000];
	LARGE_INTEGER due;

	UNREFERENCED_PARAMETER(driver);
	due.QuadPart = -10000000;
	for (ULONG i = 0; i < RTL_NUMBER_OF(timers); i++) {
		KeInitializeTimer(&timers[i]);
		KeSetTimerEx(&timers[i], due, 1, NULL);
	}
	nap(5000);
	for (ULONG i = 0; i < RTL_NUMBER_OF(timers); i++)
		KeCancelTimer(&timers[i]);
	return 0;
}

static void process_routine(HANDLE parent, HANDLE process, BOOLEAN create)
{
	UNREFERENCED_PARAMETER(parent);
	UNREFERENCED_PARAMETER(process);
	UNREFERENCED_PARAMETER(create);
}

KIND(callbacks)
{
	ULONG count = 0;

	UNREFERENCED_PARAMETER(driver);
	for (ULONG i = 0; i < 1000000; i++)
		if (!PsSetCreateProcessNotifyRoutine(
			    (PVOID)((ULONG_PTR)process_routine + 64 * i), FALSE))
			count++;
	DbgPrint("%d\n", count);
	for (ULONG i = 0; i < 1000000 && count; i++)
		if (!PsSetCreateProcessNotifyRoutine(
			    (PVOID)((ULONG_PTR)process_routine + 64 * i), TRUE))
			count--;
	return 0;
}

KIND(handles)
{
	OBJECT_ATTRIBUTES attributes;
	HANDLE event;
	ULONG i;

	UNREFERENCED_PARAMETER(driver);
	InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL,
				   NULL);
	for (i = 0; i < 1000000; i++)
		if (ZwCreateEvent(&event, EVENT_ALL_ACCESS, &attributes,
				  NotificationEvent, FALSE))
			break;
	DbgPrint("less than all: %d\n", i < 1000000);
	return 0;
}

KIND(devices)
{
	PDEVICE_OBJECT device;
	ULONG i;

	for (i = 0; i < 1000000; i++)
		if (IoCreateDevice(driver, 1 << 16, NULL, FILE_DEVICE_UNKNOWN, 0,
				   FALSE, &device))
			break;
	DbgPrint("less than all: %d\n", i < 1000000);
	return 0;
}

KINDS(threads, threads_that_spin, threads_that_are_kept, threads_one_by_one,
      pool_of_10_gigabytes, pool_all, pool_in_pages, pool_fails_for_ever,
      pool_of_every_tag, pool_freed_backwards, work_items, work_without_end,
      timers, callbacks, handles, devices)
