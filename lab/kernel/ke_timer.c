#include "config.h"
#include "kernel/dpc.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/pool.h"

#include <stdlib.h>
#include <string.h>

/*
 * Timers, and what tells the time. Which timers are set is kept here; all else
 * is in the guest, and is read when a timer's time is up: a timer whose memory
 * has gone is found there, by KiProcessExpiredTimerList.
 */
enum {
	TIMER_SIZE = 0x40,
	EX_TIMER_SIZE = 0x98,
	EX_DPC = 0x40, /* in one, behind its KTIMER */
	EX_CALLBACK = 0x80,
	EX_CONTEXT = 0x88,
	EX_ATTRIBUTES = 0x90,
	/* attributes of ExAllocateTimer */
	EX_HIGH_RESOLUTION = 1 << 2,
	EX_NOTIFICATION = 1u << 31,
	MILLISECOND = 10000,  /* in 100 ns */
	FINEST_PERIOD = 5000, /* of the clock at its highest resolution */
	LOCAL_CALLBACK = 0,
	CLOCK_STALL = 10, /* 100 ns in a microsecond */
};

#define EX_TAG 0x6d697445u /* "Etim" */

struct entry {
	uint64_t timer, due, period; /* in 100 ns; period 0: once */
	bool at_ticks; /* again no sooner than the clock interrupts */
	unsigned cpu;
	bool expired;
};
struct timers {
	struct entry *entries;
	size_t count, capacity;
	uint64_t next; /* nothing is due before; 0: nothing at all */
};

static void fini(void *state)
{
	struct timers *timers = state;

	free(timers->entries);
}

static struct timers *timers_of(struct kernel *kernel)
{
	return family_state(kernel, FAMILY_TIMERS, sizeof(struct timers), fini);
}

/* ---- which are set ---- */

static void find_next(struct timers *timers)
{
	timers->next = 0;
	for (size_t i = 0; i < timers->count; i++) {
		const struct entry *entry = &timers->entries[i];

		if (!entry->expired &&
		    (!timers->next || entry->due < timers->next))
			timers->next = entry->due;
	}
}

static void remove_entry(struct timers *timers, size_t number)
{
	bool expired = timers->entries[number].expired;

	memmove(timers->entries + number, timers->entries + number + 1,
		(--timers->count - number) * sizeof(*timers->entries));
	if (!expired)
		find_next(timers);
}

/* On the processor whose turn it is. */
static bool add(struct kernel *kernel, struct entry entry)
{
	struct timers *timers = timers_of(kernel);

	if (timers->count >= LIMIT_KERNEL_TIMERS)
		return false;
	timers->entries = mem_grow(timers->entries, &timers->capacity,
				   timers->count + 1, sizeof(*timers->entries));
	entry.cpu = kernel->cpu;
	entry.expired = false;
	timers->entries[timers->count++] = entry;
	if (!timers->next || entry.due < timers->next)
		timers->next = entry.due;
	return true;
}

/* Whether it was set. */
bool timer_cancel(struct kernel *kernel, uint64_t timer)
{
	struct timers *timers = timers_of(kernel);
	bool inserted = NT_GET(kernel, timer, "_DISPATCHER_HEADER", "Inserted");

	if (!inserted)
		return false;
	NT_PUT(kernel, timer, "_DISPATCHER_HEADER", "Inserted", 0);
	MEMORY(kernel)->work += timers->count;
	for (size_t i = 0; i < timers->count; i++) {
		if (timers->entries[i].timer == timer) {
			remove_entry(timers, i);
			return true;
		}
	}
	return false;
}

void timer_expire(struct kernel *kernel)
{
	struct timers *timers = timers_of(kernel);

	if (!timers->next || timers->next > kernel->uptime)
		return;
	for (size_t i = 0; i < timers->count; i++) {
		struct entry *entry = &timers->entries[i];

		if (entry->expired || entry->due > kernel->uptime)
			continue;
		entry->expired = true;
		kernel->cpus[entry->cpu].dpc_requested = true;
		kernel->pass = true;
	}
	find_next(timers);
}

uint64_t timer_next_due(struct kernel *kernel)
{
	return timers_of(kernel)->next;
}

bool timer_is_due(struct kernel *kernel, uint64_t object, uint64_t due)
{
	struct timers *timers = timers_of(kernel);

	for (size_t i = 0; i < timers->count; i++) {
		const struct entry *entry = &timers->entries[i];

		if (entry->expired && entry->timer == object &&
		    entry->due <= due)
			return true;
	}
	return false;
}

bool timer_has_expired(struct kernel *kernel, unsigned cpu)
{
	struct timers *timers = timers_of(kernel);

	for (size_t i = 0; i < timers->count; i++) {
		if (timers->entries[i].expired && timers->entries[i].cpu == cpu)
			return true;
	}
	return false;
}

