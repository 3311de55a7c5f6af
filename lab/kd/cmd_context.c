/*
 * Other registers and other address spaces: .cxr, .trap, .ecxr, .process.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/exception.h"
#include "kd/stack.h"

#include <inttypes.h>

/* No address, or 0: back to where the dump began. */
static enum err_code reset(struct kd_call *call, struct err *err)
{
	enum err_code code = target_set_thread(call->target, 0, err);

	if (!code)
		text_add_string(call->out, "Resetting default scope\n");
	return code;
}

static enum err_code run_context(struct kd_call *call, struct err *err)
{
	struct target_context *context = target_context(call->target);
	bool trap = (call->name[1] | 0x20) == 't';
	const char *arguments = call->arguments;
	uint64_t address = 0;
	enum err_code code = argument_optional(call, arguments, &address, err);

	if (code || !address)
		return code ? code : reset(call, err);
	if (!exception_registers(call->target, address, trap,
				 &context->registers))
		return err_set(err, ERR_FAULT, address,
			       "Unable to read %s at %016" PRIx64,
			       trap ? "trap frame" : "context", address);
	context->changed = true;
	exception_print_registers(call, &context->registers, trap);
	return ERR_OK;
}

/*
 * The exception's registers: those that the stop code's argument points at,
 * else those the dump was written with.
 */
static enum err_code run_exception(struct kd_call *call, struct err *err)
{
	struct target_context *context = target_context(call->target);
	const struct target_info *info = target_info(call->target);
	uint64_t address = exception_context(info);
	struct target_registers registers;
	enum err_code code = argument_end(call, call->arguments, err);

	if (code)
		return code;
	if (!exception_registers(call->target, address, false, &registers) &&
	    target_cpu_registers(call->target, info->current_cpu, &registers,
				 NULL))
		return err_set(err, ERR_NOT_FOUND, 0,
			       "Unable to get exception context: this dump "
			       "has none");
	context->registers = registers;
	context->changed = true;
	stack_registers(call, &context->registers);
	return ERR_OK;
}

static enum err_code run_process(struct kd_call *call, struct err *err)
{
	struct target_context *context = target_context(call->target);
	const char *arguments = call->arguments;
	uint64_t process = 0, table = 0;
	char rest[8];
	enum err_code code;

	while (argument_option(&arguments, 'p', rest, sizeof(rest)) ||
	       argument_option(&arguments, 'r', rest, sizeof(rest)))
		continue;
	code = argument_optional(call, arguments, &process, err);
	if (code)
		return code;
	if (process && (!print_field(call->target, process, "nt!_KPROCESS",
				     "DirectoryTableBase", 0x28, 8, &table) ||
			!(table & ~UINT64_C(0xfff))))
		return err_set(err, ERR_FAULT, process,
			       "%016" PRIx64 " is not a process: '!process 0 "
			       "0' lists them",
			       process);
	target_set_table_base(call->target, table & ~UINT64_C(0xfff));
	if (process)
		context->process = process;
	text_add_string(call->out, "Implicit process is now ");
	kd_address(call->out, context->process);
	text_add_char(call->out, '\n');
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = ".cxr\0.trap\0",
	  .summary = "take the registers from a CONTEXT or a trap frame",
	  .usage = "[ADDRESS]",
	  .help = "k, r and expressions are of those then. Without an "
		  "address: back to the first.\n",
	  .run = run_context },
	{ .names = ".ecxr\0",
	  .summary = "take the registers of the exception",
	  .usage = "",
	  .help = "They are where an argument of the stop code points: 0x3B "
		  "and 0x7E have one. Of other\n"
		  "dumps they are those that the dump was written with. .cxr "
		  "goes back.\n",
	  .run = run_exception },
	{ .names = ".process\0",
	  .summary = "read memory as another process sees it",
	  .usage = "[/p] [/r] [ADDRESS]",
	  .help = "Without an address: back to the first.\n",
	  .run = run_process },
};

const struct kd_family cmd_context_family = {
	.name = "contexts",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
