#include "config.h"
#include "kernel/pool.h"
#include "kernel/sync.h"

#include "base/limits.h"

/*
 * ERESOURCE: one owner, or several that share. The first owner is in the
 * resource, those that share it besides in a table from pool. Who waits has an
 * entry in the frame of the function that it called; whoever releases makes
 * the first of them, or all that want to share, owners before they run.
 */
enum {
	RESOURCE_SIZE = 0x68,
	OWNER_SIZE = 0x10,
	FLAG_EXCLUSIVE = 0x80, /* ResourceOwnedExclusive */
	TABLE_STEP = 4,
	TABLE_MOST = LIMIT_KERNEL_THREADS * 2,
	/* a waiter: next, event, thread */
	WAITER_EVENT = 8,
	WAITER_THREAD = 0x20,
	WAIT_REASON = 27, /* WrResource */
	CALL_WAIT = 1,
	CALL_RELEASE_SHARED = 1,

	RESOURCE_NOT_OWNED = 0xe3,
};
#define TAG 0x61546552u /* "ReTa" */
#define GET(kernel, resource, field)                                           \
	NT_GET(kernel, resource, "_ERESOURCE", field)
#define PUT(kernel, resource, field, value)                                    \
	NT_PUT(kernel, resource, "_ERESOURCE", field, value)

static bool is_exclusive(struct kernel *kernel, uint64_t resource)
{
	return GET(kernel, resource, "Flag") & FLAG_EXCLUSIVE;
}

static void set_exclusive(struct kernel *kernel, uint64_t resource, bool yes)
{
	uint64_t flags =
		GET(kernel, resource, "Flag") & ~(uint64_t)FLAG_EXCLUSIVE;

	PUT(kernel, resource, "Flag", flags | (yes ? FLAG_EXCLUSIVE : 0));
}

/* ---- owners ---- */

static uint64_t own_entry(uint64_t resource)
{
	return resource + NT_OFFSET("_ERESOURCE", "OwnerEntry");
}

/* The first entry of a table says how many it has, itself included. */
static uint64_t table_size(struct kernel *kernel, uint64_t table)
{
	uint64_t size =
		table ? NT_GET(kernel, table, "_OWNER_ENTRY", "TableSize") : 0;

	return size < TABLE_MOST ? size : TABLE_MOST;
}

/* Whose it is, or is nobody's with thread 0; 0 none. */
static uint64_t find_owner(struct kernel *kernel, uint64_t resource,
			   uint64_t thread)
{
	uint64_t table = GET(kernel, resource, "OwnerTable");
	uint64_t at = own_entry(resource);
	uint64_t size = table_size(kernel, table);

	if (get64(kernel, at) == thread)
		return at;
	for (uint64_t i = 1; i < size && !kernel->memory.fault.set; i++) {
		at = table + i * OWNER_SIZE;
		if (get64(kernel, at) == thread)
			return at;
	}
	return 0;
}

/* A table with more room; the first new entry, or 0: no pool. */
static uint64_t grow_table(struct kernel *kernel, uint64_t resource)
{
	uint64_t old = GET(kernel, resource, "OwnerTable");
	uint64_t size = table_size(kernel, old);
	uint64_t more = size + TABLE_STEP, table;

	if (more > TABLE_MOST)
		return 0;
	table = pool_alloc(kernel, POOL_TYPE_NX, more * OWNER_SIZE, TAG);
	if (!table)
		return 0;
	for (uint64_t i = 0; i < more * 2; i++)
		put64(kernel, table + 8 * i,
		      i < size * 2 ? get64(kernel, old + 8 * i) : 0);
	NT_PUT(kernel, table, "_OWNER_ENTRY", "TableSize", more);
	PUT(kernel, resource, "OwnerTable", table);
	if (old)
		pool_free(kernel, old);
	return table + (size ? size : 1) * OWNER_SIZE;
}

