#include "config.h"
#include "kernel/private.h"

/*
 * IRQLs and spin locks. As in a free build nothing is checked: raising to a
 * lower level and lowering to a higher one do what they say. A lock that
 * somebody has keeps its processor going round; who takes one twice goes
 * round until the watchdog of ke_dpc.c bites.
 */
enum {
	HANDLE_NEXT = 0, /* KLOCK_QUEUE_HANDLE */
	HANDLE_LOCK = 8,
	HANDLE_IRQL = 0x10,
};
#define QUEUE_WAITS    1ull	   /* in HANDLE_LOCK */
#define LOCK_EXCLUSIVE 0x80000000u /* EX_SPIN_LOCK: or how many share it */

static unsigned irql_of(struct trap *trap)
{
	return cpu_current(trap->kernel)->irql;
}

/* ---- levels ---- */

static void raise_irql(struct trap *trap)
{
	unsigned old = irql_of(trap);

	kernel_set_irql(trap->kernel, trap_argument(trap, 0) & 0xf);
	trap_return(trap, old);
}

/* NewIrql, OldIrql */
static void ke_raise_irql(struct trap *trap)
{
	put8(trap->kernel, trap_argument(trap, 1), irql_of(trap));
	raise_irql(trap);
}

static void raise_to_dpc(struct trap *trap)
{
	unsigned old = irql_of(trap);

	kernel_set_irql(trap->kernel, DISPATCH_LEVEL);
	trap_return(trap, old);
}

static void lower_irql(struct trap *trap)
{
	kernel_set_irql(trap->kernel, trap_argument(trap, 0) & 0xf);
	trap_return(trap, 0);
}

static void get_irql(struct trap *trap)
{
	trap_return(trap, irql_of(trap));
}

/* ---- spin locks ---- */

enum { CALL_WAIT = 1, LOCAL_IRQL = 0 };

static bool take(struct kernel *kernel, uint64_t lock)
{
	if (get64(kernel, lock) != 0)
		return false;
	put64(kernel, lock, 1);
	return true;
}

static void initialize_lock(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), 0);
	trap_return(trap, 0);
}

static void wait_and_acquire(struct trap *trap)
{
	if (take(trap->kernel, trap_argument(trap, 0)))
		trap_return(trap, 0);
	else
		trap_spin(trap);
}

static void acquire(struct trap *trap, bool raise)
{
	struct kernel *kernel = trap->kernel;
	uint64_t lock = trap_argument(trap, 0);

	if (trap->site > 0) {
		trap_return(trap, trap_local(trap, LOCAL_IRQL));
		return;
	}
	trap_set_local(trap, LOCAL_IRQL, irql_of(trap));
	if (raise)
		kernel_set_irql(kernel, DISPATCH_LEVEL);
	if (take(kernel, lock))
		trap_return(trap, trap_local(trap, LOCAL_IRQL));
	else
		TRAP_CALL(trap, CALL_WAIT, 0, lock);
}

static void acquire_raise(struct trap *trap)
{
	acquire(trap, true);
}

static void acquire_at_dpc(struct trap *trap)
{
	acquire(trap, false);
}

static void try_acquire(struct trap *trap)
{
	trap_return(trap, take(trap->kernel, trap_argument(trap, 0)));
}

/* Whether it is free. */
static void test_lock(struct trap *trap)
{
	trap_return(trap, get64(trap->kernel, trap_argument(trap, 0)) == 0);
}

/* SpinLock, NewIrql */
static void release(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), 0);
	kernel_set_irql(trap->kernel, trap_argument(trap, 1) & 0xf);
	trap_return(trap, 0);
}

static void release_at_dpc(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), 0);
	trap_return(trap, 0);
}

/* ---- queued spin locks: each waits at its own handle ---- */

/* LockHandle */
static void wait_for_ownership(struct trap *trap)
{
	uint64_t lock =
		get64(trap->kernel, trap_argument(trap, 0) + HANDLE_LOCK);

	if (lock & QUEUE_WAITS)
		trap_spin(trap);
	else
		trap_return(trap, 0);
}

