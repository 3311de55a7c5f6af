/*
 * The full screen, without a terminal: keys in, a canvas out. It owns what a
 * learner looks at (scroll, cursor, open folds, outline, pop-ups) over a
 * session that owns what they do. term/curses.c only carries keys and cells.
 */
#ifndef LAB_VIEWS_UI_H
#define LAB_VIEWS_UI_H

#include "session/session.h"
#include "views/canvas.h"
#include "views/prompt.h"
#include "views/workshop.h"

#include <stdbool.h>
#include <stdint.h>

struct ui;

struct ui_config {
	struct session *session; /* borrowed, must outlive the ui */
	int width, height;
	bool ascii;		/* no UTF-8 on this terminal */
	bool still;		/* no typing for show */
	int64_t (*clock)(void); /* ms, monotonic; for what is typed for show */
	const struct prompt *prompt; /* the debugger; NULL: none. Borrowed */
	prompt_stop *stop;	     /* asked while it runs a line; or NULL */
	const struct workshop *workshop; /* NULL: none. Borrowed */
};

/* What the front end must do. */
enum ui_request { UI_NONE, UI_QUIT, UI_SUSPEND, UI_REDRAW, UI_EDIT };

struct ui *ui_new(const struct ui_config *config);
void ui_free(struct ui *ui);

/* A key, or a click: button 1, or 4 and 5 for the wheel. */
enum ui_request ui_key(struct ui *ui, uint32_t key);
enum ui_request ui_click(struct ui *ui, int x, int y, int button);
/* Ctrl-C or SIGINT: leaves what is being typed, else the lab. */
enum ui_request ui_interrupt(struct ui *ui);
/*
 * After UI_EDIT: the file that is to be edited, and what came of it: why is
 * NULL where the editor ended well.
 */
const char *ui_edit_path(const struct ui *ui);
void ui_edited(struct ui *ui, const char *why);
void ui_resize(struct ui *ui, int width, int height);

/*
 * Milliseconds until ui_tick wants to be called, or -1: while nothing moves
 * by itself a front end waits for keys alone.
 */
int ui_timeout(const struct ui *ui);
void ui_tick(struct ui *ui);

/* Draws the whole screen; the canvas has the ui's size after it. */
void ui_draw(struct ui *ui, struct canvas *canvas);

/* session_flush for the front end: true when the screen is to be drawn. */
bool ui_flush(struct ui *ui);

#endif
