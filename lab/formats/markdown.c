#include "config.h"
#include "formats/markdown.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "formats/cleaned.h"
#include "formats/piece.h"
#include "formats/pool.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODE_INDENT 2

/* What the containers around a block come to. */
struct level {
	uint8_t indent;
	uint64_t bars;
	bool tight;	/* of a list, and of the items in it */
	bool ordered;	/* of a list: so items are numbered */
	char delimiter; /* behind the number */
	int number;	/* of the list's next item */
	int column;	/* cells of its items' indent */
};

struct flattener {
	struct markdown *out;
	struct text text;
	int lines; /* before the piece that is walked */
	struct level levels[LIMIT_PROSE_DEPTH + 1];
	unsigned depth;
	/* of the next block */
	bool tight;
	char marker[12];
	uint8_t marker_at;
	/* of the next run */
	unsigned emphasis, strong, links; /* how many are open */
	size_t link_start;		  /* of the text of the open one */
	bool split;			  /* it joins no run before it */
	bool hard_break;
};

/* ---- runs ---- */

static uint32_t run_kind(const struct flattener *f)
{
	return (f->emphasis ? MARKDOWN_EMPHASIS : 0u) |
	       (f->strong ? MARKDOWN_STRONG : 0u) |
	       (f->links ? MARKDOWN_LINK : 0u);
}

/* What was added to the text since start becomes a run or joins the last. */
static void close_run(struct flattener *f, size_t start, uint32_t kind)
{
	struct markdown *out = f->out;
	struct markdown_block *block = &out->blocks[out->block_count - 1];
	size_t size = f->text.size - start;
	struct markdown_run *run;

	if (!size)
		return;
	if (block->run_count && !f->split && !f->hard_break) {
		run = &out->runs[out->run_count - 1];
		if ((run->kind & ~(uint32_t)MARKDOWN_BREAK) == kind &&
		    run->offset + run->size == start) {
			run->size += (uint32_t)size;
			return;
		}
	}
	out->runs = mem_grow(out->runs, &out->run_capacity, out->run_count + 1,
			     sizeof(*out->runs));
	run = &out->runs[out->run_count++];
	run->offset = (uint32_t)start;
	run->size = (uint32_t)size;
	run->kind = kind;
	if (f->hard_break && block->run_count)
		run->kind |= MARKDOWN_BREAK;
	block->run_count++;
	f->split = false;
	f->hard_break = false;
}

static void add_run(struct flattener *f, const char *bytes, size_t size,
		    uint32_t kind)
{
	size_t start = f->text.size;

	cleaned_add_prose(&f->text, bytes, size);
	close_run(f, start, kind);
}

static void add_literal(struct flattener *f, cmark_node *node, uint32_t kind)
{
	const char *literal = cmark_node_get_literal(node);

	if (literal)
		add_run(f, literal, strlen(literal), run_kind(f) | kind);
}

/* ---- blocks ---- */

static struct level *top(struct flattener *f)
{
	return &f->levels[f->depth < LIMIT_PROSE_DEPTH ? f->depth
						       : LIMIT_PROSE_DEPTH];
}

/* Opens a container; false where it is too deep to count. */
static bool push(struct flattener *f)
{
	if (++f->depth > LIMIT_PROSE_DEPTH)
		return false;
	f->levels[f->depth] = f->levels[f->depth - 1];
	return true;
}

static uint8_t deeper(uint8_t indent, int cells)
{
	return indent + cells > MARKDOWN_INDENT ? MARKDOWN_INDENT
						: (uint8_t)(indent + cells);
}

static uint32_t line_of(const struct flattener *f, cmark_node *node)
{
	return (uint32_t)(f->lines + cmark_node_get_start_line(node));
}

static struct markdown_block *open_block(struct flattener *f, cmark_node *node,
					 enum markdown_block_kind kind)
{
	struct markdown *out = f->out;
	struct markdown_block *block;

	out->blocks = mem_grow(out->blocks, &out->block_capacity,
			       out->block_count + 1, sizeof(*out->blocks));
	block = &out->blocks[out->block_count++];
	*block = (struct markdown_block){
		.kind = kind,
		.indent = top(f)->indent,
		.bars = top(f)->bars,
		.tight = f->tight,
		.marker_at = f->marker_at,
		.first_run = (uint32_t)out->run_count,
		.line = line_of(f, node),
	};
	memcpy(block->marker, f->marker, sizeof(block->marker));
	f->marker[0] = '\0';
	f->tight = true;
	f->split = false;
	f->hard_break = false;
	return block;
}

