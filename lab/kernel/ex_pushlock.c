#include "config.h"
#include "kernel/sync.h"

#include "base/limits.h"

/*
 * Push locks: a word that says who has it, or points to the blocks of those
 * that wait, the newest first; a block lies in the frame of who waits. The Ex
 * kind is also written down with the thread, in its KLOCK_ENTRYs (AutoBoost),
 * so that a release by another thread is found, and what a thread leaves.
 */
enum {
	LOCKED = 1,
	WAITING = 2,
	SHARED_BY_MORE = 8,
	FLAGS = 0xf,
	SHARE = 0x10, /* one that shares, in a word without waiters */
	/* EX_PUSH_LOCK_WAIT_BLOCK */
	BLOCK_EVENT = 0,
	BLOCK_NEXT = 0x18,
	BLOCK_COUNT = 0x30, /* of the oldest: how many share it now */
	BLOCK_FLAGS = 0x34,
	BLOCK_SIZE = 0x40,
	BLOCK_EXCLUSIVE = 1,
	WAIT_REASON = 37, /* WrPushLock */
	CALL_WAIT = 1,
	LOCAL_LOCK = 0,
	LOCAL_FLAGS = 1,
	NO_AUTOBOOST = 1, /* EX_PUSH_LOCK_FLAG_DISABLE_AUTOBOOST */

	ENTRIES = 6,
	KERNEL_LOCK_ENTRY_LEAKED_ON_THREAD_TERMINATION = 0x153,
	KERNEL_AUTO_BOOST_INVALID_LOCK_RELEASE = 0x162,
};
#define NO_SESSION 0xffffffffu

/* ---- what a thread has: its lock entries ---- */

static uint64_t entry_of(uint64_t thread, unsigned number)
{
	return thread + NT_OFFSET("_ETHREAD", "LockEntries") +
	       number * (uint64_t)nt19041_size("_KLOCK_ENTRY");
}

/* The entry of a lock; of none, with 0. 0: there is none. */
static uint64_t find_entry(struct kernel *kernel, uint64_t thread,
			   uint64_t lock)
{
	for (unsigned i = 0; i < ENTRIES; i++) {
		uint64_t entry = entry_of(thread, i);

		if (NT_GET(kernel, entry, "_KLOCK_ENTRY", "LockUnsafe") == lock)
			return entry;
	}
	return 0;
}

uint64_t lock_entry_leaked(struct kernel *kernel, uint64_t thread)
{
	for (unsigned i = 0; i < ENTRIES; i++) {
		uint64_t entry = entry_of(thread, i);

		if (NT_GET(kernel, entry, "_KLOCK_ENTRY", "LockUnsafe"))
			return entry;
	}
	return 0;
}

static void remember(struct kernel *kernel, uint64_t thread, uint64_t lock)
{
	uint64_t entry = find_entry(kernel, thread, 0);

	if (!entry) {
		NT_PUT(kernel, thread, "_KTHREAD", "AutoBoostEntriesExhausted",
		       1);
		return;
	}
	NT_PUT(kernel, entry, "_KLOCK_ENTRY", "LockUnsafe", lock);
	NT_PUT(kernel, entry, "_KLOCK_ENTRY", "SessionId", NO_SESSION);
	NT_PUT(kernel, entry, "_KLOCK_ENTRY", "AcquiredByte", 1);
}

/* False: the thread does not have it, and the machine stops. */
static bool forget(struct trap *trap, uint64_t lock)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap->thread->ethread;
	uint64_t entry = lock ? find_entry(kernel, thread, lock) : 0;

	if (entry) {
		NT_PUT(kernel, entry, "_KLOCK_ENTRY", "LockUnsafe", 0);
		NT_PUT(kernel, entry, "_KLOCK_ENTRY", "AcquiredByte", 0);
		return true;
	}
	if (NT_GET(kernel, thread, "_KTHREAD", "AutoBoostEntriesExhausted"))
		return true;
	trap_bugcheck(trap, KERNEL_AUTO_BOOST_INVALID_LOCK_RELEASE, thread,
		      lock, NO_SESSION, 0);
	return false;
}

/* ---- the word, and the blocks of those that wait ---- */

static uint64_t first_block(uint64_t word)
{
	return word & ~(uint64_t)FLAGS;
}

