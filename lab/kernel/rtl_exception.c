#include "config.h"
#include "kernel/exception.h"

#include "base/limits.h"
#include "formats/pe_write.h"
#include "kernel/frames.h"

/*
 * Structured exception handling: who looks for a handler, and who takes the
 * stack down to it.
 */
enum {
	/* of RtlpExecuteHandlerForUnwind, from its rsp: whom it calls for */
	DISPATCHER_KEPT = 0x20,

	/* in bytes of instructions, against the budget of who makes exceptions
	 * over and over: about what one, and a frame, take here */
	EXCEPTION_COST = 20000,
	FRAME_COST = 1500,
};

/* ---- the frame of who walks: a DISPATCHER_CONTEXT, then a CONTEXT ---- */

static uint64_t dispatcher(const struct trap *trap)
{
	return trap_frame(trap);
}

static uint64_t walking(const struct trap *trap)
{
	return trap_frame(trap) + DISPATCHER_SIZE;
}

struct place {
	struct frame frame;
	uint32_t scope; /* its handler goes on at this row of its table */
	bool collided;	/* another unwind had begun with it */
};

/* Calls a frame's handler, at the first call of the running function. context:
 * what it is shown as the frame's registers. */
static void call_handler(struct trap *trap, uint64_t record,
			 const struct place *place, uint64_t target_ip,
			 uint64_t original, uint64_t context)
{
	const struct frame *frame = &place->frame;
	struct kernel *kernel = trap->kernel;
	uint64_t at = dispatcher(trap);

	put64(kernel, at + CONTROL_PC, frame->at.rip);
	put64(kernel, at + IMAGE_BASE, frame->image);
	put64(kernel, at + FUNCTION_ENTRY, frame->image + frame->step.entry);
	put64(kernel, at + ESTABLISHER_FRAME, frame->step.establisher);
	put64(kernel, at + TARGET_IP, target_ip);
	put64(kernel, at + CONTEXT_RECORD, context);
	put64(kernel, at + LANGUAGE_HANDLER,
	      frame->image + frame->step.handler);
	put64(kernel, at + HANDLER_DATA,
	      frame->image + frame->step.handler_data);
	put64(kernel, at + HISTORY_TABLE, 0);
	put64(kernel, at + SCOPE_INDEX, place->scope);
	TRAP_CALL(trap, 1, 0, record, frame->step.establisher, original, at);
}

/*
 * Finds the frame's caller. Where the frame is that of an unwind which calls a
 * handler, and the handler has begun another, that goes on where the first has
 * got to: at the frame it works on, behind the scopes it is through with.
 * False: there are no more frames.
 */
static bool find(struct kernel *kernel, struct place *place)
{
	struct frame *frame = &place->frame;
	uint64_t at;

	kernel->executed += FRAME_COST;
	place->scope = 0;
	place->collided = false;
	if (!frame_find(kernel, frame))
		return false;
	if (frame->image + frame->step.function ==
	    nt_address(kernel, "RtlpExecuteHandlerForUnwind")) {
		at = get64(kernel,
			   frame->at.registers[UNWIND_RSP] + DISPATCHER_KEPT);
		frame_load(kernel, get64(kernel, at + CONTEXT_RECORD),
			   &frame->at);
		place->scope = get32(kernel, at + SCOPE_INDEX);
		place->collided = true;
		if (!frame_find(kernel, frame))
			return false;
	}
	/* a stack grows down: who calls lies above */
	return frame->step.machine_frame ||
	       frame->up.registers[UNWIND_RSP] >
		       frame->at.registers[UNWIND_RSP];
}

/* ---- looking for a handler ---- */

enum { RECORD = 0, CONTEXT = 1, STEPS = 2 }; /* locals */

static void search(struct trap *trap, struct place *place)
{
	struct kernel *kernel = trap->kernel;
	uint64_t steps = trap_local(trap, STEPS);

	for (; steps < LIMIT_FRAMES; steps++) {
		if (!find(kernel, place))
			break;
		if (!place->frame.step.catches) {
			frame_next(&place->frame);
			continue;
		}
		frame_store(kernel, walking(trap), &place->frame.up);
		trap_set_local(trap, STEPS, steps + 1);
		call_handler(trap, trap_local(trap, RECORD), place, 0,
			     trap_local(trap, CONTEXT), walking(trap));
		return;
	}
	trap_return(trap, false);
}

