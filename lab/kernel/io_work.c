#include "config.h"
#include "kernel/pool.h"

/*
 * Work items of devices. Their routines run in nt!IopProcessWorkItem, which
 * looks at the thread itself before the worker does; nt.md 1.3.
 */
enum {
	ITEM_ROUTINE = 0x10, /* WORK_QUEUE_ITEM, first in IO_WORKITEM */
	ITEM_PARAMETER = 0x18,
	IO_ROUTINE = 0x20,
	IO_OBJECT = 0x28,
	IO_CONTEXT = 0x30,
	IO_EXTENDED = 0x38, /* bit 0: queued by IoQueueWorkItemEx */
	IO_SIZE = 0x58,
	CALL_ROUTINE = 1,
	LOCAL_ROUTINE = 0,
	APC_INDEX_MISMATCH = 0x01,
	WORKER_INVALID = 0xe4,
};
#define TAG 0x49576f49u /* "IoWI" */

static void initialize(struct kernel *kernel, uint64_t item, uint64_t object)
{
	const uint8_t zeros[IO_SIZE] = { 0 };

	memory_write(&kernel->memory, item, zeros, sizeof(zeros));
	put64(kernel, item + ITEM_ROUTINE,
	      nt_address(kernel, "IopProcessWorkItem"));
	put64(kernel, item + ITEM_PARAMETER, item);
	put64(kernel, item + IO_OBJECT, object);
}

/* DeviceObject */
static void allocate_work_item(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t item = pool_alloc(kernel, POOL_TYPE_NX, IO_SIZE, TAG);

	if (item)
		initialize(kernel, item, trap_argument(trap, 0));
	trap_return(trap, item);
}

static bool is_queued(struct trap *trap, uint64_t item)
{
	if (get64(trap->kernel, item) == 0)
		return false;
	trap_bugcheck(trap, WORKER_INVALID, 1, item, 0, 0);
	return true;
}

static void free_work_item(struct trap *trap)
{
	uint64_t item = trap_argument(trap, 0);

	if (trap->site > 0)
		trap_return(trap, 0);
	else if (!is_queued(trap, item))
		TRAP_CALL(trap, 1, 0, item, 0);
}

/* IoObject, IoWorkItem */
static void initialize_work_item(struct trap *trap)
{
	initialize(trap->kernel, trap_argument(trap, 1),
		   trap_argument(trap, 0));
	trap_return(trap, 0);
}

static void uninitialize_work_item(struct trap *trap)
{
	if (!is_queued(trap, trap_argument(trap, 0)))
		trap_return(trap, 0);
}

static void sizeof_work_item(struct trap *trap)
{
	trap_return(trap, IO_SIZE);
}

/* IoWorkItem, WorkerRoutine, QueueType, Context */
static void queue(struct trap *trap, bool extended)
{
	struct kernel *kernel = trap->kernel;
	uint64_t item = trap_argument(trap, 0);

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	put64(kernel, item + IO_ROUTINE, trap_argument(trap, 1));
	put64(kernel, item + IO_CONTEXT, trap_argument(trap, 3));
	put64(kernel, item + IO_EXTENDED, extended);
	TRAP_CALL(trap, 1, 0, item, trap_argument(trap, 2));
}

static void queue_work_item(struct trap *trap)
{
	queue(trap, false);
}

static void queue_work_item_ex(struct trap *trap)
{
	queue(trap, true);
}

/* Once the routine runs the item is its own: it may be freed there. */
static void process_work_item(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t item = trap_argument(trap, 0), routine, object;
	uint64_t thread = trap->thread->ethread, disabled;

	if (trap->site == 0) {
		routine = get64(kernel, item + IO_ROUTINE);
		object = get64(kernel, item + IO_OBJECT);
		trap_set_local(trap, LOCAL_ROUTINE, routine);
		TRAP_CALL(trap, CALL_ROUTINE, routine, object,
			  get64(kernel, item + IO_CONTEXT),
			  get64(kernel, item + IO_EXTENDED) ? item : 0);
		return;
	}
	disabled = NT_GET(kernel, thread, "_KTHREAD", "CombinedApcDisable");
	if (disabled)
		trap_bugcheck(
			trap, APC_INDEX_MISMATCH,
			trap_local(trap, LOCAL_ROUTINE),
			NT_GET(kernel, thread, "_KTHREAD", "ApcStateIndex"),
			disabled, 0);
	else
		trap_return(trap, 0);
}

#define NO_REFERENCE "the device is not referenced meanwhile"

static const struct nt_function functions[] = {
	{ "IoAllocateWorkItem", FIDELITY_REAL, allocate_work_item, NULL },
	{ "IoFreeWorkItem", FIDELITY_REAL, free_work_item, NULL },
	{ "IoInitializeWorkItem", FIDELITY_REAL, initialize_work_item, NULL },
	{ "IoUninitializeWorkItem", FIDELITY_REAL, uninitialize_work_item,
	  NULL },
	{ "IoSizeofWorkItem", FIDELITY_REAL, sizeof_work_item, NULL },
	{ "IoQueueWorkItem", FIDELITY_PARTIAL, queue_work_item, NO_REFERENCE },
	{ "IoQueueWorkItemEx", FIDELITY_PARTIAL, queue_work_item_ex,
	  NO_REFERENCE },
	{ "IopProcessWorkItem", FIDELITY_PARTIAL, process_work_item,
	  NO_REFERENCE },
};

const struct nt_family io_work_family = {
	"io_work", functions, sizeof(functions) / sizeof(*functions)
};
