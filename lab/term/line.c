#include "config.h"
#include "term/line.h"

#include "base/mem.h"
#include "term/keys.h"
#include "term/terminal.h"
#include "views/editor.h"
#include "views/glyph.h"
#include "views/key.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define ESCAPE_MS 25 /* a key's bytes come together; Escape stays alone */

struct line {
	const struct prompt *prompt;
	struct editor editor;
	struct keys keys;
	struct termios outside, inside;
	int width, height;
	int row; /* of the cursor, below the first that is drawn */
	bool ascii;
	bool leave, broken;
	int signal; /* that ended it */
	struct text out;
};

static void send(struct line *line)
{
	const char *at = text_string(&line->out);
	size_t left = line->out.size;

	while (left && !line->broken) {
		ssize_t wrote = write(STDOUT_FILENO, at, left);

		if (wrote < 0 && errno != EINTR)
			line->broken = line->leave = true;
		at += wrote > 0 ? wrote : 0;
		left -= wrote > 0 ? (size_t)wrote : 0;
	}
	text_clear(&line->out);
}

/* ---- drawing ---- */

/* Where a walk over the line is; rows from top on, height of them, are sent. */
struct pen {
	struct text *out; /* NULL: only measured */
	int width, x, y;
	int top, height;
	int cursor_x, cursor_y;
};

static bool is_seen(const struct pen *pen)
{
	return pen->out && pen->y >= pen->top &&
	       pen->y < pen->top + pen->height;
}

static void next_row(struct pen *pen)
{
	pen->x = 0;
	pen->y++;
	if (is_seen(pen) && pen->y > pen->top)
		text_add_string(pen->out, "\r\n");
}

/*
 * Rows end where we say so, not where the terminal wraps: how it does that at
 * its last column differs from one to the next.
 */
static void put(struct pen *pen, const char *bytes, size_t size, size_t cursor,
		bool ascii)
{
	size_t at = 0;

	while (at < size) {
		struct glyph glyph;
		size_t took = glyph_read(bytes + at, size - at, ascii, &glyph);

		if (pen->x + glyph.cells > pen->width)
			next_row(pen);
		if (at == cursor) {
			pen->cursor_x = pen->x;
			pen->cursor_y = pen->y;
		}
		if (is_seen(pen))
			text_add(pen->out, glyph.bytes, glyph.size);
		pen->x += glyph.cells;
		at += took;
	}
	if (pen->x >= pen->width)
		next_row(pen);
	if (cursor == size) {
		pen->cursor_x = pen->x;
		pen->cursor_y = pen->y;
	}
}

static void walk(struct line *line, struct pen *pen)
{
	const struct entry *entry = &line->editor.entry;
	struct text label = { 0 };

	editor_label(&line->editor, &label);
	put(pen, text_string(&label), label.size, SIZE_MAX, line->ascii);
	put(pen, text_string(&entry->text), entry->text.size, entry->cursor,
	    line->ascii);
	text_fini(&label);
}

/* Over what was drawn before, from where its first row is. */
static void draw(struct line *line)
{
	struct pen measure = { .width = line->width }, pen;

	walk(line, &measure);
	pen = (struct pen){ .out = &line->out,
			    .width = line->width,
			    .height = line->height };
	if (measure.cursor_y >= line->height)
		pen.top = measure.cursor_y - line->height + 1;
	if (line->row)
		text_printf(&line->out, "\033[%dA", line->row);
	text_add_string(&line->out, "\r\033[J");
	walk(line, &pen);
	if (pen.y >= pen.top + pen.height)
		pen.y = pen.top + pen.height - 1;
	if (pen.y > pen.cursor_y)
		text_printf(&line->out, "\033[%dA", pen.y - pen.cursor_y);
	text_add_char(&line->out, '\r');
	if (pen.cursor_x)
		text_printf(&line->out, "\033[%dC", pen.cursor_x);
	line->row = pen.cursor_y - pen.top;
	send(line);
}

/* The line as it was typed stays; what comes next stands below it. */
static void end_line(struct line *line, const char *mark)
{
	struct entry *entry = &line->editor.entry;

	entry->cursor = entry->text.size;
	draw(line);
	text_printf(&line->out, "%s\r\n", mark);
	send(line);
	line->row = 0;
}

/* ---- the terminal ---- */

static void look_at_size(struct line *line)
{
	struct winsize size = { 0 };

	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	line->width = size.ws_col > 3 ? size.ws_col : 80;
	line->height = size.ws_row ? size.ws_row : 24;
}

static void set_modes(struct line *line, const struct termios *modes)
{
	while (tcsetattr(STDIN_FILENO, TCSADRAIN, modes) < 0 && errno == EINTR)
		;
	look_at_size(line);
}

static void suspend(struct line *line)
{
	set_modes(line, &line->outside);
	terminal_stop();
	set_modes(line, &line->inside);
	line->row = 0;
	draw(line);
}

/* ---- what is typed ---- */

