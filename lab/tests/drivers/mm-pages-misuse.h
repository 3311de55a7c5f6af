/* Pages for an MDL, mapped. */
#include <ntddk.h>

static PMDL mdl;

static volatile UCHAR *map(ULONG how)
{
	PHYSICAL_ADDRESS zero = { 0 }, all = { .QuadPart = -1 };

	mdl = MmAllocatePagesForMdl(zero, all, zero, PAGE_SIZE);
	return MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL,
					    FALSE, NormalPagePriority | how);
}
