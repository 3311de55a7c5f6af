#include <ntddk.h>

/* IoStartPacket in a driver that has no StartIo: it calls what is not there. */
static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT self, PIRP irp)
{
	IoMarkIrpPending(irp);
	IoStartPacket(self, irp, NULL, NULL);
	return STATUS_PENDING;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Start");
	UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\??\\Start");
	PDEVICE_OBJECT device;

	driver->MajorFunction[IRP_MJ_CREATE] = dispatch;
	IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
		       &device);
	return IoCreateSymbolicLink(&link, &name);
}
