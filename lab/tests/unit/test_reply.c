/* Replies as they are typed: what they become, and which are refused. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "base/mem.h"
#include "course/judge.h"
#include "tests/data/questions.h"
#include "tests/unit/reply.h"

#define SEEDS 16

/*
 * A reply as it is typed, with places written by what stands there: "{id}" is
 * the letter of a choice, "{id#}" its number on the screen, "{id~}" the
 * letter of a meaning; "{id^}" is the letter in capitals.
 */
static char place_of(const struct question *question, enum choice_set set,
		     uint64_t seed, const char *id, size_t size)
{
	size_t count = judge_choice_count(question, set);

	for (size_t i = 0; i < count; i++) {
		struct choice choice = judge_choice(question, set, seed, i);

		if (strlen(choice.id) == size &&
		    memcmp(choice.id, id, size) == 0)
			return (char)i;
	}
	fail_msg("no choice '%.*s'", (int)size, id);
	return 0;
}

static void expand(const struct question *question, uint64_t seed,
		   const char *typed, struct text *ret)
{
	for (; *typed; typed++) {
		size_t size = strcspn(typed + 1, "#~^}");
		char sign = typed[1 + size];
		enum choice_set set =
			sign == '~' ? CHOICE_SECOND : CHOICE_FIRST;
		char place;

		if (*typed != '{') {
			text_add_char(ret, *typed);
			continue;
		}
		place = place_of(question, set, seed, typed + 1, size);
		text_add_char(ret, (char)(place + (sign == '#'	 ? '1'
						   : sign == '^' ? 'A'
								 : 'a')));
		typed += 1 + size + (sign == '}' ? 0 : 1);
	}
}

