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
#include "views/canvas.h"
#include "views/flow.h"
#include "views/glyph.h"

#define BAR    "\xe2\x94\x82"
#define BULLET "\xe2\x80\xa2"
#define RULE   "\xe2\x94\x80"
#define KANJI  "\xe6\xbc\xa2"

struct laid {
	struct markdown markdown;
	struct flow flow;
};

static void lay(const char *source, size_t size, int width, bool ascii,
		struct laid *ret)
{
	markdown_parse(source, size, &ret->markdown);
	flow_new(&ret->markdown, width, ascii, &ret->flow);
}

static void drop(struct laid *laid)
{
	flow_fini(&laid->flow);
	markdown_fini(&laid->markdown);
}

static void expect_as(const char *source, int width, bool ascii, bool ansi,
		      const char *want)
{
	struct text text = { 0 };
	struct laid laid;

	lay(source, strlen(source), width, ascii, &laid);
	flow_print(&laid.flow, 0, SIZE_MAX, &text, ansi);
	assert_string_equal(text_string(&text), want);
	text_fini(&text);
	drop(&laid);
}

static void expect(const char *source, int width, const char *want)
{
	expect_as(source, width, false, false, want);
}

static void test_wrap(void **state)
{
	(void)state;
	expect("", 10, "");
	expect("one two three four", 10, "one two\nthree four\n");
	expect("aaaaa bbbb ccccc", 10, "aaaaa bbbb\nccccc\n");
	expect("aaaaaa bbbb ccccc", 10, "aaaaaa\nbbbb ccccc\n");
	expect("x *aaaa*bbbb*cccc*", 10, "x\naaaabbbbcc\ncc\n");
	expect("ab *cdef*ghijk lm", 10, "ab\ncdefghijk\nlm\n");
	expect("ab `cd  ef` gh", 10, "ab cd  ef\ngh\n");
	expect("one two `x  ` three", 10, "one two x\nthree\n");
	expect("0123456789abcdefghijKLM", 10, "0123456789\nabcdefghij\nKLM\n");
	expect("a 0123456789abc d", 10, "a\n0123456789\nabc d\n");
	expect("a  \nb", 10, "a\nb\n");
	expect("*a*  \n**b**\\\n`c`", 3, "a\nb\nc\n");
	expect("one *two* **three** four", 10, "one two\nthree four\n");
	expect("one two *three*", 10, "one two\nthree\n");
}

static void test_wide(void **state)
{
	(void)state;
	/* ten cells hold five wide characters, nine of them four */
	expect(KANJI KANJI KANJI KANJI KANJI KANJI, 10,
	       KANJI KANJI KANJI KANJI KANJI "\n" KANJI "\n");
	expect("ab " KANJI KANJI KANJI KANJI, 10,
	       "ab " KANJI KANJI KANJI "\n" KANJI "\n");
	expect("a" KANJI KANJI KANJI KANJI KANJI, 10,
	       "a" KANJI KANJI KANJI KANJI "\n" KANJI "\n");
	/* a mark stays with its letter */
	expect("abcde fghie\xcc\x81", 11, "abcde fghie\xcc\x81\n");
	expect("aaaaaaaaae\xcc\x81z", 10, "aaaaaaaaae\xcc\x81\nz\n");
	/* stand-ins are wider than what they stand for */
	expect("abc def\xe2\x80\x94gh", 10, "abc def\xe2\x80\x94gh\n");
	expect_as("abc def\xe2\x80\x94gh", 10, true, false, "abc\ndef--gh\n");
	expect_as("abcdefgh\xe2\x80\xa6", 10, true, false, "abcdefgh\n...\n");
}

static void test_widow(void **state)
{
	(void)state;
	expect("aaa bbb ccc d", 11, "aaa bbb\nccc d\n");
	expect("aaa *bbb ccc* d", 11, "aaa bbb\nccc d\n");
	expect("aaa bbb cc*c* `d`", 11, "aaa bbb\nccc d\n");
	expect("aaa bbb ccc  \nd", 11, "aaa bbb ccc\nd\n");
	expect("aaaaaaaaaaa d", 11, "aaaaaaaaaaa\nd\n");
	expect("> aaa bbb ccc d", 13, BAR " aaa bbb\n" BAR " ccc d\n");
	expect("- aaa bbb ccc d", 14, " " BULLET " aaa bbb\n   ccc d\n");
	expect("xxxx yyyy zzz aaa bbb ccc d", 13,
	       "xxxx yyyy zzz\naaa bbb ccc d\n");
	/* what is left above is more than one cell too */
	expect("a bbbbbbbbb d", 11, "a bbbbbbbbb\nd\n");
}

