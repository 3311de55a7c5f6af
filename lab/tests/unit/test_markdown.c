#include "config.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "formats/markdown.h"

static struct markdown parse(const char *source)
{
	struct markdown markdown;

	markdown_parse(source, strlen(source), &markdown);
	return markdown;
}

/*
 * A document in one line of notation: a block is its kind's letter, its
 * indent, '~' when tight, <marker>, and its runs, each with the letters of
 * its kind ('/' for a hard break before it) in front of {text}.
 */
static void note_block(const struct markdown *markdown,
		       const struct markdown_block *block, struct text *out)
{
	text_printf(out, "%c%u%s", "PHCR"[block->kind], block -> indent,
		    block -> tight ? "~" : "");
	if (block->marker[0])
		text_printf(out, "<%s>", block->marker);
	for (uint32_t i = 0; i < block->run_count; i++) {
		const struct markdown_run *run =
			&markdown->runs[block->first_run + i];

		text_printf(out, "%s%s%s%s%s{",
			    run->kind & MARKDOWN_BREAK ? "/" : "",
			    run->kind & MARKDOWN_EMPHASIS ? "e" : "",
			    run->kind & MARKDOWN_STRONG ? "s" : "",
			    run->kind & MARKDOWN_CODE ? "c" : "",
			    run->kind & MARKDOWN_LINK ? "l" : "");
		text_add(out, markdown->text + run->offset, run->size);
		text_add_char(out, '}');
	}
	text_add_char(out, ';');
}

static void expect(const char *source, const char *want)
{
	struct markdown markdown = parse(source);
	struct text text = { 0 };

	for (size_t i = 0; i < markdown.block_count; i++)
		note_block(&markdown, &markdown.blocks[i], &text);
	assert_string_equal(text_string(&text), want);
	text_fini(&text);
	markdown_fini(&markdown);
}

static void test_inlines(void **state)
{
	(void)state;
	expect("", "");
	expect(" \n\n", "");
	expect("a\nb", "P0~{a b};");
	expect("a  \nb\\\nc", "P0~{a}/{b}/{c};");
	expect("*a **b** c*", "P0~e{a }es{b}e{ c};");
	expect("*a *b* c*", "P0~e{a b c};");
	expect("`a  b` x", "P0~c{a  b}{ x};");
	expect("**`x`**", "P0~sc{x};");
	expect("IRQL_NOT_LESS_OR_EQUAL and __init__",
	       "P0~{IRQL_NOT_LESS_OR_EQUAL and }s{init};");
	expect("snake_case_name \\*x\\* &amp; &copy; &bogus;",
	       "P0~{snake_case_name *x* & \xc2\xa9 &bogus;};");
	expect("\"quotes\" -- and 'these'...",
	       "P0~{\"quotes\" -- and 'these'...};");
	expect("a&#9;b&#10;c&#x1b;[1m", "P0~{a b c^[[1m};");
	expect("a\033[31mb\x7f\xc2\x9bz\xff!",
	       "P0~{a^[[31mb^?\\x9bz\xef\xbf\xbd!};");
}

static void test_links(void **state)
{
	struct markdown markdown;

	(void)state;
	expect("[a *b*](http://x.y/)", "P0~l{a }el{b}{ (http://x.y/)};");
	expect("[KMUTEX](term:kmutex)s", "P0~l{KMUTEX}{s};");
	expect("<http://x.y/>!", "P0~l{http://x.y/}{!};");
	expect("<me@x.org>", "P0~l{me@x.org};");
	expect("[a](b)[c](d)", "P0~l{a}{ (b)}l{c}{ (d)};");
	expect("[a](term:x)[c](term:y)", "P0~l{a}l{c};");
	expect("[](b) [](<>)", "P0~l{b}{ };");
	expect("[r]\n\n[r]: /u 'title'", "P0~l{r}{ (/u)};");
	expect("![alt *text*](pic.png) ![](p)", "P0~{[alt }e{text}{] [p]};");
	expect("[![](p)](u)", "P0~l{[p]}{ (u)};");

	markdown = parse("x\n\n> [a *b*](http://x.y/)\n> [t](term:t)\n");
	assert_int_equal(markdown.link_count, 2);
	assert_int_equal(markdown.links[0].size, 11);
	assert_memory_equal(markdown.text + markdown.links[0].url,
			    "http://x.y/", 11);
	assert_int_equal(markdown.links[0].line, 3);
	assert_int_equal(markdown.links[0].run, 1);
	assert_memory_equal(markdown.text + markdown.links[1].url, "term:t", 6);
	assert_memory_equal(markdown.text +
				    markdown.runs[markdown.links[1].run].offset,
			    "t", 1);
	markdown_fini(&markdown);
}

