/* Pages for an MDL: they have an address while they are mapped, and keep what
 * was written. */
#include <ntddk.h>

static const PHYSICAL_ADDRESS zero, all = { .QuadPart = -1 };

static UCHAR *map(PMDL mdl, ULONG priority)
{
	return MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL,
					    FALSE, priority);
}

static void refused(void)
{
	PHYSICAL_ADDRESS high = { .QuadPart = 0x100000 };
	PMDL mdl;

	DbgPrint("%p\n", MmAllocatePagesForMdl(zero, all, zero, 0));
	DbgPrint("%p\n", MmAllocatePagesForMdl(high, zero, zero, PAGE_SIZE));
	/* more than there is: what there is, or nothing */
	DbgPrint("%p\n",
		 MmAllocatePagesForMdlEx(zero, all, zero, 0x40000000, MmCached,
					 MM_ALLOCATE_FULLY_REQUIRED));
	mdl = MmAllocatePagesForMdlEx(zero, all, zero, 0x40000000, MmCached, 0);
	DbgPrint("less %d\n", mdl && MmGetMdlByteCount(mdl) < 0x40000000);
	MmFreePagesFromMdl(mdl);
	ExFreePool(mdl);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PMDL mdl = MmAllocatePagesForMdl(zero, all, zero, 5000), other;
	UCHAR *at;
	KIRQL irql;

	(void)driver, (void)path;
	DbgPrint("count %d flags 0x%x address %p frames %d\n",
		 MmGetMdlByteCount(mdl), mdl->MdlFlags,
		 MmGetMdlVirtualAddress(mdl),
		 MmGetMdlPfnArray(mdl)[0] != MmGetMdlPfnArray(mdl)[1]);
	at = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	DbgPrint("flags 0x%x mapped %d valid %d zero %d\n", mdl->MdlFlags,
		 mdl->MappedSystemVa == at, MmIsAddressValid(at + 8191),
		 at[0] | at[8191]);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	at[8191] = 42;
	KeLowerIrql(irql);
	/* while these are mapped others are so elsewhere */
	other = MmAllocatePagesForMdlEx(zero, all, zero, PAGE_SIZE, MmCached,
					MM_DONT_ZERO_ALLOCATION);
	DbgPrint("elsewhere %d\n", map(other, NormalPagePriority) != at);
	MmFreePagesFromMdl(other);
	ExFreePool(other);
	MmUnmapLockedPages(at, mdl);
	DbgPrint("flags 0x%x valid %d\n", mdl->MdlFlags, MmIsAddressValid(at));
	at = map(mdl,
		 NormalPagePriority | MdlMappingNoExecute | MdlMappingNoWrite);
	DbgPrint("still %d\n", at[8191]);
	MmUnmapLockedPages(at, mdl);
	MmFreePagesFromMdl(mdl);
	DbgPrint("flags 0x%x\n", mdl->MdlFlags);
	ExFreePool(mdl);
	refused();
	return STATUS_SUCCESS;
}