/* SpinLock, LockHandle */
static void acquire_queued(struct trap *trap, bool raise)
{
	struct kernel *kernel = trap->kernel;
	uint64_t lock = trap_argument(trap, 0), handle = trap_argument(trap, 1);
	uint64_t last;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	put8(kernel, handle + HANDLE_IRQL, irql_of(trap));
	if (raise)
		kernel_set_irql(kernel, DISPATCH_LEVEL);
	last = get64(kernel, lock);
	put64(kernel, handle + HANDLE_NEXT, 0);
	put64(kernel, handle + HANDLE_LOCK, last ? lock | QUEUE_WAITS : lock);
	put64(kernel, lock, handle);
	if (!last) {
		trap_return(trap, 0);
		return;
	}
	put64(kernel, last + HANDLE_NEXT, handle);
	TRAP_CALL(trap, CALL_WAIT, 0, handle);
}

static void acquire_in_stack(struct trap *trap)
{
	acquire_queued(trap, true);
}

static void acquire_in_stack_at_dpc(struct trap *trap)
{
	acquire_queued(trap, false);
}

static void release_queued(struct trap *trap, bool lower)
{
	struct kernel *kernel = trap->kernel;
	uint64_t handle = trap_argument(trap, 0);
	uint64_t lock = get64(kernel, handle + HANDLE_LOCK) & ~QUEUE_WAITS;
	uint64_t next = get64(kernel, handle + HANDLE_NEXT);

	if (next)
		put64(kernel, next + HANDLE_LOCK,
		      get64(kernel, next + HANDLE_LOCK) & ~QUEUE_WAITS);
	else if (get64(kernel, lock) == handle)
		put64(kernel, lock, 0);
	if (lower)
		kernel_set_irql(kernel, get8(kernel, handle + HANDLE_IRQL));
	trap_return(trap, 0);
}

static void release_in_stack(struct trap *trap)
{
	release_queued(trap, true);
}

static void release_in_stack_from_dpc(struct trap *trap)
{
	release_queued(trap, false);
}

/* ---- spin locks that can be shared ---- */

static bool take_exclusive(struct kernel *kernel, uint64_t lock)
{
	if (get32(kernel, lock) != 0)
		return false;
	put32(kernel, lock, LOCK_EXCLUSIVE);
	return true;
}

static bool take_shared(struct kernel *kernel, uint64_t lock)
{
	uint32_t value = get32(kernel, lock);

	if (value & LOCK_EXCLUSIVE)
		return false;
	put32(kernel, lock, value + 1);
	return true;
}

static void wait_exclusive(struct trap *trap)
{
	if (take_exclusive(trap->kernel, trap_argument(trap, 0)))
		trap_return(trap, 0);
	else
		trap_spin(trap);
}

static void wait_shared(struct trap *trap)
{
	if (take_shared(trap->kernel, trap_argument(trap, 0)))
		trap_return(trap, 0);
	else
		trap_spin(trap);
}

static void acquire_ex(struct trap *trap,
		       bool takes(struct kernel *kernel, uint64_t lock),
		       bool raise)
{
	if (trap->site > 0) {
		trap_return(trap, trap_local(trap, LOCAL_IRQL));
		return;
	}
	trap_set_local(trap, LOCAL_IRQL, irql_of(trap));
	if (raise)
		kernel_set_irql(trap->kernel, DISPATCH_LEVEL);
	if (takes(trap->kernel, trap_argument(trap, 0)))
		trap_return(trap, trap_local(trap, LOCAL_IRQL));
	else
		TRAP_CALL(trap, CALL_WAIT, 0, trap_argument(trap, 0));
}

static void acquire_exclusive(struct trap *trap)
{
	acquire_ex(trap, take_exclusive, true);
}

static void acquire_exclusive_at_dpc(struct trap *trap)
{
	acquire_ex(trap, take_exclusive, false);
}

static void acquire_shared(struct trap *trap)
{
	acquire_ex(trap, take_shared, true);
}

static void acquire_shared_at_dpc(struct trap *trap)
{
	acquire_ex(trap, take_shared, false);
}

static void release_ex(struct trap *trap, bool lower)
{
	struct kernel *kernel = trap->kernel;
	uint64_t lock = trap_argument(trap, 0);
	uint32_t value = get32(kernel, lock);

	put32(kernel, lock, value & LOCK_EXCLUSIVE ? 0 : value - 1);
	if (lower)
		kernel_set_irql(kernel, trap_argument(trap, 1) & 0xf);
	trap_return(trap, 0);
}

static void release_any(struct trap *trap)
{
	release_ex(trap, true);
}

static void release_any_from_dpc(struct trap *trap)
{
	release_ex(trap, false);
}

