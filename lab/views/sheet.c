/*
 * Sheets: the outline, the help and the glossary. Lists that stand beside or
 * instead of the step while they are open.
 */
#include "config.h"
#include "views/private.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "views/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- outline: every lesson, and the steps of the open one ---- */

static struct course *course_of(const struct ui *ui)
{
	return (struct course *)session_course(ui->session);
}

/* The lesson whose steps are listed: that of the row under the cursor. */
struct outline {
	size_t lessons, open, first, steps;
};

static struct outline outline_get(const struct ui *ui)
{
	struct course *course = course_of(ui);
	struct lesson_info info = course_lesson(course, ui->sheet_lesson);

	return (struct outline){
		.lessons = course_lesson_count(course),
		.open = ui->sheet_lesson,
		.first = info.first_step,
		.steps = info.step_count,
	};
}

/* A row is a lesson (true) or a step; *ret is its number. */
static bool row_is_lesson(const struct outline *outline, size_t row,
			  size_t *ret)
{
	if (row <= outline->open) {
		*ret = row;
		return true;
	}
	if (row <= outline->open + outline->steps) {
		*ret = outline->first + row - outline->open - 1;
		return false;
	}
	*ret = row - outline->steps;
	return true;
}

static void open_lesson(struct ui *ui, size_t lesson)
{
	ui->sheet_lesson = lesson;
	ui->sheet_cursor = lesson;
}

static void outline_open(struct ui *ui)
{
	struct course *course = course_of(ui);
	size_t at = session_at(ui->session);
	size_t lesson = course_step(course, at).lesson;

	open_lesson(ui, lesson);
	ui->sheet_cursor =
		lesson + 1 + at - course_lesson(course, lesson).first_step;
}

static void outline_enter(struct ui *ui)
{
	struct outline outline = outline_get(ui);
	size_t number;

	if (!row_is_lesson(&outline, ui->sheet_cursor, &number)) {
		sheet_close(ui);
		session_go(ui->session, number);
	} else if (number != outline.open) {
		open_lesson(ui, number);
	} else {
		sheet_close(ui);
		session_go(ui->session, outline.first);
	}
}

static const char *state_sign(const struct ui *ui, const struct step_info *info,
			      size_t step, enum style *ret)
{
	const struct progress *progress =
		session_progress(ui->session, info->id);

	*ret = STYLE_PLAIN;
	if (step == session_at(ui->session)) {
		*ret = STYLE_HERE;
		return progress->done ? ">ok" : "> ";
	}
	if (progress->done) {
		*ret = STYLE_DONE;
		return "ok";
	}
	return progress->attempts || progress->reply ? "~"
	       : progress->seen			     ? "-"
						     : ".";
}

static void draw_lesson_row(struct ui *ui, struct canvas *canvas,
			    const struct rect *row, size_t lesson, bool open)
{
	struct lesson_info info = course_lesson(course_of(ui), lesson);
	size_t done = session_lesson_done(ui->session, lesson);
	bool all = done == info.step_count;
	char count[32];
	struct rect clip = *row;

	snprintf(count, sizeof(count), " %zu/%zu", done, info.step_count);
	canvas_draw_string(canvas, row, row->x, row->y,
			   all ? STYLE_DONE : STYLE_DIM,
			   all	  ? "ok"
			   : open ? " v"
				  : " >");
	clip.width -= (int)strlen(count);
	char number[16];

	snprintf(number, sizeof(number), "%2zu ", lesson + 1);
	canvas_draw_cut(canvas, &clip,
			canvas_draw_string(canvas, &clip, row->x + 3, row->y,
					   STYLE_BOLD, number),
			row->y, STYLE_BOLD, info.title);
	canvas_draw_string(canvas, row, clip.x + clip.width, row->y,
			   all ? STYLE_DONE : STYLE_DIM, count);
}

