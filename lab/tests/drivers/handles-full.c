/* A file is opened where no handle is left: nothing of it stays. */
#include <ntifs.h>

static UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Full");
static UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\??\\Full");
static UNICODE_STRING onDisk = RTL_CONSTANT_STRING(L"\\??\\C:\\full.txt");
static ULONG count, opened, closed;

static NTSTATUS open(PUNICODE_STRING path)
{
	OBJECT_ATTRIBUTES attributes;
	IO_STATUS_BLOCK iosb;
	HANDLE file;

	InitializeObjectAttributes(&attributes, path, OBJ_KERNEL_HANDLE, NULL,
				   NULL);
	return ZwCreateFile(&file, GENERIC_READ | SYNCHRONIZE, &attributes,
			    &iosb, NULL, 0, 0, FILE_OPEN_IF,
			    FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0);
}

/* Takes some hundreds of handles; when there are no more, opens. */
static void fill(PDEVICE_OBJECT device)
{
	OBJECT_ATTRIBUTES attributes;
	NTSTATUS status = STATUS_SUCCESS;
	LONG references = device->ReferenceCount;
	HANDLE event;

	InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL,
				   NULL);
	for (ULONG i = 0; i < 600 && NT_SUCCESS(status); i++) {
		status = ZwCreateEvent(&event, EVENT_ALL_ACCESS, &attributes,
				       NotificationEvent, FALSE);
		count += NT_SUCCESS(status);
	}
	if (NT_SUCCESS(status))
		return;
	opened = closed = 0;
	DbgPrint("full %08x, more than 4000: %d\n", status, count > 4000);
	status = open(&name);
	DbgPrint("device %08x, opened %d, closed %d, references %d\n", status,
		 opened, closed, device->ReferenceCount - references);
	DbgPrint("disk %08x\n", open(&onDisk));
}

static NTSTATUS complete(PDEVICE_OBJECT of, PIRP irp)
{
	PIO_STACK_LOCATION at = IoGetCurrentIrpStackLocation(irp);

	opened += at->MajorFunction == IRP_MJ_CREATE;
	closed += at->MajorFunction == IRP_MJ_CLOSE;
	if (at->MajorFunction == IRP_MJ_DEVICE_CONTROL)
		fill(of);
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PDEVICE_OBJECT device;

	UNREFERENCED_PARAMETER(path);
	driver->MajorFunction[IRP_MJ_CREATE] = complete;
	driver->MajorFunction[IRP_MJ_CLOSE] = complete;
	driver->MajorFunction[IRP_MJ_CLEANUP] = complete;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = complete;
	IoCreateSymbolicLink(&link, &name);
	return IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
			      &device);
}
