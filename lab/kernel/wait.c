#include "config.h"
#include "kernel/private.h"

#include "base/limits.h"
#include "kernel/dpc.h"

/* KWAIT_BLOCK.BlockState */
enum { BLOCK_ACTIVE = 4, BLOCK_INACTIVE = 5 };
enum {
	BLOCK_SIZE = 0x30,
	OWN_BLOCKS = 3, /* of a thread, the fourth is its timer's */
	WAIT_ALL = 0,
	WAIT_ANY = 1,
	MAXIMUM_WAIT_OBJECTS_EXCEEDED = 0x0c,
	ATTEMPTED_SWITCH_FROM_DPC = 0xb8,
};

static int32_t signal_state(struct kernel *kernel, uint64_t object)
{
	return (int32_t)NT_GET(kernel, object, "_DISPATCHER_HEADER",
			       "SignalState");
}

static void set_signal_state(struct kernel *kernel, uint64_t object,
			     int32_t state)
{
	NT_PUT(kernel, object, "_DISPATCHER_HEADER", "SignalState",
	       (uint32_t)state);
}

static unsigned type_of(struct kernel *kernel, uint64_t object)
{
	return get8(kernel, object) & 0x7f;
}

/* ---- what each kind of object means by "signaled" ---- */

/* Who would have an object. A thread that waits for one is in no DPC, though
 * the processor that signals it may be. */
struct taker {
	uint64_t thread;
	bool dpc;
};

static bool owns(struct kernel *kernel, uint64_t mutant,
		 const struct taker *taker)
{
	return NT_GET(kernel, mutant, "_KMUTANT", "OwnerThread") ==
		       taker->thread &&
	       NT_GET(kernel, mutant, "_DISPATCHER_HEADER", "DpcActive") ==
		       taker->dpc;
}

static bool can_have(struct kernel *kernel, uint64_t object,
		     const struct taker *taker)
{
	return signal_state(kernel, object) > 0 ||
	       (type_of(kernel, object) == OBJECT_MUTANT &&
		owns(kernel, object, taker));
}

/* nt.md 3.2: only the first acquisition changes the thread. */
static uint32_t take_mutant(struct kernel *kernel, uint64_t mutant,
			    const struct taker *taker)
{
	/* is_too_deep has seen that there is room; else it wraps as theirs */
	int32_t state = (int32_t)((uint32_t)signal_state(kernel, mutant) - 1);
	uint32_t status = STATUS_SUCCESS;
	uint64_t thread = taker->thread;

	set_signal_state(kernel, mutant, state);
	if (state != 0)
		return status;
	if (NT_GET(kernel, mutant, "_KMUTANT", "ApcDisable"))
		NT_PUT(kernel, thread, "_KTHREAD", "KernelApcDisable",
		       NT_GET(kernel, thread, "_KTHREAD", "KernelApcDisable") -
			       1);
	NT_PUT(kernel, mutant, "_DISPATCHER_HEADER", "DpcActive", taker->dpc);
	NT_PUT(kernel, mutant, "_KMUTANT", "OwnerThread", thread);
	if (NT_GET(kernel, mutant, "_KMUTANT", "Abandoned")) {
		NT_PUT(kernel, mutant, "_KMUTANT", "Abandoned", 0);
		status = STATUS_ABANDONED;
	}
	list_insert_tail(kernel,
			 thread + NT_OFFSET("_KTHREAD", "MutantListHead"),
			 mutant + NT_OFFSET("_KMUTANT", "MutantListEntry"));
	return status;
}

/* Takes it; STATUS_ABANDONED, or 0. */
static uint32_t take(struct kernel *kernel, uint64_t object,
		     const struct taker *taker)
{
	switch (type_of(kernel, object)) {
	case OBJECT_MUTANT:
		return take_mutant(kernel, object, taker);
	case OBJECT_EVENT_SYNCHRONIZATION:
	case OBJECT_TIMER_SYNCHRONIZATION:
		set_signal_state(kernel, object, 0);
		return STATUS_SUCCESS;
	case OBJECT_SEMAPHORE:
		set_signal_state(kernel, object,
				 signal_state(kernel, object) - 1);
		return STATUS_SUCCESS;
	default:
		return STATUS_SUCCESS;
	}
}

