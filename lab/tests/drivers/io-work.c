/* A device's work item, and one that keeps a mutex. */
#include <ntddk.h>

static KMUTEX mutex;
static KEVENT done;
static PIO_WORKITEM item;

static void NTAPI work(PDEVICE_OBJECT device, void *context)
{
	DbgPrint("%s, device %d\n", (char *)context, device != NULL);
	KeSetEvent(&done, 0, FALSE);
}

static void NTAPI leak(PDEVICE_OBJECT device, void *context)
{
	UNREFERENCED_PARAMETER(device);
	UNREFERENCED_PARAMETER(context);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	/* any address: nobody looks into it */
	PDEVICE_OBJECT device = (PDEVICE_OBJECT)driver;

	UNREFERENCED_PARAMETER(path);
	KeInitializeMutex(&mutex, 0);
	KeInitializeEvent(&done, SynchronizationEvent, FALSE);
	item = IoAllocateWorkItem(device);
	IoQueueWorkItem(item, work, DelayedWorkQueue, "first");
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	IoQueueWorkItem(item, work, DelayedWorkQueue, "again");
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	IoFreeWorkItem(item);
	item = IoAllocateWorkItem(device);
	IoQueueWorkItem(item, leak, DelayedWorkQueue, NULL);
	return STATUS_SUCCESS;
}
