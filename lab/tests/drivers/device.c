/*
 * A device with a name and a link, that a program opens, controls, reads and
 * writes; a request is answered from a thread's work later.
 */
#include <ntifs.h>

#define ECHO CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, 0)

static UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Echo");
static UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Echo");
static PDEVICE_OBJECT device;

static NTSTATUS complete(PIRP irp, NTSTATUS status, ULONG_PTR size)
{
	irp->IoStatus.Status = status;
	irp->IoStatus.Information = size;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return status;
}

static NTSTATUS opened(PDEVICE_OBJECT of, PIRP irp)
{
	PIO_STACK_LOCATION at = IoGetCurrentIrpStackLocation(irp);

	DbgPrint("%s %d\n", at->MajorFunction == IRP_MJ_CREATE ? "create"
			    : at->MajorFunction == IRP_MJ_CLOSE ? "close"
								 : "cleanup",
		 of == device);
	return complete(irp, STATUS_SUCCESS, 0);
}

static NTSTATUS control(PDEVICE_OBJECT of, PIRP irp)
{
	PIO_STACK_LOCATION at = IoGetCurrentIrpStackLocation(irp);
	ULONG size = at->Parameters.DeviceIoControl.InputBufferLength;
	PUCHAR bytes = irp->AssociatedIrp.SystemBuffer;

	if (at->Parameters.DeviceIoControl.IoControlCode != ECHO)
		return complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	if (size > at->Parameters.DeviceIoControl.OutputBufferLength)
		return complete(irp, STATUS_BUFFER_TOO_SMALL, 0);
	DbgPrint("control %lu\n", size);
	for (ULONG i = 0; i < size; i++)
		bytes[i] ^= 0x20;
	return complete(irp, STATUS_SUCCESS, size);
}

static void use(void)
{
	OBJECT_ATTRIBUTES attributes;
	IO_STATUS_BLOCK iosb;
	HANDLE file;
	char in[4] = "abc", out[4] = "";
	NTSTATUS status;

	InitializeObjectAttributes(&attributes, &link,
				   OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	status = ZwCreateFile(&file, GENERIC_READ | SYNCHRONIZE, &attributes,
			      &iosb, NULL, 0, 0, FILE_OPEN,
			      FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0);
	DbgPrint("open 0x%08lX\n", status);
	status = ZwDeviceIoControlFile(file, NULL, NULL, NULL, &iosb, ECHO, in,
				       3, out, 3);
	DbgPrint("0x%08lX %lu %s\n", status, (ULONG)iosb.Information, out);
	status = ZwDeviceIoControlFile(file, NULL, NULL, NULL, &iosb, ECHO, in,
				       3, out, 2);
	DbgPrint("0x%08lX\n", status);
	status = ZwReadFile(file, NULL, NULL, NULL, &iosb, out, 2, NULL, NULL);
	DbgPrint("read 0x%08lX\n", status);
	ZwClose(file);
}

static void unload(PDRIVER_OBJECT driver)
{
	IoDeleteSymbolicLink(&link);
	IoDeleteDevice(driver->DeviceObject);
	DbgPrint("unloaded\n");
}

static void run(PVOID context)
{
	LARGE_INTEGER delay = { .QuadPart = -1000000 };

	UNREFERENCED_PARAMETER(context);
	KeDelayExecutionThread(KernelMode, FALSE, &delay);
	use();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PDEVICE_OBJECT other;
	HANDLE thread;
	NTSTATUS status;

	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	driver->MajorFunction[IRP_MJ_CREATE] = opened;
	driver->MajorFunction[IRP_MJ_CLOSE] = opened;
	driver->MajorFunction[IRP_MJ_CLEANUP] = opened;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = control;
	status = IoCreateDevice(driver, 16, &name, FILE_DEVICE_UNKNOWN, 0,
				FALSE, &device);
	DbgPrint("create 0x%08lX, again 0x%08lX\n", status,
		 IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0,
				FALSE, &other));
	status = IoCreateSymbolicLink(&link, &name);
	DbgPrint("link 0x%08lX, again 0x%08lX\n", status,
		 IoCreateSymbolicLink(&link, &name));
	PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, run, NULL);
	ZwClose(thread);
	return STATUS_SUCCESS;
}
