/* A request is kept as pending and nobody ever completes it. */
#include <ntifs.h>

static UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Never");
static UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\??\\Never");

static NTSTATUS opened(PDEVICE_OBJECT of, PIRP irp)
{
	UNREFERENCED_PARAMETER(of);
	irp->IoStatus.Status = STATUS_SUCCESS;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static NTSTATUS control(PDEVICE_OBJECT of, PIRP irp)
{
	UNREFERENCED_PARAMETER(of);
	IoMarkIrpPending(irp);
	return STATUS_PENDING;
}

static void unload(PDRIVER_OBJECT driver)
{
	IoDeleteSymbolicLink(&link);
	IoDeleteDevice(driver->DeviceObject);
	DbgPrint("unloaded\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PDEVICE_OBJECT device;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	driver->MajorFunction[IRP_MJ_CREATE] = opened;
	driver->MajorFunction[IRP_MJ_CLOSE] = opened;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = control;
	IoCreateSymbolicLink(&link, &name);
	return IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
			      &device);
}
