#include "config.h"
#include "kernel/bugcheck.h"

#include "base/limits.h"
#include "base/mem.h"
#include "formats/pe_write.h"
#include "kernel/trap.h"

#include <stdlib.h>
#include <string.h>

/*
 * Bug check callbacks. A record is the driver's; it is in a list, and says how
 * far its call has come. When the machine has stopped, each is called on a run
 * of its own: one that faults, waits or never ends is left, and marked so. As
 * a list may be damaged by then, it is read without faults, and ends where it
 * makes no sense. Since Windows XP SP1 the plain ones are called when the dump
 * is written (KBUGCHECK_CALLBACK_ROUTINE in the Windows Driver Kit's
 * reference).
 */
enum {
	/* KBUGCHECK_CALLBACK_RECORD */
	PLAIN_ROUTINE = 0x10,
	PLAIN_BUFFER = 0x18,
	PLAIN_LENGTH = 0x20,
	PLAIN_COMPONENT = 0x28,
	PLAIN_CHECKSUM = 0x30,
	PLAIN_STATE = 0x38,
	/* KBUGCHECK_REASON_CALLBACK_RECORD */
	REASON_ROUTINE = 0x10,
	REASON_COMPONENT = 0x18,
	REASON_CHECKSUM = 0x20,
	REASON_REASON = 0x28,
	REASON_STATE = 0x2c,
	/* State */
	BUFFER_EMPTY = 0,
	BUFFER_INSERTED = 1,
	BUFFER_STARTED = 2,
	BUFFER_FINISHED = 3,
	BUFFER_INCOMPLETE = 4,
	/* Reason */
	SECONDARY_DUMP_DATA = 2,
	ADD_PAGES = 4,

	EACH = 4000000,	 /* bytes of instructions for one */
	ALL = 40000000,	 /* and for all of a list */
	DATA_MOST = 256, /* of those that give data */
};

struct data {
	uint8_t guid[16];
	uint8_t *bytes;
	size_t size;
};
struct bugcheck {
	bool done;    /* the call came back */
	bool written; /* the dump; it is of: */
	struct image image;
	uint64_t left; /* of ALL */
	struct data data[DATA_MOST];
	size_t count, size;
};

static void fini(void *state)
{
	struct bugcheck *bugcheck = state;

	for (size_t i = 0; i < bugcheck->count; i++)
		free(bugcheck->data[i].bytes);
	image_fini(&bugcheck->image);
}

static struct bugcheck *bugcheck_of(struct kernel *kernel)
{
	return family_state(kernel, FAMILY_BUGCHECK, sizeof(struct bugcheck),
			    fini);
}

/* ---- lists and records ---- */

/* The two kinds differ in where things are. */
struct kind {
	const char *list;
	unsigned state, checksum;
	/* what is added up, beside the routine; size 0: no more */
	struct {
		unsigned offset, size;
	} words[3];
};
static const struct kind plain = {
	"KeBugCheckCallbackListHead",
	PLAIN_STATE,
	PLAIN_CHECKSUM,
	{ { PLAIN_BUFFER, 8 }, { PLAIN_LENGTH, 4 }, { PLAIN_COMPONENT, 8 } }
};
static const struct kind reason = {
	"KeBugCheckReasonCallbackListHead",
	REASON_STATE,
	REASON_CHECKSUM,
	{ { REASON_REASON, 4 }, { REASON_COMPONENT, 8 }, { 0, 0 } }
};

/* 0 where nothing is. */
static uint64_t peek(struct kernel *kernel, uint64_t at, unsigned size)
{
	uint64_t value = 0;

	if (!memory_peek(MEMORY(kernel), at, &value, size))
		return 0;
	return value;
}

static uint64_t checksum(struct kernel *kernel, const struct kind *kind,
			 uint64_t record)
{
	uint64_t sum = peek(kernel, record + PLAIN_ROUTINE, 8);

	for (unsigned i = 0; i < 3 && kind->words[i].size; i++)
		sum += peek(kernel, record + kind->words[i].offset,
			    kind->words[i].size);
	return sum;
}

/* The record behind one (or the head); 0: that was the last, or the list is
 * broken here. */
static uint64_t next_record(struct kernel *kernel, const struct kind *kind,
			    uint64_t at)
{
	uint64_t next = peek(kernel, at, 8);

	if (next == nt_address(kernel, kind->list) || !next ||
	    !memory_is_mapped(MEMORY(kernel), next, kind->state + 1) ||
	    peek(kernel, next + 8, 8) != at)
		return 0;
	return next;
}