static void try_convert(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t lock = trap_argument(trap, 0);
	bool alone = get32(kernel, lock) == 1;

	if (alone)
		put32(kernel, lock, LOCK_EXCLUSIVE);
	trap_return(trap, alone);
}

#define NO_CHECK                                                               \
	"a level on the wrong side is not found, as in a free build; Driver "  \
	"Verifier would"

static const struct nt_function functions[] = {
	{ "KfRaiseIrql", FIDELITY_REAL, raise_irql, NO_CHECK },
	{ "KeRaiseIrql", FIDELITY_REAL, ke_raise_irql, NO_CHECK },
	{ "KeRaiseIrqlToDpcLevel", FIDELITY_REAL, raise_to_dpc, NO_CHECK },
	{ "KfLowerIrql", FIDELITY_REAL, lower_irql, NO_CHECK },
	{ "KeLowerIrql", FIDELITY_REAL, lower_irql, NO_CHECK },
	{ "KeGetCurrentIrql", FIDELITY_REAL, get_irql, NULL },
	{ "KeInitializeSpinLock", FIDELITY_REAL, initialize_lock, NULL },
	{ "KxWaitForSpinLockAndAcquire", FIDELITY_REAL, wait_and_acquire,
	  NULL },
	{ "KeAcquireSpinLockRaiseToDpc", FIDELITY_REAL, acquire_raise, NULL },
	{ "KfAcquireSpinLock", FIDELITY_REAL, acquire_raise, NULL },
	{ "KeAcquireSpinLockAtDpcLevel", FIDELITY_REAL, acquire_at_dpc, NULL },
	{ "KeTryToAcquireSpinLockAtDpcLevel", FIDELITY_REAL, try_acquire,
	  NULL },
	{ "KeTestSpinLock", FIDELITY_REAL, test_lock, NULL },
	{ "KeReleaseSpinLock", FIDELITY_REAL, release, NULL },
	{ "KfReleaseSpinLock", FIDELITY_REAL, release, NULL },
	{ "KeReleaseSpinLockFromDpcLevel", FIDELITY_REAL, release_at_dpc,
	  NULL },
	{ "KxWaitForLockOwnerShip", FIDELITY_REAL, wait_for_ownership, NULL },
	{ "KeAcquireInStackQueuedSpinLock", FIDELITY_REAL, acquire_in_stack,
	  NULL },
	{ "KeAcquireInStackQueuedSpinLockAtDpcLevel", FIDELITY_REAL,
	  acquire_in_stack_at_dpc, NULL },
	{ "KeReleaseInStackQueuedSpinLock", FIDELITY_REAL, release_in_stack,
	  NULL },
	{ "KeReleaseInStackQueuedSpinLockFromDpcLevel", FIDELITY_REAL,
	  release_in_stack_from_dpc, NULL },
	{ "ExpWaitForSpinLockExclusiveAndAcquire", FIDELITY_REAL,
	  wait_exclusive, NULL },
	{ "ExpWaitForSpinLockSharedAndAcquire", FIDELITY_REAL, wait_shared,
	  NULL },
	{ "ExAcquireSpinLockExclusive", FIDELITY_REAL, acquire_exclusive,
	  NULL },
	{ "ExAcquireSpinLockExclusiveAtDpcLevel", FIDELITY_REAL,
	  acquire_exclusive_at_dpc, NULL },
	{ "ExAcquireSpinLockShared", FIDELITY_REAL, acquire_shared, NULL },
	{ "ExAcquireSpinLockSharedAtDpcLevel", FIDELITY_REAL,
	  acquire_shared_at_dpc, NULL },
	{ "ExReleaseSpinLockExclusive", FIDELITY_REAL, release_any, NULL },
	{ "ExReleaseSpinLockExclusiveFromDpcLevel", FIDELITY_REAL,
	  release_any_from_dpc, NULL },
	{ "ExReleaseSpinLockShared", FIDELITY_REAL, release_any, NULL },
	{ "ExReleaseSpinLockSharedFromDpcLevel", FIDELITY_REAL,
	  release_any_from_dpc, NULL },
	{ "ExTryConvertSharedSpinLockExclusive", FIDELITY_REAL, try_convert,
	  NULL },
};

const struct nt_family ke_irql_family = {
	"ke_irql", functions, sizeof(functions) / sizeof(*functions)
};
