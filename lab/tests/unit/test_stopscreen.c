#include "config.h"

#include "views/stopscreen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct stopscreen seed = {
	.name = "SYSTEM_EXIT_OWNED_MUTEX",
	.code = 0x39,
	.driver = "",
	.percent = 40,
	.below = "Any key restarts the machine.",
};

static char *draw(const struct stopscreen *stop, int width, int height,
		  bool ascii)
{
	struct canvas canvas = { .ascii = ascii };
	struct text text = { 0 };

	canvas_resize(&canvas, width, height);
	stopscreen_draw(stop, &canvas);
	for (int i = 0; i < canvas.width * canvas.height; i++)
		assert_int_equal(canvas.cells[i].style, STYLE_STOP);
	canvas_print(&canvas, &text);
	canvas_fini(&canvas);
	return text_take(&text);
}

static void expect(const struct stopscreen *stop, int width, int height,
		   bool ascii, const char *want)
{
	char *got = draw(stop, width, height, ascii);

	assert_string_equal(got, want);
	free(got);
}

static void test_large(void **state)
{
	(void)state;
	expect(&seed, 80, 24, true,
	       "\n"
	       "\n"
	       "                    ##\n"
	       "        ##        ##\n"
	       "                  ##\n"
	       "                  ##\n"
	       "        ##        ##\n"
	       "                    ##\n"
	       "\n"
	       "        Your device ran into a problem and needs to restart. "
	       "We're just\n"
	       "        collecting some error info, and then we'll restart for "
	       "you.\n"
	       "\n"
	       "        40% complete\n"
	       "\n"
	       "        For more information about this issue and possible "
	       "fixes, visit\n"
	       "        https://www.windows.com/stopcode\n"
	       "\n"
	       "        If you call a support person, give them this info:\n"
	       "        Stop code: SYSTEM_EXIT_OWNED_MUTEX\n"
	       "\n"
	       "\n"
	       "\n"
	       "\n"
	       "        Any key restarts the machine.\n");
}

static void test_small(void **state)
{
	struct stopscreen stop = seed;

	(void)state;
	stop.driver = "TestDriver.sys";
	expect(&stop, 40, 12, true,
	       " :( Your device ran into a problem and\n"
	       " needs to restart.\n"
	       " 40% complete\n"
	       " Stop code: SYSTEM_EXIT_OWNED_MUTEX\n"
	       " What failed: TestDriver.sys\n"
	       "\n\n\n\n\n\n"
	       " Any key restarts the machine.\n");
}

/* A bug check without a name, and a driver whose name means harm. */
static void test_unknown(void **state)
{
	struct stopscreen stop = { .name = "",
				   .code = 0xdeadbeef,
				   .driver = "\033[2J.sys" };
	struct text out = { 0 };

	(void)state;
	stopscreen_print(&stop, &out);
	assert_string_equal(
		text_string(&out),
		":(\n\n"
		"Your device ran into a problem and needs to restart. We're "
		"just\n"
		"collecting some error info, and then we'll restart for you.\n"
		"\n"
		"0% complete\n"
		"\n"
		"For more information about this issue and possible fixes, "
		"visit\n"
		"https://www.windows.com/stopcode\n"
		"\n"
		"If you call a support person, give them this info:\n"
		"Stop code: 0xDEADBEEF\n"
		"What failed: ^[[2J.sys\n");
	text_fini(&out);
}

/* Any size: nothing but its own cells is drawn. */
static void test_sizes(void **state)
{
	struct stopscreen stop = seed;

	(void)state;
	stop.driver = "a_driver_whose_name_is_longer_than_a_line_of_most_"
		      "terminals_that_there_are.sys";
	for (int width = 1; width < 130; width += width < 20 ? 1 : 13)
		for (int height = 1; height < 50; height += height < 26 ? 1 : 7)
			free(draw(&stop, width, height, height % 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
