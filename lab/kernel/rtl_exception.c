#include "config.h"
#include "kernel/private.h"

#include "base/limits.h"
#include "formats/pe_write.h"
#include "kernel/frames.h"

/*
 * Structured exception handling: who looks for a handler, and who takes the
 * stack down to it. Microsoft Learn, "x64 exception handling": language-
 * specific handler, DISPATCHER_CONTEXT, EXCEPTION_DISPOSITION; the flags and
 * the scope table are winnt.h's.
 */
enum {
	/* EXCEPTION_RECORD */
	RECORD_FLAGS = 4,
	RECORD_ADDRESS = 0x10,
	RECORD_SIZE = 0x98,
	EXCEPTION_NONCONTINUABLE = 1,
	EXCEPTION_UNWINDING = 2,
	EXCEPTION_EXIT_UNWIND = 4,
	EXCEPTION_TARGET_UNWIND = 0x20,
	EXCEPTION_COLLIDED_UNWIND = 0x40,

	/* EXCEPTION_DISPOSITION */
	CONTINUE_EXECUTION = 0,
	CONTINUE_SEARCH = 1,
	NESTED_EXCEPTION = 2,

	/* DISPATCHER_CONTEXT */
	CONTROL_PC = 0,
	IMAGE_BASE = 8,
	FUNCTION_ENTRY = 0x10,
	ESTABLISHER_FRAME = 0x18,
	TARGET_IP = 0x20,
	CONTEXT_RECORD = 0x28,
	LANGUAGE_HANDLER = 0x30,
	HANDLER_DATA = 0x38,
	HISTORY_TABLE = 0x40,
	SCOPE_INDEX = 0x48,
	DISPATCHER_SIZE = 0x50,
	CONTEXT_SIZE = 0x4d0,

	/* of RtlpExecuteHandlerForUnwind, from its rsp: whom it calls for */
	DISPATCHER_KEPT = 0x20,

	/* in bytes of instructions, against the budget of who makes exceptions
	 * over and over: about what one, and a frame, take here */
	EXCEPTION_COST = 20000,
	FRAME_COST = 1500,

	/* SCOPE_TABLE: a count, then rows of RVAs */
	SCOPE_ROW = 16,
	SCOPES_MOST = 4096,  /* ours; a longer table is not looked through */
	EXECUTE_HANDLER = 1, /* for a filter's address, too */
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

/* ---- what a scope table says ---- */

enum { OF_RECORD, OF_FRAME, OF_CONTEXT, OF_DISPATCHER, OF_INDEX };
enum { CALL_FILTER = 1, CALL_FINALLY = 2, CALL_UNWIND = 3 };

struct scope {
	uint32_t begin, end, handler, target; /* RVAs */
};

static struct scope scope_at(struct trap *trap, uint64_t index)
{
	struct kernel *kernel = trap->kernel;
	uint64_t row =
		get64(kernel, trap_local(trap, OF_DISPATCHER) + HANDLER_DATA) +
		4 + SCOPE_ROW * index;

