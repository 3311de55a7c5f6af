/*
 * Memory as bytes, words, pointers and texts: the d* commands. What is not
 * in the dump is "?", as in WinDbg.
 */
#include "config.h"
#include "kd/private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TEXT_CELLS 32u	/* characters of da and du on a line */
#define TEXT_MOST  512u /* without a length */
#define COUNT_MOST 0x100000u

enum shape { SHAPE_WORDS, SHAPE_SYMBOLS, SHAPE_DEEP, SHAPE_TEXT, SHAPE_STRING };

static const struct way {
	const char *name;
	enum shape shape;
	unsigned unit;	/* bytes of one */
	unsigned line;	/* of them on a line */
	unsigned count; /* of them unless told */
	bool ascii;	/* column on the right; SHAPE_DEEP: what follows */
	char deep;	/* of SHAPE_DEEP: a, u or p */
} ways[] = {
	{ "da", SHAPE_TEXT, 1, TEXT_CELLS, TEXT_MOST, false, 0 },
	{ "db", SHAPE_WORDS, 1, 16, 128, true, 0 },
	{ "dc", SHAPE_WORDS, 4, 4, 32, true, 0 },
	{ "dd", SHAPE_WORDS, 4, 4, 32, false, 0 },
	{ "dq", SHAPE_WORDS, 8, 2, 16, false, 0 },
	{ "dp", SHAPE_WORDS, 8, 2, 16, false, 0 },
	{ "dw", SHAPE_WORDS, 2, 8, 64, false, 0 },
	{ "dW", SHAPE_WORDS, 2, 8, 64, true, 0 },
	{ "du", SHAPE_TEXT, 2, TEXT_CELLS, TEXT_MOST, false, 0 },
	{ "dds", SHAPE_SYMBOLS, 4, 1, 32, false, 0 },
	{ "dps", SHAPE_SYMBOLS, 8, 1, 16, false, 0 },
	{ "dqs", SHAPE_SYMBOLS, 8, 1, 16, false, 0 },
	{ "dpa", SHAPE_DEEP, 8, 1, 16, false, 'a' },
	{ "dpu", SHAPE_DEEP, 8, 1, 16, false, 'u' },
	{ "dpp", SHAPE_DEEP, 8, 1, 16, false, 'p' },
	{ "ds", SHAPE_STRING, 1, 1, 1, false, 0 },
	{ "dS", SHAPE_STRING, 2, 1, 1, false, 0 },
};

/* One unit at address; false when it is not there. */
static bool read_unit(struct kd_call *call, uint64_t address, unsigned unit,
		      uint64_t *ret)
{
	uint8_t bytes[8];

	if (target_read(call->target, address, bytes, unit, NULL))
		return false;
	*ret = 0;
	for (unsigned i = unit; i-- > 0;)
		*ret = *ret << 8 | bytes[i];
	return true;
}

static void print_unit(struct text *out, unsigned unit, bool there,
		       uint64_t value)
{
	if (unit == 8 && there)
		kd_address(out, value);
	else if (unit == 8)
		text_add_string(out, "????????`????????");
	else if (there)
		text_printf(out, "%0*" PRIx64, (int)unit * 2, value);
	else
		text_add(out, "????????", (size_t)unit * 2);
}

/* ---- words ---- */

static void print_words(struct kd_call *call, const struct way *way,
			uint64_t address, unsigned count)
{
	struct text *out = call->out;
	char ascii[17];

	kd_address(out, address);
	text_add_char(out, ' ');
	memset(ascii, '?', sizeof(ascii));
	for (unsigned i = 0; i < way->line; i++) {
		uint64_t at = address + (uint64_t)i * way->unit, value = 0;
		bool there =
			i < count && read_unit(call, at, way->unit, &value);

		if (i >= count) {
			if (way->ascii)
				text_printf(out, "%*s", (int)way->unit * 2 + 1,
					    "");
			continue;
		}
		text_add_char(out, way->unit == 1 && i == 8 ? '-' : ' ');
		print_unit(out, way->unit, there, value);
		for (unsigned j = 0; there && j < way->unit; j++)
			ascii[i * way->unit + j] =
				print_byte((uint8_t)(value >> 8 * j));
	}
	if (way->ascii) {
		text_add_string(out, "  ");
		text_add(out, ascii, (size_t)count * way->unit);
	}
	text_add_char(out, '\n');
}

/* ---- pointers ---- */

/* The start of a text, as dpa and dpu show it. */
static void print_quoted(struct kd_call *call, uint64_t address, unsigned unit)
{
	struct text *out = call->out;
	uint64_t value;

	text_add_char(out, '"');
	for (unsigned i = 0; i < TEXT_CELLS; i++) {
		if (!read_unit(call, address + (uint64_t)i * unit, unit,
			       &value) ||
		    !value)
			break;
		text_add_char(out,
			      value < 0x80 ? print_byte((uint8_t)value) : '.');
	}
	text_add_char(out, '"');
}

static void print_deep(struct kd_call *call, const struct way *way,
		       uint64_t address)
{
	struct text *out = call->out;
	uint64_t pointer, value;
	bool there = read_unit(call, address, 8, &pointer);
	char name[512];

	kd_address(out, address);
	text_add_string(out, "  ");
	print_unit(out, 8, there, there ? pointer : 0);
	if (there &&
	    read_unit(call, pointer, way->deep == 'p' ? 8 : 1, &value)) {
		text_add_char(out, ' ');
		if (way->deep != 'p') {
			print_quoted(call, pointer, way->deep == 'u' ? 2 : 1);
		} else {
			kd_address(out, value);
			target_name(call->target, value, name, sizeof(name));
			if (*name)
				text_add_char(out, ' ');
			text_add_visible(out, name, strlen(name));
		}
	}
	text_add_char(out, '\n');
}

