/*
 * Commands about the debugger itself, and about numbers.
 */
#include "config.h"
#include "kd/private.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* ---- .formats ---- */

static void print_digits(struct text *out, uint64_t value)
{
	text_add_string(out, "  Octal:   ");
	for (int i = 63; i >= 0; i -= 3)
		text_add_char(out, (char)('0' + (value >> i & 7)));
	text_add_string(out, "\n  Binary: ");
	for (int i = 63; i >= 0; i--) {
		if (i % 8 == 7)
			text_add_char(out, ' ');
		text_add_char(out, (char)('0' + (value >> i & 1)));
	}
	text_add_string(out, "\n  Chars:   ");
	for (int i = 56; i >= 0; i -= 8)
		text_add_char(out, print_byte((uint8_t)(value >> i)));
	text_add_char(out, '\n');
}

static void print_floats(struct text *out, uint64_t value)
{
	uint32_t halves[2] = { (uint32_t)value, (uint32_t)(value >> 32) };
	float floats[2];
	double whole;

	memcpy(floats, halves, sizeof(floats));
	memcpy(&whole, &value, sizeof(whole));
	text_printf(out, "  Float:   low %g high %g\n", (double)floats[0],
		    (double)floats[1]);
	text_printf(out, "  Double:  %g\n", whole);
}

/* What fits 32 bits is taken as a time_t, more as a FILETIME. */
static void print_time(struct text *out, uint64_t value)
{
	time_t seconds = (time_t)value;
	char line[32];
	struct tm tm;

	text_add_string(out, "  Time:    ");
	if (value >> 32) {
		print_filetime(out, value);
	} else if (localtime_r(&seconds, &tm) && asctime_r(&tm, line)) {
		line[strcspn(line, "\n")] = 0;
		text_add_string(out, line);
	}
	text_add_char(out, '\n');
}

static enum err_code run_formats(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t value;
	enum err_code code = argument_last(call, arguments, &value, err);

	if (code)
		return code;
	text_add_string(call->out, "Evaluate expression:\n  Hex:     ");
	kd_address(call->out, value);
	text_printf(call->out, "\n  Decimal: %" PRId64 "\n", (int64_t)value);
	print_digits(call->out, value);
	print_time(call->out, value);
	print_floats(call->out, value);
	return ERR_OK;
}

/* ---- the rest ---- */

static enum err_code run_echo(struct kd_call *call, struct err *err)
{
	size_t size = strlen(call->arguments);
	const char *start = call->arguments;

	(void)err;
	if (size >= 2 && start[0] == '"' && start[size - 1] == '"') {
		start++;
		size -= 2;
	}
	text_add_visible(call->out, start, size);
	text_add_char(call->out, '\n');
	return ERR_OK;
}

static enum err_code help_one(struct kd_call *call, struct err *err)
{
	const struct kd_command *command = kd_command_find(call->arguments);
	const char *nearest;

	if (!command) {
		nearest = kd_command_nearest(call->arguments);
		return err_set(err, ERR_USAGE, 0,
			       "no command '%.100s'%s%s: '.help' lists them",
			       call->arguments,
			       nearest ? ", did you mean " : "",
			       nearest ? nearest : "");
	}
	text_printf(call->out, "%s %s\n", call->arguments, command->usage);
	text_printf(call->out, "%s.\n", command->summary);
	if (command->names[strlen(command->names) + 1]) {
		text_add_string(call->out, "Also:");
		for (const char *name = command->names; *name;
		     name += strlen(name) + 1)
			text_printf(call->out, " %s", name);
		text_add_char(call->out, '\n');
	}
	if (command->help)
		text_printf(call->out, "\n%s", command->help);
	return ERR_OK;
}

static enum err_code run_help(struct kd_call *call, struct err *err)
{
	const struct kd_command *command;

