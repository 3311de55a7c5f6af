#include "config.h"
#include "kernel/ob.h"
#include "kernel/ps.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/string.h"

#include <stdio.h>
#include <string.h>

/* Structures of processes and threads, and how a program is started. */

enum {
	THREAD_TYPE = 6,
	PROCESS_TYPE = 3,
	STILL_ACTIVE = 0x103, /* STATUS_PENDING */
	PRIORITY = 8,
	STACK_SIZE = 0x7000,
	STACK_GUARD = 0x1000,
	XSAVE_AREA = 0x9f0, /* from a stack's base to its InitialStack */
	START_FRAME = 0x8,  /* to the return address of KiStartSystemThread */
};

void process_init(struct kernel *kernel, const struct process *process,
		  uint64_t created)
{
	uint64_t at = process->eprocess, pcb = at;
	uint64_t image = at + NT_OFFSET("_EPROCESS", "ImageFileName");

	NT_PUT(kernel, pcb, "_KPROCESS", "Header.Type", PROCESS_TYPE);
	list_init(kernel, pcb + NT_OFFSET("_KPROCESS", "Header.WaitListHead"));
	list_init(kernel, pcb + NT_OFFSET("_KPROCESS", "ThreadListHead"));
	list_init(kernel, at + NT_OFFSET("_EPROCESS", "ThreadListHead"));
	NT_PUT(kernel, pcb, "_KPROCESS", "DirectoryTableBase", process->root);
	NT_PUT(kernel, pcb, "_KPROCESS", "BasePriority", PRIORITY);
	NT_PUT(kernel, at, "_EPROCESS", "UniqueProcessId", process->id);
	NT_PUT(kernel, at, "_EPROCESS", "InheritedFromUniqueProcessId",
	       process->parent);
	NT_PUT(kernel, at, "_EPROCESS", "CreateTime.QuadPart", created);
	NT_PUT(kernel, at, "_EPROCESS", "ExitStatus", STILL_ACTIVE);
	NT_PUT(kernel, at - OBJECT_HEADER_SIZE, "_OBJECT_HEADER",
	       "PointerCount", 1);
	for (size_t i = 0; i < 15 && process->image[i]; i++)
		put8(kernel, image + i, (uint8_t)process->image[i]);
	NT_PUT(kernel, at, "_EPROCESS",
	       "SeAuditProcessCreationInfo.ImageFileName",
	       string_new(kernel, process->path));
	list_insert_tail(kernel, nt_address(kernel, "PsActiveProcessHead"),
			 at + NT_OFFSET("_EPROCESS", "ActiveProcessLinks"));
}

void process_add(struct kernel *kernel, struct process *process)
{
	kernel->processes =
		mem_grow(kernel->processes, &kernel->process_capacity,
			 kernel->process_count + 1, sizeof(*kernel->processes));
	kernel->processes[kernel->process_count++] = process;
}

void thread_init(struct kernel *kernel, const struct thread *thread,
		 uint64_t base, uint64_t start, uint64_t created)
{
	uint64_t at = thread->ethread, process = thread->process->eprocess;
	static const char *const lists[] = { "Header.WaitListHead",
					     "ApcState.ApcListHead[0]",
					     "ApcState.ApcListHead[1]",
					     "MutantListHead" };

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct nt_place place = { 0 };

		list_init(
			kernel,
			at + nt_place_of("_KTHREAD", lists[i], &place)->offset);
	}
	list_init(kernel, at + NT_OFFSET("_ETHREAD", "IrpList"));
	NT_PUT(kernel, at - OBJECT_HEADER_SIZE, "_OBJECT_HEADER",
	       "PointerCount", 1);
	NT_PUT(kernel, at, "_KTHREAD", "Header.Type", THREAD_TYPE);
	NT_PUT(kernel, at, "_KTHREAD", "InitialStack", base - XSAVE_AREA);
	NT_PUT(kernel, at, "_KTHREAD", "KernelStack", base - XSAVE_AREA);
	NT_PUT(kernel, at, "_KTHREAD", "StackBase", base);
	NT_PUT(kernel, at, "_KTHREAD", "StackLimit", base - STACK_SIZE);
	NT_PUT(kernel, at, "_KTHREAD", "Priority", PRIORITY);
	NT_PUT(kernel, at, "_KTHREAD", "BasePriority", PRIORITY);
	NT_PUT(kernel, at, "_KTHREAD", "Process", process);
	NT_PUT(kernel, at, "_KTHREAD", "ApcState.Process", process);
	NT_PUT(kernel, at, "_KTHREAD", "Affinity.Mask",
	       (1u << kernel->cpu_count) - 1);
	NT_PUT(kernel, at, "_KTHREAD", "SystemThread", !thread->user);
	NT_PUT(kernel, at, "_ETHREAD", "CreateTime.QuadPart", created);
	NT_PUT(kernel, at, "_ETHREAD", "StartAddress", start);
	NT_PUT(kernel, at, "_ETHREAD", "Win32StartAddress", start);
	NT_PUT(kernel, at, "_ETHREAD", "Cid.UniqueProcess",
	       thread->process->id);
	NT_PUT(kernel, at, "_ETHREAD", "Cid.UniqueThread", thread->id);
	list_insert_tail(kernel,
			 process + NT_OFFSET("_KPROCESS", "ThreadListHead"),
			 at + NT_OFFSET("_KTHREAD", "ThreadListEntry"));
	list_insert_tail(kernel,
			 process + NT_OFFSET("_EPROCESS", "ThreadListHead"),
			 at + NT_OFFSET("_ETHREAD", "ThreadListEntry"));
	NT_PUT(kernel, process, "_EPROCESS", "ActiveThreads",
	       NT_GET(kernel, process, "_EPROCESS", "ActiveThreads") + 1);
}

