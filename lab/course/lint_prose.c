/*
 * Prose: links that lead somewhere, code that fits a narrow screen.
 */
#include "config.h"
#include "course/lint_room.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "formats/markdown.h"

#include <stdlib.h>
#include <string.h>

/* A text in a file: prose in its YAML, or the whole of a .md. */
struct passage {
	struct lint *lint;
	const struct lint_file *file;
	size_t from, end;      /* its bytes in the file */
	struct place fallback; /* where they do not have what is looked for */
};

/* The line and column of a byte; from the last one asked for, if it can. */
static struct place place_of(struct lint *lint, const struct lint_file *file,
			     size_t offset)
{
	if (lint->mark.file != file || lint->mark.offset > offset) {
		lint->mark.file = file;
		lint->mark.offset = 0;
		lint->mark.place = (struct place){ 1, 1 };
	}
	for (; lint->mark.offset < offset; lint->mark.offset++) {
		unsigned char c = (unsigned char)file->bytes[lint->mark.offset];

		if (c == '\n') {
			lint->mark.place.line++;
			lint->mark.place.column = 1;
		} else {
			lint->mark.place.column += (c & 0xc0) != 0x80;
		}
	}
	return lint->mark.place;
}

/*
 * Where a piece of the text stands in the file. YAML may have folded or
 * escaped it; what does not stand there letter for letter is said of the text
 * as a whole. *cursor goes on behind the piece.
 */
static struct place locate(const struct passage *passage, const char *piece,
			   size_t size, size_t *cursor)
{
	const char *bytes = passage->file->bytes, *at = NULL;

	if (bytes && size && *cursor < passage->end)
		at = memmem(bytes + *cursor, passage->end - *cursor, piece,
			    size);
	if (!at)
		return passage->fallback;
	*cursor = (size_t)(at - bytes) + size;
	return place_of(passage->lint, passage->file, (size_t)(at - bytes));
}

/* ---- width ---- */

/* Columns of a line, and in *ret_fit the characters that fit. */
static size_t measure(const char *line, size_t size, unsigned *ret_fit)
{
	size_t columns = 0, at = 0;

	*ret_fit = 0;
	while (at < size) {
		uint32_t c;
		size_t took = utf8_decode(line + at, size - at, &c);

		if (c == '\t')
			columns += 8 - columns % 8;
		else
			columns += (size_t)utf8_width(c);
		if (columns <= LIMIT_CODE_COLUMNS)
			++*ret_fit;
		at += took;
	}
	return columns;
}

static void check_code(const struct passage *passage, const char *code,
		       size_t size)
{
	size_t cursor = passage->from;

	for (size_t at = 0; at < size;) {
		const char *line = code + at;
		const char *newline = memchr(line, '\n', size - at);
		size_t length = newline ? (size_t)(newline - line) : size - at;
		unsigned fit;
		size_t columns = length > LIMIT_CODE_COLUMNS ||
						 memchr(line, '\t', length)
					 ? measure(line, length, &fit)
					 : 0;

		if (columns > LIMIT_CODE_COLUMNS) {
			struct place place =
				locate(passage, line, length, &cursor);

			/* at the first character that is too much */
			if (place.line != passage->fallback.line ||
			    place.column != passage->fallback.column)
				place.column += fit;
			fault_add(passage->lint->faults, FAULT_WIDTH,
				  passage->file->shown, place.line,
				  place.column,
				  "a line of code is %zu columns wide: "
				  "'%.20s...': break it before column %u",
				  columns, line, LIMIT_CODE_COLUMNS + 1);
		}
		at += length + 1;
	}
}

void lint_code_file(struct lint *lint, const struct lint_file *file)
{
	struct passage passage = { .lint = lint,
				   .file = file,
				   .end = file->size };

	check_code(&passage, file->bytes, file->size);
	lint->mark.file = NULL; /* the file may be gone after this */
}

/* ---- links ---- */

static bool has_scheme(const char *url, const char *scheme)
{
	return strncmp(url, scheme, strlen(scheme)) == 0;
}

