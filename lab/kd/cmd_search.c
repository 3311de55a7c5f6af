/*
 * s: bytes, numbers and texts sought in memory.
 */
#include "config.h"
#include "kd/private.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define PAGE	     0x1000u
#define PIECE	     0x10000u /* read at once */
#define PATTERN_MOST 256u
#define RANGE_MOST   (UINT64_C(256) << 20) /* unless L? says more */
#define RANGE_WIDEST (UINT64_C(1) << 40)

struct pattern {
	uint8_t bytes[PATTERN_MOST];
	size_t size;
	unsigned unit;
	size_t rare[2]; /* where its rarest bytes are; the same: one byte */
};

struct hunt {
	struct kd_call *call;
	const struct pattern *pattern;
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

/* How common a byte is in a kernel's memory, by and large. */
static unsigned commonness(uint8_t byte)
{
	if (!byte || byte == 0xff)
		return 3;
	if (byte == 0xf8 || byte == 0x48 || byte == 0xcc || byte == 0x20)
		return 2;
	return byte < 0x20 || (byte >= 'a' && byte <= 'z');
}

static unsigned commonness_at(const struct pattern *pattern, size_t at)
{
	return commonness(pattern->bytes[at]);
}

static void find_rare(struct pattern *pattern)
{
	size_t *rare = pattern->rare;

	rare[1] = pattern->size - 1;
	for (size_t i = 1; i < pattern->size; i++)
		if (commonness_at(pattern, i) < commonness_at(pattern, rare[0]))
			rare[0] = i;
	if (rare[0] == rare[1])
		rare[1] = 0;
	for (size_t i = 0; i < pattern->size; i++)
		if (i != rare[0] &&
		    commonness_at(pattern, i) < commonness_at(pattern, rare[1]))
			rare[1] = i;
}

enum { LANES = 16, STRIDE = 64 };
typedef uint8_t lanes __attribute__((vector_size(LANES)));

/* Whether both bytes are anywhere in STRIDE places. */
static bool has_pair(const uint8_t *one, const uint8_t *two, lanes a, lanes b)
{
	uint64_t halves[LANES / 8];
	lanes found = { 0 };

	for (size_t i = 0; i < STRIDE; i += LANES) {
		lanes x, y;

		memcpy(&x, one + i, LANES);
		memcpy(&y, two + i, LANES);
		found |= (lanes)((x == a) & (y == b));
	}
	memcpy(halves, &found, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

/* The first of count places where one has a and two has b; else count. */
static size_t find_pair(const uint8_t *one, uint8_t a, const uint8_t *two,
			uint8_t b, size_t count)
{
	lanes as, bs;

	memset(&as, a, sizeof(as));
	memset(&bs, b, sizeof(bs));
	for (size_t i = 0; i < count;) {
		size_t end = count - i < STRIDE ? count : i + STRIDE;

		if (end - i == STRIDE && !has_pair(one + i, two + i, as, bs)) {
			i = end;
			continue;
		}
		for (; i < end; i++)
			if (one[i] == a && two[i] == b)
				return i;
	}
	return count;
}

/*
 * As memmem, and several times as fast where two bytes of the pattern are
 * rare together; memmem goes on where they are not.
 */
static const uint8_t *find(const struct pattern *pattern, const uint8_t *from,
			   const uint8_t *end)
{
	const size_t one = pattern->rare[0], two = pattern->rare[1];
	const uint8_t a = pattern->bytes[one], b = pattern->bytes[two];
	size_t patience = 32 + (size_t)(end - from) / 128;

	if (pattern->size == 1)
		return memchr(from, a, (size_t)(end - from));
	while ((size_t)(end - from) >= pattern->size) {
		size_t left = (size_t)(end - from) - pattern->size + 1, at;

		if (!patience--)
			return memmem(from, (size_t)(end - from),
				      pattern->bytes, pattern->size);
		at = find_pair(from + one, a, from + two, b, left);
		if (at == left)
			return NULL;
		from += at;
		if (memcmp(from, pattern->bytes, pattern->size) == 0)
			return from;
		from++;
	}
	return NULL;
}

/* Hits in bytes[0 .. size), which lie at address; false to stop. */
static bool look(struct hunt *hunt, uint64_t address, size_t size)
{
	const struct pattern *pattern = hunt->pattern;
	const uint8_t *from = hunt->bytes, *end = hunt->bytes + size, *at;

	while ((at = find(pattern, from, end))) {
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
	find_rare(&pattern);
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
