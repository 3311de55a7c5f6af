/*
 * That prove notices: questions whose replies are not judged as declared.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "course/prove.h"
#include "tests/data/questions.h"

static size_t prove(const struct question *question, const char *message)
{
	struct transcript transcript;
	struct text failures = { 0 };
	struct prove_counts counts = { 0 };

	transcript_take(mem_strdup(questions_recording),
			strlen(questions_recording), &transcript);
	prove_one(question, &transcript, &failures, &counts);
	transcript_fini(&transcript);
	if (message && !strstr(text_string(&failures), message))
		fail_msg("no '%s' in:\n%s", message, text_string(&failures));
	if (!message)
		assert_string_equal(text_string(&failures), "");
	text_fini(&failures);
	assert_int_equal(counts.questions, 1);
	return counts.failures;
}

static void test_sound(void **state)
{
	(void)state;
	for (int type = 0; type < QUESTION_TYPES; type++)
		assert_int_equal(prove(&questions[type], NULL), 0);
}

static void test_wrong_is_right(void **state)
{
	struct question question = questions[QUESTION_NUMBER];
	struct number_reply wrong = { 57, 57, "no", { 1, 1 } };

	(void)state;
	question.numbers_wrong.list = &wrong;
	question.numbers_wrong.count = 1;
	assert_int_equal(
		prove(&question, "the wrong reply '0x39' is judged right"), 1);
}

static void test_other_feedback(void **state)
{
	struct question question = questions[QUESTION_NUMBER];
	struct number_reply wrong[] = { { 1, 10, "a", { 1, 1 } },
					{ 5, 5, "b", { 2, 1 } } };

	(void)state;
	question.numbers_wrong.list = wrong;
	question.numbers_wrong.count = 2;
	assert_int_equal(
		prove(&question, "'0x5' gets another one's feedback: 'a'"), 1);
}

static void test_text_twice(void **state)
{
	struct question question = questions[QUESTION_TEXT];
	const char *any[] = { "!MUT  ffffc80f43c8f3f0." };
	struct text_reply wrong = { { any, 1 }, "no", { 1, 1 } };

	(void)state;
	question.texts_wrong.list = &wrong;
	question.texts_wrong.count = 1;
	assert_int_equal(prove(&question, "is judged right"), 1);
}

static void test_untypable(void **state)
{
	struct question question = questions[QUESTION_TEXT];
	const char *any[] = { "`" };
	struct text_reply right = { { any, 1 }, "yes", { 1, 1 } };

	(void)state;
	question.texts_right.list = &right;
	question.texts_right.count = 1;
	assert_true(prove(&question, "cannot be typed") >= 1);
}

static void test_no_right(void **state)
{
	struct question question = questions[QUESTION_SINGLE];
	struct answer_option options[] = {
		{ "a", "One", "no", false, { 1, 1 } },
		{ "b", "Two", "no", false, { 2, 1 } },
	};

	(void)state;
	question.options.list = options;
	question.options.count = 2;
	assert_int_equal(prove(&question, "no right reply is declared"), 1);
}

/* An option that reads like a letter leads some learner to another one. */
static void test_letters(void **state)
{
	struct question question = questions[QUESTION_SINGLE];
	struct answer_option options[] = {
		{ "x", "b", "yes", true, { 1, 1 } },
		{ "y", "a", "no", false, { 2, 1 } },
	};

	(void)state;
	question.options.list = options;
	question.options.count = 2;
	assert_true(prove(&question, "is the letter of one and the text") >= 1);
}

static void test_point(void **state)
{
	struct question question = questions[QUESTION_POINT];
	struct point_reply wrong = {
		"w", "no", { "Bugcheck", 1, 0, 0, 0, { 1, 1 } }, { 1, 1 }
	};

	(void)state;
	question.points_wrong.list = &wrong;
	question.points_wrong.count = 1;
	assert_int_equal(prove(&question, "the wrong reply '3' is judged"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound),
		cmocka_unit_test(test_wrong_is_right),
		cmocka_unit_test(test_other_feedback),
		cmocka_unit_test(test_text_twice),
		cmocka_unit_test(test_untypable),
		cmocka_unit_test(test_no_right),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_point),
	};

	return cmocka_run_group_tests_name("prove", tests, NULL, NULL);
}
