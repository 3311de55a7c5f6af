#include "config.h"
#include "kernel/dpc.h"

#include "base/limits.h"
#include "kernel/trap.h"

/*
 * Deferred procedure calls. Each processor has a queue in its PRCB. When its
 * IRQL comes below DISPATCH_LEVEL, KiDpcInterrupt interrupts what runs there,
 * goes to the processor's own stack for this, and empties the queue; a
 * processor that idles does so in KiIdleLoop. A call may not wait, so there
 * is at most one interruption at a time.
 */
enum {
	DPC_OBJECT = 0x13,
	DPC_THREADED = 0x1a,
	IMPORTANCE_MEDIUM = 1,
	IMPORTANCE_HIGH = 2,
	PROCESSOR_SET = 0x800, /* added to Number once one is chosen */
	DPC_SIZE = 0x40,
	CALL_COST = 4000,   /* what the interrupt takes, in bytes of code */
	IDLE_FRAME = 0xa20, /* from an idle stack's base to KiIdleLoop's rsp */
	/* calls of KiRetireDpcList, in order of address */
	CALL_TIMERS = 1,
	CALL_DPCS = 2,
	CALL_ROUTINE = 1,
	ONLY_CALL = 1,
	LOCAL_DISABLED = 0,
	LOCAL_ROUTINE = 1,

	TIMER_OR_DPC_INVALID = 0xc7,
	DPC_WATCHDOG_VIOLATION = 0x133,
	/* in clock ticks: all time at DISPATCH_LEVEL, one call */
	WATCHDOG_PERIOD = 0x1e00,
	CALL_ALLOTMENT = 0x500,
};
#define TICK 156250u

static uint64_t queue_of(const struct cpu *cpu)
{
	return cpu->prcb + NT_OFFSET("_KPRCB", "DpcData");
}

static bool is_empty(struct kernel *kernel, const struct cpu *cpu)
{
	return NT_GET(kernel, queue_of(cpu), "_KDPC_DATA",
		      "DpcList.ListHead") == 0;
}

/* ---- the queue ---- */

static struct cpu *target_of(struct kernel *kernel, uint64_t dpc)
{
	uint64_t number = NT_GET(kernel, dpc, "_KDPC", "Number");

	if (number >= PROCESSOR_SET &&
	    number - PROCESSOR_SET < kernel->cpu_count)
		return &kernel->cpus[number - PROCESSOR_SET];
	return cpu_current(kernel);
}

static void link_dpc(struct kernel *kernel, uint64_t queue, uint64_t dpc)
{
	uint64_t entry = dpc + NT_OFFSET("_KDPC", "DpcListEntry");
	uint64_t first =
		NT_GET(kernel, queue, "_KDPC_DATA", "DpcList.ListHead");
	uint64_t last =
		NT_GET(kernel, queue, "_KDPC_DATA", "DpcList.LastEntry");

	if (NT_GET(kernel, dpc, "_KDPC", "Importance") == IMPORTANCE_HIGH ||
	    !first) {
		put64(kernel, entry, first);
		NT_PUT(kernel, queue, "_KDPC_DATA", "DpcList.ListHead", entry);
		if (!first)
			NT_PUT(kernel, queue, "_KDPC_DATA", "DpcList.LastEntry",
			       entry);
		return;
	}
	put64(kernel, entry, 0);
	put64(kernel, last, entry);
	NT_PUT(kernel, queue, "_KDPC_DATA", "DpcList.LastEntry", entry);
}

static void add_depth(struct kernel *kernel, uint64_t queue, int by)
{
	NT_PUT(kernel, queue, "_KDPC_DATA", "DpcQueueDepth",
	       NT_GET(kernel, queue, "_KDPC_DATA", "DpcQueueDepth") +
		       (uint64_t)(int64_t)by);
}

