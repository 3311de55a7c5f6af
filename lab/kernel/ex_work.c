#include "config.h"
#include "kernel/ex_work.h"
#include "kernel/ps.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * Work items and the threads that do them. Items wait in the order they came;
 * the queue object in the guest is where idle workers wait.
 */
enum {
	ITEM_ROUTINE = 0x10,
	ITEM_PARAMETER = 0x18,
	WAIT_REASON_QUEUE = 15, /* WrQueue */
	/* calls of ExpWorkerThread, in order of address */
	CALL_REMOVE = 1,
	CALL_ROUTINE = 2,
	/* its saved registers: the first is rbp, which is left alone */
	LOCAL_ITEM = 1,
	LOCAL_ROUTINE = 2,
	LOCAL_PARAMETER = 3,
	WORKERS_MOST = 64,

	APC_INDEX_MISMATCH = 0x01,
	INVALID_PROCESS_ATTACH_ATTEMPT = 0x05,
	SYSTEM_EXIT_OWNED_MUTEX = 0x39,
	IMPERSONATING_WORKER_THREAD = 0xdf,
	WORKER_THREAD_RETURNED_AT_BAD_IRQL = 0xe1,
	WORKER_THREAD_RETURNED_WITH_BAD_IO_PRIORITY = 0x128,
	WORKER_THREAD_RETURNED_WITH_BAD_PAGING_IO_PRIORITY = 0x129,
};

struct work_queue {
	uint64_t object; /* DISPATCHER_HEADER of the queue */
	uint64_t *items;
	size_t count, capacity;
	unsigned workers;
};

void work_init(struct kernel *kernel, uint64_t object)
{
	kernel->work = mem_calloc(1, sizeof(*kernel->work));
	kernel->work->object = object;
}

void work_free(struct kernel *kernel)
{
	if (kernel->work)
		free(kernel->work->items);
	free(kernel->work);
	kernel->work = NULL;
}

void work_add_worker(struct kernel *kernel)
{
	kernel->work->workers++;
}

static struct thread *idle_worker(struct kernel *kernel)
{
	for (size_t i = 0; i < kernel->thread_count; i++) {
		struct thread *thread = kernel->threads[i];

		if (thread->waits && thread->object_count == 1 &&
		    thread->objects[0] == kernel->work->object)
			return thread;
	}
	return NULL;
}

/* A worker that waits takes it; where none does, one more is made. */
void work_queue(struct kernel *kernel, uint64_t item)
{
	struct work_queue *work = kernel->work;
	struct thread *worker = idle_worker(kernel);

	if (worker) {
		wait_finish(kernel, worker, item);
		return;
	}
	work->items = mem_grow(work->items, &work->capacity, work->count + 1,
			       sizeof(*work->items));
	work->items[work->count++] = item;
	if (work->workers >= WORKERS_MOST)
		return;
	work->workers++;
	thread_start_system(kernel, kernel->system,
			    nt_address(kernel, "ExpWorkerThread"), 0);
}

static void remove_queue(struct trap *trap)
{
	struct work_queue *work = trap->kernel->work;
	struct wait wait = { .count = 1,
			     .any = true,
			     .reason = WAIT_REASON_QUEUE };
	uint64_t item;

	if (trap->site > 0) {
		trap_return(trap, trap_result(trap));
		return;
	}
	if (work->count > 0) {
		item = work->items[0];
		memmove(work->items, work->items + 1,
			--work->count * sizeof(*work->items));
		trap_return(trap, item);
		return;
	}
	wait.objects[0] = work->object;
	wait_for(trap, 1, &wait);
}

/* What the worker looks at when a routine came back, in Windows' order;
 * nt.md 1.3. False: the machine stops. */
