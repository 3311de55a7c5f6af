/* Judging a reply: the order of choices, the verdicts, the texts. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "course/judge.h"
#include "tests/data/questions.h"
#include "tests/unit/reply.h"

#define SEEDS 16

/* ---- shuffles ---- */

static void test_shuffle(void **state)
{
	static const enum question_type types[] = { QUESTION_SINGLE,
						    QUESTION_MULTIPLE,
						    QUESTION_ORDER,
						    QUESTION_MATCH };

	(void)state;
	for (size_t t = 0; t < sizeof(types) / sizeof(*types); t++) {
		const struct question *question = &questions[types[t]];
		enum choice_set set = types[t] == QUESTION_MATCH;
		size_t count = judge_choice_count(question, set);
		size_t other = 0;

		for (uint64_t seed = 0; seed < SEEDS; seed++) {
			uint32_t met = 0;

			for (size_t i = 0; i < count; i++) {
				struct choice a =
					judge_choice(question, set, seed, i);
				struct choice b =
					judge_choice(question, set, seed, i);

				assert_string_equal(a.id, b.id);
				for (size_t j = 0; j < count; j++)
					if (!strcmp(judge_choice(question, set,
								 0, j)
							    .id,
						    a.id)) {
						met |= 1u << j;
						other += i != j;
					}
			}
			assert_int_equal(met, (1u << count) - 1);
		}
		/* 16 learners do not see one and the same order */
		assert_true(other > count * 4);
	}
}

/* The same learner sees another question in another order. */
static void test_shuffle_by_question(void **state)
{
	struct question question = questions[QUESTION_MULTIPLE];
	size_t differ = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		const char *a, *b;

		question.id = "q-multiple";
		a = judge_choice(&question, CHOICE_FIRST, seed, 0).id;
		question.id = "q-another";
		b = judge_choice(&question, CHOICE_FIRST, seed, 0).id;
		differ += strcmp(a, b) != 0;
	}
	assert_true(differ > 4);
}

static void test_not_shuffled(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 200; seed++) {
		bool sorted = true;
		static const char *const right[] = { "open", "start", "load",
						     "entry" };

		assert_string_equal(judge_choice(&questions[QUESTION_TRUEFALSE],
						 CHOICE_FIRST, seed, 0)
					    .id,
				    "true");
		assert_string_equal(judge_choice(&questions[QUESTION_MATCH],
						 CHOICE_FIRST, seed, 1)
					    .id,
				    "l2");
		for (size_t i = 0; i < 4; i++)
			sorted =
				sorted &&
				!strcmp(judge_choice(&questions[QUESTION_ORDER],
						     CHOICE_FIRST, seed, i)
						.id,
					right[i]);
		assert_false(sorted); /* an order is never given away */
	}
}

/* ---- verdicts ---- */

