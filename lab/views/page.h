/*
 * The step on screen as one long page of lines: prose, transcript, note,
 * question, hints, verdict, one below the other. Scrolling, searching, a
 * click and keeping the place over a resize all work on its lines, whatever
 * they are.
 */
#ifndef LAB_VIEWS_PAGE_H
#define LAB_VIEWS_PAGE_H

#include "session/session.h"
#include "views/canvas.h"
#include "views/draft.h"
#include "views/flow.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum page_line_kind {
	PAGE_BLANK,
	PAGE_FLOW,  /* line `line` of flow `source` */
	PAGE_RAW,   /* line `line` of the recording (source 0) or of the
		     * evidence (1) */
	PAGE_FOLD,  /* fold `source`, closed; it starts at raw line `line` */
	PAGE_ENTRY, /* where a number or text is typed */
	PAGE_GAP,   /* evidence: lines left out here */
};

/* Why a line stands there: what keeps its place, and what a search skips. */
enum page_part {
	PART_TITLE,
	PART_PROSE,
	PART_RECORDING,
	PART_NOTE,
	PART_EVIDENCE,
	PART_QUESTION,
	PART_CHOICE,  /* choice: its rank */
	PART_MEANING, /* choice: its place among the meanings */
	PART_HINT,
	PART_GOAL, /* of a build or console step */
	PART_VERDICT,
	PART_SOLUTION,
	PART_SOURCES,
	PART_OWN_NOTE,
};

struct page_line {
	uint8_t kind, part;
	uint8_t indent;
	bool first; /* the first line of a choice: its marker stands here */
	int16_t choice;
	uint32_t source, line;
};

struct page_flow {
	struct markdown markdown;
	struct flow flow;
	enum style tint; /* drawn over plain pieces; STYLE_PLAIN: none */
};

struct page {
	struct page_line *lines;
	size_t count, capacity;
	struct page_flow *flows;
	size_t flow_count, flow_capacity;
	const struct transcript *raw[2]; /* recording, evidence */
	/* per raw line of the recording: how many notes it is in */
	uint8_t *noted;
	int widest; /* cells of the widest line */
};

/* How to lay out: a page depends on nothing else. */
struct page_config {
	int width;	  /* cells of a line */
	bool ascii;	  /* the terminal has no UTF-8 */
	bool inline_note; /* the current note stands under its lines */
	const bool *open; /* per fold: true when open */
	size_t hints;	  /* rungs open */
	bool solution;	  /* the solution is shown */
	const struct draft *draft;
};

/* ret is overwritten; page_fini frees what it holds. */
void page_new(const struct session *session, const struct page_config *config,
	      struct page *ret);
void page_fini(struct page *page);

/* The flow of a note's what, from, not and sources, at a width. */
void page_note_text(const struct note *note, struct text *ret);

/* The text of a line without styles, for search. */
void page_line_text(const struct page *page, size_t line, struct text *ret);
/* Cells to the left of that text, where the line is not scrolled. */
int page_line_left(const struct page *page, size_t line);
/* Line numbers, or page->count when there is none: the page line that shows a
 * raw line (the fold that hides it, if so); the first line of a part. */
size_t page_find_raw(const struct page *page, unsigned source, size_t raw);
size_t page_find_part(const struct page *page, enum page_part part);
/* The line of the new page that stands for a line of the old one. */
size_t page_follow(const struct page *old, size_t line,
		   const struct page *page);

#endif