static const struct typed_row {
	enum question_type type;
	const char *typed, *recorded; /* recorded NULL: refused */
} typed_rows[] = {
	/* single */
	{ QUESTION_SINGLE, "{worker}", "#worker" },
	{ QUESTION_SINGLE, "{worker^}", "#worker" },
	{ QUESTION_SINGLE, "{worker^})", "#worker" },
	{ QUESTION_SINGLE, "({worker})", "#worker" },
	{ QUESTION_SINGLE, "[{worker}]", "#worker" },
	{ QUESTION_SINGLE, "{worker}.", "#worker" },
	{ QUESTION_SINGLE, " {worker} \n", "#worker" },
	{ QUESTION_SINGLE, "\"{worker}\"", "#worker" },
	{ QUESTION_SINGLE, "`{worker}`", "#worker" },
	{ QUESTION_SINGLE, "option {worker}", "#worker" },
	{ QUESTION_SINGLE, "Answer: {worker^}", "#worker" },
	{ QUESTION_SINGLE, "{worker#}", NULL }, /* see test_texts_win */
	{ QUESTION_SINGLE, "#worker", "#worker" },
	{ QUESTION_SINGLE, "#dpc", "#dpc" },
	{ QUESTION_SINGLE, "A worker thread of the `System` process",
	  "#worker" },
	{ QUESTION_SINGLE, "a  WORKER thread of the system process.",
	  "#worker" },
	{ QUESTION_SINGLE, "the thread of sc.exe", "#sc" },
	{ QUESTION_SINGLE, "2", "#none" },
	{ QUESTION_SINGLE, "{dpc}{worker}", NULL },
	{ QUESTION_SINGLE, "{dpc}, {worker}", NULL },
	{ QUESTION_SINGLE, "{worker} {worker}", "#worker" },
	{ QUESTION_SINGLE, "e", NULL },
	{ QUESTION_SINGLE, "z", NULL },
	{ QUESTION_SINGLE, "0", NULL },
	{ QUESTION_SINGLE, "5", NULL },
	{ QUESTION_SINGLE, "", NULL },
	{ QUESTION_SINGLE, "  ", NULL },
	{ QUESTION_SINGLE, "()", NULL },
	{ QUESTION_SINGLE, "#", NULL },
	{ QUESTION_SINGLE, "#gone", NULL },
	{ QUESTION_SINGLE, "#work", NULL },
	{ QUESTION_SINGLE, "worker", NULL },
	{ QUESTION_SINGLE, "{worker}?", NULL },
	{ QUESTION_SINGLE, "not {worker}", NULL },
	{ QUESTION_SINGLE, "\033[A", NULL },
	{ QUESTION_SINGLE, "\xff", NULL },
	/* multiple */
	{ QUESTION_MULTIPLE, "{one} {two}", "#one #two" },
	{ QUESTION_MULTIPLE, "{two}, {one}", "#one #two" },
	{ QUESTION_MULTIPLE, "{one} and {two}", "#one #two" },
	{ QUESTION_MULTIPLE, "{one}{two}", "#one #two" },
	{ QUESTION_MULTIPLE, "{two^}{one^}", "#one #two" },
	{ QUESTION_MULTIPLE, "{one}), {two})", "#one #two" },
	{ QUESTION_MULTIPLE, "({one})({two})", "#one #two" },
	{ QUESTION_MULTIPLE, "{one}+{two}", "#one #two" },
	{ QUESTION_MULTIPLE, "{one} & {two}", "#one #two" },
	{ QUESTION_MULTIPLE, "{one}/{two}", "#one #two" },
	{ QUESTION_MULTIPLE, "{one#} {two#}", "#one #two" },
	{ QUESTION_MULTIPLE, "{two#},{one#}", "#one #two" },
	{ QUESTION_MULTIPLE, "{one}{one}", "#one" },
	{ QUESTION_MULTIPLE, "{five}", "#five" },
	{ QUESTION_MULTIPLE, "#two #one", "#one #two" },
	{ QUESTION_MULTIPLE, "#two, #one", "#one #two" },
	{ QUESTION_MULTIPLE, "Arg1", "#one" },
	{ QUESTION_MULTIPLE, "arg2; Arg1", "#one #two" },
	{ QUESTION_MULTIPLE, "options {one} and {four}", "#one #four" },
	{ QUESTION_MULTIPLE, "abcde", "#one #two #three #four #five" },
	{ QUESTION_MULTIPLE, "a-c", NULL },
	{ QUESTION_MULTIPLE, "f", NULL },
	{ QUESTION_MULTIPLE, "{one} f", NULL },
	{ QUESTION_MULTIPLE, "{one} 9", NULL },
	{ QUESTION_MULTIPLE, "none", NULL },
	{ QUESTION_MULTIPLE, "and", NULL },
	{ QUESTION_MULTIPLE, "#one #gone", NULL },
	/* truefalse */
	{ QUESTION_TRUEFALSE, "T", "true" },
	{ QUESTION_TRUEFALSE, "true", "true" },
	{ QUESTION_TRUEFALSE, "True.", "true" },
	{ QUESTION_TRUEFALSE, "(t)", "true" },
	{ QUESTION_TRUEFALSE, "yes", "true" },
	{ QUESTION_TRUEFALSE, "Y", "true" },
	{ QUESTION_TRUEFALSE, "a", "true" },
	{ QUESTION_TRUEFALSE, "1", "true" },
	{ QUESTION_TRUEFALSE, "#true", "true" },
	{ QUESTION_TRUEFALSE, "right", "true" },
	{ QUESTION_TRUEFALSE, "f", "false" },
	{ QUESTION_TRUEFALSE, "FALSE", "false" },
	{ QUESTION_TRUEFALSE, "no", "false" },
	{ QUESTION_TRUEFALSE, "n!", "false" },
	{ QUESTION_TRUEFALSE, "b)", "false" },
	{ QUESTION_TRUEFALSE, "wrong", "false" },
	{ QUESTION_TRUEFALSE, "'false'", "false" },
	{ QUESTION_TRUEFALSE, "truefalse", NULL },
	{ QUESTION_TRUEFALSE, "not true", NULL },
	{ QUESTION_TRUEFALSE, "true false", NULL },
	{ QUESTION_TRUEFALSE, "maybe", NULL },
	{ QUESTION_TRUEFALSE, "tr", NULL },
	{ QUESTION_TRUEFALSE, "", NULL },
	{ QUESTION_TRUEFALSE, "...", NULL },
	/* number */
	{ QUESTION_NUMBER, "0x39", "0x39" },
	{ QUESTION_NUMBER, " 39h ", "39h" },
	{ QUESTION_NUMBER, "ffffc80f`43c8f3f0", "ffffc80f`43c8f3f0" },
	{ QUESTION_NUMBER, "fifty-seven", NULL },
	{ QUESTION_NUMBER, "0x", NULL },
	{ QUESTION_NUMBER, "10000000000000000h", NULL },
	{ QUESTION_NUMBER, "``", NULL },
	/* text */
	{ QUESTION_TEXT, "!mut ffffc80f43c8f3f0", "!mut ffffc80f43c8f3f0" },
	{ QUESTION_TEXT, "\t two  words \r\n", "two  words" },
	{ QUESTION_TEXT, "#hash", "#hash" },
	{ QUESTION_TEXT, "   ", NULL },
	{ QUESTION_TEXT, "`", NULL },
	{ QUESTION_TEXT, "a\033[31mb", NULL },
	{ QUESTION_TEXT,
	  "a\xc2\x9b"
	  "b",
	  NULL },
	{ QUESTION_TEXT, "\xed\xa0\x80", NULL },
	/* order */
	{ QUESTION_ORDER, "{open}{start}{load}{entry}",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "{open} {start} {load} {entry}",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "{open^},{start},{load^}, {entry}",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "{entry}>{load}>{start}>{open}",
	  "#entry #load #start #open" },
	{ QUESTION_ORDER, "{entry} -> {load} -> {start} -> {open}",
	  "#entry #load #start #open" },
	{ QUESTION_ORDER,
	  "{entry}\xe2\x86\x92{load}\xe2\x86\x92{start}\xe2\x86\x92{open}",
	  "#entry #load #start #open" },
	{ QUESTION_ORDER, "{open}-{start}-{load}-{entry}",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "{open#}{start#}{load#}{entry#}",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "{open#} {start#} {load#} {entry#}",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "{open}, {start}, then {load}, then {entry}",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "#open->#start->#load->#entry",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "#open #start #load #entry",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER,
	  "openservice; StartService; NtLoadDriver; "
	  "DriverEntry",
	  "#open #start #load #entry" },
	{ QUESTION_ORDER, "{open}{start}{load}", NULL },
	{ QUESTION_ORDER, "{open}{start}{load}{load}", NULL },
	{ QUESTION_ORDER, "{open}{start}{load}{entry}{entry}", NULL },
	{ QUESTION_ORDER, "abce", NULL },
	{ QUESTION_ORDER, "0123", NULL },
	{ QUESTION_ORDER, "OpenService", NULL },
	{ QUESTION_ORDER, "", NULL },
	/* match */
	{ QUESTION_MATCH, "1{l2~} 2{l1~} 3{m9~}", "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "1{l2~}2{l1~}3{m9~}", "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "1={l2~}, 2={l1~}, 3={m9~}",
	  "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "1-{l2~} 2-{l1~} 3-{m9~}",
	  "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "1: {l2~}; 2: {l1~}; 3: {m9~}",
	  "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "1. {l2~} 2. {l1~} 3. {m9~}",
	  "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "1 -> {l2~}, 2 -> {l1~}, 3 -> {m9~}",
	  "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "3{m9~} 1{l2~} 2{l1~}", "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "{l2~}1 {l1~}2 {m9~}3", "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "{l2~}{l1~}{m9~}", "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "{l2~} {l1~} {m9~}", "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH,
	  "line 1 is {l2~}, line 2 is {l1~} and line 3 is "
	  "{m9~}",
	  "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "#l1=#l2 #l2=#l1 #l3=#m9",
	  "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "1=#l2 2=#l1 3=#m9", "#l1=#l2 #l2=#l1 #l3=#m9" },
	{ QUESTION_MATCH, "1a 2a 3a 1a", NULL }, /* see test_match_twice */
	{ QUESTION_MATCH, "1a 2b", NULL },
	{ QUESTION_MATCH, "1a 2b 3", NULL },
	{ QUESTION_MATCH, "1a 1b 2c 3d", NULL },
	{ QUESTION_MATCH, "1a 2b 4c", NULL },
	{ QUESTION_MATCH, "1a 2b 0c", NULL },
	{ QUESTION_MATCH, "1a 2b 3f", NULL },
	{ QUESTION_MATCH, "11 22 33", NULL },
	{ QUESTION_MATCH, "abcd", NULL },
	{ QUESTION_MATCH, "#l1=#l1 #l2=#l2 #l3=#gone", NULL },
	{ QUESTION_MATCH, "#m9=#l1 #l2=#l2 #l3=#l3", NULL },
	{ QUESTION_MATCH, "=", NULL },
	/* point */
	{ QUESTION_POINT, "3", "3" },
	{ QUESTION_POINT, "line 3", "3" },
	{ QUESTION_POINT, "Line: 3.", "3" },
	{ QUESTION_POINT, "L3", "3" },
	{ QUESTION_POINT, "3:", "3" },
	{ QUESTION_POINT, "(3)", "3" },
	{ QUESTION_POINT, "003", "3" },
	{ QUESTION_POINT, "number 3", "3" },
	{ QUESTION_POINT, "0", NULL },
	{ QUESTION_POINT, "-3", NULL },
	{ QUESTION_POINT, "3 4", NULL },
	{ QUESTION_POINT, "0x3", NULL },
	{ QUESTION_POINT, "Bugcheck:", NULL },
	{ QUESTION_POINT, "99999999999999999999", NULL },
	{ QUESTION_POINT, "#p1", NULL },
	{ QUESTION_POINT, "", NULL },
};

static bool row_fits(const struct typed_row *row, uint64_t seed)
{
	const struct question *question = &questions[row->type];
	struct text typed = { 0 }, got = { 0 };
	struct err err = { 0 };
	enum err_code code;
	bool fits;

	expand(question, seed, row->typed, &typed);
	code = judge_parse(question, seed, text_string(&typed), &got, &err);
	if (row->recorded)
		fits = code == ERR_OK &&
		       strcmp(text_string(&got), row->recorded) == 0;
	else
		fits = code == ERR_USAGE && err.message[0] && got.size == 0;
	if (!fits)
		print_error("'%s': got '%s' %s\n", text_string(&typed),
			    text_string(&got), err.message);
	text_fini(&typed);
	text_fini(&got);
	return fits;
}

/* Rows that other tests look at more closely. */
static bool is_special(const struct typed_row *row)
{
	return strcmp(row->typed, "{worker#}") == 0 ||
	       strcmp(row->typed, "1a 2a 3a 1a") == 0;
}

static void test_typed(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(typed_rows) / sizeof(*typed_rows); i++)
		for (uint64_t seed = 1; seed <= SEEDS; seed++)
			bad += !is_special(&typed_rows[i]) &&
			       !row_fits(&typed_rows[i], seed);
	assert_int_equal(bad, 0);
}

