/* Generic tables of numbers: what both kinds are asked, and what of the links
 * must hold. Who includes this says which kind. */
#define SPARE 'batK'

struct item {
	ULONG key, value;
};

static ULONG compared, allocated, freed;
static BOOLEAN full;

static RTL_GENERIC_COMPARE_RESULTS NTAPI compare(TABLE *table, PVOID a, PVOID b)
{
	const struct item *left = a, *right = b;

	(void)table;
	compared++;
	return left->key < right->key	? GenericLessThan
	       : left->key > right->key ? GenericGreaterThan
					: GenericEqual;
}

static PVOID NTAPI get_memory(TABLE *table, CLONG size)
{
	(void)table;
	if (full)
		return NULL;
	allocated++;
	return ExAllocatePoolWithTag(NonPagedPool, size, SPARE);
}

static VOID NTAPI release(TABLE *table, PVOID buffer)
{
	(void)table;
	freed++;
	ExFreePoolWithTag(buffer, SPARE);
}

/* How deep a subtree is; it is in order, and its links name each other. */
static int check(LINKS *node, LINKS *parent, ULONG low, ULONG high)
{
	struct item *item = DATA(node);
	int left, right;

	if (!node)
		return 0;
	if (node->Parent != parent || item->key < low || item->key > high)
		DbgPrint("unsound at %d\n", item->key);
	left = check(node->LeftChild, node, low, item->key - 1);
	right = check(node->RightChild, node, item->key + 1, high);
	CHECK_DEPTHS(node, item, left, right);
	return 1 + (left > right ? left : right);
}

static struct item *insert(TABLE *table, ULONG key, ULONG value)
{
	struct item item = { key, value }, *kept;
	BOOLEAN is_new = 7;

	kept = INSERT(table, &item, sizeof(item), &is_new);
	check_all(table);
	if (!kept || kept->key != key || is_new != (kept->value == value))
		DbgPrint("insert %d: new %d\n", key, is_new);
	return kept;
}

static struct item *find(TABLE *table, ULONG key)
{
	struct item item = { key, 0 }, *found = LOOKUP(table, &item);

	check_all(table);
	if (found && found->key != key)
		DbgPrint("found %d for %d\n", found->key, key);
	return found;
}

static BOOLEAN remove(TABLE *table, ULONG key)
{
	struct item item = { key, 0 };
	BOOLEAN done = DELETE_ITEM(table, &item);

	check_all(table);
	return done;
}

/* Both ways through give each once, in order. */
static void enumerate(TABLE *table)
{
	ULONG count = 0, again = 0, last = 0;
	PVOID key = NULL;

	for (struct item *at = ENUMERATE(table, TRUE); at;
	     at = ENUMERATE(table, FALSE)) {
		if (at->key <= last)
			DbgPrint("out of order: %d\n", at->key);
		last = at->key;
		count++;
		check_all(table);
	}
	for (struct item *at = ENUMERATE_BY_KEY(table, &key); at;
	     at = ENUMERATE_BY_KEY(table, &key))
		again++;
	DbgPrint("%d %d of %d\n", count, again, NUMBER(table));
}

static void few(TABLE *table)
{
	static const ULONG keys[] = { 50, 20, 70, 10, 30, 60, 80 };

	DbgPrint("empty %d, %p, %p\n", IS_EMPTY(table), find(table, 1),
		 ENUMERATE(table, TRUE));
	for (int i = 0; i < 7; i++)
		insert(table, keys[i], (ULONG)i);
	insert(table, 30, 99); /* says that it is not new */
	DbgPrint("30 has %d, 31 is %p, empty %d\n", find(table, 30)->value,
		 find(table, 31), IS_EMPTY(table));
	for (ULONG i = 0; i < 7; i++)
		DbgPrint("[%d] %d\n", i, ((struct item *)GET(table, i))->key);
	DbgPrint("[5] %d, [7] %p\n", ((struct item *)GET(table, 5))->key,
		 GET(table, 7));
	enumerate(table);
	DbgPrint("removed %d\n", remove(table, 20));
	DbgPrint("removed %d\n", remove(table, 20));
	DbgPrint("[1] %d\n", ((struct item *)GET(table, 1))->key);
	full = TRUE;
	DbgPrint("no room %p\n", insert(table, 90, 1));
	full = FALSE;
	while (!IS_EMPTY(table))
		remove(table, ((struct item *)GET(table, 0))->key);
	DbgPrint("allocated %d freed %d\n", allocated, freed);
}

static void many(TABLE *table)
{
	ULONG key = 1, count = 0;

	for (int i = 0; i < 300; i++) {
		key = key * 1103515245 + 12345;
		insert(table, 1 + (key >> 16) % 1000, 1000 + (ULONG)i);
	}
	enumerate(table);
	for (int i = 0; i < 600; i++) {
		key = key * 1103515245 + 12345;
		count += remove(table, 1 + (key >> 16) % 1000);
	}
	DbgPrint("removed %d\n", count);
	enumerate(table);
	for (ULONG i = 1; i <= 1000; i++)
		remove(table, i);
	DbgPrint("empty %d, allocated %d freed %d\n", IS_EMPTY(table),
		 allocated, freed);
}

/* A place that was found is used. */
static void at_place(TABLE *table)
{
	struct item item = { 5, 6 }, *found;
	TABLE_SEARCH_RESULT result;
	PVOID place = NULL;
	BOOLEAN is_new;

	found = LOOKUP_FULL(table, &item, &place, &result);
	DbgPrint("%p %d %p\n", found, result, place);
	INSERT_FULL(table, &item, sizeof(item), &is_new, place, result);
	item.key = 4;
	found = LOOKUP_FULL(table, &item, &place, &result);
	DbgPrint("%p %d %d\n", found, result, place != NULL);
	INSERT_FULL(table, &item, sizeof(item), &is_new, place, result);
	check_all(table);
	found = LOOKUP_FULL(table, &item, &place, &result);
	DbgPrint("%d %d %d\n", found->key, result, place != NULL);
	enumerate(table);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	static TABLE table;

	(void)driver, (void)path;
	INITIALIZE(&table, compare, get_memory, release, &table);
	DbgPrint("context %d\n", table.TableContext == &table);
	few(&table);
	many(&table);
	at_place(&table);
	return STATUS_SUCCESS;
}
