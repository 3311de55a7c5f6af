/* Lookaside lists: blocks go round, and go back to pool at the end. */
#include <ntifs.h>

#define TAG 'kooL'

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	static NPAGED_LOOKASIDE_LIST list;
	static PAGED_LOOKASIDE_LIST paged;
	PVOID blocks[10], again;
	int i;

	(void)driver, (void)path;
	ExInitializeNPagedLookasideList(&list, NULL, NULL, 0, 48, TAG, 0);
	ExInitializePagedLookasideList(&paged, NULL, NULL, 0, 600, TAG, 0);
	DbgPrint("depth %d, most %d, type %d, size %d\n", list.L.Depth,
		 list.L.MaximumDepth, paged.L.Type, paged.L.Size);
	for (i = 0; i < 10; i++)
		blocks[i] = ExAllocateFromNPagedLookasideList(&list);
	for (i = 0; i < 10; i++)
		ExFreeToNPagedLookasideList(&list, blocks[i]);
	again = ExAllocateFromNPagedLookasideList(&list);
	DbgPrint("%d, allocates %d misses %d, frees %d misses %d\n",
		 again == blocks[3], list.L.TotalAllocates,
		 list.L.AllocateMisses, list.L.TotalFrees, list.L.FreeMisses);
	ExFreeToNPagedLookasideList(&list, again);
	ExDeleteNPagedLookasideList(&list);
	ExDeletePagedLookasideList(&paged);
	/* freed with the list */
	ExFreePool(again);
	return STATUS_SUCCESS;
}
