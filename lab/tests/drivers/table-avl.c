/* Generic tables that are balanced trees. */
#include <ntddk.h>

#define TABLE		 RTL_AVL_TABLE
#define LINKS		 RTL_BALANCED_LINKS
#define INITIALIZE	 RtlInitializeGenericTableAvl
#define INSERT		 RtlInsertElementGenericTableAvl
#define INSERT_FULL	 RtlInsertElementGenericTableFullAvl
#define LOOKUP		 RtlLookupElementGenericTableAvl
#define LOOKUP_FULL	 RtlLookupElementGenericTableFullAvl
#define DELETE_ITEM	 RtlDeleteElementGenericTableAvl
#define ENUMERATE	 RtlEnumerateGenericTableAvl
#define ENUMERATE_BY_KEY RtlEnumerateGenericTableWithoutSplayingAvl
#define GET		 RtlGetElementGenericTableAvl
#define NUMBER		 RtlNumberGenericTableElementsAvl
#define IS_EMPTY	 RtlIsGenericTableEmptyAvl
#define DATA(node)                                                             \
	((struct item *)((UCHAR *)(node) + sizeof(RTL_BALANCED_LINKS)))
#define CHECK_DEPTHS(node, item, left, right)                                  \
	((right) - (left) != (node)->Balance || (node)->Balance > 1 ||         \
			 (node)->Balance < -1                                  \
		 ? (void)DbgPrint("balance %d at %d\n", (node)->Balance,       \
				  (item)->key)                                 \
		 : (void)0)

static void check_all(RTL_AVL_TABLE *table);
#include "table.h"

static void check_all(RTL_AVL_TABLE *table)
{
	int depth = check(table->BalancedRoot.RightChild, &table->BalancedRoot,
			  0, MAXULONG);

	if (depth != (int)table->DepthOfTree)
		DbgPrint("depth %d, not %d\n", depth, table->DepthOfTree);
}