static const struct verdict_row {
	enum question_type type;
	const char *reply;
	bool right;
	unsigned points, of;
	const char *reason;   /* a part of it */
	const char *feedback; /* of the first remark; NULL: not looked at */
	size_t remarks;
} verdict_rows[] = {
	{ QUESTION_SINGLE, "#worker", true, 1, 1, "is right", "yes", 4 },
	{ QUESTION_SINGLE, "#dpc", false, 0, 1, "is not right",
	  "no: it ran at PASSIVE_LEVEL", 4 },
	{ QUESTION_MULTIPLE, "#one #two #four", true, 3, 3,
	  "all 3 right options chosen", NULL, 5 },
	{ QUESTION_MULTIPLE, "#four #two #one", true, 3, 3,
	  "all 3 right options chosen", NULL, 5 },
	{ QUESTION_MULTIPLE, "#one #two", false, 2, 3,
	  "2 of 3 right options chosen", NULL, 5 },
	{ QUESTION_MULTIPLE, "#one #two #five", false, 1, 3,
	  "2 of 3 right options chosen; 1 wrong one too", NULL, 5 },
	{ QUESTION_MULTIPLE, "#one #two #four #five", false, 2, 3,
	  "3 of 3 right options chosen; 1 wrong one too", NULL, 5 },
	{ QUESTION_MULTIPLE, "#three", false, 0, 3,
	  "0 of 3 right options chosen; 1 wrong one too", "wrong: three", 5 },
	{ QUESTION_MULTIPLE, "#three #five", false, 0, 3, "2 wrong ones too",
	  NULL, 5 },
	{ QUESTION_TRUEFALSE, "false", true, 1, 1, "it is false", "right: so",
	  2 },
	{ QUESTION_TRUEFALSE, "true", false, 0, 1, "it is false", "wrong: no",
	  2 },
	{ QUESTION_NUMBER, "0x39", true, 1, 1, "right", "right: 0x39", 1 },
	{ QUESTION_NUMBER, "39", true, 1, 1, "right", "right: 0x39", 1 },
	{ QUESTION_NUMBER, "57", true, 1, 1, "right", "right: 0x39", 1 },
	{ QUESTION_NUMBER, "0n39", false, 0, 1, "not right",
	  "wrong: not decimal", 1 },
	{ QUESTION_NUMBER, "0x1000", true, 1, 1, "", "right: in the page", 1 },
	{ QUESTION_NUMBER, "1FFFh", true, 1, 1, "", "right: in the page", 1 },
	{ QUESTION_NUMBER, "0x1abc", true, 1, 1, "", "right: in the page", 1 },
	{ QUESTION_NUMBER, "0x2000", false, 0, 1, "", "otherwise: number", 1 },
	{ QUESTION_NUMBER, "0xfff", false, 0, 1, "", "otherwise: number", 1 },
	{ QUESTION_NUMBER, "0n150", false, 0, 1, "", "wrong: between", 1 },
	{ QUESTION_TEXT, "!mex.mut ffffc80f43c8f3f0", true, 1, 1, "",
	  "right: mut", 1 },
	{ QUESTION_TEXT, "!MEX.MUT   FFFFC80F`43C8F3F0.", true, 1, 1, "",
	  "right: mut", 1 },
	{ QUESTION_TEXT, "`!mut ffffc80f43c8f3f0`", true, 1, 1, "",
	  "right: mut", 1 },
	{ QUESTION_TEXT, "! mut ffffc80f43c8f3f0", false, 0, 1, "",
	  "otherwise: text", 1 },
	{ QUESTION_TEXT, "DT NT!_kmutant", false, 0, 1, "", "wrong: dt", 1 },
	{ QUESTION_TEXT, "dead lock.", false, 0, 1, "", "wrong: dt", 1 },
	{ QUESTION_TEXT, "deadlock", false, 0, 1, "", "otherwise: text", 1 },
	{ QUESTION_TEXT, "dead lock..", false, 0, 1, "", "otherwise: text", 1 },
	{ QUESTION_ORDER, "#open #start #load #entry", true, 4, 4,
	  "all 4 stand in their place", "first", 4 },
	{ QUESTION_ORDER, "#start #open #load #entry", false, 2, 4,
	  "2 of 4 stand in their place; 3 follow one another", "second", 4 },
	{ QUESTION_ORDER, "#start #load #entry #open", false, 0, 4,
	  "0 of 4 stand in their place; 3 follow one another", "second", 4 },
	{ QUESTION_ORDER, "#entry #load #start #open", false, 0, 4,
	  "0 of 4 stand in their place", "last", 4 },
	{ QUESTION_MATCH, "#l1=#l1 #l2=#l2 #l3=#l3", true, 3, 3,
	  "all 3 lines have their meaning", "about one", 5 },
	{ QUESTION_MATCH, "#l3=#l3 #l1=#l1 #l2=#l2", true, 3, 3,
	  "all 3 lines have their meaning", "about one", 5 },
	{ QUESTION_MATCH, "#l1=#l1 #l2=#m9 #l3=#l3", false, 2, 3,
	  "2 of 3 lines have the right meaning", NULL, 5 },
	{ QUESTION_MATCH, "#l1=#l2 #l2=#l1 #l3=#l3", false, 1, 3,
	  "1 of 3 lines has the right meaning", NULL, 5 },
	{ QUESTION_MATCH, "#l1=#l1 #l2=#l1 #l3=#l1", false, 1, 3, "1 of 3",
	  NULL, 5 },
	{ QUESTION_POINT, "3", true, 1, 1, "", "right: that one", 1 },
	{ QUESTION_POINT, "4", false, 0, 1, "", "wrong: an argument", 1 },
	{ QUESTION_POINT, "7", false, 0, 1, "", "wrong: an argument", 1 },
	{ QUESTION_POINT, "9", false, 0, 1, "", "wrong: the stack", 1 },
	{ QUESTION_POINT, "1", false, 0, 1, "", "otherwise: point", 1 },
};

