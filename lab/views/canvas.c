#include "config.h"
#include "views/canvas.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "views/glyph.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const struct cell blank = { .bytes = " ", .width = 1 };

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

void canvas_resize(struct canvas *canvas, int width, int height)
{
	canvas->width = clamp(width, 1, LIMIT_COLUMNS);
	canvas->height = clamp(height, 1, LIMIT_ROWS);
	canvas->cells = mem_realloc(
		canvas->cells, (size_t)canvas->width * (size_t)canvas->height,
		sizeof(*canvas->cells));
	canvas_clear(canvas);
}

void canvas_fini(struct canvas *canvas)
{
	free(canvas->cells);
	canvas->cells = NULL;
	canvas->width = 0;
	canvas->height = 0;
}

void canvas_clear(struct canvas *canvas)
{
	size_t count = (size_t)canvas->width * (size_t)canvas->height;

	for (size_t i = 0; i < count; i++)
		canvas->cells[i] = blank;
	canvas_set_cursor(canvas, -1, -1);
}

void canvas_scroll(struct canvas *canvas, int top, int end, int by)
{
	size_t width = (size_t)canvas->width;
	struct cell *cells = canvas->cells;
	int gone = by < 0 ? -by : by, first;

	top = clamp(top, 0, canvas->height);
	end = clamp(end, top, canvas->height);
	gone = clamp(gone, 0, end - top);
	first = by < 0 ? top : end - gone;
	memmove(cells + width * (size_t)(by < 0 ? top + gone : top),
		cells + width * (size_t)(by < 0 ? top : top + gone),
		sizeof(*cells) * width * (size_t)(end - top - gone));
	for (size_t i = 0; i < width * (size_t)gone; i++)
		cells[width * (size_t)first + i] = blank;
}

void canvas_set_cursor(struct canvas *canvas, int x, int y)
{
	bool inside =
		x >= 0 && x < canvas->width && y >= 0 && y < canvas->height;

	canvas->cursor_x = inside ? x : -1;
	canvas->cursor_y = inside ? y : -1;
}

/* The part of a rect that is on the canvas; empty ones have no height. */
static struct rect clip_rect(const struct canvas *canvas,
			     const struct rect *rect)
{
	int64_t right = (int64_t)rect->x + rect->width;
	int64_t bottom = (int64_t)rect->y + rect->height;
	struct rect part = { .x = rect->x > 0 ? rect->x : 0,
			     .y = rect->y > 0 ? rect->y : 0 };

	if (right > canvas->width)
		right = canvas->width;
	if (bottom > canvas->height)
		bottom = canvas->height;
	if (right > part.x && bottom > part.y) {
		part.width = (int)right - part.x;
		part.height = (int)bottom - part.y;
	}
	return part;
}

static struct cell *row_of(const struct canvas *canvas, int y)
{
	return canvas->cells + (size_t)y * (size_t)canvas->width;
}

/* Where text goes: cells [left, right) of a row, the next one at x. */
struct pen {
	struct cell *row;
	int left, right, width; /* width: of the whole row */
	int64_t x;
	struct cell look; /* a blank in the style */
};

/*
 * Before cells [from, upto) are overwritten: what they leave of a wide
 * character on either side becomes a blank.
 */
static void cut(const struct pen *pen, int from, int upto)
{
	if (from > 0 && pen->row[from].width == 0) {
		uint8_t style = pen->row[from - 1].style;

		pen->row[from - 1] = blank;
		pen->row[from - 1].style = style;
	}
	if (upto < pen->width && pen->row[upto].width == 0) {
		uint8_t style = pen->row[upto].style;

		pen->row[upto] = blank;
		pen->row[upto].style = style;
	}
}

/* Bytes that are a cell each. */
static void put_plain(struct pen *pen, const char *bytes, size_t size)
{
	int64_t from = pen->x > pen->left ? pen->x : pen->left;
	int64_t upto = pen->x + (int64_t)size;
	int64_t skipped = from - pen->x;
	struct cell cell = pen->look;

	pen->x = upto;
	if (upto > pen->right)
		upto = pen->right;
	if (from >= upto)
		return;
	bytes += skipped;
	cut(pen, (int)from, (int)upto);
	for (int64_t x = from; x < upto; x++) {
		cell.bytes[0] = *bytes++;
		pen->row[x] = cell;
	}
}

static void put_wide(struct pen *pen, const struct glyph *glyph)
{
	int64_t x = pen->x;

	if (x >= pen->left && x + 2 <= pen->right) {
		cut(pen, (int)x, (int)x + 2);
		pen->row[x] = pen->look;
		memcpy(pen->row[x].bytes, glyph->bytes, glyph->size);
		pen->row[x].width = 2;
		pen->row[x + 1] = (struct cell){ .style = pen->look.style };
		pen->x += 2;
	} else {
		put_plain(pen, "  ", 2); /* half of it is clipped away */
	}
}