static void test_blocks(void **state)
{
	(void)state;
	expect("# T\na\n\nb\n***\nc", 10,
	       "T\n\na\n\nb\n\n" RULE RULE RULE RULE RULE RULE RULE RULE RULE
		       RULE "\n\nc\n");
	expect("- a b c d e f\n- g\n\n1. h", 10,
	       " " BULLET " a b c d\n   e f\n " BULLET " g\n\n 1. h\n");
	expect("9. a\n10. b", 20, " 9. a\n10. b\n");
	expect("> a\n>\n> b\n\nc\n\n> d\n", 20,
	       BAR " a\n" BAR "\n" BAR " b\n\nc\n\n" BAR " d\n");
	expect("- > a\n  > b\n- - x", 20,
	       " " BULLET " " BAR " a b\n " BULLET "\n    " BULLET " x\n");
	expect("> 1. a\n>    > b b b b b b\n", 16,
	       BAR "  1. a\n" BAR "     " BAR " b b b b\n" BAR "     " BAR
		   " b b\n");
	expect("```\nlong  long  long  line\n\nx \n```", 10,
	       "  long  long  long  line\n\n  x\n");
	expect("-\n- b", 10, " " BULLET "\n " BULLET " b\n");
	expect_as("> - a\n\n---\n", 10, true, false, "|  * a\n\n----------\n");
}

static void test_deep(void **state)
{
	struct text text = { 0 };
	struct laid laid;

	(void)state;
	for (int i = 0; i < 300; i++)
		text_add_string(&text, "> ");
	text_add_string(&text, "deep inside of many quotes");
	lay(text.bytes, text.size, 20, false, &laid);
	text_clear(&text);
	flow_print(&laid.flow, 0, SIZE_MAX, &text, false);
	/* half of the width is left for the words */
	assert_int_equal(laid.flow.line_count, 4);
	assert_non_null(strstr(text_string(&text), BAR " inside of\n"));
	drop(&laid);
	text_fini(&text);
}

static void test_styles(void **state)
{
	struct canvas canvas = { 0 };
	struct rect rect = { 1, 0, 14, 4 };
	struct text text = { 0 };
	struct laid laid;

	(void)state;
	expect_as("# h `c`\n*e* **s** `c` [l](term:l)", 40, false, true,
		  "\033[1mh c\033[0m\n\n\033[3me\033[0m \033[1ms\033[0m "
		  "\033[36mc\033[0m \033[4ml\033[0m\n");
	canvas_resize(&canvas, 16, 4);
	lay("# Head\n> *e* x\n\n", 16, 14, false, &laid);
	flow_draw(&laid.flow, &canvas, &rect, 0, 0);
	canvas_print(&canvas, &text);
	canvas_print_styles(&canvas, &text);
	assert_string_equal(text_string(&text), " Head\n\n " BAR " e x\n\n"
						".HHHH\n\n.--e\n\n");
	text_clear(&text);
	canvas_clear(&canvas);
	flow_draw(&laid.flow, &canvas, &rect, 2, 3);
	canvas_print(&canvas, &text);
	assert_string_equal(text_string(&text), "  x\n\n\n\n");
	drop(&laid);
	text_fini(&text);
	canvas_fini(&canvas);
}

static void test_places(void **state)
{
	struct text text = { 0 };
	struct laid laid;
	static const char source[] = "a b c d e f g h\n\n- i\n- j\n\nk";

	(void)state;
	lay(source, strlen(source), 10, false, &laid);
	assert_int_equal(laid.flow.line_count, 7);
	assert_int_equal(flow_find_block(&laid.flow, 0), 0);
	assert_int_equal(flow_find_block(&laid.flow, 1), 3);
	assert_int_equal(flow_find_block(&laid.flow, 2), 4);
	assert_int_equal(flow_find_block(&laid.flow, 3), 6);
	assert_int_equal(flow_find_block(&laid.flow, 4), 7);
	flow_line_text(&laid.flow, 3, &text);
	flow_line_text(&laid.flow, 99, &text);
	assert_string_equal(text_string(&text), " " BULLET " i");
	text_clear(&text);
	flow_print(&laid.flow, 1, 1, &text, false);
	assert_string_equal(text_string(&text), "f g h\n");
	drop(&laid);
	text_fini(&text);
}

