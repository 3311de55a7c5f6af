#include "config.h"
#include "term/curses.h"

#include "base/text.h"
#include "base/utf8.h"
#include "term/colour.h"
#include "term/curses_strings.h"
#include "term/keys.h"
#include "term/run_editor.h"
#include "term/terminal.h"
#include "views/key.h"
#include "views/ui.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <curses.h>
#include <sys/ioctl.h>

#define QUIET_MS  150 /* no key for so long: time to write to disk */
#define DRAIN_MS  100 /* keys without an end: draw in between */
#define ESCAPE_MS 25  /* a key's bytes come together; Escape stays alone */

#define SCROLL_MOST 3 /* rows; looked for */

struct screen {
	struct ui *ui;
	struct canvas canvas; /* to be shown */
	struct canvas shown;  /* what the terminal has */
	attr_t attributes[STYLE_COUNT];
	short pairs[STYLE_COUNT];
	struct keys keys;
	struct text keys_on, keys_off, goodbye;
	bool leave;
};

static int64_t monotonic(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- colours ---- */

static attr_t attribute_of(unsigned look)
{
	return (look & LOOK_BOLD ? A_BOLD : 0) | (look & LOOK_DIM ? A_DIM : 0) |
	       (look & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
	       (look & LOOK_REVERSE ? A_REVERSE : 0) |
	       (look & LOOK_ITALIC ? A_ITALIC : 0);
}

static void set_colours(struct screen *screen)
{
	bool coloured = !colour_is_off() && has_colors() &&
			start_color() == OK && use_default_colors() == OK;
	bool light = colour_is_light();

	for (int i = 0; i < STYLE_COUNT; i++) {
		struct look look =
			colour_get((enum style)i, coloured ? COLORS : 0, light);

		screen->attributes[i] = attribute_of(look.attributes);
		screen->pairs[i] = 0;
		if (look.foreground < 0 && look.background < 0)
			continue;
		screen->pairs[i] = (short)(i + 1);
		init_pair(screen->pairs[i], look.foreground, look.background);
	}
}

/* ---- cells ---- */

static bool same(const struct cell *a, const struct cell *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

static struct cell *row_of(const struct canvas *canvas, int y)
{
	return canvas->cells + (size_t)y * (size_t)canvas->width;
}

/* Writes cells [x, end) of a row: runs of one style at a time. */
static void put_cells(struct screen *screen, int y, int x, int end)
{
	const struct cell *row = row_of(&screen->canvas, y);

	while (x < end) {
		uint8_t style = row[x].style;
		char bytes[1024];
		size_t size = 0;
		int start = x;

		for (; x < end && row[x].style == style &&
		       size + sizeof(row->bytes) < sizeof(bytes);
		     x++) {
			size_t length =
				strnlen(row[x].bytes, sizeof(row[x].bytes));

			memcpy(bytes + size, row[x].bytes, length);
			size += length;
		}
		attr_set(screen->attributes[style], screen->pairs[style], NULL);
		mvaddnstr(y, start, bytes, (int)size);
	}
}

static void put_row(struct screen *screen, int y)
{
	int width = screen->canvas.width, x = 0;
	const struct cell *now = row_of(&screen->canvas, y);
	const struct cell *old = row_of(&screen->shown, y);

	if (memcmp(now, old, sizeof(*now) * (size_t)width) == 0)
		return;
	while (x < width) {
		int start = x;

		if (same(&now[x], &old[x])) {
			x++;
			continue;
		}
		/* never begin with the right half of a wide character */
		while (start && !now[start].width)
			start--;
		while (x < width && (!same(&now[x], &old[x]) || !now[x].width))
			x++;
		put_cells(screen, y, start, x);
	}
}

/* How many of rows [top, end) are what stands `by` rows below them. */
static int count_moved(const struct screen *screen, int top, int end, int by)
{
	size_t size = sizeof(struct cell) * (size_t)screen->canvas.width;
	int count = 0;

	for (int y = top; y < end; y++)
		if (y + by >= top && y + by < end)
			count += memcmp(row_of(&screen->canvas, y),
					row_of(&screen->shown, y + by),
					size) == 0;
	return count;
}

/* Where most of what changed has but moved, by how many rows; 0: it has not. */
static int find_scroll(const struct screen *screen, int top, int end)
{
	for (int by = 1; by <= SCROLL_MOST && by < end - top; by++) {
		if (count_moved(screen, top, end, by) * 2 > end - top)
			return by;
		if (count_moved(screen, top, end, -by) * 2 > end - top)
			return -by;
	}
	return 0;
}

/* Moves the rows that stay, so that only what came in sight is to be put. */
static void scroll_rows(struct screen *screen)
{
	struct canvas *shown = &screen->shown;
	int top = 0, end = shown->height, by;

	while (top < end && count_moved(screen, top, top + 1, 0))
		top++;
	while (top < end && count_moved(screen, end - 1, end, 0))
		end--;
	by = find_scroll(screen, top, end);
	if (!by)
		return;
	scrollok(stdscr, TRUE);
	setscrreg(top, end - 1);
	scrl(by);
	scrollok(stdscr, FALSE);
	canvas_scroll(shown, top, end, by);
}

static void put_cursor(const struct canvas *canvas)
{
	bool seen = canvas->cursor_x >= 0 && canvas->cursor_y >= 0 &&
		    canvas->cursor_x < canvas->width &&
		    canvas->cursor_y < canvas->height;

	curs_set(seen);
	if (seen)
		move(canvas->cursor_y, canvas->cursor_x);
}

static void draw(struct screen *screen)
{
	struct canvas *canvas = &screen->canvas, *shown = &screen->shown;

	ui_draw(screen->ui, canvas);
	if (shown->width != canvas->width || shown->height != canvas->height) {
		canvas_resize(shown, canvas->width, canvas->height);
		canvas_clear(shown);
		erase();
	}
	scroll_rows(screen);
	for (int y = 0; y < canvas->height; y++)
		put_row(screen, y);
	memcpy(shown->cells, canvas->cells,
	       sizeof(*canvas->cells) * (size_t)canvas->width *
		       (size_t)canvas->height);
	put_cursor(canvas);
	refresh();
}

/* ---- keys ---- */

static void name_keys(struct keys *keys)
{
	static const struct {
		const char *capability;
		uint32_t key;
	} names[] = {
		{ "kcuu1", KEY_ARROW_UP },   { "kcud1", KEY_ARROW_DOWN },
		{ "kcub1", KEY_ARROW_LEFT }, { "kcuf1", KEY_ARROW_RIGHT },
		{ "knp", KEY_PAGE_DOWN },    { "kpp", KEY_PAGE_UP },
		{ "khome", KEY_TO_TOP },     { "kend", KEY_TO_END },
		{ "kbs", KEY_RUBOUT },	     { "kdch1", KEY_DEL },
		{ "kcbt", KEY_BACK_TAB },    { "kent", KEY_RETURN },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		keys_name(keys, curses_string(names[i].capability),
			  names[i].key);
}

static enum ui_request take_key(struct screen *screen,
				const struct keystroke *stroke)
{
	uint32_t key = stroke->key;

	if (stroke->button)
		return ui_click(screen->ui, stroke->x, stroke->y,
				stroke->button);
	if (key == 0x7f || key == 8)
		key = KEY_RUBOUT;
	else if (key == '\n')
		key = KEY_RETURN;
	return ui_key(screen->ui, key);
}

static void send(const struct text *text)
{
	const char *at = text_string(text);
	size_t left = text->size;

	while (left) {
		ssize_t wrote = write(STDOUT_FILENO, at, left);

		if (wrote < 0 && errno != EINTR)
			break; /* the terminal has gone: poll will tell */
		at += wrote > 0 ? wrote : 0;
		left -= wrote > 0 ? (size_t)wrote : 0;
	}
}

static void resize(struct screen *screen)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row &&
	    size.ws_col)
		resizeterm(size.ws_row, size.ws_col);
	ui_resize(screen->ui, COLS, LINES);
}

/* The terminal as the shell had it, until fg. */
static void suspend(struct screen *screen)
{
	ui_flush(screen->ui);
	send(&screen->keys_off);
	endwin();
	terminal_stop();
	refresh();
	send(&screen->keys_on);
	clearok(curscr, TRUE);
	resize(screen);
}

/* The terminal is the editor's until it ends. */
static void edit(struct screen *screen)
{
	struct err err = { 0 };
	bool failed;

	ui_flush(screen->ui);
	send(&screen->keys_off);
	endwin();
	failed = run_editor(ui_edit_path(screen->ui), &err) != ERR_OK;
	/* its Ctrl-C was not for us */
	if (terminal_take_signals().quit)
		screen->leave = true;
	refresh();
	send(&screen->keys_on);
	clearok(curscr, TRUE);
	resize(screen);
	ui_edited(screen->ui, failed ? err.message : NULL);
}

static void obey(struct screen *screen, enum ui_request request)
{
	switch (request) {
	case UI_QUIT:
		screen->leave = true;
		break;
	case UI_SUSPEND:
		suspend(screen);
		break;
	case UI_EDIT:
		edit(screen);
		break;
	case UI_REDRAW:
		clearok(curscr, TRUE);
		break;
	case UI_NONE:
		break;
	}
}

static bool obey_keys(struct screen *screen, bool over)
{
	struct keystroke stroke;
	bool any = false;

	while (!screen->leave && keys_next(&screen->keys, over, &stroke)) {
		obey(screen, take_key(screen, &stroke));
		any = true;
	}
	return any;
}

/* All keys that are there, before anything is drawn. True if there were. */
static bool take_keys(struct screen *screen)
{
	int64_t until = monotonic() + DRAIN_MS;
	bool any = false;
	int ready = 1;

	while (!screen->leave && ready > 0) {
		long got = keys_fill(&screen->keys, STDIN_FILENO);

		if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
			screen->leave = true;
		any = obey_keys(screen, false) || any;
		if (got < 0 || monotonic() > until)
			break;
		ready = terminal_wait(STDIN_FILENO, keys_has_part(&screen->keys)
							    ? ESCAPE_MS
							    : 0);
	}
	return (ready == 0 && obey_keys(screen, true)) || any;
}

/* ---- the loop ---- */

/* True when something was signalled that changes the screen. */
static bool take_signals(struct screen *screen)
{
	struct terminal_signals signals = terminal_take_signals();

	if (signals.quit)
		screen->leave = true;
	if (signals.interrupt)
		obey(screen, ui_interrupt(screen->ui));
	if (signals.suspend)
		suspend(screen);
	if (signals.resumed)
		clearok(curscr, TRUE);
	if (signals.resized)
		resize(screen);
	return signals.suspend || signals.resumed || signals.resized ||
	       signals.interrupt;
}

static int shorter(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

static void loop(struct screen *screen)
{
	bool dirty = true, unwritten = true;

	while (!screen->leave) {
		int ready, timeout;

		if (dirty)
			draw(screen);
		timeout = shorter(ui_timeout(screen->ui),
				  unwritten ? QUIET_MS : -1);
		ready = terminal_wait(STDIN_FILENO, timeout);
		if (ready < 0)
			break;
		dirty = take_signals(screen);
		if (ready && take_keys(screen))
			dirty = unwritten = true;
		/* what is to be seen first is drawn first */
		if (!dirty && ui_timeout(screen->ui) == 0) {
			ui_tick(screen->ui);
			dirty = true;
		} else if (!ready && unwritten) {
			unwritten = false;
			dirty = ui_flush(screen->ui) || dirty;
		}
	}
	ui_flush(screen->ui);
}

/* ---- beginning and end ---- */

static void set_modes(void)
{
	cbreak();
	noecho();
	nonl();
	idlok(stdscr, TRUE);
	/* all keys were taken before drawing: do not look for more at each row
	 */
	typeahead(-1);
}

enum err_code curses_run(struct session *session,
			 const struct curses_config *config, struct err *err)
{
	struct screen screen = { 0 };
	const char *type = getenv("TERM");
	SCREEN *handle;

	terminal_guard(STDIN_FILENO, "", 0);
	handle = newterm(NULL, stdout, stdin);
	if (!handle || !curses_can_place()) {
		if (handle) {
			endwin();
			delscreen(handle);
		}
		terminal_unguard();
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot draw on terminal '%s'",
			       type ? type : "");
	}
	set_modes();
	set_colours(&screen);
	name_keys(&screen.keys);
	curses_keys_on(config->mouse, &screen.keys_on);
	curses_keys_off(config->mouse, &screen.keys_off);
	curses_goodbye(config->mouse, &screen.goodbye);
	send(&screen.keys_on);
	terminal_set_goodbye(text_string(&screen.goodbye), screen.goodbye.size);
	screen.ui = ui_new(&(struct ui_config){
		.session = session,
		.width = COLS,
		.height = LINES,
		.ascii = config->ascii,
		.still = config->still,
		.clock = monotonic,
		.prompt = config->prompt,
		.workshop = config->workshop,
		.stop = terminal_is_interrupted,
	});
	loop(&screen);
	/* a terminal with no other screen keeps this one: free its last line */
	move(LINES - 1, 0);
	clrtoeol();
	refresh();
	send(&screen.keys_off);
	endwin();
	terminal_unguard();
	delscreen(handle);
	ui_free(screen.ui);
	canvas_fini(&screen.canvas);
	canvas_fini(&screen.shown);
	text_fini(&screen.keys_on);
	text_fini(&screen.keys_off);
	text_fini(&screen.goodbye);
	return ERR_OK;
}
