#include "config.h"
#include "kernel/ob.h"
#include "kernel/ps.h"

/* Threads that drivers make. */

enum { LOCAL_THREAD = 0, LOCAL_HANDLE = 1, LOCAL_CLIENT = 2, LOCAL_ACCESS = 3 };

/* The handle and the numbers go to the caller; then the thread may run. */
static void started(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct thread *thread =
		thread_find(kernel, trap_local(trap, LOCAL_THREAD));
	uint64_t client = trap_local(trap, LOCAL_CLIENT), handle;

	if (!thread) {
		trap_return(trap, STATUS_UNSUCCESSFUL);
		return;
	}
	handle = handle_new(kernel, kernel->system, thread->ethread,
			    (uint32_t)trap_local(trap, LOCAL_ACCESS),
			    OBJ_KERNEL_HANDLE);
	put64(kernel, trap_local(trap, LOCAL_HANDLE), handle);
	if (client) {
		put64(kernel, client, thread->process->id);
		put64(kernel, client + 8, thread->id);
	}
	thread_ready(kernel, thread);
	trap_return(trap,
		    handle ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
}

/* ThreadHandle (out), DesiredAccess, ObjectAttributes, ProcessHandle,
 * ClientId (out), StartRoutine, StartContext */
static void create_system_thread(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct process *process = kernel->system;
	uint64_t handle, eprocess = process->eprocess;
	uint32_t status = STATUS_SUCCESS;
	struct thread *thread;

	if (trap->site > 0) {
		started(trap);
		return;
	}
	if (!trap_may_page(trap))
		return;
	handle = trap_argument(trap, 3);
	if (handle)
		status = handle_find(kernel, trap->thread, handle, OB_PROCESS,
				     &eprocess);
	process = process_at(kernel, eprocess);
	if (status || !process || process->exited) {
		trap_return(trap,
			    status ? status : STATUS_PROCESS_IS_TERMINATING);
		return;
	}
	trap_set_local(trap, LOCAL_HANDLE, trap_argument(trap, 0));
	trap_set_local(trap, LOCAL_ACCESS, trap_argument(trap, 1));
	trap_set_local(trap, LOCAL_CLIENT, trap_argument(trap, 4));
	thread = thread_make_system(kernel, process, trap_argument(trap, 5),
				    trap_argument(trap, 6));
	if (!thread) {
		trap_return(trap, STATUS_INSUFFICIENT_RESOURCES);
		return;
	}
	trap_set_local(trap, LOCAL_THREAD, thread->ethread);
	TRAP_CALL(trap, 1, 0, thread->ethread, 1);
}

static const struct nt_function functions[] = {
	{ "PsCreateSystemThread", FIDELITY_REAL, create_system_thread, NULL },
};

const struct nt_family ps_create_family = {
	"ps_create", functions, sizeof(functions) / sizeof(*functions)
};
