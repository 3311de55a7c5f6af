/*
 * The pane of a prompt: its bounds, what it keeps, what stops it.
 */
#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "tests/data/fakeprompt.h"
#include "views/key.h"
#include "views/pane.h"
#include "views/scrollback.h"

static const struct rect place = { 0, 0, 60, 12 };

static void type(struct pane *pane, const char *line)
{
	while (*line)
		pane_key(pane, (unsigned char)*line++);
	assert_int_equal(pane_act(pane, ACTION_SUBMIT), PANE_USED);
}

static char *look(struct pane *pane)
{
	struct canvas canvas = { 0 };
	struct text picture = { 0 };

	canvas_resize(&canvas, place.width, place.height);
	canvas_clear(&canvas);
	pane_draw(pane, &canvas);
	canvas_print(&canvas, &picture);
	canvas_fini(&canvas);
	return text_take(&picture);
}

static void expect(struct pane *pane, const char *words, bool shown)
{
	char *picture = look(pane);

	if ((strstr(picture, words) != NULL) != shown)
		fail_msg("'%s' in:\n%s", words, picture);
	free(picture);
}

/* ---- what was printed ---- */

/* Every row is a part of its line, and they come in order without a gap. */
static void check_rows(const struct scrollback *scrollback)
{
	struct scrollback_row last = { 0 };
	size_t line = 0;

	for (size_t i = 0; i < scrollback->rows; i++) {
		struct scrollback_row row = scrollback_row(scrollback, i);

		assert_true(row.line >= line && row.line <= line + 1);
		if (i && row.line == last.line)
			assert_int_equal(row.begin, last.end);
		else
			assert_int_equal(row.begin, 0);
		if (row.begin == 0)
			assert_int_equal(
				scrollback_find_line(scrollback, row.line), i);
		line = row.line;
		last = row;
	}
	assert_int_equal(line + 1, scrollback->count);
}

static void test_rows(void **state)
{
	static const char text[] =
		"short\n\n0123456789abcdefghij\n"
		"\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\n"
		"e\xcc\x81 mark\na\ttab\nno end";
	struct scrollback scrollback = { 0 };

	(void)state;
	scrollback_add(&scrollback, text, sizeof(text) - 1);
	assert_int_equal(scrollback.count, 7);
	assert_string_equal(scrollback.lines[5].bytes, "a       tab");
	for (int width = 1; width < 30; width++) {
		scrollback_set_width(&scrollback, width);
		check_rows(&scrollback);
	}
	scrollback_set_width(&scrollback, 10);
	/* 5 wide characters fit in 10 cells */
	assert_int_equal(scrollback.lines[2].rows, 2);
	assert_int_equal(scrollback.lines[3].rows, 1);
	scrollback_set_width(&scrollback, 9);
	assert_int_equal(scrollback.lines[3].rows, 2);
	scrollback_fini(&scrollback);
}

static void test_bounds(void **state)
{
	struct scrollback scrollback = { 0 };
	char line[64];

	(void)state;
	scrollback_set_width(&scrollback, 20);
	scrollback_add_typed(&scrollback, "1: kd> first", 7);
	for (unsigned i = 0; i < 3 * LIMIT_SCROLLBACK_LINES; i++) {
		int size = snprintf(line, sizeof(line), "line number %u\n", i);

		scrollback_add(&scrollback, line, (size_t)size);
		assert_true(scrollback.count >= 1 &&
			    scrollback.count <= LIMIT_SCROLLBACK_LINES);
	}
	snprintf(line, sizeof(line), "line number %u",
		 3 * LIMIT_SCROLLBACK_LINES - 1);
	assert_string_equal(scrollback.lines[scrollback.count - 1].bytes, line);
	/* what printed them is gone */
	assert_string_equal(scrollback_command(&scrollback, 5), "");
	scrollback_add_typed(&scrollback, "1: kd> last", 7);
	scrollback_add(&scrollback, "x", 1);
	assert_string_equal(
		scrollback_command(&scrollback, scrollback.count - 1), "last");
	check_rows(&scrollback);
	scrollback_fini(&scrollback);
}