static void count_owners(struct kernel *kernel, uint64_t resource, int by)
{
	uint64_t entries =
		GET(kernel, resource, "ActiveEntries") + (uint64_t)(int64_t)by;

	PUT(kernel, resource, "ActiveEntries", entries);
	PUT(kernel, resource, "ActiveCount", (uint32_t)entries != 0);
}

/* False: no room for one more owner. */
static bool add_owner(struct kernel *kernel, uint64_t resource, uint64_t thread)
{
	uint64_t entry = find_owner(kernel, resource, thread);

	if (entry) {
		NT_PUT(kernel, entry, "_OWNER_ENTRY", "OwnerCount",
		       NT_GET(kernel, entry, "_OWNER_ENTRY", "OwnerCount") + 1);
		return true;
	}
	entry = find_owner(kernel, resource, 0);
	if (!entry)
		entry = grow_table(kernel, resource);
	if (!entry)
		return false;
	put64(kernel, entry, thread);
	NT_PUT(kernel, entry, "_OWNER_ENTRY", "OwnerCount", 1);
	count_owners(kernel, resource, 1);
	return true;
}

/* ---- those that wait ---- */

static uint64_t head_of(uint64_t resource, bool exclusive)
{
	return resource + (exclusive
				   ? NT_OFFSET("_ERESOURCE", "ExclusiveWaiters")
				   : NT_OFFSET("_ERESOURCE", "SharedWaiters"));
}

static void count_waiters(struct kernel *kernel, uint64_t resource,
			  bool exclusive, int by)
{
	if (exclusive)
		PUT(kernel, resource, "NumberOfExclusiveWaiters",
		    GET(kernel, resource, "NumberOfExclusiveWaiters") +
			    (uint64_t)(int64_t)by);
	else
		PUT(kernel, resource, "NumberOfSharedWaiters",
		    GET(kernel, resource, "NumberOfSharedWaiters") +
			    (uint64_t)(int64_t)by);
}

static void wait_in_line(struct trap *trap, uint64_t resource, bool exclusive)
{
	struct kernel *kernel = trap->kernel;
	uint64_t waiter = trap_frame(trap), at = head_of(resource, exclusive);

	put64(kernel, waiter, 0);
	event_init(kernel, waiter + WAITER_EVENT, OBJECT_EVENT_SYNCHRONIZATION,
		   false);
	put64(kernel, waiter + WAITER_THREAD, trap->thread->ethread);
	for (unsigned i = 0;
	     i < LIMIT_LIST && get64(kernel, at) && !kernel->memory.fault.set;
	     i++)
		at = get64(kernel, at);
	put64(kernel, at, waiter);
	count_waiters(kernel, resource, exclusive, 1);
	PUT(kernel, resource, "ContentionCount",
	    GET(kernel, resource, "ContentionCount") + 1);
	TRAP_CALL(trap, CALL_WAIT, 0, resource, waiter + WAITER_EVENT);
}

/* The first in line becomes an owner. False: there is none, or no room. */
static bool let_in(struct kernel *kernel, uint64_t resource, bool exclusive)
{
	uint64_t head = head_of(resource, exclusive);
	uint64_t waiter = get64(kernel, head);

	if (!waiter || kernel->memory.fault.set ||
	    !add_owner(kernel, resource, get64(kernel, waiter + WAITER_THREAD)))
		return false;
	put64(kernel, head, get64(kernel, waiter));
	count_waiters(kernel, resource, exclusive, -1);
	object_set(kernel, waiter + WAITER_EVENT, 1);
	return true;
}

static void let_in_shared(struct kernel *kernel, uint64_t resource)
{
	for (unsigned i = 0; i < LIMIT_LIST && let_in(kernel, resource, false);
	     i++)
		;
}