	if (*call->arguments)
		return help_one(call, err);
	for (size_t i = 0; (command = kd_command_at(i)); i++)
		text_printf(call->out, "  %-14s %s\n", command->names,
			    command->summary);
	text_add_string(call->out, "\n.help NAME says more. What is not here, "
				   "kdlab does not have.\n");
	return ERR_OK;
}

static enum err_code run_evaluate(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	uint64_t value;
	enum err_code code;

	if (!*arguments)
		return run_help(call, err);
	code = argument_last(call, arguments, &value, err);
	if (code)
		return code;
	text_printf(call->out, "Evaluate expression: %" PRId64 " = ",
		    (int64_t)value);
	kd_address(call->out, value);
	text_add_char(call->out, '\n');
	return ERR_OK;
}

static enum err_code run_load(struct kd_call *call, struct err *err)
{
	if (strcasecmp(call->arguments, "mex") != 0 &&
	    strcasecmp(call->arguments, "mex.dll") != 0)
		return err_set(err, ERR_USAGE, 0,
			       "The call to LoadLibrary(%.100s) failed, Win32 "
			       "error 0n2\n"
			       "    \"The system cannot find the file "
			       "specified.\"\n"
			       "Of extensions, kdlab only has mex.",
			       call->arguments);
	if (!kd_has_mex(call->kd))
		text_add_string(call->out, "Mex External 3.0.0.7172 Loaded!\n");
	kd_set_mex(call->kd);
	return ERR_OK;
}

static enum err_code run_radix(struct kd_call *call, struct err *err)
{
	uint64_t value = 0;

	for (const char *at = call->arguments; *at >= '0' && *at <= '9'; at++)
		value = value < 1000 ? value * 10 + (uint64_t)(*at - '0') : 0;
	if (*call->arguments && value != 8 && value != 10 && value != 16)
		return err_set(err, ERR_USAGE, 0,
			       "Syntax error at '%.100s': give 8, 10 or 16",
			       call->arguments);
	if (value)
		call->kd->radix = (unsigned)value;
	text_printf(call->out, "base is %u\n", call->kd->radix);
	return ERR_OK;
}

static enum err_code run_quit(struct kd_call *call, struct err *err)
{
	(void)err;
	call->kd->quit = true;
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "?\0",
	  .summary = "evaluate an expression",
	  .usage = "[EXPRESSION]",
	  .help = "Without one, the commands are listed. Numbers are hex "
		  "unless marked: 0n10, 0y1010, 0t12, 0x0a, "
		  "0ah. poi(ADDRESS) reads a\n"
		  "pointer, by wo dwo qwo read 1 to 8 bytes; @rip and "
		  "@$thread are registers; a name\n"
		  "is a symbol. All arithmetic is unsigned, of 64 bits, and "
		  "wraps.\n",
	  .run = run_evaluate },
	{ .names = ".formats\0",
	  .summary = "show a number in every way",
	  .usage = "EXPRESSION",
	  .help = "A value of 32 bits is a time_t, a larger one a FILETIME.\n",
	  .run = run_formats },
	{ .names = "n\0",
	  .summary = "say or set the radix of plain numbers",
	  .usage = "[8 | 10 | 16]",
	  .run = run_radix },
	{ .names = ".echo\0",
	  .summary = "print a text",
	  .usage = "TEXT",
	  .run = run_echo },
	{ .names = ".load\0",
	  .summary = "load an extension: mex",
	  .usage = "mex",
	  .help = "Nothing is loaded: kdlab has its own commands of MEX's "
		  "names. After this they\n"
		  "need no prefix.\n",
	  .run = run_load },
	{ .names = ".help\0.hh\0",
	  .summary = "list the commands, or explain one",
	  .usage = "[NAME]",
	  .run = run_help },
	{ .names = "q\0qq\0qd\0",
	  .summary = "leave the debugger",
	  .usage = "",
	  .run = run_quit },
};

const struct kd_family cmd_meta_family = {
	.name = "debugger",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
