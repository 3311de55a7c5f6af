#include "config.h"
#include "kernel/ob.h"
#include "kernel/ps.h"

/* What drivers ask of processes and threads. */

enum { NONPAGED_POOL_NX = 512, NAME_TAG = 0x61506553 /* "SePa" */ };

/* ---- by number ---- */

/* What has ended is found while somebody points to it. */
static bool is_referenced(struct kernel *kernel, uint64_t object)
{
	return (int64_t)NT_GET(kernel, object - OBJECT_HEADER_SIZE,
			       "_OBJECT_HEADER", "PointerCount") > 0;
}

static struct process *lookup_process(struct kernel *kernel, uint64_t id)
{
	for (size_t i = 0; i < kernel->process_count; i++) {
		struct process *process = kernel->processes[i];

		if (id != 0 && process->id == id &&
		    (!process->exited ||
		     is_referenced(kernel, process->eprocess)))
			return process;
	}
	return NULL;
}

/* ProcessId, Process (out) */
static void lookup_process_by_id(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct process *process =
		lookup_process(kernel, trap_argument(trap, 0));

	if (!process) {
		trap_return(trap, STATUS_INVALID_CID);
		return;
	}
	put64(kernel, trap_argument(trap, 1), process->eprocess);
	if (!kernel->memory.fault.set)
		object_reference(kernel, process->eprocess);
	trap_return(trap, STATUS_SUCCESS);
}

/* ThreadId, Thread (out) */
static void lookup_thread_by_id(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t id = trap_argument(trap, 0);

	for (size_t i = 0; i < kernel->thread_count; i++) {
		struct thread *thread = kernel->threads[i];

		if (id == 0 || thread->id != id ||
		    (thread->state == THREAD_ENDED &&
		     !is_referenced(kernel, thread->ethread)))
			continue;
		put64(kernel, trap_argument(trap, 1), thread->ethread);
		if (!kernel->memory.fault.set)
			object_reference(kernel, thread->ethread);
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	trap_return(trap, STATUS_INVALID_CID);
}

/* ---- the name of a program's file ---- */

enum { LOCAL_PROCESS = 0, LOCAL_RETURN = 1, STRING_SIZE = 0x10 };

static uint64_t image_string(struct kernel *kernel, uint64_t process)
{
	return NT_GET(kernel, process, "_EPROCESS",
		      "SeAuditProcessCreationInfo.ImageFileName");
}

/* Process, ImageFileName (out): the caller frees it. */
static void locate_process_image_name(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t process, from, to, length;

	if (trap->site == 0) {
		process = trap_argument(trap, 0);
		from = image_string(kernel, process);
		trap_set_local(trap, LOCAL_PROCESS, process);
		trap_set_local(trap, LOCAL_RETURN, trap_argument(trap, 1));
		if (!machine_lookup(kernel->machine, "nt!ExAllocatePoolWithTag",
				    &to))
			trap_return(trap, STATUS_NO_MEMORY);
		else
			TRAP_CALL(trap, 1, to, NONPAGED_POOL_NX,
				  STRING_SIZE + 2 +
					  (from ? get16(kernel, from) : 0u),
				  NAME_TAG);
		return;
	}
	to = trap_result(trap);
	if (!to) {
		trap_return(trap, STATUS_NO_MEMORY);
		return;
	}
	from = image_string(kernel, trap_local(trap, LOCAL_PROCESS));
	length = from ? get16(kernel, from) : 0u;
	put16(kernel, to, (uint32_t)length);
	put16(kernel, to + 2, (uint32_t)length + 2);
	put64(kernel, to + 8, to + STRING_SIZE);
	from = from ? get64(kernel, from + 8) : 0;
	for (uint64_t i = 0; i < length; i += 2)
		put16(kernel, to + STRING_SIZE + i, get16(kernel, from + i));
	put16(kernel, to + STRING_SIZE + length, 0);
	put64(kernel, trap_local(trap, LOCAL_RETURN), to);
	trap_return(trap, STATUS_SUCCESS);
}

static const struct nt_function functions[] = {
	{ "PsLookupProcessByProcessId", FIDELITY_REAL, lookup_process_by_id,
	  NULL },
	{ "PsLookupThreadByThreadId", FIDELITY_REAL, lookup_thread_by_id,
	  NULL },
	{ "SeLocateProcessImageName", FIDELITY_REAL, locate_process_image_name,
	  NULL },
};

const struct nt_family ps_query_family = {
	"ps_query", functions, sizeof(functions) / sizeof(*functions)
};
