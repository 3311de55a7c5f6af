/*
 * The inside of the pane, for pane.c (keys), pane_link.c (what can be
 * followed) and pane_draw.c.
 */
#ifndef LAB_VIEWS_PANE_PRIVATE_H
#define LAB_VIEWS_PANE_PRIVATE_H

#include "views/editor.h"
#include "views/pane.h"
#include "views/scrollback.h"

struct pane {
	struct pane_config config;
	struct editor editor;
	struct scrollback scrollback;
	struct rect rect;
	bool open;     /* the prompt takes lines */
	char *waiting; /* a line that is to be run; or NULL */
	size_t below;  /* rows under the last one in sight; 0: follows */
	bool linking;  /* the link that is chosen: */
	uint64_t line; /* the number of its line */
	size_t link;   /* and which of its links */
};

/* Rows that output has, above the line that is typed. */
size_t pane_output_height(const struct pane *pane);
/* The first row in sight; all rows where they are fewer. */
size_t pane_top(const struct pane *pane);
void pane_scroll(struct pane *pane, long rows);
/* Brings a row in sight. */
void pane_show(struct pane *pane, size_t row);
/* Enters a line as if it had been typed. */
void pane_enter(struct pane *pane, const char *line);

/* pane_link.c */
size_t pane_links(struct pane *pane, size_t line,
		  struct prompt_link ret[PROMPT_LINKS]);
/* The chosen one's line as an index; false where it is gone. */
bool pane_link_line(const struct pane *pane, size_t *ret);
/* Chooses the last one in sight, else the one before. */
bool pane_link_begin(struct pane *pane);
void pane_link_move(struct pane *pane, bool up);
bool pane_link_follow(struct pane *pane);
/* Follows the link at a byte of a line. */
void pane_link_follow_at(struct pane *pane, size_t line, size_t byte);

#endif