/* A form feed clears the screen: what came before it is never seen. */
static void obey_form_feed(struct text *out)
{
	const char *feed = strrchr(text_string(out), '\f');
	char *rest;

	if (!feed)
		return;
	rest = mem_strdup(feed + 1);
	text_clear(out);
	text_add_string(out, "\033[H\033[2J");
	text_add_string(out, rest);
	free(rest);
}

static void run(struct line *line)
{
	char *typed;
	bool more;

	line->editor.searching = false;
	end_line(line, "");
	typed = editor_take(&line->editor);
	more = line->prompt->ops->run(line->prompt->context, typed,
				      terminal_is_interrupted, &line->out);
	free(typed);
	if (line->out.size && line->out.bytes[line->out.size - 1] != '\n' &&
	    line->out.bytes[line->out.size - 1] != '\f')
		text_add_char(&line->out, '\n');
	obey_form_feed(&line->out);
	if (more) {
		struct terminal_signals signals = terminal_take_signals();

		/* it was for what ran */
		line->signal = signals.quit;
		if (signals.resized)
			look_at_size(line);
		if (signals.interrupt)
			text_add_string(&line->out, "^C\n");
	}
	send(line);
	if (!more || line->signal)
		line->leave = true;
	else
		draw(line);
}

static void show_offers(struct line *line)
{
	struct entry *entry = &line->editor.entry;
	size_t cursor = entry->cursor;

	end_line(line, "");
	entry->cursor = cursor;
	editor_add_offers(&line->editor, line->width, &line->out);
	draw(line);
}

static void take_key(struct line *line, uint32_t key)
{
	if (key == 0x7f || key == 8)
		key = KEY_RUBOUT;
	switch (editor_key(&line->editor, key)) {
	case EDITOR_LINE:
		run(line);
		break;
	case EDITOR_STOP:
		end_line(line, "^C");
		editor_set(&line->editor, "");
		draw(line);
		break;
	case EDITOR_END:
		end_line(line, "");
		line->leave = true;
		break;
	case EDITOR_CLEAR:
		text_add_string(&line->out, "\033[H\033[2J");
		line->row = 0;
		draw(line);
		break;
	case EDITOR_USED:
		if (line->editor.offer_count)
			show_offers(line);
		else
			draw(line);
		break;
	case EDITOR_PASSED:
		break;
	}
}

static void take_signals(struct line *line)
{
	struct terminal_signals signals = terminal_take_signals();

	if (signals.quit) {
		end_line(line, "");
		line->signal = signals.quit;
		line->leave = true;
		return;
	}
	if (signals.interrupt)
		take_key(line, KEY_CTRL('C'));
	if (signals.suspend)
		suspend(line);
	if (signals.resized) {
		look_at_size(line);
		draw(line);
	}
}

static void take_input(struct line *line)
{
	struct keystroke stroke;
	int ready = 1;

	while (ready > 0 && !line->leave) {
		long got = keys_fill(&line->keys, STDIN_FILENO);

		if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
			line->leave = true;
		while (!line->leave && keys_next(&line->keys, false, &stroke))
			take_key(line, stroke.key);
		ready = keys_has_part(&line->keys) && !line->leave
				? terminal_wait(STDIN_FILENO, ESCAPE_MS)
				: 0;
	}
	while (!line->leave && keys_next(&line->keys, true, &stroke))
		take_key(line, stroke.key);
}

static void loop(struct line *line)
{
	draw(line);
	while (!line->leave) {
		int ready = terminal_wait(STDIN_FILENO, -1);

		if (ready < 0)
			break;
		take_signals(line);
		if (ready && !line->leave)
			take_input(line);
	}
}

/* ---- beginning and end ---- */

bool line_is_possible(void)
{
	const char *type = getenv("TERM");

	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && type && *type &&
	       strcmp(type, "dumb") != 0;
}

int line_run(const struct prompt *prompt, bool ascii, struct err *err)
{
	struct line line = { .prompt = prompt, .ascii = ascii };

	if (tcgetattr(STDIN_FILENO, &line.outside) < 0) {
		err_set_errno(err, "cannot read the terminal's modes");
		return 1;
	}
	if (prompt->ops->open(prompt->context, &line.out, err)) {
		text_fini(&line.out);
		return 1;
	}
	send(&line);
	terminal_guard(STDIN_FILENO, "", 0);
	line.inside = line.outside;
	/* lines and echo are ours; Ctrl-C and Ctrl-Z stay signals */
	line.inside.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
	line.inside.c_cc[VMIN] = 1;
	line.inside.c_cc[VTIME] = 0;
	editor_init(&line.editor, prompt);
	set_modes(&line, &line.inside);
	loop(&line);
	set_modes(&line, &line.outside);
	terminal_unguard();
	editor_fini(&line.editor);
	text_fini(&line.out);
	if (line.signal)
		return 128 + line.signal;
	if (line.broken)
		err_set(err, ERR_IO, 0, "cannot write to standard output");
	return line.broken ? 1 : 0;
}