/* Whether the wait can end now; if so, with what. */
static bool try_wait(struct kernel *kernel, const struct taker *taker,
		     const uint64_t *objects, unsigned count, bool any,
		     uint64_t *ret)
{
	uint64_t status = STATUS_SUCCESS;
	unsigned i;

	for (i = 0; i < count; i++) {
		if (can_have(kernel, objects[i], taker) == any)
			break;
	}
	if (any) {
		if (i == count)
			return false;
		status = i;
		if (take(kernel, objects[i], taker) == STATUS_ABANDONED)
			status += STATUS_ABANDONED;
	} else {
		if (i < count)
			return false;
		for (i = 0; i < count; i++) {
			if (take(kernel, objects[i], taker))
				status = STATUS_ABANDONED;
		}
	}
	*ret = status;
	return true;
}

/* ---- a thread's wait ---- */

static void link_blocks(struct trap *trap, const struct wait *wait)
{
	struct kernel *kernel = trap->kernel;
	struct thread *thread = trap->thread;
	uint64_t at = thread->blocks;

	for (unsigned i = 0; i < wait->count; i++, at += BLOCK_SIZE) {
		NT_PUT(kernel, at, "_KWAIT_BLOCK", "WaitType",
		       wait->any ? WAIT_ANY : WAIT_ALL);
		NT_PUT(kernel, at, "_KWAIT_BLOCK", "BlockState", BLOCK_ACTIVE);
		NT_PUT(kernel, at, "_KWAIT_BLOCK", "WaitKey", i);
		NT_PUT(kernel, at, "_KWAIT_BLOCK", "Thread", thread->ethread);
		NT_PUT(kernel, at, "_KWAIT_BLOCK", "Object", wait->objects[i]);
		list_insert_tail(
			kernel,
			wait->objects[i] +
				NT_OFFSET("_DISPATCHER_HEADER", "WaitListHead"),
			at);
	}
}

static void start(struct trap *trap, const struct wait *wait, uint64_t due)
{
	struct kernel *kernel = trap->kernel;
	struct thread *thread = trap->thread;
	uint64_t at = thread->ethread;

	thread->blocks = wait->blocks ? wait->blocks
				      : at + NT_OFFSET("_KTHREAD", "WaitBlock");
	thread->waits = true;
	thread->switched = false;
	thread->any = wait->any;
	thread->object_count = wait->count;
	for (unsigned i = 0; i < wait->count; i++)
		thread->objects[i] = wait->objects[i];
	thread->due = due;
	if (due && (!kernel->wait_due || due < kernel->wait_due))
		kernel->wait_due = due;
	NT_PUT(kernel, at, "_KTHREAD", "WaitBlockList", thread->blocks);
	NT_PUT(kernel, at, "_KTHREAD", "WaitReason", wait->reason);
	NT_PUT(kernel, at, "_KTHREAD", "WaitMode", wait->mode);
	NT_PUT(kernel, at, "_KTHREAD", "Alertable", wait->alertable);
	NT_PUT(kernel, at, "_KTHREAD", "WaitIrql", cpu_current(kernel)->irql);
	NT_PUT(kernel, at, "_KTHREAD", "WaitTime", kernel_ticks(kernel));
	link_blocks(trap, wait);
}

/* Negative: from now; positive: an absolute FILETIME. */
static uint64_t due_time(struct kernel *kernel, int64_t timeout)
{
	uint64_t now = kernel->uptime;

	if (timeout < 0)
		return now + (0 - (uint64_t)timeout);
	return (uint64_t)timeout > kernel->boot_time + now
		       ? (uint64_t)timeout - kernel->boot_time
		       : now;
}

static bool is_too_many(struct trap *trap, const struct wait *wait)
{
	if (wait->count <= (wait->blocks ? WAIT_OBJECTS : OWN_BLOCKS))
		return false;
	trap_bugcheck(trap, MAXIMUM_WAIT_OBJECTS_EXCEEDED, 0, 0, 0, 0);
	return true;
}

/* A wait that cannot be. */
static bool refuse(struct trap *trap, bool polls)
{
	struct kernel *kernel = trap->kernel;

	if ((cpu_current(kernel)->irql >= DISPATCH_LEVEL ||
	     cpu_current(kernel)->dpc_active) &&
	    !polls) {
		trap_bugcheck(trap, ATTEMPTED_SWITCH_FROM_DPC,
			      trap->thread->ethread, 0,
			      cpu_current(kernel)->idle->ethread, 0);
		return true;
	}
	return kernel->memory.fault.set;
}

/* A mutant that its owner has taken as often as it can be raises. */
static bool is_too_deep(struct trap *trap, const struct wait *wait)
{
	struct kernel *kernel = trap->kernel;

	for (unsigned i = 0; i < wait->count; i++) {
		if (type_of(kernel, wait->objects[i]) == OBJECT_MUTANT &&
		    signal_state(kernel, wait->objects[i]) == INT32_MIN) {
			trap_raise(trap, STATUS_MUTANT_LIMIT_EXCEEDED);
			return true;
		}
	}
	return false;
}

