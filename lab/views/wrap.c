#include "config.h"
#include "views/wrap.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "views/glyph.h"

#include <stdlib.h>
#include <string.h>

/* A line with more pieces than this is ended: only text without any width
 * gets there. */
#define PIECES_MOST 4096

/* ---- lines ---- */

static void add_piece(struct flow *flow, struct flow_piece piece)
{
	flow->pieces = mem_grow(flow->pieces, &flow->piece_capacity,
				flow->piece_count + 1, sizeof(*flow->pieces));
	flow->pieces[flow->piece_count++] = piece;
}

static void start_line(struct wrap *wrap)
{
	wrap->line_start = wrap->flow->piece_count;
	for (size_t i = 0; i < wrap->prefix->count; i++)
		add_piece(wrap->flow, wrap->prefix->pieces[i]);
	wrap->text_start = wrap->flow->piece_count;
	wrap->x = 0;
	wrap->gap.there = false;
	wrap->joined = false;
}

/* Takes the spaces off the end of the line. */
static void trim(struct wrap *wrap)
{
	struct flow *flow = wrap->flow;

	while (flow->piece_count > wrap->line_start) {
		struct flow_piece *last = &flow->pieces[flow->piece_count - 1];
		const char *bytes = flow_bytes(flow, last);

		while (last->size && bytes[last->size - 1] == ' ') {
			last->size--;
			last->cells--;
			if (flow->piece_count > wrap->text_start)
				wrap->x--;
		}
		if (last->size)
			break;
		flow->piece_count--;
	}
}

static void end_line(struct wrap *wrap)
{
	struct flow *flow = wrap->flow;

	trim(wrap);
	flow->lines = mem_grow(flow->lines, &flow->line_capacity,
			       flow->line_count + 1, sizeof(*flow->lines));
	flow->lines[flow->line_count++] = (struct flow_line){
		.first_piece = (uint32_t)wrap->line_start,
		.piece_count = (uint16_t)(flow->piece_count - wrap->line_start),
		.indent = wrap->prefix->indent,
		.block = wrap->block,
	};
	wrap->prefix = &wrap->rest;
}

void wrap_next_line(struct wrap *wrap)
{
	end_line(wrap);
	start_line(wrap);
}

/* The same where a space is dropped, so that the lines may be joined again. */
static void next_line_at(struct wrap *wrap, struct flow_piece space)
{
	size_t start = wrap->text_start;
	int x;

	end_line(wrap);
	x = wrap->x;
	start_line(wrap);
	wrap->joined = true;
	wrap->before_start = start;
	wrap->before_x = x;
	wrap->space = space;
}

static void append(struct wrap *wrap, struct flow_piece piece)
{
	struct flow *flow = wrap->flow;
	struct flow_piece *last;

	wrap->x += piece.cells;
	if (flow->piece_count > wrap->text_start) {
		last = &flow->pieces[flow->piece_count - 1];
		if (last->offset + last->size == piece.offset &&
		    last->style == piece.style &&
		    last->size < WRAP_PIECE_BYTES) {
			last->size += piece.size;
			last->cells = (uint16_t)(last->cells + piece.cells);
			return;
		}
	}
	add_piece(flow, piece);
}

/* Appends text that is a cell a byte, and notes its last space. */
static void append_plain(struct wrap *wrap, struct flow_piece piece)
{
	const char *bytes = wrap->flow->text + piece.offset;
	const char *space = memrchr(bytes, ' ', piece.size);
	struct flow_piece *last;
	uint32_t behind;

	append(wrap, piece);
	if (!space)
		return;
	last = &wrap->flow->pieces[wrap->flow->piece_count - 1];
	behind = piece.size - (uint32_t)(space - bytes);
	wrap->gap =
		(struct wrap_gap){ .there = true,
				   .piece = wrap->flow->piece_count - 1,
				   .at = last->size - behind,
				   .cells = (uint16_t)(last->cells - behind),
				   .x = wrap->x - (int)behind };
}

