#include "config.h"
#include "kernel/sync.h"

/* Events, semaphores, and the counts that hold APCs back. */

enum { EVENT_SIZE = 6, SEMAPHORE_SIZE = 8 }; /* in dwords, as in the header */

static int32_t state_of(struct kernel *kernel, uint64_t object)
{
	return (int32_t)NT_GET(kernel, object, "_DISPATCHER_HEADER",
			       "SignalState");
}

static void init(struct kernel *kernel, uint64_t object, unsigned type,
		 unsigned size, uint32_t state)
{
	put32(kernel, object, type | size << 16);
	NT_PUT(kernel, object, "_DISPATCHER_HEADER", "SignalState", state);
	list_init(kernel,
		  object + NT_OFFSET("_DISPATCHER_HEADER", "WaitListHead"));
}

void event_init(struct kernel *kernel, uint64_t event,
		enum dispatcher_type type, bool state)
{
	init(kernel, event, type, EVENT_SIZE, state);
}

/* Event, Type, State */
static void initialize_event(struct trap *trap)
{
	event_init(trap->kernel, trap_argument(trap, 0),
		   (unsigned)trap_argument(trap, 1) & 0x7f,
		   trap_argument(trap, 2) & 0xff);
	trap_return(trap, 0);
}

static void set_event(struct trap *trap)
{
	trap_return(trap, (uint32_t)object_set(trap->kernel,
					       trap_argument(trap, 0), 1));
}

static void reset_event(struct trap *trap)
{
	trap_return(trap, (uint32_t)object_set(trap->kernel,
					       trap_argument(trap, 0), 0));
}

/* Lets go who waits now, and nobody else. */
static void pulse_event(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t event = trap_argument(trap, 0);
	int32_t before = object_set(kernel, event, 1);

	object_set(kernel, event, 0);
	trap_return(trap, (uint32_t)before);
}

static void read_state(struct trap *trap)
{
	trap_return(trap,
		    (uint32_t)state_of(trap->kernel, trap_argument(trap, 0)));
}

/* Semaphore, Count, Limit */
static void initialize_semaphore(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t semaphore = trap_argument(trap, 0);

	init(kernel, semaphore, OBJECT_SEMAPHORE, SEMAPHORE_SIZE,
	     (uint32_t)trap_argument(trap, 1));
	NT_PUT(kernel, semaphore, "_KSEMAPHORE", "Limit",
	       trap_argument(trap, 2));
	trap_return(trap, 0);
}

/* Semaphore, Increment, Adjustment, Wait */
static void release_semaphore(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t semaphore = trap_argument(trap, 0);
	int64_t before = state_of(kernel, semaphore);
	int64_t after = before + (int32_t)trap_argument(trap, 2);

	if (kernel->memory.fault.set)
		return;
	if (after < before || after > (int32_t)NT_GET(kernel, semaphore,
						      "_KSEMAPHORE", "Limit")) {
		trap_raise(trap, STATUS_SEMAPHORE_LIMIT_EXCEEDED);
		return;
	}
	object_set(kernel, semaphore, (int32_t)after);
	trap_return(trap, (uint32_t)before);
}

/* ---- regions without APCs ---- */

void thread_disable_apcs(struct kernel *kernel, uint64_t thread, int by)
{
	NT_PUT(kernel, thread, "_KTHREAD", "KernelApcDisable",
	       NT_GET(kernel, thread, "_KTHREAD", "KernelApcDisable") +
		       (uint64_t)(int64_t)by);
}

void thread_disable_all_apcs(struct kernel *kernel, uint64_t thread, int by)
{
	NT_PUT(kernel, thread, "_KTHREAD", "SpecialApcDisable",
	       NT_GET(kernel, thread, "_KTHREAD", "SpecialApcDisable") +
		       (uint64_t)(int64_t)by);
}

static void enter_critical(struct trap *trap)
{
	thread_disable_apcs(trap->kernel, trap->thread->ethread, -1);
	trap_return(trap, 0);
}

static void leave_critical(struct trap *trap)
{
	thread_disable_apcs(trap->kernel, trap->thread->ethread, 1);
	trap_return(trap, 0);
}

static void enter_guarded(struct trap *trap)
{
	thread_disable_all_apcs(trap->kernel, trap->thread->ethread, -1);
	trap_return(trap, 0);
}

static void leave_guarded(struct trap *trap)
{
	thread_disable_all_apcs(trap->kernel, trap->thread->ethread, 1);
	trap_return(trap, 0);
}

static void are_apcs_disabled(struct trap *trap)
{
	trap_return(trap, NT_GET(trap->kernel, trap->thread->ethread,
				 "_KTHREAD", "CombinedApcDisable") != 0);
}

static void are_all_apcs_disabled(struct trap *trap)
{
	trap_return(trap, NT_GET(trap->kernel, trap->thread->ethread,
				 "_KTHREAD", "SpecialApcDisable") != 0 ||
				  cpu_current(trap->kernel)->irql >= APC_LEVEL);
}

static const struct nt_function functions[] = {
	{ "KeInitializeEvent", FIDELITY_REAL, initialize_event, NULL },
	{ "KeSetEvent", FIDELITY_PARTIAL, set_event,
	  "no priority is boosted; Wait makes no difference" },
	{ "KeResetEvent", FIDELITY_REAL, reset_event, NULL },
	{ "KeClearEvent", FIDELITY_REAL, reset_event, NULL },
	{ "KePulseEvent", FIDELITY_PARTIAL, pulse_event,
	  "no priority is boosted; Wait makes no difference" },
	{ "KeReadStateEvent", FIDELITY_REAL, read_state, NULL },
	{ "KeInitializeSemaphore", FIDELITY_REAL, initialize_semaphore, NULL },
	{ "KeReleaseSemaphore", FIDELITY_PARTIAL, release_semaphore,
	  "no priority is boosted; Wait makes no difference" },
	{ "KeReadStateSemaphore", FIDELITY_REAL, read_state, NULL },
	{ "KeEnterCriticalRegion", FIDELITY_REAL, enter_critical, NULL },
	{ "KeLeaveCriticalRegion", FIDELITY_PARTIAL, leave_critical,
	  "no APC is ever pending" },
	{ "KeEnterGuardedRegion", FIDELITY_REAL, enter_guarded, NULL },
	{ "KeLeaveGuardedRegion", FIDELITY_PARTIAL, leave_guarded,
	  "no APC is ever pending" },
	{ "KeAreApcsDisabled", FIDELITY_REAL, are_apcs_disabled, NULL },
	{ "KeAreAllApcsDisabled", FIDELITY_REAL, are_all_apcs_disabled, NULL },
};

const struct nt_family ke_event_family = {
	"ke_event", functions, sizeof(functions) / sizeof(*functions)
};
