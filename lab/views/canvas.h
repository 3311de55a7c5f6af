/*
 * A grid of cells: what the screen should look like. Views draw here, front
 * ends copy it out, tests read it as text. Drawing outside is allowed and
 * does nothing.
 */
#ifndef LAB_VIEWS_CANVAS_H
#define LAB_VIEWS_CANVAS_H

#include "base/text.h"
#include "views/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One cell: a character of at most 6 bytes of UTF-8 (a base and a combining
 * mark; what goes over is left out). The right half of a wide character has
 * width 0 and no bytes. All bits count: equal cells are equal bytes.
 */
struct cell {
	char bytes[6]; /* not NUL-terminated when full */
	uint8_t width;
	uint8_t style; /* enum style */
};

struct canvas {
	int width, height;
	struct cell *cells;	/* row by row */
	int cursor_x, cursor_y; /* -1: no cursor shown */
	bool ascii; /* the terminal has no UTF-8: stand-ins are drawn */
};

struct rect {
	int x, y, width, height;
};

/* Sizes are clamped to 1 .. LIMIT_COLUMNS and LIMIT_ROWS. A zeroed canvas may
 * be resized; contents are cleared. */
void canvas_resize(struct canvas *canvas, int width, int height);
void canvas_fini(struct canvas *canvas);
/* All blanks, no cursor. */
void canvas_clear(struct canvas *canvas);

/* Moves rows [top, end) up by so many, down where by < 0; rows that nothing
 * moved to are blank. */
void canvas_scroll(struct canvas *canvas, int top, int end, int by);

/*
 * Draws text from (x, y), clipped to clip; control characters show as the
 * stand-ins that text_add_visible gives. Returns the x behind the last cell
 * that the whole text would take. Starting left of the clip is how one
 * scrolls sideways.
 */
int canvas_draw(struct canvas *canvas, const struct rect *clip, int x, int y,
		enum style style, const char *bytes, size_t size);
int canvas_draw_string(struct canvas *canvas, const struct rect *clip, int x,
		       int y, enum style style, const char *string);
/* The same, with "..." where the clip cuts it at the right. */
int canvas_draw_cut(struct canvas *canvas, const struct rect *clip, int x,
		    int y, enum style style, const char *string);
void canvas_fill(struct canvas *canvas, const struct rect *rect,
		 enum style style, const char *character);
/* Gives the cells of a rect another style and keeps their text. */
void canvas_restyle(struct canvas *canvas, const struct rect *rect,
		    enum style style);
void canvas_set_cursor(struct canvas *canvas, int x, int y);

/* The canvas as lines of text, and as lines of style letters; for tests. */
void canvas_print(const struct canvas *canvas, struct text *out);
void canvas_print_styles(const struct canvas *canvas, struct text *out);

#endif
