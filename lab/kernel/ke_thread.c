#include "config.h"
#include "kernel/private.h"

/* Processors and priorities of threads, and other processes' memory. */
enum {
	APC_STATE_SIZE = 0x2b, /* the rest of a KAPC_STATE is Priority's */
	APC_STATE_PROCESS = 0x20,
	SAME_PROCESS = 1, /* in it: nothing was changed */
	ALL_GROUPS = 0xffff,
	/* priorities: 1 to 15 vary, 16 to 31 are real-time ones */
	LOW_REALTIME = 16,
	HIGH = 31,
	CLASS_SIZE = 16,
	/* of a KTHREAD, behind SuspendCount: the last increment was too much */
	SATURATION = 0x285,
	INVALID_PROCESS_ATTACH_ATTEMPT = 0x05,
	INVALID_PROCESS_DETACH_ATTEMPT = 0x06,
};

/* ---- processors ---- */

static uint32_t all_processors(const struct kernel *kernel)
{
	return (1u << kernel->cpu_count) - 1;
}

/* ProcNumber: a word for the group, a byte for the number; may be NULL */
static void get_processor_number(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0);

	if (at)
		put32(trap->kernel, at, trap->kernel->cpu << 16);
	trap_return(trap, trap->kernel->cpu);
}

/* ActiveProcessors: a mask; may be NULL */
static void query_processor_count(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0);

	if (at)
		put64(trap->kernel, at, all_processors(trap->kernel));
	trap_return(trap, trap->kernel->cpu_count);
}

/* GroupNumber */
static void query_processor_count_ex(struct trap *trap)
{
	uint64_t group = trap_argument(trap, 0) & 0xffff;

	trap_return(trap, group == 0 || group == ALL_GROUPS
				  ? trap->kernel->cpu_count
				  : 0);
}

static void query_processors(struct trap *trap)
{
	trap_return(trap, all_processors(trap->kernel));
}

/* Returns what was set so before, 0: nothing. */
static void set_affinity(struct trap *trap, uint32_t mask)
{
	struct kernel *kernel = trap->kernel;
	uint32_t before = trap->thread->affinity;

	trap->thread->affinity = mask;
	NT_PUT(kernel, trap->thread->ethread, "_KTHREAD", "Affinity.Mask",
	       mask ? mask : all_processors(kernel));
	trap_return(trap, before);
	if (mask && !(mask >> kernel->cpu & 1))
		cpu_yield(kernel);
}

/* Affinity */
static void set_system_affinity(struct trap *trap)
{
	uint32_t mask =
		(uint32_t)trap_argument(trap, 0) & all_processors(trap->kernel);

	if (mask)
		set_affinity(trap, mask);
	else
		trap_return(trap, trap->thread->affinity);
}

static void revert_to_user_affinity(struct trap *trap)
{
	set_affinity(trap, 0);
}

/* Affinity: what KeSetSystemAffinityThreadEx gave back */
static void revert_to_user_affinity_ex(struct trap *trap)
{
	set_affinity(trap, (uint32_t)trap_argument(trap, 0) &
				   all_processors(trap->kernel));
}

/* ---- priorities ---- */

static int priority_of(struct kernel *kernel, uint64_t base,
		       const struct nt_place *place)
{
	return (int8_t)nt_get(kernel, base, place);
}

static int within(int least, int priority, int most)
{
	if (priority < least)
		return least;
	return priority > most ? most : priority;
}

/* Thread, Priority: the base stays. 0 is the zero page thread's only. */
static void set_priority(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap_argument(trap, 0);
	int now = (int8_t)trap_argument(trap, 1);
	const struct nt_place *place = NT_PLACE("_KTHREAD", "Priority");
	int before = priority_of(kernel, thread, place);

	if (now == 0 && NT_GET(kernel, thread, "_KTHREAD", "BasePriority"))
		now = 1;
	nt_put(kernel, thread, place, (uint64_t)now);
	trap_return(trap, (uint64_t)before);
}

