#include "config.h"
#include "kd/stack.h"

#include "kd/code.h"
#include "kd/private.h"

#include <inttypes.h>
#include <stdlib.h>

#define HOME_WIDTH 71 /* four qwords and the blanks between */

enum err_code stack_read(struct kd_call *call, struct stack *ret,
			 struct err *err)
{
	struct stack stack = { .why = "" };
	enum err_code code;

	code = target_stack(call->target,
			    &target_context(call->target)->registers,
			    &stack.frames, &stack.count, &stack.why, err);
	if (!code)
		*ret = stack;
	return code;
}

enum err_code stack_read_thread(struct kd_call *call, uint64_t thread,
				struct stack *ret, struct err *err)
{
	struct target_context *context = target_context(call->target);
	struct target_context before = *context;
	enum err_code code = ERR_OK;

	if (thread != context->thread)
		code = target_set_thread(call->target, thread, err);
	if (!code)
		code = stack_read(call, ret, err);
	*context = before;
	return code;
}

void stack_fini(struct stack *stack)
{
	free(stack->frames);
}

void stack_header(struct text *out, unsigned columns)
{
	if (columns & STACK_NUMBER)
		text_add_string(out, " # ");
	if (columns & STACK_CHILD)
		text_add_string(out, "Child-SP          ");
	if (columns & STACK_RETURN)
		text_add_string(out, "RetAddr               ");
	if (columns & STACK_HOME)
		text_printf(out, ": %-*s : ", HOME_WIDTH, "Args to Child");
	text_add_string(out, "Call Site\n");
}

/*
 * The callee's home space lies above the return address, which is where the
 * caller's frame begins. Of the outermost frame nothing tells where that is
 * unless its return address, 0, is looked for.
 */
static uint64_t find_home(const struct stack *stack, size_t number)
{
	if (number + 1 < stack->count)
		return stack->frames[number + 1].stack;
	return stack->frames[number].return_slot
		       ? stack->frames[number].return_slot + 8
		       : 0;
}

static void add_home(struct kd_call *call, uint64_t address)
{
	text_add_string(call->out, ": ");
	for (unsigned i = 0; i < 4; i++) {
		uint64_t value;

		if (address && target_read_u64(call->target, address + 8 * i,
					       &value, NULL) == ERR_OK)
			kd_address(call->out, value);
		else
			text_add_string(call->out, "????????`????????");
		text_add_char(call->out, ' ');
	}
	text_add_string(call->out, ": ");
}

/* A return address may be the next line's, or the next function's. */
static void print_line(struct kd_call *call, const struct stack *stack,
		       size_t number)
{
	bool called = number && !stack->frames[number - 1].machine_frame;
	struct lines_place place;

	if (target_line(call->target, stack->frames[number].rip - called,
			&place))
		text_printf(call->out, " [%s @ %u]", place.file, place.number);
}

void stack_row(struct kd_call *call, const struct stack *stack, size_t number,
	       unsigned columns)
{
	const struct target_frame *frame = &stack->frames[number];
	struct text *out = call->out;

	if (columns & STACK_NUMBER)
		text_printf(out, "%02zx ", number);
	if (columns & STACK_CHILD) {
		kd_address(out, frame->stack);
		text_add_char(out, ' ');
	}
	if (columns & STACK_RETURN) {
		kd_address(out, frame->ret);
		text_add_string(out, "     ");
	}
	if (columns & STACK_HOME)
		add_home(call, find_home(stack, number));
	print_symbol(call, frame->rip);
	if (columns & STACK_TRAP && frame->machine_frame) {
		text_add_string(out, " (TrapFrame @ ");
		kd_address(out, frame->trap);
		text_add_char(out, ')');
	}
	if (call->kd->tells_lines && !(columns & STACK_NO_LINE))
		print_line(call, stack, number);
	text_add_char(out, '\n');
}

void stack_print(struct kd_call *call, uint64_t thread)
{
	unsigned columns = STACK_CHILD | STACK_RETURN | STACK_HOME | STACK_TRAP;
	struct stack stack;
	struct err err;

	if (stack_read_thread(call, thread, &stack, &err)) {
		text_printf(call->out, "No stack: %s\n\n", err.message);
		return;
	}
	stack_header(call->out, columns);
	for (size_t i = 0; i < stack.count; i++)
		stack_row(call, &stack, i, columns);
	stack_fini(&stack);
	text_add_char(call->out, '\n');
}

/* ---- registers ---- */

static void add_registers(struct text *out, const struct unwind_frame *frame)
{
	const uint64_t *r = frame->registers;

	text_printf(out,
		    "rax=%016" PRIx64 " rbx=%016" PRIx64 " rcx=%016" PRIx64
		    "\n",
		    r[UNWIND_RAX], r[UNWIND_RBX], r[UNWIND_RCX]);
	text_printf(out,
		    "rdx=%016" PRIx64 " rsi=%016" PRIx64 " rdi=%016" PRIx64
		    "\n",
		    r[UNWIND_RDX], r[UNWIND_RSI], r[UNWIND_RDI]);
	text_printf(out,
		    "rip=%016" PRIx64 " rsp=%016" PRIx64 " rbp=%016" PRIx64
		    "\n",
		    frame->rip, r[UNWIND_RSP], r[UNWIND_RBP]);
	text_printf(out,
		    " r8=%016" PRIx64 "  r9=%016" PRIx64 " r10=%016" PRIx64
		    "\n",
		    r[UNWIND_R8], r[UNWIND_R9], r[UNWIND_R10]);
	text_printf(out,
		    "r11=%016" PRIx64 " r12=%016" PRIx64 " r13=%016" PRIx64
		    "\n",
		    r[UNWIND_R11], r[UNWIND_R12], r[UNWIND_R13]);
	text_printf(out, "r14=%016" PRIx64 " r15=%016" PRIx64 "\n",
		    r[UNWIND_R14], r[UNWIND_R15]);
}

void stack_registers(struct kd_call *call,
		     const struct target_registers *registers)
{
	uint32_t flags = registers->eflags;
	struct text *out = call->out;

	add_registers(out, &registers->frame);
	text_printf(out, "iopl=%u         %s %s %s %s %s %s %s %s\n",
		    flags >> 12 & 3, flags & 0x800 ? "ov" : "nv",
		    flags & 0x400 ? "dn" : "up", flags & 0x200 ? "ei" : "di",
		    flags & 0x80 ? "ng" : "pl", flags & 0x40 ? "zr" : "nz",
		    flags & 0x10 ? "ac" : "na", flags & 4 ? "pe" : "po",
		    flags & 1 ? "cy" : "nc");
	/* a trap frame does not hold them */
	if (registers->ds || registers->es)
		text_printf(
			out,
			"cs=%04x  ss=%04x  ds=%04x  es=%04x  fs=%04x  gs=%04x"
			"             efl=%08" PRIx32 "\n",
			registers->cs, registers->ss, registers->ds,
			registers->es, registers->fs, registers->gs, flags);
	code_here(call, registers);
}
