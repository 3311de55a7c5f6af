/*
 * Words onto lines of the configured width.
 */
#include "config.h"
#include "term/plain_private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "views/flow.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *plain_s(size_t count)
{
	return count == 1 ? "" : "s";
}

/* The bytes of the next line of a text: to the last blank that fits. */
static size_t fit_line(const char *bytes, size_t size, size_t cells)
{
	size_t most = utf8_fit(bytes, size, cells), at = most;

	if (most >= size)
		return size;
	while (at && bytes[at] != ' ')
		at--;
	if (at)
		return at;
	return most ? most : 1; /* a word wider than a line is cut */
}

static void add_wrapped(struct plain *plain, const char *bytes, size_t size)
{
	while (size) {
		size_t taken =
			fit_line(bytes, size, (size_t)plain->config.width);

		text_add_visible(&plain->out, bytes, taken);
		text_add_char(&plain->out, '\n');
		while (taken < size && bytes[taken] == ' ')
			taken++;
		bytes += taken;
		size -= taken;
	}
}

void plain_say(struct plain *plain, const char *format, ...)
{
	va_list args;
	char *bytes = NULL;
	int size;

	va_start(args, format);
	size = vasprintf(&bytes, format, args);
	va_end(args);
	if (size < 0)
		mem_panic();
	for (int i = 0; i < size; i++)
		if (bytes[i] == '\n')
			bytes[i] = ' ';
	add_wrapped(plain, bytes, (size_t)size);
	free(bytes);
}

void plain_gap(struct plain *plain)
{
	const struct text *out = &plain->out;
	bool blank = out->size && out->bytes[out->size - 1] == '\n' &&
		     (out->size == 1 || out->bytes[out->size - 2] == '\n');

	if (!blank)
		text_add_char(&plain->out, '\n');
}

void plain_prose(struct plain *plain, const char *lead, const char *prose)
{
	size_t indent = strlen(lead);
	struct markdown markdown;
	struct flow flow;

	markdown_parse(prose, strlen(prose), &markdown);
	flow_new(&markdown, plain->config.width - (int)indent,
		 plain->config.ascii, &flow);
	text_add_string(&plain->out, lead);
	for (size_t i = 0; i < flow.line_count; i++) {
		for (size_t j = 0; i && flow.lines[i].piece_count && j < indent;
		     j++)
			text_add_char(&plain->out, ' ');
		flow_print(&flow, i, 1, &plain->out, plain->config.ansi);
	}
	if (!flow.line_count)
		text_add_char(&plain->out, '\n');
	flow_fini(&flow);
	markdown_fini(&markdown);
}

void plain_raw(struct plain *plain, const char *lead,
	       const struct transcript_line *line)
{
	const char *bytes = line->bytes;
	size_t left = line->size;

	text_add_string(&plain->out, lead);
	while (left) {
		size_t good = utf8_check(bytes, left);

		text_add_visible(&plain->out, bytes, good);
		bytes += good;
		left -= good;
		if (left) {
			text_printf(&plain->out, "\\x%02x",
				    (unsigned char)*bytes++);
			left--;
		}
	}
	text_add_char(&plain->out, '\n');
}

void plain_collect(struct plain *plain, void (*print)(struct plain *plain),
		   struct text *ret)
{
	struct text kept = plain->out;
	int width = plain->config.width;
	bool ansi = plain->config.ansi;

	plain->out = (struct text){ 0 };
	plain->config.width = LIMIT_COLUMNS; /* what is looked for may have
						blanks in it */
	plain->config.ansi = false;
	print(plain);
	text_fini(ret);
	*ret = plain->out;
	plain->out = kept;
	plain->config.width = width;
	plain->config.ansi = ansi;
}

/* What is not ASCII as something that is. */
static void add_ascii(struct text *text, const char *bytes, size_t size)
{
	while (size) {
		uint32_t c;
		size_t taken = utf8_decode(bytes, size, &c);

		if (c < 0x80)
			text_add_char(text, *bytes);
		else
			text_add_string(text, utf8_ascii(c));
		bytes += taken;
		size -= taken;
	}
}

void plain_flush(struct plain *plain)
{
	FILE *out = plain->config.out;
	struct text ascii = { 0 };
	const struct text *text = &plain->out;

	if (plain->config.ascii) {
		add_ascii(&ascii, text_string(text), text->size);
		text = &ascii;
	}
	if (!plain->broken && text->size &&
	    (fwrite(text->bytes, 1, text->size, out) != text->size ||
	     fflush(out) != 0))
		plain->broken = true;
	text_fini(&ascii);
	text_clear(&plain->out);
}
