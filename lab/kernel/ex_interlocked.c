#include "config.h"
#include "kernel/private.h"

/*
 * Lists and numbers that are changed under a spin lock, and lists that need
 * none. Between two of the guest's instructions nothing else happens, so a
 * lock is only looked at: whoever has it, is waited for.
 */
enum { SLIST_NEXT = 8 }; /* SLIST_HEADER: depth, sequence; next */

/* The lock, by its argument's number; false: it is somebody's. */
static bool is_free(struct trap *trap, unsigned lock)
{
	if (get64(trap->kernel, trap_argument(trap, lock)) == 0)
		return true;
	trap_spin(trap);
	return false;
}

/* ListHead, ListEntry, Lock: what was first, or last; NULL for none. */
static void insert(struct trap *trap, bool tail)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = trap_argument(trap, 0), entry = trap_argument(trap, 1);
	uint64_t next, before;

	if (!is_free(trap, 2))
		return;
	next = get64(kernel, head);
	before = get64(kernel, head + 8);
	list_insert_tail(kernel, tail ? head : next, entry);
	if (tail)
		trap_return(trap, before == head ? 0 : before);
	else
		trap_return(trap, next == head ? 0 : next);
}

static void insert_head(struct trap *trap)
{
	insert(trap, false);
}

static void insert_tail(struct trap *trap)
{
	insert(trap, true);
}

/* ListHead, Lock */
static void remove_head(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = trap_argument(trap, 0), first;

	if (!is_free(trap, 1))
		return;
	first = get64(kernel, head);
	if (first != head)
		list_remove(kernel, first);
	trap_return(trap, first == head ? 0 : first);
}

/* ListHead, ListEntry, Lock */
static void push_entry(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = trap_argument(trap, 0), entry = trap_argument(trap, 1);
	uint64_t first;

	if (!is_free(trap, 2))
		return;
	first = get64(kernel, head);
	put64(kernel, entry, first);
	put64(kernel, head, entry);
	trap_return(trap, first);
}

/* ListHead, Lock */
static void pop_entry(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = trap_argument(trap, 0), first;

	if (!is_free(trap, 1))
		return;
	first = get64(kernel, head);
	if (first)
		put64(kernel, head, get64(kernel, first));
	trap_return(trap, first);
}

/* Addend, Increment, Lock: what it was */
static void add_large_integer(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0), before;

	if (!is_free(trap, 2))
		return;
	before = get64(trap->kernel, at);
	put64(trap->kernel, at, before + trap_argument(trap, 1));
	trap_return(trap, before);
}

static void add_ulong(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0);
	uint32_t before;

	if (!is_free(trap, 2))
		return;
	before = get32(trap->kernel, at);
	put32(trap->kernel, at, before + (uint32_t)trap_argument(trap, 1));
	trap_return(trap, before);
}

/* ---- lists without a lock ---- */

static void initialize_slist(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), 0);
	put64(trap->kernel, trap_argument(trap, 0) + SLIST_NEXT, 0);
	trap_return(trap, 0);
}

static uint64_t first_of(struct kernel *kernel, uint64_t head)
{
	return get64(kernel, head + SLIST_NEXT) & ~0xfull;
}

/* The depth is in 16 bits, what counts changes above them. */
static void change_slist(struct kernel *kernel, uint64_t head, uint64_t first,
			 uint64_t depth)
{
	uint64_t sequence = (get64(kernel, head) >> 16) + 1;

	put64(kernel, head, sequence << 16 | (depth & 0xffff));
	put64(kernel, head + SLIST_NEXT, first);
}

static void push_slist(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = trap_argument(trap, 0), entry = trap_argument(trap, 1);
	uint64_t first = first_of(kernel, head);

	put64(kernel, entry, first);
	change_slist(kernel, head, entry, get16(kernel, head) + 1u);
	trap_return(trap, first);
}

static void pop_slist(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = trap_argument(trap, 0);
	uint64_t first = first_of(kernel, head);

	if (first)
		change_slist(kernel, head, get64(kernel, first),
			     get16(kernel, head) - 1u);
	trap_return(trap, first);
}

static void flush_slist(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = trap_argument(trap, 0);
	uint64_t first = first_of(kernel, head);

	if (first)
		change_slist(kernel, head, 0, 0);
	trap_return(trap, first);
}

static void query_depth(struct trap *trap)
{
	trap_return(trap, get16(trap->kernel, trap_argument(trap, 0)));
}

static const struct nt_function functions[] = {
	{ "ExInterlockedInsertHeadList", FIDELITY_REAL, insert_head, NULL },
	{ "ExInterlockedInsertTailList", FIDELITY_REAL, insert_tail, NULL },
	{ "ExInterlockedRemoveHeadList", FIDELITY_REAL, remove_head, NULL },
	{ "ExInterlockedPushEntryList", FIDELITY_REAL, push_entry, NULL },
	{ "ExInterlockedPopEntryList", FIDELITY_REAL, pop_entry, NULL },
	{ "ExInterlockedAddLargeInteger", FIDELITY_REAL, add_large_integer,
	  NULL },
	{ "ExInterlockedAddUlong", FIDELITY_REAL, add_ulong, NULL },
	{ "InitializeSListHead", FIDELITY_REAL, initialize_slist, NULL },
	{ "ExpInterlockedPushEntrySList", FIDELITY_REAL, push_slist, NULL },
	{ "ExpInterlockedPopEntrySList", FIDELITY_REAL, pop_slist, NULL },
	{ "ExpInterlockedFlushSList", FIDELITY_REAL, flush_slist, NULL },
	{ "ExQueryDepthSList", FIDELITY_REAL, query_depth, NULL },
};

const struct nt_family ex_interlocked_family = {
	"ex_interlocked", functions, sizeof(functions) / sizeof(*functions)
};