/* ExceptionRecord, ContextRecord: whether the thread goes on with the latter.
 * A handler that takes the exception does not come back. */
static void dispatch(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct place place = { 0 };

	switch (trap->site) {
	case 0:
		kernel->executed += EXCEPTION_COST;
		trap_set_local(trap, RECORD, trap->registers[ENGINE_RCX]);
		trap_set_local(trap, CONTEXT, trap->registers[ENGINE_RDX]);
		trap_set_local(trap, STEPS, 0);
		frame_load(kernel, trap->registers[ENGINE_RDX],
			   &place.frame.at);
		place.frame.faulted = true;
		break;
	case 1:
		if (trap_result(trap) == CONTINUE_EXECUTION) {
			if (get32(kernel,
				  trap_local(trap, RECORD) + RECORD_FLAGS) &
			    EXCEPTION_NONCONTINUABLE)
				trap_raise(trap,
					   STATUS_NONCONTINUABLE_EXCEPTION);
			else
				trap_return(trap, true);
			return;
		}
		if ((uint32_t)trap_result(trap) > NESTED_EXCEPTION) {
			trap_raise(trap, STATUS_INVALID_DISPOSITION);
			return;
		}
		frame_load(kernel, walking(trap), &place.frame.at);
		break;
	}
	search(trap, &place);
}

/* ---- taking the stack down ---- */

enum { TARGET = 0, TARGET_RIP = 1, UNWIND_RECORD = 2, VALUE = 3 };

static void set_flags(struct trap *trap, uint32_t flags)
{
	uint64_t record = trap_local(trap, UNWIND_RECORD);
	uint32_t now = get32(trap->kernel, record + RECORD_FLAGS);

	put32(trap->kernel, record + RECORD_FLAGS,
	      (now & ~(uint32_t)(EXCEPTION_TARGET_UNWIND |
				 EXCEPTION_COLLIDED_UNWIND)) |
		      flags);
}

/* The frame that was aimed at runs on, where it was told to. */
static void arrive(struct trap *trap, struct frame *frame)
{
	frame->at.rip = trap_local(trap, TARGET_RIP);
	frame->at.registers[UNWIND_RAX] = trap_local(trap, VALUE);
	frame_resume(trap, &frame->at, trap->registers[ENGINE_RFLAGS]);
}

/* called: the handler of this frame has been. */
static void unwind(struct trap *trap, struct place *place, bool called)
{
	struct kernel *kernel = trap->kernel;
	uint64_t target = trap_local(trap, TARGET);
	struct frame *frame = &place->frame;

	for (unsigned steps = 0; steps < LIMIT_FRAMES; steps++) {
		bool last;

		if (!find(kernel, place))
			break;
		last = target && frame->step.establisher == target;
		if (frame->step.unwinds && !called) {
			set_flags(trap,
				  (last ? EXCEPTION_TARGET_UNWIND : 0) |
					  (place->collided
						   ? EXCEPTION_COLLIDED_UNWIND
						   : 0));
			frame_store(kernel, walking(trap), &frame->at);
			call_handler(trap, trap_local(trap, UNWIND_RECORD),
				     place, trap_local(trap, TARGET_RIP),
				     walking(trap), walking(trap));
			return;
		}
		if (last) {
			arrive(trap, frame);
			return;
		}
		called = false;
		frame_next(frame);
	}
	/* [inferred] for a target that is nowhere, or none at all */
	trap_raise(trap, STATUS_BAD_STACK);
}

/* The record that RtlUnwindEx is given, or one of its own. */
static uint64_t unwind_record(struct trap *trap)
{
	static const uint8_t zeros[RECORD_SIZE] = { 0 };
	struct kernel *kernel = trap->kernel;
	uint64_t given = trap->registers[ENGINE_R8];
	uint64_t own = walking(trap) + CONTEXT_SIZE;

	if (given)
		return given;
	memory_write(MEMORY(kernel), own, zeros, sizeof(zeros));
	put32(kernel, own, STATUS_UNWIND);
	put64(kernel, own + RECORD_ADDRESS,
	      get64(kernel,
		    trap->registers[ENGINE_RSP] + pe_write_frame(trap->code)));
	return own;
}

