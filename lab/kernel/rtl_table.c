#include "config.h"
#include "kernel/rtl_tree.h"

#include "base/limits.h"

/*
 * Generic tables: a driver's elements, in order of what its own routine says
 * when it compares two, and in memory that its own routines allocate and free.
 * They are a splay tree and a list in order of insertion, or a balanced tree.
 * Before each element are its links.
 */
enum {
	/* RTL_GENERIC_TABLE */
	SPLAY_ROOT = 0x00,
	SPLAY_LIST = 0x08,
	SPLAY_ORDERED = 0x18,
	SPLAY_WHICH = 0x20,
	SPLAY_COUNT = 0x24,
	SPLAY_ROUTINES = 0x28,
	SPLAY_ENTRY = 0x18, /* behind RTL_SPLAY_LINKS, in the list */
	SPLAY_LINKS = 0x28,
	/* RTL_AVL_TABLE, from RTL_BALANCED_LINKS on */
	AVL_ROOT = TREE_RIGHT,
	AVL_ORDERED = 0x20,
	AVL_WHICH = 0x28,
	AVL_COUNT = 0x2c,
	AVL_DEPTH = 0x30,
	AVL_RESTART = 0x38,
	AVL_DELETED = 0x40,
	AVL_ROUTINES = 0x48,
	AVL_SIZE = 0x68,
	AVL_LINKS = 0x20,
	/* of the routines, and what comes behind them */
	COMPARE = 0x00,
	ALLOCATE = 0x08,
	FREE = 0x10,
	CONTEXT = 0x18,

	GENERIC_LESS_THAN = 0,
	GENERIC_GREATER_THAN = 1,
};
/* TABLE_SEARCH_RESULT */
enum { EMPTY_TREE, FOUND_NODE, INSERT_AS_LEFT, INSERT_AS_RIGHT };

struct kind {
	bool avl;
	unsigned root, count, routines, links;
};
static const struct kind splay = { false, SPLAY_ROOT, SPLAY_COUNT,
				   SPLAY_ROUTINES, SPLAY_LINKS };
static const struct kind avl = { true, AVL_ROOT, AVL_COUNT, AVL_ROUTINES,
				 AVL_LINKS };

enum {
	CALL_COMPARE = 1,
	CALL_OTHER = 2, /* allocates, or frees */
	LOCAL_TABLE = 0,
	LOCAL_BUFFER = 1,
	LOCAL_NODE = 2, /* where a search is, or ended */
	LOCAL_RESULT = 3,
	LOCAL_SIZE = 4,
	LOCAL_OUT = 5,
	LOCAL_OUT_RESULT = 6,
};

static uint64_t routine(struct trap *trap, const struct kind *kind,
			unsigned which)
{
	return get64(trap->kernel,
		     trap_local(trap, LOCAL_TABLE) + kind->routines + which);
}

static uint64_t data_of(const struct kind *kind, uint64_t node)
{
	return node ? node + kind->links : 0;
}

static void add_count(struct kernel *kernel, const struct kind *kind,
		      uint64_t table, uint32_t by)
{
	put32(kernel, table + kind->count,
	      get32(kernel, table + kind->count) + by);
}

/* What was last asked for by number may have another now. */
static void forget_order(struct kernel *kernel, const struct kind *kind,
			 uint64_t table)
{
	put64(kernel, table + (kind->avl ? AVL_ORDERED : SPLAY_ORDERED),
	      kind->avl ? 0 : table + SPLAY_LIST);
	put32(kernel, table + (kind->avl ? AVL_WHICH : SPLAY_WHICH), 0);
}

/* ---- the table ---- */

/* Table, CompareRoutine, AllocateRoutine, FreeRoutine, TableContext */
static void initialize(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t table = trap_argument(trap, 0);

	memory_fill(MEMORY(kernel), table, 0,
		    kind->avl ? AVL_SIZE : SPLAY_ROUTINES + CONTEXT + 8);
	if (kind->avl)
		put64(kernel, table + TREE_PARENT, table);
	else
		list_init(kernel, table + SPLAY_LIST);
	forget_order(kernel, kind, table);
	for (unsigned i = 0; i < 4; i++)
		put64(kernel, table + kind->routines + 8 * i,
		      trap_argument(trap, i + 1));
	trap_return(trap, 0);
}

/* Table */
static void number(struct trap *trap, const struct kind *kind)
{
	trap_return(trap,
		    get32(trap->kernel, trap_argument(trap, 0) + kind->count));
}