/* A marker that no block has taken stands on a line of its own. */
static void flush_marker(struct flattener *f, cmark_node *node)
{
	if (f->marker[0])
		open_block(f, node, MARKDOWN_PARAGRAPH);
}

static void open_quote(struct flattener *f)
{
	struct level *level;

	if (!push(f))
		return;
	level = top(f);
	level->tight = false;
	if (level->indent + 2 <= MARKDOWN_INDENT)
		level->bars |= UINT64_C(1) << level->indent;
	level->indent = deeper(level->indent, 2);
}

static int count_children(cmark_node *node)
{
	int count = 0;

	for (cmark_node *child = cmark_node_first_child(node); child;
	     child = cmark_node_next(child))
		count++;
	return count;
}

static int count_digits(long long number)
{
	int digits = 1;

	while (number >= 10) {
		number /= 10;
		digits++;
	}
	return digits;
}

static void open_list(struct flattener *f, cmark_node *node)
{
	struct level *level;

	if (!push(f))
		return;
	level = top(f);
	level->tight = cmark_node_get_list_tight(node);
	level->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	level->column = 3;
	if (level->ordered) {
		int digits;

		level->number = cmark_node_get_list_start(node);
		level->delimiter =
			cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM
				? ')'
				: '.';
		digits = count_digits((long long)level->number +
				      count_children(node) - 1);
		level->column = digits < 2 ? 4 : digits + 2;
	}
}

static void open_item(struct flattener *f, cmark_node *node)
{
	struct level *list = top(f);

	flush_marker(f, node);
	if (!push(f))
		return;
	if (list->ordered)
		snprintf(f->marker, sizeof(f->marker), "%d%c", list->number,
			 list->delimiter);
	else
		memcpy(f->marker, "*", 2);
	if (list->number < 999999999)
		list->number++;
	top(f)->indent = deeper(list->indent, list->column);
	f->marker_at = top(f)->indent;
}

static void add_pre(struct flattener *f, cmark_node *node)
{
	struct markdown_block *block = open_block(f, node, MARKDOWN_PRE);
	const char *literal = cmark_node_get_literal(node);
	size_t size = literal ? strlen(literal) : 0, start = f->text.size;

	block->indent = deeper(block->indent, CODE_INDENT);
	if (size && literal[size - 1] == '\n')
		size--;
	cleaned_add_code(&f->text, literal, size);
	close_run(f, start, MARKDOWN_CODE);
}

/* HTML is what its author typed: its lines are kept and may be wrapped. */
static void add_html(struct flattener *f, cmark_node *node)
{
	const char *line = cmark_node_get_literal(node);

	open_block(f, node, MARKDOWN_PARAGRAPH);
	while (line && *line) {
		size_t size = strcspn(line, "\n");

		add_run(f, line, size, 0);
		f->hard_break = true;
		line += size + (line[size] == '\n');
	}
}

/* ---- links and images ---- */

static void open_link(struct flattener *f, cmark_node *node)
{
	struct markdown *out = f->out;

	if (f->links++)
		return;
	out->links = mem_grow(out->links, &out->link_capacity,
			      out->link_count + 1, sizeof(*out->links));
	out->links[out->link_count++] = (struct markdown_link){
		.run = (uint32_t)out->run_count,
		.line = line_of(f, node),
	};
	f->link_start = f->text.size;
	f->split = true;
}

static bool is_term(const char *url)
{
	return strncmp(url, "term:", 5) == 0;
}

/* Whether the text from start on says what the url says. */
static bool is_told(const struct flattener *f, size_t start, const char *url,
		    size_t size)
{
	size_t said = f->text.size - start;

	if (strncmp(url, "mailto:", 7) == 0) {
		url += 7;
		size -= 7;
	}
	return said == size && memcmp(f->text.bytes + start, url, size) == 0;
}

static void close_link(struct flattener *f, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);
	size_t size = url ? strlen(url) : 0;
	struct markdown_link *link;
	bool empty, shown;

	if (--f->links)
		return;
	link = &f->out->links[f->out->link_count - 1];
	empty = f->text.size == f->link_start;
	shown = size && !empty && !is_term(url) &&
		!is_told(f, f->link_start, url, size);
	f->split = !empty;
	if (shown)
		add_run(f, " (", 2, run_kind(f));
	link->url = (uint32_t)f->text.size;
	if (empty)
		add_run(f, url, size, run_kind(f) | MARKDOWN_LINK);
	else if (shown)
		add_run(f, url, size, run_kind(f));
	else
		cleaned_add_prose(&f->text, url, size);
	link->size = (uint32_t)(f->text.size - link->url);
	if (shown)
		add_run(f, ")", 1, run_kind(f));
	f->split = true;
	if (link->run == f->out->run_count)
		f->out->link_count--; /* nothing of it is to be seen */
}

