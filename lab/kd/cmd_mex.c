/*
 * Commands of the MEX extension, in its formats.
 */
#include "config.h"
#include "kd/private.h"

#include "kd/walk.h"

#include <inttypes.h>
#include <string.h>

/* ---- !mex.mut ---- */

struct mutant {
	uint64_t address, flink, blink, owner;
	uint8_t flags, apc_disable;
};

static enum err_code read_mutant(struct kd_call *call, struct mutant *ret,
				 struct err *err)
{
	const char *arguments = call->arguments;
	struct target *target = call->target;
	struct mutant mutant = { 0 };
	uint64_t at;
	enum err_code code =
		argument_last(call, arguments, &mutant.address, err);

	if (code)
		return code;
	at = mutant.address +
	     target_offset(target, "nt!_KMUTANT", "MutantListEntry", 0x18);
	code = target_read_u64(target, at, &mutant.flink, err);
	if (!code)
		code = target_read_u64(target, at + 8, &mutant.blink, err);
	at = mutant.address +
	     target_offset(target, "nt!_KMUTANT", "OwnerThread", 0x28);
	if (!code)
		code = target_read_u64(target, at, &mutant.owner, err);
	at = mutant.address +
	     target_offset(target, "nt!_KMUTANT", "MutantFlags", 0x30);
	if (!code)
		code = target_read(target, at, &mutant.flags, 1, err);
	if (!code)
		code = target_read(target, at + 1, &mutant.apc_disable, 1, err);
	if (!code)
		*ret = mutant;
	return code;
}

static void add_byte_field(struct text *out, unsigned offset, const char *name,
			   uint8_t value)
{
	text_printf(out, "   +0x%03x %-20s : ", offset, name);
	if (!value)
		text_add_string(out, "0 ''\n");
	else if (value >= 0x20 && value < 0x7f)
		text_printf(out, "0x%x '%c'\n", value, value);
	else
		text_printf(out, "0x%x ''\n", value);
}

static void add_bits_field(struct text *out, const char *name, uint8_t flags,
			   unsigned bit, unsigned bits)
{
	unsigned value = flags >> bit & ((1u << bits) - 1);

	text_printf(out, "   +0x030 %-20s : 0y", name);
	for (unsigned i = bits; i-- > 0;)
		text_add_char(out, value >> i & 1 ? '1' : '0');
	if (bits > 1 && value)
		text_printf(out, " (0x%x)", value);
	else if (bits > 1)
		text_add_string(out, " (0)");
	text_add_char(out, '\n');
}

static const char *list_remark(const struct mutant *mutant)
{
	if (!mutant->flink || !mutant->blink)
		return " [INVALID]";
	return mutant->flink == mutant->blink ? " [EMPTY OR 1 ELEMENT]" : "";
}

static void print_mutant(struct kd_call *call, const struct mutant *mutant)
{
	struct text *out = call->out;
	char name[32];

	text_add_string(out, "   +0x000 Header               : "
			     "_DISPATCHER_HEADER\n"
			     "   +0x018 MutantListEntry      : _LIST_ENTRY "
			     "[ 0x");
	kd_address(out, mutant->flink);
	text_add_string(out, " - 0x");
	kd_address(out, mutant->blink);
	text_printf(out, " ]%s\n   +0x028 OwnerThread          : ",
		    list_remark(mutant));
	if (mutant->owner) {
		text_add_string(out, "0x");
		kd_address(out, mutant->owner);
		print_process_name(
			call->target,
			print_pointer(call->target,
				      mutant->owner +
					      target_offset(call->target,
							    "nt!_KTHREAD",
							    "Process", 0x220)),
			name, sizeof(name));
		text_printf(out, " _KTHREAD%s%s%s\n", *name ? " (" : "", name,
			    *name ? ")" : "");
	} else {
		text_add_string(out, "(null)\n");
	}
	add_byte_field(out, 0x30, "MutantFlags", mutant->flags);
	add_bits_field(out, "Abandoned", mutant->flags, 0, 1);
	add_bits_field(out, "Spare1", mutant->flags, 1, 7);
	add_bits_field(out, "Abandoned2", mutant->flags, 0, 1);
	add_bits_field(out, "AbEnabled", mutant->flags, 1, 1);
	add_bits_field(out, "Spare2", mutant->flags, 2, 6);
	add_byte_field(out, 0x31, "ApcDisable", mutant->apc_disable);
}

static enum err_code run_mutant(struct kd_call *call, struct err *err)
{
	struct mutant mutant;
	struct text *out = call->out;
	enum err_code code = read_mutant(call, &mutant, err);

	if (code)
		return code;
	text_printf(out,
		    "\ndt nt!_KMUTANT %016" PRIx64 " () Recursive: [ -r1 -r2 "
		    "-r ] Verbose Normal dt\n",
		    mutant.address);
	for (unsigned i = 0; i < 82; i++)
		text_add_char(out, '=');
	text_add_char(out, '\n');
	print_mutant(call, &mutant);
	text_printf(out, "\n\nNumber of waiters: %zu\n",
		    walk_waiters(call->target, mutant.address));
	if (mutant.owner)
		text_printf(out, "Owning Thread: %016" PRIx64 "\n",
			    mutant.owner);
	else
		text_add_string(out, "No owning thread\n");
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "!mex.mut\0!mut\0",
	  .summary = "show a mutex, its owner and how many wait",
	  .usage = "ADDRESS",
	  .help = "It does not look whether there is a mutex: byte 0 of one "
		  "is 2. \"[EMPTY OR 1 ELEMENT]\"\n"
		  "of a mutex that is owned says that its owner holds no "
		  "other.\n",
	  .needs = KD_NEEDS_MEX,
	  .run = run_mutant },
};

const struct kd_family cmd_mex_family = {
	.name = "mex",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