static void recording(struct transcript *ret)
{
	transcript_take(mem_strdup(questions_recording),
			strlen(questions_recording), ret);
}

static bool verdict_fits(const struct verdict_row *row, uint64_t seed,
			 const struct transcript *transcript)
{
	struct verdict verdict = { 0 };
	struct err err = { 0 };
	bool fits = judge(&questions[row->type], seed, transcript, row->reply,
			  &verdict, &err) == ERR_OK;

	fits = fits && verdict.right == row->right &&
	       verdict.points == row->points && verdict.of == row->of &&
	       strstr(verdict.reason, row->reason) &&
	       verdict.remark_count == row->remarks &&
	       verdict.remarks[0].about_reply &&
	       (!row->feedback ||
		strcmp(verdict.remarks[0].text, row->feedback) == 0);
	/* own ones first, never after the others */
	for (size_t i = 1; fits && i < verdict.remark_count; i++)
		fits = verdict.remarks[i - 1].about_reply ||
		       !verdict.remarks[i].about_reply;
	if (!fits)
		print_error("'%s': %s %d %u/%u '%s' '%s' %zu\n", row->reply,
			    err.message, verdict.right, verdict.points,
			    verdict.of, verdict.reason ? verdict.reason : "",
			    verdict.remark_count ? verdict.remarks[0].text : "",
			    verdict.remark_count);
	verdict_fini(&verdict);
	return fits;
}

static void test_verdicts(void **state)
{
	struct transcript transcript;
	size_t bad = 0;

	(void)state;
	recording(&transcript);
	for (size_t i = 0; i < sizeof(verdict_rows) / sizeof(*verdict_rows);
	     i++)
		for (uint64_t seed = 1; seed <= 4; seed++)
			bad += !verdict_fits(&verdict_rows[i], seed,
					     &transcript);
	transcript_fini(&transcript);
	assert_int_equal(bad, 0);
}

/* Labels are what the learner sees: the letter of the place. */
static void test_labels(void **state)
{
	const struct question *question = &questions[QUESTION_SINGLE];

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct verdict verdict;
		char *reply = reply_parsed(question, seed, "c");
		size_t right = 0;

		assert_int_equal(
			judge(question, seed, NULL, reply, &verdict, NULL),
			ERR_OK);
		assert_string_equal(verdict.remarks[0].label, "c");
		assert_string_equal(verdict.remarks[1].label, "a");
		assert_string_equal(verdict.remarks[2].label, "b");
		assert_string_equal(verdict.remarks[3].label, "d");
		for (size_t i = 0; i < 4; i++)
			right += verdict.remarks[i].right;
		assert_int_equal(right, 1);
		assert_int_equal(verdict.right, verdict.remarks[0].right);
		verdict_fini(&verdict);
		free(reply);
	}
}

