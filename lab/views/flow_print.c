/*
 * A flow that is laid out: drawn, printed, searched.
 */
#include "config.h"
#include "views/flow.h"

#include "views/glyph.h"

#include <string.h>

/* How prose looks on a terminal that is written to line by line. */
static const char *const sequences[STYLE_COUNT] = {
	[STYLE_HEADING] = "\033[1m", [STYLE_EMPHASIS] = "\033[3m",
	[STYLE_STRONG] = "\033[1m",  [STYLE_CODE] = "\033[36m",
	[STYLE_LINK] = "\033[4m",    [STYLE_BORDER] = "\033[2m",
};

static void add_spaces(struct text *out, size_t count)
{
	static const char spaces[] = "                                ";

	while (count) {
		size_t part =
			count < sizeof(spaces) - 1 ? count : sizeof(spaces) - 1;

		text_add(out, spaces, part);
		count -= part;
	}
}

static void print_line(const struct flow *flow, const struct flow_line *line,
		       struct text *out, bool ansi)
{
	if (line->piece_count)
		add_spaces(out, line->indent);
	for (unsigned i = 0; i < line->piece_count; i++) {
		const struct flow_piece *piece =
			&flow->pieces[line->first_piece + i];
		const char *sequence = ansi ? sequences[piece->style] : NULL;

		if (sequence)
			text_add_string(out, sequence);
		glyph_add(out, flow_bytes(flow, piece), piece->size,
			  flow->ascii);
		if (sequence)
			text_add_string(out, "\033[0m");
	}
}

void flow_print(const struct flow *flow, size_t first, size_t count,
		struct text *out, bool ansi)
{
	for (size_t i = first; i < flow->line_count && count; i++, count--) {
		print_line(flow, &flow->lines[i], out, ansi);
		text_add_char(out, '\n');
	}
}

void flow_line_text(const struct flow *flow, size_t line, struct text *out)
{
	if (line < flow->line_count)
		print_line(flow, &flow->lines[line], out, false);
}

int flow_line_cells(const struct flow *flow, size_t number)
{
	const struct flow_line *line = &flow->lines[number];
	int cells = line->indent;

	for (unsigned i = 0; i < line->piece_count; i++)
		cells += flow->pieces[line->first_piece + i].cells;
	return cells;
}

void flow_draw(const struct flow *flow, struct canvas *canvas,
	       const struct rect *rect, size_t first, int column)
{
	for (int row = 0; row < rect->height; row++) {
		const struct flow_line *line;
		int x;

		if (first + (size_t)row >= flow->line_count)
			break;
		line = &flow->lines[first + (size_t)row];
		x = rect->x + line->indent - column;
		for (unsigned i = 0; i < line->piece_count; i++) {
			const struct flow_piece *piece =
				&flow->pieces[line->first_piece + i];

			if (x >= rect->x + rect->width)
				break;
			if (x + piece->cells > rect->x)
				canvas_draw(canvas, rect, x, rect->y + row,
					    (enum style)piece->style,
					    flow_bytes(flow, piece),
					    piece->size);
			x += piece->cells;
		}
	}
}

size_t flow_find_block(const struct flow *flow, uint32_t block)
{
	size_t low = 0, high = flow->line_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (flow->lines[middle].block < block)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