	return (struct scope){ get32(kernel, row), get32(kernel, row + 4),
			       get32(kernel, row + 8),
			       get32(kernel, row + 12) };
}

static uint64_t of_dispatcher(struct trap *trap, unsigned field)
{
	return get64(trap->kernel, trap_local(trap, OF_DISPATCHER) + field);
}

static uint32_t scope_count(struct trap *trap)
{
	uint32_t count = get32(trap->kernel, of_dispatcher(trap, HANDLER_DATA));

	return count < SCOPES_MOST ? count : SCOPES_MOST;
}

static bool in_scope(const struct scope *scope, uint64_t rva)
{
	return rva >= scope->begin && rva < scope->end;
}

static void execute(struct trap *trap, const struct scope *scope)
{
	uint64_t record = trap_local(trap, OF_RECORD);

	TRAP_CALL(trap, CALL_UNWIND, 0, trap_local(trap, OF_FRAME),
		  of_dispatcher(trap, IMAGE_BASE) + scope->target, record,
		  get32(trap->kernel, record),
		  of_dispatcher(trap, CONTEXT_RECORD), 0);
}

/* The first __except around where it happened whose filter says so. */
static void find_filter(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t image = of_dispatcher(trap, IMAGE_BASE);
	uint64_t rva = of_dispatcher(trap, CONTROL_PC) - image;
	uint64_t index = trap_local(trap, OF_INDEX);

	for (; index < scope_count(trap); index++) {
		struct scope scope = scope_at(trap, index);

		if (!in_scope(&scope, rva) || !scope.target)
			continue;
		trap_set_local(trap, OF_INDEX, index);
		if (scope.handler == EXECUTE_HANDLER) {
			execute(trap, &scope);
			return;
		}
		put64(kernel, trap_frame(trap), trap_local(trap, OF_RECORD));
		put64(kernel, trap_frame(trap) + 8,
		      trap_local(trap, OF_CONTEXT));
		TRAP_CALL(trap, CALL_FILTER, image + scope.handler,
			  trap_frame(trap), trap_local(trap, OF_FRAME));
		return;
	}
	trap_return(trap, CONTINUE_SEARCH);
}

static void take_filter(struct trap *trap)
{
	uint64_t index = trap_local(trap, OF_INDEX);
	struct scope scope = scope_at(trap, index);
	int32_t said = (int32_t)trap_result(trap);

	if (said < 0) {
		trap_return(trap, CONTINUE_EXECUTION);
	} else if (said > 0) {
		execute(trap, &scope);
	} else {
		trap_set_local(trap, OF_INDEX, index + 1);
		find_filter(trap);
	}
}

/* Each __finally that is left, from inside out. The index is kept where
 * another unwind that a __finally begins goes on from. */
static void find_finally(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_local(trap, OF_DISPATCHER);
	uint64_t image = of_dispatcher(trap, IMAGE_BASE);
	uint64_t rva = of_dispatcher(trap, CONTROL_PC) - image;
	uint64_t target = of_dispatcher(trap, TARGET_IP) - image;
	bool here = get32(kernel, trap_local(trap, OF_RECORD) + RECORD_FLAGS) &
		    EXCEPTION_TARGET_UNWIND;

	for (uint32_t i = get32(kernel, at + SCOPE_INDEX);
	     i < scope_count(trap); i++) {
		struct scope scope = scope_at(trap, i);

		if (!in_scope(&scope, rva))
			continue;
		/* where it goes on is still inside, or is this one's handler */
		if (here &&
		    (in_scope(&scope, target) || scope.target == target))
			break;
		if (scope.target)
			continue;
		put32(kernel, at + SCOPE_INDEX, i + 1);
		TRAP_CALL(trap, CALL_FINALLY, image + scope.handler, true,
			  trap_local(trap, OF_FRAME));
		return;
	}
	trap_return(trap, CONTINUE_SEARCH);
}

static void c_specific_handler(struct trap *trap)
{
	switch (trap->site) {
	case 0:
		trap_set_local(trap, OF_RECORD, trap->registers[ENGINE_RCX]);
		trap_set_local(trap, OF_FRAME, trap->registers[ENGINE_RDX]);
		trap_set_local(trap, OF_CONTEXT, trap->registers[ENGINE_R8]);
		trap_set_local(trap, OF_DISPATCHER, trap->registers[ENGINE_R9]);
		trap_set_local(trap, OF_INDEX,
			       get32(trap->kernel,
				     trap->registers[ENGINE_R9] + SCOPE_INDEX));
		if (get32(trap->kernel,
			  trap->registers[ENGINE_RCX] + RECORD_FLAGS) &
		    (EXCEPTION_UNWINDING | EXCEPTION_EXIT_UNWIND))
			find_finally(trap);
		else
			find_filter(trap);
		break;
	case CALL_FILTER:
		take_filter(trap);
		break;
	case CALL_FINALLY:
		find_finally(trap);
		break;
	}
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
	{ "_C_specific_handler", FIDELITY_REAL, c_specific_handler, NULL },
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
