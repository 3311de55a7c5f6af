/*
 * Stacks, registers, and the context that both are of.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/stack.h"
#include "target/register.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- k ---- */

static unsigned find_columns(const char *name)
{
	unsigned columns = STACK_CHILD | STACK_RETURN;

	for (const char *letter = name + 1; *letter; letter++) {
		if (*letter == 'n')
			columns |= STACK_NUMBER;
		else if (*letter == 'b')
			columns =
				(columns & ~(unsigned)STACK_CHILD) | STACK_HOME;
		else if (*letter == 'v')
			columns |= STACK_HOME | STACK_TRAP;
		else if (*letter == 'c')
			columns = (columns & STACK_NUMBER) | STACK_NO_LINE;
		else if (*letter == 'L')
			columns |= STACK_NO_LINE;
	}
	return columns;
}

static enum err_code run_stack(struct kd_call *call, struct err *err)
{
	unsigned columns = find_columns(call->name);
	const char *arguments = call->arguments;
	uint64_t most = UINT64_MAX;
	struct stack stack;
	enum err_code code;

	if (*arguments == 'L' || *arguments == 'l')
		arguments++;
	if (*arguments) {
		code = kd_expression(call, &arguments, &most, err);
		if (code)
			return err_set(err, ERR_USAGE, 0,
				       "'%.100s' is no number of frames: "
				       "'%s 5' shows five",
				       call->arguments, call->name);
		code = argument_end(call, arguments, err);
		if (code)
			return code;
	}
	code = stack_read(call, &stack, err);
	if (code)
		return code;
	if (target_context(call->target)->changed)
		text_add_string(call->out,
				"  *** Stack trace for last set context - "
				".thread/.cxr resets it\n");
	stack_header(call->out, columns);
	for (size_t i = 0; i < stack.count && i < most && kd_goes_on(call); i++)
		stack_row(call, &stack, i, columns);
	if (*stack.why && stack.count < most)
		text_printf(call->out, "The stack ends here: %s\n", stack.why);
	stack_fini(&stack);
	return ERR_OK;
}

/* ---- r ---- */

static enum err_code print_named(struct kd_call *call, const char *name,
				 size_t size, struct err *err)
{
	const struct target_registers *registers =
		&target_context(call->target)->registers;
	unsigned bits = 64;
	uint64_t value;

	if (size && *name == '@') {
		name++;
		size--;
	}
	if (size && *name == '$') {
		if (register_pseudo(call->target, name, size, &value, NULL))
			return err_set(err, ERR_USAGE, 0,
				       "Bad register error at '%.*s'",
				       (int)size, name);
	} else if (!register_find(registers, name, size, &value, &bits)) {
		return err_set(err, ERR_USAGE, 0,
			       "Bad register error at '%.*s'",
			       size > 100 ? 100 : (int)size, name);
	}
	text_printf(call->out, "%.*s=%0*" PRIx64 "\n", (int)size, name,
		    (int)(bits + 3) / 4, value);
	return ERR_OK;
}

static enum err_code run_registers(struct kd_call *call, struct err *err)
{
	const struct unwind_frame *frame =
		&target_context(call->target)->registers.frame;
	const char *at = call->arguments;

	if (!frame->rip && !frame->registers[UNWIND_RSP])
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no registers of processor %u in this dump",
			       target_context(call->target)->cpu);
	if (!*at) {
		stack_registers(call, &target_context(call->target)->registers);
		return ERR_OK;
	}
	if (strchr(at, '='))
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot set a register: a dump is only read");
	while (*at) {
		size_t size = strcspn(at, ", \t");
		enum err_code code = print_named(call, at, size, err);

		if (code)
			return code;
		at += size;
		at += strspn(at, ", \t");
	}
	return ERR_OK;
}

/* ---- contexts ---- */

static enum err_code run_frame(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	struct stack stack;
	uint64_t number = 0;
	char rest[8];
	bool registers = argument_option(&arguments, 'r', rest, sizeof(rest));
	enum err_code code = argument_optional(call, arguments, &number, err);

	if (!code)
		code = stack_read(call, &stack, err);
	if (code)
		return code;
	if (number < stack.count) {
		stack_row(call, &stack, number,
			  STACK_NUMBER | STACK_CHILD | STACK_RETURN);
		if (registers)
			stack_registers(call, &stack.frames[number].registers);
	} else {
		code = err_set(err, ERR_USAGE, 0,
			       "Cannot find frame 0x%" PRIx64
			       ", previous scope unchanged",
			       number);
	}
	stack_fini(&stack);
	return code;
}

static enum err_code run_thread(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t thread = 0;
	enum err_code code = argument_optional(call, arguments, &thread, err);

	if (!code)
		code = target_set_thread(call->target, thread, err);
	if (code)
		return code;
	text_add_string(call->out, thread ? "Implicit thread is now "
					  : "Implicit thread is the default: ");
	kd_address(call->out, target_context(call->target)->thread);
	text_add_char(call->out, '\n');
	return ERR_OK;
}

/* "~1s", "~1": another processor's registers and thread. */
static enum err_code run_processor(struct kd_call *call, struct err *err)
{
	struct target_context *context = target_context(call->target);
	struct target_registers registers;
	unsigned cpu;
	char s = 's';
	uint64_t thread;
	enum err_code code;

	if (sscanf(call->arguments, "%4u%c", &cpu, &s) < 1 || s != 's' ||
	    cpu >= target_info(call->target)->processors)
		return err_set(err, ERR_USAGE, 0,
			       "which processor? there are %" PRIu32
			       ", and ~1s goes to the second",
			       target_info(call->target)->processors);
	code = target_cpu_registers(call->target, cpu, &registers, err);
	if (code)
		return code;
	if (target_cpu_thread(call->target, cpu, &thread, NULL))
		thread = 0;
	context->cpu = cpu;
	context->registers = registers;
	context->thread = thread;
	context->process =
		thread ? print_pointer(call->target,
				       thread + target_offset(call->target,
							      "nt!_KTHREAD",
							      "Process", 0x220))
		       : 0;
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "k\0kb\0kbn\0kc\0kcn\0kL\0kn\0knL\0kp\0kP\0kv\0kvn\0",
	  .summary = "show the stack",
	  .usage = "[COUNT]",
	  .help = "n numbers the frames, b and v show four qwords of each "
		  "callee's home space (what\n"
		  "WinDbg calls args; often they are something else), c only "
		  "the names, L no lines of\n"
		  "source after .lines.\n",
	  .run = run_stack },
	{ .names = "r\0",
	  .summary = "show the registers",
	  .usage = "[NAME, ...]",
	  .run = run_registers },
	{ .names = ".frame\0",
	  .summary = "show one frame of the stack",
	  .usage = "[/r] [NUMBER]",
	  .help = "/r: with its registers. Without locals, a frame is not "
		  "made the current one.\n",
	  .run = run_frame },
	{ .names = ".thread\0",
	  .summary = "look at another thread's stack and registers",
	  .usage = "[ADDRESS]",
	  .help = "Without an address: back to the first.\n",
	  .run = run_thread },
	{ .names = "~\0",
	  .summary = "look at another processor",
	  .usage = "NUMBER [s]",
	  .run = run_processor },
};

const struct kd_family cmd_stack_family = {
	.name = "stacks",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
