#include <ntddk.h>

/* A device's timer comes once a second until it is stopped; deleting the
 * device stops it too. */
static PDEVICE_OBJECT device;

static VOID NTAPI tick(PDEVICE_OBJECT self, PVOID context)
{
	LONG *count = context;

	DbgPrint("tick %d at IRQL %u, own device %u\n", ++*count,
		 KeGetCurrentIrql(), self == device);
	if (*count == 2)
		IoStopTimer(self);
}

static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT self, PIRP irp)
{
	IoStartTimer(self);
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static VOID NTAPI unload(PDRIVER_OBJECT driver)
{
	UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\??\\Timer");

	IoDeleteSymbolicLink(&link);
	IoDeleteDevice(driver->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Timer");
	UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\??\\Timer");
	static LONG count;

	driver->DriverUnload = unload;
	driver->MajorFunction[IRP_MJ_CREATE] = dispatch;
	driver->MajorFunction[IRP_MJ_CLOSE] = dispatch;
	IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
		       &device);
	DbgPrint("%08x\n", IoInitializeTimer(device, tick, &count));
	return IoCreateSymbolicLink(&link, &name);
}