bool dpc_queue(struct kernel *kernel, uint64_t dpc, uint64_t one, uint64_t two)
{
	struct cpu *cpu = target_of(kernel, dpc);
	uint64_t queue = queue_of(cpu);

	if (NT_GET(kernel, dpc, "_KDPC", "DpcData") || kernel->memory.fault.set)
		return false;
	NT_PUT(kernel, dpc, "_KDPC", "DpcData", queue);
	NT_PUT(kernel, dpc, "_KDPC", "SystemArgument1", one);
	NT_PUT(kernel, dpc, "_KDPC", "SystemArgument2", two);
	link_dpc(kernel, queue, dpc);
	add_depth(kernel, queue, 1);
	NT_PUT(kernel, queue, "_KDPC_DATA", "DpcCount",
	       NT_GET(kernel, queue, "_KDPC_DATA", "DpcCount") + 1);
	cpu->dpc_requested = true;
	kernel->pass = true;
	return true;
}

/* 0: the queue is empty. */
static uint64_t take_first(struct kernel *kernel, struct cpu *cpu)
{
	uint64_t queue = queue_of(cpu), next;
	uint64_t entry =
		NT_GET(kernel, queue, "_KDPC_DATA", "DpcList.ListHead");
	uint64_t dpc = entry - NT_OFFSET("_KDPC", "DpcListEntry");

	if (!entry)
		return 0;
	next = get64(kernel, entry);
	NT_PUT(kernel, dpc, "_KDPC", "DpcData", 0);
	if (kernel->memory.fault.set)
		return 0;
	NT_PUT(kernel, queue, "_KDPC_DATA", "DpcList.ListHead", next);
	if (!next)
		NT_PUT(kernel, queue, "_KDPC_DATA", "DpcList.LastEntry", 0);
	add_depth(kernel, queue, -1);
	return dpc;
}

/* Unlinks one from within; false: it is in no queue. */
static bool unlink_dpc(struct kernel *kernel, uint64_t dpc)
{
	uint64_t queue = NT_GET(kernel, dpc, "_KDPC", "DpcData");
	uint64_t entry = dpc + NT_OFFSET("_KDPC", "DpcListEntry");
	uint64_t at, before;

	if (!queue)
		return false;
	before = queue;
	at = get64(kernel, before);
	for (unsigned i = 0;
	     i < LIMIT_LIST && at && at != entry && !kernel->memory.fault.set;
	     i++) {
		before = at;
		at = get64(kernel, at);
	}
	if (at != entry)
		return false;
	put64(kernel, before, get64(kernel, entry));
	if (get64(kernel, entry) == 0)
		NT_PUT(kernel, queue, "_KDPC_DATA", "DpcList.LastEntry",
		       before == queue ? 0 : before);
	NT_PUT(kernel, dpc, "_KDPC", "DpcData", 0);
	add_depth(kernel, queue, -1);
	return true;
}

/* ---- on a processor ---- */

static void set_active(struct kernel *kernel, struct cpu *cpu, bool active)
{
	cpu->dpc_active = active;
	NT_PUT(kernel, cpu->prcb, "_KPRCB", "DpcRoutineActive", active);
	if (active) {
		cpu->dpc_requested = false;
		cpu->irql = DISPATCH_LEVEL;
		cpu->raised = kernel->uptime;
	}
}

static void watchdog_bite(struct kernel *kernel, struct cpu *cpu)
{
	bool one = cpu->dpc_since && kernel->uptime - cpu->dpc_since >=
					     (uint64_t)CALL_ALLOTMENT * TICK;
	struct engine *engine = kernel->engine;

	cpu->raised = 0;
	if (!fault_enter(kernel, "KiInterruptDispatchNoLockNoEtw", ONLY_CALL,
			 engine_register(engine, ENGINE_RIP), 0, 0))
		return;
	cpu->irql = CLOCK_LEVEL;
	engine_set(engine, ENGINE_RCX, DPC_WATCHDOG_VIOLATION);
	engine_set(engine, ENGINE_RDX, !one);
	engine_set(engine, ENGINE_R8,
		   one ? CALL_ALLOTMENT + 1 : WATCHDOG_PERIOD);
	engine_set(engine, ENGINE_R9, one ? CALL_ALLOTMENT : 0);
	engine_set(engine, ENGINE_R10, 0);
}