static void draw_step_row(struct ui *ui, struct canvas *canvas,
			  const struct rect *row, size_t lesson, size_t step)
{
	struct step_info info = course_step(course_of(ui), step);
	size_t first = course_lesson(course_of(ui), lesson).first_step;
	const struct progress *progress =
		session_progress(ui->session, info.id);
	enum style style;
	const char *sign = state_sign(ui, &info, step, &style);
	char number[32];
	int x;

	snprintf(number, sizeof(number), "%zu.%zu ", lesson + 1,
		 step - first + 1);
	canvas_draw_string(canvas, row, row->x + 3, row->y, style, sign);
	x = canvas_draw_string(canvas, row, row->x + 7, row->y, STYLE_DIM,
			       number);
	x = canvas_draw_cut(canvas, row, x, row->y,
			    style == STYLE_HERE ? STYLE_HERE : STYLE_PLAIN,
			    info.title);
	if (progress->bookmark)
		canvas_draw_string(canvas, row, x + 1, row->y, STYLE_NOTED,
				   "[mark]");
}

static void draw_outline_row(struct ui *ui, struct canvas *canvas,
			     const struct rect *row, size_t number)
{
	struct outline outline = outline_get(ui);
	size_t which;

	if (row_is_lesson(&outline, number, &which))
		draw_lesson_row(ui, canvas, row, which, which == outline.open);
	else
		draw_step_row(ui, canvas, row, outline.open, which);
}

/* ---- help: the keymap; first what works where it was opened ---- */

#define HELP_ROWS      320
#define WIDTH_FOR_HELP 60 /* narrower: the words stand under their keys */

/* A heading (its words), or an action with all its keys in these modes. */
struct help_row {
	const char *heading;
	unsigned modes;
	enum action action;
	bool words; /* the second row of an action, where it takes two */
};

static bool has_row(const struct help_row *rows, size_t count, unsigned modes,
		    enum action action)
{
	for (size_t i = 0; i < count; i++)
		if (!rows[i].heading && rows[i].action == action &&
		    rows[i].modes == modes)
			return true;
	return false;
}

/* Adds the actions of these modes under a heading, each once. */
static size_t add_rows(const struct ui *ui, struct help_row *rows, size_t count,
		       const char *heading, unsigned modes, unsigned but)
{
	bool headed = false;

	for (size_t i = 0; i < keymap_count && count + 3 < HELP_ROWS; i++) {
		enum action action = keymap[i].action;

		if (!(keymap[i].modes & modes) || keymap[i].modes & but ||
		    has_row(rows, count, modes, action))
			continue;
		if (!headed)
			rows[count++] = (struct help_row){ .heading = heading };
		headed = true;
		rows[count++] = (struct help_row){ NULL, modes, action, false };
		if (ui->width < WIDTH_FOR_HELP)
			rows[count++] =
				(struct help_row){ NULL, modes, action, true };
	}
	return count;
}

static size_t help_rows(const struct ui *ui, struct help_row *rows)
{
	static const struct {
		const char *heading;
		unsigned modes;
	} places[] = {
		{ "reading", MODE_READ },
		{ "a replay", MODE_REPLAY },
		{ "a driver to build", MODE_BUILD },
		{ "something to do at the target", MODE_TARGET },
		{ "options to choose from", MODE_CHOICE },
		{ "things to order", MODE_ORDER },
		{ "lines to match", MODE_MATCH },
		{ "a line to point at", MODE_POINT },
		{ "typing an answer", MODE_TYPE },
		{ "the same after Esc", MODE_CALM },
		{ "answered right", MODE_RIGHT },
		{ "answered not right yet", MODE_WRONG },
		{ "going through what was found", MODE_FOUND },
		{ "the outline", MODE_OUTLINE },
		{ "help", MODE_HELP },
		{ "terms", MODE_TERMS },
		{ "a command as it is typed", MODE_TYPING },
		{ "typing on the lowest line", MODE_FIELD },
		{ "the target's stop screen", MODE_STOP },
		{ "the debugger's and the target's prompt", MODE_PANE },
		{ "choosing what to follow in its output", MODE_LINK },
	};
	unsigned here = ui->help_mode;
	size_t count = add_rows(ui, rows, 0, "on this screen", here, 0);

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (!(places[i].modes & here))
			count = add_rows(ui, rows, count, places[i].heading,
					 places[i].modes, here);
	return count;
}