static void is_empty(struct trap *trap, const struct kind *kind)
{
	uint64_t table = trap_argument(trap, 0);

	trap_return(trap, get64(trap->kernel, table + kind->root) == 0);
}

/* ---- searches ---- */

static void compare(struct trap *trap, const struct kind *kind, uint64_t node)
{
	trap_set_local(trap, LOCAL_NODE, node);
	TRAP_CALL(trap, CALL_COMPARE, routine(trap, kind, COMPARE),
		  trap_local(trap, LOCAL_TABLE), trap_local(trap, LOCAL_BUFFER),
		  data_of(kind, node));
}

/* Table, Buffer: goes down the tree, a call each. True: the search is over,
 * its end is in LOCAL_NODE and LOCAL_RESULT. */
static bool search(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t node, child;
	uint32_t order;
	bool right;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_TABLE, trap_argument(trap, 0));
		trap_set_local(trap, LOCAL_BUFFER, trap_argument(trap, 1));
		trap_set_local(trap, LOCAL_RESULT, EMPTY_TREE);
		trap_set_local(trap, LOCAL_NODE, 0);
		node = get64(kernel, trap_argument(trap, 0) + kind->root);
		if (node)
			compare(trap, kind, node);
		return !node;
	}
	node = trap_local(trap, LOCAL_NODE);
	order = (uint32_t)trap_result(trap);
	right = order == GENERIC_GREATER_THAN;
	if (right || order == GENERIC_LESS_THAN) {
		child = get64(kernel, node + (right ? TREE_RIGHT : TREE_LEFT));
		trap_set_local(trap, LOCAL_RESULT,
			       right ? INSERT_AS_RIGHT : INSERT_AS_LEFT);
		if (child)
			compare(trap, kind, child);
		return !child;
	}
	trap_set_local(trap, LOCAL_RESULT, FOUND_NODE);
	return true;
}

static bool was_found(const struct trap *trap)
{
	return trap_local(trap, LOCAL_RESULT) == FOUND_NODE;
}

static void to_top(struct trap *trap, const struct kind *kind)
{
	if (!kind->avl)
		tree_splay(trap->kernel, trap_local(trap, LOCAL_TABLE),
			   trap_local(trap, LOCAL_NODE));
}

/* False: it is not over. */
static bool look_up(struct trap *trap, const struct kind *kind)
{
	uint64_t node;

	if (!search(trap, kind))
		return false;
	node = was_found(trap) ? trap_local(trap, LOCAL_NODE) : 0;
	if (node)
		to_top(trap, kind);
	trap_return(trap, data_of(kind, node));
	return true;
}

/* Table, Buffer */
static void lookup(struct trap *trap, const struct kind *kind)
{
	look_up(trap, kind);
}

/* and NodeOrParent (out), SearchResult (out) */
static void lookup_full(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_OUT, trap_argument(trap, 2));
		trap_set_local(trap, LOCAL_OUT_RESULT, trap_argument(trap, 3));
	}
	if (!look_up(trap, kind))
		return;
	put32(kernel, trap_local(trap, LOCAL_OUT_RESULT),
	      (uint32_t)trap_local(trap, LOCAL_RESULT));
	if (trap_local(trap, LOCAL_NODE))
		put64(kernel, trap_local(trap, LOCAL_OUT),
		      trap_local(trap, LOCAL_NODE));
}

/* ---- changes ---- */

static void say_new(struct trap *trap, bool is_new)
{
	if (trap_local(trap, LOCAL_OUT))
		put8(trap->kernel, trap_local(trap, LOCAL_OUT), is_new);
}

static void link_node(struct trap *trap, const struct kind *kind, uint64_t node)
{
	struct kernel *kernel = trap->kernel;
	uint64_t table = trap_local(trap, LOCAL_TABLE);
	uint64_t parent = trap_local(trap, LOCAL_NODE);
	uint64_t result = trap_local(trap, LOCAL_RESULT);
	uint64_t root = table + kind->root;

	memory_fill(MEMORY(kernel), node, 0, kind->links);
	if (result == EMPTY_TREE)
		parent = kind->avl ? table : node;
	else
		root = parent +
		       (result == INSERT_AS_LEFT ? TREE_LEFT : TREE_RIGHT);
	put64(kernel, node + TREE_PARENT, parent);
	put64(kernel, root, node);
	add_count(kernel, kind, table, 1);
	if (!kind->avl) {
		list_insert_tail(kernel, table + SPLAY_LIST,
				 node + SPLAY_ENTRY);
		return;
	}
	put32(kernel, table + AVL_DEPTH,
	      get32(kernel, table + AVL_DEPTH) +
		      (uint32_t)tree_balance(kernel, table, node));
	forget_order(kernel, kind, table);
}

