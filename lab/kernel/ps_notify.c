#include "config.h"
#include "kernel/io.h"
#include "kernel/load.h"
#include "kernel/ps.h"

#include <stdio.h>
#include <string.h>

/*
 * Routines that drivers have called when processes and threads begin and end
 * and when images are mapped: nt.md 4. Each kind has an array in the kernel's
 * data; an entry points, with bits of its own below, to a block: how many run
 * it now, the routine, of which sort it is. Removing waits until none does.
 */
enum {
	TAG = 0x62726243, /* "Cbrb" */
	ROUTINES = 64,
	ENTRY_BITS = 0xf,
	BLOCK_SIZE = 0x18,
	BLOCK_ROUTINE = 0x8,
	BLOCK_SORT = 0x10,
	/* EX_RUNDOWN_REF: in twos; the bit: somebody waits, and it points to
	 * how many are left, with an event behind */
	RUNDOWN_ONE = 2,
	RUNDOWN_WAITED = 1,
	WAIT_EVENT = 8,
	/* sorts of process routines */
	SORT_PLAIN = 0,
	SORT_EX = 2,
	SORT_EX2 = 6,
};

static uint64_t entry_at(struct kernel *kernel, uint64_t list, unsigned number)
{
	return get64(kernel, list + 8 * (uint64_t)number) &
	       ~(uint64_t)ENTRY_BITS;
}

bool rundown_acquire(struct kernel *kernel, uint64_t block)
{
	uint64_t count = get64(kernel, block);

	if (count & RUNDOWN_WAITED)
		return false;
	put64(kernel, block, count + RUNDOWN_ONE);
	return true;
}

void rundown_release(struct kernel *kernel, uint64_t block)
{
	uint64_t count = get64(kernel, block), left;

	if (!(count & RUNDOWN_WAITED)) {
		put64(kernel, block, count - RUNDOWN_ONE);
		return;
	}
	count &= ~(uint64_t)RUNDOWN_WAITED;
	left = get64(kernel, count) - 1;
	put64(kernel, count, left);
	if (left == 0)
		object_set(kernel, count + WAIT_EVENT, 1);
}

/* ---- calling them ---- */

enum { LOCAL_NEXT = 0, LOCAL_BLOCK = 1, LOCAL_OBJECT = 2, LOCAL_MORE = 3 };

/*
 * The next entry that nobody is about to remove, from the one behind
 * LOCAL_NEXT (0: the first); it counts as running. 0: that was the last.
 */
static uint64_t next_block(struct trap *trap, const char *list)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = nt_address(kernel, list);

	if (trap->site > 0)
		rundown_release(kernel, trap_local(trap, LOCAL_BLOCK));
	for (unsigned i = (unsigned)trap_local(trap, LOCAL_NEXT); i < ROUTINES;
	     i++) {
		uint64_t block = entry_at(kernel, at, i);

		if (!block || !rundown_acquire(kernel, block))
			continue;
		trap_set_local(trap, LOCAL_NEXT, i + 1);
		trap_set_local(trap, LOCAL_BLOCK, block);
		return block;
	}
	return 0;
}

/* PS_CREATE_NOTIFY_INFO, and from where in the frame the strings of it lie */
enum {
	INFO_SIZE = 0x48,
	INFO_FLAGS = 0x08,
	INFO_PARENT = 0x10,
	INFO_CREATOR = 0x18,
	INFO_IMAGE = 0x30,
	INFO_LINE = 0x38,
	INFO_STATUS = 0x40,
	IMAGE_STRING = 0x50,
	LINE_STRING = 0x60,
	NAME_AVAILABLE = 1,
};

