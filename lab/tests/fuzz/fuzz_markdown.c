/*
 * Any bytes as a Markdown file, wrapped to the width that the first byte
 * says, drawn and printed: parts lie inside their text, no line but code is
 * wider, and no control character comes out.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/text.h"
#include "base/utf8.h"
#include "formats/markdown.h"
#include "views/canvas.h"
#include "views/flow.h"
#include "views/glyph.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static void check_markdown(const struct markdown *markdown)
{
	size_t runs = 0;

	for (size_t i = 0; i < markdown->block_count; i++) {
		const struct markdown_block *block = &markdown->blocks[i];

		demand(block->first_run == runs);
		demand(block->indent <= MARKDOWN_INDENT);
		demand(memchr(block->marker, 0, sizeof(block->marker)) != NULL);
		runs += block->run_count;
	}
	demand(runs == markdown->run_count);
	for (size_t i = 0; i < markdown->run_count; i++)
		demand(markdown->runs[i].size &&
		       markdown->runs[i].offset + markdown->runs[i].size <=
			       markdown->size);
	for (size_t i = 0; i < markdown->link_count; i++)
		demand(markdown->links[i].run < markdown->run_count &&
		       markdown->links[i].url + markdown->links[i].size <=
			       markdown->size);
	demand(utf8_check(markdown->text, markdown->size) == markdown->size);
}

static void check_lines(const struct markdown *markdown,
			const struct flow *flow)
{
	size_t pieces = 0;

	for (size_t i = 0; i < flow->line_count; i++) {
		const struct flow_line *line = &flow->lines[i];
		size_t cells = line->indent;

		demand(line->first_piece == pieces);
		demand(line->block < markdown->block_count);
		for (unsigned j = 0; j < line->piece_count; j++) {
			const struct flow_piece *piece =
				&flow->pieces[pieces + j];

			demand(piece->cells ==
			       glyph_cells(flow_bytes(flow, piece), piece->size,
					   flow->ascii));
			cells += piece->cells;
		}
		pieces += line->piece_count;
		demand(cells <= (size_t)flow->width ||
		       markdown->blocks[line->block].kind == MARKDOWN_PRE);
	}
	demand(pieces == flow->piece_count);
}

static void print(const struct flow *flow)
{
	struct text text = { 0 };

	flow_print(flow, 0, SIZE_MAX, &text, false);
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.bytes[i];

		demand((c >= 0x20 && c != 0x7f) || c == '\n');
		demand(!flow->ascii || c < 0x80);
	}
	text_fini(&text);
}

static void draw(const struct flow *flow, int column)
{
	struct canvas canvas = { .ascii = flow->ascii };
	struct rect rect = { 2, 1, flow->width, 9 };

	canvas_resize(&canvas, flow->width + 3, 11);
	flow_draw(flow, &canvas, &rect, 0, column);
	for (int y = 0; y < canvas.height; y++) {
		demand(canvas.cells[y * canvas.width].bytes[0] == ' ');
		demand(canvas.cells[(y + 1) * canvas.width - 1].bytes[0] ==
		       ' ');
	}
	canvas_fini(&canvas);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct markdown markdown;
	struct flow flow;

	if (!size)
		return 0;
	markdown_parse((const char *)bytes + 1, size - 1, &markdown);
	check_markdown(&markdown);
	flow_new(&markdown, bytes[0] >> 1, bytes[0] & 1, &flow);
	check_lines(&markdown, &flow);
	print(&flow);
	draw(&flow, 0);
	draw(&flow, 7);
	flow_fini(&flow);
	markdown_fini(&markdown);
	return 0;
}
