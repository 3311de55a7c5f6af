#include "config.h"
#include "base/text.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_fini(struct text *text)
{
	free(text->bytes);
	text->bytes = NULL;
	text_clear(text);
	text->capacity = 0;
}

void text_clear(struct text *text)
{
	text->size = 0;
	text->full = false;
	if (text->bytes)
		text->bytes[0] = '\0';
}

/* Makes room for size bytes more and the NUL; less where the limit says so. */
static size_t make_room(struct text *text, size_t size)
{
	size_t limit = text->limit ? text->limit : LIMIT_TEXT;
	size_t left = text->size < limit ? limit - text->size : 0;

	if (size > left) {
		text->full = true;
		size = left;
	}
	text->bytes = mem_grow(text->bytes, &text->capacity,
			       text->size + size + 1, 1);
	return size;
}

void text_add(struct text *text, const char *bytes, size_t size)
{
	size = make_room(text, size);
	if (size)
		memcpy(text->bytes + text->size, bytes, size);
	text->size += size;
	text->bytes[text->size] = '\0';
}

void text_add_string(struct text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

void text_add_char(struct text *text, char c)
{
	text_add(text, &c, 1);
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list args;
	char small[256];
	int size;

	va_start(args, format);
	size = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (size < 0)
		return;
	if ((size_t)size < sizeof(small)) {
		text_add(text, small, (size_t)size);
	} else {
		char *large = mem_alloc((size_t)size + 1);

		va_start(args, format);
		vsnprintf(large, (size_t)size + 1, format, args);
		va_end(args);
		text_add(text, large, (size_t)size);
		free(large);
	}
}

void text_add_visible(struct text *text, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f)) {
			/* C1 controls arrive as 0xc2 0x80..0x9f in UTF-8 */
			if (c == 0xc2 && i + 1 < size &&
			    (unsigned char)bytes[i + 1] < 0xa0) {
				i++;
				text_printf(text, "\\x%02x",
					    (unsigned char)bytes[i]);
			} else {
				text_add_char(text, (char)c);
			}
		} else {
			text_add_char(text, '^');
			text_add_char(text, c == 0x7f ? '?' : (char)(c ^ 0x40));
		}
	}
}

const char *text_string(const struct text *text)
{
	return text->bytes ? text->bytes : "";
}

char *text_take(struct text *text)
{
	char *bytes = text->bytes ? text->bytes : mem_strdup("");

	text->bytes = NULL;
	text_clear(text);
	text->capacity = 0;
	return bytes;
}
