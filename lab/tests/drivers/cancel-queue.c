#include <ntddk.h>

/*
 * A queue whose requests can be cancelled, filled with three of the driver's
 * own: one is taken out, one is cancelled in it, one was cancelled before.
 */
static IO_CSQ csq;
static LIST_ENTRY head;
static KSPIN_LOCK lock;

static VOID NTAPI insert(PIO_CSQ queue, PIRP irp)
{
	InsertTailList(&head, &irp->Tail.Overlay.ListEntry);
}

static VOID NTAPI take(PIO_CSQ queue, PIRP irp)
{
	RemoveEntryList(&irp->Tail.Overlay.ListEntry);
}

static PIRP NTAPI peek(PIO_CSQ queue, PIRP irp, PVOID context)
{
	PLIST_ENTRY next = irp ? irp->Tail.Overlay.ListEntry.Flink : head.Flink;

	if (next == &head)
		return NULL;
	return CONTAINING_RECORD(next, IRP, Tail.Overlay.ListEntry);
}

static VOID NTAPI acquire(PIO_CSQ queue, PKIRQL irql)
{
	KeAcquireSpinLock(&lock, irql);
}

static VOID NTAPI release(PIO_CSQ queue, KIRQL irql)
{
	KeReleaseSpinLock(&lock, irql);
}

static VOID NTAPI cancelled(PIO_CSQ queue, PIRP irp)
{
	DbgPrint("cancelled %u at IRQL %u, pending %u\n",
		 (ULONG)irp->IoStatus.Information, KeGetCurrentIrql(),
		 IoGetCurrentIrpStackLocation(irp)->Control & SL_PENDING_RETURNED);
}

static PIRP make(ULONG number)
{
	PIRP irp = IoAllocateIrp(1, FALSE);

	IoSetNextIrpStackLocation(irp);
	irp->IoStatus.Information = number;
	return irp;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PIRP one = make(1), two = make(2), three = make(3), got;
	IO_CSQ_IRP_CONTEXT context;
	IO_REMOVE_LOCK removal;
	KIRQL old;

	InitializeListHead(&head);
	KeInitializeSpinLock(&lock);
	IoCsqInitialize(&csq, insert, take, peek, acquire, release, cancelled);
	IoCsqInsertIrp(&csq, one, NULL);
	IoCsqInsertIrp(&csq, two, &context);
	DbgPrint("cancel 3, free: %u\n", IoCancelIrp(three));
	IoCsqInsertIrp(&csq, three, NULL);
	DbgPrint("cancel 1: %u\n", IoCancelIrp(one));
	DbgPrint("again: %u\n", IoCancelIrp(one));
	got = IoCsqRemoveIrp(&csq, &context);
	DbgPrint("by context: %u\n", got ? (ULONG)got->IoStatus.Information : 0);
	got = IoCsqRemoveIrp(&csq, &context);
	DbgPrint("again: %p\n", got);
	IoCsqInsertIrp(&csq, two, NULL);
	got = IoCsqRemoveNextIrp(&csq, NULL);
	DbgPrint("next: %u\n", got ? (ULONG)got->IoStatus.Information : 0);
	DbgPrint("next: %p\n", IoCsqRemoveNextIrp(&csq, NULL));
	IoAcquireCancelSpinLock(&old);
	DbgPrint("IRQL %u, was %u\n", KeGetCurrentIrql(), old);
	IoReleaseCancelSpinLock(old);

	IoInitializeRemoveLock(&removal, 'tset', 0, 0);
	DbgPrint("acquire: %08x\n", IoAcquireRemoveLock(&removal, NULL));
	IoReleaseRemoveLockAndWait(&removal, NULL);
	DbgPrint("acquire: %08x\n", IoAcquireRemoveLock(&removal, NULL));
	return STATUS_SUCCESS;
}