/* Whether a key stands for a row's action; no row of the keymap before i says
 * so already. */
static bool is_key_of(const struct help_row *row, size_t i)
{
	const struct key_binding *binding = &keymap[i];

	if (binding->action != row->action || !(binding->modes & row->modes))
		return false;
	while (i--)
		if (keymap[i].key == binding->key &&
		    keymap[i].modes & row->modes)
			return false;
	return true;
}

static void help_keys(const struct help_row *row, struct text *ret)
{
	for (size_t i = 0; i < keymap_count; i++) {
		char name[16];

		if (!is_key_of(row, i))
			continue;
		key_label(keymap[i].key, name);
		text_printf(ret, "%s%s", ret->size ? " " : "", name);
	}
}

/* What an action that does different things in different places does here. */
static const char *help_words(const struct help_row *row)
{
	if (row->action == ACTION_CHOOSE || row->action == ACTION_CLOSE)
		for (size_t i = 0; i < keymap_count; i++)
			if (keymap[i].action == row->action &&
			    keymap[i].modes & row->modes && keymap[i].label)
				return keymap[i].label;
	return action_what(row->action);
}

static void draw_help_row(struct ui *ui, struct canvas *canvas,
			  const struct rect *rect, size_t number)
{
	struct help_row rows[HELP_ROWS];
	size_t count = help_rows(ui, rows);
	struct text keys = { 0 };
	int x;

	if (number >= count)
		return;
	if (rows[number].heading) {
		canvas_draw_string(canvas, rect, rect->x + 1, rect->y,
				   STYLE_HEADING, rows[number].heading);
		return;
	}
	if (rows[number].words) {
		canvas_draw_cut(canvas, rect, rect->x + 5, rect->y, STYLE_PLAIN,
				help_words(&rows[number]));
		return;
	}
	help_keys(&rows[number], &keys);
	x = canvas_draw_string(canvas, rect, rect->x + 3, rect->y, STYLE_KEY,
			       text_string(&keys));
	x = x < rect->x + 24 ? rect->x + 24 : x + 1;
	if (ui->width >= WIDTH_FOR_HELP)
		canvas_draw_cut(canvas, rect, x, rect->y, STYLE_PLAIN,
				help_words(&rows[number]));
	text_fini(&keys);
}

static size_t help_count(const struct ui *ui)
{
	struct help_row rows[HELP_ROWS];

	return help_rows(ui, rows);
}

/* ---- terms: those on this step first, then all ---- */

static bool page_has(struct ui *ui, const char *words)
{
	struct text text = { 0 };
	bool has = false;

	for (size_t i = 0; i < ui_page(ui)->count && !has; i++) {
		text_clear(&text);
		page_line_text(&ui->page, i, &text);
		has = strcasestr(text_string(&text), words) != NULL;
	}
	text_fini(&text);
	return has;
}

static bool is_on_page(struct ui *ui, const struct term *term)
{
	if (page_has(ui, term->term))
		return true;
	for (size_t i = 0; i < term->also.count; i++)
		if (page_has(ui, term->also.list[i]))
			return true;
	return false;
}

static const struct glossary *glossary_of(const struct ui *ui)
{
	const struct glossary *glossary;
	struct err err;

	if (course_glossary(course_of(ui), &glossary, &err))
		return NULL;
	return glossary;
}

static void terms_open(struct ui *ui)
{
	const struct glossary *glossary = glossary_of(ui);
	size_t count = glossary ? glossary->terms.count : 0, rest;

	free(ui->terms);
	ui->terms = mem_calloc(count, sizeof(*ui->terms));
	ui->term_count = count;
	ui->term_here = 0;
	rest = count;
	/* filled from both ends; the far end is turned round after */
	for (size_t i = 0; i < count; i++) {
		if (is_on_page(ui, &glossary->terms.list[i]))
			ui->terms[ui->term_here++] = i;
		else
			ui->terms[--rest] = i;
	}
	for (size_t i = rest, j = count; i + 1 < j; i++) {
		size_t kept = ui->terms[i];

		j--;
		ui->terms[i] = ui->terms[j];
		ui->terms[j] = kept;
	}
	ui->sheet_cursor = 0;
}

