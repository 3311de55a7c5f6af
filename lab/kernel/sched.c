#include "config.h"
#include "kernel/private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/dpc.h"
#include "kernel/trap.h"

#include <stdlib.h>
#include <string.h>

/*
 * Processors take turns of a slice each, a short one while others are busy
 * too. The clock goes on with the instructions: 16 or so make 100 ns.
 */
enum {
	SLICE = 40000,	    /* bytes of instructions */
	SHORT_SLICE = 2000, /* where others run at the same time */
	BYTES_A_UNIT = 64,  /* in 100 ns */
	SWITCH_RBP = 0x30,  /* in a switch frame, as target/thread.c reads it */
	SWITCH_RETURN = 0x38,
	FREEZE = 40000,	       /* until a bug check stops the others */
	INTERRUPTS_ON = 0x200, /* RFLAGS */
	TRAP_COST = 400,       /* what a kernel function takes, in such bytes */
};
#define TICK	 156250u    /* 15.625 ms */
#define PATIENCE 600000000u /* a minute: nobody waits longer for sc.exe */

struct cpu *cpu_current(struct kernel *kernel)
{
	return &kernel->cpus[kernel->cpu];
}

struct thread *thread_current(struct kernel *kernel)
{
	struct cpu *cpu = cpu_current(kernel);

	return cpu->thread ? cpu->thread : cpu->idle;
}

struct thread *thread_find(struct kernel *kernel, uint64_t ethread)
{
	for (size_t i = 0; i < kernel->thread_count; i++) {
		if (kernel->threads[i]->ethread == ethread)
			return kernel->threads[i];
	}
	return NULL;
}

struct thread *thread_new(struct kernel *kernel, struct process *process,
			  uint64_t ethread, uint32_t id)
{
	struct thread *thread = mem_calloc(1, sizeof(*thread));

	thread->ethread = ethread;
	thread->process = process;
	thread->id = id;
	thread->state = THREAD_READY;
	thread->context = engine_context_new(kernel->engine);
	kernel->threads =
		mem_grow(kernel->threads, &kernel->thread_capacity,
			 kernel->thread_count + 1, sizeof(*kernel->threads));
	kernel->threads[kernel->thread_count++] = thread;
	process->thread_count++;
	return thread;
}

void thread_free(struct kernel *kernel, struct thread *thread)
{
	engine_context_free(kernel->engine, thread->context);
	free(thread);
}

/* ---- who runs where ---- */

static void set_state(struct kernel *kernel, struct thread *thread,
		      enum thread_state state)
{
	thread->state = state;
	NT_PUT(kernel, thread->ethread, "_KTHREAD", "State", state);
	NT_PUT(kernel, thread->ethread, "_KTHREAD", "Running",
	       state == THREAD_RUNNING);
}

void thread_ready(struct kernel *kernel, struct thread *thread)
{
	set_state(kernel, thread, THREAD_READY);
	kernel->ready =
		mem_grow(kernel->ready, &kernel->ready_capacity,
			 kernel->ready_count + 1, sizeof(*kernel->ready));
	kernel->ready[kernel->ready_count++] = thread;
	kernel->pass = true;
}

static void set_current(struct kernel *kernel, struct cpu *cpu,
			struct thread *thread)
{
	struct thread *now = thread ? thread : cpu->idle;

	cpu->thread = thread;
	NT_PUT(kernel, cpu->pcr, "_KPCR", "Prcb.CurrentThread", now->ethread);
	NT_PUT(kernel, now->ethread, "_KTHREAD", "NextProcessor", cpu->number);
	set_state(kernel, now, THREAD_RUNNING);
}

static void place(struct kernel *kernel, struct cpu *cpu, size_t number)
{
	struct thread *thread = kernel->ready[number];
	uint64_t at = thread->ethread;

	memmove(kernel->ready + number, kernel->ready + number + 1,
		(--kernel->ready_count - number) * sizeof(*kernel->ready));
	thread->cpu = cpu->number;
	cpu->irql = thread->irql;
	NT_PUT(kernel, at, "_KTHREAD", "ContextSwitches",
	       NT_GET(kernel, at, "_KTHREAD", "ContextSwitches") + 1);
	set_current(kernel, cpu, thread);
}

void cpu_run_idle(struct kernel *kernel, struct cpu *cpu)
{
	set_current(kernel, cpu, cpu->idle);
}

