#include "config.h"
#include "kernel/string.h"

#include <string.h>

/* Characters by their kind, and numbers from texts and into them. */

enum { E_INVAL = 22, E_RANGE = 34, DIGITS_MOST = 64 };

static bool has(const struct trap *trap, const char *part)
{
	return strstr(trap->function->name, part) != NULL;
}

/* ---- kinds ---- */

static bool is_between(uint32_t c, char from, char to)
{
	return c >= (uint32_t)from && c <= (uint32_t)to;
}

static bool is_kind(const char *kind, uint32_t c)
{
	bool digit = is_between(c, '0', '9');
	bool upper = is_between(c, 'A', 'Z'), lower = is_between(c, 'a', 'z');

	if (strcmp(kind, "digit") == 0)
		return digit;
	if (strcmp(kind, "upper") == 0)
		return upper;
	if (strcmp(kind, "lower") == 0)
		return lower;
	if (strcmp(kind, "xdigit") == 0)
		return digit || is_between(c, 'A', 'F') ||
		       is_between(c, 'a', 'f');
	if (strcmp(kind, "space") == 0)
		return c == ' ' || (c >= 9 && c <= 13);
	if (strcmp(kind, "alpha") == 0)
		return upper || lower;
	if (strcmp(kind, "alnum") == 0)
		return upper || lower || digit;
	return c >= ' ' && c < 0x7f; /* print */
}

/* The bits that Microsoft's library answers with. */
static uint32_t kind_bit(const char *kind)
{
	static const struct {
		const char *kind;
		uint32_t bit;
	} bits[] = { { "upper", 1 },	 { "lower", 2 },     { "digit", 4 },
		     { "space", 8 },	 { "xdigit", 0x80 }, { "alpha", 0x103 },
		     { "alnum", 0x107 }, { "print", 0x157 } };

	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		if (strcmp(kind, bits[i].kind) == 0)
			return bits[i].bit;
	}
	return 1;
}

static void character_is(struct trap *trap)
{
	bool wide = has(trap, "isw");
	const char *kind = trap->function->name + (wide ? 3 : 2);
	uint32_t c = (uint32_t)trap_argument(trap, 0);

	if (wide)
		c &= 0xffff;
	trap_return(trap, is_kind(kind, c) ? kind_bit(kind) : 0);
}

static void character_case(struct trap *trap)
{
	uint32_t c = (uint32_t)trap_argument(trap, 0);

	if (has(trap, "tow")) {
		c &= 0xffff;
		c = has(trap, "upper") ? string_upcase((uint16_t)c)
				       : string_downcase((uint16_t)c);
	} else {
		c = has(trap, "upper") ? string_upper(c) : string_lower(c);
	}
	trap_return(trap, c);
}

/* ---- numbers from texts ---- */

static unsigned digit_of(uint32_t c)
{
	if (is_between(c, '0', '9'))
		return c - '0';
	c = string_lower(c);
	return is_between(c, 'a', 'z') ? c - 'a' + 10 : 99;
}

static uint32_t skip_space(struct string_cursor *cursor)
{
	uint32_t c;

	do {
		c = string_next(cursor);
	} while (is_kind("space", c));
	return c;
}

static void text_to_int(struct trap *trap)
{
	struct string_cursor cursor = { .kernel = trap->kernel,
					.at = trap_argument(trap, 0),
					.unit = 1 };
	uint32_t c = skip_space(&cursor);
	bool negative = c == '-', wide = has(trap, "64");
	uint64_t value = 0;

	if (c == '-' || c == '+')
		c = string_next(&cursor);
	for (; digit_of(c) < 10; c = string_next(&cursor))
		value = value * 10 + digit_of(c);
	value = negative ? -value : value;
	trap_return(trap, wide ? value : (uint32_t)value);
}