/* Nobody has it any more. Who shares goes first where one had it alone. */
static void pass_on(struct kernel *kernel, uint64_t resource,
		    bool was_exclusive)
{
	bool shared = get64(kernel, head_of(resource, false)) != 0;

	set_exclusive(kernel, resource, false);
	if (was_exclusive && shared)
		let_in_shared(kernel, resource);
	else if (let_in(kernel, resource, true))
		set_exclusive(kernel, resource, true);
	else
		let_in_shared(kernel, resource);
}

/* Resource, Event */
static void wait_for_resource(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, 0);
	else
		TRAP_CALL(trap, CALL_WAIT, 0, trap_argument(trap, 1),
			  WAIT_REASON, 0, 0, 0);
}

/* ---- acquiring ---- */

enum sharing { SHARED, STARVE_EXCLUSIVE, WAIT_FOR_EXCLUSIVE };

static bool can_share(struct kernel *kernel, uint64_t resource, uint64_t thread,
		      enum sharing how)
{
	bool line = GET(kernel, resource, "NumberOfExclusiveWaiters") != 0;

	if (GET(kernel, resource, "ActiveEntries") == 0)
		return true;
	if (is_exclusive(kernel, resource))
		return get64(kernel, own_entry(resource)) == thread;
	if (how == STARVE_EXCLUSIVE || !line)
		return true;
	return how == SHARED && find_owner(kernel, resource, thread);
}

static bool try_shared(struct trap *trap, enum sharing how)
{
	uint64_t resource = trap_argument(trap, 0);
	uint64_t thread = trap->thread->ethread;

	return can_share(trap->kernel, resource, thread, how) &&
	       add_owner(trap->kernel, resource, thread);
}

static bool try_exclusive(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t resource = trap_argument(trap, 0);
	uint64_t thread = trap->thread->ethread;

	if (GET(kernel, resource, "ActiveEntries") != 0 &&
	    (!is_exclusive(kernel, resource) ||
	     get64(kernel, own_entry(resource)) != thread))
		return false;
	set_exclusive(kernel, resource, true);
	return add_owner(kernel, resource, thread);
}

/* Resource, Wait. Behind a wait the thread is an owner already. */
static void acquire(struct trap *trap, bool exclusive, enum sharing how)
{
	if (trap->site > 0)
		trap_return(trap, 1);
	else if (exclusive ? try_exclusive(trap) : try_shared(trap, how))
		trap_return(trap, 1);
	else if (trap_argument(trap, 1) & 0xff)
		wait_in_line(trap, trap_argument(trap, 0), exclusive);
	else
		trap_return(trap, 0);
}

static void acquire_exclusive(struct trap *trap)
{
	acquire(trap, true, SHARED);
}

static void acquire_shared(struct trap *trap)
{
	acquire(trap, false, SHARED);
}

static void acquire_shared_starve(struct trap *trap)
{
	acquire(trap, false, STARVE_EXCLUSIVE);
}

static void acquire_shared_wait(struct trap *trap)
{
	acquire(trap, false, WAIT_FOR_EXCLUSIVE);
}

/* Gives back KTHREAD.Win32Thread. */
static void enter_and_acquire(struct trap *trap, bool exclusive)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap->thread->ethread;

	if (trap->site == 0) {
		thread_disable_apcs(kernel, thread, -1);
		if (!(exclusive ? try_exclusive(trap)
				: try_shared(trap, SHARED))) {
			wait_in_line(trap, trap_argument(trap, 0), exclusive);
			return;
		}
	}
	trap_return(trap, NT_GET(kernel, thread, "_KTHREAD", "Win32Thread"));
}

static void enter_and_acquire_exclusive(struct trap *trap)
{
	enter_and_acquire(trap, true);
}

static void enter_and_acquire_shared(struct trap *trap)
{
	enter_and_acquire(trap, false);
}

/* ---- releasing ---- */