static void open_image(struct flattener *f, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);

	add_run(f, "[", 1, run_kind(f));
	if (!cmark_node_first_child(node) && url)
		add_run(f, url, strlen(url), run_kind(f));
}

/* ---- the tree ---- */

static void enter_inline(struct flattener *f, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_HTML_INLINE:
		add_literal(f, node, 0);
		break;
	case CMARK_NODE_CODE:
		add_literal(f, node, MARKDOWN_CODE);
		break;
	case CMARK_NODE_SOFTBREAK:
		add_run(f, " ", 1, run_kind(f));
		break;
	case CMARK_NODE_LINEBREAK:
		f->hard_break = true;
		break;
	case CMARK_NODE_EMPH:
		f->emphasis++;
		break;
	case CMARK_NODE_STRONG:
		f->strong++;
		break;
	case CMARK_NODE_LINK:
		open_link(f, node);
		break;
	case CMARK_NODE_IMAGE:
		open_image(f, node);
		break;
	default:
		break;
	}
}

static void exit_inline(struct flattener *f, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_EMPH:
		f->emphasis--;
		break;
	case CMARK_NODE_STRONG:
		f->strong--;
		break;
	case CMARK_NODE_LINK:
		close_link(f, node);
		break;
	case CMARK_NODE_IMAGE:
		add_run(f, "]", 1, run_kind(f));
		break;
	default:
		break;
	}
}

/* Blocks next to each other in a tight list have no blank between them; the
 * outermost pair decides, which the walk meets first. */
static void note_gap(struct flattener *f, cmark_node *node)
{
	cmark_node_type parent = cmark_node_get_type(cmark_node_parent(node));

	if (cmark_node_previous(node))
		f->tight = (parent == CMARK_NODE_LIST ||
			    parent == CMARK_NODE_ITEM) &&
			   top(f)->tight;
}

static void enter_block(struct flattener *f, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type != CMARK_NODE_DOCUMENT)
		note_gap(f, node);
	switch (type) {
	case CMARK_NODE_BLOCK_QUOTE:
		open_quote(f);
		break;
	case CMARK_NODE_LIST:
		open_list(f, node);
		break;
	case CMARK_NODE_ITEM:
		open_item(f, node);
		break;
	case CMARK_NODE_PARAGRAPH:
		open_block(f, node, MARKDOWN_PARAGRAPH);
		break;
	case CMARK_NODE_HEADING:
		open_block(f, node, MARKDOWN_HEADING)->level =
			(uint8_t)cmark_node_get_heading_level(node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		open_block(f, node, MARKDOWN_RULE);
		break;
	case CMARK_NODE_CODE_BLOCK:
		add_pre(f, node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		add_html(f, node);
		break;
	default:
		break;
	}
}

static void exit_block(struct flattener *f, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_ITEM:
		flush_marker(f, node);
		f->depth--;
		break;
	case CMARK_NODE_BLOCK_QUOTE:
	case CMARK_NODE_LIST:
		f->depth--;
		break;
	default:
		break;
	}
}

static void walk(struct flattener *f, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		bool is_block =
			cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK;

		if (event == CMARK_EVENT_ENTER)
			(is_block ? enter_block : enter_inline)(f, node);
		else
			(is_block ? exit_block : exit_inline)(f, node);
	}
	cmark_iter_free(iter);
}

void markdown_parse(const char *bytes, size_t size, struct markdown *ret)
{
	struct flattener f = { .out = ret, .tight = true };
	struct piece piece;
	cmark_node *root;

	*ret = (struct markdown){ 0 };
	piece_start(bytes, size < LIMIT_PROSE_BYTES ? size : LIMIT_PROSE_BYTES,
		    &piece);
	while ((root = piece_next(&piece))) {
		f.lines = piece.lines;
		walk(&f, root);
		if (cmark_node_first_child(root))
			f.tight = false; /* what is next is a piece's first */
	}
	pool_close();
	ret->size = f.text.size;
	ret->text = text_take(&f.text);
}

void markdown_fini(struct markdown *markdown)
{
	free(markdown->text);
	free(markdown->runs);
	free(markdown->blocks);
	free(markdown->links);
	*markdown = (struct markdown){ 0 };
}