static void print_symbols(struct kd_call *call, const struct way *way,
			  uint64_t address)
{
	struct text *out = call->out;
	char name[512] = "";
	uint64_t value = 0;
	bool there = read_unit(call, address, way->unit, &value);

	kd_address(out, address);
	text_add_string(out, "  ");
	print_unit(out, way->unit, there, value);
	if (there)
		target_name(call->target, value, name, sizeof(name));
	if (*name)
		text_add_char(out, ' ');
	text_add_visible(out, name, strlen(name));
	text_add_char(out, '\n');
}

/* ---- texts ---- */

/* Characters of one line; false at the text's end. */
static bool print_text_line(struct kd_call *call, const struct way *way,
			    uint64_t address, unsigned count, bool counted)
{
	struct text line = { 0 };
	bool more = true, absent = false;

	for (unsigned i = 0; i < count && more; i++) {
		uint64_t value;

		if (!read_unit(call, address + (uint64_t)i * way->unit,
			       way->unit, &value)) {
			absent = i == 0;
			more = false;
		} else if (!value && !counted) {
			more = false;
		} else {
			text_add_char(&line,
				      value < 0x80 ? print_byte((uint8_t)value)
						   : '.');
		}
	}
	kd_address(call->out, address);
	text_printf(call->out, absent ? "  %s\n" : "  \"%s\"\n",
		    absent ? way->unit == 1 ? "????????" : "????"
			   : text_string(&line));
	text_fini(&line);
	return more;
}

static void print_text(struct kd_call *call, const struct way *way,
		       uint64_t address, uint64_t count, bool counted)
{
	while (count && kd_goes_on(call)) {
		unsigned cells =
			count < way->line ? (unsigned)count : way->line;

		if (!print_text_line(call, way, address, cells, counted))
			break;
		address += (uint64_t)cells * way->unit;
		count -= cells;
	}
}

/* STRING and UNICODE_STRING: length, most, and a pointer. */
static enum err_code print_string(struct kd_call *call, const struct way *way,
				  uint64_t address, struct err *err)
{
	struct way text = *way;
	uint64_t length, buffer;

	if (!read_unit(call, address, 2, &length) ||
	    !read_unit(call, address + 8, 8, &buffer))
		return err_set(err, ERR_FAULT, address,
			       "Memory access error at '%.100s'",
			       call->arguments);
	text.line = TEXT_CELLS;
	print_text(call, &text, buffer, length / way->unit, true);
	return ERR_OK;
}

/* ---- the command ---- */

static const struct way *find_way(const char *name)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (strcmp(ways[i].name, name) == 0)
			return &ways[i];
	return NULL;
}

static void print_lines(struct kd_call *call, const struct way *way,
			uint64_t address, uint64_t count)
{
	while (count && kd_goes_on(call)) {
		unsigned cells =
			count < way->line ? (unsigned)count : way->line;

		if (way->shape == SHAPE_WORDS)
			print_words(call, way, address, cells);
		else if (way->shape == SHAPE_SYMBOLS)
			print_symbols(call, way, address);
		else
			print_deep(call, way, address);
		address += (uint64_t)cells * way->unit;
		count -= cells;
	}
	call->kd->next = address;
}

static enum err_code run_dump(struct kd_call *call, struct err *err)
{
	const char *name = strcmp(call->name, "d") ? call->name : call->kd->way;
	const struct way *way = find_way(name);
	const char *arguments = call->arguments;
	uint64_t address = call->kd->next, count = way->count;
	enum err_code code = ERR_OK;

	if (*arguments)
		code = argument_range(call, &arguments, way->unit, &address,
				      &count, err);
	if (!code)
		code = argument_end(call, arguments, err);
	if (code)
		return code;
	if (count > COUNT_MOST)
		return err_set(err, ERR_USAGE, 0,
			       "Range error in '%.100s': at most L%x",
			       call->arguments, COUNT_MOST);
	call->kd->way = way->name;
	if (way->shape == SHAPE_STRING)
		return print_string(call, way, address, err);
	if (way->shape == SHAPE_TEXT)
		print_text(call, way, address, count, count != way->count);
	else
		print_lines(call, way, address, count);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "db\0d\0dc\0dd\0dq\0dp\0dw\0dW\0",
	  .summary = "show memory as bytes, words, dwords or qwords",
	  .usage = "[ADDRESS [L COUNT | END]]",
	  .help = "db bytes, dw words, dd dwords, dq qwords, dp pointers; dc "
		  "and dW have letters on the\n"
		  "right. d goes on, where the last one ended.\n",
	  .run = run_dump },
	{ .names = "dps\0dqs\0dds\0dpp\0dpa\0dpu\0",
	  .summary = "show memory as pointers, with what they point at",
	  .usage = "ADDRESS [L COUNT | END]",
	  .help = "dps dqs dds: with symbols. dpp: and the pointer that is "
		  "there; dpa dpu: and the text.\n",
	  .run = run_dump },
	{ .names = "da\0du\0ds\0dS\0",
	  .summary = "show memory as text",
	  .usage = "ADDRESS [L COUNT | END]",
	  .help = "da ASCII and du UTF-16, up to a NUL; ds a STRING and dS a "
		  "UNICODE_STRING.\n",
	  .run = run_dump },
};

const struct kd_family cmd_memory_family = {
	.name = "memory",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
