/* The links of a generic table lead round in a circle: a search has no end. */
#include <ntddk.h>

static RTL_GENERIC_COMPARE_RESULTS NTAPI compare(RTL_GENERIC_TABLE *table,
						 PVOID a, PVOID b)
{
	(void)table, (void)a, (void)b;
	return GenericLessThan;
}

static PVOID NTAPI get_memory(RTL_GENERIC_TABLE *table, CLONG size)
{
	(void)table;
	return ExAllocatePoolWithTag(NonPagedPool, size, 'batK');
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	static RTL_GENERIC_TABLE table;
	ULONG key = 5;

	(void)driver, (void)path;
	RtlInitializeGenericTable(&table, compare, get_memory, NULL, NULL);
	RtlInsertElementGenericTable(&table, &key, sizeof(key), NULL);
	RtlInsertElementGenericTable(&table, &key, sizeof(key), NULL);
	table.TableRoot->LeftChild = table.TableRoot;
	DbgPrint("a circle\n");
	RtlEnumerateGenericTable(&table, TRUE);
	RtlLookupElementGenericTable(&table, &key);
	return STATUS_SUCCESS;
}
