/*
 * The inside of the full screen, shared by the files that make it: ui.c
 * (keys and state), look.c (scroll, cursor, place), sheet.c (outline, help,
 * terms), aside.c (the panes), task.c (build and console steps), draw.c and
 * frame.c (pictures).
 */
#ifndef LAB_VIEWS_PRIVATE_H
#define LAB_VIEWS_PRIVATE_H

#include "views/draft.h"
#include "views/entry.h"
#include "views/flow.h"
#include "views/keymap.h"
#include "views/page.h"
#include "views/pane.h"
#include "views/ui.h"

/* Lists that take the place of the step while they are open. */
enum sheet { SHEET_NONE, SHEET_OUTLINE, SHEET_HELP, SHEET_TERMS };

enum field { FIELD_NONE, FIELD_SEARCH, FIELD_GO, FIELD_OWN_NOTE };

/* What a pane beside the lesson is at. */
enum aside { ASIDE_DEBUGGER, ASIDE_TARGET, ASIDE_COUNT };

/* Where the lesson was when the pane came. */
struct kept {
	size_t step, top, note_top;
	int column, width, height;
};

struct ui {
	struct ui_config config;
	struct session *session;
	int width, height;

	struct page page;
	bool stale;    /* the page is not what the session says any more */
	size_t top;    /* first page line on screen */
	int column;    /* cells scrolled to the left */
	size_t cursor; /* raw line, where there is a cursor */
	bool *open;    /* per fold */
	size_t open_count;
	bool solution; /* shown for the question on screen */
	struct draft draft;
	bool calm; /* typing left with Esc */

	struct flow note_flow; /* the current note, where it has a pane */
	struct markdown note_markdown;
	int note_shown; /* whose flow that is; -1 none */
	int note_width;
	size_t note_top; /* first line of it in its pane */

	enum sheet sheet;
	size_t sheet_cursor, sheet_top;
	enum mode help_mode; /* where help was asked for */
	size_t *terms; /* numbers in the glossary, those on the step first */
	size_t term_count, term_here;
	size_t sheet_lesson; /* outline: the lesson whose steps are listed */

	enum field field;
	struct entry entry;
	struct text found; /* what is searched for; empty: nothing */
	bool finding;
	size_t found_line;

	struct pane *panes[ASIDE_COUNT]; /* NULL until first asked for */
	struct pane *pane;		 /* the one that was shown last */
	bool aside;			 /* it is shown, and keys are its own */
	struct kept kept;

	const char *edited; /* the path that the editor gets; borrowed */
	bool building;	    /* the compiler is to run when this is drawn */
	bool stopping;	    /* the target's stop screen is shown */
	struct stopscreen stop;
	size_t goals_met; /* as it was last seen */
	int64_t stop_at;  /* when its percentage last went on */

	char message[256];
	int typed;	  /* letters of the command shown so far; -1: all */
	int64_t typed_at; /* when the last one came */
};

/* Where things are on the screen. */
struct layout {
	struct rect title, rule, body, bar, status;
	struct rect note; /* width 0: no pane */
	struct rect pane; /* the debugger's; width 0: not shown */
	bool pane_beside; /* the lesson is seen to its left */
	/* The open sheet, over all or the left of what is below; width 0: none.
	 */
	struct rect sheet;
	bool sheet_beside; /* the rest of the step is seen to its right */
	bool inline_note;
	bool note_right;
};
void layout_get(const struct ui *ui, struct layout *ret);

enum mode ui_mode(const struct ui *ui);
void ui_say(struct ui *ui, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The page as the session now stands, laid out if need be. */
const struct page *ui_page(struct ui *ui);

/* look.c: what part of the page is seen */
void look_step(struct ui *ui); /* another step came: its start, or its place */
void look_note(struct ui *ui); /* brings the current note's lines in sight */
void look_show(struct ui *ui, size_t line); /* brings a page line in sight */
/* Lines first to last, as many from the first as the screen takes. */
void look_show_both(struct ui *ui, size_t first, size_t last);
/* Whether the line that the learner is at is in sight; and brings it there. */
bool look_focused(struct ui *ui);
void look_focus(struct ui *ui);
void look_scroll(struct ui *ui, long lines);
void look_clamp(struct ui *ui);
bool look_act(struct ui *ui, enum action action);
void look_cursor(struct ui *ui, size_t raw);
/* Whether a raw line can be pointed at here; which recording it is in. */
bool look_has_cursor(const struct ui *ui, unsigned *ret_source);
void look_keep(struct ui *ui);	  /* tells the session the place */
void look_restore(struct ui *ui); /* and takes it from there */
/* Search; each returns false when nothing was found. */
bool look_find(struct ui *ui, bool back, bool from_here);

/* sheet.c */
void sheet_open(struct ui *ui, enum sheet sheet);
void sheet_close(struct ui *ui);
bool sheet_act(struct ui *ui, enum action action);
/* Opens the glossary at the term that stands at a cell of a page line. */
bool sheet_open_term(struct ui *ui, size_t page_line, size_t cell);
size_t sheet_count(struct ui *ui);
void sheet_draw(struct ui *ui, struct canvas *canvas, const struct rect *rect);

/* aside.c */
/* Whether this step has something for the debugger; else why not. */
bool aside_is_there(const struct ui *ui, const char **ret_why);
void aside_open(struct ui *ui, enum aside which);
void aside_close(struct ui *ui);
void aside_place(struct ui *ui); /* after the layout changed */
void aside_key(struct ui *ui, uint32_t key);
void aside_act(struct ui *ui, enum action action);
void aside_click(struct ui *ui, int x, int y, int button);
void aside_run(struct ui *ui); /* what waits to be run */

/* task.c */
void task_begin(struct ui *ui); /* another step came */
/* Whether this step has a source, or with console a console. */
bool task_has(const struct ui *ui, enum action action);
void task_build(struct ui *ui);
enum ui_request task_edit(struct ui *ui);
/* After a line at the target's console; false: the prompt goes on. */
bool task_after_line(struct ui *ui);
bool task_waits(const struct ui *ui);  /* ui_tick is wanted at once */
int task_timeout(const struct ui *ui); /* or after this time; -1: no */
void task_tick(struct ui *ui);
void task_leave_stop(struct ui *ui);

/* ui.c: for task.c */
void ui_show_part(struct ui *ui, enum page_part part);
void ui_take_events(struct ui *ui);

/* draw.c */
void draw_page(struct ui *ui, struct canvas *canvas,
	       const struct layout *layout);
void draw_note(struct ui *ui, struct canvas *canvas,
	       const struct layout *layout);
/* frame.c */
void draw_frame(struct ui *ui, struct canvas *canvas,
		const struct layout *layout);
enum action frame_click(const struct ui *ui, const struct layout *layout,
			int x);

#endif
