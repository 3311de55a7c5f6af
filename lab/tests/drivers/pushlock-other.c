/* Push locks between threads; then one is released by another thread. */
#include <ntddk.h>

#include "pushlock.h"

static ULONG_PTR lock;
static KEVENT done, held, end;
static volatile LONG count;

static void adder(void *context)
{
	LARGE_INTEGER soon = { .QuadPart = -1000 };

	for (int i = 0; i < 20; i++) {
		LONG now;

		KeEnterCriticalRegion();
		ExAcquirePushLockExclusiveEx(&lock, 0);
		now = count;
		KeDelayExecutionThread(KernelMode, FALSE, &soon);
		count = now + 1;
		ExReleasePushLockExclusiveEx(&lock, 0);
		ExAcquirePushLockSharedEx(&lock, 0);
		KeDelayExecutionThread(KernelMode, FALSE, &soon);
		ExReleasePushLockSharedEx(&lock, 0);
		KeLeaveCriticalRegion();
	}
	if (context)
		KeSetEvent(&done, 0, FALSE);
}

static void holder(void *context)
{
	UNREFERENCED_PARAMETER(context);
	ExAcquirePushLockExclusiveEx(&lock, 0);
	KeSetEvent(&held, 0, FALSE);
	KeWaitForSingleObject(&end, Executive, KernelMode, FALSE, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	HANDLE handle;

	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	KeInitializeEvent(&held, NotificationEvent, FALSE);
	KeInitializeEvent(&end, NotificationEvent, FALSE);
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, adder, &done);
	adder(NULL);
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	DbgPrint("%d, word %d\n", count, (int)lock);
	PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, holder, NULL);
	KeWaitForSingleObject(&held, Executive, KernelMode, FALSE, NULL);
	ExReleasePushLockExclusiveEx(&lock, 0);
	return STATUS_SUCCESS;
}
