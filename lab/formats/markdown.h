/*
 * CommonMark as paragraphs of styled runs, ready to be wrapped. libcmark
 * parses; this flattens its tree. Any input gives a document.
 */
#ifndef LAB_FORMATS_MARKDOWN_H
#define LAB_FORMATS_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a run of text is; flags, since emphasis nests. */
enum markdown_run_kind {
	MARKDOWN_EMPHASIS = 1 << 0,
	MARKDOWN_STRONG = 1 << 1,
	MARKDOWN_CODE = 1 << 2,
	MARKDOWN_LINK = 1 << 3,
	MARKDOWN_BREAK = 1 << 4, /* a hard line break stands before this run */
};

struct markdown_run {
	uint32_t offset, size; /* bytes of the document's text */
	uint32_t kind;	       /* markdown_run_kind flags */
};

enum markdown_block_kind {
	MARKDOWN_PARAGRAPH,
	MARKDOWN_HEADING, /* level 1..6 */
	MARKDOWN_PRE,	  /* code: one run, lines kept, never wrapped */
	MARKDOWN_RULE,
};

#define MARKDOWN_INDENT 62 /* the deepest indent of a block, in cells */

struct markdown_block {
	enum markdown_block_kind kind;
	uint8_t level;	   /* of a heading */
	uint8_t indent;	   /* cells to the left of all its lines */
	uint8_t marker_at; /* the marker ends one cell before this one */
	bool tight;	   /* no blank line before it */
	char marker[12];   /* "1." or "*": printed left of the first line */
	uint64_t bars;	   /* bit n: a quote's bar stands in cell n of indent */
	uint32_t first_run; /* runs [first_run, first_run + run_count) */
	uint32_t run_count;
	uint32_t line; /* in the source, from 1 */
};

struct markdown {
	/* All runs' bytes and the links' addresses: well-formed UTF-8 with
	 * control characters made visible; newlines in MARKDOWN_PRE only. */
	char *text;
	size_t size;
	struct markdown_run *runs;
	size_t run_count, run_capacity;
	struct markdown_block *blocks;
	size_t block_count, block_capacity;
	struct markdown_link *links;
	size_t link_count, link_capacity;
};

/*
 * Where a link's address differs from its text and is no `term:` address, it
 * follows the text in brackets. A link without text has its address as text,
 * and so has an image without alternative text; those stand in [].
 */
struct markdown_link {
	uint32_t run;	    /* the first of the runs that are its text */
	uint32_t url, size; /* bytes of text */
	uint32_t line;	    /* in the source, from 1 */
};

/* ret is overwritten; markdown_fini frees what it holds. Over
 * LIMIT_PROSE_BYTES nothing is read; under LIMIT_PROSE_DEPTH blocks are not
 * indented further. */
void markdown_parse(const char *bytes, size_t size, struct markdown *ret);
void markdown_fini(struct markdown *markdown);

#endif