/* The one that was due first. */
static bool take_expired(struct kernel *kernel, struct entry *ret)
{
	struct timers *timers = timers_of(kernel);
	size_t first = timers->count;

	MEMORY(kernel)->work += timers->count;
	for (size_t i = 0; i < timers->count; i++) {
		const struct entry *entry = &timers->entries[i];

		if (entry->expired && entry->cpu == kernel->cpu &&
		    (first == timers->count ||
		     entry->due < timers->entries[first].due))
			first = i;
	}
	if (first == timers->count)
		return false;
	*ret = timers->entries[first];
	remove_entry(timers, first);
	return true;
}

/* ---- setting and cancelling ---- */

static uint64_t due_time(const struct kernel *kernel, int64_t due)
{
	uint64_t now = kernel->uptime, after;

	if (due < 0) {
		after = now + (0 - (uint64_t)due);
		return after < now ? UINT64_MAX : after;
	}
	return (uint64_t)due > kernel->boot_time + now
		       ? (uint64_t)due - kernel->boot_time
		       : now;
}

/* When it is due, and what else kernel and debugger read in it. */
static void insert(struct kernel *kernel, const struct entry *entry,
		   bool absolute)
{
	NT_PUT(kernel, entry->timer, "_DISPATCHER_HEADER", "Absolute",
	       absolute);
	NT_PUT(kernel, entry->timer, "_KTIMER", "DueTime.QuadPart", entry->due);
	if (!kernel->memory.fault.set && add(kernel, *entry))
		NT_PUT(kernel, entry->timer, "_DISPATCHER_HEADER", "Inserted",
		       1);
}

/* entry: timer, period and at_ticks. */
static bool set_timer(struct kernel *kernel, struct entry entry, int64_t due,
		      uint64_t dpc)
{
	uint64_t timer = entry.timer;
	bool before = timer_cancel(kernel, timer);

	NT_PUT(kernel, timer, "_DISPATCHER_HEADER", "SignalState", 0);
	NT_PUT(kernel, timer, "_KTIMER", "Dpc", dpc);
	NT_PUT(kernel, timer, "_KTIMER", "Period", entry.period / MILLISECOND);
	NT_PUT(kernel, timer, "_KTIMER", "Processor", kernel->cpu);
	entry.due = due_time(kernel, due);
	/* one that its own DPC sets again would never let the processor go */
	if (due < 0 && cpu_current(kernel)->dpc_active &&
	    entry.due < kernel->uptime + FINEST_PERIOD)
		entry.due = kernel->uptime + FINEST_PERIOD;
	insert(kernel, &entry, due >= 0);
	timer_expire(kernel);
	return before;
}

static void init_timer(struct kernel *kernel, uint64_t timer, unsigned type)
{
	const uint8_t zeros[TIMER_SIZE] = { 0 };

	timer_cancel(kernel, timer);
	memory_write(&kernel->memory, timer, zeros, sizeof(zeros));
	NT_PUT(kernel, timer, "_DISPATCHER_HEADER", "Type",
	       OBJECT_TIMER_NOTIFICATION + (type & 1));
	list_init(kernel,
		  timer + NT_OFFSET("_DISPATCHER_HEADER", "WaitListHead"));
}

static void initialize_timer(struct trap *trap)
{
	init_timer(trap->kernel, trap_argument(trap, 0), 0);
	trap_return(trap, 0);
}

/* Timer, Type */
static void initialize_timer_ex(struct trap *trap)
{
	init_timer(trap->kernel, trap_argument(trap, 0),
		   (unsigned)trap_argument(trap, 1));
	trap_return(trap, 0);
}

/* Timer, DueTime, Dpc */
static void ke_set_timer(struct trap *trap)
{
	struct entry entry = { .timer = trap_argument(trap, 0) };

	trap_return(trap, set_timer(trap->kernel, entry,
				    (int64_t)trap_argument(trap, 1),
				    trap_argument(trap, 2)));
}

/* Timer, DueTime, Period in ms */
static void set_periodic(struct trap *trap, uint64_t dpc)
{
	uint64_t period = (uint32_t)trap_argument(trap, 2);
	struct entry entry = { .timer = trap_argument(trap, 0),
			       .period = period * MILLISECOND };

	trap_return(trap, set_timer(trap->kernel, entry,
				    (int64_t)trap_argument(trap, 1), dpc));
}

/* Timer, DueTime, Period, Dpc */
static void ke_set_timer_ex(struct trap *trap)
{
	set_periodic(trap, trap_argument(trap, 3));
}

/* Timer, DueTime, Period, TolerableDelay, Dpc */
static void set_coalescable_timer(struct trap *trap)
{
	set_periodic(trap, trap_argument(trap, 4));
}