/* Where it ran last, or the first that idles; NULL: none does. */
static struct cpu *choose(struct kernel *kernel, const struct thread *thread)
{
	uint32_t may = thread->affinity ? thread->affinity : UINT32_MAX;

	if (!kernel->cpus[thread->cpu].thread && may >> thread->cpu & 1)
		return &kernel->cpus[thread->cpu];
	for (unsigned i = 0; i < kernel->cpu_count; i++) {
		if (!kernel->cpus[i].thread && may >> i & 1)
			return &kernel->cpus[i];
	}
	return NULL;
}

/* Each ready thread goes to a processor. One that has none sees to its
 * deferred calls. */
static void dispatch(struct kernel *kernel)
{
	for (size_t i = 0; i < kernel->ready_count;) {
		struct cpu *cpu = choose(kernel, kernel->ready[i]);

		if (cpu)
			place(kernel, cpu, i);
		else
			i++;
	}
	for (unsigned i = 0; i < kernel->cpu_count; i++)
		dpc_wake(kernel, &kernel->cpus[i]);
}

/* The registers of the thread that the engine holds go to its context. */
static void unload(struct kernel *kernel)
{
	if (kernel->loaded)
		engine_save(kernel->engine, kernel->loaded->context);
	kernel->loaded = NULL;
}

static void load(struct kernel *kernel, struct cpu *cpu)
{
	struct thread *thread = cpu->thread;

	if (kernel->loaded == thread)
		return;
	unload(kernel);
	engine_restore(kernel->engine, thread->context);
	engine_set_gs(kernel->engine, cpu->pcr);
	if (thread->switched) {
		engine_set(kernel->engine, ENGINE_RAX, thread->status);
		thread->switched = false;
	}
	kernel->loaded = thread;
}

void kernel_borrow(struct kernel *kernel)
{
	if (kernel->loaded)
		engine_save(kernel->engine, kernel->loaded->context);
	engine_fresh(kernel->engine);
}

void kernel_give_back(struct kernel *kernel, struct thread *thread)
{
	engine_save(kernel->engine, thread->context);
	if (kernel->loaded)
		engine_restore(kernel->engine, kernel->loaded->context);
}

static void leave(struct kernel *kernel, struct cpu *cpu)
{
	struct thread *thread = cpu->thread;

	thread->irql = cpu->irql;
	unload(kernel);
	set_current(kernel, cpu, NULL);
	cpu->irql = PASSIVE_LEVEL;
	kernel->pass = true;
}

void cpu_leave(struct kernel *kernel)
{
	leave(kernel, cpu_current(kernel));
}

void cpu_yield(struct kernel *kernel)
{
	struct cpu *cpu = cpu_current(kernel);
	struct thread *thread = cpu->thread;

	if (!thread || cpu->irql >= DISPATCH_LEVEL || cpu->dpc_active)
		return;
	leave(kernel, cpu);
	thread_ready(kernel, thread);
}

void thread_switch(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct thread *thread = trap->thread;
	uint64_t rsp = trap->registers[ENGINE_RSP], stack = rsp - SWITCH_RETURN;

	if (!thread->waits) {
		trap_return(trap, thread->status);
		return;
	}
	put64(kernel, stack + SWITCH_RBP, trap->registers[ENGINE_RBP]);
	NT_PUT(kernel, thread->ethread, "_KTHREAD", "KernelStack", stack);
	trap_return(trap, 0);
	leave(kernel, cpu_current(kernel));
	thread->switched = true;
	set_state(kernel, thread, THREAD_WAITING);
}

void thread_end(struct kernel *kernel, struct thread *thread)
{
	leave(kernel, cpu_current(kernel));
	set_state(kernel, thread, THREAD_ENDED);
}

bool cpu_takes_interrupts(struct kernel *kernel, const struct cpu *cpu)
{
	return kernel->loaded != cpu->thread ||
	       engine_register(kernel->engine, ENGINE_RFLAGS) & INTERRUPTS_ON;
}

/* Its slice is over and others want the processor. */
static void preempt(struct kernel *kernel, struct cpu *cpu)
{
	struct thread *thread = cpu->thread;

	if (!thread || cpu->irql >= DISPATCH_LEVEL || cpu->dpc_active ||
	    !kernel->ready_count || !cpu_takes_interrupts(kernel, cpu))
		return;
	leave(kernel, cpu);
	thread_ready(kernel, thread);
}

