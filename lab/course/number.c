#include "config.h"
#include "course/judge.h"

#include "base/limits.h"

#include <string.h>

/* A written number, taken apart. */
struct spelling {
	const char *digits;
	size_t size;
	unsigned base; /* 0: it does not say */
	bool negative;
};

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* The value of a digit, 16 where it is none. */
static unsigned digit_value(char c)
{
	c = lower(c);
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned)(c - 'a') + 10;
	return 16;
}

static void trim(struct spelling *s)
{
	while (s->size && (is_space(*s->digits) || *s->digits == '`')) {
		s->digits++;
		s->size--;
	}
	while (s->size && (is_space(s->digits[s->size - 1]) ||
			   s->digits[s->size - 1] == '`'))
		s->size--;
}

/* C's u, l and ll, and the full stop of a sentence: they say no value. */
static void drop_tail(struct spelling *s)
{
	size_t most = 3;

	if (s->size && s->digits[s->size - 1] == '.')
		s->size--;
	while (most-- && s->size) {
		char c = lower(s->digits[s->size - 1]);

		if (c != 'u' && c != 'l')
			break;
		s->size--;
	}
}

static void take_sign(struct spelling *s)
{
	if (s->size && (*s->digits == '-' || *s->digits == '+')) {
		s->negative = *s->digits == '-';
		s->digits++;
		s->size--;
	}
}

static void take_base(struct spelling *s)
{
	static const struct {
		char letter;
		unsigned base;
	} prefixes[] = { { 'x', 16 }, { 'n', 10 }, { 't', 8 }, { 'y', 2 } };

	if (s->size && lower(s->digits[s->size - 1]) == 'h') {
		s->base = 16;
		s->size--;
	}
	if (s->size < 2 || s->digits[0] != '0')
		return;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		if (lower(s->digits[1]) != prefixes[i].letter)
			continue;
		/* "0n57h" contradicts itself: leave the n to be refused */
		if (s->base && s->base != prefixes[i].base)
			return;
		s->base = prefixes[i].base;
		s->digits += 2;
		s->size -= 2;
		return;
	}
}

static bool read_digits(const struct spelling *s, unsigned base, uint64_t *ret)
{
	uint64_t value = 0;
	bool any = false;

	for (size_t i = 0; i < s->size; i++) {
		unsigned digit;

		if (s->digits[i] == '`')
			continue;
		digit = digit_value(s->digits[i]);
		if (digit >= base || value > (UINT64_MAX - digit) / base)
			return false;
		value = value * base + digit;
		any = true;
	}
	if (!any || (s->negative && value > UINT64_C(1) << 63))
		return false;
	*ret = s->negative ? -value : value;
	return true;
}

static bool has_hex_letter(const struct spelling *s)
{
	for (size_t i = 0; i < s->size; i++)
		if (digit_value(s->digits[i]) > 9)
			return true;
	return false;
}

size_t judge_number(const char *text, enum number_base base, uint64_t ret[2])
{
	struct spelling s = { .digits = text, .size = strlen(text) };
	size_t count = 0;
	uint64_t value;

	if (s.size > LIMIT_LINE)
		return 0;
	trim(&s);
	drop_tail(&s);
	trim(&s);
	take_sign(&s);
	take_base(&s);
	if (!s.base && has_hex_letter(&s))
		s.base = 16;
	if (s.base) {
		count = read_digits(&s, s.base, &value);
		if (count)
			ret[0] = value;
		return count;
	}
	if (base != NUMBER_HEX && read_digits(&s, 10, &value))
		ret[count++] = value;
	if (base != NUMBER_DECIMAL && read_digits(&s, 16, &value) &&
	    (count == 0 || ret[0] != value))
		ret[count++] = value;
	return count;
}