static uint64_t bites_in(const struct kernel *kernel, const struct cpu *cpu)
{
	uint64_t at = cpu->raised + (uint64_t)WATCHDOG_PERIOD * TICK;
	uint64_t one = cpu->dpc_since + (uint64_t)CALL_ALLOTMENT * TICK;

	if (cpu->dpc_since && one < at)
		at = one;
	return at > kernel->uptime ? at - kernel->uptime : 0;
}

/* The clock's own interrupts do not come at its level. */
static bool is_watched(const struct cpu *cpu)
{
	return cpu->raised && cpu->thread && !cpu->parked &&
	       cpu->irql >= DISPATCH_LEVEL && cpu->irql < CLOCK_LEVEL;
}

void dpc_interrupt(struct kernel *kernel, struct cpu *cpu)
{
	struct engine *engine = kernel->engine;
	uint64_t rip;

	if (is_watched(cpu) && bites_in(kernel, cpu) == 0 &&
	    cpu_takes_interrupts(kernel, cpu)) {
		watchdog_bite(kernel, cpu);
		return;
	}
	if (!cpu->dpc_requested || cpu->dpc_active ||
	    cpu->irql >= DISPATCH_LEVEL || kernel->stopping ||
	    !cpu_takes_interrupts(kernel, cpu))
		return;
	if (!cpu->interrupted_context)
		cpu->interrupted_context = engine_context_new(engine);
	engine_save(engine, cpu->interrupted_context);
	cpu->interrupted = cpu->irql;
	rip = engine_register(engine, ENGINE_RIP);
	if (fault_enter(kernel, "KiDpcInterrupt", ONLY_CALL, rip, 0, 0))
		set_active(kernel, cpu, true);
}

void dpc_wake(struct kernel *kernel, struct cpu *cpu)
{
	const struct trap_site *site =
		trap_site_of(kernel, "KiIdleLoop", ONLY_CALL);
	uint64_t base =
		NT_GET(kernel, cpu->idle->ethread, "_KTHREAD", "StackBase");

	if (!cpu->dpc_requested || cpu->thread || cpu->parked ||
	    kernel->stopping)
		return;
	kernel_borrow(kernel);
	engine_set(kernel->engine, ENGINE_RSP,
		   (base ? base : cpu->dpc_stack) - IDLE_FRAME);
	engine_set(kernel->engine, ENGINE_RCX, cpu->prcb);
	engine_set(kernel->engine, ENGINE_RIP, site->address - 5);
	kernel_give_back(kernel, cpu->idle);
	cpu_run_idle(kernel, cpu);
	set_active(kernel, cpu, true);
}

bool dpc_watchdog_skip(struct kernel *kernel)
{
	for (unsigned i = 0; i < kernel->cpu_count; i++) {
		struct cpu *cpu = &kernel->cpus[i];

		if (!is_watched(cpu))
			continue;
		/* many short calls are not one that is long */
		if (cpu->dpc_since - cpu->raised >
		    kernel->uptime - cpu->dpc_since)
			cpu->dpc_since = 0;
		kernel->cpu = i;
		kernel_pass_time(kernel, bites_in(kernel, cpu));
		return true;
	}
	return false;
}

void dpc_watchdog_tick(struct kernel *kernel, uint64_t before)
{
	for (unsigned i = 0; i < kernel->cpu_count; i++) {
		struct cpu *cpu = &kernel->cpus[i];

		if (cpu->irql < DISPATCH_LEVEL || !cpu->thread)
			cpu->raised = 0;
		else if (!cpu->raised)
			cpu->raised = before;
	}
}

/* ---- the functions ---- */

static void dpc_interrupt_done(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct cpu *cpu = cpu_current(kernel);

	/* jumped to */
	if (!cpu->dpc_active || !cpu->interrupted_context) {
		trap_return(trap, 0);
		return;
	}
	set_active(kernel, cpu, false);
	engine_restore(kernel->engine, cpu->interrupted_context);
	kernel_set_irql(kernel, cpu->interrupted);
	trap->decided = true;
}

