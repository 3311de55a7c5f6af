/*
 * What of the output can be followed: asked of the prompt when it is wanted,
 * a line at a time.
 */
#include "config.h"
#include "views/pane_private.h"

size_t pane_links(struct pane *pane, size_t line,
		  struct prompt_link ret[PROMPT_LINKS])
{
	const struct prompt *prompt = pane->config.prompt;
	const struct scrollback_line *at = &pane->scrollback.lines[line];
	size_t count;

	if (!prompt->ops->links || at->typed || !pane->open)
		return 0;
	count = prompt->ops->links(prompt->context,
				   scrollback_command(&pane->scrollback, line),
				   at->bytes, ret, PROMPT_LINKS);
	while (count && ret[count - 1].end > at->size)
		count--;
	return count;
}

bool pane_link_line(const struct pane *pane, size_t *ret)
{
	const struct scrollback *scrollback = &pane->scrollback;

	if (!pane->linking || pane->line < scrollback->first ||
	    pane->line - scrollback->first >= scrollback->count)
		return false;
	*ret = (size_t)(pane->line - scrollback->first);
	return true;
}

/* The row that a byte of a line is on. */
static size_t row_of(const struct pane *pane, size_t line, size_t byte)
{
	size_t row = scrollback_find_line(&pane->scrollback, line);
	size_t end = row + pane->scrollback.lines[line].rows;

	while (row + 1 < end &&
	       scrollback_row(&pane->scrollback, row).end <= byte)
		row++;
	return row;
}

static void choose(struct pane *pane, size_t line, size_t link,
		   const struct prompt_link *at)
{
	pane->linking = true;
	pane->line = pane->scrollback.first + line;
	pane->link = link;
	pane_show(pane, row_of(pane, line, at->begin));
}

/* The nearest line above (or below) one that has links. */
static bool look_on(struct pane *pane, size_t line, bool up)
{
	struct prompt_link links[PROMPT_LINKS];
	size_t count = pane->scrollback.count;

	for (line += up ? (size_t)-1 : 1; line < count;
	     line += up ? (size_t)-1 : 1) {
		size_t found = pane_links(pane, line, links);

		if (!found)
			continue;
		choose(pane, line, up ? found - 1 : 0,
		       &links[up ? found - 1 : 0]);
		return true;
	}
	return false;
}

bool pane_link_begin(struct pane *pane)
{
	size_t height = pane_output_height(pane), last;

	if (!pane->scrollback.rows)
		return false;
	last = pane_top(pane) + (height ? height - 1 : 0);
	if (last >= pane->scrollback.rows)
		last = pane->scrollback.rows - 1;
	return look_on(pane, scrollback_row(&pane->scrollback, last).line + 1,
		       true);
}

void pane_link_move(struct pane *pane, bool up)
{
	struct prompt_link links[PROMPT_LINKS];
	size_t line, count, next;

	if (!pane_link_line(pane, &line)) {
		pane->linking = false;
		return;
	}
	count = pane_links(pane, line, links);
	next = pane->link + (up ? (size_t)-1 : 1);
	if (next < count)
		choose(pane, line, next, &links[next]);
	else
		look_on(pane, line, up);
}

bool pane_link_follow(struct pane *pane)
{
	struct prompt_link links[PROMPT_LINKS];
	size_t line;

	if (!pane_link_line(pane, &line) ||
	    pane->link >= pane_links(pane, line, links))
		return false;
	pane_enter(pane, links[pane->link].command);
	return true;
}

void pane_link_follow_at(struct pane *pane, size_t line, size_t byte)
{
	struct prompt_link links[PROMPT_LINKS];
	size_t count = pane_links(pane, line, links);

	for (size_t i = 0; i < count; i++) {
		if (byte < links[i].begin || byte >= links[i].end)
			continue;
		pane_enter(pane, links[i].command);
		return;
	}
}
