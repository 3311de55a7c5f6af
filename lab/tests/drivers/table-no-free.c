/* A generic table's routine that frees is none, and an element goes. */
#include <ntddk.h>

static RTL_GENERIC_COMPARE_RESULTS NTAPI compare(RTL_GENERIC_TABLE *table,
						 PVOID a, PVOID b)
{
	(void)table, (void)a, (void)b;
	return GenericEqual;
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
	DbgPrint("in\n");
	RtlDeleteElementGenericTable(&table, &key);
	return STATUS_SUCCESS;
}