static void test_blocks(void **state)
{
	struct markdown markdown;

	(void)state;
	expect("# A\ntext\n***\nB\n---", "H0~{A};P0{text};R0;H0{B};");
	expect("#\n", "H0~;");
	expect("```c\na\tb\n\n  c\n```", "C2~c{a       b\n\n  c};");
	expect("    \tx\n\xe2\x82\xac\ty",
	       "C2~c{        x};P0{\xe2\x82\xac y};");
	expect("```\n\xe2\x82\xac\ty\n```", "C2~c{\xe2\x82\xac       y};");
	expect("```\n```", "C2~;");
	expect("```\n\033]0;x\a\n```", "C2~c{^[]0;x^G};");
	expect("<div>\n<b>x</b>\n\ny <i>z</i>",
	       "P0~{<div>}/{<b>x</b>};P0{y <i>z</i>};");
	markdown = parse("a\n\n## b\n\n    c\n");
	assert_int_equal(markdown.blocks[1].level, 2);
	assert_int_equal(markdown.blocks[1].line, 3);
	assert_int_equal(markdown.blocks[2].line, 5);
	markdown_fini(&markdown);
}

static void test_lists(void **state)
{
	(void)state;
	expect("- a\n- b\n\nc", "P3~<*>{a};P3~<*>{b};P0{c};");
	expect("- a\n\n- b", "P3~<*>{a};P3<*>{b};");
	expect("- a\n  - b\n    - c\n- d",
	       "P3~<*>{a};P6~<*>{b};P9~<*>{c};P3~<*>{d};");
	expect("- a\n\n  b\n- c", "P3~<*>{a};P3{b};P3<*>{c};");
	expect("9. a\n10. b", "P4~<9.>{a};P4~<10.>{b};");
	expect("99) a\n1) b", "P5~<99)>{a};P5~<100)>{b};");
	expect("1. a\n\n   - b\n   - c\n", "P4~<1.>{a};P7<*>{b};P7~<*>{c};");
	expect("999999999. a\n1. b",
	       "P12~<999999999.>{a};P12~<999999999.>{b};");
	expect("-\n- b", "P3~<*>;P3~<*>{b};");
	expect("- - a", "P3~<*>;P6~<*>{a};");
	expect("- ```\n  x\n  ```", "C5~<*>c{x};");
	expect("text\n- a", "P0~{text};P3<*>{a};");
}

static void test_quotes(void **state)
{
	struct markdown markdown = parse("> a\n> > b\n>\n> - c\n>   > d\n");
	const struct markdown_block *block = markdown.blocks;

	(void)state;
	assert_int_equal(markdown.block_count, 4);
	assert_int_equal(block[0].bars, 1);
	assert_int_equal(block[0].indent, 2);
	assert_int_equal(block[1].bars, 5);
	assert_int_equal(block[1].indent, 4);
	assert_int_equal(block[2].bars, 1);
	assert_int_equal(block[2].indent, 5);
	assert_int_equal(block[2].marker_at, 5);
	assert_int_equal(block[3].bars, 1 | 1 << 5);
	assert_int_equal(block[3].indent, 7);
	markdown_fini(&markdown);
	/* a marker stands left of the quote in its item */
	markdown = parse("- > a\n");
	assert_int_equal(markdown.blocks[0].marker_at, 3);
	assert_int_equal(markdown.blocks[0].indent, 5);
	assert_int_equal(markdown.blocks[0].bars, 1 << 3);
	markdown_fini(&markdown);
}

static char *repeat(const char *unit, size_t count, const char *end)
{
	struct text text = { 0 };

	for (size_t i = 0; i < count; i++)
		text_add_string(&text, unit);
	text_add_string(&text, end);
	return text_take(&text);
}

