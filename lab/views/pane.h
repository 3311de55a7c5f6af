/*
 * A prompt as a part of the screen: what was printed, and below it the line
 * that is typed. It keeps both while it is not shown. Which prompt it is, it
 * knows by struct prompt_ops alone.
 *
 * A line that was entered waits (pane_waits) until pane_run: between the two
 * a front end draws, so that a long command is seen to run.
 */
#ifndef LAB_VIEWS_PANE_H
#define LAB_VIEWS_PANE_H

#include "session/session.h"
#include "views/canvas.h"
#include "views/prompt.h"

#include <stdbool.h>
#include <stdint.h>

struct pane;

struct pane_config {
	const struct prompt *prompt; /* borrowed */
	prompt_stop *stop;	     /* may be NULL */
	bool ascii;
};

enum pane_result {
	PANE_PASSED, /* not a key of the pane's */
	PANE_USED,
	PANE_CLOSE,   /* it is to be put away; it keeps what it holds */
	PANE_NOTHING, /* there is nothing to follow */
};

struct pane *pane_new(const struct pane_config *config);
void pane_free(struct pane *pane);

/* Before it is shown, each time. Where that fails it shows why, and Enter
 * tries again. */
void pane_open(struct pane *pane);
/* Where it will be drawn. */
void pane_place(struct pane *pane, const struct rect *rect);

/* A key that the key table has no action for, and one that it has. */
enum pane_result pane_key(struct pane *pane, uint32_t key);
enum pane_result pane_act(struct pane *pane, enum action action);
/* Button 1, or 4 and 5 for the wheel, at a cell of the canvas. */
void pane_click(struct pane *pane, int x, int y, int button);

bool pane_waits(const struct pane *pane);
/* Runs what waits. PANE_CLOSE: the prompt has ended. */
enum pane_result pane_run(struct pane *pane);

/* As if it had been stopped at once. */
void pane_drop(struct pane *pane);

/* Whether a link is being chosen: other keys hold then. */
bool pane_is_linking(const struct pane *pane);
const char *pane_name(const struct pane *pane);
void pane_draw(struct pane *pane, struct canvas *canvas);

#endif