/* strtoul, wcstoul: text, where it ended, base */
static void text_to_ulong(struct trap *trap)
{
	unsigned unit = has(trap, "wcs") ? 2 : 1;
	struct string_cursor cursor = { .kernel = trap->kernel,
					.at = trap_argument(trap, 0),
					.unit = unit };
	uint64_t end = trap_argument(trap, 1), value = 0, after = cursor.at;
	unsigned base = (unsigned)trap_argument(trap, 2);
	uint32_t c = skip_space(&cursor);
	bool negative = c == '-', full = false;

	if (c == '-' || c == '+')
		c = string_next(&cursor);
	if (c == '0' && (base == 0 || base == 16)) {
		struct string_cursor ahead = cursor;

		after = cursor.at;
		if (string_lower(string_next(&ahead)) == 'x') {
			cursor = ahead;
			c = string_next(&cursor);
			base = 16;
		} else if (base == 0) {
			base = 8;
		}
	}
	base = base == 0 ? 10 : base;
	for (; base <= 36 && digit_of(c) < base; c = string_next(&cursor)) {
		value = value * base + digit_of(c);
		full |= value > UINT32_MAX;
		value &= 0x1ffffffffu;
		after = cursor.at;
	}
	if (end)
		put64(trap->kernel, end, after);
	trap_return(trap, full	     ? UINT32_MAX
			  : negative ? (uint32_t)-value
				     : value);
}

/* ---- numbers into texts ---- */

static unsigned digits_of(uint64_t value, unsigned base, char *ret)
{
	unsigned count = 0;

	do {
		unsigned digit = (unsigned)(value % base);

		ret[count++] =
			(char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
		value /= base;
	} while (value);
	return count;
}

/* _itoa and its like: value, text, base; of those that end in _s: value, text,
 * size of it, base */
static void int_to_text(struct trap *trap)
{
	bool checked = has(trap, "_s"), wide = has(trap, "64");
	bool is_signed = !has(trap, "_u");
	uint64_t value = trap_argument(trap, 0);
	uint64_t room = checked ? trap_argument(trap, 2) : UINT64_MAX;
	unsigned base = (unsigned)trap_argument(trap, checked ? 3 : 2), count;
	struct string_cursor to = { .kernel = trap->kernel,
				    .at = trap_argument(trap, 1),
				    .unit = has(trap, "tow") ? 2 : 1 };
	char digits[DIGITS_MOST + 1];
	bool minus;

	if (base < 2 || base > 36 || (checked && (!to.at || !room))) {
		trap_return(trap, checked ? E_INVAL : to.at);
		return;
	}
	if (!wide)
		value = is_signed ? (uint64_t)(int64_t)(int32_t)value
				  : (uint32_t)value;
	minus = is_signed && base == 10 && (int64_t)value < 0;
	if (minus)
		value = -value;
	else if (!wide)
		value = (uint32_t)value;
	count = digits_of(value, base, digits);
	if (minus)
		digits[count++] = '-';
	if (count >= room) {
		string_put(&to, 0);
		trap_return(trap, E_RANGE);
		return;
	}
	while (count > 0)
		string_put(&to, (uint8_t)digits[--count]);
	string_put(&to, 0);
	trap_return(trap, checked ? 0 : trap_argument(trap, 1));
}

#define ONE(name, run)                                                         \
	{                                                                      \
		name, FIDELITY_REAL, run, NULL                                 \
	}
#define ALPHABETS                                                              \
	"letters of Latin, Greek and Cyrillic have a case, others none"

static const struct nt_function functions[] = {
	ONE("isdigit", character_is),
	ONE("isupper", character_is),
	ONE("islower", character_is),
	ONE("isxdigit", character_is),
	ONE("isspace", character_is),
	ONE("isprint", character_is),
	ONE("iswdigit", character_is),
	ONE("iswxdigit", character_is),
	ONE("iswspace", character_is),
	{ "iswalnum", FIDELITY_PARTIAL, character_is, "ASCII only" },
	ONE("toupper", character_case),
	ONE("tolower", character_case),
	{ "towupper", FIDELITY_PARTIAL, character_case, ALPHABETS },
	{ "towlower", FIDELITY_PARTIAL, character_case, ALPHABETS },
	ONE("atoi", text_to_int),
	ONE("atol", text_to_int),
	ONE("_atoi64", text_to_int),
	ONE("strtoul", text_to_ulong),
	ONE("wcstoul", text_to_ulong),
	ONE("_itoa", int_to_text),
	ONE("_itow", int_to_text),
	ONE("_itoa_s", int_to_text),
	ONE("_itow_s", int_to_text),
	ONE("_ltoa_s", int_to_text),
	ONE("_ltow_s", int_to_text),
	ONE("_ultoa_s", int_to_text),
	ONE("_ultow_s", int_to_text),
	ONE("_i64toa_s", int_to_text),
	ONE("_i64tow_s", int_to_text),
	ONE("_ui64toa_s", int_to_text),
	ONE("_ui64tow_s", int_to_text),
};

const struct nt_family crt_number_family = {
	"crt_number", functions, sizeof(functions) / sizeof(*functions)
};