static void make_info(struct trap *trap, uint64_t process)
{
	struct kernel *kernel = trap->kernel;
	uint64_t info = trap_frame(trap);
	uint8_t zeros[LINE_STRING + 0x10] = { 0 };
	struct process *found = process_at(kernel, process);
	char image[80];

	memory_write(&kernel->memory, info, zeros, sizeof(zeros));
	snprintf(image, sizeof(image), "\\??\\C:\\Windows\\System32\\%s",
		 found ? found->image : "");
	put64(kernel, info, INFO_SIZE);
	put64(kernel, info + INFO_PARENT,
	      NT_GET(kernel, process, "_EPROCESS",
		     "InheritedFromUniqueProcessId"));
	put64(kernel, info + INFO_CREATOR, trap->thread->process->id);
	put64(kernel, info + INFO_CREATOR + 8, trap->thread->id);
	if (object_string_new(kernel, info + IMAGE_STRING, image)) {
		put32(kernel, info + INFO_FLAGS, NAME_AVAILABLE);
		put64(kernel, info + INFO_IMAGE, info + IMAGE_STRING);
	}
	if (kernel->creating_line &&
	    object_string_new(kernel, info + LINE_STRING,
			      kernel->creating_line))
		put64(kernel, info + INFO_LINE, info + LINE_STRING);
}

static uint32_t drop_info(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t info = trap_frame(trap);

	object_memory_free(kernel, get64(kernel, info + IMAGE_STRING + 8));
	object_memory_free(kernel, get64(kernel, info + LINE_STRING + 8));
	return get32(kernel, info + INFO_STATUS);
}

/* Process, Thread, Create: gives back what routines of the Ex kind say of the
 * creation. */
static void call_process_routines(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t process, block, create;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_NEXT, 0);
		trap_set_local(trap, LOCAL_OBJECT, trap_argument(trap, 0));
		trap_set_local(trap, LOCAL_MORE, trap_argument(trap, 2));
		if (trap_argument(trap, 2))
			make_info(trap, trap_argument(trap, 0));
	}
	block = next_block(trap, "PspCreateProcessNotifyRoutine");
	process = trap_local(trap, LOCAL_OBJECT);
	create = trap_local(trap, LOCAL_MORE);
	if (!block)
		trap_return(trap, create ? drop_info(trap) : STATUS_SUCCESS);
	else if (get64(kernel, block + BLOCK_SORT) != SORT_PLAIN)
		TRAP_CALL(
			trap, 1, get64(kernel, block + BLOCK_ROUTINE), process,
			NT_GET(kernel, process, "_EPROCESS", "UniqueProcessId"),
			create ? trap_frame(trap) : 0);
	else
		TRAP_CALL(
			trap, 1, get64(kernel, block + BLOCK_ROUTINE),
			NT_GET(kernel, process, "_EPROCESS",
			       "InheritedFromUniqueProcessId"),
			NT_GET(kernel, process, "_EPROCESS", "UniqueProcessId"),
			create);
}

/* Thread, Create */
static void call_thread_routines(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread, block;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_NEXT, 0);
		trap_set_local(trap, LOCAL_OBJECT, trap_argument(trap, 0));
		trap_set_local(trap, LOCAL_MORE, trap_argument(trap, 1));
	}
	block = next_block(trap, "PspCreateThreadNotifyRoutine");
	thread = trap_local(trap, LOCAL_OBJECT);
	if (!block)
		trap_return(trap, 0);
	else
		TRAP_CALL(
			trap, 1, get64(kernel, block + BLOCK_ROUTINE),
			NT_GET(kernel, thread, "_ETHREAD", "Cid.UniqueProcess"),
			NT_GET(kernel, thread, "_ETHREAD", "Cid.UniqueThread"),
			trap_local(trap, LOCAL_MORE));
}

/* FullImageName, ProcessId, ImageInfo */
static void call_image_routines(struct trap *trap)
{
	enum { LOCAL_NAME = 2, LOCAL_ID = 3, LOCAL_INFO = 4 };
	uint64_t block;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_NEXT, 0);
		trap_set_local(trap, LOCAL_NAME, trap_argument(trap, 0));
		trap_set_local(trap, LOCAL_ID, trap_argument(trap, 1));
		trap_set_local(trap, LOCAL_INFO, trap_argument(trap, 2));
	}
	block = next_block(trap, "PspLoadImageNotifyRoutine");
	if (!block)
		trap_return(trap, 0);
	else
		TRAP_CALL(trap, 1, get64(trap->kernel, block + BLOCK_ROUTINE),
			  trap_local(trap, LOCAL_NAME),
			  trap_local(trap, LOCAL_ID),
			  trap_local(trap, LOCAL_INFO));
}

