/*
 * The page and the note, as a picture.
 */
#include "config.h"
#include "views/private.h"

#include "views/glyph.h"

#include <stdio.h>
#include <string.h>

#define SIGN_HERE     "\xe2\x96\xb8" /* the line cursor: a small triangle */
#define SIGN_NOTED    "\xe2\x94\x82" /* what the note is about: a bar */
#define SIGN_HAS_NOTE "\xc2\xb7"     /* some note is: a dot */

static bool is_noted(const struct ui *ui, size_t raw)
{
	int note = session_note(ui->session);

	return note >= 0 &&
	       anchor_ranges_have(session_note_lines(ui->session, (size_t)note),
				  raw);
}

static bool is_evidence(const struct ui *ui, size_t raw)
{
	const struct question *question = session_question(ui->session);

	for (size_t i = 0; i < question->evidence.anchors.count; i++)
		if (anchor_ranges_have(session_evidence_lines(ui->session, i),
				       raw))
			return true;
	return false;
}

/* Bright: what it is about. Dim: the rest while a note speaks. */
static enum style raw_style(const struct ui *ui, const struct page_line *line)
{
	if (line->source)
		return is_evidence(ui, line->line) ? STYLE_NOTED : STYLE_PLAIN;
	if (session_note(ui->session) < 0)
		return STYLE_PLAIN;
	return is_noted(ui, line->line) ? STYLE_NOTED : STYLE_DIM;
}

static void draw_margin(struct ui *ui, struct canvas *canvas,
			const struct rect *row, const struct page_line *line,
			enum style style)
{
	unsigned source;
	bool cursor = look_has_cursor(ui, &source) && source == line->source &&
		      ui->cursor == line->line;

	if (cursor)
		canvas_draw_string(canvas, row, row->x, row->y, STYLE_HERE,
				   SIGN_HERE);
	else if (style == STYLE_NOTED)
		canvas_draw_string(canvas, row, row->x, row->y, STYLE_NOTED,
				   SIGN_NOTED);
	else if (!line->source && ui->page.noted && ui->page.noted[line->line])
		canvas_draw_string(canvas, row, row->x, row->y, STYLE_DIM,
				   SIGN_HAS_NOTE);
}

/* While a command is typed for show, there is no more than it. */
static bool is_hidden(const struct ui *ui, const struct page_line *line)
{
	return ui->typed >= 0 && line->part == PART_RECORDING &&
	       !(line->kind == PAGE_RAW && line->line == 0);
}

static void draw_raw(struct ui *ui, struct canvas *canvas,
		     const struct rect *row, const struct page_line *line)
{
	const struct transcript *raw = ui->page.raw[line->source];
	const struct transcript_line *at = &raw->lines[line->line];
	enum style style = raw_style(ui, line);
	struct rect clip = { row->x + line->indent, row->y,
			     row->width - line->indent, 1 };
	size_t size = at->size;
	int x;

	if (!line->source && !line->line && ui->typed >= 0)
		size = raw->prompt.size + (size_t)ui->typed;
	draw_margin(ui, canvas, row, line, style);
	if (size > at->size)
		size = at->size;
	if (!line->line && raw->prompt.size && size > raw->prompt.size) {
		/* the prompt is the debugger's, the command was typed */
		x = canvas_draw(canvas, &clip, clip.x - ui->column, row->y,
				style, at->bytes, raw->prompt.size);
		x = canvas_draw(canvas, &clip, x, row->y,
				style == STYLE_PLAIN ? STYLE_BOLD : style,
				at->bytes + raw->prompt.size,
				size - raw->prompt.size);
	} else {
		x = canvas_draw(canvas, &clip, clip.x - ui->column, row->y,
				style, at->bytes, size);
	}
	if (ui->typed >= 0)
		canvas_set_cursor(canvas, x, row->y);
	if (x > clip.x + clip.width)
		canvas_draw_string(canvas, row, row->x + row->width - 1, row->y,
				   STYLE_BORDER, ">");
	if (ui->column && size)
		canvas_draw_string(canvas, row, clip.x - 1, row->y,
				   STYLE_BORDER, "<");
}