static bool is_listed(struct kernel *kernel, const struct kind *kind,
		      uint64_t record)
{
	uint64_t at = nt_address(kernel, kind->list);

	for (unsigned i = 0; i < LIMIT_LIST; i++) {
		at = next_record(kernel, kind, at);
		if (!at || at == record)
			return at != 0;
	}
	return false;
}

static void set_state(struct kernel *kernel, const struct kind *kind,
		      uint64_t record, unsigned value)
{
	uint8_t state = (uint8_t)value;

	memory_poke(MEMORY(kernel), record + kind->state, &state, 1);
}

/* ---- registering ---- */

/* The fields are filled in; the record goes to its list. */
static void insert(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t record = trap_argument(trap, 0);

	put64(kernel, record + kind->checksum, checksum(kernel, kind, record));
	put8(kernel, record + kind->state, BUFFER_INSERTED);
	if (!kernel->memory.fault.set)
		list_insert_tail(kernel, nt_address(kernel, kind->list),
				 record);
	trap_return(trap, true);
}

/* [inferred] for a record that is in the list and says that it is not. */
static bool may_insert(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t record = trap_argument(trap, 0);

	if (get8(kernel, record + kind->state) == BUFFER_EMPTY &&
	    !is_listed(kernel, kind, record))
		return !kernel->memory.fault.set;
	trap_return(trap, false);
	return false;
}

/* CallbackRecord, CallbackRoutine, Buffer, Length, Component */
static void register_plain(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t record = trap_argument(trap, 0);

	if (!may_insert(trap, &plain))
		return;
	put64(kernel, record + PLAIN_ROUTINE, trap_argument(trap, 1));
	put64(kernel, record + PLAIN_BUFFER, trap_argument(trap, 2));
	put32(kernel, record + PLAIN_LENGTH, (uint32_t)trap_argument(trap, 3));
	put64(kernel, record + PLAIN_COMPONENT, trap_argument(trap, 4));
	insert(trap, &plain);
}

/* CallbackRecord, CallbackRoutine, Reason, Component */
static void register_reason(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t record = trap_argument(trap, 0);

	if (!may_insert(trap, &reason))
		return;
	put64(kernel, record + REASON_ROUTINE, trap_argument(trap, 1));
	put32(kernel, record + REASON_REASON, (uint32_t)trap_argument(trap, 2));
	put64(kernel, record + REASON_COMPONENT, trap_argument(trap, 3));
	insert(trap, &reason);
}

static void deregister(struct trap *trap, const struct kind *kind)
{
	struct kernel *kernel = trap->kernel;
	uint64_t record = trap_argument(trap, 0);

	if (get8(kernel, record + kind->state) != BUFFER_INSERTED) {
		trap_return(trap, false);
		return;
	}
	put8(kernel, record + kind->state, BUFFER_EMPTY);
	list_remove(kernel, record);
	trap_return(trap, true);
}

static void deregister_plain(struct trap *trap)
{
	deregister(trap, &plain);
}

static void deregister_reason(struct trap *trap)
{
	deregister(trap, &reason);
}

/* ---- in the machine that has stopped ---- */

enum { CALL_ROUTINE = 1, LOCAL_RECORD = 0, LOCAL_AGAIN = 1 };

/* The processor goes no further: there is nowhere to go back to. */
static void finish(struct trap *trap)
{
	bugcheck_of(trap->kernel)->done = true;
	cpu_current(trap->kernel)->parked = true;
	trap->decided = true;
}

/* Record */
static void scan_list(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t record = trap_argument(trap, 0);

	if (!kernel->stopping)
		trap_return(trap, 0);
	else if (trap->site > 0)
		finish(trap);
	else
		TRAP_CALL(trap, CALL_ROUTINE,
			  get64(kernel, record + PLAIN_ROUTINE),
			  get64(kernel, record + PLAIN_BUFFER),
			  get32(kernel, record + PLAIN_LENGTH));
}

/* KBUGCHECK_ADD_PAGES, in the frame */
enum {
	PAGES_FLAGS = 0x8,
	PAGES_CODE = 0xc,
	PAGES_SIZE = 0x20,
};
#define PAGES_MORE 0x80000000u

/* Record: called until it has no more. Its pages are in the dump anyway. */
static void add_pages(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t pages = trap_frame(trap), record;

	if (!kernel->stopping) {
		trap_return(trap, 0);
		return;
	}
	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_RECORD, trap_argument(trap, 0));
		memory_fill(MEMORY(kernel), pages, 0, PAGES_SIZE);
	} else if (!(get32(kernel, pages + PAGES_FLAGS) & PAGES_MORE)) {
		finish(trap);
		return;
	}
	record = trap_local(trap, LOCAL_RECORD);
	put32(kernel, pages + PAGES_FLAGS, 0);
	put32(kernel, pages + PAGES_CODE, kernel->stop.code);
	TRAP_CALL(trap, CALL_ROUTINE, get64(kernel, record + REASON_ROUTINE),
		  ADD_PAGES, record, pages, PAGES_SIZE);
}

