/* A work item's routine keeps a mutex. */
#include <ntddk.h>

static KMUTEX mutex;
static WORK_QUEUE_ITEM item;

static void work(void *context)
{
	UNREFERENCED_PARAMETER(context);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&mutex, 0);
	ExInitializeWorkItem(&item, work, NULL);
	ExQueueWorkItem(&item, DelayedWorkQueue);
	return STATUS_SUCCESS;
}
