/* MDLs, locked pages, addresses. */
#include <ntifs.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UCHAR *block = ExAllocatePoolWithTag(PagedPool, 9000, 'mM');
	PHYSICAL_ADDRESS highest = { .QuadPart = -1 };
	UNICODE_STRING name;
	UCHAR *pages;
	PMDL mdl;
	KIRQL irql;

	(void)driver, (void)path;
	mdl = IoAllocateMdl(block + 100, 8000, FALSE, FALSE, NULL);
	DbgPrint("size %d offset %d count %d\n", mdl->Size, mdl->ByteOffset,
		 mdl->ByteCount);
	MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
	/* locked: it may be touched there */
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	*(volatile UCHAR *)MmGetSystemAddressForMdlSafe(mdl,
							NormalPagePriority) = 7;
	KeLowerIrql(irql);
	DbgPrint("%d flags 0x%x\n", block[100], mdl->MdlFlags);
	MmUnlockPages(mdl);
	DbgPrint("flags 0x%x\n", mdl->MdlFlags);
	IoFreeMdl(mdl);
	DbgPrint("%d %d %d\n", MmIsAddressValid(block),
		 MmIsAddressValid((PVOID)0x10), MmIsAddressValid(block + 12288));
	RtlInitUnicodeString(&name, L"ExFreePool");
	DbgPrint("%d\n", MmGetSystemRoutineAddress(&name) == (PVOID)ExFreePool ||
		 MmGetSystemRoutineAddress(&name) != NULL);
	RtlInitUnicodeString(&name, L"ExFreeHeapPool");
	DbgPrint("%p\n", MmGetSystemRoutineAddress(&name));
	pages = MmAllocateContiguousMemory(100, highest);
	DbgPrint("offset %d\n", (int)((ULONG_PTR)pages & 0xfff));
	pages[99] = 1;
	MmFreeContiguousMemory(pages);
	/* not locked any more */
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	*(volatile UCHAR *)block = 7;
	return STATUS_SUCCESS;
}