/* A base over the process's, in the class of that. */
static int base_over(int process, int increment)
{
	return process >= LOW_REALTIME
		       ? within(LOW_REALTIME, process + increment, HIGH)
		       : within(1, process + increment, LOW_REALTIME - 1);
}

/* Where the priority goes when the base moves; it stays in its class. */
static int moved(int priority, int from, int to, int saturation)
{
	if (to >= LOW_REALTIME || saturation != 0)
		return to;
	return within(1, priority + to - from, LOW_REALTIME - 1);
}

/* Thread, Increment over the process's; 16 and more, either way: as far as it
 * may be. */
static void set_base_priority(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap_argument(trap, 0);
	uint64_t process = NT_GET(kernel, thread, "_KTHREAD", "Process");
	int increment = within(-CLASS_SIZE, (int32_t)trap_argument(trap, 1),
			       CLASS_SIZE);
	int base = priority_of(kernel, process,
			       NT_PLACE("_KPROCESS", "BasePriority"));
	int before = priority_of(kernel, thread,
				 NT_PLACE("_KTHREAD", "BasePriority"));
	int priority =
		priority_of(kernel, thread, NT_PLACE("_KTHREAD", "Priority"));
	int old = (int8_t)get8(kernel, thread + SATURATION);
	int saturation = increment / CLASS_SIZE;
	int now = base_over(base, increment);

	put8(kernel, thread + SATURATION, (uint8_t)saturation);
	NT_PUT(kernel, thread, "_KTHREAD", "BasePriority", (uint64_t)now);
	NT_PUT(kernel, thread, "_KTHREAD", "Priority",
	       (uint64_t)moved(priority, before, now, saturation));
	trap_return(trap, (uint64_t)(old ? old * CLASS_SIZE : before - base));
}

static void query_priority(struct trap *trap)
{
	trap_return(trap,
		    (uint64_t)priority_of(trap->kernel, trap_argument(trap, 0),
					  NT_PLACE("_KTHREAD", "Priority")));
}

/* ---- attaching to a process ---- */

static void copy_state(struct kernel *kernel, uint64_t to, uint64_t from)
{
	uint8_t bytes[APC_STATE_SIZE];

	memory_read(&kernel->memory, from, bytes, sizeof(bytes));
	memory_write(&kernel->memory, to, bytes, sizeof(bytes));
	/* nothing is in its lists */
	list_init(kernel, to);
	list_init(kernel, to + 0x10);
}

static uint64_t state_of(uint64_t thread)
{
	return thread + NT_OFFSET("_KTHREAD", "ApcState");
}

static uint64_t saved_of(uint64_t thread)
{
	return thread + NT_OFFSET("_KTHREAD", "SavedApcState");
}

static uint64_t index_of(struct trap *trap)
{
	return NT_GET(trap->kernel, trap->thread->ethread, "_KTHREAD",
		      "ApcStateIndex");
}

static void set_index(struct trap *trap, unsigned index)
{
	NT_PUT(trap->kernel, trap->thread->ethread, "_KTHREAD", "ApcStateIndex",
	       index);
}

/* False: it may not be, and the machine stops. */
static bool may_attach(struct trap *trap, uint64_t process, bool nested)
{
	struct kernel *kernel = trap->kernel;
	bool active = cpu_current(kernel)->dpc_active;
	uint64_t index = index_of(trap);

	if (!active && (nested || index == 0))
		return true;
	trap_bugcheck(trap, INVALID_PROCESS_ATTACH_ATTEMPT, process,
		      get64(kernel, state_of(trap->thread->ethread) +
					    APC_STATE_PROCESS),
		      index, active);
	return false;
}

/* kept: a KAPC_STATE of the caller's; 0 none */
static void attach(struct trap *trap, uint64_t process, uint64_t kept)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap->thread->ethread, state = state_of(thread);

	if (index_of(trap) == 0) {
		copy_state(kernel, saved_of(thread), state);
		if (kept)
			put64(kernel, kept + APC_STATE_PROCESS, 0);
		set_index(trap, 1);
	} else {
		copy_state(kernel, kept, state);
	}
	list_init(kernel, state);
	list_init(kernel, state + 0x10);
	put64(kernel, state + APC_STATE_PROCESS, process);
}

