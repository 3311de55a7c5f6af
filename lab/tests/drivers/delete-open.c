/* A device is deleted while a file of it is open: it is one of its driver's
 * until the file is closed, and so long the driver is not unloaded. */
#include <ntifs.h>

static UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Deleted");
static UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\??\\Deleted");

static NTSTATUS complete(PDEVICE_OBJECT of, PIRP irp)
{
	PIO_STACK_LOCATION at = IoGetCurrentIrpStackLocation(irp);
	PDRIVER_OBJECT driver = of->DriverObject;

	if (at->MajorFunction == IRP_MJ_CLOSE)
		DbgPrint("closed\n");
	if (at->MajorFunction == IRP_MJ_DEVICE_CONTROL) {
		IoDeleteSymbolicLink(&link);
		IoDeleteDevice(of);
		DbgPrint("listed %d, references %d\n",
			 driver->DeviceObject == of, of->ReferenceCount);
	}
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static void unload(PDRIVER_OBJECT driver)
{
	DbgPrint("unload, listed %d\n", driver->DeviceObject != NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PDEVICE_OBJECT device;
	NTSTATUS status;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	driver->MajorFunction[IRP_MJ_CREATE] = complete;
	driver->MajorFunction[IRP_MJ_CLOSE] = complete;
	driver->MajorFunction[IRP_MJ_CLEANUP] = complete;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = complete;
	status = IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
				&device);
	IoCreateSymbolicLink(&link, &name);
	return status;
}
