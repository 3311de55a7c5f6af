#include "config.h"
#include "views/pane_private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "views/glyph.h"
#include "views/key.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is in sight ---- */

size_t pane_output_height(const struct pane *pane)
{
	int height = pane->rect.height - (pane->open && !pane->waiting);

	return height > 0 ? (size_t)height : 0;
}

size_t pane_top(const struct pane *pane)
{
	size_t height = pane_output_height(pane), rows = pane->scrollback.rows;

	return rows > height + pane->below ? rows - height - pane->below : 0;
}

void pane_scroll(struct pane *pane, long rows)
{
	size_t height = pane_output_height(pane), all = pane->scrollback.rows;
	size_t most = all > height ? all - height : 0;
	long below = (long)pane->below - rows;

	pane->below = below < 0 ? 0 : (size_t)below;
	if (pane->below > most)
		pane->below = most;
}

void pane_show(struct pane *pane, size_t row)
{
	size_t height = pane_output_height(pane), top = pane_top(pane);

	if (row < top)
		pane_scroll(pane, -(long)(top - row));
	else if (row >= top + height)
		pane_scroll(pane, (long)(row - top - height) + 1);
}

void pane_place(struct pane *pane, const struct rect *rect)
{
	bool other = rect->width != pane->rect.width;
	struct scrollback *scrollback = &pane->scrollback;
	size_t line = 0;

	/* scrolled up: the same line stays at the top */
	if (other && pane->below && scrollback->rows)
		line = scrollback_row(scrollback, pane_top(pane)).line;
	pane->rect = *rect;
	scrollback_set_width(scrollback, rect->width);
	if (other && pane->below && line < scrollback->count) {
		size_t top = scrollback_find_line(scrollback, line);

		pane->below = scrollback->rows - top;
		pane_scroll(pane, (long)pane_output_height(pane));
	} else {
		pane_scroll(pane, 0);
	}
}

/* ---- the prompt behind it ---- */

void pane_open(struct pane *pane)
{
	const struct prompt *prompt = pane->config.prompt;
	struct text out = { .limit = LIMIT_SCROLLBACK_BYTES };
	struct err err = { 0 };

	pane->open = !prompt->ops->open(prompt->context, &out, &err);
	if (!pane->open)
		text_printf(&out,
			    "%s\n\nEnter tries again, Esc gives the lesson "
			    "back.\n",
			    err.message);
	scrollback_add(&pane->scrollback, text_string(&out), out.size);
	text_fini(&out);
	pane_scroll(pane, 0);
}

/* The line that is typed becomes one that was, and waits to be run. */
static void enter(struct pane *pane)
{
	struct text line = { 0 };
	size_t label;

	pane->editor.searching = false;
	editor_label(&pane->editor, &line);
	label = line.size;
	pane->waiting = editor_take(&pane->editor);
	text_add_string(&line, pane->waiting);
	scrollback_add_typed(&pane->scrollback, text_string(&line), label);
	text_fini(&line);
	pane->below = 0;
	pane->linking = false;
}

void pane_enter(struct pane *pane, const char *line)
{
	editor_set(&pane->editor, line);
	enter(pane);
}

bool pane_waits(const struct pane *pane)
{
	return pane->waiting != NULL;
}

/* A form feed clears what was printed so far. */
static void print(struct pane *pane, const char *text, size_t size)
{
	struct scrollback *scrollback = &pane->scrollback;
	const char *feed = memrchr(text, '\f', size);

	if (feed) {
		bool ascii = scrollback->ascii;
		int width = scrollback->width;

		scrollback_fini(scrollback);
		scrollback->ascii = ascii;
		scrollback_set_width(scrollback, width);
		size -= (size_t)(feed + 1 - text);
		text = feed + 1;
	}
	scrollback_add(scrollback, text, size);
}

enum pane_result pane_run(struct pane *pane)
{
	const struct prompt *prompt = pane->config.prompt;
	struct text out = { .limit = LIMIT_SCROLLBACK_BYTES };
	bool more;

	if (!pane->waiting)
		return PANE_USED;
	more = prompt->ops->run(prompt->context, pane->waiting,
				pane->config.stop, &out);
	print(pane, text_string(&out), out.size);
	if (pane->config.stop && pane->config.stop())
		scrollback_add(&pane->scrollback, "^C", 2);
	else if (out.full)
		scrollback_add(&pane->scrollback, "... cut off", 11);
	text_fini(&out);
	free(pane->waiting);
	pane->waiting = NULL;
	pane->below = 0;
	pane->open = pane->open && more;
	return more ? PANE_USED : PANE_CLOSE;
}