/* Whether words stand at a byte of a line: where a click fell. */
static bool stands_at(const char *line, const char *words, size_t at)
{
	size_t size = strlen(words);
	const char *found = line;

	while (size && (found = strcasestr(found, words))) {
		size_t first = (size_t)(found - line);

		if (at >= first && at < first + size)
			return true;
		found++;
	}
	return false;
}

static bool term_stands_at(const struct term *term, const char *line, size_t at)
{
	if (stands_at(line, term->term, at))
		return true;
	for (size_t i = 0; i < term->also.count; i++)
		if (stands_at(line, term->also.list[i], at))
			return true;
	return false;
}

bool sheet_open_term(struct ui *ui, size_t page_line, size_t cell)
{
	const struct glossary *glossary = glossary_of(ui);
	struct text line = { 0 };
	size_t best = 0, at;
	bool found = false;

	if (!glossary)
		return false;
	page_line_text(ui_page(ui), page_line, &line);
	at = utf8_fit(text_string(&line), line.size, cell);
	for (size_t i = 0; at < line.size && i < glossary->terms.count; i++) {
		const struct term *term = &glossary->terms.list[i];

		/* the longest: "critical region" before "region" */
		if (!term_stands_at(term, text_string(&line), at) ||
		    strlen(term->term) < best)
			continue;
		best = strlen(term->term);
		if (!found)
			sheet_open(ui, SHEET_TERMS);
		found = true;
		for (size_t j = 0; j < ui->term_count; j++)
			if (ui->terms[j] == i)
				ui->sheet_cursor = j;
	}
	text_fini(&line);
	return found;
}

static void draw_term_row(struct ui *ui, struct canvas *canvas,
			  const struct rect *row, size_t number)
{
	const struct glossary *glossary = glossary_of(ui);
	const struct term *term;

	if (!glossary || number >= ui->term_count)
		return;
	term = &glossary->terms.list[ui->terms[number]];
	canvas_draw_string(canvas, row, row->x + 1, row->y,
			   number < ui->term_here ? STYLE_BOLD : STYLE_PLAIN,
			   term->term);
}

/* The term under the cursor, explained below the list. */
static void draw_term(struct ui *ui, struct canvas *canvas,
		      const struct rect *rect)
{
	const struct glossary *glossary = glossary_of(ui);
	struct markdown markdown;
	const struct term *term;
	struct flow flow;

	if (!glossary || ui->sheet_cursor >= ui->term_count) {
		canvas_draw_string(canvas, rect, rect->x + 1, rect->y,
				   STYLE_DIM, "this course has no glossary");
		return;
	}
	term = &glossary->terms.list[ui->terms[ui->sheet_cursor]];
	markdown_parse(term->text, strlen(term->text), &markdown);
	flow_new(&markdown, rect->width > 80 ? 78 : rect->width - 2,
		 canvas->ascii, &flow);
	flow_draw(&flow, canvas,
		  &(struct rect){ rect->x + 1, rect->y, rect->width - 1,
				  rect->height },
		  0, 0);
	flow_fini(&flow);
	markdown_fini(&markdown);
}

/* ---- all of them ---- */

size_t sheet_count(struct ui *ui)
{
	struct outline outline;

	switch (ui->sheet) {
	case SHEET_OUTLINE:
		outline = outline_get(ui);
		return outline.lessons + outline.steps;
	case SHEET_HELP:
		return help_count(ui);
	case SHEET_TERMS:
		return ui->term_count;
	default:
		return 0;
	}
}

