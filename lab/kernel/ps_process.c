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
	XSAVE_AREA = 0x9f0,    /* from a stack's base to its InitialStack */
	INTERRUPTS_ON = 0x202, /* RFLAGS */
	START_FRAME = 0x8, /* to the return address of KiStartSystemThread */
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
	object_init(kernel, at, OB_PROCESS);
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
	object_init(kernel, at, OB_THREAD);
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
	NT_PUT(kernel, at, "_KTHREAD", "LockEntries",
	       at + NT_OFFSET("_ETHREAD", "LockEntries"));
	NT_PUT(kernel, at, "_ETHREAD", "ThreadInserted", 1);
	NT_PUT(kernel, at, "_ETHREAD", "ThreadIoPriority", NORMAL_IO);
	NT_PUT(kernel, at, "_ETHREAD", "ThreadPagePriority", NORMAL_PAGE);
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

/* Threads that have ended and that nobody points to: their stacks and what is
 * kept of them here go when the next one is made. */
static void threads_reap(struct kernel *kernel)
{
	size_t kept = 0;

	for (size_t i = 0; i < kernel->thread_count; i++) {
		struct thread *thread = kernel->threads[i];
		uint64_t at = thread->ethread;

		if (thread->state != THREAD_ENDED ||
		    (int64_t)NT_GET(kernel, at - OBJECT_HEADER_SIZE,
				    "_OBJECT_HEADER", "PointerCount") > 0) {
			kernel->threads[kept++] = thread;
			continue;
		}
		memory_unmap(&kernel->memory,
			     NT_GET(kernel, at, "_KTHREAD", "StackLimit"),
			     STACK_SIZE);
		thread_free(kernel, thread);
	}
	kernel->thread_count = kept;
}

/* ---- system threads ---- */

void thread_prepare(struct kernel *kernel, uint64_t base, uint64_t routine,
		    uint64_t context)
{
	uint64_t top = base - XSAVE_AREA;

	put64(kernel, top, base);
	put64(kernel, top + 8, base - STACK_SIZE);
	engine_set(kernel->engine, ENGINE_RFLAGS, INTERRUPTS_ON);
	engine_set(kernel->engine, ENGINE_RCX, routine);
	engine_set(kernel->engine, ENGINE_RDX, context);
	engine_set(kernel->engine, ENGINE_RSP, top - START_FRAME);
	engine_set(kernel->engine, ENGINE_RIP,
		   nt_address(kernel, "KiStartSystemThread"));
}

struct thread *thread_make_system(struct kernel *kernel,
				  struct process *process, uint64_t routine,
				  uint64_t context)
{
	uint64_t base, at;
	struct thread *thread;

	threads_reap(kernel);
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
	return thread;
}

struct thread *thread_start_system(struct kernel *kernel,
				   struct process *process, uint64_t routine,
				   uint64_t context)
{
	struct thread *thread =
		thread_make_system(kernel, process, routine, context);

	if (thread)
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

/* IMAGE_INFO, in the frame */
enum {
	IMAGE_MODE = 3,
	IMAGE_BASE = 0x08,
	IMAGE_SIZE = 0x18,
	IMAGE_INFO_SIZE = 0x28,
};
#define PROGRAM_BASE 0x7ff7b36c0000u
#define PROGRAM_SIZE 0x12000u
#define NTDLL_SIZE   0x1f8000u
#define NTDLL_PATH   "\\Device\\HarddiskVolume3\\Windows\\System32\\ntdll.dll"

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
	thread_init(kernel, thread, base, PROGRAM_BASE + 0x3d10,
		    kernel_time(kernel));
	kernel_borrow(kernel);
	thread_prepare(kernel, base, 0, 0);
	engine_set(kernel->engine, ENGINE_RIP,
		   nt_address(kernel, "PspUserThreadStartup"));
	kernel_give_back(kernel, thread);
	return thread;
}

enum { LOCAL_PROCESS = 0, LOCAL_THREAD = 1 };

static void critical_region(struct kernel *kernel, uint64_t thread, int by)
{
	NT_PUT(kernel, thread, "_KTHREAD", "KernelApcDisable",
	       NT_GET(kernel, thread, "_KTHREAD", "KernelApcDisable") +
		       (uint64_t)(int64_t)by);
}

/* A routine did not want the process: it has never run. */
static void undo(struct kernel *kernel, struct process *process,
		 struct thread *thread)
{
	process_leave(kernel, thread);
	NT_PUT(kernel, thread->ethread, "_ETHREAD", "Terminated", 1);
	thread->state = THREAD_ENDED;
	NT_PUT(kernel, thread->ethread, "_KTHREAD", "State", THREAD_ENDED);
	object_release(kernel, thread->ethread);
	(void)process;
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
			object_release(kernel, process->eprocess);
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
	if (thread && (uint32_t)trap_result(trap) >> 30 == 3) {
		undo(kernel, process, thread);
	} else if (thread) {
		kernel->created = process->id;
		thread_ready(kernel, thread);
	}
	trap_return(trap, trap_result(trap));
}

