/* Requests that a driver builds itself, by how the device has its buffers. */
#include <ntifs.h>

static NTSTATUS transfer(PDEVICE_OBJECT of, PIRP irp)
{
	PIO_STACK_LOCATION at = IoGetCurrentIrpStackLocation(irp);

	DbgPrint("  %s of %lu, %s%s%s\n",
		 at->MajorFunction == IRP_MJ_READ ? "read" : "write",
		 at->Parameters.Read.Length,
		 irp->MdlAddress ? "MDL " : "",
		 irp->AssociatedIrp.SystemBuffer ? "system buffer " : "",
		 irp->UserBuffer ? "user buffer" : "");
	if (irp->MdlAddress)
		DbgPrint("  %lu bytes: %s\n", MmGetMdlByteCount(irp->MdlAddress),
			 MmGetSystemAddressForMdlSafe(irp->MdlAddress,
						      NormalPagePriority));
	UNREFERENCED_PARAMETER(of);
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static void send(PDEVICE_OBJECT device, ULONG major)
{
	static char text[] = "hello";
	LARGE_INTEGER offset = { 0 };
	IO_STATUS_BLOCK iosb;
	KEVENT event;
	PIRP irp;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildSynchronousFsdRequest(major, device, text, sizeof(text),
					   &offset, &event, &iosb);
	IoCallDriver(device, irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	static const struct {
		const char *name;
		ULONG flag;
	} kinds[] = { { "buffered", DO_BUFFERED_IO },
		      { "direct", DO_DIRECT_IO },
		      { "neither", 0 } };
	PDEVICE_OBJECT device;

	UNREFERENCED_PARAMETER(path);
	driver->MajorFunction[IRP_MJ_READ] = transfer;
	driver->MajorFunction[IRP_MJ_WRITE] = transfer;
	for (ULONG i = 0; i < RTL_NUMBER_OF(kinds); i++) {
		IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
			       &device);
		device->Flags |= kinds[i].flag;
		DbgPrint("%s\n", kinds[i].name);
		send(device, IRP_MJ_READ);
		send(device, IRP_MJ_WRITE);
	}
	return STATUS_SUCCESS;
}
