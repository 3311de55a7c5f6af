/*
 * A long document, parsed piece by piece: no tree of all of it is ever held,
 * which would be many times its text.
 */
#ifndef LAB_FORMATS_PIECE_H
#define LAB_FORMATS_PIECE_H

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

struct piece {
	const char *bytes; /* what is left of the document */
	size_t size;
	bool whole; /* it cannot be cut */
	int lines;  /* before the piece that piece_next returned */
	int next;   /* and behind it */
};

void piece_start(const char *bytes, size_t size, struct piece *ret);
/*
 * The tree of the next piece, NULL behind the last one. All pieces together
 * have the blocks that the whole has, with `lines` to be added to the number of
 * a line. The tree is in the pool, and gone with the next call.
 */
cmark_node *piece_next(struct piece *piece);

#endif
