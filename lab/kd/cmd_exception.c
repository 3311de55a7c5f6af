/*
 * Exceptions: .exr, .lastevent.
 */
#include "config.h"
#include "kd/bugcheck.h"
#include "kd/private.h"

#include "base/bytes.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* "PAGE" where a header was never written */
#define FILLER UINT32_C(0x45474150)

/* EXCEPTION_RECORD64 of winnt.h */
enum {
	RECORD_FLAGS = 4,
	RECORD_ADDRESS = 0x10,
	RECORD_COUNT = 0x18,
	RECORD_PARAMETERS = 0x20,
	RECORD_BYTES = 0x98,
	PARAMETERS_MOST = 15
};
#define ACCESS_VIOLATION UINT32_C(0xc0000005)
#define FAST_FAIL	 UINT32_C(0xc0000409) /* STATUS_STACK_BUFFER_OVERRUN */

/* Exceptions as WinDbg names them. */
static const char *exception_name(uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *name;
	} rows[] = {
		{ 0x80000003, "Break instruction exception" },
		{ 0x80000004, "Single step exception" },
		{ 0xc0000005, "Access violation" },
		{ 0xc0000006, "In-page I/O error" },
		{ 0xc000001d, "Illegal instruction" },
		{ 0xc0000094, "Integer divide-by-zero" },
		{ 0xc0000096, "Privileged instruction exception" },
		{ 0xc00000fd, "Stack overflow" },
		{ 0xc0000409,
		  "Security check failure or stack buffer overrun" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].code == code)
			return rows[i].name;
	return "Unknown exception";
}

static enum err_code run_last(struct kd_call *call, struct err *err)
{
	const struct dump_header *header = target_info(call->target)->header;
	enum err_code code = argument_end(call, call->arguments, err);

	if (code)
		return code;
	if (!header || !header->exception_code ||
	    header->exception_code == FILLER)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "No event is recorded in this dump");
	text_printf(call->out,
		    "Last event: %s - code %08" PRIx32
		    " (first/second chance not available)\n",
		    exception_name(header->exception_code),
		    header->exception_code);
	return ERR_OK;
}

/* "amdppm+0x000000000000334c": an offset as wide as an address. */
static void print_place(struct kd_call *call, uint64_t address)
{
	char name[512], *plus;

	target_name(call->target, address, name, sizeof(name));
	if (!*name)
		return;
	plus = strstr(name, "+0x");
	text_add_string(call->out, " (");
	text_add_visible(call->out, name,
			 plus ? (size_t)(plus - name) : strlen(name));
	if (plus)
		text_printf(call->out, "+0x%016llx",
			    strtoull(plus + 3, NULL, 16));
	text_add_char(call->out, ')');
}

static void print_head(struct kd_call *call, uint64_t address, uint32_t code)
{
	text_printf(call->out, "ExceptionAddress: %016" PRIx64, address);
	print_place(call, address);
	text_printf(call->out, "\n   ExceptionCode: %08" PRIx32 " (%s)\n", code,
		    exception_name(code));
}

static void print_record(struct kd_call *call, const uint8_t *bytes)
{
	static const char *const attempts[] = { "read from", "write to" };
	uint32_t code = bytes_u32(bytes);
	uint32_t count = bytes_u32(bytes + RECORD_COUNT);
	const uint8_t *parameters = bytes + RECORD_PARAMETERS;
	uint64_t kind = bytes_u64(parameters);

	print_head(call, bytes_u64(bytes + RECORD_ADDRESS), code);
	text_printf(call->out,
		    "  ExceptionFlags: %08" PRIx32 "\n"
		    "NumberParameters: %" PRIu32 "\n",
		    bytes_u32(bytes + RECORD_FLAGS), count);
	for (uint32_t i = 0; i < count && i < PARAMETERS_MOST; i++)
		text_printf(call->out,
			    "   Parameter[%" PRIu32 "]: %016" PRIx64 "\n", i,
			    bytes_u64(parameters + 8 * i));
	if (code == FAST_FAIL && count > 0 && bugcheck_fast_fail(kind))
		text_printf(call->out, "Subcode: 0x%" PRIx64 " FAST_FAIL_%s \n",
			    kind, bugcheck_fast_fail(kind));
	if (code != ACCESS_VIOLATION || count < 2)
		return;
	if (kind < 2)
		text_printf(call->out, "Attempt to %s address %016" PRIx64 "\n",
			    attempts[kind], bytes_u64(parameters + 8));
	else
		text_printf(call->out,
			    "Attempt to execute non-executable address "
			    "%016" PRIx64 "\n",
			    bytes_u64(parameters + 8));
}

/* Of the header only these two are kept. */
static enum err_code print_last(struct kd_call *call, struct err *err)
{
	const struct dump_header *header = target_info(call->target)->header;

	if (!header || !header->exception_code ||
	    header->exception_code == FILLER)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "No exception is recorded in this dump");
	print_head(call, header->exception_address, header->exception_code);
	return ERR_OK;
}

static enum err_code run_record(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint8_t bytes[RECORD_BYTES];
	uint64_t address = UINT64_MAX;
	enum err_code code = argument_optional(call, arguments, &address, err);

	if (code)
		return code;
	if (address == UINT64_MAX)
		return print_last(call, err);
	if (target_read(call->target, address, bytes, sizeof(bytes), NULL))
		return err_set(err, ERR_FAULT, address,
			       "Unable to read exception record at "
			       "%016" PRIx64,
			       address);
	print_record(call, bytes);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = ".exr\0",
	  .summary = "show an exception record",
	  .usage = "[ADDRESS | -1]",
	  .help = "-1 is that of the dump's header, of which the code and the "
		  "address are shown. Where a\n"
		  "stop code's argument points at one, as of 0x7E, give "
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