/* The search is over, or was the caller's. */
static void insert_found(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t size = trap_local(trap, LOCAL_SIZE), node;
	bool is_new = trap->site == CALL_OTHER;

	if (is_new) {
		node = trap_result(trap);
		if (!node) {
			say_new(trap, false);
			trap_return(trap, 0);
			return;
		}
		link_node(trap, kind, node);
		memory_move(MEMORY(kernel), data_of(kind, node),
			    trap_local(trap, LOCAL_BUFFER), size);
		if (kernel->memory.fault.set)
			return;
		trap_set_local(trap, LOCAL_NODE, node);
	} else if (!was_found(trap)) {
		TRAP_CALL(trap, CALL_OTHER, routine(trap, kind, ALLOCATE),
			  trap_local(trap, LOCAL_TABLE),
			  (uint32_t)(size + kind->links));
		return;
	}
	to_top(trap, kind);
	say_new(trap, is_new);
	trap_return(trap, data_of(kind, trap_local(trap, LOCAL_NODE)));
}

/* Table, Buffer, BufferSize, NewElement (out, or 0) */
static void insert(struct trap *trap, const struct kind *kind)
{
	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_SIZE,
			       (uint32_t)trap_argument(trap, 2));
		trap_set_local(trap, LOCAL_OUT, trap_argument(trap, 3));
	}
	if (trap->site == CALL_OTHER || search(trap, kind))
		insert_found(trap, kind);
}

/* and NodeOrParent, SearchResult */
static void insert_full(struct trap *trap, const struct kind *kind)
{
	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_TABLE, trap_argument(trap, 0));
		trap_set_local(trap, LOCAL_BUFFER, trap_argument(trap, 1));
		trap_set_local(trap, LOCAL_SIZE,
			       (uint32_t)trap_argument(trap, 2));
		trap_set_local(trap, LOCAL_OUT, trap_argument(trap, 3));
		trap_set_local(trap, LOCAL_NODE, trap_argument(trap, 4));
		trap_set_local(trap, LOCAL_RESULT,
			       (uint32_t)trap_argument(trap, 5));
	}
	insert_found(trap, kind);
}

static void unlink_node(struct kernel *kernel, const struct kind *kind,
			uint64_t table, uint64_t node)
{
	if (!kind->avl) {
		tree_splay_remove(kernel, table, node);
		list_remove(kernel, node + SPLAY_ENTRY);
	} else {
		if (get64(kernel, table + AVL_RESTART) == node)
			put64(kernel, table + AVL_RESTART,
			      tree_previous(kernel, node));
		put32(kernel, table + AVL_DELETED,
		      get32(kernel, table + AVL_DELETED) + 1);
		put32(kernel, table + AVL_DEPTH,
		      get32(kernel, table + AVL_DEPTH) +
			      (uint32_t)tree_balance_remove(kernel, table,
							    node));
	}
	add_count(kernel, kind, table, UINT32_MAX);
	forget_order(kernel, kind, table);
}

/* Table, Buffer */
static void delete (struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t table, node;

	if (trap->site == CALL_OTHER) {
		trap_return(trap, true);
		return;
	}
	if (!search(trap, kind))
		return;
	if (!was_found(trap)) {
		trap_return(trap, false);
		return;
	}
	table = trap_local(trap, LOCAL_TABLE);
	node = trap_local(trap, LOCAL_NODE);
	unlink_node(kernel, kind, table, node);
	TRAP_CALL(trap, CALL_OTHER, routine(trap, kind, FREE), table, node);
}

/* ---- one after the other ---- */

/* The node behind the one that a key names, or the first; the key is kept
 * where there is none. */
static uint64_t next_of_key(struct kernel *kernel, const struct kind *kind,
			    uint64_t table, uint64_t key_at)
{
	uint64_t key = get64(kernel, key_at), node;
	uint64_t root = get64(kernel, table + kind->root);

	if (!root)
		return 0;
	node = key ? tree_next(kernel, key) : tree_first(kernel, root);
	if (node)
		put64(kernel, key_at, node);
	return node;
}

/* Table, RestartKey (in, out) */
static void enumerate_by_key(struct trap *trap, const struct kind *kind)
{
	trap_return(trap, data_of(kind, next_of_key(trap->kernel, kind,
						    trap_argument(trap, 0),
						    trap_argument(trap, 1))));
}