void kernel_set_irql(struct kernel *kernel, unsigned irql)
{
	struct cpu *cpu = cpu_current(kernel);

	cpu->irql = irql;
	if (irql < DISPATCH_LEVEL)
		cpu->raised = 0;
	else if (!cpu->raised)
		cpu->raised = kernel->uptime;
	memory_set_raised(MEMORY(kernel), irql >= DISPATCH_LEVEL);
}

/* ---- the clock ---- */

static void put_time(struct kernel *kernel, uint64_t at, uint64_t value)
{
	put64(kernel, at, value);
	put32(kernel, at + 8, (uint32_t)(value >> 32));
}

uint64_t kernel_ticks(const struct kernel *kernel)
{
	return kernel->uptime / TICK;
}

uint64_t kernel_next_tick(const struct kernel *kernel)
{
	return kernel->last_tick + TICK;
}

/* KUSER_SHARED_DATA is written at a tick, as Windows does. */
static void tick(struct kernel *kernel, uint64_t before)
{
	uint64_t user = USER_SHARED_DATA,
		 since = kernel->uptime - kernel->first_uptime;

	if (since / TICK == (before - kernel->first_uptime) / TICK)
		return;
	kernel->last_tick = kernel->first_uptime + since / TICK * TICK;
	put_time(kernel,
		 user + NT_OFFSET("_KUSER_SHARED_DATA", "InterruptTime"),
		 kernel->last_tick);
	put_time(kernel, user + NT_OFFSET("_KUSER_SHARED_DATA", "SystemTime"),
		 kernel->boot_time + kernel->last_tick);
	put_time(kernel, user + NT_OFFSET("_KUSER_SHARED_DATA", "TickCount"),
		 kernel->last_tick / TICK);
	kernel->memory.fault.set = false;
}

void kernel_pass_time(struct kernel *kernel, uint64_t units)
{
	uint64_t before = kernel->uptime;

	kernel->uptime += units;
	if (kernel->frozen)
		return;
	tick(kernel, before);
	timer_expire(kernel);
	wait_expire(kernel);
	dpc_watchdog_tick(kernel, before);
}

static void count(struct kernel *kernel, uint64_t done)
{
	kernel->executed += done;
	kernel->bytes += done;
	if (kernel->bytes < BYTES_A_UNIT)
		return;
	kernel_pass_time(kernel, kernel->bytes / BYTES_A_UNIT);
	kernel->bytes %= BYTES_A_UNIT;
}

/* ---- turns ---- */

static void handle(struct kernel *kernel, const struct engine_exit *end)
{
	uint64_t rip = engine_register(kernel->engine, ENGINE_RIP);

	switch (end->end) {
	case ENGINE_HALT:
		if (!trap_run(kernel, rip - 1))
			privileged_halt(kernel);
		break;
	case ENGINE_FAULT:
		if (memory_open(MEMORY(kernel), end->address, end->access))
			break;
		fault_memory(kernel, rip, end->address, end->access);
		break;
	case ENGINE_INTERRUPT:
		fault_interrupt(kernel, end->number);
		break;
	case ENGINE_INVALID:
		fault_invalid(kernel);
		break;
	case ENGINE_SLICE:
		break;
	}
}

static bool is_alone(const struct kernel *kernel)
{
	unsigned busy = 0;

	for (unsigned i = 0; i < kernel->cpu_count; i++)
		busy += kernel->cpus[i].thread != NULL;
	return busy < 2;
}

/* What is left of a slice. */
static uint64_t step(struct kernel *kernel, struct cpu *cpu, uint64_t left)
{
	struct engine_exit end;

	load(kernel, cpu);
	dpc_interrupt(kernel, cpu);
	memory_set_raised(MEMORY(kernel), cpu->irql >= DISPATCH_LEVEL);
	engine_run(kernel->engine, left, &end);
	left -= end.done < left && end.end != ENGINE_SLICE ? end.done : left;
	handle(kernel, &end);
	count(kernel, end.done + TRAP_COST);
	return left;
}

/* One turn of a processor: until its slice is over, its thread leaves it, or
 * somebody else should have a turn. */
static void turn(struct kernel *kernel, struct cpu *cpu)
{
	uint64_t left = is_alone(kernel) ? SLICE : SHORT_SLICE;

	kernel->pass = false;
	while (left > 0 && cpu->thread && !kernel->pass && !cpu->parked)
		left = step(kernel, cpu, left);
	if (!cpu->parked)
		preempt(kernel, cpu);
}

