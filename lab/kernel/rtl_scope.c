#include "config.h"
#include "kernel/exception.h"

/*
 * The language handler of C: in which bodies of __try a function was, by its
 * scope table, and what their filters and __finally say. The table is a count,
 * then rows (winnt.h, SCOPE_TABLE_AMD64).
 */
enum {
	SCOPE_ROW = 16,
	SCOPES_MOST = 4096,  /* ours; a longer table is not looked through */
	EXECUTE_HANDLER = 1, /* in the place of a filter's address */
};

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

static const struct nt_function functions[] = {
	{ "_C_specific_handler", FIDELITY_REAL, c_specific_handler, NULL },
};

const struct nt_family rtl_scope_family = {
	"rtl_scope", functions, sizeof(functions) / sizeof(*functions)
};