/* Table, Restart */
static void enumerate(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t table = trap_argument(trap, 0), node;
	bool restart = trap_argument(trap, 1) & 0xff;

	if (kind->avl) {
		if (restart)
			put64(kernel, table + AVL_RESTART, 0);
		node = next_of_key(kernel, kind, table, table + AVL_RESTART);
	} else {
		node = get64(kernel, table + SPLAY_ROOT);
		if (node)
			node = restart ? tree_first(kernel, node)
				       : tree_next(kernel, node);
		if (node)
			tree_splay(kernel, table, node);
	}
	trap_return(trap, data_of(kind, node));
}

/* Of the splay tree's list, or of the balanced tree. */
static uint64_t step(struct kernel *kernel, const struct kind *kind,
		     uint64_t table, uint64_t at)
{
	if (!kind->avl)
		return get64(kernel, at);
	if (at)
		return tree_next(kernel, at);
	return tree_first(kernel, get64(kernel, table + AVL_ROOT));
}

/* Table, I: by insertion, or in order. From the one that was asked for last,
 * or from the begin. */
static void get_element(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t table = trap_argument(trap, 0), at;
	uint32_t wanted = (uint32_t)trap_argument(trap, 1);
	uint64_t ordered = table + (kind->avl ? AVL_ORDERED : SPLAY_ORDERED);
	uint64_t which = table + (kind->avl ? AVL_WHICH : SPLAY_WHICH);

	trap_return(trap, 0);
	if (wanted >= get32(kernel, table + kind->count))
		return;
	if (get32(kernel, which) > wanted + 1)
		forget_order(kernel, kind, table);
	at = get64(kernel, ordered);
	for (uint32_t i = get32(kernel, which), steps = 0; i <= wanted; i++) {
		at = step(kernel, kind, table, at);
		if (!at || ++steps > LIMIT_LIST || kernel->memory.fault.set)
			return;
	}
	put64(kernel, ordered, at);
	put32(kernel, which, wanted + 1);
	trap_return(trap, data_of(kind, kind->avl ? at : at - SPLAY_ENTRY));
}

/* ---- the functions ---- */

#define BOTH(name)                                                             \
	static void splay_##name(struct trap *trap)                            \
	{                                                                      \
		name(trap, &splay);                                            \
	}                                                                      \
	static void avl_##name(struct trap *trap)                              \
	{                                                                      \
		name(trap, &avl);                                              \
	}
BOTH(initialize)
BOTH(number)
BOTH(is_empty)
BOTH(lookup)
BOTH(lookup_full)
BOTH(insert)
BOTH(insert_full)
BOTH(delete)
BOTH(enumerate)
BOTH(enumerate_by_key)
BOTH(get_element)

/* A row for each kind; what is not as in Windows, or NULL. */
#define ROW(name, run, fidelity, note)                                         \
	{ name, fidelity, splay_##run, note },                                 \
	{                                                                      \
		name "Avl", fidelity, avl_##run, note                          \
	}
#define FAR "it goes no further than 65,536 links at once"

static const struct nt_function functions[] = {
	ROW("RtlInitializeGenericTable", initialize, FIDELITY_REAL, NULL),
	ROW("RtlNumberGenericTableElements", number, FIDELITY_REAL, NULL),
	ROW("RtlIsGenericTableEmpty", is_empty, FIDELITY_REAL, NULL),
	ROW("RtlLookupElementGenericTable", lookup, FIDELITY_REAL, NULL),
	ROW("RtlLookupElementGenericTableFull", lookup_full, FIDELITY_REAL,
	    NULL),
	ROW("RtlInsertElementGenericTable", insert, FIDELITY_REAL, NULL),
	ROW("RtlInsertElementGenericTableFull", insert_full, FIDELITY_REAL,
	    NULL),
	ROW("RtlDeleteElementGenericTable", delete, FIDELITY_REAL, NULL),
	ROW("RtlEnumerateGenericTable", enumerate, FIDELITY_PARTIAL, FAR),
	ROW("RtlEnumerateGenericTableWithoutSplaying", enumerate_by_key,
	    FIDELITY_PARTIAL, FAR),
	ROW("RtlGetElementGenericTable", get_element, FIDELITY_PARTIAL, FAR),
};

const struct nt_family rtl_table_family = {
	"rtl_table", functions, sizeof(functions) / sizeof(*functions)
};
