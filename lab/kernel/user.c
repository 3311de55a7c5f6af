#include "config.h"
#include "kernel/private.h"

#include "base/mem.h"
#include "kernel/trap.h"

#include <string.h>
#include <strings.h>

/*
 * Programs, as far as a driver can see them: threads that make system calls
 * and wait in one in between. Between two calls a program's own code takes no
 * time. What is on the stack while a call runs is what the dispatcher of
 * system calls leaves there: a trap frame, and below it, where the call has
 * more than four arguments, 0x70 bytes for them.
 */
enum {
	USER_CODE = 0x33,
	USER_DATA = 0x2b,
	KERNEL_CODE = 0x10,
	FLAGS = 0x246,
	MXCSR = 0x1f80,
	STACK_ARGUMENTS = 0x70,
	FRAME_POINTER = 0x80, /* rbp is so far in the trap frame */
	APC_INDEX_MISMATCH = 0x01,
};

struct process *process_find(struct kernel *kernel, uint32_t id)
{
	for (size_t i = 0; i < kernel->process_count; i++) {
		if (kernel->processes[i]->id == id &&
		    !kernel->processes[i]->exited)
			return kernel->processes[i];
	}
	return NULL;
}

struct process *process_named(struct kernel *kernel, const char *image)
{
	for (size_t i = 0; i < kernel->process_count; i++) {
		if (!kernel->processes[i]->exited &&
		    strcasecmp(kernel->processes[i]->image, image) == 0)
			return kernel->processes[i];
	}
	return NULL;
}

struct thread *process_thread(struct kernel *kernel, struct process *process)
{
	for (size_t i = 0; i < kernel->thread_count; i++) {
		if (kernel->threads[i]->process == process &&
		    kernel->threads[i]->state != THREAD_ENDED)
			return kernel->threads[i];
	}
	return NULL;
}

static void write_trap_frame(struct kernel *kernel, struct thread *thread,
			     uint64_t frame, uint64_t rip)
{
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "PreviousMode", 0);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "MxCsr", MXCSR);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "SegDs", USER_DATA);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "SegEs", USER_DATA);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "SegFs", 0x53);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "SegGs", USER_DATA);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "Rip", rip);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "SegCs", USER_CODE);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "EFlags", FLAGS);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "Rsp", thread->user_stack);
	NT_PUT(kernel, frame, "_KTRAP_FRAME", "SegSs", USER_DATA);
	/* [inferred] that a fault in the kernel leaves it as it is */
	NT_PUT(kernel, thread->ethread, "_KTHREAD", "TrapFrame", frame);
	NT_PUT(kernel, thread->ethread, "_KTHREAD", "PreviousMode", 1);
}

/* The engine holds the thread: it makes a system call. */
static void call(struct kernel *kernel, struct thread *thread,
		 const char *service, uint64_t rip, unsigned count,
		 const uint64_t *arguments)
{
	static const uint8_t registers[4] = { ENGINE_RCX, ENGINE_RDX, ENGINE_R8,
					      ENGINE_R9 };
	struct engine *engine = kernel->engine;
	const struct trap_site *site =
		trap_site_of(kernel, "KiSystemServiceCopyEnd", 1);
	uint64_t frame =
		NT_GET(kernel, thread->ethread, "_KTHREAD", "InitialStack") -
		nt19041_size("_KTRAP_FRAME");
	uint64_t rsp = count > 4 ? frame - STACK_ARGUMENTS : frame;

	write_trap_frame(kernel, thread, frame, rip);
	for (unsigned i = 0; i < count; i++) {
		if (i < 4)
			engine_set(engine, registers[i], arguments[i]);
		else
			put64(kernel, rsp + 8 * (uint64_t)i, arguments[i]);
	}
	engine_set(engine, ENGINE_RBX, thread->ethread);
	engine_set(engine, ENGINE_RSI, thread->user_stack + 0x1d8);
	engine_set(engine, ENGINE_RBP, frame + FRAME_POINTER);
	engine_set(engine, ENGINE_RSP, rsp);
	engine_set(engine, ENGINE_RAX, nt_address(kernel, service));
	engine_set(engine, ENGINE_RFLAGS, FLAGS);
	engine_set(engine, ENGINE_RIP, site->address - 2);
}

void user_continue(struct kernel *kernel, struct thread *thread,
		   uint64_t status)
{
	const uint64_t none[8] = { 0 };
	struct user_request *request = thread->request;

	if (thread->running) {
		thread->running->status = status;
		thread->running->done = true;
		thread->running = NULL;
	}
	thread->request = NULL;
	/* a driver that jumped here: it is no program, and goes on nowhere */
	if (!thread->user) {
		thread_end(kernel, thread);
		return;
	}
	if (request) {
		thread->running = request;
		call(kernel, thread, request->service, request->rip,
		     request->count, request->arguments);
		return;
	}
	call(kernel, thread, thread->idle, thread->idle_rip,
	     thread->idle_arguments, none);
}

void user_request(struct kernel *kernel, struct thread *thread,
		  struct user_request *request)
{
	request->done = false;
	request->thread = thread;
	thread->request = request;
	/* the call that it waits in ends; a busy one comes to it by itself */
	if (thread->waits && !thread->running)
		wait_finish(kernel, thread, STATUS_SUCCESS);
}

/* ---- the dispatcher's return ---- */

static void system_service_exit(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap->thread->ethread;
	uint64_t frame = NT_GET(kernel, at, "_KTHREAD", "TrapFrame");
	uint32_t disabled =
		(uint32_t)NT_GET(kernel, at, "_KTHREAD", "CombinedApcDisable");

	if (disabled) {
		/* in practice, not as documented: nt.md 3.7 */
		fault_bugcheck(kernel, frame, APC_INDEX_MISMATCH,
			       NT_GET(kernel, frame, "_KTRAP_FRAME", "Rip"),
			       NT_GET(kernel, at, "_KTHREAD", "ApcStateIndex"),
			       disabled, frame + FRAME_POINTER);
		trap->decided = true;
		return;
	}
	user_continue(kernel, trap->thread, trap_result(trap));
	trap->decided = true;
}

static const struct nt_function functions[] = {
	{ "KiSystemServiceCopyEnd", FIDELITY_PARTIAL, system_service_exit,
	  "no user code runs: a program is what system calls it makes" },
};

const struct nt_family user_family = { "user", functions,
				       sizeof(functions) / sizeof(*functions) };
