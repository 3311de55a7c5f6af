#include "config.h"
#include "kernel/ob.h"
#include "kernel/ps.h"

/* Fields of processes and threads, by functions. */

static void give(struct trap *trap, uint64_t object, const char *type,
		 const char *path)
{
	struct nt_place place = { 0 };

	trap_return(trap, nt_get(trap->kernel, object,
				 nt_place_of(type, path, &place)));
}

#define OF_PROCESS(name, path)                                                 \
	static void name(struct trap *trap)                                    \
	{                                                                      \
		give(trap, trap_argument(trap, 0), "_EPROCESS", path);         \
	}
#define OF_THREAD(name, path)                                                  \
	static void name(struct trap *trap)                                    \
	{                                                                      \
		give(trap, trap_argument(trap, 0), "_ETHREAD", path);          \
	}

OF_PROCESS(get_process_id, "UniqueProcessId")
OF_PROCESS(get_process_parent, "InheritedFromUniqueProcessId")
OF_PROCESS(get_process_create_time, "CreateTime.QuadPart")
OF_PROCESS(get_process_peb, "Peb")
OF_THREAD(get_thread_id, "Cid.UniqueThread")
OF_THREAD(get_thread_process_id, "Cid.UniqueProcess")
OF_THREAD(get_thread_process, "Tcb.Process")
OF_THREAD(get_thread_create_time, "CreateTime.QuadPart")
OF_THREAD(is_system_thread, "Tcb.SystemThread")

static void get_process_exit_status(struct trap *trap)
{
	trap_return(trap, (uint32_t)NT_GET(trap->kernel, trap_argument(trap, 0),
					   "_EPROCESS", "ExitStatus"));
}

static void get_process_image_name(struct trap *trap)
{
	trap_return(trap, trap_argument(trap, 0) +
				  NT_OFFSET("_EPROCESS", "ImageFileName"));
}

static void get_process_session(struct trap *trap)
{
	struct process *process =
		process_at(trap->kernel, trap_argument(trap, 0));

	trap_return(trap, process ? process->session : UINT32_MAX);
}

static void get_current_process(struct trap *trap)
{
	give(trap, trap->thread->ethread, "_KTHREAD", "ApcState.Process");
}

static void get_current_process_id(struct trap *trap)
{
	give(trap, trap->thread->ethread, "_ETHREAD", "Cid.UniqueProcess");
}

static void get_current_thread(struct trap *trap)
{
	trap_return(trap, trap->thread->ethread);
}

static void get_current_thread_id(struct trap *trap)
{
	give(trap, trap->thread->ethread, "_ETHREAD", "Cid.UniqueThread");
}

/* There is none that is protected. */
static void is_protected(struct trap *trap)
{
	trap_return(trap, 0);
}

static void get_previous_mode(struct trap *trap)
{
	give(trap, trap->thread->ethread, "_KTHREAD", "PreviousMode");
}

static const struct nt_function functions[] = {
	{ "PsGetProcessId", FIDELITY_REAL, get_process_id, NULL },
	{ "PsGetProcessInheritedFromUniqueProcessId", FIDELITY_REAL,
	  get_process_parent, NULL },
	{ "PsGetProcessCreateTimeQuadPart", FIDELITY_REAL,
	  get_process_create_time, NULL },
	{ "PsGetProcessExitStatus", FIDELITY_REAL, get_process_exit_status,
	  NULL },
	{ "PsGetProcessImageFileName", FIDELITY_REAL, get_process_image_name,
	  NULL },
	{ "PsGetProcessPeb", FIDELITY_PARTIAL, get_process_peb,
	  "programs have no PEB" },
	{ "PsGetProcessSessionId", FIDELITY_REAL, get_process_session, NULL },
	{ "PsIsProtectedProcess", FIDELITY_ANSWER, is_protected,
	  "no process is protected" },
	{ "PsIsProtectedProcessLight", FIDELITY_ANSWER, is_protected,
	  "no process is protected" },
	{ "PsGetThreadId", FIDELITY_REAL, get_thread_id, NULL },
	{ "PsGetThreadProcessId", FIDELITY_REAL, get_thread_process_id, NULL },
	{ "PsGetThreadProcess", FIDELITY_REAL, get_thread_process, NULL },
	{ "IoThreadToProcess", FIDELITY_REAL, get_thread_process, NULL },
	{ "PsGetThreadCreateTime", FIDELITY_REAL, get_thread_create_time,
	  NULL },
	{ "PsIsSystemThread", FIDELITY_REAL, is_system_thread, NULL },
	{ "PsGetCurrentProcess", FIDELITY_REAL, get_current_process, NULL },
	{ "IoGetCurrentProcess", FIDELITY_REAL, get_current_process, NULL },
	{ "PsGetCurrentProcessId", FIDELITY_REAL, get_current_process_id,
	  NULL },
	{ "PsGetCurrentThread", FIDELITY_REAL, get_current_thread, NULL },
	{ "PsGetCurrentThreadId", FIDELITY_REAL, get_current_thread_id, NULL },
	{ "ExGetPreviousMode", FIDELITY_REAL, get_previous_mode, NULL },
};

const struct nt_family ps_get_family = {
	"ps_get", functions, sizeof(functions) / sizeof(*functions)
};