/* The block that has waited longest, and the one that points to it. */
static uint64_t oldest(struct kernel *kernel, uint64_t word,
		       uint64_t *ret_before)
{
	uint64_t at = first_block(word), next;

	*ret_before = 0;
	for (unsigned i = 0; i < LIMIT_LIST && !kernel->memory.fault.set; i++) {
		next = get64(kernel, at + BLOCK_NEXT);
		if (!next)
			break;
		*ret_before = at;
		at = next;
	}
	return at;
}

static bool take_now(struct kernel *kernel, uint64_t lock, bool exclusive)
{
	uint64_t word = get64(kernel, lock);

	if (word == 0)
		put64(kernel, lock, exclusive ? LOCKED : LOCKED | SHARE);
	else if (!exclusive && !(word & WAITING) && word >= SHARE)
		put64(kernel, lock, word + SHARE);
	else
		return false;
	return true;
}

/* How many share it, of a word without waiters. */
static uint64_t sharers(uint64_t word)
{
	return word >> 4;
}

static void wait_in_line(struct trap *trap, uint64_t lock, bool exclusive)
{
	struct kernel *kernel = trap->kernel;
	uint64_t block = (trap_frame(trap) + 15) & ~15ull;
	uint64_t word = get64(kernel, lock);
	uint64_t next = word & WAITING ? first_block(word) : 0;

	event_init(kernel, block + BLOCK_EVENT, OBJECT_EVENT_SYNCHRONIZATION,
		   false);
	put64(kernel, block + BLOCK_NEXT, next);
	put32(kernel, block + BLOCK_COUNT, next ? 0 : (uint32_t)sharers(word));
	put32(kernel, block + BLOCK_FLAGS, exclusive ? BLOCK_EXCLUSIVE : 0);
	put64(kernel, lock,
	      block | LOCKED | WAITING |
		      (next ? word & SHARED_BY_MORE
			    : (sharers(word) > 1 ? SHARED_BY_MORE : 0)));
	TRAP_CALL(trap, CALL_WAIT, 0, block + BLOCK_EVENT, WAIT_REASON, 0, 0,
		  0);
}

/* Takes the oldest block out of the line, and lets its thread go on. */
static void wake(struct kernel *kernel, uint64_t *word, uint64_t block,
		 uint64_t before)
{
	if (before)
		put64(kernel, before + BLOCK_NEXT, 0);
	else
		*word = 0;
	object_set(kernel, block + BLOCK_EVENT, 1);
}

/* Nobody has it: the oldest that waits does, or all up to one that wants it
 * alone. */
static void pass_on(struct kernel *kernel, uint64_t lock)
{
	uint64_t word = get64(kernel, lock), block, before, count = 0;
	bool exclusive = false;

	for (unsigned i = 0; i < LIMIT_LIST && first_block(word) &&
			     !exclusive && !kernel->memory.fault.set;
	     i++) {
		block = oldest(kernel, word, &before);
		exclusive =
			get32(kernel, block + BLOCK_FLAGS) & BLOCK_EXCLUSIVE;
		if (exclusive && count > 0)
			break;
		count += !exclusive;
		wake(kernel, &word, block, before);
	}
	if (!first_block(word)) {
		put64(kernel, lock,
		      count ? LOCKED | count * SHARE : (uint64_t)LOCKED);
		return;
	}
	block = oldest(kernel, word, &before);
	put32(kernel, block + BLOCK_COUNT, (uint32_t)count);
	put64(kernel, lock,
	      first_block(word) | LOCKED | WAITING |
		      (count > 1 ? SHARED_BY_MORE : 0));
}

static void give_up(struct kernel *kernel, uint64_t lock)
{
	uint64_t word = get64(kernel, lock), block, before;
	uint32_t count;

	if (!(word & WAITING)) {
		put64(kernel, lock,
		      sharers(word) > 1 ? word - SHARE : (uint64_t)0);
		return;
	}
	block = oldest(kernel, word, &before);
	count = get32(kernel, block + BLOCK_COUNT);
	if (count > 1)
		put32(kernel, block + BLOCK_COUNT, count - 1);
	else
		pass_on(kernel, lock);
}

/* ---- the functions ---- */

static void initialize(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), 0);
	trap_return(trap, 0);
}