/* Replies recorded before a course was changed. */
static void test_misfits(void **state)
{
	static const struct {
		enum question_type type;
		const char *reply;
	} rows[] = {
		{ QUESTION_SINGLE, "" },
		{ QUESTION_SINGLE, "#gone" },
		{ QUESTION_SINGLE, "#dpc #worker" },
		{ QUESTION_SINGLE, "b" },
		{ QUESTION_MULTIPLE, "" },
		{ QUESTION_MULTIPLE, "#one #gone" },
		{ QUESTION_MULTIPLE, "#one #one" },
		{ QUESTION_MULTIPLE, "#one  #two" },
		{ QUESTION_TRUEFALSE, "yes" },
		{ QUESTION_TRUEFALSE, "" },
		{ QUESTION_NUMBER, "many" },
		{ QUESTION_ORDER, "#open #start #load" },
		{ QUESTION_ORDER, "#open #start #load #load" },
		{ QUESTION_ORDER, "#open #start #load #entry #open" },
		{ QUESTION_MATCH, "#l1=#l1 #l2=#l2" },
		{ QUESTION_MATCH, "#l1=#l1 #l1=#l2 #l3=#l3" },
		{ QUESTION_MATCH, "#l1=#l1 #l2 #l3=#l3" },
		{ QUESTION_MATCH, "#l1=#l1 #l2=#l2 #m9=#l3" },
		{ QUESTION_POINT, "0" },
		{ QUESTION_POINT, "10" },
		{ QUESTION_POINT, "4294967296" },
		{ QUESTION_POINT, "3x" },
	};
	struct transcript transcript;

	(void)state;
	recording(&transcript);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct verdict verdict;
		struct err err = { 0 };

		if (judge(&questions[rows[i].type], 1, &transcript,
			  rows[i].reply, &verdict, &err) != ERR_USAGE ||
		    !err.message[0])
			fail_msg("'%s' was judged", rows[i].reply);
	}
	transcript_fini(&transcript);
}

/* ---- equal and unequal texts ---- */

static const struct {
	const char *a, *b;
	bool same, same_exact;
} pairs[] = {
	{ "abandoned", "abandoned", true, true },
	{ "Abandoned", "abandoned", true, false },
	{ "ABANDONED", "abandoned", true, false },
	{ "abandoned.", "abandoned", true, true },
	{ "abandoned", "abandoned.", true, true },
	{ " abandoned ", "abandoned", true, true },
	{ "\tabandoned\r\n", "abandoned", true, true },
	{ "`abandoned`", "abandoned", true, true },
	{ "`abandoned`.", "abandoned", true, true },
	{ "aban`doned", "abandoned", true, true },
	{ "not  abandoned", "not abandoned", true, true },
	{ "not\tabandoned", "not abandoned", true, true },
	{ "not ` abandoned", "not abandoned", true, true },
	{ "abandoned .", "abandoned", true, true },
	{ ".", ".", true, true },
	{ ".load mex", ".load mex", true, true },
	{ ".LOAD Mex", ".load mex", true, false },
	{ "!analyze -v", "!analyze  -v ", true, true },
	{ "ln fffff804`0677fe00", "ln fffff8040677fe00", true, true },
	{ "ln FFFFF804`0677FE00", "ln fffff8040677fe00", true, false },
	{ "\xc3\xa9t\xc3\xa9", "\xc3\xa9t\xc3\xa9", true, true },
	{ "abandoned", "abandon", false, false },
	{ "abandoned", "un abandoned", false, false },
	{ "abandoned..", "abandoned", false, false },
	{ "abandoned!", "abandoned", false, false },
	{ "notabandoned", "not abandoned", false, false },
	{ "load mex", ".load mex", false, false },
	{ "!analyze-v", "!analyze -v", false, false },
	{ "ln 0xfffff8040677fe00", "ln fffff8040677fe00", false, false },
	{ "it's", "its", false, false },
	{ "0x20", "0x200", false, false },
	{ "a,b", "a, b", true, false },
	{ "?poi(x+8)-18", "? poi( x + 8 ) - 18", true, false },
	{ "f (&x , 0) ;", "f(&x, 0);", true, false },
	{ "! analyze", "!analyze", false, false },
	{ "db x l1", "db xl1", false, false },
	{ "-1", "1", false, false },
	{ "dt nt!_KMUTANT", "dt nt!_KMUTEX", false, false },
	{ "\xc3\xa9t\xc3\xa9", "ete", false, false },
};