/* Process, Thread: routines of processes, then of threads. */
static void insert_thread(struct trap *trap)
{
	enum { CALL_PROCESS = 1, CALL_THREAD = 2, LOCAL_STATUS = 0 };

	switch (trap->site) {
	case 0:
		trap_set_local(trap, LOCAL_THREAD, trap_argument(trap, 1));
		TRAP_CALL(trap, CALL_PROCESS, 0, trap_argument(trap, 0),
			  trap_argument(trap, 1), 1);
		return;
	case CALL_PROCESS:
		trap_set_local(trap, LOCAL_STATUS, trap_result(trap));
		if ((uint32_t)trap_result(trap) >> 30 != 3) {
			TRAP_CALL(trap, CALL_THREAD, 0,
				  trap_local(trap, LOCAL_THREAD), 1);
			return;
		}
	}
	trap_return(trap, trap_local(trap, LOCAL_STATUS));
}

/* ---- a program's first thread ---- */

static void tell_image(struct trap *trap, unsigned site, uint64_t name,
		       uint64_t base, uint64_t size)
{
	uint64_t info = trap_frame(trap);
	uint8_t zeros[IMAGE_INFO_SIZE] = { 0 };

	memory_write(&trap->kernel->memory, info, zeros, sizeof(zeros));
	put32(trap->kernel, info, IMAGE_MODE);
	put64(trap->kernel, info + IMAGE_BASE, base);
	put64(trap->kernel, info + IMAGE_SIZE, size);
	TRAP_CALL(trap, site, 0, name, trap->thread->process->id, info);
}

/* Its images are told of, then it is in user mode. */
static void user_thread_startup(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct thread *thread = trap->thread;
	uint64_t string = trap_frame(trap) + 0x30;

	switch (trap->site) {
	case 0:
		tell_image(trap, 1,
			   NT_GET(kernel, thread->process->eprocess,
				  "_EPROCESS",
				  "SeAuditProcessCreationInfo.ImageFileName"),
			   PROGRAM_BASE, PROGRAM_SIZE);
		return;
	case 1:
		if (object_string_new(kernel, string, NTDLL_PATH)) {
			tell_image(trap, 2, string, kernel->ntdll, NTDLL_SIZE);
			return;
		}
		break;
	default:
		object_memory_free(kernel, get64(kernel, string + 8));
	}
	user_continue(kernel, thread, 0);
	trap->decided = true;
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

/* What a wait for an object waits for; 0: ObpDefaultObject, an event that is
 * always signaled, for types that have nothing of the kind. */
static uint64_t dispatcher_of(struct kernel *kernel, uint64_t object)
{
	switch (object_type(kernel, object)) {
	case OB_PROCESS:
	case OB_THREAD:
	case OB_EVENT:
	case OB_MUTANT:
	case OB_SEMAPHORE:
	case OB_TIMER:
		return object;
	case OB_FILE:
		return object + NT_OFFSET("_FILE_OBJECT", "Event");
	default:
		return 0;
	}
}

/* Handle, Alertable, Timeout */
static void wait_for_object(struct trap *trap)
{
	enum { LOCAL_OBJECT = 0, CALL_WAIT = 1, CALL_DEREFERENCE = 2 };
	struct kernel *kernel = trap->kernel;
	uint64_t object, dispatcher;

	switch (trap->site) {
	case 0:
		object = handle_object(kernel, trap->thread,
				       trap_argument(trap, 0));
		dispatcher = object ? dispatcher_of(kernel, object) : 0;
		if (!dispatcher) {
			trap_return(trap, object ? STATUS_SUCCESS
						 : STATUS_INVALID_HANDLE);
			return;
		}
		object_reference(kernel, object);
		trap_set_local(trap, LOCAL_OBJECT, object);
		TRAP_CALL(trap, CALL_WAIT, 0, dispatcher, 6,
			  NT_GET(kernel, trap->thread->ethread, "_KTHREAD",
				 "PreviousMode"),
			  trap_argument(trap, 1), trap_argument(trap, 2));
		return;
	case CALL_WAIT:
		object = trap_local(trap, LOCAL_OBJECT);
		trap_set_local(trap, LOCAL_OBJECT, trap_result(trap));
		TRAP_CALL(trap, CALL_DEREFERENCE, 0, object);
		return;
	default:
		trap_return(trap, trap_local(trap, LOCAL_OBJECT));
	}
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
	{ "PspUserThreadStartup", FIDELITY_PARTIAL, user_thread_startup,
	  "its images are told of, but not mapped" },
	{ "NtWaitForSingleObject", FIDELITY_REAL, wait_for_object, NULL },
	{ "NtAlpcSendWaitReceivePort", FIDELITY_PARTIAL, wait_for_message,
	  "a program waits in it until it is told to do something else" },
};

const struct nt_family ps_process_family = {
	"ps_process", functions, sizeof(functions) / sizeof(*functions)
};
