/* A request that is completed, and then once more. */
#include <ntifs.h>

static UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Twice");

static NTSTATUS opened(PDEVICE_OBJECT of, PIRP irp)
{
	UNREFERENCED_PARAMETER(of);
	irp->IoStatus.Status = STATUS_SUCCESS;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	DbgPrint("once\n");
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PDEVICE_OBJECT device, found;
	PFILE_OBJECT file;

	UNREFERENCED_PARAMETER(path);
	driver->MajorFunction[IRP_MJ_CREATE] = opened;
	IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
		       &device);
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	return IoGetDeviceObjectPointer(&name, FILE_READ_DATA, &file, &found);
}