static bool is_right(const struct question *question, const char *line)
{
	struct text reply = { 0 };
	struct verdict verdict = { 0 };
	bool right = judge_parse(question, 1, line, &reply, NULL) == ERR_OK &&
		     judge(question, 1, NULL, text_string(&reply), &verdict,
			   NULL) == ERR_OK &&
		     verdict.right;

	verdict_fini(&verdict);
	text_fini(&reply);
	return right;
}

static void test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const char *any[] = { pairs[i].b };
		struct text_reply right = { { any, 1 }, "f", { 1, 1 } };
		struct question question = { .id = "q",
					     .type = QUESTION_TEXT,
					     .texts_right = { &right, 1 },
					     .otherwise = "o" };

		if (is_right(&question, pairs[i].a) != pairs[i].same)
			fail_msg("'%s' and '%s'", pairs[i].a, pairs[i].b);
		question.exact_case = true;
		if (is_right(&question, pairs[i].a) != pairs[i].same_exact)
			fail_msg("exactly '%s' and '%s'", pairs[i].a,
				 pairs[i].b);
	}
}

/* ---- declared replies ---- */

static bool has_feedback(const struct verdict *verdict, const char *feedback)
{
	for (size_t i = 0; i < verdict->remark_count; i++)
		if (verdict->remarks[i].about_reply &&
		    strcmp(verdict->remarks[i].text, feedback) == 0)
			return true;
	return false;
}

static size_t check_declared(const struct question *question,
			     const struct transcript *transcript,
			     size_t *ret_right)
{
	size_t n = 0;

	*ret_right = 0;
	for (;; n++) {
		struct text reply = { 0 };
		struct judge_declared declared;
		struct verdict verdict;
		char *typed;

		if (!judge_declared(question, transcript, n, &reply, &declared))
			return n;
		typed = reply_parsed(question, n, text_string(&reply));
		assert_string_equal(typed, text_string(&reply));
		assert_int_equal(
			judge(question, n, transcript, typed, &verdict, NULL),
			ERR_OK);
		assert_int_equal(verdict.right, declared.right);
		if (declared.feedback)
			assert_true(has_feedback(&verdict, declared.feedback));
		*ret_right += declared.right;
		verdict_fini(&verdict);
		text_fini(&reply);
		free(typed);
	}
}

static void test_declared(void **state)
{
	static const struct {
		size_t all, right;
	} counts[QUESTION_TYPES] = {
		[QUESTION_SINGLE] = { 4, 1 },	 [QUESTION_MULTIPLE] = { 8, 1 },
		[QUESTION_TRUEFALSE] = { 2, 1 }, [QUESTION_NUMBER] = { 6, 3 },
		[QUESTION_TEXT] = { 4, 2 },	 [QUESTION_ORDER] = { 4, 1 },
		[QUESTION_MATCH] = { 9, 1 },	 [QUESTION_POINT] = { 3, 1 },
	};
	struct transcript transcript;

	(void)state;
	recording(&transcript);
	for (int type = 0; type < QUESTION_TYPES; type++) {
		size_t right;

		assert_int_equal(
			check_declared(&questions[type], &transcript, &right),
			counts[type].all);
		assert_int_equal(right, counts[type].right);
	}
	transcript_fini(&transcript);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shuffle),
		cmocka_unit_test(test_shuffle_by_question),
		cmocka_unit_test(test_not_shuffled),
		cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_misfits),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_declared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
