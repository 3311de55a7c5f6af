#include "config.h"
#include "views/glyph.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

static bool is_steering(uint32_t c)
{
	return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) ||
	       c == 0x61c || c == 0xfeff || (c >= 0xe0000 && c <= 0xe0fff);
}

/* The same stand-ins as text_add_visible, newline and tab included. */
static void show_control(uint32_t c, struct glyph *glyph)
{
	static const char hex[] = "0123456789abcdef";

	glyph->bytes = glyph->own;
	if (c < 0x80) {
		glyph->own[0] = '^';
		glyph->own[1] = (char)(c ^ 0x40);
		glyph->size = 2;
	} else {
		glyph->own[0] = '\\';
		glyph->own[1] = 'x';
		glyph->own[2] = hex[c >> 4 & 15];
		glyph->own[3] = hex[c & 15];
		glyph->size = 4;
	}
	glyph->cells = (int)glyph->size;
}

size_t glyph_read(const char *bytes, size_t size, bool ascii, struct glyph *ret)
{
	uint32_t c;
	size_t took = utf8_decode(bytes, size, &c);

	ret->bytes = bytes;
	ret->size = took;
	ret->cells = utf8_width(c);
	if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
		show_control(c, ret);
	} else if (c < 0x7f) {
		return took;
	} else if (ret->cells == 0 || is_steering(c)) {
		if (ascii || is_steering(c))
			ret->size = 0;
		ret->cells = 0;
	} else if (ascii) {
		ret->bytes = utf8_ascii(c);
		ret->size = strlen(ret->bytes);
		ret->cells = (int)ret->size;
	} else if (c == 0xfffd || c == 0x2028 || c == 0x2029) {
		/* also what stands for a malformed byte */
		ret->bytes = "\xef\xbf\xbd";
		ret->size = 3;
	}
	return took;
}

size_t glyph_cells(const char *bytes, size_t size, bool ascii)
{
	size_t cells = 0, at = 0;

	while (at < size) {
		size_t plain = utf8_plain(bytes + at, size - at);
		struct glyph glyph;

		cells += plain;
		at += plain;
		if (at == size)
			break;
		at += glyph_read(bytes + at, size - at, ascii, &glyph);
		cells += (size_t)glyph.cells;
	}
	return cells;
}

void glyph_add(struct text *out, const char *bytes, size_t size, bool ascii)
{
	size_t at = 0;

	while (at < size) {
		size_t plain = utf8_plain(bytes + at, size - at);
		struct glyph glyph;

		if (plain)
			text_add(out, bytes + at, plain);
		at += plain;
		if (at == size)
			break;
		at += glyph_read(bytes + at, size - at, ascii, &glyph);
		text_add(out, glyph.bytes, glyph.size);
	}
}
