#include "config.h"

#include <limits.h>
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
#include "views/canvas.h"
#include "views/glyph.h"

#define KANJI  "\xe6\xbc\xa2"
#define ACUTE  "\xcc\x81"
#define DASH   "\xe2\x80\x94"
#define DOTS   "\xe2\x80\xa6"
#define RTL    "\xe2\x80\xae" /* turns the direction of writing around */
#define BADCHR "\xef\xbf\xbd"

static const struct rect all = { 0, 0, LIMIT_COLUMNS, LIMIT_ROWS };

static struct canvas make(int width, int height)
{
	struct canvas canvas = { 0 };

	canvas_resize(&canvas, width, height);
	return canvas;
}

static void expect(const struct canvas *canvas, const char *want)
{
	struct text text = { 0 };

	canvas_print(canvas, &text);
	assert_string_equal(text_string(&text), want);
	text_fini(&text);
}

static void expect_styles(const struct canvas *canvas, const char *want)
{
	struct text text = { 0 };

	canvas_print_styles(canvas, &text);
	assert_string_equal(text_string(&text), want);
	text_fini(&text);
}

/* Every right half follows a wide cell and every wide cell has one. */
static void check_halves(const struct canvas *canvas)
{
	for (int y = 0; y < canvas->height; y++) {
		const struct cell *row = canvas->cells + y * canvas->width;

		for (int x = 0; x < canvas->width; x++) {
			bool right =
				x + 1 < canvas->width && row[x + 1].width == 0;

			assert_int_equal(row[x].width == 2, right);
			assert_int_equal(row[x].bytes[0] == 0,
					 row[x].width == 0);
		}
		assert_int_not_equal(row[0].width, 0);
	}
}

static void test_size(void **state)
{
	struct canvas canvas = make(-3, 0);

	(void)state;
	assert_int_equal(canvas.width, 1);
	assert_int_equal(canvas.height, 1);
	assert_int_equal(sizeof(struct cell), 8);
	canvas_resize(&canvas, INT_MAX, INT_MAX);
	assert_int_equal(canvas.width, LIMIT_COLUMNS);
	assert_int_equal(canvas.height, LIMIT_ROWS);
	canvas_set_cursor(&canvas, 3, 4);
	assert_int_equal(canvas.cursor_x, 3);
	canvas_set_cursor(&canvas, LIMIT_COLUMNS, 4);
	assert_int_equal(canvas.cursor_y, -1);
	canvas_fini(&canvas);
}

static void test_clip(void **state)
{
	struct canvas canvas = make(10, 3);
	struct rect clip = { 2, 1, 5, 1 };

	(void)state;
	assert_int_equal(canvas_draw_string(&canvas, &clip, 0, 1, STYLE_CODE,
					    "0123456789abc"),
			 13);
	assert_int_equal(
		canvas_draw_string(&canvas, &clip, 0, 0, STYLE_CODE, "up"), 2);
	canvas_draw_string(&canvas, &clip, INT_MIN, 1, STYLE_WRONG, "no");
	canvas_draw_string(&canvas, &clip, INT_MAX, 1, STYLE_WRONG, "no");
	canvas_draw_string(&canvas, &all, 0, -1, STYLE_WRONG, "no");
	canvas_draw_string(&canvas, &all, 0, 3, STYLE_WRONG, "no");
	canvas_draw_string(&canvas, &all, 8, 2, STYLE_DIM, "edge");
	expect(&canvas, "\n  23456\n        ed\n");
	expect_styles(&canvas, "\n..ccccc\n........dd\n");
	assert_int_equal(canvas_draw_string(&canvas, &all, INT_MAX, 0,
					    STYLE_PLAIN, "more"),
			 INT_MAX);
	clip = (struct rect){ 5, 0, INT_MAX, INT_MAX };
	canvas_restyle(&canvas, &clip, STYLE_FOUND);
	expect_styles(&canvas, ".....fffff\n..cccfffff\n.....fffff\n");
	canvas_fini(&canvas);
}

static void test_wide(void **state)
{
	struct canvas canvas = make(6, 1);

	(void)state;
	assert_int_equal(canvas_draw_string(&canvas, &all, 0, 0, STYLE_PLAIN,
					    "a" KANJI KANJI "b"),
			 6);
	expect(&canvas, "a" KANJI KANJI "b\n");
	check_halves(&canvas);
	/* a letter over either half leaves a blank of the other */
	canvas_draw_string(&canvas, &all, 2, 0, STYLE_PLAIN, "x");
	check_halves(&canvas);
	expect(&canvas, "a x" KANJI "b\n");
	canvas_draw_string(&canvas, &all, 3, 0, STYLE_PLAIN, "y");
	check_halves(&canvas);
	expect(&canvas, "a xy b\n");
	/* half outside on the right, then on the left */
	canvas_clear(&canvas);
	canvas_draw_string(&canvas, &all, 5, 0, STYLE_CODE, KANJI);
	canvas_draw_string(&canvas, &all, -1, 0, STYLE_CODE, KANJI "z");
	check_halves(&canvas);
	expect(&canvas, " z\n");
	expect_styles(&canvas, "cc...c\n");
	canvas_fini(&canvas);
}

static void test_marks(void **state)
{
	struct canvas canvas = make(8, 1);

	(void)state;
	assert_int_equal(canvas_draw_string(&canvas, &all, 0, 0, STYLE_PLAIN,
					    ACUTE "e" ACUTE KANJI ACUTE "z"),
			 4);
	expect(&canvas, "e" ACUTE KANJI ACUTE "z\n");
	check_halves(&canvas);
	/* a fourth mark has no room: 1 + 2 + 2, then 6 would be over */
	canvas_clear(&canvas);
	canvas_draw_string(&canvas, &all, 0, 0, STYLE_PLAIN,
			   "e" ACUTE ACUTE ACUTE "z");
	expect(&canvas, "e" ACUTE ACUTE "z\n");
	/* equal cells are equal bytes */
	assert_memory_equal(&canvas.cells[4], &canvas.cells[5], 8);
	canvas_clear(&canvas);
	canvas_draw_string(&canvas, &all, 0, 0, STYLE_PLAIN, "a" RTL "b");
	expect(&canvas, "ab\n");
	canvas_fini(&canvas);
}