static bool check(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap->thread->ethread;
	uint64_t mutants = thread + NT_OFFSET("_KTHREAD", "MutantListHead");
	uint64_t routine = trap_local(trap, LOCAL_ROUTINE);
	uint64_t parameter = trap_local(trap, LOCAL_PARAMETER);
	uint64_t item = trap_local(trap, LOCAL_ITEM);
	uint64_t disabled =
		NT_GET(kernel, thread, "_KTHREAD", "CombinedApcDisable");
	uint64_t index = NT_GET(kernel, thread, "_KTHREAD", "ApcStateIndex");
	uint64_t io = NT_GET(kernel, thread, "_ETHREAD", "ThreadIoPriority");
	uint64_t page =
		NT_GET(kernel, thread, "_ETHREAD", "ThreadPagePriority");
	unsigned irql = cpu_current(kernel)->irql;

	if (!list_is_empty(kernel, mutants))
		trap_bugcheck(trap, SYSTEM_EXIT_OWNED_MUTEX, routine, parameter,
			      item, 0);
	else if (disabled)
		trap_bugcheck(trap, APC_INDEX_MISMATCH, routine, index,
			      disabled, 1);
	else if (irql != PASSIVE_LEVEL)
		trap_bugcheck(trap, WORKER_THREAD_RETURNED_AT_BAD_IRQL, routine,
			      irql, parameter, item);
	else if (NT_GET(kernel, thread, "_ETHREAD", "ActiveImpersonationInfo"))
		trap_bugcheck(trap, IMPERSONATING_WORKER_THREAD, routine,
			      parameter, item, 0);
	else if (index == 1)
		trap_bugcheck(
			trap, INVALID_PROCESS_ATTACH_ATTEMPT,
			trap->thread->process->eprocess,
			NT_GET(kernel, thread, "_KTHREAD", "ApcState.Process"),
			index, thread);
	else if (io != NORMAL_IO)
		trap_bugcheck(trap, WORKER_THREAD_RETURNED_WITH_BAD_IO_PRIORITY,
			      routine, io, parameter, item);
	else if (page != NORMAL_PAGE)
		trap_bugcheck(
			trap,
			WORKER_THREAD_RETURNED_WITH_BAD_PAGING_IO_PRIORITY,
			routine, page, parameter, item);
	else
		return true;
	return false;
}

static void worker_thread(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t item = trap_result(trap);

	if (trap->site == CALL_REMOVE) {
		uint64_t routine = get64(kernel, item + ITEM_ROUTINE);
		uint64_t parameter = get64(kernel, item + ITEM_PARAMETER);

		trap_set_local(trap, LOCAL_ITEM, item);
		trap_set_local(trap, LOCAL_ROUTINE, routine);
		trap_set_local(trap, LOCAL_PARAMETER, parameter);
		put64(kernel, item, 0);
		TRAP_CALL(trap, CALL_ROUTINE, routine, parameter);
		return;
	}
	if (trap->site == 0)
		NT_PUT(kernel, trap->thread->ethread, "_ETHREAD",
		       "ActiveExWorker", 1);
	if (trap->site == CALL_ROUTINE && !check(trap))
		return;
	TRAP_CALL(trap, CALL_REMOVE, 0, kernel->work->object);
}

static void queue_work_item(struct trap *trap)
{
	uint64_t item = trap_argument(trap, 0);

	if (get64(trap->kernel, item) != 0) {
		/* WORKER_INVALID: the item is queued already */
		trap_bugcheck(trap, 0xe4, 1, item, 0, 0);
		return;
	}
	put64(trap->kernel, item, trap->kernel->work->object + 0x18);
	trap_return(trap, 0);
	if (!trap->kernel->memory.fault.set)
		work_queue(trap->kernel, item);
}

static const struct nt_function functions[] = {
	{ "KeRemovePriQueue", FIDELITY_PARTIAL, remove_queue,
	  "one queue for all priorities" },
	{ "ExpWorkerThread", FIDELITY_REAL, worker_thread, NULL },
	{ "ExQueueWorkItem", FIDELITY_PARTIAL, queue_work_item,
	  "the kind of queue makes no difference" },
};

const struct nt_family ex_work_family = {
	"ex_work", functions, sizeof(functions) / sizeof(*functions)
};