/* TargetFrame, TargetIp, ExceptionRecord, ReturnValue, OriginalContext,
 * HistoryTable */
static void unwind_ex(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t caller =
		trap->registers[ENGINE_RSP] + pe_write_frame(trap->code);
	struct place place = { 0 };
	struct unwind_frame *at = &place.frame.at;

	if (trap->site == 0) {
		for (int i = 0; i < UNWIND_REGISTERS; i++)
			at->registers[i] = trap->registers[i];
		at->rip = get64(kernel, caller);
		at->registers[UNWIND_RSP] = caller + 8;
		trap_set_local(trap, UNWIND_RECORD, unwind_record(trap));
		trap_set_local(trap, TARGET, trap->registers[ENGINE_RCX]);
		trap_set_local(trap, TARGET_RIP, trap->registers[ENGINE_RDX]);
		trap_set_local(trap, VALUE, trap->registers[ENGINE_R9]);
		set_flags(trap, trap->registers[ENGINE_RCX]
					? EXCEPTION_UNWINDING
					: EXCEPTION_UNWINDING |
						  EXCEPTION_EXIT_UNWIND);
		unwind(trap, &place, false);
		return;
	}
	if ((uint32_t)trap_result(trap) != CONTINUE_SEARCH) {
		trap_raise(trap, STATUS_INVALID_DISPOSITION);
		return;
	}
	frame_load(kernel, walking(trap), at);
	unwind(trap, &place, true);
}

/* TargetFrame, TargetIp, ExceptionRecord, ReturnValue; and the first two
 * alone, for a goto out of a __try */
static void unwind_plain(struct trap *trap)
{
	TRAP_CALL(trap, 1, 0, trap_argument(trap, 0), trap_argument(trap, 1),
		  trap_argument(trap, 2), trap_argument(trap, 3), 0, 0);
}

static void unwind_locally(struct trap *trap)
{
	TRAP_CALL(trap, 1, 0, trap_argument(trap, 0), trap_argument(trap, 1), 0,
		  0, 0, 0);
}

/* ExceptionRecord, EstablisherFrame, ContextRecord, DispatcherContext */
static void execute_handler(struct trap *trap)
{
	if (trap->site == 1) {
		trap_return(trap, trap_result(trap));
		return;
	}
	put64(trap->kernel, trap->registers[ENGINE_RSP] + DISPATCHER_KEPT,
	      trap_argument(trap, 3));
	TRAP_CALL(
		trap, 1,
		get64(trap->kernel, trap_argument(trap, 3) + LANGUAGE_HANDLER),
		trap_argument(trap, 0), trap_argument(trap, 1),
		trap_argument(trap, 2), trap_argument(trap, 3));
}

/* ---- raising ---- */

static void raise_access_violation(struct trap *trap)
{
	trap_raise(trap, STATUS_ACCESS_VIOLATION);
}

static void raise_misalignment(struct trap *trap)
{
	trap_raise(trap, STATUS_DATATYPE_MISALIGNMENT);
}

#define NO_VECTORS "xmm6 to xmm15 are not taken back"

static const struct nt_function functions[] = {
	{ "RtlDispatchException", FIDELITY_PARTIAL, dispatch,
	  "no vectored handlers; exceptions are not marked as nested" },
	{ "RtlpExecuteHandlerForException", FIDELITY_REAL, execute_handler,
	  NULL },
	{ "RtlpExecuteHandlerForUnwind", FIDELITY_REAL, execute_handler, NULL },
	{ "RtlUnwindEx", FIDELITY_PARTIAL, unwind_ex, NO_VECTORS },
	{ "RtlUnwind", FIDELITY_PARTIAL, unwind_plain, NO_VECTORS },
	{ "_local_unwind", FIDELITY_PARTIAL, unwind_locally, NO_VECTORS },
	{ "ExRaiseAccessViolation", FIDELITY_REAL, raise_access_violation,
	  NULL },
	{ "ExRaiseDatatypeMisalignment", FIDELITY_REAL, raise_misalignment,
	  NULL },
};

const struct nt_family rtl_exception_family = {
	"rtl_exception", functions, sizeof(functions) / sizeof(*functions)
};
