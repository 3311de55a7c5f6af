/* An entry is taken off its list twice: the driver's own code looks. */
#include <ntddk.h>

static LIST_ENTRY head, entries[3];

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(driver);
	UNREFERENCED_PARAMETER(path);
	InitializeListHead(&head);
	for (ULONG i = 0; i < 3; i++)
		InsertTailList(&head, &entries[i]);
	DbgPrint("last %d, first %d\n",
		 RemoveTailList(&head) == &entries[2],
		 RemoveHeadList(&head) == &entries[0]);
	InsertHeadList(&head, &entries[2]);
	DbgPrint("empty %d\n", RemoveEntryList(&entries[1]));
	RemoveEntryList(&entries[1]);
	return STATUS_SUCCESS;
}
