#include "config.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Length and lowest value that a lead byte allows; length 0 is malformed. */
static size_t lead(unsigned char byte, uint32_t *bits, uint32_t *lowest)
{
	if (byte >= 0xc2 && byte <= 0xdf) {
		*bits = byte & 0x1f;
		*lowest = 0x80;
		return 2;
	}
	if ((byte & 0xf0) == 0xe0) {
		*bits = byte & 0x0f;
		*lowest = 0x800;
		return 3;
	}
	if (byte >= 0xf0 && byte <= 0xf4) {
		*bits = byte & 0x07;
		*lowest = 0x10000;
		return 4;
	}
	return 0;
}

size_t utf8_decode(const char *bytes, size_t size, uint32_t *ret)
{
	unsigned char first = (unsigned char)bytes[0];
	uint32_t c, lowest;
	size_t length;

	if (first < 0x80) {
		*ret = first;
		return 1;
	}
	*ret = 0xfffd;
	length = lead(first, &c, &lowest);
	if (!length || length > size)
		return 1;
	for (size_t i = 1; i < length; i++) {
		unsigned char next = (unsigned char)bytes[i];

		if ((next & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (next & 0x3f);
	}
	if (c < lowest || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 1;
	*ret = c;
	return length;
}

size_t utf8_encode(uint32_t c, char *ret)
{
	if (c < 0x80) {
		ret[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		ret[0] = (char)(0xc0 | c >> 6);
		ret[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		ret[0] = (char)(0xe0 | c >> 12);
		ret[1] = (char)(0x80 | (c >> 6 & 0x3f));
		ret[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	ret[0] = (char)(0xf0 | (c >> 18 & 7));
	ret[1] = (char)(0x80 | (c >> 12 & 0x3f));
	ret[2] = (char)(0x80 | (c >> 6 & 0x3f));
	ret[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t utf8_check(const char *bytes, size_t size)
{
	size_t at = 0;

	while (at < size) {
		uint32_t c;
		size_t took;

		if ((unsigned char)bytes[at] < 0x80) {
			at++;
			continue;
		}
		took = utf8_decode(bytes + at, size - at, &c);
		if (took == 1)
			return at;
		at += took;
	}
	return size;
}

static bool is_plain(char c)
{
	return (unsigned char)c - 0x20u < 0x5f;
}

/* A byte of the word w is no printable ASCII: its high bit in the result. */
static uint64_t odd_bytes(uint64_t w)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t low = w & ones * 0x7f;

	return (w | (low + ones) | ~(low + ones * 0x60)) & ones * 0x80;
}

size_t utf8_plain(const char *bytes, size_t size)
{
	size_t at = 0;

	while (size - at >= 8) {
		uint64_t w;

		memcpy(&w, bytes + at, 8);
		if (odd_bytes(w))
			break;
		at += 8;
	}
	while (at < size && is_plain(bytes[at]))
		at++;
	return at;
}

int utf8_width(uint32_t c)
{
	int width;

	if (c >= 0x20 && c < 0x7f)
		return 1;
	if (c < 0xa0)
		return 0;
	width = wcwidth((wchar_t)c);
	/* a C locale knows no widths: what we show there is ASCII anyway */
	return width < 0 ? 1 : width;
}

size_t utf8_cells(const char *bytes, size_t size)
{
	size_t cells = 0, at = 0;

	while (at < size) {
		size_t plain = utf8_plain(bytes + at, size - at);
		uint32_t c;

		cells += plain;
		at += plain;
		if (at == size)
			break;
		at += utf8_decode(bytes + at, size - at, &c);
		cells += (size_t)utf8_width(c);
	}
	return cells;
}

size_t utf8_fit(const char *bytes, size_t size, size_t cells)
{
	size_t at = 0;

	while (at < size) {
		uint32_t c;
		size_t took = utf8_decode(bytes + at, size - at, &c);
		size_t width = (size_t)utf8_width(c);

		if (width > cells)
			break;
		cells -= width;
		at += took;
	}
	return at;
}

static const struct {
	uint32_t c;
	const char *ascii;
} stand_ins[] = {
	{ 0x00a0, " " },  { 0x00ab, "<<" }, { 0x00b7, "." },   { 0x00bb, ">>" },
	{ 0x00d7, "x" },  { 0x2010, "-" },  { 0x2011, "-" },   { 0x2013, "-" },
	{ 0x2014, "--" }, { 0x2018, "'" },  { 0x2019, "'" },   { 0x201c, "\"" },
	{ 0x201d, "\"" }, { 0x2022, "*" },  { 0x2026, "..." }, { 0x203a, ">" },
	{ 0x2190, "<-" }, { 0x2191, "^" },  { 0x2192, "->" },  { 0x2193, "v" },
	{ 0x21d2, "=>" }, { 0x2212, "-" },  { 0x2260, "!=" },  { 0x2264, "<=" },
	{ 0x2265, ">=" }, { 0x2500, "-" },  { 0x2502, "|" },   { 0x250c, "+" },
	{ 0x2510, "+" },  { 0x2514, "+" },  { 0x2518, "+" },   { 0x251c, "+" },
	{ 0x2524, "+" },  { 0x252c, "+" },  { 0x2534, "+" },   { 0x253c, "+" },
	{ 0x2588, "#" },  { 0x2591, "." },  { 0x2592, ":" },   { 0x25b6, ">" },
	{ 0x25b8, ">" },  { 0x25be, "v" },  { 0x25cf, "*" },   { 0x2605, "*" },
	{ 0x2713, "v" },  { 0x2717, "x" },
};

const char *utf8_ascii(uint32_t c)
{
	for (size_t i = 0; i < sizeof(stand_ins) / sizeof(*stand_ins); i++)
		if (stand_ins[i].c == c)
			return stand_ins[i].ascii;
	return "?";
}

#define DISTANCE_MOST 64

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t utf8_distance(const char *a, const char *b)
{
	size_t rows[3][DISTANCE_MOST + 1];
	size_t length_a = strlen(a), length_b = strlen(b);
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	if (length_a > DISTANCE_MOST || length_b > DISTANCE_MOST)
		return DISTANCE_MOST;
	for (size_t j = 0; j <= length_b; j++)
		above[j] = j;
	for (size_t i = 1; i <= length_a; i++) {
		size_t *free_row = before;

		row[0] = i;
		for (size_t j = 1; j <= length_b; j++) {
			size_t cost = a[i - 1] != b[j - 1];

			row[j] = least(above[j - 1] + cost,
				       least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = free_row;
	}
	return above[length_b];
}