/* Deep or hostile input gives a document, in bounded time and memory. */
static void test_deep(void **state)
{
	static const struct {
		const char *unit, *end;
		size_t count;
	} cases[] = {
		{ "> ", "x", 20000 },	   { "- ", "x", 5000 },
		{ "1. ", "x", 5000 },	   { "*a **a ", "b", 20000 },
		{ "[", "x](u)", 50000 },   { "[a](", "x", 20000 },
		{ "`", "x", 50000 },	   { "![", "](p)", 20000 },
		{ "[a](u) ", "x", 20000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *source =
			repeat(cases[i].unit, cases[i].count, cases[i].end);
		struct markdown markdown = parse(source);
		const struct markdown_block *last;

		assert_true(markdown.block_count >= 1);
		last = &markdown.blocks[markdown.block_count - 1];
		assert_true(last->indent <= MARKDOWN_INDENT);
		assert_int_equal(utf8_check(markdown.text, markdown.size),
				 markdown.size);
		markdown_fini(&markdown);
		free(source);
	}
}

/* Every slice of bytes gives a document whose parts are inside its text. */
static void check_bounds(const struct markdown *markdown)
{
	uint32_t runs = 0;

	for (size_t i = 0; i < markdown->block_count; i++) {
		assert_int_equal(markdown->blocks[i].first_run, runs);
		runs += markdown->blocks[i].run_count;
	}
	assert_int_equal(runs, markdown->run_count);
	for (size_t i = 0; i < markdown->run_count; i++) {
		assert_true(markdown->runs[i].size > 0);
		assert_true(markdown->runs[i].offset + markdown->runs[i].size <=
			    markdown->size);
	}
	for (size_t i = 0; i < markdown->link_count; i++) {
		assert_true(markdown->links[i].run < markdown->run_count);
		assert_true(markdown->links[i].url + markdown->links[i].size <=
			    markdown->size);
	}
}

static void test_slices(void **state)
{
	static const char source[] =
		"# A *b* `c`\n\n> - x  \n>   [l](u)\n>\n> 10. ![i](p)\n\n"
		"```\n\tcode\xff\n```\n<div>\n\n***\n\n\xe6\xbc\xa2&#0;\0z\n";

	(void)state;
	for (size_t from = 0; from < sizeof(source); from++) {
		for (size_t upto = from; upto < sizeof(source); upto++) {
			struct markdown markdown;

			markdown_parse(source + from, upto - from, &markdown);
			check_bounds(&markdown);
			markdown_fini(&markdown);
		}
	}
}

/* ---- pieces ---- */

static void note_all(const struct markdown *markdown, uint32_t skip,
		     struct text *out)
{
	for (size_t i = 0; i < markdown->block_count; i++) {
		text_printf(out, "%u:", markdown->blocks[i].line - skip);
		note_block(markdown, &markdown->blocks[i], out);
	}
	for (size_t i = 0; i < markdown->link_count; i++)
		text_printf(out, "%u:%u;", markdown->links[i].line - skip,
			    markdown->links[i].run);
}

/* A definition anywhere keeps a document in one piece. */
static void expect_same(const struct text *source)
{
	struct markdown pieces = parse(text_string(source)), whole;
	struct text text = { 0 }, a = { 0 }, b = { 0 };

	text_add_string(&text, "[defined]: /here\n\n");
	text_add(&text, source->bytes, source->size);
	whole = parse(text_string(&text));
	note_all(&pieces, 0, &a);
	note_all(&whole, 2, &b);
	assert_string_equal(text_string(&a), text_string(&b));
	text_fini(&text);
	text_fini(&a);
	text_fini(&b);
	markdown_fini(&pieces);
	markdown_fini(&whole);
}

static void test_pieces(void **state)
{
	static const char *const parts[] = {
		"# A heading\n\n",
		"#no heading\n\n",
		"> quoted\n\n",
		"- an item\n\n  more of it\n\n",
		"1. one\n2. two\n\n",
		"a *paragraph*\nof two lines\n\n",
		"```\ncode\n\n# in it\n\n```\n\n",
		"```\nnot closed\n\n",
		"~~~ sh\n# in it\n\n",
		"    indented\n\n",
		"<!-- a comment\n\n# in it\n\n-->\n\n",
		"<pre>\n\n# in it\n\n",
		"</pre>\n\n",
		"- ```\n  in a list\n\n",
		"  ```\n  indented by two\n\n",
		"[a link](/there) to it\n\n",
		"\n\n\n",
		"last\n***\n\n",
		">\n\n",
	};
	const size_t count = sizeof(parts) / sizeof(*parts);
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct text text = { 0 };

		while (text.size < 20000) {
			seed = seed * 1664525 + 1013904223;
			/* what stays open is rare, else nothing else is seen */
			if ((seed >> 8) % 16)
				text_add_string(&text, parts[(seed >> 16) % 6]);
			else
				text_add_string(&text,
						parts[(seed >> 16) % count]);
		}
		expect_same(&text);
		text_fini(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inlines), cmocka_unit_test(test_links),
		cmocka_unit_test(test_blocks),	cmocka_unit_test(test_lists),
		cmocka_unit_test(test_quotes),	cmocka_unit_test(test_deep),
		cmocka_unit_test(test_slices),	cmocka_unit_test(test_pieces),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
