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
	MARKDOWN_PRE,	  /* code: lines kept, never wrapped */
	MARKDOWN_RULE,
};

struct markdown_block {
	enum markdown_block_kind kind;
	uint8_t level;	    /* of a heading */
	uint8_t indent;	    /* cells to the left of all its lines */
	uint8_t quotes;	    /* how many block quotes it stands in */
	bool tight;	    /* no blank line before it */
	char marker[8];	    /* "1." or "*": printed left of the first line */
	uint32_t first_run; /* runs [first_run, first_run + run_count) */
	uint32_t run_count;
	uint32_t line; /* in the source, from 1 */
};

struct markdown {
	char *text; /* all runs' bytes, UTF-8, control characters made visible
		     */
	size_t size;
	struct markdown_run *runs;
	size_t run_count, run_capacity;
	struct markdown_block *blocks;
	size_t block_count, block_capacity;
	struct markdown_link *links;
	size_t link_count, link_capacity;
};

struct markdown_link {
	uint32_t run;	    /* the run that is its text */
	uint32_t url, size; /* bytes of text */
	uint32_t line;	    /* in the source, from 1 */
};

/* ret is overwritten; markdown_fini frees what it holds. */
void markdown_parse(const char *bytes, size_t size, struct markdown *ret);
void markdown_fini(struct markdown *markdown);

#endif
