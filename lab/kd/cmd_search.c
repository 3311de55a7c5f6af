/*
 * s: bytes, numbers and texts sought in memory.
 */
#include "config.h"
#include "kd/find.h"
#include "kd/private.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define PAGE	     0x1000u
#define PIECE	     0x20000u /* read at once */
#define PATTERN_MOST 256u
#define RANGE_MOST   (UINT64_C(256) << 20) /* unless L? says more */
#define RANGE_WIDEST (UINT64_C(1) << 40)

struct pattern {
	uint8_t bytes[PATTERN_MOST];
	size_t size;
	unsigned unit;
};

struct hunt {
	struct kd_call *call;
	const struct pattern *pattern;
	struct find find;
	uint64_t address, end; /* what is left */
	uint8_t *bytes;	       /* PATTERN_MOST + PIECE */
	size_t held;	       /* of the piece before, in front */
};

/* ---- the pattern ---- */

static enum err_code read_text(const char *text, struct pattern *pattern,
			       struct err *err)
{
	size_t size = strlen(text);

	if (size >= 2 && text[0] == '"' && text[size - 1] == '"') {
		text++;
		size -= 2;
	}
	if (!size || size * pattern->unit > PATTERN_MOST)
		return err_set(err, ERR_USAGE, 0,
			       "a text of 1 to %u bytes is sought",
			       PATTERN_MOST);
	for (size_t i = 0; i < size; i++)
		pattern->bytes[i * pattern->unit] = (uint8_t)text[i];
	pattern->size = size * pattern->unit;
	return ERR_OK;
}

static enum err_code read_numbers(struct kd_call *call, const char *arguments,
				  struct pattern *pattern, struct err *err)
{
	while (*arguments) {
		uint64_t value;
		enum err_code code =
			kd_expression(call, &arguments, &value, err);

		if (code)
			return code;
		if (pattern->size + pattern->unit > PATTERN_MOST)
			return err_set(err, ERR_USAGE, 0,
				       "at most %u bytes are sought",
				       PATTERN_MOST);
		for (unsigned i = 0; i < pattern->unit; i++)
			pattern->bytes[pattern->size++] =
				(uint8_t)(value >> 8 * i);
	}
	return pattern->size ? ERR_OK
			     : err_set(err, ERR_USAGE, 0,
				       "what is sought? usage: s %s",
				       call->command->usage);
}

/* ---- hits ---- */

static void print_hit(struct kd_call *call, unsigned unit, uint64_t address)
{
	struct text *out = call->out;
	char ascii[17] = "????????????????";

	kd_address(out, address);
	text_add_char(out, ' ');
	for (unsigned i = 0; i < 16; i += unit) {
		uint8_t bytes[8];

		text_add_char(out, unit == 1 && i == 8 ? '-' : ' ');
		if (target_read(call->target, address + i, bytes, unit, NULL)) {
			text_add(out, "????????????????", unit * 2u);
			continue;
		}
		for (unsigned j = unit; j-- > 0;) {
			text_printf(out, "%02x", bytes[j]);
			if (unit == 8 && j == 4)
				text_add_char(out, '`');
			ascii[i + j] = print_byte(bytes[j]);
		}
	}
	if (unit == 8)
		text_add_char(out, '\n');
	else
		text_printf(out, "  %s\n", ascii);
}

/* Hits in bytes[0 .. size), which lie at address; false to stop. */
static bool look(struct hunt *hunt, uint64_t address, size_t size)
{
	const struct pattern *pattern = hunt->pattern;
	const uint8_t *from = hunt->bytes, *end = hunt->bytes + size, *at;

	while ((at = find_next(&hunt->find, from, end))) {
		uint64_t hit = address + (uint64_t)(at - hunt->bytes);

		if (hit % pattern->unit == 0) {
			print_hit(hunt->call, pattern->unit, hit);
			if (!kd_goes_on(hunt->call))
				return false;
		}
		from = at + 1;
	}
	return true;
}

/* Reads on, up to what is missing; 0 when that is at once. */
static size_t read_piece(struct hunt *hunt)
{
	size_t size = PIECE - (hunt->address & (PIECE - 1));
	uint8_t *to = hunt->bytes + hunt->held;
	struct err err;

	if (size > hunt->end - hunt->address)
		size = (size_t)(hunt->end - hunt->address);
	if (!target_read(hunt->call->target, hunt->address, to, size, &err))
		return size;
	if (err.code != ERR_FAULT || err.at - hunt->address >= size)
		return 0;
	size = (size_t)(err.at - hunt->address);
	if (!size ||
	    target_read(hunt->call->target, hunt->address, to, size, NULL))
		return 0;
	return size;
}

/* The end of a piece is kept in front of the next. */
static bool hunt_piece(struct hunt *hunt)
{
	size_t size = read_piece(hunt), keep = hunt->pattern->size - 1;
	uint64_t left = hunt->end - hunt->address;

	if (!size) {
		size = PAGE - (hunt->address & (PAGE - 1));
		hunt->held = 0;
		hunt->address += size < left ? size : left;
		return true;
	}
	if (!look(hunt, hunt->address - hunt->held, hunt->held + size))
		return false;
	if (keep > hunt->held + size)
		keep = hunt->held + size;
	memmove(hunt->bytes, hunt->bytes + hunt->held + size - keep, keep);
	hunt->held = keep;
	hunt->address += size;
	return true;
}

static bool is_interrupted(struct kd_call *call)
{
	const struct kd_config *config = &call->kd->config;

	return config->interrupted && config->interrupted(config->context);
}

static enum err_code run_search(struct kd_call *call, struct err *err)
{
	const char *arguments = call->arguments;
	struct pattern pattern = { .unit = 1 };
	struct hunt hunt = { .call = call, .pattern = &pattern };
	bool text = false, wide = strstr(arguments, "L?") != NULL;
	uint64_t count = 0;
	char word[8];
	enum err_code code;

	if (*arguments == '-' && kd_word(&arguments, word, sizeof(word))) {
		text = word[1] == 'a' || word[1] == 'u';
		pattern.unit = word[1] == 'u' || word[1] == 'w' ? 2
			       : word[1] == 'd'			? 4
			       : word[1] == 'q'			? 8
								: 1;
	}
	code = argument_range(call, &arguments, pattern.unit, &hunt.address,
			      &count, err);
	if (!code)
		code = text ? read_text(arguments, &pattern, err)
			    : read_numbers(call, arguments, &pattern, err);
	if (code)
		return code;
	if (!count || count > (wide ? RANGE_WIDEST : RANGE_MOST) / pattern.unit)
		return err_set(err, ERR_USAGE, 0,
			       "Range error in '%.100s': at most 256 MB, more "
			       "with L?",
			       call->arguments);
	find_init(&hunt.find, pattern.bytes, pattern.size);
	hunt.end = hunt.address + count * pattern.unit;
	hunt.bytes = mem_alloc(PATTERN_MOST + PIECE);
	while (hunt.address < hunt.end && !is_interrupted(call))
		if (!hunt_piece(&hunt))
			break;
	free(hunt.bytes);
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = "s\0",
	  .summary = "search memory",
	  .usage = "[-b | -w | -d | -q | -a | -u] ADDRESS L COUNT PATTERN",
	  .help = "-b bytes, -w words, -d dwords, -q qwords; -a a text, -u "
		  "one in UTF-16. More than\n"
		  "256 MB want L?COUNT. What is not in the dump is passed "
		  "over.\n",
	  .run = run_search },
};

const struct kd_family cmd_search_family = {
	.name = "search",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
