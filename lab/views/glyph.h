/*
 * What one character of a text looks like on a terminal: itself, a stand-in
 * where there is no UTF-8, or its name where it is a control character.
 */
#ifndef LAB_VIEWS_GLYPH_H
#define LAB_VIEWS_GLYPH_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct glyph {
	const char *bytes; /* what to show; in the text, static, or in own */
	size_t size;	   /* 0: nothing at all */
	int cells;	   /* 0: a mark on the character before it */
	char own[5];
};

/*
 * Looks at the character at bytes (size > 0) and returns the bytes it took.
 * Where a glyph takes more than one byte and as many cells, each byte is a
 * cell. Characters that only steer a terminal (direction, joining) show as
 * nothing.
 */
size_t glyph_read(const char *bytes, size_t size, bool ascii,
		  struct glyph *ret);
/* Cells of a whole text. */
size_t glyph_cells(const char *bytes, size_t size, bool ascii);
/* Adds a text as a terminal should get it. */
void glyph_add(struct text *out, const char *bytes, size_t size, bool ascii);

#endif
