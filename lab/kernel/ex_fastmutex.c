#include "config.h"
#include "kernel/sync.h"

/*
 * Fast and guarded mutexes: the same structure, the one holds APCs back by
 * APC_LEVEL, the other by a guarded region. Whoever releases one with waiters
 * hands it to the first. Nobody looks at the owner: a second acquisition by
 * the same thread waits for ever.
 */
enum {
	MUTEX_COUNT = 0, /* FAST_MUTEX and KGUARDED_MUTEX */
	MUTEX_OWNER = 8,
	MUTEX_CONTENTION = 0x10,
	MUTEX_EVENT = 0x18,
	MUTEX_IRQL = 0x30,
	MUTEX_SIZE = 0x38,
	COUNT_FREE = 1, /* the lock bit: set while nobody has it */
	COUNT_WAITER = 4,
	WAIT_REASON_FAST = 34,	  /* WrFastMutex */
	WAIT_REASON_GUARDED = 35, /* WrGuardedMutex */
	CALL_WAIT = 1,
	LOCAL_MUTEX = 0,
	LOCAL_IRQL = 1,
};

enum how { FAST, FAST_UNSAFE, GUARDED, GUARDED_UNSAFE };

static void initialize(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mutex = trap_argument(trap, 0);
	const uint8_t zeros[MUTEX_SIZE] = { COUNT_FREE };

	memory_write(&kernel->memory, mutex, zeros, sizeof(zeros));
	event_init(kernel, mutex + MUTEX_EVENT, OBJECT_EVENT_SYNCHRONIZATION,
		   false);
	trap_return(trap, 0);
}

static bool take(struct kernel *kernel, uint64_t mutex)
{
	uint32_t count = get32(kernel, mutex + MUTEX_COUNT);

	if (!(count & COUNT_FREE))
		return false;
	put32(kernel, mutex + MUTEX_COUNT, count & ~(uint32_t)COUNT_FREE);
	return true;
}

static void own(struct trap *trap, uint64_t mutex, enum how how, unsigned irql)
{
	struct kernel *kernel = trap->kernel;

	put64(kernel, mutex + MUTEX_OWNER, trap->thread->ethread);
	if (how == FAST)
		put32(kernel, mutex + MUTEX_IRQL, irql);
	trap_return(trap, 0);
}

static void acquire(struct trap *trap, enum how how)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mutex;

	if (trap->site > 0) {
		mutex = trap_local(trap, LOCAL_MUTEX);
		own(trap, mutex, how, (unsigned)trap_local(trap, LOCAL_IRQL));
		return;
	}
	mutex = trap_argument(trap, 0);
	trap_set_local(trap, LOCAL_MUTEX, mutex);
	trap_set_local(trap, LOCAL_IRQL, cpu_current(kernel)->irql);
	if (how == FAST)
		kernel_set_irql(kernel, APC_LEVEL);
	if (how == GUARDED)
		thread_disable_all_apcs(kernel, trap->thread->ethread, -1);
	if (take(kernel, mutex)) {
		own(trap, mutex, how, (unsigned)trap_local(trap, LOCAL_IRQL));
		return;
	}
	put32(kernel, mutex + MUTEX_CONTENTION,
	      get32(kernel, mutex + MUTEX_CONTENTION) + 1);
	put32(kernel, mutex + MUTEX_COUNT,
	      get32(kernel, mutex + MUTEX_COUNT) + COUNT_WAITER);
	TRAP_CALL(trap, CALL_WAIT, 0, mutex,
		  how < GUARDED ? WAIT_REASON_FAST : WAIT_REASON_GUARDED);
}

/* FastMutex, WaitReason */
static void acquire_contended(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, 0);
	else
		TRAP_CALL(trap, CALL_WAIT, 0,
			  trap_argument(trap, 0) + MUTEX_EVENT,
			  trap_argument(trap, 1), 0, 0, 0);
}

static void try_acquire(struct trap *trap, enum how how)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mutex = trap_argument(trap, 0);
	unsigned irql = cpu_current(kernel)->irql;

	if (!take(kernel, mutex)) {
		trap_return(trap, 0);
		return;
	}
	if (how == FAST)
		kernel_set_irql(kernel, APC_LEVEL);
	if (how == GUARDED)
		thread_disable_all_apcs(kernel, trap->thread->ethread, -1);
	own(trap, mutex, how, irql);
	trap_return(trap, 1);
}