/* One acquisition less; false: the machine stops. */
static bool give_up(struct trap *trap, uint64_t resource, uint64_t thread)
{
	struct kernel *kernel = trap->kernel;
	bool exclusive = is_exclusive(kernel, resource);
	uint64_t entry = find_owner(kernel, resource, thread), count;

	if (!entry || !thread || (exclusive && entry != own_entry(resource))) {
		trap_bugcheck(trap, RESOURCE_NOT_OWNED, resource, thread,
			      GET(kernel, resource, "OwnerTable"),
			      exclusive ? 1 : 2);
		return false;
	}
	count = NT_GET(kernel, entry, "_OWNER_ENTRY", "OwnerCount") - 1;
	NT_PUT(kernel, entry, "_OWNER_ENTRY", "OwnerCount", count);
	if (count > 0)
		return true;
	put64(kernel, entry, 0);
	count_owners(kernel, resource, -1);
	if (GET(kernel, resource, "ActiveEntries") == 0)
		pass_on(kernel, resource, exclusive);
	return true;
}

/* Resource, Thread: of one that is shared, or nobody's */
static void release_shared(struct trap *trap)
{
	if (give_up(trap, trap_argument(trap, 0), trap_argument(trap, 1)))
		trap_return(trap, 0);
}

static void release(struct trap *trap, uint64_t resource, uint64_t thread)
{
	if (trap->site > 0)
		trap_return(trap, 0);
	else if (!is_exclusive(trap->kernel, resource))
		TRAP_CALL(trap, CALL_RELEASE_SHARED, 0, resource, thread);
	else if (give_up(trap, resource, thread))
		trap_return(trap, 0);
}

static void release_resource(struct trap *trap)
{
	release(trap, trap_argument(trap, 0), trap->thread->ethread);
}

static void release_for_thread(struct trap *trap)
{
	release(trap, trap_argument(trap, 0), trap_argument(trap, 1));
}

static void release_and_leave(struct trap *trap)
{
	if (trap->site == 0)
		thread_disable_apcs(trap->kernel, trap->thread->ethread, 1);
	release(trap, trap_argument(trap, 0), trap->thread->ethread);
}

static void convert_to_shared(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t resource = trap_argument(trap, 0);

	if (is_exclusive(kernel, resource)) {
		set_exclusive(kernel, resource, false);
		let_in_shared(kernel, resource);
	}
	trap_return(trap, 0);
}

/* ---- the rest ---- */

static void initialize(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t resource = trap_argument(trap, 0);
	const uint8_t zeros[RESOURCE_SIZE] = { 0 };

	memory_write(&kernel->memory, resource, zeros, sizeof(zeros));
	list_insert_tail(kernel, nt_address(kernel, "ExpSystemResourcesList"),
			 resource);
	trap_return(trap, STATUS_SUCCESS);
}

static void free_table(struct kernel *kernel, uint64_t resource)
{
	uint64_t table = GET(kernel, resource, "OwnerTable");
	struct pool_block block;

	if (!table)
		return;
	pool_find(kernel, table, &block);
	if (block.damage == POOL_SOUND && block.tag == TAG)
		pool_free(kernel, table);
	PUT(kernel, resource, "OwnerTable", 0);
}

static void reinitialize(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t resource = trap_argument(trap, 0);
	const uint8_t zeros[RESOURCE_SIZE - 0x10] = { 0 };

	free_table(kernel, resource);
	memory_write(&kernel->memory, resource + 0x10, zeros, sizeof(zeros));
	trap_return(trap, STATUS_SUCCESS);
}

static void delete_resource(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t resource = trap_argument(trap, 0);

	list_remove(kernel, resource);
	free_table(kernel, resource);
	trap_return(trap, STATUS_SUCCESS);
}

static void is_acquired_exclusive(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t resource = trap_argument(trap, 0);

	trap_return(trap, is_exclusive(kernel, resource) &&
				  get64(kernel, own_entry(resource)) ==
					  trap->thread->ethread);
}

