/*
 * What part of the page is seen: scrolling, the line cursor, search, and the
 * place that is kept from one start to the next.
 */
#include "config.h"
#include "views/private.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static size_t body_height(const struct ui *ui)
{
	struct layout layout;

	layout_get(ui, &layout);
	return layout.body.height > 0 ? (size_t)layout.body.height : 1;
}

void look_clamp(struct ui *ui)
{
	size_t height = body_height(ui), count = ui->page.count;
	size_t most = count > height ? count - height : 0;
	struct layout layout;

	if (ui->top > most)
		ui->top = most;
	layout_get(ui, &layout);
	if (ui->column > ui->page.widest - layout.body.width)
		ui->column = ui->page.widest - layout.body.width;
	if (ui->column < 0)
		ui->column = 0;
}

void look_scroll(struct ui *ui, long lines)
{
	long top = (long)ui->top + lines;

	ui->top = top < 0 ? 0 : (size_t)top;
	look_clamp(ui);
}

/* Brings a line in sight, with a third of the screen above it if it was not
 * there already. */
void look_show(struct ui *ui, size_t line)
{
	size_t height = body_height(ui);

	if (line >= ui->top && line + 1 < ui->top + height)
		return;
	ui->top = line > height / 3 ? line - height / 3 : 0;
	look_clamp(ui);
}

void look_show_both(struct ui *ui, size_t first, size_t last)
{
	size_t height = body_height(ui);

	if (last >= ui->top + height)
		ui->top = last - height + 1;
	if (first < ui->top)
		ui->top = first;
	look_clamp(ui);
}

bool look_has_cursor(const struct ui *ui, unsigned *ret_source)
{
	const struct question *question = session_question(ui->session);

	if (question) {
		*ret_source = 1;
		return question->type == QUESTION_POINT &&
		       session_evidence(ui->session);
	}
	*ret_source = 0;
	return session_recording(ui->session) && session_revealed(ui->session);
}

static size_t cursor_line(struct ui *ui)
{
	unsigned source = 0;

	look_has_cursor(ui, &source);
	return page_find_raw(ui_page(ui), source, ui->cursor);
}

void look_cursor(struct ui *ui, size_t raw)
{
	size_t line;

	ui->cursor = raw;
	line = cursor_line(ui);
	if (line < ui->page.count)
		look_show(ui, line);
}

/* Opens the folds that a note's lines are in. */
static void open_for(struct ui *ui, const struct anchor_ranges *lines)
{
	for (size_t i = 0; i < ui->open_count; i++) {
		const struct anchor_ranges *fold =
			session_fold_lines(ui->session, i);

		for (size_t j = 0; j < lines->count; j++) {
			if (!anchor_ranges_have(fold, lines->list[j].first))
				continue;
			if (!ui->open[i])
				ui->stale = true;
			ui->open[i] = true;
		}
	}
}

void look_note(struct ui *ui)
{
	int note = session_note(ui->session);
	const struct anchor_ranges *lines;
	struct layout layout;

	ui->note_top = 0;
	layout_get(ui, &layout);
	if (layout.inline_note)
		ui->stale = true;
	if (note < 0)
		return;
	lines = session_note_lines(ui->session, (size_t)note);
	if (!lines->count)
		return;
	open_for(ui, lines);
	ui->cursor = lines->list[0].first;
	look_focus(ui);
}

/* The page line that the learner is at: the cursor's, or the entry's. */
static size_t focus(struct ui *ui)
{
	const struct page *page = ui_page(ui);
	size_t line = 0;
	unsigned source;

	if (look_has_cursor(ui, &source))
		return page_find_raw(page, source, ui->cursor);
	for (; line < page->count; line++)
		if (page->lines[line].kind == PAGE_ENTRY ||
		    (page->lines[line].part == PART_CHOICE &&
		     page->lines[line].choice == (int)ui->draft.cursor))
			break;
	return line;
}

bool look_focused(struct ui *ui)
{
	size_t line = focus(ui);

	return line < ui->page.count && line >= ui->top &&
	       line < ui->top + body_height(ui);
}

void look_focus(struct ui *ui)
{
	size_t line = focus(ui);
	struct layout layout;

	if (line >= ui->page.count)
		return;
	layout_get(ui, &layout);
	if (layout.inline_note && session_note(ui->session) >= 0) {
		/* the note stands behind its lines: show both ends */
		ui->top = line > 1 ? line - 1 : 0;
		look_clamp(ui);
	} else {
		look_show(ui, line);
	}
}

void look_step(struct ui *ui)
{
	unsigned source;

	ui->cursor = 0;
	if (look_has_cursor(ui, &source) && !source) {
		/* the first line of the output that says something */
		const struct transcript *recording =
			session_recording(ui->session);
		size_t line = recording->command.size > 0;

		while (line < recording->count && !recording->lines[line].size)
			line++;
		if (line < recording->count)
			ui->cursor = line;
	}
}

/* Down to the next line that shows a raw line, or up. */
static bool move_cursor(struct ui *ui, int by)
{
	const struct page *page = ui_page(ui);
	unsigned source;
	size_t line;

	if (!look_has_cursor(ui, &source))
		return false;
	line = cursor_line(ui);
	for (size_t i = line + (size_t)by; i < page->count; i += (size_t)by) {
		const struct page_line *at = &page->lines[i];
		bool raw = at->kind == PAGE_RAW && at->source == source;

		if (!raw && at->kind != PAGE_FOLD)
			continue;
		ui->cursor = at->line;
		if (i < ui->top)
			ui->top = i;
		if (i >= ui->top + body_height(ui))
			ui->top = i - body_height(ui) + 1;
		look_clamp(ui);
		return true;
	}
	return false;
}

