#include "config.h"
#include "kernel/ob.h"
#include "kernel/ps.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/ex_work.h"
#include "kernel/sync.h"

/*
 * The end of a thread, in Windows' order: nt.md 3.6. What it still holds is
 * found at two places, before and behind the notify routines of its process.
 */
enum {
	/* calls of PspExitThread, in order of address */
	CALL_NOTIFY = 1,
	CALL_EXIT_PROCESS = 2,
	CALL_RUNDOWN = 3,

	INVALID_PROCESS_ATTACH_ATTEMPT = 0x05,
	KERNEL_APC_PENDING_DURING_EXIT = 0x20,
	ATTEMPTED_SWITCH_FROM_DPC = 0xb8,
	ACTIVE_EX_WORKER_THREAD_TERMINATION = 0xe9,
};
#define THREAD_TERMINATE_HELD_MUTEX 0x4000008au

static uint32_t apc_disable(struct kernel *kernel, uint64_t thread)
{
	return (uint32_t)NT_GET(kernel, thread, "_KTHREAD",
				"CombinedApcDisable");
}

static void abandon(struct kernel *kernel, uint64_t mutant)
{
	list_remove(kernel, mutant + NT_OFFSET("_KMUTANT", "MutantListEntry"));
	NT_PUT(kernel, mutant, "_KMUTANT", "OwnerThread", 0);
	NT_PUT(kernel, mutant, "_KMUTANT", "Abandoned", 1);
	object_set(kernel, mutant, 1);
}

/* A KMUTEX that is still owned stops the machine; a program's mutant is
 * abandoned. False: it stops. */
static bool rundown_mutants(struct trap *trap, uint64_t thread)
{
	struct kernel *kernel = trap->kernel;
	uint64_t head = thread + NT_OFFSET("_KTHREAD", "MutantListHead");

	for (unsigned i = 0; i < LIMIT_LIST && !list_is_empty(kernel, head) &&
			     !kernel->memory.fault.set;
	     i++) {
		uint64_t mutant = get64(kernel, head) -
				  NT_OFFSET("_KMUTANT", "MutantListEntry");

		if (NT_GET(kernel, mutant, "_KMUTANT", "ApcDisable")) {
			trap_bugcheck(trap, THREAD_TERMINATE_HELD_MUTEX, thread,
				      mutant, 0, 0);
			return false;
		}
		abandon(kernel, mutant);
	}
	return true;
}

/* False: it stops. */
static bool check(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t thread = trap->thread->ethread;
	uint64_t index = NT_GET(kernel, thread, "_KTHREAD", "ApcStateIndex");
	uint32_t disabled = apc_disable(kernel, thread);

	if (cpu_current(kernel)->dpc_active) {
		trap_bugcheck(trap, ATTEMPTED_SWITCH_FROM_DPC, thread, 0,
			      cpu_current(kernel)->idle->ethread, 0);
		return false;
	}
	if (index == 1) {
		trap_bugcheck(
			trap, INVALID_PROCESS_ATTACH_ATTEMPT,
			trap->thread->process->eprocess,
			NT_GET(kernel, thread, "_KTHREAD", "ApcState.Process"),
			index, thread);
		return false;
	}
	kernel_set_irql(kernel, PASSIVE_LEVEL);
	if (NT_GET(kernel, thread, "_ETHREAD", "ActiveExWorker")) {
		trap_bugcheck(trap, ACTIVE_EX_WORKER_THREAD_TERMINATION, thread,
			      0, 0, 0);
		return false;
	}
	if (disabled) {
		trap_bugcheck(trap, KERNEL_APC_PENDING_DURING_EXIT, 0, disabled,
			      0, 1);
		return false;
	}
	return true;
}

void process_leave(struct kernel *kernel, struct thread *thread)
{
	struct process *process = thread->process;
	uint64_t at = process->eprocess;

	list_remove(kernel,
		    thread->ethread + NT_OFFSET("_KTHREAD", "ThreadListEntry"));
	NT_PUT(kernel, at, "_EPROCESS", "ActiveThreads",
	       NT_GET(kernel, at, "_EPROCESS", "ActiveThreads") - 1);
	process->thread_count--;
	if (process->thread_count > 0 || process == kernel->system)
		return;
	process->exited = true;
	NT_PUT(kernel, at, "_EPROCESS", "ExitTime.QuadPart",
	       kernel_time(kernel));
	object_set(kernel, at, 1);
}

/* The reference that a process begins with is its threads': the last of them
 * that goes gives it back. */
void thread_delete(struct kernel *kernel, uint64_t ethread)
{
	struct process *process = process_at(
		kernel, NT_GET(kernel, ethread, "_KTHREAD", "Process"));

	if (!process || !NT_GET(kernel, ethread, "_ETHREAD", "Terminated"))
		return;
	list_remove(kernel, ethread + NT_OFFSET("_ETHREAD", "ThreadListEntry"));
	if (process->exited &&
	    list_is_empty(kernel,
			  process->eprocess +
				  NT_OFFSET("_EPROCESS", "ThreadListHead")))
		object_release(kernel, process->eprocess);
}

void process_delete(struct kernel *kernel, uint64_t eprocess)
{
	struct process *process = process_at(kernel, eprocess);

	if (!process || !process->exited)
		return;
	process->deleted = true;
	list_remove(kernel,
		    eprocess + NT_OFFSET("_EPROCESS", "ActiveProcessLinks"));
}