/* ---- registering ---- */

static int find(struct kernel *kernel, uint64_t list, uint64_t routine,
		uint64_t sort)
{
	for (unsigned i = 0; i < ROUTINES; i++) {
		uint64_t block = entry_at(kernel, list, i);

		if (!block && !routine)
			return (int)i;
		if (block && get64(kernel, block + BLOCK_ROUTINE) == routine &&
		    get64(kernel, block + BLOCK_SORT) == sort)
			return (int)i;
	}
	return -1;
}

/* full: what is said when there is no room for it */
static uint32_t add(struct kernel *kernel, const char *name, uint64_t routine,
		    uint64_t sort, uint32_t full)
{
	uint64_t list = nt_address(kernel, name), block;
	int empty = find(kernel, list, 0, 0);

	if (empty < 0)
		return full;
	block = object_memory(kernel, BLOCK_SIZE, TAG);
	if (!block)
		return STATUS_INSUFFICIENT_RESOURCES;
	put64(kernel, block + BLOCK_ROUTINE, routine);
	put64(kernel, block + BLOCK_SORT, sort);
	put64(kernel, list + 8 * (uint64_t)empty, block | ENTRY_BITS);
	return STATUS_SUCCESS;
}

/* Takes a routine out, and waits for who runs it: call 1. */
static void take_out(struct trap *trap, const char *name, uint64_t routine,
		     uint64_t sort)
{
	struct kernel *kernel = trap->kernel;
	uint64_t list = nt_address(kernel, name), block;
	int found;

	if (trap->site > 0) {
		object_memory_free(kernel, trap_local(trap, LOCAL_BLOCK));
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	found = routine ? find(kernel, list, routine, sort) : -1;
	if (found < 0) {
		trap_return(trap, STATUS_PROCEDURE_NOT_FOUND);
		return;
	}
	block = entry_at(kernel, list, (unsigned)found);
	put64(kernel, list + 8 * (uint64_t)found, 0);
	trap_set_local(trap, LOCAL_BLOCK, block);
	TRAP_CALL(trap, 1, 0, block);
}

/* RunRef: waits until nobody has it any more. */
static void wait_for_rundown(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t block, wait = trap_frame(trap) + 0x10, event, count;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	block = trap_argument(trap, 0);
	count = get64(kernel, block) / RUNDOWN_ONE;
	event = wait + WAIT_EVENT;
	put64(kernel, wait, count);
	put64(kernel, event, 0x60001); /* a KEVENT, synchronization */
	list_init(kernel,
		  event + NT_OFFSET("_DISPATCHER_HEADER", "WaitListHead"));
	put64(kernel, block, wait | RUNDOWN_WAITED);
	if (count == 0)
		trap_return(trap, 0);
	else
		TRAP_CALL(trap, 1, 0, event, 0, 0, 0, 0);
}

/* Whose routine it is was linked with /INTEGRITYCHECK. */
static bool has_integrity(struct kernel *kernel, uint64_t routine)
{
	const struct driver *driver = driver_at(kernel, routine);

	return !driver || driver->integrity;
}

static void set_process_routine(struct trap *trap, uint64_t routine,
				bool remove, uint64_t sort)
{
	struct kernel *kernel = trap->kernel;
	uint64_t list = nt_address(kernel, "PspCreateProcessNotifyRoutine");

	if (remove)
		take_out(trap, "PspCreateProcessNotifyRoutine", routine, sort);
	else if (sort != SORT_PLAIN && !has_integrity(kernel, routine))
		trap_return(trap, STATUS_ACCESS_DENIED);
	else if (!routine || find(kernel, list, routine, sort) >= 0)
		trap_return(trap, STATUS_INVALID_PARAMETER);
	else
		trap_return(trap, add(kernel, "PspCreateProcessNotifyRoutine",
				      routine, sort, STATUS_INVALID_PARAMETER));
}

/* NotifyRoutine, Remove */
static void set_create_process(struct trap *trap)
{
	set_process_routine(trap, trap_argument(trap, 0),
			    trap->site > 0 || trap_argument(trap, 1) & 0xff,
			    SORT_PLAIN);
}

static void set_create_process_ex(struct trap *trap)
{
	set_process_routine(trap, trap_argument(trap, 0),
			    trap->site > 0 || trap_argument(trap, 1) & 0xff,
			    SORT_EX);
}

/* NotifyType, NotifyInformation, Remove */
static void set_create_process_ex2(struct trap *trap)
{
	if (trap->site == 0 && trap_argument(trap, 0) & 0xffffffff)
		trap_return(trap, STATUS_INVALID_PARAMETER);
	else
		set_process_routine(trap, trap_argument(trap, 1),
				    trap->site > 0 ||
					    trap_argument(trap, 2) & 0xff,
				    SORT_EX2);
}

/* Of threads or images; the same routine may be there more than once. */
static void set_plain(struct trap *trap, const char *name, uint64_t routine)
{
	trap_return(trap, routine ? add(trap->kernel, name, routine, SORT_PLAIN,
					STATUS_INSUFFICIENT_RESOURCES)
				  : STATUS_INVALID_PARAMETER);
}

/* NotifyRoutine */
static void set_create_thread(struct trap *trap)
{
	set_plain(trap, "PspCreateThreadNotifyRoutine", trap_argument(trap, 0));
}

/* NotifyType, NotifyInformation */
static void set_create_thread_ex(struct trap *trap)
{
	if ((uint32_t)trap_argument(trap, 0) > 1)
		trap_return(trap, STATUS_INVALID_PARAMETER);
	else
		set_plain(trap, "PspCreateThreadNotifyRoutine",
			  trap_argument(trap, 1));
}

static void remove_create_thread(struct trap *trap)
{
	take_out(trap, "PspCreateThreadNotifyRoutine", trap_argument(trap, 0),
		 SORT_PLAIN);
}

/* NotifyRoutine; Ex has Flags as well */
static void set_load_image(struct trap *trap)
{
	set_plain(trap, "PspLoadImageNotifyRoutine", trap_argument(trap, 0));
}

static void remove_load_image(struct trap *trap)
{
	take_out(trap, "PspLoadImageNotifyRoutine", trap_argument(trap, 0),
		 SORT_PLAIN);
}

static const struct nt_function functions[] = {
	{ "PspCallProcessNotifyRoutines", FIDELITY_REAL, call_process_routines,
	  NULL },
	{ "PspCallThreadNotifyRoutines", FIDELITY_REAL, call_thread_routines,
	  NULL },
	{ "PsCallImageNotifyRoutines", FIDELITY_REAL, call_image_routines,
	  NULL },
	{ "ExfWaitForRundownProtectionRelease", FIDELITY_REAL, wait_for_rundown,
	  NULL },
	{ "PsSetCreateProcessNotifyRoutine", FIDELITY_REAL, set_create_process,
	  NULL },
	{ "PsSetCreateProcessNotifyRoutineEx", FIDELITY_REAL,
	  set_create_process_ex, NULL },
	{ "PsSetCreateProcessNotifyRoutineEx2", FIDELITY_REAL,
	  set_create_process_ex2, NULL },
	{ "PsSetCreateThreadNotifyRoutine", FIDELITY_REAL, set_create_thread,
	  NULL },
	{ "PsSetCreateThreadNotifyRoutineEx", FIDELITY_PARTIAL,
	  set_create_thread_ex, "both types are told before the thread runs" },
	{ "PsRemoveCreateThreadNotifyRoutine", FIDELITY_REAL,
	  remove_create_thread, NULL },
	{ "PsSetLoadImageNotifyRoutine", FIDELITY_REAL, set_load_image, NULL },
	{ "PsSetLoadImageNotifyRoutineEx", FIDELITY_PARTIAL, set_load_image,
	  "flags make no difference: there are no images of other machines" },
	{ "PsRemoveLoadImageNotifyRoutine", FIDELITY_REAL, remove_load_image,
	  NULL },
};

const struct nt_family ps_notify_family = {
	"ps_notify", functions, sizeof(functions) / sizeof(*functions)
};