void sheet_open(struct ui *ui, enum sheet sheet)
{
	if (sheet == SHEET_HELP)
		ui->help_mode = ui_mode(ui);
	ui->sheet = sheet;
	ui->sheet_top = 0;
	ui->sheet_cursor = 0;
	if (sheet == SHEET_OUTLINE)
		outline_open(ui);
	else if (sheet == SHEET_TERMS)
		terms_open(ui);
}

void sheet_close(struct ui *ui)
{
	sheet_open(ui, SHEET_NONE);
}

static size_t sheet_height(const struct ui *ui)
{
	struct layout layout;
	int height;

	layout_get(ui, &layout);
	height = layout.status.y - layout.bar.height - layout.rule.height - 1;
	if (ui->sheet == SHEET_TERMS)
		height /= 2;
	return height < 1 ? 1 : (size_t)height;
}

/* Help has no cursor: it is scrolled. */
static void scroll_help(struct ui *ui, long by)
{
	long most = (long)sheet_count(ui) - (long)sheet_height(ui);
	long next = (long)ui->sheet_top + by;

	if (next > most)
		next = most;
	ui->sheet_top = next < 0 ? 0 : (size_t)next;
	ui->sheet_cursor = ui->sheet_top;
}

static void move_by(struct ui *ui, long by)
{
	long most = (long)sheet_count(ui) - 1;
	long next = (long)ui->sheet_cursor + by;

	if (ui->sheet == SHEET_HELP) {
		scroll_help(ui, by);
		return;
	}

	if (next > most)
		next = most;
	ui->sheet_cursor = next < 0 ? 0 : (size_t)next;
}

bool sheet_act(struct ui *ui, enum action action)
{
	long screen = (long)sheet_height(ui);

	switch (action) {
	case ACTION_DOWN:
		move_by(ui, 1);
		return true;
	case ACTION_UP:
		move_by(ui, -1);
		return true;
	case ACTION_PAGE_DOWN:
		move_by(ui, screen);
		return true;
	case ACTION_PAGE_UP:
		move_by(ui, -screen);
		return true;
	case ACTION_TOP:
		move_by(ui, -(long)sheet_count(ui));
		return true;
	case ACTION_BOTTOM:
		move_by(ui, (long)sheet_count(ui));
		return true;
	case ACTION_OPEN:
		outline_enter(ui);
		return true;
	default:
		return false;
	}
}

static void draw_row(struct ui *ui, struct canvas *canvas,
		     const struct rect *row, size_t number)
{
	switch (ui->sheet) {
	case SHEET_OUTLINE:
		draw_outline_row(ui, canvas, row, number);
		break;
	case SHEET_HELP:
		draw_help_row(ui, canvas, row, number);
		break;
	case SHEET_TERMS:
		draw_term_row(ui, canvas, row, number);
		break;
	case SHEET_NONE:
		break;
	}
	if (number == ui->sheet_cursor && ui->sheet != SHEET_HELP)
		canvas_restyle(canvas, row, STYLE_SELECTED);
}

void sheet_draw(struct ui *ui, struct canvas *canvas, const struct rect *rect)
{
	struct rect list = *rect;
	size_t height, count = sheet_count(ui);

	if (ui->sheet == SHEET_TERMS)
		list.height = rect->height / 2;
	height = list.height < 1 ? 1 : (size_t)list.height;
	if (ui->sheet_cursor < ui->sheet_top)
		ui->sheet_top = ui->sheet_cursor;
	if (ui->sheet_cursor >= ui->sheet_top + height)
		ui->sheet_top = ui->sheet_cursor - height + 1;
	for (size_t i = 0; i < height && ui->sheet_top + i < count; i++) {
		struct rect row = { list.x, list.y + (int)i, list.width, 1 };

		draw_row(ui, canvas, &row, ui->sheet_top + i);
	}
	if (ui->sheet == SHEET_TERMS) {
		struct rect line = { rect->x, list.y + list.height, rect->width,
				     1 };
		struct rect text = { rect->x, line.y + 1, rect->width,
				     rect->height - list.height - 1 };

		canvas_fill(canvas, &line, STYLE_BORDER, "\xe2\x94\x80");
		draw_term(ui, canvas, &text);
	}
}