/* An option that reads "2" is what "2" means, wherever it stands. */
static void test_texts_win(void **state)
{
	const struct question *question = &questions[QUESTION_SINGLE];

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		char *got = reply_parsed(question, seed, "2");

		assert_string_equal(got, "#none");
		free(got);
	}
}

/* An option that reads "b" but stands elsewhere makes "b" no answer. */
static void test_ambiguous(void **state)
{
	static struct answer_option options[] = {
		{ "x", "A", "f", true, { 1, 1 } },
		{ "y", "B", "f", false, { 1, 1 } },
	};
	struct question question = { .id = "q",
				     .type = QUESTION_SINGLE,
				     .options = { options, 2 } };
	size_t refused = 0, taken = 0;

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		bool straight =
			judge_choice(&question, CHOICE_FIRST, seed, 0).id[0] ==
			'x';
		struct text got = { 0 };
		enum err_code code =
			judge_parse(&question, seed, "a", &got, NULL);

		assert_int_equal(code, straight ? ERR_OK : ERR_USAGE);
		taken += straight;
		refused += !straight;
		text_fini(&got);
	}
	assert_true(taken && refused);
}

static void test_match_twice(void **state)
{
	const struct question *question = &questions[QUESTION_MATCH];
	char *got = reply_parsed(question, 3, "1a 2a 3a 1a");
	struct verdict verdict;

	(void)state;
	assert_int_equal(judge(question, 3, NULL, got, &verdict, NULL), ERR_OK);
	assert_false(verdict.right);
	assert_true(verdict.points <= 1);
	verdict_fini(&verdict);
	free(got);
}

static void test_long_line(void **state)
{
	char *line = mem_alloc(LIMIT_LINE + 2);

	(void)state;
	memset(line, 'a', LIMIT_LINE + 1);
	line[LIMIT_LINE + 1] = '\0';
	for (int type = 0; type < QUESTION_TYPES; type++) {
		struct text got = { 0 };

		assert_int_equal(
			judge_parse(&questions[type], 1, line, &got, NULL),
			ERR_USAGE);
		text_fini(&got);
	}
	free(line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_texts_win),
		cmocka_unit_test(test_ambiguous),
		cmocka_unit_test(test_match_twice),
		cmocka_unit_test(test_long_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
