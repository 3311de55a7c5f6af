/* METHOD_NEITHER: the caller's own addresses, looked at under __try. */
#include <ntddk.h>

#define IOCTL_COUNT CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_NEITHER, FILE_ANY_ACCESS)

static NTSTATUS Count(PVOID Input, ULONG Size, PULONG Sum)
{
	NTSTATUS Status = STATUS_SUCCESS;

	__try {
		ProbeForRead(Input, Size, 1);
		for (ULONG i = 0; i < Size; i++)
			*Sum += ((PUCHAR)Input)[i];
		/* behind what it was given */
		if (((PUCHAR)Input)[0] == '!')
			*Sum += *(volatile UCHAR *)0x7ff;
		if (((PUCHAR)Input)[0] == '?')
			ProbeForWrite((PVOID)0xffff800000000000, 8, 1);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
		DbgPrint("refused with %x behind %lu\n", Status, *Sum);
	}
	return Status;
}

static NTSTATUS Open(PDEVICE_OBJECT Device, PIRP Irp)
{
	Irp->IoStatus.Status = STATUS_SUCCESS;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
	ULONG Sum = 0;
	NTSTATUS Status = Count(
		Stack->Parameters.DeviceIoControl.Type3InputBuffer,
		Stack->Parameters.DeviceIoControl.InputBufferLength, &Sum);

	DbgPrint("sum %lu\n", Sum);
	Irp->IoStatus.Status = Status;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\??\\Count");

static VOID Unload(PDRIVER_OBJECT Driver)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(Driver->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Count");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	Driver->DriverUnload = Unload;
	Driver->MajorFunction[IRP_MJ_CREATE] = Open;
	Driver->MajorFunction[IRP_MJ_CLOSE] = Open;
	Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = IoCreateDevice(Driver, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE,
				&Device);
	if (NT_SUCCESS(Status))
		Status = IoCreateSymbolicLink(&Link, &Name);
	return Status;
}
