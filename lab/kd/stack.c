#include "config.h"
#include "kd/stack.h"

#include "kd/private.h"

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
	text_add_char(out, '\n');
}