/* Pages below the base, with a hole below them; 0: no room. */
uint64_t stack_new(struct kernel *kernel, uint64_t base)
{
	if (!base) {
		base = memory_gap(&kernel->memory, kernel->next_stack,
				  UINT64_MAX, STACK_GUARD + STACK_SIZE) +
		       STACK_GUARD + STACK_SIZE;
		kernel->next_stack = base;
	}
	if (!memory_map(&kernel->memory, base - STACK_SIZE, STACK_SIZE,
			ENGINE_READ | ENGINE_WRITE, "stack"))
		return 0;
	return base;
}

uint32_t kernel_next_id(struct kernel *kernel)
{
	kernel->next_id += 4;
	return kernel->next_id;
}

/* ---- system threads ---- */

void thread_prepare(struct kernel *kernel, uint64_t base, uint64_t routine,
		    uint64_t context)
{
	uint64_t top = base - XSAVE_AREA;

	put64(kernel, top, base);
	put64(kernel, top + 8, base - STACK_SIZE);
	engine_set(kernel->engine, ENGINE_RCX, routine);
	engine_set(kernel->engine, ENGINE_RDX, context);
	engine_set(kernel->engine, ENGINE_RSP, top - START_FRAME);
	engine_set(kernel->engine, ENGINE_RIP,
		   nt_address(kernel, "KiStartSystemThread"));
}

struct thread *thread_start_system(struct kernel *kernel,
				   struct process *process, uint64_t routine,
				   uint64_t context)
{
	uint64_t base, at;
	struct thread *thread;

	if (kernel->thread_count >= LIMIT_KERNEL_THREADS)
		return NULL;
	base = stack_new(kernel, 0);
	if (!base)
		return NULL;
	at = kernel_alloc(kernel,
			  OBJECT_HEADER_SIZE + nt19041_size("_ETHREAD")) +
	     OBJECT_HEADER_SIZE;
	thread = thread_new(kernel, process, at, kernel_next_id(kernel));
	thread_init(kernel, thread, base, routine, kernel_time(kernel));
	kernel_borrow(kernel);
	thread_prepare(kernel, base, routine, context);
	kernel_give_back(kernel, thread);
	thread_ready(kernel, thread);
	return thread;
}

static void start_system_thread(struct trap *trap)
{
	TRAP_CALL(trap, 1, nt_address(trap->kernel, "PspSystemThreadStartup"),
		  trap_argument(trap, 0), trap_argument(trap, 1));
}

static void system_thread_startup(struct trap *trap)
{
	if (trap->site == 0)
		TRAP_CALL(trap, 1, trap_argument(trap, 0),
			  trap_argument(trap, 1));
	else
		TRAP_CALL(trap, 2, 0, trap->thread->ethread, trap_result(trap));
}

/* ---- programs ---- */

struct process *process_new(struct kernel *kernel, uint32_t parent,
			    const char *image)
{
	struct process *process = mem_calloc(1, sizeof(*process));
	struct process *by = process_find(kernel, parent);

	process->id = kernel_next_id(kernel);
	process->parent = parent;
	process->session = by ? by->session : 1;
	process->root = kernel->next_root;
	kernel->next_root += MEMORY_PAGE;
	snprintf(process->image, sizeof(process->image), "%s", image);
	snprintf(process->path, sizeof(process->path),
		 "\\Device\\HarddiskVolume3\\Windows\\System32\\%s", image);
	process->eprocess =
		kernel_alloc(kernel,
			     OBJECT_HEADER_SIZE + nt19041_size("_EPROCESS")) +
		OBJECT_HEADER_SIZE;
	process_add(kernel, process);
	process_init(kernel, process, kernel_time(kernel));
	return process;
}

