#include "config.h"
#include "build/build.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"

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

/* Below the line of the source, at its column, where there is one. */
static void add_mark(const struct build_message *message, const char *line,
		     size_t length, struct text *out)
{
	if (!message->column)
		return;
	text_add_string(out, "      | ");
	for (size_t i = 0; i + 1 < message->column && i < length; i++)
		text_add_char(out, line[i] == '\t' ? '\t' : ' ');
	text_add_string(out, "^\n");
}

/* The source's line and a mark below the column. */
static void add_source(const struct build_message *message, struct text *out)
{
	const char *line;
	char *bytes;
	size_t size, length;

	if (!message->file || !message->line ||
	    file_read(message->file, LIMIT_BUILD_SOURCE, &bytes, &size, NULL,
		      NULL))
		return;
	if (find_line(bytes, size, message->line, &line, &length) &&
	    length <= LIMIT_BUILD_TEXT) {
		text_printf(out, "%5u | ", message->line);
		text_add_visible(out, line, length);
		text_add_char(out, '\n');
		add_mark(message, line, length, out);
	}
	free(bytes);
}

/* Words behind a margin, none cut. */
static void add_wrapped(const char *words, unsigned width, struct text *out)
{
	static const char margin[] = "        ";
	size_t column = 0;

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

void build_print(const struct build_message *message, unsigned width,
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
		add_source(message, out);
	if (message->plain)
		add_wrapped(message->plain, width, out);
}
