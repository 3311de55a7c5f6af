#include "config.h"
#include "build/build.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The line of a file, without its end; false when there is none. */
static bool find_line(const char *bytes, size_t size, unsigned number,
		      const char **ret, size_t *ret_size)
{
	const char *end = bytes + size;

	while (bytes < end) {
		const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));

		stop = stop ? stop : end;
		if (--number == 0) {
			if (stop > bytes && stop[-1] == '\r')
				stop--;
			*ret = bytes;
			*ret_size = (size_t)(stop - bytes);
			return true;
		}
		bytes = stop < end ? stop + 1 : end;
	}
	return false;
}

/* Before a line of source, and below it: "   12 | ". A tab stop, too. */
enum { MARGIN = 8, TAB = 8, ROOM_LEAST = 20, WORDS_WIDTH = 79 };

/* The line as it is seen, tabs as blanks; in which cell a byte of it is. */
static void expand(const char *line, size_t length, size_t byte,
		   struct text *out, size_t *ret_cell)
{
	size_t cells = 0, size;

	for (size_t at = 0; at < length; at += size) {
		size_t before = out->size;
		uint32_t c;

		if (at <= byte)
			*ret_cell = cells;
		size = utf8_decode(line + at, length - at, &c);
		if (c == '\t')
			do
				text_add_char(out, ' ');
			while ((cells + out->size - before) % TAB);
		else
			text_add_visible(out, line + at, size);
		cells += utf8_cells(text_string(out) + before,
				    out->size - before);
	}
	if (byte >= length)
		*ret_cell = cells;
}

/* As much of the line as there is room for, with what is marked, and the mark
 * below. columns: of the terminal; 0: all. */
static void add_line(const struct build_message *message, const char *line,
		     size_t length, unsigned columns, struct text *out)
{
	static const char dots[] = "..";
	size_t mark = 0, start = 0, cells, room, from, size;
	struct text shown = { 0 };

	expand(line, length, message->column ? message->column - 1 : 0, &shown,
	       &mark);
	cells = utf8_cells(text_string(&shown), shown.size);
	room = columns > MARGIN + ROOM_LEAST ? columns - MARGIN : ROOM_LEAST;
	if (columns && cells > room && mark + strlen(dots) >= room)
		start = mark - room / 2;
	text_printf(out, "%5u | ", message->line);
	from = utf8_fit(text_string(&shown), shown.size, start);
	if (start) {
		text_add_string(out, dots);
		room -= strlen(dots);
	}
	if (!columns || cells - start <= room) {
		text_add(out, text_string(&shown) + from, shown.size - from);
	} else {
		size = utf8_fit(text_string(&shown) + from, shown.size - from,
				room - strlen(dots));
		text_add(out, text_string(&shown) + from, size);
		text_add_string(out, dots);
	}
	text_add_char(out, '\n');
	text_fini(&shown);
	if (!message->column)
		return;
	text_add_string(out, "      | ");
	for (size_t i = start ? start - strlen(dots) : 0; i < mark; i++)
		text_add_char(out, ' ');
	text_add_string(out, "^\n");
}

/* The source's line and a mark below the column. */
static void add_source(const struct build_message *message, unsigned columns,
		       struct text *out)
{
	const char *line;
	char *bytes;
	size_t size, length;

	if (!message->file || !message->line ||
	    file_read(message->file, LIMIT_BUILD_SOURCE, &bytes, &size, NULL,
		      NULL))
		return;
	if (find_line(bytes, size, message->line, &line, &length) &&
	    length <= LIMIT_BUILD_TEXT)
		add_line(message, line, length, columns, out);
	free(bytes);
}

/* Words behind a margin, none cut. */
static void add_wrapped(const char *words, unsigned columns, struct text *out)
{
	static const char margin[] = "        ";
	size_t column = 0, width = WORDS_WIDTH;

	if (columns > MARGIN + ROOM_LEAST && columns <= width)
		width = columns - 1;

	while (*words) {
		size_t size = strcspn(words, " ");

		if (column && column + 1 + size > width) {
			text_add_char(out, '\n');
			column = 0;
		}
		if (!column) {
			text_add_string(out, margin);
			column = strlen(margin);
		} else {
			text_add_char(out, ' ');
			column++;
		}
		text_add(out, words, size);
		column += size;
		words += size;
		words += *words == ' ';
	}
	text_add_char(out, '\n');
}

void build_print(const struct build_message *message, unsigned columns,
		 struct text *out)
{
	if (message->file) {
		text_add_string(out, message->file);
		if (message->line)
			text_printf(out, ":%u", message->line);
		if (message->line && message->column)
			text_printf(out, ":%u", message->column);
		text_add_string(out, ": ");
	}
	text_printf(out, "%s: %s", message_severity(message->severity),
		    message->text);
	if (message->option)
		text_printf(out, " [%s]", message->option);
	text_add_char(out, '\n');
	/* a note leads into headers that the reader did not write */
	if (message->severity != BUILD_NOTE)
		add_source(message, columns, out);
	if (message->plain)
		add_wrapped(message->plain, columns, out);
}
