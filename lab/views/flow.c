#include "config.h"
#include "views/flow.h"

#include "base/limits.h"
#include "base/mem.h"
#include "views/wrap.h"

#include <stdlib.h>
#include <string.h>

#define BAR	    "\xe2\x94\x82"
#define RULE	    "\xe2\x94\x80"
#define BULLET	    "\xe2\x80\xa2"
#define WIDTH_LEAST 10

const char *flow_bytes(const struct flow *flow, const struct flow_piece *piece)
{
	return piece->offset < flow->text_size
		       ? flow->text + piece->offset
		       : text_string(&flow->extra) +
				 (piece->offset - flow->text_size);
}

/* ---- what stands left of the text ---- */

/* What a prefix is made of; most blocks have the one of the block before. */
struct margin {
	uint64_t bars;
	int width, marker_at;
	const char *marker;
};

static bool margin_equal(const struct margin *a, const struct margin *b)
{
	return a->bars == b->bars && a->width == b->width &&
	       a->marker_at == b->marker_at &&
	       strcmp(a->marker, b->marker) == 0;
}

/* Fills row[0, width): ' ', '|' for a bar, or what the marker has there. */
static void lay_margin(const struct margin *margin, char row[MARKDOWN_INDENT])
{
	int length = (int)strlen(margin->marker);
	int start = margin->marker_at - 1 - length;

	for (int i = 0; i < margin->width; i++)
		row[i] = margin->bars >> i & 1 ? '|' : ' ';
	for (int i = start < 0 ? -start : 0; i < length; i++)
		if (start + i < margin->width)
			row[start + i] = margin->marker[i];
}

static void add_cell(struct text *text, char c)
{
	if (c == '|')
		text_add_string(text, BAR);
	else if (c == '*')
		text_add_string(text, BULLET);
	else
		text_add_char(text, c);
}

/* A piece is cells of one style and the blanks behind them. */
static void make_prefix(struct flow *flow, const struct margin *margin,
			struct wrap_prefix *ret)
{
	char row[MARKDOWN_INDENT];
	struct flow_piece *piece = NULL;
	int i = 0;

	ret->count = 0;
	lay_margin(margin, row);
	while (i < margin->width && row[i] == ' ')
		i++;
	ret->indent = (uint16_t)i;
	for (; i < margin->width; i++) {
		uint8_t style = row[i] == '|' ? STYLE_BORDER : STYLE_PLAIN;
		size_t end = flow->text_size + flow->extra.size;

		if (!piece || (row[i] != ' ' && piece->style != style)) {
			piece = &ret->pieces[ret->count++];
			*piece = (struct flow_piece){ .offset = (uint32_t)end,
						      .style = style };
		}
		add_cell(&flow->extra, row[i]);
		piece->cells++;
		piece->size = (uint32_t)(flow->text_size + flow->extra.size) -
			      piece->offset;
	}
}

/* ---- blocks ---- */

struct layout {
	const struct markdown *markdown;
	struct flow *flow;
	struct wrap wrap;
	struct margin first, rest, blank; /* of the prefixes that are made */
	struct wrap_prefix blank_prefix;
	uint32_t rule; /* offset of a rule as wide as the flow */
};

