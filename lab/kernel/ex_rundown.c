#include "config.h"
#include "kernel/sync.h"

/*
 * Rundown protection: a word that counts who uses something, by twos; bit 0
 * says that it goes. Then the word points to who waits for the last of them.
 */
enum {
	GOES = 1,
	USE = 2,
	/* EX_RUNDOWN_WAIT_BLOCK, in the frame of who waits */
	BLOCK_COUNT = 0,
	BLOCK_EVENT = 8,
	CALL_WAIT = 1,
};

static void initialize(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), 0);
	trap_return(trap, 0);
}

static void acquire_some(struct trap *trap, uint64_t count)
{
	uint64_t reference = trap_argument(trap, 0);
	uint64_t word = get64(trap->kernel, reference);

	if (!(word & GOES))
		put64(trap->kernel, reference, word + count * USE);
	trap_return(trap, !(word & GOES));
}

static void release_some(struct trap *trap, uint64_t count)
{
	struct kernel *kernel = trap->kernel;
	uint64_t reference = trap_argument(trap, 0);
	uint64_t word = get64(kernel, reference), block = word & ~1ull, left;

	trap_return(trap, 0);
	if (!(word & GOES)) {
		put64(kernel, reference, word - count * USE);
		return;
	}
	left = get64(kernel, block + BLOCK_COUNT) - count;
	put64(kernel, block + BLOCK_COUNT, left);
	if (left == 0)
		object_set(kernel, block + BLOCK_EVENT, 1);
}

static void acquire(struct trap *trap)
{
	acquire_some(trap, 1);
}

static void acquire_ex(struct trap *trap)
{
	acquire_some(trap, (uint32_t)trap_argument(trap, 1));
}

static void release(struct trap *trap)
{
	release_some(trap, 1);
}

static void release_ex(struct trap *trap)
{
	release_some(trap, (uint32_t)trap_argument(trap, 1));
}

/* Who has to wait does so in ExfWaitForRundownProtectionRelease. */
static void wait_for_release(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t reference = trap_argument(trap, 0), word;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	word = get64(kernel, reference);
	if (word == 0 || word == GOES) {
		put64(kernel, reference, GOES);
		trap_return(trap, 0);
	} else {
		TRAP_CALL(trap, CALL_WAIT, 0, reference);
	}
}

static void completed(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), GOES);
	trap_return(trap, 0);
}

static const struct nt_function functions[] = {
	{ "ExInitializeRundownProtection", FIDELITY_REAL, initialize, NULL },
	{ "ExReInitializeRundownProtection", FIDELITY_REAL, initialize, NULL },
	{ "ExAcquireRundownProtection", FIDELITY_REAL, acquire, NULL },
	{ "ExAcquireRundownProtectionEx", FIDELITY_REAL, acquire_ex, NULL },
	{ "ExReleaseRundownProtection", FIDELITY_REAL, release, NULL },
	{ "ExReleaseRundownProtectionEx", FIDELITY_REAL, release_ex, NULL },
	{ "ExWaitForRundownProtectionRelease", FIDELITY_REAL, wait_for_release,
	  NULL },
	{ "ExRundownCompleted", FIDELITY_REAL, completed, NULL },
};

const struct nt_family ex_rundown_family = {
	"ex_rundown", functions, sizeof(functions) / sizeof(*functions)
};