/* After a jump of a screen the cursor is on the screen again. */
static void bring_cursor(struct ui *ui)
{
	size_t height = body_height(ui), line;
	unsigned source;

	if (!look_has_cursor(ui, &source))
		return;
	line = cursor_line(ui);
	if (line >= ui->top && line < ui->top + height)
		return;
	for (size_t i = ui->top; i < ui->page.count && i < ui->top + height;
	     i++) {
		const struct page_line *at = &ui->page.lines[i];

		if (at->kind == PAGE_RAW && at->source == source) {
			ui->cursor = at->line;
			return;
		}
	}
}

static bool at_end(struct ui *ui)
{
	return ui->top + body_height(ui) >= ui_page(ui)->count;
}

/* More of a note than its pane holds comes before more of the page. */
static bool page_note(struct ui *ui)
{
	struct layout layout;
	size_t height;

	layout_get(ui, &layout);
	if (!layout.note.width || layout.note.height < 2)
		return false;
	height = (size_t)layout.note.height - 1;
	if (ui->note_top + height >= ui->note_flow.line_count)
		return false;
	ui->note_top += height - 1;
	return true;
}

static void page_down(struct ui *ui)
{
	enum mode mode = ui_mode(ui);

	if (mode & (MODE_REPLAY | MODE_BUILD) && page_note(ui))
		return;
	if (at_end(ui)) {
		if (mode == MODE_READ || mode == MODE_REPLAY)
			session_action(ui->session, ACTION_NEXT);
		return;
	}
	look_scroll(ui, body_height(ui) > 2 ? (long)body_height(ui) - 1 : 1);
	bring_cursor(ui);
}

static void move(struct ui *ui, int by)
{
	size_t rank = ui->draft.cursor;

	if (ui_mode(ui) & (MODE_CHOICE | MODE_ORDER | MODE_MATCH) &&
	    draft_move(&ui->draft, by)) {
		size_t line = page_find_part(ui_page(ui), PART_CHOICE);

		if (ui->draft.lifted)
			ui->stale = true;
		rank = ui->draft.cursor;
		while (line < ui->page.count &&
		       ui->page.lines[line].choice != (int)rank)
			line++;
		if (line < ui->page.count)
			look_show(ui, line);
		return;
	}
	if (!move_cursor(ui, by))
		look_scroll(ui, by);
}

bool look_act(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_DOWN:
		move(ui, 1);
		return true;
	case ACTION_UP:
		move(ui, -1);
		return true;
	case ACTION_PAGE_DOWN:
		page_down(ui);
		return true;
	case ACTION_PAGE_UP:
		look_scroll(ui, -(long)body_height(ui) + 1);
		bring_cursor(ui);
		return true;
	case ACTION_TOP:
		ui->top = 0;
		bring_cursor(ui);
		return true;
	case ACTION_BOTTOM:
		ui->top = ui_page(ui)->count;
		look_clamp(ui);
		bring_cursor(ui);
		return true;
	case ACTION_LEFT:
	case ACTION_RIGHT:
		ui->column += action == ACTION_LEFT ? -8 : 8;
		look_clamp(ui);
		return true;
	default:
		return false;
	}
}

/* ---- search ---- */

static bool line_has(const struct ui *ui, size_t line)
{
	struct text text = { 0 };
	bool has;

	page_line_text(&ui->page, line, &text);
	has = strcasestr(text_string(&text), text_string(&ui->found)) != NULL;
	text_fini(&text);
	return has;
}

bool look_find(struct ui *ui, bool back, bool from_here)
{
	size_t count = ui_page(ui)->count;
	size_t at = from_here ? ui->top : ui->found_line;

	for (size_t i = from_here ? 0 : 1; i <= count; i++) {
		size_t line = back ? (at + count - i % count) % count
				   : (at + i) % count;

		if (!line_has(ui, line))
			continue;
		if (!from_here && (back ? line >= at : line <= at))
			ui_say(ui, "around the end of the step");
		ui->found_line = line;
		look_show(ui, line);
		bring_cursor(ui);
		return true;
	}
	return false;
}

/* ---- the place ---- */

/*
 * What is kept: the part and the line in it, so that another width finds the
 * same words; the shift to the left; the cursor; the open folds.
 */
void look_keep(struct ui *ui)
{
	const struct page *page = ui_page(ui);
	size_t top = ui->top, nth = 0;
	unsigned folds = 0;
	char text[128];

	if (top >= page->count)
		return;
	for (size_t i = 0; i < top; i++)
		nth += page->lines[i].part == page->lines[top].part;
	for (size_t i = 0; i < ui->open_count && i < 32; i++)
		folds |= (unsigned)ui->open[i] << i;
	snprintf(text, sizeof(text), "part=%u line=%zu left=%d at=%zu open=%x",
		 page->lines[top].part, nth, ui->column, ui->cursor, folds);
	session_set_place(ui->session, text);
}

void look_restore(struct ui *ui)
{
	unsigned part, folds;
	size_t nth, cursor;
	int column;

	if (sscanf(session_place(ui->session),
		   "part=%2u line=%9zu left=%9d at=%9zu open=%8x", &part, &nth,
		   &column, &cursor, &folds) != 5) {
		look_note(ui);
		return;
	}
	for (size_t i = 0; i < ui->open_count && i < 32; i++)
		ui->open[i] = folds >> i & 1;
	ui->stale = true;
	ui_page(ui);
	for (size_t i = 0; i < ui->page.count; i++) {
		if (ui->page.lines[i].part != part)
			continue;
		ui->top = i;
		if (!nth--)
			break;
	}
	ui->column = column;
	ui->cursor = cursor;
	look_clamp(ui);
}