static void idle_loop(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;

	if (trap->thread != cpu_current(kernel)->idle) {
		trap_return(trap, 0);
		return;
	}
	set_active(kernel, cpu_current(kernel), false);
	kernel_set_irql(kernel, PASSIVE_LEVEL);
	cpu_leave(kernel);
	trap->decided = true;
}

/* The calls are made on a stack of their own; rbp finds the way back. */
static void on_own_stack(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct cpu *cpu = cpu_current(kernel);
	uint64_t rsp = trap->registers[ENGINE_RSP];

	if (trap->site > 0) {
		engine_set(kernel->engine, ENGINE_RSP,
			   trap->registers[ENGINE_RBP] -
				   trap->code->frame_pointer);
		trap_return(trap, 0);
		return;
	}
	engine_set(kernel->engine, ENGINE_RBP, rsp + trap->code->frame_pointer);
	engine_set(kernel->engine, ENGINE_RSP, cpu->dpc_stack - 0x40);
	TRAP_CALL(trap, 1, 0, cpu->prcb);
}

static void retire_dpc_list(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct cpu *cpu = cpu_current(kernel);

	if (timer_has_expired(kernel, cpu->number))
		TRAP_CALL(trap, CALL_TIMERS, 0, cpu->prcb);
	else if (!is_empty(kernel, cpu))
		TRAP_CALL(trap, CALL_DPCS, 0, queue_of(cpu));
	else
		trap_return(trap, 0);
	cpu->dpc_requested = false;
}

static uint64_t combined(struct trap *trap)
{
	return NT_GET(trap->kernel, trap->thread->ethread, "_KTHREAD",
		      "CombinedApcDisable");
}

bool dpc_check(struct trap *trap, enum dpc_kind kind)
{
	uint64_t before = trap_local(trap, LOCAL_DISABLED);
	uint64_t now = combined(trap);

	cpu_current(trap->kernel)->dpc_since = 0;
	if (now == before)
		return true;
	trap_bugcheck(trap, TIMER_OR_DPC_INVALID, kind,
		      trap_local(trap, LOCAL_ROUTINE), before, now);
	return false;
}

void dpc_call(struct trap *trap, uint64_t dpc, uint64_t one, uint64_t two)
{
	struct kernel *kernel = trap->kernel;
	uint64_t routine = NT_GET(kernel, dpc, "_KDPC", "DeferredRoutine");

	trap_set_local(trap, LOCAL_ROUTINE, routine);
	trap_set_local(trap, LOCAL_DISABLED, combined(trap));
	cpu_current(kernel)->dpc_since = kernel->uptime;
	kernel->executed += CALL_COST;
	kernel->bytes += CALL_COST;
	TRAP_CALL(trap, CALL_ROUTINE, routine, dpc,
		  NT_GET(kernel, dpc, "_KDPC", "DeferredContext"), one, two);
}

static void execute_all_dpcs(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t dpc;

	if (trap->site > 0 && !dpc_check(trap, DPC_PLAIN))
		return;
	dpc = take_first(kernel, cpu_current(kernel));
	if (dpc)
		dpc_call(trap, dpc,
			 NT_GET(kernel, dpc, "_KDPC", "SystemArgument1"),
			 NT_GET(kernel, dpc, "_KDPC", "SystemArgument2"));
	else
		trap_return(trap, 0);
}

/* What the watchdog found, in registers. */
static void accumulate_ticks(struct trap *trap)
{
	trap_bugcheck(trap, (uint32_t)trap->registers[ENGINE_RCX],
		      trap->registers[ENGINE_RDX], trap->registers[ENGINE_R8],
		      trap->registers[ENGINE_R9], 0);
}

static void initialize(struct trap *trap, unsigned type)
{
	struct kernel *kernel = trap->kernel;
	uint64_t dpc = trap_argument(trap, 0);
	const uint8_t zeros[DPC_SIZE] = { 0 };

	memory_write(&kernel->memory, dpc, zeros, sizeof(zeros));
	NT_PUT(kernel, dpc, "_KDPC", "Type", type);
	NT_PUT(kernel, dpc, "_KDPC", "Importance", IMPORTANCE_MEDIUM);
	NT_PUT(kernel, dpc, "_KDPC", "DeferredRoutine", trap_argument(trap, 1));
	NT_PUT(kernel, dpc, "_KDPC", "DeferredContext", trap_argument(trap, 2));
	trap_return(trap, 0);
}