static void release(struct trap *trap, enum how how)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mutex = trap_argument(trap, 0);
	uint32_t count = get32(kernel, mutex + MUTEX_COUNT);
	unsigned irql = get32(kernel, mutex + MUTEX_IRQL) & 0xf;

	put64(kernel, mutex + MUTEX_OWNER, 0);
	if (count >= COUNT_WAITER) {
		put32(kernel, mutex + MUTEX_COUNT, count - COUNT_WAITER);
		object_set(kernel, mutex + MUTEX_EVENT, 1);
	} else {
		put32(kernel, mutex + MUTEX_COUNT, count | COUNT_FREE);
	}
	if (how == FAST)
		kernel_set_irql(kernel, irql);
	if (how == GUARDED)
		thread_disable_all_apcs(kernel, trap->thread->ethread, 1);
	trap_return(trap, 0);
}

static void acquire_fast(struct trap *trap)
{
	acquire(trap, FAST);
}

static void acquire_fast_unsafe(struct trap *trap)
{
	acquire(trap, FAST_UNSAFE);
}

static void acquire_guarded(struct trap *trap)
{
	acquire(trap, GUARDED);
}

static void acquire_guarded_unsafe(struct trap *trap)
{
	acquire(trap, GUARDED_UNSAFE);
}

static void try_fast(struct trap *trap)
{
	try_acquire(trap, FAST);
}

static void try_guarded(struct trap *trap)
{
	try_acquire(trap, GUARDED);
}

static void release_fast(struct trap *trap)
{
	release(trap, FAST);
}

static void release_fast_unsafe(struct trap *trap)
{
	release(trap, FAST_UNSAFE);
}

static void release_guarded(struct trap *trap)
{
	release(trap, GUARDED);
}

static void release_guarded_unsafe(struct trap *trap)
{
	release(trap, GUARDED_UNSAFE);
}

#define HANDS_ON "the first waiter is given it, where Windows lets all try"
/* AutoBoost does not know of these locks: */
#define NO_BOOST "an owner that ends does not stop the machine with 0x153"
#define NO_CHECK                                                               \
	"a thread that does not own it may release it, where Windows stops "   \
	"with 0x162"

static const struct nt_function functions[] = {
	{ "ExpAcquireFastMutexContended", FIDELITY_PARTIAL, acquire_contended,
	  HANDS_ON },
	{ "ExAcquireFastMutex", FIDELITY_PARTIAL, acquire_fast,
	  HANDS_ON "; " NO_BOOST },
	{ "ExAcquireFastMutexUnsafe", FIDELITY_PARTIAL, acquire_fast_unsafe,
	  HANDS_ON "; " NO_BOOST },
	{ "ExTryToAcquireFastMutex", FIDELITY_PARTIAL, try_fast, NO_BOOST },
	{ "ExReleaseFastMutex", FIDELITY_PARTIAL, release_fast,
	  HANDS_ON "; " NO_CHECK },
	{ "ExReleaseFastMutexUnsafe", FIDELITY_PARTIAL, release_fast_unsafe,
	  HANDS_ON "; " NO_CHECK },
	{ "KeInitializeGuardedMutex", FIDELITY_REAL, initialize, NULL },
	{ "KeAcquireGuardedMutex", FIDELITY_PARTIAL, acquire_guarded,
	  HANDS_ON "; " NO_BOOST },
	{ "KeAcquireGuardedMutexUnsafe", FIDELITY_PARTIAL,
	  acquire_guarded_unsafe, HANDS_ON "; " NO_BOOST },
	{ "KeTryToAcquireGuardedMutex", FIDELITY_PARTIAL, try_guarded,
	  NO_BOOST },
	{ "KeReleaseGuardedMutex", FIDELITY_PARTIAL, release_guarded,
	  HANDS_ON "; " NO_CHECK },
	{ "KeReleaseGuardedMutexUnsafe", FIDELITY_PARTIAL,
	  release_guarded_unsafe, HANDS_ON "; " NO_CHECK },
};

const struct nt_family ex_fastmutex_family = {
	"ex_fastmutex", functions, sizeof(functions) / sizeof(*functions)
};
