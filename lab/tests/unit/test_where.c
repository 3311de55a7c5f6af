#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/file.h"
#include "course/where.h"

static struct course *course;

static int open_course(void **state)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".";
	char *path = file_join(source, "lab/tests/courses/small");
	struct course_config config = { .path = path };
	enum err_code code = course_open(&config, &course, NULL, NULL);

	(void)state;
	free(path);
	return code;
}

static int close_course(void **state)
{
	(void)state;
	course_free(course);
	return 0;
}

static void test_number(void **state)
{
	size_t count = course_step_count(course), step;
	struct text text = { 0 };

	(void)state;
	for (size_t i = 0; i < count; i++) {
		text_clear(&text);
		where_number(course, i, &text);
		assert_true(where_find(course, text_string(&text), &step));
		assert_int_equal(step, i);
		assert_true(
			where_find(course, course_step(course, i).id, &step));
		assert_int_equal(step, i);
	}
	text_fini(&text);
	assert_true(where_find(course, "2", &step));
	assert_int_equal(step, course_lesson(course, 1).first_step);
}

static void test_no_number(void **state)
{
	static const char *const none[] = {
		"",	 "0",	 "3",	 "1.0", "1.99",	 "1.",
		"1.2.3", "1.2x", " 1.1", "-1",	"0x1.1", "99999999999999999999",
		"1.-1",	 "1.+1",
	};
	size_t step = 12345;

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_false(where_find(course, none[i], &step));
	assert_int_equal(step, 12345);
}

static void test_words(void **state)
{
	size_t step, first = course_lesson(course, 1).first_step;

	(void)state;
	assert_int_equal(where_search(course, "welcome", 0, &step), 1);
	assert_int_equal(step, 0);
	/* round the end */
	assert_int_equal(where_search(course, "WELCOME", 3, &step), 1);
	assert_int_equal(step, 0);
	/* a lesson's title stands for its first step */
	assert_int_equal(where_search(course, "asking", 0, &step), 1);
	assert_int_equal(step, first);
	/* the next one of several */
	assert_int_equal(where_search(course, "which", first + 1, &step), 3);
	assert_int_equal(step, first + 1);
	assert_int_equal(where_search(course, "", 0, &step), 0);
	assert_int_equal(where_search(course, "no such words", 0, &step), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_number),
		cmocka_unit_test(test_no_number),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests_name("where", tests, open_course,
					   close_course);
}
