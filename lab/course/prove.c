#include "config.h"
#include "course/prove.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Learners whose shuffles are tried. */
#define SEEDS 16

struct proof {
	const struct question *question;
	const struct transcript *transcript;
	struct text *failures;
	struct prove_counts *counts;
};

static void fail(const struct proof *proof, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void fail(const struct proof *proof, const char *format, ...)
{
	char message[512];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	text_printf(proof->failures, "question '%s': ", proof->question->id);
	text_add_visible(proof->failures, message, strlen(message));
	text_add_char(proof->failures, '\n');
	proof->counts->failures++;
}

/* ---- declared replies ---- */

static bool is_said(const struct verdict *verdict, const char *feedback)
{
	for (size_t i = 0; i < verdict->remark_count; i++)
		if (verdict->remarks[i].about_reply &&
		    strcmp(verdict->remarks[i].text, feedback) == 0)
			return true;
	return false;
}

static void check_verdict(const struct proof *proof, const char *reply,
			  const struct judge_declared *declared,
			  const struct verdict *verdict)
{
	if (verdict->right != declared->right)
		fail(proof, "the %s reply '%.80s' is judged %s: %s",
		     declared->right ? "right" : "wrong", reply,
		     verdict->right ? "right" : "wrong", verdict->reason);
	else if (declared->feedback && !is_said(verdict, declared->feedback))
		fail(proof,
		     "the reply '%.80s' gets another one's feedback: "
		     "'%.80s'",
		     reply,
		     verdict->remark_count ? verdict->remarks[0].text : "");
	if (!verdict->right && verdict->points >= verdict->of)
		fail(proof, "the wrong reply '%.80s' gets all %u points", reply,
		     verdict->of);
}

/* A line as it is typed must become the reply that is meant. */
static void check_typed(const struct proof *proof, uint64_t seed,
			const char *line, const char *reply)
{
	struct text parsed = { 0 };
	struct err err = { 0 };

	if (judge_parse(proof->question, seed, line, &parsed, &err))
		fail(proof, "the reply '%.80s' cannot be typed: %s", line,
		     err.message);
	else if (strcmp(text_string(&parsed), reply) != 0)
		fail(proof, "'%.80s' is read as '%.80s', not as '%.80s'", line,
		     text_string(&parsed), reply);
	text_fini(&parsed);
}

/* The place of "#id" on a learner's screen, and *at moved behind it. */
static size_t take_place(const struct question *question, enum choice_set set,
			 uint64_t seed, const char **at)
{
	size_t count = judge_choice_count(question, set);
	size_t size = strcspn(*at + 1, " =");

	for (size_t i = 0; i < count; i++) {
		struct choice choice = judge_choice(question, set, seed, i);

		if (strlen(choice.id) == size &&
		    memcmp(choice.id, *at + 1, size) == 0) {
			*at += 1 + size;
			return i;
		}
	}
	*at += 1 + size;
	return count;
}

/* "#worker #driver" as this learner types it: "c a"; of pairs "1c 2a". */
static void spell(const struct question *question, uint64_t seed,
		  const char *reply, struct text *ret)
{
	while (*reply) {
		size_t place = take_place(question, CHOICE_FIRST, seed, &reply);

		if (*reply == '=') {
			reply++;
			text_printf(ret, "%zu", place + 1);
			place = take_place(question, CHOICE_SECOND, seed,
					   &reply);
		}
		text_add_char(ret, (char)('a' + place));
		if (*reply)
			text_add_char(ret, *reply++);
	}
}

static bool is_by_letters(const struct question *question)
{
	return question->type == QUESTION_SINGLE ||
	       question->type == QUESTION_MULTIPLE ||
	       question->type == QUESTION_ORDER ||
	       question->type == QUESTION_MATCH;
}

static void check_reply(const struct proof *proof, const char *reply,
			const struct judge_declared *declared)
{
	struct verdict verdict;
	struct err err = { 0 };

	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct text letters = { 0 };

		if (is_by_letters(proof->question)) {
			spell(proof->question, seed, reply, &letters);
			check_typed(proof, seed, text_string(&letters), reply);
			text_fini(&letters);
		}
	}
	check_typed(proof, 1, reply, reply);
	if (judge(proof->question, 1, proof->transcript, reply, &verdict,
		  &err)) {
		fail(proof, "the reply '%.80s' cannot be judged: %s", reply,
		     err.message);
		return;
	}
	check_verdict(proof, reply, declared, &verdict);
	verdict_fini(&verdict);
}

/* ---- what nobody declared ---- */

static void check_rubbish(const struct proof *proof)
{
	static const char *const rubbish[] = {
		"",
		" ",
		"`",
		"?",
		"#",
		"#no-such-id",
		"zq",
		"~~~ ~~~",
		"a=b=",
		"\t",
		"qwertz uiopasdf ghjkl",
	};

	for (size_t i = 0; i < sizeof(rubbish) / sizeof(*rubbish); i++) {
		struct text reply = { 0 };
		struct verdict verdict = { 0 };

		if (judge_parse(proof->question, 1, rubbish[i], &reply, NULL) ==
			    ERR_OK &&
		    judge(proof->question, 1, proof->transcript,
			  text_string(&reply), &verdict, NULL) == ERR_OK &&
		    verdict.right)
			fail(proof, "rubbish is judged right: '%s'",
			     rubbish[i]);
		verdict_fini(&verdict);
		text_fini(&reply);
	}
}

void prove_one(const struct question *question,
	       const struct transcript *transcript, struct text *failures,
	       struct prove_counts *counts)
{
	struct proof proof = { question, transcript, failures, counts };
	size_t right = 0, n = 0;

	for (;; n++) {
		struct text reply = { 0 };
		struct judge_declared declared;

		if (!judge_declared(question, transcript, n, &reply, &declared))
			break;
		check_reply(&proof, text_string(&reply), &declared);
		right += declared.right;
		text_fini(&reply);
	}
	if (!right)
		fail(&proof, "no right reply is declared");
	check_rubbish(&proof);
	counts->questions++;
	counts->replies += n;
}

/* ---- a course ---- */

const struct question *prove_question(const struct step *step)
{
	return step->kind == STEP_QUIZ	   ? step->question
	       : step->kind == STEP_REPLAY ? step->ask
					   : NULL;
}

enum err_code prove_recording(struct course *course,
			      const struct question *question,
			      struct transcript *ret, struct err *err)
{
	if (question->type != QUESTION_POINT)
		return ERR_NOT_FOUND;
	return course_read_recording(course, &question->recording, ret, err);
}

bool prove_right_reply(const struct question *question,
		       const struct transcript *transcript, struct text *ret)
{
	for (size_t n = 0;; n++) {
		struct judge_declared declared;

		text_clear(ret);
		if (!judge_declared(question, transcript, n, ret, &declared))
			return false;
		if (declared.right)
			return true;
	}
}

enum err_code prove_course(struct course *course, struct text *failures,
			   struct prove_counts *ret, struct err *err)
{
	struct prove_counts counts = { .steps = course_step_count(course) };

	for (size_t i = 0; i < counts.steps; i++) {
		const struct step *step;
		const struct question *question;
		struct transcript transcript;
		enum err_code code = course_read(course, i, &step, err);

		if (code)
			return code;
		question = prove_question(step);
		if (!question)
			continue;
		code = prove_recording(course, question, &transcript, err);
		if (code && code != ERR_NOT_FOUND)
			return code;
		prove_one(question, code ? NULL : &transcript, failures,
			  &counts);
		if (!code)
			transcript_fini(&transcript);
	}
	*ret = counts;
	return ERR_OK;
}