static void test_bytes(void **state)
{
	struct scrollback scrollback = { 0 };
	char *line = malloc(LIMIT_LINE * 2);

	(void)state;
	memset(line, 'x', LIMIT_LINE * 2);
	for (int i = 0; i < 5000; i++) {
		scrollback_add(&scrollback, line, LIMIT_LINE * 2);
		assert_true(scrollback.bytes >= 1 &&
			    scrollback.bytes <= LIMIT_SCROLLBACK_BYTES);
	}
	assert_true(scrollback.lines[0].size >= 1 &&
		    scrollback.lines[0].size <= LIMIT_LINE);
	free(line);
	scrollback_fini(&scrollback);
}

/* ---- the pane ---- */

static unsigned asked, patience;

static bool is_enough(void)
{
	return asked++ >= patience;
}

static void test_stop(void **state)
{
	struct fakeprompt fake;
	struct pane *pane;

	(void)state;
	fakeprompt_init(&fake);
	pane = pane_new(&(struct pane_config){ .prompt = &fake.prompt,
					       .stop = is_enough });
	pane_place(pane, &place);
	pane_open(pane);
	asked = 0;
	patience = 1000000;
	type(pane, "count 8");
	/* it waits until it has been seen */
	assert_true(pane_waits(pane));
	assert_int_equal(fake.runs, 0);
	expect(pane, "1: kd> count 8", true);
	assert_int_equal(pane_run(pane), PANE_USED);
	assert_false(pane_waits(pane));
	expect(pane, "line 8 of 8", true);
	expect(pane, "^C", false);
	asked = 0;
	patience = 5;
	type(pane, "count 1000000");
	pane_run(pane);
	assert_int_equal(fake.lines, 8 + 5);
	expect(pane, "line 5 of 1000000", true);
	expect(pane, "^C", true);
	type(pane, "echo never");
	pane_drop(pane);
	assert_false(pane_waits(pane));
	expect(pane, "1: kd> echo never", true);
	assert_int_equal(fake.runs, 2);
	pane_free(pane);
}

static void test_ends(void **state)
{
	struct fakeprompt fake;
	struct pane *pane;

	(void)state;
	fakeprompt_init(&fake);
	pane_free(pane_new(&(struct pane_config){ .prompt = &fake.prompt }));
	pane = pane_new(&(struct pane_config){ .prompt = &fake.prompt });
	pane_place(pane, &place);
	pane_open(pane);
	type(pane, "echo kept");
	pane_run(pane);
	assert_int_equal(pane_act(pane, ACTION_CLOSE), PANE_CLOSE);
	pane_open(pane);
	expect(pane, "kept", true);
	type(pane, "q");
	assert_int_equal(pane_run(pane), PANE_CLOSE);
	/* no line is taken by what has ended */
	assert_int_equal(pane_key(pane, 'x'), PANE_PASSED);
	pane_open(pane);
	expect(pane, "kept", true);
	expect(pane, "A debugger for tests", true);
	assert_int_equal(pane_key(pane, 'x'), PANE_USED);
	pane_free(pane);
}

static void test_links(void **state)
{
	struct fakeprompt fake;
	struct pane *pane;

	(void)state;
	fakeprompt_init(&fake);
	pane = pane_new(&(struct pane_config){ .prompt = &fake.prompt });
	pane_place(pane, &place);
	pane_open(pane);
	assert_int_equal(pane_act(pane, ACTION_LINKS), PANE_NOTHING);
	type(pane, "count 40");
	pane_run(pane);
	assert_int_equal(pane_act(pane, ACTION_LINKS), PANE_USED);
	assert_true(pane_is_linking(pane));
	for (int i = 0; i < 39; i++)
		pane_act(pane, ACTION_UP);
	expect(pane, "line 1 of 40", true); /* it is followed up */
	pane_act(pane, ACTION_UP);	    /* there is none above */
	pane_act(pane, ACTION_DOWN);
	assert_int_equal(pane_act(pane, ACTION_OPEN), PANE_USED);
	assert_true(pane_waits(pane));
	pane_run(pane);
	expect(pane, "you followed 0x10000", true);
	/* a letter is typed, not chosen by */
	pane_act(pane, ACTION_LINKS);
	assert_int_equal(pane_key(pane, 'y'), PANE_USED);
	assert_false(pane_is_linking(pane));
	expect(pane, "1: kd> y", true);
	pane_free(pane);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),  cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_bytes), cmocka_unit_test(test_stop),
		cmocka_unit_test(test_ends),  cmocka_unit_test(test_links),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
