#include "config.h"
#include "formats/yaml_syntax.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

/* libyaml's words, and the way out. */
static const struct {
	const char *problem, *advice;
} ways_out[] = {
	{ "mapping values are not allowed",
	  "quote a text that holds ': ', and check the indentation" },
	{ "did not find expected key",
	  "check the indentation and the quotes above" },
	{ "could not find expected ':'",
	  "check the indentation; a text of several lines wants '|'" },
	{ "did not find expected '-' indicator",
	  "the members of a list stand in one column" },
	{ "did not find expected ',' or ']'",
	  "close the list, or quote a text that holds ',' or '['" },
	{ "did not find expected ',' or '}'",
	  "close the map, or quote a text that holds ',' or '{'" },
	{ "block sequence entries are not allowed",
	  "a list begins on a line of its own" },
	{ "found unexpected end of stream", "close the quote" },
	{ "found unexpected document indicator", "close the quote" },
	{ "found unknown escape character",
	  "use single quotes, or '\\\\' for a backslash" },
	{ "did not find expected hexdecimal number",
	  "use single quotes, or '\\\\' for a backslash" },
	{ "did not find expected <document start>",
	  "check the indentation: the file's one map ended above" },
	{ "did not find expected comment or line break",
	  "the text begins on the line below '|' or '>'" },
	{ "found extra indentation", "check the indentation" },
};

static const char *find_way_out(const char *problem)
{
	for (size_t i = 0; i < sizeof(ways_out) / sizeof(*ways_out); i++)
		if (strncmp(problem, ways_out[i].problem,
			    strlen(ways_out[i].problem)) == 0)
			return ways_out[i].advice;
	return NULL;
}

/* The line-th line, from 0, and its size without the newline. */
static const char *find_line(const char *bytes, size_t size, size_t line,
			     size_t *ret_size)
{
	const char *at = bytes, *end = bytes + size, *stop;

	while (line-- && at) {
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at + 1 : NULL;
	}
	if (!at)
		return NULL;
	stop = memchr(at, '\n', (size_t)(end - at));
	*ret_size = (size_t)((stop ? stop : end) - at);
	return at;
}

/* The column, from 1, of a tab among the spaces that begin a line; or 0. */
static unsigned tab_in_indent(const char *bytes, size_t size, size_t line)
{
	size_t length, at = 0;
	const char *text = find_line(bytes, size, line, &length);

	while (text && at < length && text[at] == ' ')
		at++;
	return text && at < length && text[at] == '\t' ? (unsigned)at + 1 : 0;
}

static bool mentions(const char *words, const char *word)
{
	return words && strstr(words, word);
}

/* Syntax that begins with a letter which a text may not begin with. */
static bool misread_text(const yaml_parser_t *parser)
{
	return mentions(parser->context, " anchor") ||
	       mentions(parser->context, " alias") ||
	       mentions(parser->context, " tag") ||
	       mentions(parser->context, " directive") ||
	       mentions(parser->problem, "undefined tag handle");
}

/* An '@', a back-tick or a '%' where a value begins. */
static bool bad_first_letter(const yaml_parser_t *parser)
{
	return mentions(parser->problem, "cannot start any token");
}

static void add_general(struct faults *faults, const char *file,
			unsigned lines_before, const yaml_parser_t *parser)
{
	const char *advice = find_way_out(parser->problem);
	yaml_mark_t mark = parser->problem_mark;
	struct text text = { 0 };

	text_printf(&text, "not YAML: %s", parser->problem);
	if (parser->context)
		text_printf(&text, " %s from line %zu, column %zu",
			    parser->context,
			    lines_before + parser->context_mark.line + 1,
			    parser->context_mark.column + 1);
	if (advice)
		text_printf(&text, ": %s", advice);
	fault_add(faults, FAULT_SYNTAX, file,
		  lines_before + (unsigned)mark.line + 1,
		  (unsigned)mark.column + 1, "%s", text_string(&text));
	text_fini(&text);
}

void yaml_syntax_error(struct faults *faults, const char *file,
		       unsigned lines_before, const char *bytes, size_t size,
		       const yaml_parser_t *parser)
{
	yaml_mark_t mark = parser->problem_mark;
	unsigned tab;

	if (!parser->problem) { /* out of memory in libyaml */
		fault_add(faults, FAULT_SYNTAX, file, 0, 0,
			  "cannot be parsed: out of memory");
		return;
	}
	tab = tab_in_indent(bytes, size, mark.line);
	if (tab)
		fault_add(faults, FAULT_TRAP, file,
			  lines_before + (unsigned)mark.line + 1, tab,
			  "a tab indents this line: use spaces");
	else if (misread_text(parser))
		fault_add(faults, FAULT_TRAP, file,
			  lines_before + (unsigned)parser->context_mark.line +
				  1,
			  (unsigned)parser->context_mark.column + 1,
			  "a text that begins with '!', '&', '*' or '%%': "
			  "quote it");
	else if (bad_first_letter(parser))
		fault_add(faults, FAULT_TRAP, file,
			  lines_before + (unsigned)mark.line + 1,
			  (unsigned)mark.column + 1,
			  "a text cannot begin with this letter: quote it");
	else
		add_general(faults, file, lines_before, parser);
}

void yaml_syntax_property(struct faults *faults, const char *file,
			  unsigned line, unsigned column, const char *bytes,
			  size_t size, size_t offset)
{
	size_t length = 0;
	const char *what = "a tag";

	while (offset + length < size && length < 40 &&
	       !strchr(" \n\r\t,]}", bytes[offset + length]))
		length++;
	if (length && bytes[offset] == '&')
		what = "an anchor";
	else if (length && bytes[offset] == '*')
		what = "an alias";
	fault_add(faults, FAULT_TRAP, file, line, column,
		  "'%.*s' is %s to YAML: quote the text", (int)length,
		  bytes + offset, what);
}