void wait_for(struct trap *trap, unsigned site, const struct wait *wait)
{
	struct kernel *kernel = trap->kernel;
	struct taker taker = { trap->thread->ethread,
			       cpu_current(kernel)->dpc_active };
	uint64_t due = 0, status;
	int64_t timeout = 0;

	if (wait->timeout) {
		timeout = (int64_t)get64(kernel, wait->timeout);
		due = due_time(kernel, timeout);
	}
	if (kernel->memory.fault.set || is_too_many(trap, wait) ||
	    is_too_deep(trap, wait))
		return;
	if (wait->count && try_wait(kernel, &taker, wait->objects, wait->count,
				    wait->any, &status)) {
		trap_return(trap, status);
		return;
	}
	if (refuse(trap, wait->timeout && timeout == 0))
		return;
	if (wait->timeout && (timeout == 0 || due <= kernel->uptime)) {
		/* a delay that is over has not failed */
		trap_return(trap,
			    wait->count ? STATUS_TIMEOUT : STATUS_SUCCESS);
		return;
	}
	start(trap, wait, due);
	trap_call(trap, site, 0, 0, NULL);
}

void wait_finish(struct kernel *kernel, struct thread *thread, uint64_t status)
{
	uint64_t at = thread->blocks;

	for (unsigned i = 0; i < thread->object_count; i++, at += BLOCK_SIZE) {
		if (NT_GET(kernel, at, "_KWAIT_BLOCK", "BlockState") !=
		    BLOCK_ACTIVE)
			continue;
		list_remove(kernel, at);
		NT_PUT(kernel, at, "_KWAIT_BLOCK", "BlockState",
		       BLOCK_INACTIVE);
	}
	thread->waits = false;
	thread->due = 0;
	thread->status = status;
	NT_PUT(kernel, thread->ethread, "_KTHREAD", "WaitStatus", status);
	if (thread->switched)
		thread_ready(kernel, thread);
	kernel->pass = true;
}

static void test_thread(struct kernel *kernel, struct thread *thread)
{
	struct taker taker = { .dpc = false };
	uint64_t status;

	if (!thread || !thread->waits)
		return;
	taker.thread = thread->ethread;
	if (try_wait(kernel, &taker, thread->objects, thread->object_count,
		     thread->any, &status))
		wait_finish(kernel, thread, status);
}

void wait_test(struct kernel *kernel, uint64_t object)
{
	uint64_t head =
		object + NT_OFFSET("_DISPATCHER_HEADER", "WaitListHead");
	uint64_t at = get64(kernel, head);

	for (unsigned i = 0;
	     i < LIMIT_LIST && at != head && !kernel->memory.fault.set; i++) {
		uint64_t next = get64(kernel, at);

		test_thread(kernel, thread_find(kernel, NT_GET(kernel, at,
							       "_KWAIT_BLOCK",
							       "Thread")));
		at = next;
	}
}

/* A timer that it waits for was due no later, and its processor is about to
 * say so: that comes first. */
static bool is_just_in_time(struct kernel *kernel, const struct thread *thread)
{
	for (unsigned i = 0; i < thread->object_count; i++) {
		if (timer_is_due(kernel, thread->objects[i], thread->due))
			return true;
	}
	return false;
}

void wait_expire(struct kernel *kernel)
{
	uint64_t next = 0;

	if (!kernel->wait_due || kernel->wait_due > kernel->uptime)
		return;
	for (size_t i = 0; i < kernel->thread_count; i++) {
		struct thread *thread = kernel->threads[i];

		if (!thread->waits || !thread->due)
			continue;
		if (thread->due <= kernel->uptime &&
		    !is_just_in_time(kernel, thread))
			wait_finish(kernel, thread,
				    thread->object_count ? STATUS_TIMEOUT
							 : STATUS_SUCCESS);
		else if (!next || thread->due < next)
			next = thread->due;
	}
	kernel->wait_due = next;
}

uint64_t wait_next_due(struct kernel *kernel)
{
	return kernel->wait_due;
}

int32_t object_set(struct kernel *kernel, uint64_t object, int32_t state)
{
	int32_t before = signal_state(kernel, object);

	set_signal_state(kernel, object, state);
	if (state > 0)
		wait_test(kernel, object);
	return before;
}