static void test_controls(void **state)
{
	struct canvas canvas = make(24, 1);

	(void)state;
	assert_int_equal(
		canvas_draw_string(&canvas, &all, 0, 0, STYLE_PLAIN,
				   "\033[1m\t\x7f\xc2\x9b|\xff|" DASH DOTS),
		4 + 1 + 2 + 2 + 4 + 1 + 1 + 1 + 2);
	expect(&canvas, "^[[1m^I^?\\x9b|" BADCHR "|" DASH DOTS "\n");
	canvas.ascii = true;
	canvas_clear(&canvas);
	canvas_draw_string(&canvas, &all, 0, 0, STYLE_PLAIN,
			   "a" DASH "b" DOTS KANJI "e" ACUTE "\xff.");
	expect(&canvas, "a--b...?e?.\n");
	canvas_fini(&canvas);
}

static void test_fill(void **state)
{
	struct canvas canvas = make(7, 2);
	struct rect rect = { 1, 0, 5, 1 };

	(void)state;
	canvas_fill(&canvas, &rect, STYLE_BORDER, KANJI);
	check_halves(&canvas);
	expect(&canvas, " " KANJI KANJI "\n\n");
	expect_styles(&canvas, ".-----\n\n");
	canvas_fill(&canvas, &all, STYLE_PLAIN, "\xe2\x94\x80rest");
	expect(&canvas, "\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80"
			"\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\n"
			"\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80"
			"\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\n");
	canvas_fill(&canvas, &all, STYLE_PLAIN, "");
	expect(&canvas, "\n\n");
	canvas_fill(&canvas, &all, STYLE_PLAIN, ACUTE); /* nothing to draw */
	expect(&canvas, "\n\n");
	canvas_fini(&canvas);
}

/* What utf8_plain takes a word at a time, byte by byte. */
static void test_plain_run(void **state)
{
	char bytes[24];

	(void)state;
	for (int c = 0; c < 256; c++) {
		for (size_t at = 0; at < sizeof(bytes); at++) {
			bool odd = c < 0x20 || c > 0x7e;

			memset(bytes, at % 2 ? '~' : ' ', sizeof(bytes));
			bytes[at] = (char)c;
			assert_int_equal(utf8_plain(bytes, sizeof(bytes)),
					 odd ? at : sizeof(bytes));
		}
	}
}

/* Random drawing never breaks a wide character, and what a text takes is
 * what glyph_cells says. */
static void test_random(void **state)
{
	static const char *const bits[] = { "a",  "bc",	  KANJI, ACUTE, "\t",
					    DASH, "\xff", RTL,	 " ",	DOTS };
	struct canvas canvas = make(17, 4);
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct text text = { 0 };
		struct rect clip;
		int x, end;

		for (int i = 0; i < 6; i++) {
			seed = seed * 1103515245u + 12345u;
			text_add_string(&text, bits[(seed >> 16) % 10]);
		}
		clip = (struct rect){ (int)(seed >> 8) % 9, 0,
				      (int)(seed >> 12) % 12, 4 };
		x = (int)(seed >> 20) % 24 - 6;
		canvas.ascii = round % 5 == 0;
		end = canvas_draw(&canvas, &clip, x, (int)(seed >> 5) % 4,
				  STYLE_PLAIN, text.bytes, text.size);
		assert_int_equal(end - x, glyph_cells(text.bytes, text.size,
						      canvas.ascii));
		check_halves(&canvas);
		text_fini(&text);
	}
	canvas_fini(&canvas);
}

static void test_scroll(void **state)
{
	struct canvas canvas = make(2, 5);

	(void)state;
	for (int y = 0; y < 5; y++)
		canvas_draw_string(
			&canvas, &all, 0, y, STYLE_PLAIN,
			(const char *[]){ "0", "1", "2", "3", "4" }[y]);
	canvas_scroll(&canvas, 1, 4, 1);
	expect(&canvas, "0\n2\n3\n\n4\n");
	canvas_scroll(&canvas, 0, 5, -2);
	expect(&canvas, "\n\n0\n2\n3\n");
	canvas_scroll(&canvas, -4, 3, 9);
	expect(&canvas, "\n\n\n2\n3\n");
	canvas_scroll(&canvas, 4, 3, -1);
	expect(&canvas, "\n\n\n2\n3\n");
	canvas_fini(&canvas);
}

static void test_styles(void **state)
{
	(void)state;
	for (int i = 0; i < STYLE_COUNT; i++) {
		assert_true(strlen(style_name((enum style)i)) > 2);
		for (int j = 0; j < i; j++) {
			assert_int_not_equal(style_letter((enum style)i),
					     style_letter((enum style)j));
			assert_string_not_equal(style_name((enum style)i),
						style_name((enum style)j));
		}
	}
	assert_int_equal(style_letter(STYLE_PLAIN), '.');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_size),	  cmocka_unit_test(test_clip),
		cmocka_unit_test(test_wide),	  cmocka_unit_test(test_marks),
		cmocka_unit_test(test_controls),  cmocka_unit_test(test_fill),
		cmocka_unit_test(test_plain_run), cmocka_unit_test(test_random),
		cmocka_unit_test(test_styles),	  cmocka_unit_test(test_scroll),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