static void draw_fold(struct ui *ui, struct canvas *canvas,
		      const struct rect *row, const struct page_line *line)
{
	const struct step *step = session_step(ui->session);
	const struct anchor_ranges *lines =
		session_fold_lines(ui->session, line->source);
	bool cursor = ui->cursor >= line->line &&
		      anchor_ranges_have(lines, ui->cursor);
	char text[160];

	snprintf(text, sizeof(text), "[+] z opens %zu lines: %s",
		 lines->list[0].count, step->folds.list[line->source].label);
	if (cursor)
		canvas_draw_string(canvas, row, row->x, row->y, STYLE_HERE,
				   SIGN_HERE);
	canvas_draw_cut(canvas, row, row->x + line->indent, row->y, STYLE_LINK,
			text);
}

static void draw_choice_marker(struct ui *ui, struct canvas *canvas,
			       const struct rect *row,
			       const struct page_line *line)
{
	size_t rank = (size_t)line->choice;
	bool judged = session_verdict(ui->session) != NULL;
	bool here = !judged && line->part == PART_CHOICE &&
		    rank == ui->draft.cursor;
	char marker[16];

	if (line->part == PART_MEANING)
		snprintf(marker, sizeof(marker), "    %c", (char)('a' + rank));
	else
		draft_marker(&ui->draft, rank, marker);
	if (here)
		canvas_draw_string(canvas, row, row->x, row->y, STYLE_HERE,
				   SIGN_HERE);
	canvas_draw_string(canvas, row, row->x + 2, row->y,
			   here ? STYLE_HERE : STYLE_BOLD, marker);
}

/* How far a line is scrolled: prose fits and stays, code may be wider. */
static int shift(const struct ui *ui, const struct rect *row,
		 const struct page_line *line)
{
	int cells = line->indent;

	if (line->kind == PAGE_FLOW)
		cells += flow_line_cells(&ui->page.flows[line->source].flow,
					 line->line);
	else
		return ui->column;
	return cells > row->width ? ui->column : 0;
}

static void draw_flow_line(struct ui *ui, struct canvas *canvas,
			   const struct rect *row, const struct page_line *line)
{
	const struct page_flow *flow = &ui->page.flows[line->source];
	struct rect clip = { row->x + line->indent, row->y,
			     row->width - line->indent, 1 };

	int column = shift(ui, row, line);

	flow_draw(&flow->flow, canvas, &clip, line->line, column);
	if (flow->tint != STYLE_PLAIN)
		canvas_restyle(canvas, &clip, flow->tint);
	if (flow_line_cells(&flow->flow, line->line) - column > clip.width)
		canvas_draw_string(canvas, row, row->x + row->width - 1, row->y,
				   STYLE_BORDER, ">");
	if (line->part == PART_NOTE)
		canvas_draw_string(canvas, row, row->x + 2, row->y, STYLE_NOTED,
				   SIGN_NOTED);
	if (line->first)
		draw_choice_marker(ui, canvas, row, line);
}

static void draw_entry(struct ui *ui, struct canvas *canvas,
		       const struct rect *row)
{
	int x = canvas_draw_string(canvas, row, row->x + 2, row->y, STYLE_HERE,
				   "answer: ");
	int width = row->width - (x - row->x) - 2;

	if (width > 60)
		width = 60;
	entry_draw(&ui->draft.entry, canvas, x, row->y, width, STYLE_SELECTED);
	if (ui_mode(ui) != MODE_TYPE)
		canvas_set_cursor(canvas, -1, -1);
}

/* Marks what a search found on a line, as far as it is in sight. */
static void mark_found(struct ui *ui, struct canvas *canvas,
		       const struct rect *row, size_t number)
{
	const struct page_line *line = &ui->page.lines[number];
	const char *words = text_string(&ui->found), *at;
	int left = row->x + page_line_left(&ui->page, number),
	    right = row->x + row->width;
	struct text text = { 0 };

	page_line_text(&ui->page, number, &text);
	for (at = text_string(&text); (at = strcasestr(at, words));
	     at += strlen(words)) {
		size_t before = (size_t)(at - text_string(&text));
		int from = left - shift(ui, row, line) +
			   (int)glyph_cells(text_string(&text), before,
					    canvas->ascii);
		int to = from +
			 (int)glyph_cells(at, strlen(words), canvas->ascii);
		struct rect cells = { from > left ? from : left, row->y, 0, 1 };

		cells.width = (to < right ? to : right) - cells.x;
		if (cells.width > 0)
			canvas_restyle(canvas, &cells, STYLE_FOUND);
	}
	text_fini(&text);
}