static void initialize_dpc(struct trap *trap)
{
	initialize(trap, DPC_OBJECT);
}

static void initialize_threaded_dpc(struct trap *trap)
{
	initialize(trap, DPC_THREADED);
}

/* Dpc, SystemArgument1, SystemArgument2 */
static void insert_queue_dpc(struct trap *trap)
{
	trap_return(trap,
		    dpc_queue(trap->kernel, trap_argument(trap, 0),
			      trap_argument(trap, 1), trap_argument(trap, 2)));
}

static void remove_queue_dpc(struct trap *trap)
{
	trap_return(trap, unlink_dpc(trap->kernel, trap_argument(trap, 0)));
}

/* Dpc, Number */
static void set_target_processor(struct trap *trap)
{
	NT_PUT(trap->kernel, trap_argument(trap, 0), "_KDPC", "Number",
	       PROCESSOR_SET + (trap_argument(trap, 1) & 0xff));
	trap_return(trap, 0);
}

/* Dpc, PROCESSOR_NUMBER: a word for the group, a byte for the number */
static void set_target_processor_ex(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 1);
	unsigned group = get16(kernel, at), number = get8(kernel, at + 2);

	if (group != 0 || number >= kernel->cpu_count) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	NT_PUT(kernel, trap_argument(trap, 0), "_KDPC", "Number",
	       PROCESSOR_SET + number);
	trap_return(trap, STATUS_SUCCESS);
}

/* Dpc, Importance */
static void set_importance(struct trap *trap)
{
	NT_PUT(trap->kernel, trap_argument(trap, 0), "_KDPC", "Importance",
	       trap_argument(trap, 1));
	trap_return(trap, 0);
}

static void flush_queued_dpcs(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;

	for (unsigned i = 0; i < kernel->cpu_count; i++) {
		if (kernel->cpus[i].dpc_active ||
		    kernel->cpus[i].dpc_requested) {
			trap_spin(trap);
			return;
		}
	}
	trap_return(trap, 0);
}

static const struct nt_function functions[] = {
	{ "KiDpcInterrupt", FIDELITY_REAL, dpc_interrupt_done, NULL },
	{ "KiIdleLoop", FIDELITY_PARTIAL, idle_loop,
	  "it runs only when there are calls" },
	{ "KxRetireDpcList", FIDELITY_REAL, on_own_stack, NULL },
	{ "KiRetireDpcList", FIDELITY_REAL, retire_dpc_list, NULL },
	{ "KiExecuteAllDpcs", FIDELITY_REAL, execute_all_dpcs, NULL },
	{ "KeAccumulateTicks", FIDELITY_PARTIAL, accumulate_ticks,
	  "runs only when the watchdog bites; where a loop shows no sign of an "
	  "end, the clock goes on to that" },
	{ "KeInitializeDpc", FIDELITY_REAL, initialize_dpc, NULL },
	{ "KeInitializeThreadedDpc", FIDELITY_PARTIAL, initialize_threaded_dpc,
	  "it runs at DISPATCH_LEVEL, as Windows may do too" },
	{ "KeInsertQueueDpc", FIDELITY_PARTIAL, insert_queue_dpc,
	  "one of low importance does not wait for others" },
	{ "KeRemoveQueueDpc", FIDELITY_REAL, remove_queue_dpc, NULL },
	{ "KeSetTargetProcessorDpc", FIDELITY_REAL, set_target_processor,
	  NULL },
	{ "KeSetTargetProcessorDpcEx", FIDELITY_REAL, set_target_processor_ex,
	  NULL },
	{ "KeSetImportanceDpc", FIDELITY_REAL, set_importance, NULL },
	{ "KeFlushQueuedDpcs", FIDELITY_REAL, flush_queued_dpcs, NULL },
};

const struct nt_family ke_dpc_family = {
	"ke_dpc", functions, sizeof(functions) / sizeof(*functions)
};
