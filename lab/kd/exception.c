#include "config.h"
#include "kd/exception.h"

#include "base/bytes.h"
#include "kd/bugcheck.h"
#include "kd/private.h"

#include <inttypes.h>
#include <stdlib.h>
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

static void parse_context(const uint8_t *bytes, struct target_registers *ret)
{
	const uint8_t *segments = bytes + CONTEXT_SEGMENTS;

	for (unsigned i = 0; i < UNWIND_REGISTERS; i++)
		ret->frame.registers[i] =
			bytes_u64(bytes + CONTEXT_RAX + 8 * i);
	ret->frame.rip = bytes_u64(bytes + CONTEXT_RIP);
	ret->eflags = (uint32_t)bytes_u64(bytes + CONTEXT_FLAGS);
	ret->cs = bytes_u16(segments);
	ret->ds = bytes_u16(segments + 2);
	ret->es = bytes_u16(segments + 4);
	ret->fs = bytes_u16(segments + 6);
	ret->gs = bytes_u16(segments + 8);
	ret->ss = bytes_u16(segments + 10);
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
			bytes_u64(bytes + saved[i].offset);
	ret->frame.rip = bytes_u64(bytes + TRAP_RIP);
	ret->cs = bytes_u16(bytes + 0x170);
	ret->eflags = (uint32_t)bytes_u64(bytes + 0x178);
	ret->ss = bytes_u16(bytes + 0x188);
}

bool exception_registers(struct target *target, uint64_t address, bool trap,
			 struct target_registers *ret)
{
	uint8_t bytes[TRAP_BYTES];

	if (!address || target_read(target, address, bytes,
				    trap ? TRAP_BYTES : CONTEXT_BYTES, NULL))
		return false;
	if (trap)
		parse_trap(bytes, ret);
	else
		parse_context(bytes, ret);
	return true;
}

void exception_print_registers(struct kd_call *call,
			       const struct target_registers *registers,
			       bool trap)
{
	if (trap)
		text_add_string(call->out,
				"NOTE: The trap frame does not contain all "
				"registers.\n"
				"Some register values may be zeroed or "
				"incorrect.\n");
	stack_registers(call, registers);
}

/* ---- where they are ---- */

/* Which arguments are their addresses, from 1, by stop code; 0: none is.
 * Source: Microsoft Learn, "Bug check code reference". */
static const struct places {
	uint32_t code;
	uint8_t record, context, trap;
} stops[] = {
	{ 0x3b, 0, 3, 0 },  { 0x7e, 3, 4, 0 },	     { 0x1000007e, 3, 4, 0 },
	{ 0x139, 3, 0, 2 }, { 0xc000021a, 0, 4, 0 },
};

static struct places places_of(const struct target_info *info)
{
	for (size_t i = 0; i < sizeof(stops) / sizeof(*stops); i++)
		if (stops[i].code == info->bugcheck)
			return stops[i];
	return (struct places){ 0 };
}

static uint64_t argument(const struct target_info *info, unsigned number)
{
	return number ? info->parameters[number - 1] : 0;
}

uint64_t exception_context(const struct target_info *info)
{
	return argument(info, places_of(info).context);
}

uint64_t exception_record(const struct target_info *info)
{
	return argument(info, places_of(info).record);
}

/* Not those of system calls and of interrupts. */
static bool is_handler(struct kd_call *call, uint64_t rip)
{
	char name[512];

	target_name(call->target, rip, name, sizeof(name));
	return strncmp(name, "nt!Ki", 5) == 0 &&
	       (strstr(name, "Fault") || strstr(name, "Trap") ||
		strstr(name, "KiRaise"));
}

uint64_t exception_trap(struct kd_call *call, const struct stack *stack)
{
	const struct target_info *info = target_info(call->target);
	uint64_t address = argument(info, places_of(info).trap);

	for (size_t i = 0; i < stack->count && !address; i++)
		if (stack->frames[i].machine_frame &&
		    is_handler(call, stack->frames[i].rip))
			address = stack->frames[i].trap;
	return address;
}

/* ---- records ---- */

/* EXCEPTION_RECORD64 of winnt.h */
enum {
	RECORD_FLAGS = 4,
	RECORD_ADDRESS = 0x10,
	RECORD_COUNT = 0x18,
	RECORD_PARAMETERS = 0x20,
	RECORD_BYTES = 0x98,
	PARAMETERS_MOST = 15
};

/* Exceptions as WinDbg names them. */
const char *exception_name(uint32_t code)
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
	return NULL;
}

const char *exception_message(uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *words;
	} rows[] = {
		{ 0x80000003, "{EXCEPTION}  Breakpoint  A breakpoint has been "
			      "reached." },
		{ 0xc0000005,
		  "The instruction at 0x%p referenced memory at 0x%p. The "
		  "memory could not be %s." },
		{ 0xc000001d,
		  "{EXCEPTION}  Illegal Instruction  An attempt was made to "
		  "execute an illegal instruction." },
		{ 0xc0000046,
		  "An attempt to release a mutant object was made by a thread "
		  "that was not the owner of the mutant object." },
		{ 0xc0000094, "{EXCEPTION}  Integer division by zero." },
		{ 0xc0000409,
		  "The system detected an overrun of a stack-based buffer in "
		  "this application. This overrun could potentially allow a "
		  "malicious user to gain control of this application." },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].code == code)
			return rows[i].words;
	return NULL;
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
	text_printf(call->out, "\n   ExceptionCode: %08" PRIx32, code);
	if (exception_name(code))
		text_printf(call->out, " (%s)", exception_name(code));
	text_add_char(call->out, '\n');
}

void exception_print(struct kd_call *call, const uint8_t *bytes)
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
	if (code == STATUS_STACK_BUFFER_OVERRUN && count > 0 &&
	    bugcheck_fast_fail(kind))
		text_printf(call->out, "Subcode: 0x%" PRIx64 " FAST_FAIL_%s \n",
			    kind, bugcheck_fast_fail(kind));
	if (code != STATUS_ACCESS_VIOLATION || count < 2)
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

bool exception_print_record(struct kd_call *call, uint64_t address)
{
	uint8_t bytes[RECORD_BYTES];

	if (target_read(call->target, address, bytes, sizeof(bytes), NULL))
		return false;
	exception_print(call, bytes);
	return true;
}

int exception_read(struct target *target, uint64_t address, uint32_t *ret_code,
		   uint64_t *ret_parameters, int most)
{
	uint8_t bytes[RECORD_BYTES];
	uint32_t count;

	if (!address ||
	    target_read(target, address, bytes, sizeof(bytes), NULL))
		return -1;
	*ret_code = bytes_u32(bytes);
	count = bytes_u32(bytes + RECORD_COUNT);
	if (count > (uint32_t)most)
		count = (uint32_t)most;
	for (uint32_t i = 0; i < count; i++)
		ret_parameters[i] =
			bytes_u64(bytes + RECORD_PARAMETERS + 8 * i);
	return (int)count;
}
