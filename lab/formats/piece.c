#include "config.h"
#include "formats/piece.h"

#include "formats/pool.h"

#include <string.h>

/* Bytes worth a parser; the tree of these stays in the cache. */
#define PIECE_LEAST 4096u

/* Behind a blank line, a '#' at the margin ends all that is open but fenced
 * code and HTML. */
static const char boundary[] = "\n\n#";

void piece_start(const char *bytes, size_t size, struct piece *ret)
{
	*ret = (struct piece){
		.bytes = bytes,
		.size = size,
		/* a link may be defined far from where it is used */
		.whole = memmem(bytes, size, "]:", 2) ||
			 memchr(bytes, '\r', size),
	};
}

/* The end of the first piece that has so many bytes. */
static size_t find_cut(const struct piece *piece, size_t least)
{
	const char *cut;

	if (piece->whole || piece->size <= least)
		return piece->size;
	cut = memmem(piece->bytes + least, piece->size - least, boundary,
		     strlen(boundary));
	return cut ? (size_t)(cut - piece->bytes) + 2 : piece->size;
}

static int count_lines(const char *bytes, size_t size)
{
	const char *end = bytes + size;
	int lines = 0;

	while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes)))) {
		bytes++;
		lines++;
	}
	return lines;
}

/* Whether the text of a code block is between fences, not indented. */
static bool is_fenced(cmark_node *block, const char *bytes, size_t size)
{
	const char *end = bytes + size;

	for (int line = cmark_node_get_start_line(block); line > 1; line--)
		bytes = (const char *)memchr(bytes, '\n',
					     (size_t)(end - bytes)) +
			1;
	while (*bytes == ' ')
		bytes++;
	return *bytes == '`' || *bytes == '~';
}

/* Whether the last block of a piece goes on behind it. */
static bool is_open(cmark_node *root, const char *bytes, size_t size, int lines)
{
	cmark_node *last = cmark_node_last_child(root);
	cmark_node_type type = cmark_node_get_type(last);

	if (type != CMARK_NODE_CODE_BLOCK && type != CMARK_NODE_HTML_BLOCK)
		return false;
	return cmark_node_get_end_line(last) >= lines &&
	       (type == CMARK_NODE_HTML_BLOCK || is_fenced(last, bytes, size));
}

static cmark_node *parse(const char *bytes, size_t size)
{
	cmark_parser *parser;
	cmark_node *root;

	pool_close();
	parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, pool_open());
	cmark_parser_feed(parser, bytes, size);
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

cmark_node *piece_next(struct piece *piece)
{
	size_t least = PIECE_LEAST, size;
	cmark_node *root;
	int lines;

	if (!piece->bytes)
		return NULL;
	for (;;) {
		size = find_cut(piece, least);
		lines = count_lines(piece->bytes, size);
		root = parse(piece->bytes, size);
		if (size == piece->size ||
		    !is_open(root, piece->bytes, size, lines))
			break;
		/* twice as far each time, so that it is not parsed often */
		least = size * 2;
	}
	piece->lines = piece->next;
	piece->next += lines;
	piece->size -= size;
	piece->bytes = piece->size ? piece->bytes + size : NULL;
	return root;
}
