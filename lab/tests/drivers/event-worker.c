/* A work item of the executive waits for an event that DriverEntry sets;
 * a semaphore counts to its limit. */
#include <ntddk.h>

static KEVENT go, done;
static KSEMAPHORE semaphore;
static WORK_QUEUE_ITEM item;

static void work(void *context)
{
	UNREFERENCED_PARAMETER(context);
	KeWaitForSingleObject(&go, Executive, KernelMode, FALSE, NULL);
	DbgPrint("worker goes on\n");
	KeSetEvent(&done, IO_NO_INCREMENT, FALSE);
}

static void unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	LARGE_INTEGER none = { .QuadPart = 0 };
	LARGE_INTEGER second = { .QuadPart = -10000000 };
	NTSTATUS status;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	KeInitializeEvent(&go, NotificationEvent, FALSE);
	KeInitializeEvent(&done, SynchronizationEvent, FALSE);
	ExInitializeWorkItem(&item, work, NULL);
	ExQueueWorkItem(&item, DelayedWorkQueue);
	status = KeWaitForSingleObject(&done, Executive, KernelMode, FALSE,
				       &second);
	DbgPrint("after a second %08x\n", status);
	DbgPrint("go was %d\n", KeSetEvent(&go, 0, FALSE));
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	DbgPrint("go %d done %d\n", KeReadStateEvent(&go),
		 KeReadStateEvent(&done));
	DbgPrint("go was %d\n", KeResetEvent(&go));
	DbgPrint("go is %d\n", KeReadStateEvent(&go));
	KeInitializeSemaphore(&semaphore, 1, 2);
	KeWaitForSingleObject(&semaphore, Executive, KernelMode, FALSE, NULL);
	status = KeWaitForSingleObject(&semaphore, Executive, KernelMode,
				       FALSE, &none);
	DbgPrint("taken %08x\n", status);
	DbgPrint("was %d\n", KeReleaseSemaphore(&semaphore, 0, 2, FALSE));
	DbgPrint("is %d\n", KeReadStateSemaphore(&semaphore));
	KeEnterCriticalRegion();
	DbgPrint("disabled %d %d\n", KeAreApcsDisabled(),
		 KeAreAllApcsDisabled());
	KeLeaveCriticalRegion();
	return STATUS_SUCCESS;
}