static void put_aside(struct wrap *wrap, struct flow_piece piece)
{
	wrap->scratch =
		mem_grow(wrap->scratch, &wrap->scratch_capacity,
			 wrap->scratch_count + 1, sizeof(*wrap->scratch));
	wrap->scratch[wrap->scratch_count++] = piece;
}

static void put_back(struct wrap *wrap)
{
	for (size_t i = 0; i < wrap->scratch_count; i++)
		append(wrap, wrap->scratch[i]);
	wrap->scratch_count = 0;
}

/* Breaks the line at its gap: what is behind goes to the next one. */
static void break_at_gap(struct wrap *wrap)
{
	struct flow *flow = wrap->flow;
	struct wrap_gap gap = wrap->gap;
	struct flow_piece *piece = &flow->pieces[gap.piece];
	struct flow_piece space = *piece, tail = *piece;

	space.offset += gap.at;
	space.size = 1;
	space.cells = 1;
	tail.offset += gap.at + 1;
	tail.size -= gap.at + 1;
	tail.cells = (uint16_t)(tail.cells - gap.cells - 1);
	if (tail.size)
		put_aside(wrap, tail);
	for (size_t i = gap.piece + 1; i < flow->piece_count; i++)
		put_aside(wrap, flow->pieces[i]);
	piece->size = gap.at;
	piece->cells = gap.cells;
	flow->piece_count = gap.piece + (gap.at > 0);
	wrap->x = gap.x;
	next_line_at(wrap, space);
	put_back(wrap);
}

void wrap_keep(struct wrap *wrap, struct flow_piece piece)
{
	const char *bytes = flow_bytes(wrap->flow, &piece);
	size_t left = piece.size;

	while (left) {
		size_t size = left < WRAP_PIECE_BYTES ? left : WRAP_PIECE_BYTES;

		/* never between the bytes of a character */
		while (size < left && size > WRAP_PIECE_BYTES - 4 &&
		       (bytes[size] & 0xc0) == 0x80)
			size--;
		piece.size = (uint32_t)size;
		piece.cells =
			(uint16_t)glyph_cells(bytes, size, wrap->flow->ascii);
		add_piece(wrap->flow, piece);
		wrap->x += piece.cells;
		piece.offset += piece.size;
		bytes += size;
		left -= size;
	}
}

/* ---- wrapping ---- */

/* text[0..room] is a cell a byte and does not fit; returns what it took. */
static uint32_t overflow(struct wrap *wrap, struct flow_piece piece,
			 uint32_t room)
{
	const char *bytes = wrap->flow->text + piece.offset;
	const char *space = memrchr(bytes, ' ', room + 1);

	if (!space && wrap->gap.there) {
		break_at_gap(wrap);
		return 0;
	}
	piece.size = space ? (uint32_t)(space - bytes) : room;
	piece.cells = (uint16_t)piece.size;
	if (piece.size)
		append(wrap, piece);
	if (!space) {
		wrap_next_line(wrap);
		return piece.size;
	}
	piece.offset += piece.size;
	piece.size = 1;
	piece.cells = 1;
	next_line_at(wrap, piece);
	return (uint32_t)(space - bytes) + 1;
}

/* One character that is not printable ASCII; returns what it took. */
static uint32_t add_glyph(struct wrap *wrap, struct flow_piece piece,
			  uint32_t room)
{
	struct glyph glyph;
	size_t took = glyph_read(wrap->flow->text + piece.offset, piece.size,
				 wrap->flow->ascii, &glyph);

	if ((uint32_t)glyph.cells <= room) {
		piece.size = (uint32_t)took;
		piece.cells = (uint16_t)glyph.cells;
		append(wrap, piece);
		return piece.size;
	}
	/* text of wide characters has no spaces: any of them may start a
	 * line */
	if (wrap->gap.there && glyph.cells != 2)
		break_at_gap(wrap);
	else
		wrap_next_line(wrap);
	return 0;
}

static uint32_t count_spaces(const char *bytes, uint32_t size)
{
	uint32_t count = 0;

	while (count < size && bytes[count] == ' ')
		count++;
	return count;
}

