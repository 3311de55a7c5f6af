#include "config.h"
#include "formats/cleaned.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#define TAB 8

/* One character that is not printable ASCII. */
static size_t add_odd(struct text *text, const char *bytes, size_t size)
{
	uint32_t c;
	size_t took = utf8_decode(bytes, size, &c);

	if (took == 1 && c == 0xfffd)
		text_add(text, "\xef\xbf\xbd", 3);
	else if (c < 0xa0)
		text_add_visible(text, bytes, took);
	else
		text_add(text, bytes, took);
	return took;
}

void cleaned_add_prose(struct text *text, const char *bytes, size_t size)
{
	size_t at = 0;

	while (at < size) {
		size_t plain = utf8_plain(bytes + at, size - at);

		if (plain)
			text_add(text, bytes + at, plain);
		at += plain;
		if (at == size)
			break;
		if (strchr("\t\n\r", bytes[at]) && bytes[at]) {
			text_add_char(text, ' ');
			at++;
		} else {
			at += add_odd(text, bytes + at, size - at);
		}
	}
}

void cleaned_add_code(struct text *text, const char *bytes, size_t size)
{
	size_t at = 0, cells = 0;

	while (at < size) {
		size_t plain = utf8_plain(bytes + at, size - at);
		size_t start = text->size;

		if (plain)
			text_add(text, bytes + at, plain);
		cells += plain;
		at += plain;
		if (at == size)
			break;
		if (bytes[at] == '\n') {
			text_add_char(text, bytes[at++]);
			cells = 0;
		} else if (bytes[at] == '\t') {
			text_add(text, "        ", TAB - cells % TAB);
			cells += TAB - cells % TAB;
			at++;
		} else {
			at += add_odd(text, bytes + at, size - at);
			cells += utf8_cells(text->bytes + start + plain,
					    text->size - start - plain);
		}
	}
}
