#include "config.h"
#include "formats/yaml_bytes.h"

#include "base/utf8.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/*
 * How many of 8 bytes, from the first, are 0x20..0x7e: a file is mostly
 * those. Borrows make wrong marks only behind a right one.
 */
static size_t count_printable(const char *bytes)
{
	uint64_t word, low, delete, marks;

	memcpy(&word, bytes, 8);
	word = le64toh(word);
	low = word - EACH_BYTE(0x20);
	delete = (word ^ EACH_BYTE(0x7f)) - EACH_BYTE(0x01);
	marks = (word | low | delete) & EACH_BYTE(0x80);
	return marks ? (size_t)__builtin_ctzll(marks) / 8 : 8;
}

static const char *why_not_ascii(const char *bytes, size_t size, size_t at)
{
	unsigned char c = (unsigned char)bytes[at];

	if ((c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t')
		return NULL;
	if (c == '\r')
		return at + 1 < size && bytes[at + 1] == '\n'
			       ? NULL
			       : "a carriage return without a newline";
	if (c == 0x1b)
		return "a terminal escape";
	return c ? "a control character" : "a NUL byte";
}

static const char *why_not_wide(uint32_t c)
{
	if (c < 0xa0)
		return "a control character";
	if (c == 0x2028 || c == 0x2029)
		return "a line separator that editors do not show";
	if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
		return "a character that turns the order of text about";
	if (c == 0xfeff)
		return "a byte order mark inside the text";
	if (c >= 0xfffe && (c & 0xfffe) == 0xfffe)
		return "a code that is no character";
	return NULL;
}

size_t yaml_bytes_check(const char *bytes, size_t size, const char **ret_why,
			bool *ret_ascii)
{
	size_t at = 0;

	*ret_ascii = true;
	while (at < size) {
		const char *why;
		size_t took = size - at >= 8 ? count_printable(bytes + at) : 0;

		if (took) {
			at += took;
			continue;
		}
		took = 1;
		if (bytes[at] == '\n') {
			at++;
			continue;
		}
		if ((unsigned char)bytes[at] < 0x80) {
			why = why_not_ascii(bytes, size, at);
		} else {
			uint32_t c;

			took = utf8_decode(bytes + at, size - at, &c);
			why = took > 1 ? why_not_wide(c) : "not UTF-8";
			*ret_ascii = false;
		}
		if (why) {
			*ret_why = why;
			return at;
		}
		at += took;
	}
	return size;
}

static bool begins_character(char byte)
{
	return ((unsigned char)byte & 0xc0) != 0x80;
}

void yaml_bytes_place(const char *bytes, size_t offset, unsigned *ret_line,
		      unsigned *ret_column)
{
	unsigned line = 0, column = 0;

	for (size_t i = 0; i < offset; i++) {
		if (bytes[i] == '\n') {
			line++;
			column = 0;
		} else if (begins_character(bytes[i])) {
			column++;
		}
	}
	*ret_line = line;
	*ret_column = column;
}

size_t yaml_bytes_skip(const char *bytes, size_t size, size_t count)
{
	size_t at = 0;

	while (at < size) {
		if (begins_character(bytes[at])) {
			if (!count)
				break;
			count--;
		}
		at++;
	}
	return at;
}
