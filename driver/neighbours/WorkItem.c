/*
 * A work item of the I/O manager's takes a mutex and keeps it: the same slip
 * as DriverEntry's, in a place where something else looks first.
 */
#include <ntifs.h>

static KMUTEX Mutex;
static PDEVICE_OBJECT Device;
static PIO_WORKITEM Item;

static void Routine(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
}

static void Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoFreeWorkItem(Item);
    IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING Path)
{
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    KeInitializeMutex(&Mutex, 0);
    DriverObject->DriverUnload = Unload;
    Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0,
                            FALSE, &Device);
    if (!NT_SUCCESS(Status))
        return Status;
    Item = IoAllocateWorkItem(Device);
    if (!Item) {
        IoDeleteDevice(Device);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoQueueWorkItem(Item, Routine, DelayedWorkQueue, NULL);
    return STATUS_SUCCESS;
}
