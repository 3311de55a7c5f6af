/* DriverEntry waits until a program lets it go on, and is not there for long
 * afterwards: it lies in INIT. */
#include <ntifs.h>

static UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\EntryWaits");
static UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\??\\EntryWaits");
static KEVENT event;
DRIVER_INITIALIZE DriverEntry;

static NTSTATUS complete(PDEVICE_OBJECT of, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);

	UNREFERENCED_PARAMETER(of);
	if (location->MajorFunction == IRP_MJ_DEVICE_CONTROL)
		KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
	if (location->MajorFunction == IRP_MJ_WRITE)
		DbgPrint("DriverEntry is %s\n",
			 MmIsAddressValid((PVOID)DriverEntry) ? "there"
							      : "gone");
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static void unload(PDRIVER_OBJECT driver)
{
	IoDeleteSymbolicLink(&link);
	IoDeleteDevice(driver->DeviceObject);
	DbgPrint("unloaded\n");
}

__attribute__((section("INIT"))) NTSTATUS DriverEntry(PDRIVER_OBJECT driver,
						      PUNICODE_STRING path)
{
	PDEVICE_OBJECT device;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	driver->MajorFunction[IRP_MJ_CREATE] = complete;
	driver->MajorFunction[IRP_MJ_CLOSE] = complete;
	driver->MajorFunction[IRP_MJ_CLEANUP] = complete;
	driver->MajorFunction[IRP_MJ_WRITE] = complete;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = complete;
	IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
		       &device);
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	IoCreateSymbolicLink(&link, &name);
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
	DbgPrint("entry goes on\n");
	return STATUS_SUCCESS;
}