static void set_prefix(struct layout *l, const struct margin *margin,
		       struct margin *made, struct wrap_prefix *prefix)
{
	if (margin_equal(margin, made))
		return;
	make_prefix(l->flow, margin, prefix);
	*made = *margin;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Sets both prefixes of a block and returns the cells left of its text. */
static int set_prefixes(struct layout *l, const struct markdown_block *block)
{
	int width = least(block->indent, l->flow->width / 2);
	struct margin margin = { block->bars, width, 0, "" };

	set_prefix(l, &margin, &l->rest, &l->wrap.rest);
	if (block->marker[0]) {
		margin.marker = block->marker;
		margin.marker_at = least(block->marker_at, width);
	}
	set_prefix(l, &margin, &l->first, &l->wrap.first);
	return width;
}

/* Between blocks that stand in the same quote its bar goes on. */
static void add_blank(struct layout *l, const struct markdown_block *before,
		      const struct markdown_block *block)
{
	struct flow *flow = l->flow;
	uint64_t bars = before->bars & block->bars;
	struct margin margin = { bars, 0, 0, "" };

	while (bars >> margin.width)
		margin.width++;
	margin.width = least(margin.width, flow->width / 2);
	set_prefix(l, &margin, &l->blank, &l->blank_prefix);
	wrap_blank(&l->wrap, (uint32_t)(before - l->markdown->blocks),
		   &l->blank_prefix);
}

static enum style run_style(const struct markdown_block *block, uint32_t kind)
{
	if (block->kind == MARKDOWN_HEADING)
		return STYLE_HEADING;
	if (kind & MARKDOWN_CODE)
		return STYLE_CODE;
	if (kind & MARKDOWN_LINK)
		return STYLE_LINK;
	if (kind & MARKDOWN_STRONG)
		return STYLE_STRONG;
	return kind & MARKDOWN_EMPHASIS ? STYLE_EMPHASIS : STYLE_PLAIN;
}

static void add_runs(struct layout *l, const struct markdown_block *block)
{
	for (uint32_t i = 0; i < block->run_count; i++) {
		const struct markdown_run *run =
			&l->markdown->runs[block->first_run + i];

		if (run->kind & MARKDOWN_BREAK)
			wrap_next_line(&l->wrap);
		wrap_text(&l->wrap,
			  (struct flow_piece){
				  .offset = run->offset,
				  .size = run->size,
				  .style = (uint8_t)run_style(block, run->kind),
			  });
	}
}

static void add_code(struct layout *l, const struct markdown_run *run)
{
	const char *bytes = l->markdown->text + run->offset;
	uint32_t at = 0;

	for (;;) {
		const char *end = memchr(bytes + at, '\n', run->size - at);
		uint32_t stop = end ? (uint32_t)(end - bytes) : run->size;

		wrap_keep(&l->wrap, (struct flow_piece){
					    .offset = run->offset + at,
					    .size = stop - at,
					    .style = STYLE_CODE,
				    });
		if (!end)
			break;
		wrap_next_line(&l->wrap);
		at = stop + 1;
	}
}

static void add_rule(struct layout *l, int cells)
{
	struct flow *flow = l->flow;

	if (!l->rule) {
		l->rule = (uint32_t)(flow->text_size + flow->extra.size);
		for (int i = 0; i < flow->width; i++)
			text_add_string(&flow->extra, RULE);
	}
	wrap_keep(&l->wrap,
		  (struct flow_piece){
			  .offset = l->rule,
			  .size = (uint32_t)cells * (uint32_t)strlen(RULE),
			  .style = STYLE_BORDER,
		  });
}

static void add_block(struct layout *l, size_t index)
{
	const struct markdown_block *block = &l->markdown->blocks[index];
	int left;

	if (index && !block->tight)
		add_blank(l, block - 1, block);
	left = set_prefixes(l, block);
	wrap_start(&l->wrap, (uint32_t)index, l->flow->width - left);
	if (block->kind == MARKDOWN_RULE)
		add_rule(l, l->flow->width - left);
	else if (block->kind != MARKDOWN_PRE)
		add_runs(l, block);
	else if (block->run_count)
		add_code(l, &l->markdown->runs[block->first_run]);
	wrap_end(&l->wrap);
}

void flow_new(const struct markdown *markdown, int width, bool ascii,
	      struct flow *ret)
{
	struct layout l = { .markdown = markdown, .flow = ret };

	if (width > LIMIT_COLUMNS)
		width = LIMIT_COLUMNS;
	*ret = (struct flow){
		.text = markdown->text,
		.text_size = markdown->size,
		.width = width < WIDTH_LEAST ? WIDTH_LEAST : width,
		.ascii = ascii,
	};
	l.wrap.flow = ret;
	l.first.marker = l.rest.marker = l.blank.marker = "";
	for (size_t i = 0; i < markdown->block_count; i++)
		add_block(&l, i);
	wrap_fini(&l.wrap);
}

void flow_fini(struct flow *flow)
{
	text_fini(&flow->extra);
	free(flow->pieces);
	free(flow->lines);
	*flow = (struct flow){ 0 };
}