/* Process, ApcState */
static void stack_attach(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t process = trap_argument(trap, 0), kept;
	uint64_t now = get64(kernel, state_of(trap->thread->ethread) +
					     APC_STATE_PROCESS);

	if (!may_attach(trap, process, true))
		return;
	kept = trap_argument(trap, 1);
	if (now == process)
		put64(kernel, kept + APC_STATE_PROCESS, SAME_PROCESS);
	else
		attach(trap, process, kept);
	trap_return(trap, 0);
}

static void detach(struct trap *trap, uint64_t kept)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap->thread->ethread, state = state_of(thread);

	if (kept) {
		copy_state(kernel, state, kept);
		return;
	}
	copy_state(kernel, state, saved_of(thread));
	put64(kernel, saved_of(thread) + APC_STATE_PROCESS, 0);
	set_index(trap, 0);
}

/* ApcState */
static void unstack_detach(struct trap *trap)
{
	uint64_t kept = trap_argument(trap, 0);
	uint64_t process = get64(trap->kernel, kept + APC_STATE_PROCESS);

	if (process == SAME_PROCESS) {
		trap_return(trap, 0);
		return;
	}
	if (index_of(trap) == 0) {
		trap_bugcheck(trap, INVALID_PROCESS_DETACH_ATTEMPT, 0, 0, 0, 0);
		return;
	}
	detach(trap, process ? kept : 0);
	trap_return(trap, 0);
}

/* Process */
static void attach_process(struct trap *trap)
{
	uint64_t process = trap_argument(trap, 0);
	uint64_t now = get64(trap->kernel, state_of(trap->thread->ethread) +
						   APC_STATE_PROCESS);

	if (now == process) {
		trap_return(trap, 0);
	} else if (may_attach(trap, process, false)) {
		attach(trap, process, 0);
		trap_return(trap, 0);
	}
}

static void detach_process(struct trap *trap)
{
	if (index_of(trap) != 0)
		detach(trap, 0);
	trap_return(trap, 0);
}

#define NO_PRIORITY "threads run in the order they came, whatever it is"
#define FLAT	    "the memory of every process is where it is"

static const struct nt_function functions[] = {
	{ "KeGetCurrentProcessorNumberEx", FIDELITY_REAL, get_processor_number,
	  NULL },
	{ "KeQueryActiveProcessorCount", FIDELITY_REAL, query_processor_count,
	  NULL },
	{ "KeQueryActiveProcessorCountEx", FIDELITY_REAL,
	  query_processor_count_ex, NULL },
	{ "KeQueryActiveProcessors", FIDELITY_REAL, query_processors, NULL },
	{ "KeSetSystemAffinityThread", FIDELITY_REAL, set_system_affinity,
	  NULL },
	{ "KeSetSystemAffinityThreadEx", FIDELITY_REAL, set_system_affinity,
	  NULL },
	{ "KeRevertToUserAffinityThread", FIDELITY_REAL,
	  revert_to_user_affinity, NULL },
	{ "KeRevertToUserAffinityThreadEx", FIDELITY_REAL,
	  revert_to_user_affinity_ex, NULL },
	{ "KeSetPriorityThread", FIDELITY_PARTIAL, set_priority, NO_PRIORITY },
	{ "KeSetBasePriorityThread", FIDELITY_PARTIAL, set_base_priority,
	  NO_PRIORITY },
	{ "KeQueryPriorityThread", FIDELITY_PARTIAL, query_priority,
	  NO_PRIORITY },
	{ "KeStackAttachProcess", FIDELITY_PARTIAL, stack_attach, FLAT },
	{ "KeUnstackDetachProcess", FIDELITY_PARTIAL, unstack_detach, FLAT },
	{ "KeAttachProcess", FIDELITY_PARTIAL, attach_process, FLAT },
	{ "KeDetachProcess", FIDELITY_PARTIAL, detach_process, FLAT },
};

const struct nt_family ke_thread_family = {
	"ke_thread", functions, sizeof(functions) / sizeof(*functions)
};