static void check_term(const struct passage *passage, struct place place,
		       const char *id)
{
	if (!passage->lint->partial &&
	    !lint_find_name(&passage->lint->terms, id))
		lint_unknown(passage->lint, FAULT_LINK, passage->file->shown,
			     place, &passage->lint->terms, "term", id);
}

static void check_url(const struct passage *passage, const char *url,
		      struct place place)
{
	size_t scheme = strspn(url, "abcdefghijklmnopqrstuvwxyz+-.");
	char *path;

	if (has_scheme(url, "http://") || has_scheme(url, "https://") ||
	    has_scheme(url, "mailto:"))
		return;
	if (has_scheme(url, "term:")) {
		check_term(passage, place, url + 5);
		return;
	}
	if (!*url || (scheme && url[scheme] == ':')) {
		fault_add(passage->lint->faults, FAULT_LINK,
			  passage->file->shown, place.line, place.column,
			  "a link that leads nowhere: '%.80s': link to a "
			  "file, https: or term:",
			  url);
		return;
	}
	/* a part of a file stands behind its name */
	path = mem_strndup(url, strcspn(url, "#?"));
	if (*path)
		lint_name_file(passage->lint, passage->file, place, path);
	free(path);
}

static void check_link(const struct passage *passage,
		       const struct markdown *markdown,
		       const struct markdown_link *link, size_t *cursor)
{
	char *url = mem_strndup(markdown->text + link->url, link->size);

	check_url(passage, url, locate(passage, url, link->size, cursor));
	free(url);
}

/* ---- prose ---- */

static void check_block(const struct passage *passage,
			const struct markdown *markdown,
			const struct markdown_block *block)
{
	struct text code = { 0 };

	if (block->kind != MARKDOWN_PRE)
		return;
	for (uint32_t i = 0; i < block->run_count; i++) {
		const struct markdown_run *run =
			&markdown->runs[block->first_run + i];

		text_add(&code, markdown->text + run->offset, run->size);
	}
	check_code(passage, text_string(&code), code.size);
	text_fini(&code);
}

static void check_prose(const struct passage *passage, const char *prose,
			size_t size)
{
	struct markdown markdown;
	size_t cursor = passage->from;

	/* most prose has neither; looking is cheaper than parsing */
	if (!memmem(prose, size, "](", 2) && !memchr(prose, '<', size) &&
	    !memmem(prose, size, "]:", 2) && !memmem(prose, size, "```", 3) &&
	    !memmem(prose, size, "~~~", 3) && !memmem(prose, size, "    ", 4) &&
	    !memchr(prose, '\t', size))
		return;
	markdown_parse(prose, size, &markdown);
	for (size_t i = 0; i < markdown.link_count; i++)
		check_link(passage, &markdown, &markdown.links[i], &cursor);
	for (size_t i = 0; i < markdown.block_count; i++)
		check_block(passage, &markdown, &markdown.blocks[i]);
	markdown_fini(&markdown);
}

void lint_file_prose(struct lint *lint, const struct lint_file *file)
{
	struct passage passage = { .lint = lint,
				   .file = file,
				   .end = file->size,
				   .fallback = { 1, 1 } };

	check_prose(&passage, file->bytes, file->size);
}

struct reading {
	struct lint *lint;
	const struct lint_file *file;
};

static void visit(void *context, const struct yaml_node *node, bool code)
{
	const struct reading *reading = context;
	struct passage passage = { .lint = reading->lint,
				   .file = reading->file,
				   .from = node->offset,
				   .end = node->end,
				   .fallback = lint_node_place(node) };

	if (code)
		check_code(&passage, node->text, node->size);
	else
		check_prose(&passage, node->text, node->size);
}

void lint_tree_prose(struct lint *lint, const struct lint_file *file,
		     enum schema_file kind, const struct yaml_node *tree)
{
	struct reading reading = { lint, file };

	schema_each_prose(kind, tree, visit, &reading);
}