static void put_single(struct pen *pen, const struct glyph *glyph)
{
	int64_t x = pen->x++;

	if (x < pen->left || x >= pen->right)
		return;
	cut(pen, (int)x, (int)x + 1);
	pen->row[x] = pen->look;
	memcpy(pen->row[x].bytes, glyph->bytes, glyph->size);
}

/* A combining mark goes onto the character before it, if that has room. */
static void put_mark(struct pen *pen, const struct glyph *glyph)
{
	int64_t x = pen->x - 1;
	size_t used = 0;
	struct cell *cell;

	if (x >= pen->left && x < pen->right && pen->row[x].width == 0)
		x--;
	if (x < pen->left || x >= pen->right)
		return;
	cell = &pen->row[x];
	while (used < sizeof(cell->bytes) && cell->bytes[used])
		used++;
	if (glyph->size <= sizeof(cell->bytes) - used)
		memcpy(cell->bytes + used, glyph->bytes, glyph->size);
}

static void put_glyph(struct pen *pen, const struct glyph *glyph)
{
	if (glyph->cells == 0)
		put_mark(pen, glyph);
	else if ((size_t)glyph->cells == glyph->size)
		put_plain(pen, glyph->bytes, glyph->size);
	else if (glyph->cells == 2)
		put_wide(pen, glyph);
	else
		put_single(pen, glyph);
}

static struct pen take_pen(const struct canvas *canvas, const struct rect *clip,
			   int x, int y, enum style style)
{
	struct rect part = clip_rect(canvas, clip);
	struct pen pen = { .x = x, .width = canvas->width, .look = blank };

	pen.look.bytes[0] = '\0';
	pen.look.style = (uint8_t)style;
	if (y >= part.y && y < part.y + part.height) {
		pen.row = row_of(canvas, y);
		pen.left = part.x;
		pen.right = part.x + part.width;
	}
	return pen;
}

int canvas_draw(struct canvas *canvas, const struct rect *clip, int x, int y,
		enum style style, const char *bytes, size_t size)
{
	struct pen pen = take_pen(canvas, clip, x, y, style);
	size_t at = 0;

	while (at < size) {
		size_t plain = utf8_plain(bytes + at, size - at);
		struct glyph glyph;

		if (plain)
			put_plain(&pen, bytes + at, plain);
		at += plain;
		if (at == size)
			break;
		at += glyph_read(bytes + at, size - at, canvas->ascii, &glyph);
		put_glyph(&pen, &glyph);
	}
	return pen.x > INT_MAX ? INT_MAX : (int)pen.x;
}

int canvas_draw_string(struct canvas *canvas, const struct rect *clip, int x,
		       int y, enum style style, const char *string)
{
	return canvas_draw(canvas, clip, x, y, style, string, strlen(string));
}

int canvas_draw_cut(struct canvas *canvas, const struct rect *clip, int x,
		    int y, enum style style, const char *string)
{
	static const char dots[] = "\xe2\x80\xa6";
	int end = canvas_draw_string(canvas, clip, x, y, style, string);
	int cells = canvas->ascii ? 3 : 1;

	if (end <= clip->x + clip->width || clip->width <= cells)
		return end;
	return canvas_draw_string(canvas, clip, clip->x + clip->width - cells,
				  y, style, dots);
}

void canvas_fill(struct canvas *canvas, const struct rect *rect,
		 enum style style, const char *character)
{
	struct rect part = clip_rect(canvas, rect);
	struct glyph glyph = { .bytes = " ", .size = 1, .cells = 1 };

	if (*character)
		glyph_read(character, strlen(character), canvas->ascii, &glyph);
	for (int y = part.y; y < part.y + part.height; y++) {
		struct pen pen = take_pen(canvas, &part, part.x, y, style);

		while (glyph.cells > 0 && pen.x < pen.right)
			put_glyph(&pen, &glyph);
	}
}

void canvas_restyle(struct canvas *canvas, const struct rect *rect,
		    enum style style)
{
	struct rect part = clip_rect(canvas, rect);

	for (int y = part.y; y < part.y + part.height; y++)
		for (int x = part.x; x < part.x + part.width; x++)
			row_of(canvas, y)[x].style = (uint8_t)style;
}

void canvas_print(const struct canvas *canvas, struct text *out)
{
	for (int y = 0; y < canvas->height; y++) {
		const struct cell *row = row_of(canvas, y);
		int end = canvas->width;

		while (end > 0 && row[end - 1].bytes[0] == ' ' &&
		       row[end - 1].bytes[1] == '\0')
			end--;
		for (int x = 0; x < end; x++)
			text_add(out, row[x].bytes,
				 strnlen(row[x].bytes, sizeof(row[x].bytes)));
		text_add_char(out, '\n');
	}
}

void canvas_print_styles(const struct canvas *canvas, struct text *out)
{
	for (int y = 0; y < canvas->height; y++) {
		const struct cell *row = row_of(canvas, y);
		int end = canvas->width;

		while (end > 0 && row[end - 1].style == STYLE_PLAIN)
			end--;
		for (int x = 0; x < end; x++)
			text_add_char(out,
				      style_letter((enum style)row[x].style));
		text_add_char(out, '\n');
	}
}
