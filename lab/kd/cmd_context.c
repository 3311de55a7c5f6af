/*
 * Other registers and other address spaces: .cxr, .trap, .ecxr, .process.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/stack.h"

#include <inttypes.h>
#include <string.h>

/* CONTEXT of winnt.h, x64 */
enum {
	CONTEXT_SEGMENTS = 0x38,
	CONTEXT_FLAGS = 0x44,
	CONTEXT_RAX = 0x78,
	CONTEXT_RIP = 0xf8,
	CONTEXT_BYTES = 0x100
};
/* KTRAP_FRAME: the same in 19041 and 22000 */
enum { TRAP_RBP = 0x158, TRAP_RIP = 0x168, TRAP_BYTES = 0x190 };

static uint64_t read_u64(const uint8_t *bytes)
{
	uint64_t value = 0;

	for (unsigned i = 8; i-- > 0;)
		value = value << 8 | bytes[i];
	return value;
}

static uint16_t read_u16(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] | bytes[1] << 8);
}

static void parse_context(const uint8_t *bytes, struct target_registers *ret)
{
	const uint8_t *segments = bytes + CONTEXT_SEGMENTS;

	for (unsigned i = 0; i < UNWIND_REGISTERS; i++)
		ret->frame.registers[i] = read_u64(bytes + CONTEXT_RAX + 8 * i);
	ret->frame.rip = read_u64(bytes + CONTEXT_RIP);
	ret->eflags = (uint32_t)read_u64(bytes + CONTEXT_FLAGS);
	ret->cs = read_u16(segments);
	ret->ds = read_u16(segments + 2);
	ret->es = read_u16(segments + 4);
	ret->fs = read_u16(segments + 6);
	ret->gs = read_u16(segments + 8);
	ret->ss = read_u16(segments + 10);
}

/* Only what a trap saves; the rest is 0. */
static void parse_trap(const uint8_t *bytes, struct target_registers *ret)
{
	static const struct {
		uint16_t offset;
		uint8_t number;
	} saved[] = {
		{ 0x30, UNWIND_RAX },	  { 0x38, UNWIND_RCX },
		{ 0x40, UNWIND_RDX },	  { 0x48, UNWIND_R8 },
		{ 0x50, UNWIND_R9 },	  { 0x58, UNWIND_R10 },
		{ 0x60, UNWIND_R11 },	  { 0x140, UNWIND_RBX },
		{ 0x148, UNWIND_RDI },	  { 0x150, UNWIND_RSI },
		{ TRAP_RBP, UNWIND_RBP }, { 0x180, UNWIND_RSP },
	};

	memset(ret, 0, sizeof(*ret));
	for (size_t i = 0; i < sizeof(saved) / sizeof(*saved); i++)
		ret->frame.registers[saved[i].number] =
			read_u64(bytes + saved[i].offset);
	ret->frame.rip = read_u64(bytes + TRAP_RIP);
	ret->cs = read_u16(bytes + 0x170);
	ret->eflags = (uint32_t)read_u64(bytes + 0x178);
	ret->ss = read_u16(bytes + 0x188);
}

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
	uint8_t bytes[TRAP_BYTES];
	uint64_t address = 0;
	enum err_code code = argument_optional(call, arguments, &address, err);

	if (code || !address)
		return code ? code : reset(call, err);
	if (target_read(call->target, address, bytes,
			trap ? TRAP_BYTES : CONTEXT_BYTES, NULL))
		return err_set(err, ERR_FAULT, address,
			       "Unable to read %s at %016" PRIx64,
			       trap ? "trap frame" : "context", address);
	if (trap) {
		parse_trap(bytes, &context->registers);
		text_add_string(call->out,
				"NOTE: The trap frame does not contain all "
				"registers.\n"
				"Some register values may be zeroed or "
				"incorrect.\n");
	} else {
		parse_context(bytes, &context->registers);
	}
	context->changed = true;
	stack_registers(call, &context->registers);
	return ERR_OK;
}

/* The argument that is the address of a CONTEXT, by stop code; 0: none is.
 * Source: Microsoft Learn, "Bug check code reference". */
static unsigned context_argument(uint32_t bugcheck)
{
	static const struct {
		uint32_t code;
		unsigned number;
	} rows[] = {
		{ 0x3b, 3 },
		{ 0x7e, 4 },
		{ 0x1000007e, 4 },
		{ 0xc000021a, 4 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].code == bugcheck)
			return rows[i].number;
	return 0;
}

/*
 * The exception's registers: those that the stop code's argument points at,
 * else those the dump was written with.
 */
static enum err_code run_exception(struct kd_call *call, struct err *err)
{
	struct target_context *context = target_context(call->target);
	const struct target_info *info = target_info(call->target);
	unsigned number = context_argument(info->bugcheck);
	struct target_registers registers;
	uint8_t bytes[CONTEXT_BYTES];
	enum err_code code = argument_end(call, call->arguments, err);

	if (code)
		return code;
	if (number && target_read(call->target, info->parameters[number - 1],
				  bytes, sizeof(bytes), NULL) == ERR_OK)
		parse_context(bytes, &registers);
	else if (target_cpu_registers(call->target, info->current_cpu,
				      &registers, NULL))
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
