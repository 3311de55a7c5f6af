#include "config.h"
#include "kernel/string.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { CHARGED = 4 }; /* bytes that are one unit of work */

void string_init(struct kernel *kernel, uint64_t at, const char *text)
{
	size_t size = strlen(text), done = 0, units = 0;
	uint64_t buffer = kernel_alloc(kernel, 2 * size + 2);

	while (done < size) {
		uint32_t c;

		done += utf8_decode(text + done, size - done, &c);
		put16(kernel, buffer + 2 * units++, c > 0xffff ? 0xfffd : c);
	}
	put16(kernel, buffer + 2 * units, 0);
	put16(kernel, at, (uint32_t)(2 * units));
	put16(kernel, at + 2, (uint32_t)(2 * units + 2));
	put64(kernel, at + 8, buffer);
}

uint64_t string_new(struct kernel *kernel, const char *text)
{
	uint64_t at = kernel_alloc(kernel, 0x10);

	string_init(kernel, at, text);
	return at;
}

void string_read(struct kernel *kernel, uint64_t at, char *ret, size_t size)
{
	size_t units = get16(kernel, at) / 2u, used = 0;
	uint64_t buffer = get64(kernel, at + 8);

	for (size_t i = 0; i < units && used + 4 < size; i++)
		used += utf8_encode(get16(kernel, buffer + 2 * i), ret + used);
	ret[used] = '\0';
}

uint32_t string_next(struct string_cursor *cursor)
{
	uint32_t c;

	/* as a loop over a text is some bytes of instructions a character */
	MEMORY(cursor->kernel)->work +=
		cursor->at % CHARGED + cursor->unit >= CHARGED;
	if (cursor->left < cursor->unit) {
		cursor->bytes = memory_run(MEMORY(cursor->kernel), cursor->at,
					   ENGINE_READ, &cursor->left);
		if (!cursor->bytes)
			cursor->left = 0;
	}
	if (cursor->left >= cursor->unit) {
		c = cursor->unit == 1 ? *cursor->bytes
				      : cursor->bytes[0] |
						(uint32_t)cursor->bytes[1] << 8;
		cursor->bytes += cursor->unit;
		cursor->left -= cursor->unit;
	} else {
		/* it lies across a border, or nowhere */
		c = (uint32_t)memory_get(MEMORY(cursor->kernel), cursor->at,
					 cursor->unit);
		cursor->left = 0;
	}
	cursor->at += cursor->unit;
	return cursor->kernel->memory.fault.set ? 0 : c;
}

void string_put(struct string_cursor *cursor, uint32_t c)
{
	memory_put(MEMORY(cursor->kernel), cursor->at, c, cursor->unit);
	cursor->at += cursor->unit;
}

uint64_t string_length(struct kernel *kernel, uint64_t at, unsigned unit,
		       uint64_t most)
{
	struct string_cursor cursor = { .kernel = kernel,
					.at = at,
					.unit = unit };
	uint64_t count = 0;

	while (count < most && string_next(&cursor))
		count++;
	return count;
}

uint32_t string_upper(uint32_t c)
{
	return c >= 'a' && c <= 'z' ? c - 32 : c;
}

uint32_t string_lower(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/* Runs of letters: lower ones from `from` to `to` whose upper ones lie `by`
 * below; 0: the upper one is the even number before. */
static const struct {
	uint16_t from, to, by;
} letters[] = {
	{ 'a', 'z', 32 },	{ 0xe0, 0xf6, 32 },	{ 0xf8, 0xfe, 32 },
	{ 0x101, 0x12f, 0 },	{ 0x133, 0x137, 0 },	{ 0x14b, 0x177, 0 },
	{ 0x3b1, 0x3c1, 32 },	{ 0x3c3, 0x3cb, 32 },	{ 0x430, 0x44f, 32 },
	{ 0x450, 0x45f, 80 },	{ 0x461, 0x481, 0 },	{ 0x48b, 0x4bf, 0 },
	{ 0x4d1, 0x52f, 0 },	{ 0x561, 0x586, 48 },	{ 0x1e01, 0x1e95, 0 },
	{ 0x1ea1, 0x1eff, 0 },	{ 0x2170, 0x217f, 16 }, { 0x24d0, 0x24e9, 26 },
	{ 0xff41, 0xff5a, 32 },
};
/* The upper one is the odd number before. */
static const uint16_t odd[][2] = { { 0x13a, 0x148 },
				   { 0x17a, 0x17e },
				   { 0x4c2, 0x4ce } };

uint16_t string_upcase(uint16_t c)
{
	if (c == 0xff)
		return 0x178;
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		if (c < letters[i].from || c > letters[i].to)
			continue;
		return letters[i].by ? (uint16_t)(c - letters[i].by)
				     : (uint16_t)(c - (c & 1));
	}
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		if (c >= odd[i][0] && c <= odd[i][1])
			return (uint16_t)(c - !(c & 1));
	}
	return c;
}

uint16_t string_downcase(uint16_t c)
{
	static const uint16_t by[] = { 1, 16, 26, 32, 48, 80 };

	if (c == 0x178)
		return 0xff;
	for (size_t i = 0; i < sizeof(by) / sizeof(*by); i++) {
		uint16_t lower = (uint16_t)(c + by[i]);

		if (lower > c && string_upcase(lower) == c &&
		    string_upcase(c) == c)
			return lower;
	}
	return c;
}