/* ---- properties ---- */

/* The bytes of a document that are not spaces, in order; bars and markers are
 * no bytes of it. */
static void gather(const struct flow *flow, struct text *out)
{
	for (size_t i = 0; i < flow->piece_count; i++) {
		const struct flow_piece *piece = &flow->pieces[i];

		for (uint32_t j = 0; j < piece->size; j++) {
			char c = flow_bytes(flow, piece)[j];

			if (piece->offset < flow->text_size && c != ' ')
				text_add_char(out, c);
		}
	}
}

static void gather_runs(const struct markdown *markdown, struct text *out)
{
	for (size_t i = 0; i < markdown->run_count; i++) {
		const struct markdown_run *run = &markdown->runs[i];

		for (uint32_t j = 0; j < run->size; j++) {
			char c = markdown->text[run->offset + j];

			if (c != ' ' && c != '\n')
				text_add_char(out, c);
		}
	}
}

static void check_line(const struct laid *laid, const struct flow_line *line)
{
	const struct flow *flow = &laid->flow;
	int cells = line->indent;

	for (unsigned i = 0; i < line->piece_count; i++) {
		const struct flow_piece *piece =
			&flow->pieces[line->first_piece + i];

		assert_true(piece->size > 0);
		assert_int_equal(glyph_cells(flow_bytes(flow, piece),
					     piece->size, flow->ascii),
				 piece->cells);
		cells += piece->cells;
	}
	if (laid->markdown.blocks[line->block].kind != MARKDOWN_PRE)
		assert_true(cells <= flow->width);
}

static void check_laid(const struct laid *laid)
{
	struct text had = { 0 }, has = { 0 };
	size_t pieces = 0;

	for (size_t i = 0; i < laid->flow.line_count; i++) {
		const struct flow_line *line = &laid->flow.lines[i];

		assert_int_equal(line->first_piece, pieces);
		pieces += line->piece_count;
		check_line(laid, line);
	}
	assert_int_equal(pieces, laid->flow.piece_count);
	gather_runs(&laid->markdown, &had);
	gather(&laid->flow, &has);
	assert_string_equal(text_string(&had), text_string(&has));
	text_fini(&had);
	text_fini(&has);
}

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16 & 0x7fff;
}

static void write_document(unsigned seed, struct text *out)
{
	static const char *const bits[] = { "word",
					    " ",
					    " ",
					    " ",
					    "a",
					    "longerword ",
					    "*",
					    "**",
					    "`",
					    "\n",
					    "\n",
					    "\n\n",
					    "- ",
					    "1. ",
					    "> ",
					    "# ",
					    "    ",
					    "\n```\n",
					    "[l](u)",
					    "\t",
					    "  \n",
					    KANJI,
					    "e\xcc\x81 ",
					    "\xe2\x80\x94",
					    "<b>",
					    "&copy;",
					    "\n\n***\n",
					    "IRQL_NOT_LESS_OR_EQUAL",
					    "\xe2\x80\xa6",
					    "a_b",
					    " I",
					    ". " };

	for (unsigned i = 0; i < 120; i++)
		text_add_string(out, bits[next(&seed) % 32]);
}

static void test_any_width(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 150; seed++) {
		struct text source = { 0 };

		write_document(seed * 7919, &source);
		for (int width = 10; width <= 200; width += seed % 3 + 1) {
			struct laid laid;

			lay(source.bytes, source.size, width, width % 4 == 0,
			    &laid);
			check_laid(&laid);
			drop(&laid);
		}
		text_fini(&source);
	}
}

/* More pieces without width than a line can count. */
static void test_no_width(void **state)
{
	struct text source = { 0 };
	struct laid laid;

	(void)state;
	for (int i = 0; i < 30000; i++)
		text_add_string(&source, "\xcc\x81**\xcc\x81**");
	lay(source.bytes, source.size, 40, false, &laid);
	check_laid(&laid);
	drop(&laid);
	text_clear(&source);
	text_add_string(&source, "    ");
	for (int i = 0; i < 100000; i++)
		text_add_string(&source, "\xc3\xa9");
	lay(source.bytes, source.size, 40, false, &laid);
	assert_int_equal(laid.flow.line_count, 1);
	check_laid(&laid);
	drop(&laid);
	text_fini(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_widow),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_styles),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_any_width),
		cmocka_unit_test(test_no_width),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
