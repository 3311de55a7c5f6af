/*
 * Exceptions: .exr, .lastevent.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/exception.h"

#include <inttypes.h>

/* "PAGE" where a header was never written */
#define FILLER UINT32_C(0x45474150)

static enum err_code run_last(struct kd_call *call, struct err *err)
{
	const struct dump_header *header = target_info(call->target)->header;
	enum err_code code = argument_end(call, call->arguments, err);
	const char *name;

	if (code)
		return code;
	if (!header || !header->exception_code ||
	    header->exception_code == FILLER)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "No event is recorded in this dump");
	name = exception_name(header->exception_code);
	text_printf(call->out,
		    "Last event: %s - code %08" PRIx32
		    " (first/second chance not available)\n",
		    name ? name : "Unknown exception", header->exception_code);
	return ERR_OK;
}

static enum err_code print_last(struct kd_call *call, struct err *err)
{
	const struct dump_header *header = target_info(call->target)->header;

	if (!header || !header->exception_code ||
	    header->exception_code == FILLER)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "No exception is recorded in this dump");
	exception_print(call, header->exception);
	return ERR_OK;
}

static enum err_code run_record(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t address = UINT64_MAX;
	enum err_code code = argument_optional(call, arguments, &address, err);

	if (code)
		return code;
	if (address == UINT64_MAX)
		return print_last(call, err);
	if (!exception_print_record(call, address))
		return err_set(err, ERR_FAULT, address,
			       "Unable to read exception record at "
			       "%016" PRIx64,
			       address);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = ".exr\0",
	  .summary = "show an exception record",
	  .usage = "[ADDRESS | -1]",
	  .help = "-1 is that of the dump's header. Where a stop code's "
		  "argument points at one, as of 0x7E, give "
		  "that.\n",
	  .run = run_record },
	{ .names = ".lastevent\0",
	  .summary = "say which exception the dump records",
	  .usage = "",
	  .help = "The kernel raises a break of its own for a stop code; what "
		  "led to it is in the stop\n"
		  "code's arguments.\n",
	  .run = run_last },
};

const struct kd_family cmd_exception_family = {
	.name = "exceptions",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