/* A thread that leaves locks is found when its object goes, by a worker. */
static void reap(struct kernel *kernel, uint64_t thread)
{
	uint64_t item;

	if (!lock_entry_leaked(kernel, thread))
		return;
	item = kernel_alloc(kernel, 0x20);
	put64(kernel, item + 0x10, nt_address(kernel, "PspReaper"));
	put64(kernel, item + 0x18, thread);
	work_queue(kernel, item);
}

static void exit_thread(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct thread *thread = trap->thread;
	uint64_t at = thread->ethread;

	if (trap->site == 0) {
		if (check(trap))
			TRAP_CALL(trap, CALL_NOTIFY, 0, at, 0);
		return;
	}
	if (trap->site == CALL_NOTIFY) {
		if (!rundown_mutants(trap, at))
			return;
		if (thread->process->thread_count == 1 &&
		    thread->process != kernel->system) {
			TRAP_CALL(trap, CALL_EXIT_PROCESS, 0,
				  thread->process->eprocess);
			return;
		}
	}
	if (trap->site < CALL_RUNDOWN) {
		TRAP_CALL(trap, CALL_RUNDOWN, 0, at);
		return;
	}
	NT_PUT(kernel, at, "_ETHREAD", "Terminated", 1);
	NT_PUT(kernel, at, "_ETHREAD", "ExitTime.QuadPart",
	       kernel_time(kernel));
	process_leave(kernel, thread);
	object_set(kernel, at, 1);
	reap(kernel, at);
	if (thread->running) {
		thread->running->done = true;
		thread->running = NULL;
	}
	trap->decided = true;
	thread_end(kernel, thread);
	object_release(kernel, at);
}

/* The callbacks run in a critical region. */
static void exit_process(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap->thread->ethread;
	const struct nt_place *disable =
		NT_PLACE("_KTHREAD", "KernelApcDisable");
	uint64_t count = nt_get(kernel, at, disable);

	if (trap->site > 0) {
		nt_put(kernel, at, disable, count + 1);
		trap_return(trap, 0);
		return;
	}
	nt_put(kernel, at, disable, count - 1);
	TRAP_CALL(trap, 1, 0, trap->thread->process->eprocess, at, 0);
}

static void rundown_apc_queues(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint32_t disabled = apc_disable(kernel, trap->thread->ethread);

	if (disabled)
		trap_bugcheck(trap, KERNEL_APC_PENDING_DURING_EXIT, 0, disabled,
			      cpu_current(kernel)->irql, 0);
	else
		trap_return(trap, 0);
}

static void terminate_thread(struct trap *trap)
{
	TRAP_CALL(trap, 1, 0, trap_argument(trap, 1));
}

/* Threads of another process end when they come back to user mode. */
static void terminate_other(struct kernel *kernel, uint64_t eprocess,
			    uint32_t status)
{
	for (size_t i = 0; i < kernel->thread_count; i++) {
		struct thread *thread = kernel->threads[i];
		struct user_request *request;

		if (thread->process->eprocess != eprocess || !thread->user ||
		    thread->state == THREAD_ENDED)
			continue;
		if (thread->request) {
			thread->request->status = STATUS_PROCESS_IS_TERMINATING;
			thread->request->done = true;
		}
		request = mem_calloc(1, sizeof(*request));
		request->service = "NtTerminateProcess";
		request->rip = kernel->alpc_rip;
		request->count = 2;
		request->arguments[0] = UINT64_MAX;
		request->arguments[1] = status;
		kernel_keep(kernel, request);
		user_request(kernel, thread, request);
	}
}

/* ProcessHandle, ExitStatus */
static void terminate_process(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t own = trap->thread->process->eprocess, process = own;
	uint32_t status = trap_argument(trap, 0)
				  ? handle_find(kernel, trap->thread,
						trap_argument(trap, 0),
						OB_PROCESS, &process)
				  : STATUS_SUCCESS;

	if (status || process == kernel->system->eprocess) {
		trap_return(trap, status ? status : STATUS_ACCESS_DENIED);
		return;
	}
	if (process != own) {
		terminate_other(kernel, process,
				(uint32_t)trap_argument(trap, 1));
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	NT_PUT(trap->kernel, trap->thread->process->eprocess, "_EPROCESS",
	       "ExitStatus", trap_argument(trap, 1));
	TRAP_CALL(trap, 1, 0, trap->thread->ethread, trap_argument(trap, 1));
}

/* ExitStatus */
static void terminate_system_thread(struct trap *trap)
{
	if (trap->thread->user)
		trap_return(trap, STATUS_INVALID_PARAMETER);
	else
		TRAP_CALL(trap, 1, 0, trap->thread->ethread,
			  trap_argument(trap, 0));
}

static const struct nt_function functions[] = {
	{ "PspExitThread", FIDELITY_REAL, exit_thread, NULL },
	{ "PspExitProcess", FIDELITY_PARTIAL, exit_process,
	  "handles are not closed" },
	{ "KeRundownApcQueues", FIDELITY_PARTIAL, rundown_apc_queues,
	  "no APC is ever pending" },
	{ "PspTerminateThreadByPointer", FIDELITY_PARTIAL, terminate_thread,
	  "of the caller itself" },
	{ "NtTerminateProcess", FIDELITY_PARTIAL, terminate_process,
	  "access is not checked" },
	{ "PsTerminateSystemThread", FIDELITY_REAL, terminate_system_thread,
	  NULL },
};

const struct nt_family ps_exit_family = {
	"ps_exit", functions, sizeof(functions) / sizeof(*functions)
};