static struct thread *first_thread(struct kernel *kernel,
				   struct process *process)
{
	uint64_t base = stack_new(kernel, 0), at;
	struct thread *thread;

	if (!base)
		return NULL;
	at = kernel_alloc(kernel,
			  OBJECT_HEADER_SIZE + nt19041_size("_ETHREAD")) +
	     OBJECT_HEADER_SIZE;
	thread = thread_new(kernel, process, at, kernel_next_id(kernel));
	thread->user = true;
	thread->idle = "NtAlpcSendWaitReceivePort";
	thread->idle_rip = kernel->alpc_rip;
	thread->idle_arguments = 8;
	thread->user_stack = 0x4c92bcf5a8;
	thread_init(kernel, thread, base, 0x7ff7b36c3d10, kernel_time(kernel));
	return thread;
}

enum { LOCAL_PROCESS = 0 };

static void critical_region(struct kernel *kernel, uint64_t thread, int by)
{
	NT_PUT(kernel, thread, "_KTHREAD", "KernelApcDisable",
	       NT_GET(kernel, thread, "_KTHREAD", "KernelApcDisable") +
		       (uint64_t)(int64_t)by);
}

/* The new thread runs when the notify routines have seen its process. */
static void create_user_process(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct process *process;
	struct thread *thread;

	if (trap->site == 0) {
		process = process_new(kernel, trap->thread->process->id,
				      kernel->creating);
		thread = first_thread(kernel, process);
		if (!thread) {
			process->exited = true;
			trap_return(trap, STATUS_INSUFFICIENT_RESOURCES);
			return;
		}
		critical_region(kernel, trap->thread->ethread, -1);
		trap_set_local(trap, LOCAL_PROCESS, process->eprocess);
		TRAP_CALL(trap, 1, 0, process->eprocess, thread->ethread);
		return;
	}
	critical_region(kernel, trap->thread->ethread, 1);
	process = process_at(kernel, trap_local(trap, LOCAL_PROCESS));
	thread = process ? process_thread(kernel, process) : NULL;
	if (thread) {
		kernel->created = process->id;
		kernel_borrow(kernel);
		user_continue(kernel, thread, 0);
		kernel_give_back(kernel, thread);
		thread_ready(kernel, thread);
	}
	trap_return(trap, STATUS_SUCCESS);
}

static void insert_thread(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, trap_result(trap));
	else
		TRAP_CALL(trap, 1, 0, trap_argument(trap, 0),
			  trap_argument(trap, 1), 1);
}

struct process *process_at(struct kernel *kernel, uint64_t eprocess)
{
	for (size_t i = 0; i < kernel->process_count; i++) {
		if (kernel->processes[i]->eprocess == eprocess)
			return kernel->processes[i];
	}
	return NULL;
}

/* ---- the calls that programs wait in ---- */

/* Handle (here: the object itself), Alertable, Timeout. */
static void wait_for_object(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, trap_result(trap));
	else
		TRAP_CALL(trap, 1, 0, trap_argument(trap, 0), 6, 1, 0, 0);
}

/* A message that does not come: until user_request ends the wait. */
static void wait_for_message(struct trap *trap)
{
	uint64_t thread = trap->thread->ethread;
	uint64_t semaphore =
		thread + NT_OFFSET("_ETHREAD", "KeyedWaitSemaphore");

	if (trap->site > 0) {
		trap_return(trap, trap_result(trap));
		return;
	}
	NT_PUT(trap->kernel, semaphore, "_KSEMAPHORE", "Header.Type",
	       OBJECT_SEMAPHORE);
	NT_PUT(trap->kernel, semaphore, "_KSEMAPHORE", "Limit", 1);
	list_init(trap->kernel,
		  semaphore + NT_OFFSET("_KSEMAPHORE", "Header.WaitListHead"));
	TRAP_CALL(trap, 1, 0, semaphore, 17, 1, 0, 0); /* WrLpcReply */
}

static const struct nt_function functions[] = {
	{ "KiStartSystemThread", FIDELITY_REAL, start_system_thread, NULL },
	{ "PspSystemThreadStartup", FIDELITY_REAL, system_thread_startup,
	  NULL },
	{ "NtCreateUserProcess", FIDELITY_PARTIAL, create_user_process,
	  "the image is not mapped" },
	{ "PspInsertThread", FIDELITY_PARTIAL, insert_thread,
	  "of what it does, only the notify routines are called" },
	{ "NtWaitForSingleObject", FIDELITY_PARTIAL, wait_for_object,
	  "for programs: the object, not a handle" },
	{ "NtAlpcSendWaitReceivePort", FIDELITY_PARTIAL, wait_for_message,
	  "a program waits in it until it is told to do something else" },
};

const struct nt_family ps_process_family = {
	"ps_process", functions, sizeof(functions) / sizeof(*functions)
};