/* Adds a piece of text, however many lines that takes. */
void wrap_text(struct wrap *wrap, struct flow_piece piece)
{
	while (piece.size) {
		const char *bytes = wrap->flow->text + piece.offset;
		uint32_t room = (uint32_t)(wrap->available - wrap->x);
		uint32_t look = piece.size <= room ? piece.size : room + 1;
		uint32_t took;

		if (wrap->flow->piece_count - wrap->line_start > PIECES_MOST) {
			wrap_next_line(wrap);
			continue;
		}
		if (wrap->flow->piece_count == wrap->text_start)
			took = count_spaces(bytes, piece.size);
		else
			took = 0;
		if (!took) {
			struct flow_piece part = piece;

			took = (uint32_t)utf8_plain(bytes, look);
			part.size = took;
			part.cells = (uint16_t)took;
			if (took > room)
				took = overflow(wrap, piece, room);
			else if (took)
				append_plain(wrap, part);
			else
				took = add_glyph(wrap, piece, room);
		}
		piece.offset += took;
		piece.size -= took;
	}
}

/* The last space between words of the line before; false: it has one word. */
static bool find_gap_before(const struct wrap *wrap, struct wrap_gap *ret)
{
	const struct flow *flow = wrap->flow;
	const struct flow_line *line = &flow->lines[flow->line_count - 1];
	size_t end = line->first_piece + line->piece_count;
	int behind = 0;

	for (size_t i = end; i-- > wrap->before_start;) {
		const struct flow_piece *piece = &flow->pieces[i];
		const char *bytes = flow_bytes(flow, piece);
		const char *space = memrchr(bytes, ' ', piece->size);
		size_t cells;

		if (!space) {
			behind += piece->cells;
			continue;
		}
		cells = glyph_cells(bytes, (size_t)(space - bytes),
				    flow->ascii);
		behind += piece->cells - (int)cells;
		*ret = (struct wrap_gap){ .there = true,
					  .piece = i,
					  .at = (uint32_t)(space - bytes),
					  .cells = (uint16_t)cells,
					  .x = wrap->before_x - behind };
		return ret->x > 1;
	}
	return false;
}

/* A last line of one cell looks lost: it gets a word of the line before. */
static void join_widow(struct wrap *wrap)
{
	struct flow *flow = wrap->flow;
	const struct flow_line *before;
	struct wrap_gap gap;
	int x;

	if (wrap->x != 1 || !wrap->joined || !find_gap_before(wrap, &gap) ||
	    wrap->before_x - gap.x + 1 > wrap->available)
		return;
	for (size_t i = wrap->text_start; i < flow->piece_count; i++)
		put_aside(wrap, flow->pieces[i]);
	before = &flow->lines[--flow->line_count];
	flow->piece_count = before->first_piece + before->piece_count;
	wrap->line_start = before->first_piece;
	wrap->text_start = wrap->before_start;
	if (flow->line_count &&
	    flow->lines[flow->line_count - 1].block == wrap->block)
		wrap->prefix = &wrap->rest;
	else
		wrap->prefix = &wrap->first;
	x = wrap->before_x;
	append(wrap, wrap->space);
	put_back(wrap);
	wrap->x = x + 2;
	wrap->gap = gap;
	break_at_gap(wrap);
}

void wrap_blank(struct wrap *wrap, uint32_t block,
		const struct wrap_prefix *prefix)
{
	wrap->block = block;
	wrap->prefix = prefix;
	start_line(wrap);
	end_line(wrap);
}

void wrap_start(struct wrap *wrap, uint32_t block, int available)
{
	wrap->block = block;
	wrap->available = available;
	wrap->prefix = &wrap->first;
	start_line(wrap);
}

void wrap_end(struct wrap *wrap)
{
	trim(wrap);
	join_widow(wrap);
	end_line(wrap);
}

void wrap_fini(struct wrap *wrap)
{
	free(wrap->scratch);
	wrap->scratch = NULL;
}
