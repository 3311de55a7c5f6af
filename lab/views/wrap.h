/*
 * The lines of one block after another: text goes in, lines come out at the
 * end of a flow. For flow.c.
 */
#ifndef LAB_VIEWS_WRAP_H
#define LAB_VIEWS_WRAP_H

#include "views/flow.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of more bytes is continued in another, so that its cells, which are
 * never more, fit their field. */
#define WRAP_PIECE_BYTES 32768

/* What stands left of a line's text: bars and a marker. */
struct wrap_prefix {
	struct flow_piece pieces[MARKDOWN_INDENT];
	size_t count;
	uint16_t indent; /* cells left of the first piece, or of the text */
};

/* A space at which the line may be broken. */
struct wrap_gap {
	bool there;
	size_t piece;
	uint32_t at;	/* byte of the piece */
	uint16_t cells; /* of the piece before it */
	int x;		/* of the line before it */
};

struct wrap {
	struct flow *flow;
	struct wrap_prefix first, rest; /* of the block's lines */
	/* the rest is private */
	const struct wrap_prefix *prefix;
	int available; /* cells for text */
	uint32_t block;
	/* the line that is being filled */
	size_t line_start, text_start; /* pieces */
	int x;
	struct wrap_gap gap;
	/* the line before it, where a space was dropped between them */
	bool joined;
	size_t before_start;
	int before_x;
	struct flow_piece space; /* the one that was dropped */
	struct flow_piece *scratch;
	size_t scratch_count, scratch_capacity;
};

/* Adds a line without text. */
void wrap_blank(struct wrap *wrap, uint32_t block,
		const struct wrap_prefix *prefix);
/* Starts a block whose lines have available (> 3) cells for text. */
void wrap_start(struct wrap *wrap, uint32_t block, int available);
/* Adds text, however many lines that takes; the piece's cells do not count. */
void wrap_text(struct wrap *wrap, struct flow_piece piece);
/* Adds text as it stands, on the line that is being filled. */
void wrap_keep(struct wrap *wrap, struct flow_piece piece);
/* Ends the line; another one of the block follows. */
void wrap_next_line(struct wrap *wrap);
/* Ends the block. */
void wrap_end(struct wrap *wrap);
void wrap_fini(struct wrap *wrap);

#endif
