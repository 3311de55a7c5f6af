#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "session/progress.h"

static void apply(struct progress_map *map, enum progress_event_kind kind,
		  const char *subject, const char *detail, int64_t number)
{
	struct progress_event event = { .kind = kind,
					.time = 1000 + number % 1000000,
					.subject = subject,
					.detail = detail,
					.number = number };

	progress_apply(map, &event);
}

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < PROGRESS_KINDS; i++)
		assert_int_equal(progress_event_find(progress_event_name(
					 (enum progress_event_kind)i)),
				 i);
	assert_int_equal(progress_event_find("bogus"), PROGRESS_KINDS);
	assert_int_equal(progress_event_find(""), PROGRESS_KINDS);
}

static void test_none(void **state)
{
	struct progress_map *map = progress_map_new();
	const char *id;
	size_t at = 0;

	(void)state;
	assert_true(progress_is_empty(progress_find(map, "a")));
	assert_null(progress_each(map, &at, &id));
	progress_get(map, "a"); /* made, but still nothing in it */
	assert_null(progress_each(map, &at, &id));
	apply(map, PROGRESS_SESSION_START, "", "1", 0);
	apply(map, PROGRESS_SESSION_STOP, "", "", 0);
	at = 0;
	assert_null(progress_each(map, &at, &id));
	progress_map_free(map);
	progress_map_free(NULL);
}

static void test_question(void **state)
{
	struct progress_map *map = progress_map_new();
	const struct progress *q = progress_get(map, "q");

	(void)state;
	apply(map, PROGRESS_QUESTION_SUBMISSION, "q", "#a", 500);
	apply(map, PROGRESS_HINT, "q", "", 2);
	apply(map, PROGRESS_HINT, "q", "", 1);
	apply(map, PROGRESS_QUESTION_SUBMISSION, "q", "#b", 250);
	assert_int_equal(q->attempts, 2);
	assert_int_equal(q->best, 500);
	assert_int_equal(q->hints, 2);
	assert_string_equal(q->reply, "#b");
	assert_false(q->done || q->solution || q->seen);
	apply(map, PROGRESS_QUESTION_SUBMISSION, "q", "#c", 99999);
	assert_int_equal(q->best, 1000);
	apply(map, PROGRESS_HINT, "q", "", INT64_MAX);
	assert_int_equal(q->hints, PROGRESS_COUNT_MOST);
	apply(map, PROGRESS_HINT, "q", "", INT64_MIN);
	assert_int_equal(q->hints, PROGRESS_COUNT_MOST);
	apply(map, PROGRESS_SOLUTION, "q", "", 0);
	assert_true(q->solution);
	apply(map, PROGRESS_DONE, "q", "", 1);
	apply(map, PROGRESS_DONE, "q", "", 7);
	assert_true(q->done);
	assert_int_equal(q->done_time, 1001); /* the first time counts */
	progress_map_free(map);
}

static void test_step(void **state)
{
	struct progress_map *map = progress_map_new();

	(void)state;
	apply(map, PROGRESS_SECTION_VIEWED, "s", "", 0);
	apply(map, PROGRESS_REVEALED, "s", "", 0);
	apply(map, PROGRESS_BOOKMARK, "s", "", 1);
	apply(map, PROGRESS_OWN_NOTE, "s", "ask \xc3\xa9 again", 0);
	assert_true(progress_find(map, "s")->seen);
	assert_true(progress_find(map, "s")->revealed);
	assert_true(progress_find(map, "s")->bookmark);
	assert_string_equal(progress_find(map, "s")->own_note,
			    "ask \xc3\xa9 again");
	apply(map, PROGRESS_BOOKMARK, "s", "", 0);
	apply(map, PROGRESS_OWN_NOTE, "s", "", 0);
	assert_false(progress_find(map, "s")->bookmark);
	assert_null(progress_find(map, "s")->own_note);
	apply(map, PROGRESS_RESET, "", "", 0);
	assert_true(progress_is_empty(progress_find(map, "s")));
	progress_map_free(map);
}

static void test_rename(void **state)
{
	struct progress_map *map = progress_map_new();

	(void)state;
	assert_false(progress_rename(map, "old", "new"));
	apply(map, PROGRESS_QUESTION_SUBMISSION, "old", "#a", 1000);
	assert_false(progress_rename(map, "old", "old"));
	assert_true(progress_rename(map, "old", "new"));
	assert_true(progress_is_empty(progress_find(map, "old")));
	assert_string_equal(progress_find(map, "new")->reply, "#a");
	assert_false(progress_rename(map, "old", "new"));
	apply(map, PROGRESS_DONE, "old", "", 0);
	assert_false(progress_rename(map, "old", "new")); /* new has some */
	apply(map, PROGRESS_RENAMED, "newer", "new", 0);
	assert_int_equal(progress_find(map, "newer")->attempts, 1);
	progress_map_free(map);
}

static void test_equal(void **state)
{
	struct progress_map *a = progress_map_new(), *b = progress_map_new();

	(void)state;
	assert_true(progress_equal(a, b));
	apply(a, PROGRESS_DONE, "x", "", 0);
	apply(a, PROGRESS_OWN_NOTE, "y", "n", 0);
	assert_false(progress_equal(a, b));
	assert_false(progress_equal(b, a));
	apply(b, PROGRESS_OWN_NOTE, "y", "n", 0);
	apply(b, PROGRESS_DONE, "x", "", 0);
	progress_get(b, "empty");
	assert_true(progress_equal(a, b));
	apply(b, PROGRESS_OWN_NOTE, "y", "m", 0);
	assert_false(progress_equal(a, b));
	progress_map_free(a);
	progress_map_free(b);
}

static void test_many(void **state)
{
	struct progress_map *map = progress_map_new();
	const struct progress *first = progress_get(map, "id-0");
	const char *id;
	char name[32];
	size_t at = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "id-%d", i);
		apply(map, PROGRESS_DONE, name, "", i);
	}
	assert_ptr_equal(first, progress_find(map, "id-0"));
	for (int i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "id-%d", i);
		assert_int_equal(progress_find(map, name)->done_time, 1000 + i);
		assert_ptr_equal(progress_each(map, &at, &id),
				 progress_find(map, name));
		assert_string_equal(id, name);
	}
	assert_null(progress_each(map, &at, &id));
	progress_map_free(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),	 cmocka_unit_test(test_none),
		cmocka_unit_test(test_question), cmocka_unit_test(test_step),
		cmocka_unit_test(test_rename),	 cmocka_unit_test(test_equal),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
