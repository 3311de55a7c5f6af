#include "config.h"
#include "term/curses_stop.h"

#include "base/mem.h"
#include "term/colour.h"
#include "term/curses_strings.h"
#include "term/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <curses.h>
#include <sys/ioctl.h>

struct curses_stop {
	const struct stopscreen *stop;
	struct canvas canvas;
	attr_t attributes;
	short pair;
	SCREEN *handle;
	struct text goodbye;
};

static void set_colours(struct curses_stop *screen)
{
	bool coloured = !colour_is_off() && has_colors() &&
			start_color() == OK && use_default_colors() == OK;
	struct look look = colour_get(STYLE_STOP, coloured ? COLORS : 0,
				      colour_is_light());

	screen->attributes = look.attributes & LOOK_REVERSE ? A_REVERSE : 0;
	if (look.background < 0)
		return;
	screen->pair = 1;
	init_pair(screen->pair, look.foreground, look.background);
}

/* All of it: it is drawn twice or thrice in its life. */
void curses_stop_show(struct curses_stop *screen)
{
	struct canvas *canvas = &screen->canvas;

	canvas_resize(canvas, COLS, LINES);
	stopscreen_draw(screen->stop, canvas);
	attr_set(screen->attributes, screen->pair, NULL);
	for (int y = 0; y < canvas->height; y++) {
		for (int x = 0; x < canvas->width; x++) {
			const struct cell *cell =
				&canvas->cells[y * canvas->width + x];

			if (cell->width)
				mvaddnstr(y, x, cell->bytes,
					  (int)strnlen(cell->bytes,
						       sizeof(cell->bytes)));
		}
	}
	curs_set(0);
	refresh();
}

/* A key, and whatever belongs to it: its bytes come together. */
static bool wait_for_key(struct curses_stop *screen)
{
	struct terminal_signals signals;
	char bytes[64];

	for (;;) {
		int ready = terminal_wait(STDIN_FILENO, -1);

		signals = terminal_take_signals();
		if (ready < 0 || signals.quit || signals.interrupt)
			return false;
		if (ready > 0)
			return read(STDIN_FILENO, bytes, sizeof(bytes)) > 0;
		if (signals.suspend) {
			endwin();
			terminal_stop();
			clearok(curscr, TRUE);
		}
		if (signals.resized) {
			struct winsize size;

			if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
			    size.ws_row && size.ws_col)
				resizeterm(size.ws_row, size.ws_col);
			erase();
		}
		curses_stop_show(screen);
	}
}

enum err_code curses_stop_open(const struct stopscreen *stop, bool ascii,
			       struct curses_stop **ret, struct err *err)
{
	struct curses_stop *screen;
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
			       "cannot draw on this terminal");
	}
	cbreak();
	noecho();
	nonl();
	screen = mem_calloc(1, sizeof(*screen));
	screen->stop = stop;
	screen->canvas.ascii = ascii;
	screen->handle = handle;
	set_colours(screen);
	curses_goodbye(false, &screen->goodbye);
	terminal_set_goodbye(text_string(&screen->goodbye),
			     screen->goodbye.size);
	curses_stop_show(screen);
	*ret = screen;
	return ERR_OK;
}

bool curses_stop_close(struct curses_stop *screen)
{
	bool goes_on = wait_for_key(screen);

	curs_set(1);
	endwin();
	terminal_unguard();
	delscreen(screen->handle);
	canvas_fini(&screen->canvas);
	text_fini(&screen->goodbye);
	free(screen);
	return goes_on;
}
