/*
 * One line that is being typed: its text and where the cursor is in it.
 */
#ifndef LAB_VIEWS_ENTRY_H
#define LAB_VIEWS_ENTRY_H

#include "base/text.h"
#include "views/canvas.h"

#include <stdbool.h>
#include <stdint.h>

struct entry {
	struct text text; /* UTF-8, at most LIMIT_LINE bytes */
	size_t cursor;	  /* byte offset, on a character's start */
};

void entry_fini(struct entry *entry);
void entry_set(struct entry *entry, const char *text);
/* True when the key was an editing key and is used up. */
bool entry_key(struct entry *entry, uint32_t key);
/* Draws what fits in width cells, the cursor always in sight, and puts the
 * canvas's cursor there. */
void entry_draw(const struct entry *entry, struct canvas *canvas, int x, int y,
		int width, enum style style);

#endif