void kernel_run_frozen(struct kernel *kernel, uint64_t most)
{
	struct cpu *cpu = cpu_current(kernel);
	struct thread *thread = cpu->thread;
	uint64_t end = kernel->executed + most;

	kernel->frozen = true;
	kernel->loaded = NULL; /* whose gs may be another */
	thread->switched = false;
	cpu->parked = false;
	kernel_set_irql(kernel, HIGH_LEVEL);
	while (cpu->thread == thread && !cpu->parked && kernel->executed < end)
		step(kernel, cpu, SLICE);
	set_current(kernel, cpu, thread);
}

/* The next processor with work, from the one behind the last; false none. */
static bool next_cpu(struct kernel *kernel)
{
	for (unsigned i = 1; i <= kernel->cpu_count; i++) {
		unsigned number = (kernel->cpu + i) % kernel->cpu_count;

		if (kernel->cpus[number].thread &&
		    !kernel->cpus[number].parked) {
			kernel->cpu = number;
			return true;
		}
	}
	return false;
}

/* Every processor idles: the clock jumps, no further than to where somebody
 * loses patience. False: nothing will ever happen. */
static bool jump(struct kernel *kernel, uint64_t until, uint64_t patience)
{
	uint64_t next = wait_next_due(kernel), timer = timer_next_due(kernel);

	if (timer && (!next || timer < next))
		next = timer;
	if (until && (!next || next > until))
		next = until;
	if (next > patience)
		next = patience;
	if (!next || next <= kernel->uptime)
		return false;
	kernel_pass_time(kernel, next - kernel->uptime);
	return true;
}

/*
 * KeBugCheckEx has begun on one processor. The others run on until its
 * interrupt reaches them: long enough for a thread that was just woken to
 * leave the kernel and come back.
 */
static void freeze(struct kernel *kernel)
{
	uint64_t end = kernel->executed + FREEZE;

	dispatch(kernel);
	while (kernel->executed < end && next_cpu(kernel)) {
		turn(kernel, cpu_current(kernel));
		dispatch(kernel);
	}
	stop_machine(kernel);
}

static enum kernel_outcome hang(struct kernel *kernel,
				const struct user_request *request, bool spins)
{
	struct thread *thread = request ? request->thread : NULL;

	kernel->hang = (struct kernel_hang){ .spins = spins };
	if (spins && cpu_current(kernel)->thread)
		thread = cpu_current(kernel)->thread;
	if (thread) {
		kernel->hang.thread = thread->ethread;
		memcpy(kernel->hang.image, thread->process->image,
		       sizeof(kernel->hang.image));
	}
	return KERNEL_HANGS;
}

/* A request that came while its thread was on its way into the call that it
 * waits in. */
static void nudge(struct kernel *kernel, struct user_request *request)
{
	struct thread *thread = request ? request->thread : NULL;

	if (thread && thread->request == request && thread->waits &&
	    !thread->running)
		wait_finish(kernel, thread, STATUS_SUCCESS);
}

void kernel_settle(struct kernel *kernel)
{
	uint64_t budget = kernel->executed + kernel->budget;

	dispatch(kernel);
	while (!kernel->stopping && kernel->executed < budget &&
	       next_cpu(kernel)) {
		turn(kernel, cpu_current(kernel));
		dispatch(kernel);
	}
}

enum kernel_outcome kernel_run(struct kernel *kernel,
			       struct user_request *request, uint64_t until)
{
	uint64_t budget = kernel->executed + kernel->budget;
	uint64_t patience = kernel->uptime + PATIENCE;
	bool skipped = false;

	for (;;) {
		if (kernel->stopping && !kernel->stopped)
			freeze(kernel);
		if (kernel->stopped)
			return KERNEL_STOPPED;
		if (request ? request->done : kernel->uptime >= until)
			return KERNEL_DONE;
		if (kernel->executed >= budget) {
			if (skipped || !dpc_watchdog_skip(kernel))
				return hang(kernel, request, true);
			skipped = true;
			turn(kernel, cpu_current(kernel));
			continue;
		}
		nudge(kernel, request);
		dispatch(kernel);
		if (next_cpu(kernel)) {
			turn(kernel, cpu_current(kernel));
			continue;
		}
		if (request && kernel->uptime >= patience)
			return hang(kernel, request, false);
		if (!jump(kernel, request ? 0 : until,
			  request ? patience : UINT64_MAX))
			return request ? hang(kernel, request, false)
				       : KERNEL_DONE;
	}
}