/* KBUGCHECK_SECONDARY_DUMP_DATA, in the frame; the buffer is behind it [C] */
enum {
	DATA_IN = 0x0,
	DATA_IN_LENGTH = 0x8,
	DATA_MAXIMUM = 0xc,
	DATA_GUID = 0x10,
	DATA_OUT = 0x20,
	DATA_OUT_LENGTH = 0x28,
	DATA_SIZE = 0x30,
	DATA_BUFFER = 0x200,
};

static void keep_data(struct kernel *kernel, uint64_t at)
{
	struct bugcheck *bugcheck = bugcheck_of(kernel);
	uint64_t from = get64(kernel, at + DATA_OUT);
	uint32_t size = get32(kernel, at + DATA_OUT_LENGTH);
	struct data *data = &bugcheck->data[bugcheck->count];

	if (!from || size == 0 || bugcheck->count == DATA_MOST ||
	    size > LIMIT_KERNEL_SECONDARY - bugcheck->size)
		return;
	data->bytes = mem_calloc(1, size);
	data->size = size;
	memory_read(MEMORY(kernel), at + DATA_GUID, data->guid, 16);
	memory_read(MEMORY(kernel), from, data->bytes, size);
	if (kernel->memory.fault.set) {
		free(data->bytes);
		return;
	}
	bugcheck->count++;
	bugcheck->size += size;
}

/* Record: first how much it has, then the data themselves. [inferred] that it
 * is asked twice; the reference tells of a buffer of the driver's own. */
static void write_crash_dump(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t data = trap_frame(trap), record;
	uint64_t most = LIMIT_KERNEL_SECONDARY - bugcheck_of(kernel)->size;

	if (!kernel->stopping) {
		trap_return(trap, 0);
		return;
	}
	if (trap->site > 0 && trap_local(trap, LOCAL_AGAIN)) {
		keep_data(kernel, data);
		if (!kernel->memory.fault.set)
			finish(trap);
		return;
	}
	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_RECORD, trap_argument(trap, 0));
		memory_fill(MEMORY(kernel), data, 0, DATA_SIZE + DATA_BUFFER);
	} else {
		put64(kernel, data + DATA_OUT, data + DATA_SIZE);
	}
	trap_set_local(trap, LOCAL_AGAIN, trap->site > 0);
	record = trap_local(trap, LOCAL_RECORD);
	put64(kernel, data + DATA_IN, data + DATA_SIZE);
	put32(kernel, data + DATA_IN_LENGTH, DATA_BUFFER);
	put32(kernel, data + DATA_MAXIMUM, (uint32_t)most);
	TRAP_CALL(trap, CALL_ROUTINE, get64(kernel, record + REASON_ROUTINE),
		  SECONDARY_DUMP_DATA, record, data, DATA_SIZE);
}

/* ---- one run each ---- */

/* Registers as if KeBugCheckEx had called function(record). */
static void prepare(struct kernel *kernel, const char *function,
		    uint64_t record)
{
	const struct trap_site *caller =
		trap_site_of(kernel, "KeBugCheckEx", 0);
	uint64_t rsp = kernel->stop_registers[ENGINE_RSP] -
		       pe_write_frame(caller->code) - 8;
	struct engine *engine = kernel->engine;

	kernel_borrow(kernel);
	put64(kernel, rsp, caller->address + 1);
	kernel->memory.fault.set = false; /* then the first push faults */
	engine_set(engine, ENGINE_RSP, rsp);
	engine_set(engine, ENGINE_RCX, record);
	engine_set(engine, ENGINE_RFLAGS, 2);
	engine_set(engine, ENGINE_RIP, nt_address(kernel, function));
	kernel_give_back(kernel, thread_current(kernel));
}

static void call_one(struct kernel *kernel, const struct kind *kind,
		     const char *function, uint64_t record)
{
	struct bugcheck *bugcheck = bugcheck_of(kernel);
	uint64_t begin = kernel->executed, taken;

	set_state(kernel, kind, record, BUFFER_STARTED);
	bugcheck->done = false;
	prepare(kernel, function, record);
	kernel_run_frozen(kernel,
			  bugcheck->left < EACH ? bugcheck->left : EACH);
	set_state(kernel, kind, record,
		  bugcheck->done ? BUFFER_FINISHED : BUFFER_INCOMPLETE);
	taken = kernel->executed - begin;
	bugcheck->left -= taken < bugcheck->left ? taken : bugcheck->left;
}