static void acquire(struct trap *trap, bool exclusive, bool boosts)
{
	struct kernel *kernel = trap->kernel;
	uint64_t lock = trap->site == 0 ? trap_argument(trap, 0)
					: trap_local(trap, LOCAL_LOCK);
	bool tells;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_LOCK, lock);
		trap_set_local(trap, LOCAL_FLAGS,
			       boosts ? trap_argument(trap, 1) : NO_AUTOBOOST);
		if (!take_now(kernel, lock, exclusive)) {
			wait_in_line(trap, lock, exclusive);
			return;
		}
	}
	tells = !(trap_local(trap, LOCAL_FLAGS) & NO_AUTOBOOST);
	if (tells && !kernel->memory.fault.set)
		remember(kernel, trap->thread->ethread, lock);
	trap_return(trap, 0);
}

static void acquire_exclusive(struct trap *trap)
{
	acquire(trap, true, false);
}

static void acquire_shared(struct trap *trap)
{
	acquire(trap, false, false);
}

static void acquire_exclusive_ex(struct trap *trap)
{
	acquire(trap, true, true);
}

static void acquire_shared_ex(struct trap *trap)
{
	acquire(trap, false, true);
}

/* PushLock, Flags */
static void try_ex(struct trap *trap, bool exclusive)
{
	struct kernel *kernel = trap->kernel;
	uint64_t lock = trap_argument(trap, 0);
	bool taken = take_now(kernel, lock, exclusive);

	if (taken && !(trap_argument(trap, 1) & NO_AUTOBOOST) &&
	    !kernel->memory.fault.set)
		remember(kernel, trap->thread->ethread, lock);
	trap_return(trap, taken);
}

static void try_exclusive_ex(struct trap *trap)
{
	try_ex(trap, true);
}

static void try_shared_ex(struct trap *trap)
{
	try_ex(trap, false);
}

static void try_shared(struct trap *trap)
{
	trap_return(trap,
		    take_now(trap->kernel, trap_argument(trap, 0), false));
}

static void release(struct trap *trap)
{
	give_up(trap->kernel, trap_argument(trap, 0));
	trap_return(trap, 0);
}

/* PushLock, Flags */
static void release_ex(struct trap *trap)
{
	uint64_t lock = trap_argument(trap, 0);

	if (!(trap_argument(trap, 1) & NO_AUTOBOOST) && !forget(trap, lock))
		return;
	release(trap);
}

/* Thread */
static void cleanup_thread_state(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap_argument(trap, 0);
	uint64_t entry = lock_entry_leaked(kernel, thread);

	if (entry)
		trap_bugcheck(
			trap, KERNEL_LOCK_ENTRY_LEAKED_ON_THREAD_TERMINATION,
			thread, entry, 1,
			NT_GET(kernel, entry, "_KLOCK_ENTRY", "LockUnsafe"));
	else
		trap_return(trap, 0);
}

#define HANDS_ON "whoever has waited longest is given it"

static const struct nt_function functions[] = {
	{ "ExInitializePushLock", FIDELITY_REAL, initialize, NULL },
	{ "ExfAcquirePushLockExclusive", FIDELITY_PARTIAL, acquire_exclusive,
	  HANDS_ON },
	{ "ExfAcquirePushLockShared", FIDELITY_PARTIAL, acquire_shared,
	  HANDS_ON },
	{ "ExfTryAcquirePushLockShared", FIDELITY_REAL, try_shared, NULL },
	{ "ExTryAcquirePushLockExclusiveEx", FIDELITY_REAL, try_exclusive_ex,
	  NULL },
	{ "ExTryAcquirePushLockSharedEx", FIDELITY_REAL, try_shared_ex, NULL },
	{ "ExfReleasePushLock", FIDELITY_REAL, release, NULL },
	{ "ExfReleasePushLockExclusive", FIDELITY_REAL, release, NULL },
	{ "ExfReleasePushLockShared", FIDELITY_REAL, release, NULL },
	{ "ExAcquirePushLockExclusiveEx", FIDELITY_PARTIAL,
	  acquire_exclusive_ex, HANDS_ON },
	{ "ExAcquirePushLockSharedEx", FIDELITY_PARTIAL, acquire_shared_ex,
	  HANDS_ON },
	{ "ExReleasePushLockEx", FIDELITY_REAL, release_ex, NULL },
	{ "ExReleasePushLockExclusiveEx", FIDELITY_REAL, release_ex, NULL },
	{ "ExReleasePushLockSharedEx", FIDELITY_REAL, release_ex, NULL },
	{ "KeCleanupThreadState", FIDELITY_PARTIAL, cleanup_thread_state,
	  "looks for locks only" },
};

const struct nt_family ex_pushlock_family = {
	"ex_pushlock", functions, sizeof(functions) / sizeof(*functions)
};