static void cancel_timer(struct trap *trap)
{
	trap_return(trap, timer_cancel(trap->kernel, trap_argument(trap, 0)));
}

static void read_state_timer(struct trap *trap)
{
	trap_return(trap, NT_GET(trap->kernel, trap_argument(trap, 0),
				 "_DISPATCHER_HEADER", "SignalState") != 0);
}

/* ---- when their time is up ---- */

/* A periodic one is due again, so long after now. */
static void insert_again(struct kernel *kernel, struct entry entry)
{
	uint64_t tick = kernel_next_tick(kernel);

	entry.due = kernel->uptime + entry.period;
	if (entry.at_ticks && entry.due < tick)
		entry.due = tick;
	insert(kernel, &entry, false);
}

/* The next one without a call is done; false: none is left. */
static bool expire_one(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t now = kernel_time(kernel), dpc;
	struct entry entry;

	if (!take_expired(kernel, &entry))
		return false;
	NT_PUT(kernel, entry.timer, "_DISPATCHER_HEADER", "Inserted", 0);
	dpc = NT_GET(kernel, entry.timer, "_KTIMER", "Dpc");
	if (kernel->memory.fault.set)
		return true;
	if (entry.period)
		insert_again(kernel, entry);
	object_set(kernel, entry.timer, 1);
	if (!dpc)
		return true;
	if (NT_GET(kernel, dpc, "_KDPC", "Number") != 0)
		dpc_queue(kernel, dpc, (uint32_t)now, now >> 32);
	else if (!kernel->memory.fault.set)
		dpc_call(trap, dpc, (uint32_t)now, now >> 32);
	return true;
}

static void process_expired_timer_list(struct trap *trap)
{
	if (trap->site > 0 && !dpc_check(trap, DPC_OF_TIMER))
		return;
	while (!trap->decided && !trap->kernel->memory.fault.set) {
		if (!expire_one(trap))
			trap_return(trap, 0);
	}
}

/* ---- timers of the executive ---- */

/* Callback, CallbackContext, Attributes */
static void allocate_timer(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t timer = pool_alloc(kernel, POOL_TYPE_NX, EX_TIMER_SIZE,
				    EX_TAG),
		 dpc;
	uint64_t callback = trap_argument(trap, 0);
	const uint8_t zeros[EX_TIMER_SIZE] = { 0 };

	if (timer) {
		dpc = timer + EX_DPC;
		memory_write(&kernel->memory, timer, zeros, sizeof(zeros));
		init_timer(kernel, timer,
			   !(trap_argument(trap, 2) & EX_NOTIFICATION));
		NT_PUT(kernel, dpc, "_KDPC", "Type", 0x13);
		NT_PUT(kernel, dpc, "_KDPC", "DeferredRoutine",
		       nt_address(kernel, "KiExpireTimer2"));
		NT_PUT(kernel, dpc, "_KDPC", "DeferredContext", timer);
		put64(kernel, timer + EX_CALLBACK, callback);
		put64(kernel, timer + EX_CONTEXT, trap_argument(trap, 1));
		put32(kernel, timer + EX_ATTRIBUTES,
		      (uint32_t)trap_argument(trap, 2));
	}
	trap_return(trap, timer);
}

/* Timer, DueTime, Period, Parameters: the period may be as short as 100 ns,
 * but the clock interrupts no more often than it does. */
static void ex_set_timer(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t timer = trap_argument(trap, 0);
	int64_t period = (int64_t)trap_argument(trap, 2);
	uint64_t callback = get64(kernel, timer + EX_CALLBACK);
	struct entry entry = { .timer = timer };

	entry.at_ticks =
		!(get32(kernel, timer + EX_ATTRIBUTES) & EX_HIGH_RESOLUTION);
	if (period > 0)
		entry.period = period > FINEST_PERIOD ? (uint64_t)period
						      : FINEST_PERIOD;
	trap_return(trap,
		    set_timer(kernel, entry, (int64_t)trap_argument(trap, 1),
			      callback ? timer + EX_DPC : 0));
}

/* Timer, Cancel, Wait, Parameters */
static void delete_timer(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t timer = trap_argument(trap, 0);
	struct pool_block block;
	bool cancelled = false;

	/* a callback that runs, on another processor */
	for (unsigned i = 0;
	     trap_argument(trap, 2) & 1 && i < kernel->cpu_count; i++) {
		if (kernel->cpus[i].dpc_active && i != kernel->cpu) {
			trap_spin(trap);
			return;
		}
	}
	pool_find(kernel, timer, &block);
	if (trap_argument(trap, 1) & 1 || block.damage == POOL_SOUND)
		cancelled = timer_cancel(kernel, timer);
	if (block.damage == POOL_SOUND && block.tag == EX_TAG &&
	    !kernel->memory.fault.set)
		pool_free(kernel, timer);
	trap_return(trap, cancelled);
}

