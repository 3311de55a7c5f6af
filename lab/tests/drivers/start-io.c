#include <ntddk.h>

/*
 * StartIo: one request at a time, the others wait in the device's queue; and
 * a device queue of the driver's own, by key.
 */
static UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Start");
static UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\??\\Start");
static PDEVICE_OBJECT device;
static KTIMER timer;
static KDPC dpc;

static VOID NTAPI later(PKDPC self, PVOID context, PVOID one, PVOID two)
{
	PIRP irp = device->CurrentIrp;

	DbgPrint("done, device busy %u\n", device->DeviceQueue.Busy);
	IoStartNextPacket(device, FALSE);
	DbgPrint("then busy %u\n", device->DeviceQueue.Busy);
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
}

static VOID NTAPI start(PDEVICE_OBJECT self, PIRP irp)
{
	LARGE_INTEGER due;

	DbgPrint("start at IRQL %u, current %u\n", KeGetCurrentIrql(),
		 self->CurrentIrp == irp);
	due.QuadPart = -10000;
	KeSetTimer(&timer, due, &dpc);
}

static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT self, PIRP irp)
{
	if (IoGetCurrentIrpStackLocation(irp)->MajorFunction == IRP_MJ_READ) {
		IoMarkIrpPending(irp);
		IoStartPacket(self, irp, NULL, NULL);
		DbgPrint("IRQL %u\n", KeGetCurrentIrql());
		return STATUS_PENDING;
	}
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static void queue(void)
{
	KDEVICE_QUEUE own;
	KDEVICE_QUEUE_ENTRY entries[4], *got;
	KIRQL old;

	KeInitializeDeviceQueue(&own);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	for (ULONG i = 0; i < 4; i++)
		DbgPrint("insert %u: %u\n", 40 - 10 * i,
			 KeInsertByKeyDeviceQueue(&own, &entries[i],
						  40 - 10 * i));
	DbgPrint("entry: %u\n", KeRemoveEntryDeviceQueue(&own, &entries[2]));
	DbgPrint("again: %u\n", KeRemoveEntryDeviceQueue(&own, &entries[2]));
	got = KeRemoveByKeyDeviceQueue(&own, 25);
	DbgPrint("from 25: %u\n", got ? got->SortKey : 0);
	got = KeRemoveDeviceQueue(&own);
	DbgPrint("first: %u\n", got ? got->SortKey : 0);
	got = KeRemoveDeviceQueue(&own);
	DbgPrint("none: %p, busy %u\n", got, own.Busy);
	KeLowerIrql(old);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	driver->DriverStartIo = start;
	driver->MajorFunction[IRP_MJ_CREATE] = dispatch;
	driver->MajorFunction[IRP_MJ_CLOSE] = dispatch;
	driver->MajorFunction[IRP_MJ_READ] = dispatch;
	KeInitializeTimer(&timer);
	KeInitializeDpc(&dpc, later, NULL);
	queue();
	IoCreateDevice(driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
		       &device);
	return IoCreateSymbolicLink(&link, &name);
}
