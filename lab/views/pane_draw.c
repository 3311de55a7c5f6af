/*
 * The pane as a picture.
 */
#include "config.h"
#include "views/pane_private.h"

#include <string.h>

/* Part of a row in one style; returns the x behind it. */
static int put(struct canvas *canvas, const struct rect *row, int x,
	       enum style style, const struct scrollback_line *line,
	       size_t begin, size_t end)
{
	if (end <= begin)
		return x;
	return canvas_draw(canvas, row, x, row->y, style, line->bytes + begin,
			   end - begin);
}

static size_t within(size_t at, const struct scrollback_row *part)
{
	return at < part->begin ? part->begin : at > part->end ? part->end : at;
}

/* The prompt is the machine's, what was typed is bold: as in a replay. */
static void draw_typed(struct canvas *canvas, const struct rect *row,
		       const struct scrollback_line *line,
		       const struct scrollback_row *part)
{
	size_t label = within(line->label, part);
	int x = put(canvas, row, row->x, STYLE_DIM, line, part->begin, label);

	put(canvas, row, x, STYLE_BOLD, line, label, part->end);
}

/* Links are marked while one is being chosen; at other times the output is
 * left as it is. */
static void draw_printed(struct pane *pane, struct canvas *canvas,
			 const struct rect *row,
			 const struct scrollback_row *part)
{
	const struct scrollback_line *line =
		&pane->scrollback.lines[part->line];
	struct prompt_link links[PROMPT_LINKS];
	size_t count = pane->linking ? pane_links(pane, part->line, links) : 0;
	size_t chosen = SIZE_MAX, at = part->begin;
	int x = row->x;

	if (pane_link_line(pane, &chosen) && chosen != part->line)
		chosen = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		bool here = chosen != SIZE_MAX && pane->link == i;
		size_t begin = within(links[i].begin, part);
		size_t end = within(links[i].end, part);

		x = put(canvas, row, x, STYLE_PLAIN, line, at, begin);
		x = put(canvas, row, x, here ? STYLE_SELECTED : STYLE_LINK,
			line, begin, end);
		at = end > at ? end : at;
	}
	put(canvas, row, x, STYLE_PLAIN, line, at, part->end);
}

static void draw_row(struct pane *pane, struct canvas *canvas,
		     const struct rect *row, size_t number)
{
	struct scrollback_row part = scrollback_row(&pane->scrollback, number);
	const struct scrollback_line *line = &pane->scrollback.lines[part.line];

	if (line->typed)
		draw_typed(canvas, row, line, &part);
	else
		draw_printed(pane, canvas, row, &part);
}

/* Below the line where there is room, else over the output above it. */
static void draw_offers(struct pane *pane, struct canvas *canvas,
			const struct rect *row)
{
	struct text offers = { 0 };
	struct rect at = *row;
	const char *text;
	int count = 0, end = pane->rect.y + pane->rect.height;

	editor_add_offers(&pane->editor, row->width - 2, &offers);
	text = text_string(&offers);
	for (const char *c = text; *c; c++)
		count += *c == '\n';
	if (count < end - row->y || row->y - pane->rect.y < end - row->y) {
		at.y++;
	} else {
		end = row->y;
		at.y = end - count > pane->rect.y ? end - count : pane->rect.y;
	}
	for (; *text && at.y < end; at.y++) {
		size_t size = strcspn(text, "\n");

		canvas_fill(canvas, &at, STYLE_PLAIN, " ");
		canvas_draw(canvas, &at, at.x + 1, at.y, STYLE_KEY, text, size);
		text += size + (text[size] == '\n');
	}
	text_fini(&offers);
}

static void draw_line(struct pane *pane, struct canvas *canvas,
		      const struct rect *row)
{
	struct text label = { 0 };
	int x, most = row->width / 2;

	editor_label(&pane->editor, &label);
	canvas_fill(canvas, row, STYLE_PLAIN, " ");
	x = canvas_draw(canvas, &(struct rect){ row->x, row->y, most, 1 },
			row->x, row->y, STYLE_HERE, text_string(&label),
			label.size);
	if (x > row->x + most)
		x = row->x + most;
	entry_draw(&pane->editor.entry, canvas, x, row->y,
		   row->width - (x - row->x), STYLE_PLAIN);
	if (pane->linking)
		canvas_set_cursor(canvas, -1, -1);
	text_fini(&label);
}

/* What is out of sight below, on the last row of the output. */
static void draw_below(struct pane *pane, struct canvas *canvas,
		       const struct rect *row)
{
	struct text words = { 0 };
	int width;

	text_printf(&words, " %zu more below ", pane->below);
	width = (int)words.size;
	if (width < row->width)
		canvas_draw_string(canvas, row, row->x + row->width - width,
				   row->y, STYLE_KEY, text_string(&words));
	text_fini(&words);
}

void pane_draw(struct pane *pane, struct canvas *canvas)
{
	struct rect row = { pane->rect.x, pane->rect.y, pane->rect.width, 1 };
	size_t top = pane_top(pane), height = pane_output_height(pane), i;

	canvas_fill(canvas, &pane->rect, STYLE_PLAIN, " ");
	for (i = 0; i < height && top + i < pane->scrollback.rows; i++, row.y++)
		draw_row(pane, canvas, &row, top + i);
	if (pane->below) {
		struct rect last = row;

		last.y--;
		draw_below(pane, canvas, &last);
	}
	if (!pane->open || pane->waiting)
		return;
	draw_line(pane, canvas, &row);
	if (pane->editor.offer_count)
		draw_offers(pane, canvas, &row);
}