static void draw_line(struct ui *ui, struct canvas *canvas,
		      const struct rect *row, size_t number)
{
	const struct page_line *line = &ui->page.lines[number];

	if (is_hidden(ui, line))
		return;
	switch (line->kind) {
	case PAGE_FLOW:
		draw_flow_line(ui, canvas, row, line);
		break;
	case PAGE_RAW:
		draw_raw(ui, canvas, row, line);
		break;
	case PAGE_FOLD:
		draw_fold(ui, canvas, row, line);
		break;
	case PAGE_ENTRY:
		draw_entry(ui, canvas, row);
		break;
	case PAGE_GAP:
		canvas_draw_string(canvas, row, row->x + line->indent, row->y,
				   STYLE_DIM, "[...]");
		break;
	default:
		break;
	}
	if (ui->finding)
		mark_found(ui, canvas, row, number);
}

void draw_page(struct ui *ui, struct canvas *canvas,
	       const struct layout *layout)
{
	for (int i = 0; i < layout->body.height; i++) {
		struct rect row = { layout->body.x, layout->body.y + i,
				    layout->body.width, 1 };
		size_t number = ui->top + (size_t)i;

		if (number < ui->page.count)
			draw_line(ui, canvas, &row, number);
	}
}

/* ---- the note's own pane ---- */

static void lay_out_note(struct ui *ui, int width)
{
	int note = session_note(ui->session);
	struct text prose = { 0 };

	if (ui->note_shown == note && ui->note_width == width &&
	    ui->note_flow.lines)
		return;
	flow_fini(&ui->note_flow);
	markdown_fini(&ui->note_markdown);
	if (note < 0)
		text_printf(&prose,
			    session_note_count(ui->session) == 1
				    ? "%zu note on this output: **n** shows it."
				    : "%zu notes on this output: **n** goes "
				      "from one to the next, **Enter** shows "
				      "the one on the marked line.",
			    session_note_count(ui->session));
	else
		page_note_text(session_note_at(ui->session, (size_t)note),
			       &prose);
	markdown_parse(text_string(&prose), prose.size, &ui->note_markdown);
	flow_new(&ui->note_markdown, width, ui->config.ascii, &ui->note_flow);
	text_fini(&prose);
	ui->note_shown = note;
	ui->note_width = width;
}

static void draw_note_head(struct ui *ui, struct canvas *canvas,
			   const struct rect *row, bool more)
{
	int note = session_note(ui->session);
	struct rect clip = { row->x, row->y, row->width - (more ? 15 : 1), 1 };
	struct text head = { 0 };

	canvas_fill(canvas, row, STYLE_BORDER, "\xe2\x94\x80");
	if (note < 0)
		text_printf(&head, " %zu note%s ",
			    session_note_count(ui->session),
			    session_note_count(ui->session) == 1 ? "" : "s");
	else
		text_printf(&head,
			    session_task(ui->session) ? " %d of %zu: %s "
						      : " note %d of %zu: %s ",
			    note + 1, session_note_count(ui->session),
			    session_note_at(ui->session, (size_t)note)->title);
	canvas_draw_cut(canvas, &clip, row->x + 2, row->y, STYLE_NOTED,
			text_string(&head));
	if (more)
		canvas_draw_string(canvas, row, row->x + row->width - 14,
				   row->y, STYLE_KEY, " more: Space ");
	text_fini(&head);
}

void draw_note(struct ui *ui, struct canvas *canvas,
	       const struct layout *layout)
{
	struct rect pane = layout->note;
	struct rect head = { pane.x, pane.y, pane.width, 1 };
	struct rect text = { pane.x + 2, pane.y + 1, pane.width - 3,
			     pane.height - 1 };
	size_t height = text.height > 0 ? (size_t)text.height : 0;

	lay_out_note(ui, text.width > 78 ? 78 : text.width);
	if (ui->note_top >= ui->note_flow.line_count)
		ui->note_top = 0;
	draw_note_head(ui, canvas, &head,
		       ui->note_top + height < ui->note_flow.line_count);
	flow_draw(&ui->note_flow, canvas, &text, ui->note_top, 0);
}