/* As a DPC: Dpc, DeferredContext, SystemArgument1, SystemArgument2 */
static void expire_timer2(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t timer = trap_argument(trap, 1);

	if (trap->site > 0)
		trap_return(trap, 0);
	else
		TRAP_CALL(trap, 1, get64(kernel, timer + EX_CALLBACK), timer,
			  get64(kernel, timer + EX_CONTEXT));
}

/* ---- the time ---- */

static void query_system_time(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0),
	      trap->kernel->boot_time + trap->kernel->last_tick);
	trap_return(trap, 0);
}

static void query_system_time_precise(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), kernel_time(trap->kernel));
	trap_return(trap, 0);
}

static void query_interrupt_time(struct trap *trap)
{
	trap_return(trap, trap->kernel->last_tick);
}

/* QpcTimeStamp */
static void query_interrupt_time_precise(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), trap->kernel->uptime);
	trap_return(trap, trap->kernel->uptime);
}

static void query_tick_count(struct trap *trap)
{
	put64(trap->kernel, trap_argument(trap, 0), kernel_ticks(trap->kernel));
	trap_return(trap, 0);
}

static void query_time_increment(struct trap *trap)
{
	trap_return(trap, get32(trap->kernel,
				nt_address(trap->kernel, "KeTimeIncrement")));
}

/* PerformanceFrequency: the counter's unit is the clock's, 100 ns */
static void query_performance_counter(struct trap *trap)
{
	uint64_t frequency = trap_argument(trap, 0);

	if (frequency)
		put64(trap->kernel, frequency, 10000000);
	trap_return(trap, trap->kernel->uptime);
}

/* MicroSeconds */
static void stall_execution(struct trap *trap)
{
	uint64_t microseconds = (uint32_t)trap_argument(trap, 0);

	trap_return(trap, 0);
	kernel_pass_time(trap->kernel, microseconds * CLOCK_STALL);
}

static const struct nt_function functions[] = {
	{ "KeInitializeTimer", FIDELITY_REAL, initialize_timer, NULL },
	{ "KeInitializeTimerEx", FIDELITY_REAL, initialize_timer_ex, NULL },
	{ "KeSetTimer", FIDELITY_PARTIAL, ke_set_timer,
	  "the timer is in no table of the PRCB's, and its Dpc not encoded; it "
	  "expires when it is due, not at the next tick, but set by a DPC no "
	  "sooner than after 0.5 ms" },
	{ "KeSetTimerEx", FIDELITY_PARTIAL, ke_set_timer_ex, "as KeSetTimer" },
	{ "KeSetCoalescableTimer", FIDELITY_PARTIAL, set_coalescable_timer,
	  "as KeSetTimer; none is put off" },
	{ "KeCancelTimer", FIDELITY_REAL, cancel_timer, NULL },
	{ "KeReadStateTimer", FIDELITY_REAL, read_state_timer, NULL },
	{ "KiProcessExpiredTimerList", FIDELITY_REAL,
	  process_expired_timer_list, NULL },
	{ "ExAllocateTimer", FIDELITY_PARTIAL, allocate_timer,
	  "a KTIMER and a KDPC inside" },
	{ "ExSetTimer", FIDELITY_PARTIAL, ex_set_timer,
	  "as KeSetTimer; with a period it expires again no sooner than at the "
	  "next tick, or after 0.5 ms with EX_TIMER_HIGH_RESOLUTION" },
	{ "ExCancelTimer", FIDELITY_REAL, cancel_timer, NULL },
	{ "ExDeleteTimer", FIDELITY_PARTIAL, delete_timer,
	  "no callback tells of it" },
	{ "KiExpireTimer2", FIDELITY_REAL, expire_timer2, NULL },
	{ "KeQuerySystemTime", FIDELITY_REAL, query_system_time, NULL },
	{ "KeQuerySystemTimePrecise", FIDELITY_REAL, query_system_time_precise,
	  NULL },
	{ "KeQueryInterruptTime", FIDELITY_REAL, query_interrupt_time, NULL },
	{ "KeQueryInterruptTimePrecise", FIDELITY_REAL,
	  query_interrupt_time_precise, NULL },
	{ "KeQueryTickCount", FIDELITY_REAL, query_tick_count, NULL },
	{ "KeQueryTimeIncrement", FIDELITY_REAL, query_time_increment, NULL },
	{ "KeQueryPerformanceCounter", FIDELITY_REAL, query_performance_counter,
	  NULL },
	{ "KeStallExecutionProcessor", FIDELITY_PARTIAL, stall_execution,
	  "the other processors do nothing in the meantime" },
};

const struct nt_family ke_timer_family = {
	"ke_timer", functions, sizeof(functions) / sizeof(*functions)
};
