/* Contiguous memory is freed twice. */
#include <ntifs.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	PHYSICAL_ADDRESS highest = { .QuadPart = -1 };
	PVOID pages = MmAllocateContiguousMemory(5000, highest);

	(void)driver, (void)path;
	MmFreeContiguousMemory(pages);
	MmFreeContiguousMemory(pages);
	return STATUS_SUCCESS;
}