/* which: a Reason; 0 all */
static void call_all(struct kernel *kernel, const struct kind *kind,
		     const char *function, unsigned which)
{
	uint64_t at = nt_address(kernel, kind->list);

	for (unsigned i = 0; i < LIMIT_LIST && bugcheck_of(kernel)->left > 0;
	     i++) {
		at = next_record(kernel, kind, at);
		if (!at)
			break;
		if (peek(kernel, at + kind->state, 1) == BUFFER_INSERTED &&
		    peek(kernel, at + kind->checksum, 8) ==
			    checksum(kernel, kind, at) &&
		    (!which || peek(kernel, at + REASON_REASON, 4) == which))
			call_one(kernel, kind, function, at);
	}
}

static bool is_empty(struct kernel *kernel, const struct kind *kind)
{
	return !next_record(kernel, kind, nt_address(kernel, kind->list));
}

struct saved {
	struct cpu cpu;
	struct kernel_stop stop;
};

static struct saved enter(struct kernel *kernel)
{
	struct cpu *cpu = cpu_current(kernel);
	struct saved saved = { *cpu, kernel->stop };

	bugcheck_of(kernel)->left = ALL;
	if (!cpu->thread)
		cpu_run_idle(kernel, cpu);
	return saved;
}

/* What went wrong in one is no reason of the stop's. */
static void leave(struct kernel *kernel, const struct saved *saved)
{
	struct cpu *cpu = cpu_current(kernel);

	kernel->stop = saved->stop;
	cpu->thread = saved->cpu.thread;
	cpu->irql = saved->cpu.irql;
	cpu->parked = true;
}

void bugcheck_call_reasons(struct kernel *kernel)
{
	struct saved saved;

	if (is_empty(kernel, &reason))
		return;
	saved = enter(kernel);
	call_all(kernel, &reason, "IopDumpCallAddPagesCallbacks", ADD_PAGES);
	call_all(kernel, &reason, "IoWriteCrashDump", SECONDARY_DUMP_DATA);
	leave(kernel, &saved);
}

void bugcheck_call_plain(struct kernel *kernel)
{
	struct bugcheck *bugcheck = bugcheck_of(kernel);
	struct saved saved;

	if (is_empty(kernel, &plain))
		return;
	memory_copy(MEMORY(kernel), &bugcheck->image);
	bugcheck->written = true;
	saved = enter(kernel);
	call_all(kernel, &plain, "KiScanBugCheckCallbackList", 0);
	leave(kernel, &saved);
}

const struct image *bugcheck_image(struct kernel *kernel)
{
	const struct bugcheck *bugcheck = bugcheck_of(kernel);

	return bugcheck->written ? &bugcheck->image : NULL;
}

bool bugcheck_data(struct kernel *kernel, size_t number,
		   struct dump_write_tag *ret)
{
	const struct bugcheck *bugcheck = bugcheck_of(kernel);

	if (number >= bugcheck->count)
		return false;
	memcpy(ret->guid, bugcheck->data[number].guid, sizeof(ret->guid));
	ret->bytes = bugcheck->data[number].bytes;
	ret->size = bugcheck->data[number].size;
	return true;
}

#define LEFT                                                                   \
	"one that faults or does not end is left, and the next is called: in " \
	"Windows a page fault then ends it all"

static const struct nt_function functions[] = {
	{ "KeRegisterBugCheckCallback", FIDELITY_REAL, register_plain, NULL },
	{ "KeDeregisterBugCheckCallback", FIDELITY_REAL, deregister_plain,
	  NULL },
	{ "KeRegisterBugCheckReasonCallback", FIDELITY_PARTIAL, register_reason,
	  "one list for all; of the reasons only those for secondary data and "
	  "for pages to add are called" },
	{ "KeDeregisterBugCheckReasonCallback", FIDELITY_REAL,
	  deregister_reason, NULL },
	{ "KiScanBugCheckCallbackList", FIDELITY_PARTIAL, scan_list, LEFT },
	{ "IopDumpCallAddPagesCallbacks", FIDELITY_PARTIAL, add_pages,
	  "the dump has all pages anyway; " LEFT },
	{ "IoWriteCrashDump", FIDELITY_PARTIAL, write_crash_dump,
	  "calls for secondary data, of 1 MiB in all; " LEFT },
};

const struct nt_family ke_bugcheck_family = {
	"ke_bugcheck", functions, sizeof(functions) / sizeof(*functions)
};