void pane_drop(struct pane *pane)
{
	if (!pane->waiting)
		return;
	scrollback_add(&pane->scrollback, "^C", 2);
	free(pane->waiting);
	pane->waiting = NULL;
}

/* ---- keys ---- */

static void scroll_to(struct pane *pane, bool end)
{
	pane_scroll(pane,
		    end ? (long)pane->below : -(long)pane->scrollback.rows);
}

static enum pane_result act_on_link(struct pane *pane, enum action action)
{
	switch (action) {
	case ACTION_OPEN:
		if (!pane_link_follow(pane))
			pane->linking = false;
		return PANE_USED;
	case ACTION_UP:
	case ACTION_DOWN:
		pane_link_move(pane, action == ACTION_UP);
		return PANE_USED;
	case ACTION_CLOSE:
		pane->linking = false;
		return PANE_USED;
	default:
		return PANE_PASSED;
	}
}

enum pane_result pane_key(struct pane *pane, uint32_t key)
{
	if (!pane->open)
		return PANE_PASSED;
	pane->linking = false;
	switch (editor_key(&pane->editor, key)) {
	case EDITOR_LINE:
		enter(pane);
		return PANE_USED;
	case EDITOR_STOP:
		editor_set(&pane->editor, "");
		break;
	case EDITOR_END:
		return PANE_CLOSE;
	case EDITOR_PASSED:
		return PANE_PASSED;
	case EDITOR_CLEAR:
	case EDITOR_USED:
		break;
	}
	/* who types wants to see where */
	pane->below = 0;
	return PANE_USED;
}

enum pane_result pane_act(struct pane *pane, enum action action)
{
	long page = (long)pane_output_height(pane) - 1;

	switch (action) {
	case ACTION_PAGE_UP:
		pane_scroll(pane, page > 0 ? -page : -1);
		return PANE_USED;
	case ACTION_PAGE_DOWN:
		pane_scroll(pane, page > 0 ? page : 1);
		return PANE_USED;
	case ACTION_TOP:
	case ACTION_BOTTOM:
		scroll_to(pane, action == ACTION_BOTTOM);
		return PANE_USED;
	case ACTION_LINKS:
		return pane_link_begin(pane) ? PANE_USED : PANE_NOTHING;
	default:
		break;
	}
	if (pane->linking)
		return act_on_link(pane, action);
	switch (action) {
	case ACTION_SUBMIT:
		if (pane->open)
			return pane_key(pane, KEY_RETURN);
		pane_open(pane);
		return PANE_USED;
	case ACTION_COMPLETE:
		return pane_key(pane, KEY_TAB);
	case ACTION_RECALL:
		return pane_key(pane, KEY_ARROW_UP);
	case ACTION_CLOSE:
		if (pane->open && editor_is_busy(&pane->editor))
			return pane_key(pane, KEY_ESCAPE);
		return PANE_CLOSE;
	default:
		return PANE_PASSED;
	}
}

void pane_click(struct pane *pane, int x, int y, int button)
{
	struct scrollback_row row;
	size_t number, at;
	int cell = x - pane->rect.x;

	if (button == 4 || button == 5) {
		pane_scroll(pane, button == 4 ? -3 : 3);
		return;
	}
	number = pane_top(pane) + (size_t)(y - pane->rect.y);
	if (number >= pane->scrollback.rows ||
	    (size_t)(y - pane->rect.y) >= pane_output_height(pane))
		return;
	row = scrollback_row(&pane->scrollback, number);
	for (at = row.begin; at < row.end;) {
		const char *bytes = pane->scrollback.lines[row.line].bytes;
		struct glyph glyph;
		size_t took = glyph_read(bytes + at, row.end - at,
					 pane->config.ascii, &glyph);

		if (cell < glyph.cells) {
			pane_link_follow_at(pane, row.line, at);
			return;
		}
		cell -= glyph.cells;
		at += took;
	}
}

bool pane_is_linking(const struct pane *pane)
{
	return pane->linking;
}

const char *pane_name(const struct pane *pane)
{
	return pane->config.prompt->ops->name;
}

/* ---- beginning and end ---- */

struct pane *pane_new(const struct pane_config *config)
{
	struct pane *pane = mem_calloc(1, sizeof(*pane));

	pane->config = *config;
	pane->scrollback.ascii = config->ascii;
	editor_init(&pane->editor, config->prompt);
	return pane;
}

void pane_free(struct pane *pane)
{
	if (!pane)
		return;
	editor_fini(&pane->editor);
	scrollback_fini(&pane->scrollback);
	free(pane->waiting);
	free(pane);
}
