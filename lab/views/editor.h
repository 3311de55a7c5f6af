/*
 * The line that is typed at a prompt: editing, history, search in it,
 * completion. Keys in, and what is to be done out; it draws nothing itself,
 * since a pane of cells and a line of a terminal draw differently.
 */
#ifndef LAB_VIEWS_EDITOR_H
#define LAB_VIEWS_EDITOR_H

#include "views/entry.h"
#include "views/history.h"
#include "views/prompt.h"

#include <stdbool.h>
#include <stdint.h>

enum editor_result {
	EDITOR_PASSED, /* not a key of the editor's */
	EDITOR_USED,
	EDITOR_LINE,  /* Enter: the line is to be taken */
	EDITOR_STOP,  /* Ctrl-C: what was typed is to be left */
	EDITOR_END,   /* Ctrl-D on an empty line */
	EDITOR_CLEAR, /* Ctrl-L */
};

struct editor {
	const struct prompt *prompt; /* borrowed */
	struct entry entry;
	struct history history;
	size_t at; /* the line of the history that is shown; its count: none */
	char *typed; /* and what was typed before it; or NULL */

	bool searching; /* Ctrl-R */
	bool missed;	/* no line has the words */
	struct text words;

	/* What Tab found where it could not choose; until the next key. */
	char **offers;
	size_t offer_count;
};

void editor_init(struct editor *editor, const struct prompt *prompt);
void editor_fini(struct editor *editor);

enum editor_result editor_key(struct editor *editor, uint32_t key);
/* Whether Escape would end something: a search, a list of offers. */
bool editor_is_busy(const struct editor *editor);
void editor_set(struct editor *editor, const char *line);
/* The line, which is the caller's; the history keeps it. */
char *editor_take(struct editor *editor);
/* What stands left of the line: the prompt's own label, or the search's. */
void editor_label(const struct editor *editor, struct text *out);
/* The offers in columns, as many lines as are there, for so many cells. */
void editor_add_offers(const struct editor *editor, int width,
		       struct text *out);

#endif
