#include "config.h"
#include "kernel/private.h"

/* Arguments: Object, WaitReason, WaitMode, Alertable, Timeout. */
static void wait_single(struct trap *trap)
{
	struct wait wait = { .count = 1, .any = true };

	if (trap->site > 0) {
		trap_return(trap, trap_result(trap));
		return;
	}
	wait.objects[0] = trap_argument(trap, 0);
	wait.reason = (unsigned)trap_argument(trap, 1) & 0xff;
	wait.mode = (unsigned)trap_argument(trap, 2) & 1;
	wait.alertable = trap_argument(trap, 3) & 1;
	wait.timeout = trap_argument(trap, 4);
	wait_for(trap, 1, &wait);
}

/* Count, Object[], WaitType, WaitReason, WaitMode, Alertable, Timeout,
 * WaitBlockArray */
static void wait_multiple(struct trap *trap)
{
	struct wait wait = { 0 };
	uint64_t list;

	if (trap->site > 0) {
		trap_return(trap, trap_result(trap));
		return;
	}
	wait.count = (uint32_t)trap_argument(trap, 0);
	list = trap_argument(trap, 1);
	wait.any = trap_argument(trap, 2) & 1;
	wait.reason = (unsigned)trap_argument(trap, 3) & 0xff;
	wait.mode = (unsigned)trap_argument(trap, 4) & 1;
	wait.alertable = trap_argument(trap, 5) & 1;
	wait.timeout = trap_argument(trap, 6);
	wait.blocks = trap_argument(trap, 7);
	for (unsigned i = 0; i < wait.count && i < WAIT_OBJECTS; i++)
		wait.objects[i] = get64(trap->kernel, list + 8 * (uint64_t)i);
	wait_for(trap, 1, &wait);
}

/* A delay of 0 lets another thread have the processor, if one wants it. */
static void yield(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;

	trap_return(trap, STATUS_SUCCESS);
	kernel->pass = true;
	if (kernel->ready_count > 0)
		cpu_yield(kernel);
}

/* WaitMode, Alertable, Interval */
static void delay_execution(struct trap *trap)
{
	struct wait wait = { .reason = 4 }; /* DelayExecution */
	uint64_t interval;

	if (trap->site > 0) {
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	wait.mode = (unsigned)trap_argument(trap, 0) & 1;
	wait.alertable = trap_argument(trap, 1) & 1;
	wait.timeout = trap_argument(trap, 2);
	interval = get64(trap->kernel, wait.timeout);
	if (trap->kernel->memory.fault.set)
		return;
	if (interval == 0)
		yield(trap);
	else
		wait_for(trap, 1, &wait);
}

static const struct nt_function functions[] = {
	{ "KeWaitForSingleObject", FIDELITY_PARTIAL, wait_single,
	  "no APC ends a wait; a wait at DISPATCH_LEVEL is bug check 0xB8" },
	{ "KeWaitForMultipleObjects", FIDELITY_PARTIAL, wait_multiple,
	  "no APC ends a wait" },
	{ "KeDelayExecutionThread", FIDELITY_PARTIAL, delay_execution,
	  "no APC ends a delay" },
	{ "SwapContext", FIDELITY_REAL, thread_switch, NULL },
};

const struct nt_family ke_wait_family = {
	"ke_wait", functions, sizeof(functions) / sizeof(*functions)
};
