/* An element of a generic table is freed, and stays in the table. */
#include <ntddk.h>

static RTL_GENERIC_COMPARE_RESULTS NTAPI compare(RTL_AVL_TABLE *table, PVOID a,
						 PVOID b)
{
	(void)table;
	return *(ULONG *)a < *(ULONG *)b   ? GenericLessThan
	       : *(ULONG *)a > *(ULONG *)b ? GenericGreaterThan
					   : GenericEqual;
}

static PVOID NTAPI get_memory(RTL_AVL_TABLE *table, CLONG size)
{
	(void)table;
	return ExAllocatePoolWithTag(NonPagedPool, size, 'batK');
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	static RTL_AVL_TABLE table;
	ULONG key = 5;
	UCHAR *element;

	(void)driver, (void)path;
	RtlInitializeGenericTableAvl(&table, compare, get_memory, NULL, NULL);
	element = RtlInsertElementGenericTableAvl(&table, &key, sizeof(key),
						  NULL);
	ExFreePool(element - sizeof(RTL_BALANCED_LINKS));
	DbgPrint("freed\n");
	DbgPrint("found %p\n", RtlLookupElementGenericTableAvl(&table, &key));
	return STATUS_SUCCESS;
}
