#include "config.h"
#include "views/scrollback.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "views/glyph.h"

#include <stdlib.h>
#include <string.h>

#define TAB_STOP 8

/* ---- rows ---- */

/* How many bytes of a line fit into a row; at least a character. */
static size_t fit(const struct scrollback *scrollback, const char *bytes,
		  size_t size)
{
	int cells = 0;
	size_t at = 0;

	while (at < size) {
		struct glyph glyph;
		size_t took = glyph_read(bytes + at, size - at,
					 scrollback->ascii, &glyph);

		if (at && cells + glyph.cells > scrollback->width)
			break;
		cells += glyph.cells;
		at += took;
	}
	return at;
}

static uint32_t count_rows(const struct scrollback *scrollback,
			   const struct scrollback_line *line)
{
	uint32_t rows = 0;
	size_t at = 0;

	do {
		at += fit(scrollback, line->bytes + at, line->size - at);
		rows++;
	} while (at < line->size);
	return rows;
}

void scrollback_set_width(struct scrollback *scrollback, int width)
{
	if (width < 1)
		width = 1;
	if (scrollback->width == width)
		return;
	scrollback->width = width;
	scrollback->rows = 0;
	for (size_t i = 0; i < scrollback->count; i++) {
		struct scrollback_line *line = &scrollback->lines[i];

		line->rows = count_rows(scrollback, line);
		scrollback->rows += line->rows;
	}
}

struct scrollback_row scrollback_row(const struct scrollback *scrollback,
				     size_t row)
{
	struct scrollback_row ret = { 0 };
	const struct scrollback_line *line;
	size_t left;

	/* from the end that is nearer: it is mostly the last screen */
	if (row < scrollback->rows / 2) {
		left = row;
		while (left >= scrollback->lines[ret.line].rows)
			left -= scrollback->lines[ret.line++].rows;
	} else {
		size_t behind = scrollback->rows - row;

		ret.line = scrollback->count - 1;
		while (behind > scrollback->lines[ret.line].rows)
			behind -= scrollback->lines[ret.line--].rows;
		left = scrollback->lines[ret.line].rows - behind;
	}
	line = &scrollback->lines[ret.line];
	while (left--)
		ret.begin += fit(scrollback, line->bytes + ret.begin,
				 line->size - ret.begin);
	ret.end = ret.begin + fit(scrollback, line->bytes + ret.begin,
				  line->size - ret.begin);
	return ret;
}

size_t scrollback_find_line(const struct scrollback *scrollback, size_t line)
{
	size_t row = scrollback->rows;

	for (size_t i = scrollback->count; i > line; i--)
		row -= scrollback->lines[i - 1].rows;
	return row;
}

const char *scrollback_command(const struct scrollback *scrollback, size_t line)
{
	uint64_t from = scrollback->lines[line].from;
	const struct scrollback_line *typed;

	if (from < scrollback->first ||
	    from - scrollback->first >= scrollback->count)
		return "";
	typed = &scrollback->lines[from - scrollback->first];
	return typed->typed ? typed->bytes + typed->label : "";
}

/* ---- lines ---- */

static void drop(struct scrollback *scrollback, size_t count)
{
	if (!count)
		return; /* there may be no list yet */
	for (size_t i = 0; i < count; i++) {
		scrollback->rows -= scrollback->lines[i].rows;
		scrollback->bytes -= scrollback->lines[i].size;
		free(scrollback->lines[i].bytes);
	}
	scrollback->count -= count;
	scrollback->first += count;
	memmove(scrollback->lines, scrollback->lines + count,
		scrollback->count * sizeof(*scrollback->lines));
}

/* A good part at once, so that a long output does not move all for each. */
static void make_room(struct scrollback *scrollback, size_t size)
{
	while (scrollback->count &&
	       (scrollback->count >= LIMIT_SCROLLBACK_LINES ||
		scrollback->bytes + size > LIMIT_SCROLLBACK_BYTES))
		drop(scrollback, scrollback->count / 8 + 1);
}

static struct scrollback_line *add(struct scrollback *scrollback, char *bytes,
				   size_t size)
{
	struct scrollback_line *line;

	make_room(scrollback, size);
	scrollback->lines =
		mem_grow(scrollback->lines, &scrollback->capacity,
			 scrollback->count + 1, sizeof(*scrollback->lines));
	line = &scrollback->lines[scrollback->count++];
	*line = (struct scrollback_line){ .bytes = bytes,
					  .size = (uint32_t)size,
					  .from = scrollback->typed };
	scrollback->bytes += size;
	if (scrollback->width)
		line->rows = count_rows(scrollback, line);
	scrollback->rows += line->rows;
	return line;
}

void scrollback_add_typed(struct scrollback *scrollback, const char *line,
			  size_t label)
{
	struct scrollback_line *added =
		add(scrollback, mem_strdup(line), strlen(line));

	added->typed = true;
	added->label = (uint32_t)label;
	scrollback->typed = scrollback->first + scrollback->count - 1;
	added->from = scrollback->typed;
}

/* One line with its tabs as blanks, cut at what one may hold. */
static void add_printed(struct scrollback *scrollback, const char *bytes,
			size_t size)
{
	struct text line = { .limit = LIMIT_TEXT };

	for (size_t i = 0; i < size && line.size < LIMIT_LINE; i++) {
		if (bytes[i] == '\t')
			text_printf(&line, "%*s",
				    (int)(TAB_STOP - line.size % TAB_STOP), "");
		else if (bytes[i] != '\r' && bytes[i])
			text_add_char(&line, bytes[i]);
	}
	size = line.size;
	add(scrollback, size ? text_take(&line) : mem_strdup(""), size);
	text_fini(&line);
}

void scrollback_add(struct scrollback *scrollback, const char *text,
		    size_t size)
{
	const char *end = text + size;

	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t length = (size_t)((newline ? newline : end) - text);

		add_printed(scrollback, text, length);
		text += length + (newline != NULL);
	}
}

void scrollback_fini(struct scrollback *scrollback)
{
	drop(scrollback, scrollback->count);
	free(scrollback->lines);
	memset(scrollback, 0, sizeof(*scrollback));
}