/* How often, one way or the other. */
static void is_acquired_shared(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t entry = find_owner(kernel, trap_argument(trap, 0),
				    trap->thread->ethread);

	trap_return(trap,
		    entry ? NT_GET(kernel, entry, "_OWNER_ENTRY", "OwnerCount")
			  : 0);
}

static void exclusive_waiters(struct trap *trap)
{
	trap_return(trap, GET(trap->kernel, trap_argument(trap, 0),
			      "NumberOfExclusiveWaiters"));
}

static void shared_waiters(struct trap *trap)
{
	trap_return(trap, GET(trap->kernel, trap_argument(trap, 0),
			      "NumberOfSharedWaiters"));
}

/* Resource, OwnerPointer: the thread's acquisitions become the pointer's. */
static void set_owner_pointer(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t entry = find_owner(kernel, trap_argument(trap, 0),
				    trap->thread->ethread);

	if (entry)
		put64(kernel, entry, trap_argument(trap, 1));
	trap_return(trap, 0);
}

static void disable_boost(struct trap *trap)
{
	trap_return(trap, 0);
}

#define NO_BOOST                                                               \
	"no owner is boosted; APCs need not be disabled, as without "          \
	"Driver Verifier"

static const struct nt_function functions[] = {
	{ "ExInitializeResourceLite", FIDELITY_REAL, initialize, NULL },
	{ "ExReinitializeResourceLite", FIDELITY_REAL, reinitialize, NULL },
	{ "ExDeleteResourceLite", FIDELITY_REAL, delete_resource, NULL },
	{ "ExpWaitForResource", FIDELITY_PARTIAL, wait_for_resource,
	  "no time-out tells of a deadlock" },
	{ "ExAcquireResourceExclusiveLite", FIDELITY_PARTIAL, acquire_exclusive,
	  NO_BOOST },
	{ "ExAcquireResourceSharedLite", FIDELITY_PARTIAL, acquire_shared,
	  NO_BOOST },
	{ "ExAcquireSharedStarveExclusive", FIDELITY_PARTIAL,
	  acquire_shared_starve, NO_BOOST },
	{ "ExAcquireSharedWaitForExclusive", FIDELITY_PARTIAL,
	  acquire_shared_wait, NO_BOOST },
	{ "ExEnterCriticalRegionAndAcquireResourceExclusive", FIDELITY_PARTIAL,
	  enter_and_acquire_exclusive, NO_BOOST },
	{ "ExEnterCriticalRegionAndAcquireResourceShared", FIDELITY_PARTIAL,
	  enter_and_acquire_shared, NO_BOOST },
	{ "ExpReleaseResourceSharedForThreadLite", FIDELITY_REAL,
	  release_shared, NULL },
	{ "ExReleaseResourceLite", FIDELITY_REAL, release_resource, NULL },
	{ "ExReleaseResourceForThreadLite", FIDELITY_REAL, release_for_thread,
	  NULL },
	{ "ExReleaseResourceAndLeaveCriticalRegion", FIDELITY_REAL,
	  release_and_leave, NULL },
	{ "ExConvertExclusiveToSharedLite", FIDELITY_REAL, convert_to_shared,
	  NULL },
	{ "ExIsResourceAcquiredExclusiveLite", FIDELITY_REAL,
	  is_acquired_exclusive, NULL },
	{ "ExIsResourceAcquiredSharedLite", FIDELITY_REAL, is_acquired_shared,
	  NULL },
	{ "ExGetExclusiveWaiterCount", FIDELITY_REAL, exclusive_waiters, NULL },
	{ "ExGetSharedWaiterCount", FIDELITY_REAL, shared_waiters, NULL },
	{ "ExSetResourceOwnerPointer", FIDELITY_REAL, set_owner_pointer, NULL },
	{ "ExDisableResourceBoostLite", FIDELITY_ANSWER, disable_boost,
	  "nobody is boosted" },
};

const struct nt_family ex_resource_family = {
	"ex_resource", functions, sizeof(functions) / sizeof(*functions)
};
