/*
 * Prose wrapped to a width: lines of styled pieces, ready to be drawn or
 * printed. The whole document is laid out at once; it is fast enough
 * (goals 3 and 4) that nothing needs to be lazy.
 */
#ifndef LAB_VIEWS_FLOW_H
#define LAB_VIEWS_FLOW_H

#include "base/text.h"
#include "formats/markdown.h"
#include "views/canvas.h"

#include <stddef.h>
#include <stdint.h>

struct flow_piece {
	uint32_t offset, size; /* bytes of the text; from text_size on, of
				  extra */
	uint16_t cells;
	uint8_t style; /* enum style */
};

struct flow_line {
	uint32_t first_piece;
	uint16_t piece_count;
	uint16_t indent; /* cells left of the first piece */
	uint32_t block;	 /* the Markdown block it belongs to; a blank line
			    belongs to the one before it */
};

struct flow {
	const char *text;  /* borrowed from the markdown, which must outlive
			      it */
	struct text extra; /* text of its own: markers, bars, rules */
	size_t text_size;
	struct flow_piece *pieces;
	size_t piece_count, piece_capacity;
	struct flow_line *lines;
	size_t line_count, line_capacity;
	int width;
	bool ascii;
};

/*
 * Lays markdown out; width is clamped to 10 .. LIMIT_COLUMNS, and only lines
 * of code may be wider. ascii: count the cells of stand-ins, as a canvas
 * without UTF-8 draws them. ret is overwritten.
 */
void flow_new(const struct markdown *markdown, int width, bool ascii,
	      struct flow *ret);
void flow_fini(struct flow *flow);

/* The bytes of a piece; not NUL-terminated. */
const char *flow_bytes(const struct flow *flow, const struct flow_piece *piece);

/* The cells that a line takes. */
int flow_line_cells(const struct flow *flow, size_t line);

/* Draws lines [first, ...) into rect, as many as fit, shifted left by column
 * cells (code may be wider than the screen). */
void flow_draw(const struct flow *flow, struct canvas *canvas,
	       const struct rect *rect, size_t first, int column);
/* Prints lines [first, first + count), as many as there are. ansi: with SGR
 * sequences for the styles. */
void flow_print(const struct flow *flow, size_t first, size_t count,
		struct text *out, bool ansi);
/* Adds the bytes of one line without styles but with its indent, for search:
 * glyph_cells of what is left of a match is its column. */
void flow_line_text(const struct flow *flow, size_t line, struct text *out);
/* The first line of a block, or the number of lines behind the last one; used
 * to keep the place over a resize. */
size_t flow_find_block(const struct flow *flow, uint32_t block);

#endif
