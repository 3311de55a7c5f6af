#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "formats/fault.h"

static void test_add(void **state)
{
	struct faults faults = { 0 };
	char name[] = "a\033.yaml";

	(void)state;
	fault_add(NULL, FAULT_IO, "a", 1, 1, "nobody listens");
	fault_add(&faults, FAULT_TYPE, name, 3, 5, "no '%s'", "\033[31m");
	fault_add(&faults, FAULT_TYPE, name, 3, 5, "%.4s", "caf\xc3\xa9");
	assert_string_equal(faults.list[1].message, "caf");
	name[0] = 'z'; /* the list has its own copy */
	assert_string_equal(faults.list[0].file, "a^[.yaml");
	assert_string_equal(faults.list[0].message, "no '^[[31m'");
	for (unsigned i = 0; i < LIMIT_FAULTS + 4; i++)
		fault_add(&faults, FAULT_IO, "b", i, 1, "x");
	assert_int_equal(faults.count, LIMIT_FAULTS);
	assert_int_equal(faults.dropped, 6);
	assert_int_equal(faults.file_count, 2);
	faults_fini(&faults);
	assert_int_equal(faults.count, 0);
}

static void test_sort(void **state)
{
	static const char *const order[] = { "1", "2", "3", "4", "5", "6" };
	struct faults faults = { 0 };

	(void)state;
	fault_add(&faults, FAULT_IO, "b", 1, 1, "5");
	fault_add(&faults, FAULT_IO, "b", 1, 1, "6");
	fault_add(&faults, FAULT_IO, "a", 2, 9, "3");
	fault_add(&faults, FAULT_IO, "a", 10, 1, "4");
	fault_add(&faults, FAULT_IO, "a", 2, 3, "2");
	fault_add(&faults, FAULT_IO, "a", 0, 0, "1");
	faults_sort(&faults);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(faults.list[i].message, order[i]);
	faults_fini(&faults);
}

static void test_print(void **state)
{
	struct faults faults = { 0 };
	struct text out = { 0 };

	(void)state;
	fault_add(&faults, FAULT_UNKNOWN_KEY, "a.yaml", 3, 5, "no \"key\"");
	fault_add(&faults, FAULT_IO, "b.yaml", 0, 0, "cannot be read");
	faults.dropped = 2;
	faults_print(&faults, FAULT_TEXT, &out);
	assert_string_equal(text_string(&out), "a.yaml:3:5: no \"key\"\n"
					       "b.yaml: cannot be read\n"
					       "and 2 more faults\n");
	text_clear(&out);
	faults_print(&faults, FAULT_GCC, &out);
	assert_string_equal(text_string(&out),
			    "a.yaml:3:5: error: no \"key\" [unknown-key]\n"
			    "b.yaml: error: cannot be read [io]\n"
			    "and 2 more faults\n");
	text_clear(&out);
	faults_print(&faults, FAULT_JSON, &out);
	assert_non_null(strstr(text_string(&out), "\"line\": 3,"));
	assert_non_null(strstr(text_string(&out), "\"no \\\"key\\\"\""));
	assert_non_null(strstr(text_string(&out), "\"kind\": \"io\""));
	assert_non_null(strstr(text_string(&out), "\"dropped\": 2"));
	text_fini(&out);
	faults_fini(&faults);
	for (int kind = 0; kind < FAULT_KINDS; kind++)
		assert_non_null(fault_name(kind));
}

static void test_nearest(void **state)
{
	static const char *const names[] = { "hints", "question", "type",
					     "to",    "title",	  NULL };

	(void)state;
	assert_string_equal(fault_nearest("hintz", names), "hints");
	assert_string_equal(fault_nearest("tilte", names), "title");
	assert_string_equal(fault_nearest("quesiton", names), "question");
	assert_string_equal(fault_nearest("qestoin", names), "question");
	assert_string_equal(fault_nearest("t", names) ? "some" : "none",
			    "none");
	assert_null(fault_nearest("colour", names));
	assert_null(fault_nearest("", names));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_sort),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
