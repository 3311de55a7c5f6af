#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"
#include "course/anchor.h"

static const char recording[] = "kd> !x\r\n"
				"Arg1: 1\n"
				"Arg2: 2\n"
				"\n"
				"begin\n"
				"  one\n"
				"end\n"
				"begin\n"
				"  two\n"
				"end\n"
				"last";

static const struct row {
	struct anchor anchor;
	const char *ranges; /* "first+count", from 0 */
	const char *error;  /* a part of it; NULL: none */
} rows[] = {
	{ { .text = "Arg1", .count = 1 }, "1+1", NULL },
	{ { .text = "Arg1" }, "1+1", NULL },
	{ { .text = "kd> !x", .count = 1 }, "0+1", NULL },
	{ { .text = "last", .count = 1 }, "10+1", NULL },
	{ { .text = "Arg", .count = 2 }, "1+1 2+1", NULL },
	{ { .text = "Arg", .count = 2, .nth = 2 }, "2+1", NULL },
	{ { .text = "Arg", .count = 2, .nth = 1 }, "1+1", NULL },
	{ { .text = "begin", .count = 2, .to = "end" }, "4+3 7+3", NULL },
	{ { .text = "begin", .count = 2, .nth = 2, .to = "end" }, "7+3", NULL },
	{ { .text = "begin", .count = 2, .to = "last" }, "4+7 7+4", NULL },
	{ { .text = "end", .count = 2, .nth = 1, .to = "end" }, "6+4", NULL },
	{ { .text = "Arg1", .count = 1, .lines = 3 }, "1+3", NULL },
	{ { .text = "Arg", .count = 2, .lines = 2 }, "1+2 2+2", NULL },
	{ { .text = "last", .count = 1, .lines = 1 }, "10+1", NULL },
	{ { .text = "Arg", .count = 1 },
	  "1+1 2+1",
	  "matches 2 lines, not 1: 'Arg'" },
	{ { .text = "Arg", .count = 3 }, "1+1 2+1", "matches 2 lines, not 3" },
	{ { .text = "Arg", .count = 2, .nth = 3 }, "", "line 3 of 2" },
	{ { .text = "arg1", .count = 1 }, "", "line 2 has it in other" },
	{ { .text = "Arg9", .count = 1 }, "", "matches no line: 'Arg9'" },
	{ { .text = "!x\r", .count = 1 }, "", "matches no line" },
	{ { .text = "1\nArg2", .count = 1 }, "", "matches no line" },
	{ { .text = "", .count = 1 }, "", "matches no line" },
	{ { .text = "last", .count = 1, .to = "x" }, "10+1", "'to': 'x'" },
	{ { .text = "end", .count = 2, .to = "begin" },
	  "6+2 9+1",
	  "no line after line 10" },
	{ { .text = "last", .count = 1, .lines = 2 }, "10+1", "1 are left" },
	{ { .text = "last", .count = 1, .lines = INT64_MAX }, "10+1", "left" },
	{ { .text = "last", .count = INT64_MAX }, "10+1", "matches 1 lines" },
	{ { .text = "last", .count = 1, .nth = INT64_MAX }, "", "wants line" },
};

static void check_row(const struct row *row,
		      const struct transcript *transcript)
{
	struct anchor_ranges ranges;
	struct err err = { 0 };
	struct text got = { 0 };
	enum err_code code =
		anchor_find(&row->anchor, transcript, &ranges, &err);

	for (size_t i = 0; i < ranges.count; i++)
		text_printf(&got, "%s%zu+%zu", i ? " " : "",
			    ranges.list[i].first, ranges.list[i].count);
	anchor_ranges_fini(&ranges);
	if (strcmp(text_string(&got), row->ranges) != 0 ||
	    code != (row->error ? ERR_FORMAT : ERR_OK) ||
	    (row->error && !strstr(err.message, row->error)))
		fail_msg("'%s': %s, %s", row->anchor.text, text_string(&got),
			 err.message);
	text_fini(&got);
}

static void test_rows(void **state)
{
	struct transcript transcript;

	(void)state;
	transcript_take(mem_strdup(recording), strlen(recording), &transcript);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check_row(&rows[i], &transcript);
	transcript_fini(&transcript);
}

static void test_have(void **state)
{
	struct anchor_range list[] = { { 2, 2 }, { 7, 1 } };
	struct anchor_ranges ranges = { list, 2 };

	(void)state;
	assert_false(anchor_ranges_have(&ranges, 1));
	assert_true(anchor_ranges_have(&ranges, 2));
	assert_true(anchor_ranges_have(&ranges, 3));
	assert_false(anchor_ranges_have(&ranges, 4));
	assert_true(anchor_ranges_have(&ranges, 7));
	assert_false(anchor_ranges_have(&ranges, SIZE_MAX));
}

static void test_empty(void **state)
{
	struct anchor anchor = { .text = "x", .count = 1 };
	struct transcript transcript;
	struct anchor_ranges ranges;

	(void)state;
	transcript_take(mem_strdup(""), 0, &transcript);
	assert_int_equal(anchor_find(&anchor, &transcript, &ranges, NULL),
			 ERR_FORMAT);
	assert_int_equal(ranges.count, 0);
	anchor_ranges_fini(&ranges);
	transcript_fini(&transcript);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_have),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests_name("anchor", tests, NULL, NULL);
}
