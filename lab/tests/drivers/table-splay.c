/* Generic tables that are splay trees. */
#include <ntddk.h>

#define TABLE		 RTL_GENERIC_TABLE
#define LINKS		 RTL_SPLAY_LINKS
#define INITIALIZE	 RtlInitializeGenericTable
#define INSERT		 RtlInsertElementGenericTable
#define INSERT_FULL	 RtlInsertElementGenericTableFull
#define LOOKUP		 RtlLookupElementGenericTable
#define LOOKUP_FULL	 RtlLookupElementGenericTableFull
#define DELETE_ITEM	 RtlDeleteElementGenericTable
#define ENUMERATE	 RtlEnumerateGenericTable
#define ENUMERATE_BY_KEY RtlEnumerateGenericTableWithoutSplaying
#define GET		 RtlGetElementGenericTable
#define NUMBER		 RtlNumberGenericTableElements
#define IS_EMPTY	 RtlIsGenericTableEmpty
#define DATA(node)                                                             \
	((struct item *)((UCHAR *)(node) + sizeof(RTL_SPLAY_LINKS) +           \
			 sizeof(LIST_ENTRY)))
#define CHECK_DEPTHS(node, item, left, right) ((void)0)

static void check_all(RTL_GENERIC_TABLE *table);
#include "table.h"

static void check_all(RTL_GENERIC_TABLE *table)
{
	ULONG count = 0;

	check(table->TableRoot, table->TableRoot, 0, MAXULONG);
	for (LIST_ENTRY *at = table->InsertOrderList.Flink;
	     at != &table->InsertOrderList; at = at->Flink)
		count++;
	if (count != NUMBER(table))
		DbgPrint("%d in the list\n", count);
}
