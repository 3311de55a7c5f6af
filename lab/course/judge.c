#include "config.h"
#include "course/reply.h"

#include "base/mem.h"
#include "course/anchor.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one judgement looks at; order: number in the file by place on screen */
struct bench {
	const struct question *question;
	const struct transcript *transcript;
	const char *recorded;
	struct reply reply;
	uint8_t order[2][JUDGE_CHOICES_MOST];
};

static void say(struct verdict *verdict, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void say(struct verdict *verdict, const char *format, ...)
{
	struct text text = { 0 };
	char part[256];
	va_list args;

	va_start(args, format);
	vsnprintf(part, sizeof(part), format, args);
	va_end(args);
	if (verdict->reason)
		text_printf(&text, "%s; ", verdict->reason);
	text_add_string(&text, part);
	free(verdict->reason);
	verdict->reason = text_take(&text);
}

static struct judge_remark *remark(struct verdict *verdict, const char *text,
				   bool about_reply, bool right)
{
	struct judge_remark *added;

	verdict->remarks =
		mem_realloc(verdict->remarks, verdict->remark_count + 1,
			    sizeof(*verdict->remarks));
	added = &verdict->remarks[verdict->remark_count++];
	*added = (struct judge_remark){ .text = text,
					.about_reply = about_reply,
					.right = right };
	return added;
}

/* The letter that a choice has on the learner's screen. */
static char letter_of(const struct bench *bench, enum choice_set set,
		      size_t number)
{
	size_t place = 0;

	while (place + 1 < JUDGE_CHOICES_MOST &&
	       bench->order[set][place] != number)
		place++;
	return (char)('a' + place);
}

static char *letter_label(const struct bench *bench, enum choice_set set,
			  size_t number)
{
	char letter = letter_of(bench, set, number);

	return mem_strndup(&letter, 1);
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* ---- single, multiple, truefalse ---- */

static bool is_picked(const struct reply *reply, size_t number)
{
	for (size_t i = 0; i < reply->count; i++)
		if (reply->picks[i] == number)
			return true;
	return false;
}

/* The learner's own first, then the rest, as they stand on the screen. */
static void remark_options(const struct bench *bench, struct verdict *verdict)
{
	size_t count = judge_choice_count(bench->question, CHOICE_FIRST);

	for (int own = 1; own >= 0; own--) {
		for (size_t place = 0; place < count; place++) {
			size_t number = bench->order[CHOICE_FIRST][place];
			const struct answer_option *option =
				&bench->question->options.list[number];
			bool picked = is_picked(&bench->reply, number);

			if (picked != (own == 1))
				continue;
			remark(verdict, option->feedback, picked, option->right)
				->label =
				letter_label(bench, CHOICE_FIRST, number);
		}
	}
}

static void judge_single(const struct bench *bench, struct verdict *verdict)
{
	size_t number = bench->reply.picks[0];

	verdict->right = bench->question->options.list[number].right;
	verdict->points = verdict->right;
	verdict->of = 1;
	say(verdict, "%c is %s", letter_of(bench, CHOICE_FIRST, number),
	    verdict->right ? "right" : "not right");
	remark_options(bench, verdict);
}

static void judge_multiple(const struct bench *bench, struct verdict *verdict)
{
	size_t count = judge_choice_count(bench->question, CHOICE_FIRST);
	unsigned all = 0, right = 0, wrong = 0;

	for (size_t i = 0; i < count; i++) {
		bool is_right = bench->question->options.list[i].right;
		bool picked = is_picked(&bench->reply, i);

		all += is_right;
		right += is_right && picked;
		wrong += !is_right && picked;
	}
	verdict->right = right == all && wrong == 0;
	verdict->of = all;
	verdict->points = right > wrong ? right - wrong : 0;
	if (verdict->right)
		say(verdict, "all %u right options chosen, no other", all);
	else
		say(verdict, "%u of %u right option%s chosen", right, all,
		    plural(all));
	if (wrong)
		say(verdict, "%u wrong one%s too", wrong, plural(wrong));
	remark_options(bench, verdict);
}

static void judge_truefalse(const struct bench *bench, struct verdict *verdict)
{
	const struct question *question = bench->question;
	bool said = bench->reply.picks[0] == 0;

	verdict->right = said == question->answer;
	verdict->points = verdict->right;
	verdict->of = 1;
	say(verdict, "it is %s", question->answer ? "true" : "false");
	for (int own = 1; own >= 0; own--) {
		bool truth = said == (own == 1);

		remark(verdict, truth ? question->if_true : question->if_false,
		       own == 1, truth == question->answer)
			->label = mem_strdup(truth ? "true" : "false");
	}
}

/* ---- number, text, point: one piece of feedback ---- */

static void judge_one(struct verdict *verdict, const char *feedback, bool right)
{
	verdict->right = right;
	verdict->points = right;
	verdict->of = 1;
	say(verdict, right ? "that is right" : "that is not right");
	if (feedback)
		remark(verdict, feedback, true, right);
}

static const char *find_number(const struct number_reply *list, size_t count,
			       const uint64_t *readings, size_t reading_count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < reading_count; j++)
			if (readings[j] >= list[i].from &&
			    readings[j] <= list[i].upto)
				return list[i].feedback;
	return NULL;
}

static enum err_code judge_number_reply(const struct bench *bench,
					struct verdict *verdict,
					struct err *err)
{
	const struct question *question = bench->question;
	uint64_t readings[2];
	size_t count = judge_number(bench->recorded, question->bare, readings);
	const char *feedback;
	bool right;

	if (count == 0)
		return err_set(err, ERR_USAGE, 0, "not a number: '%.80s'",
			       bench->recorded);
	feedback = find_number(question->numbers_right.list,
			       question->numbers_right.count, readings, count);
	right = feedback != NULL;
	if (!right)
		feedback = find_number(question->numbers_wrong.list,
				       question->numbers_wrong.count, readings,
				       count);
	judge_one(verdict, feedback ? feedback : question->otherwise, right);
	return ERR_OK;
}

static const char *find_text(const struct question *question,
			     const struct text_reply *list, size_t count,
			     const char *reply)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < list[i].any.count; j++)
			if (reply_same(list[i].any.list[j], reply,
				       question->exact_case))
				return list[i].feedback;
	return NULL;
}

static void judge_text(const struct bench *bench, struct verdict *verdict)
{
	const struct question *question = bench->question;
	const char *feedback =
		find_text(question, question->texts_right.list,
			  question->texts_right.count, bench->recorded);
	bool right = feedback != NULL;

	if (!right)
		feedback =
			find_text(question, question->texts_wrong.list,
				  question->texts_wrong.count, bench->recorded);
	judge_one(verdict, feedback ? feedback : question->otherwise, right);
}

static const char *find_point(const struct point_reply *list, size_t count,
			      const struct transcript *transcript, size_t line)
{
	for (size_t i = 0; i < count; i++) {
		struct anchor_ranges ranges;
		bool have;

		/* lint says when an anchor is off; here what it finds counts */
		if (anchor_find(&list[i].anchor, transcript, &ranges, NULL) &&
		    ranges.count == 0) {
			anchor_ranges_fini(&ranges);
			continue;
		}
		have = anchor_ranges_have(&ranges, line);
		anchor_ranges_fini(&ranges);
		if (have)
			return list[i].feedback;
	}
	return NULL;
}

static enum err_code judge_point(const struct bench *bench,
				 struct verdict *verdict, struct err *err)
{
	const struct question *question = bench->question;
	size_t line = bench->reply.line - 1;
	const char *feedback;
	bool right;

	if (!bench->transcript)
		return err_set(err, ERR_USAGE, 0,
			       "there is no recording to point at");
	if (line >= bench->transcript->count)
		return err_set(err, ERR_USAGE, 0,
			       "there is no line %zu: the last one is %zu",
			       line + 1, bench->transcript->count);
	feedback = find_point(question->points_right.list,
			      question->points_right.count, bench->transcript,
			      line);
	right = feedback != NULL;
	if (!right)
		feedback = find_point(question->points_wrong.list,
				      question->points_wrong.count,
				      bench->transcript, line);
	judge_one(verdict, feedback ? feedback : question->otherwise, right);
	if (verdict->remark_count) {
		struct text label = { 0 };

		text_printf(&label, "line %zu", line + 1);
		verdict->remarks[0].label = text_take(&label);
	}
	return ERR_OK;
}

/* ---- order ---- */

/* The most items that follow one another rightly, wherever they stand. */
static unsigned longest_run(const struct reply *reply)
{
	unsigned best[JUDGE_CHOICES_MOST], most = 0;

	for (size_t i = 0; i < reply->count; i++) {
		best[i] = 1;
		for (size_t j = 0; j < i; j++)
			if (reply->picks[j] < reply->picks[i] &&
			    best[j] + 1 > best[i])
				best[i] = best[j] + 1;
		most = best[i] > most ? best[i] : most;
	}
	return most;
}

static void judge_order(const struct bench *bench, struct verdict *verdict)
{
	const struct reply *reply = &bench->reply;
	unsigned count = (unsigned)reply->count, run = longest_run(reply);

	for (size_t i = 0; i < reply->count; i++) {
		size_t number = reply->picks[i];
		bool placed = number == i;

		verdict->points += placed;
		remark(verdict, bench->question->items.list[number].feedback,
		       true, placed)
			->label = letter_label(bench, CHOICE_FIRST, number);
	}
	verdict->of = count;
	verdict->right = verdict->points == count;
	if (verdict->right) {
		say(verdict, "all %u stand in their place", count);
		return;
	}
	say(verdict, "%u of %u stand%s in their place", verdict->points, count,
	    verdict->points == 1 ? "s" : "");
	if (run > verdict->points && run > 1)
		say(verdict, "%u follow one another in the right order", run);
}

/* ---- match ---- */

static void remark_spare(const struct bench *bench, struct verdict *verdict,
			 size_t meaning, bool about_reply)
{
	const struct question *question = bench->question;
	size_t spare = meaning - question->pairs.count;

	remark(verdict, question->spare.list[spare].feedback, about_reply,
	       false)
		->label = letter_label(bench, CHOICE_SECOND, meaning);
}

static void judge_match(const struct bench *bench, struct verdict *verdict)
{
	const struct question *question = bench->question;
	const struct reply *reply = &bench->reply;
	size_t pairs = judge_choice_count(question, CHOICE_FIRST);
	size_t meanings = judge_choice_count(question, CHOICE_SECOND);

	for (size_t i = 0; i < pairs; i++) {
		bool fits = reply->picks[i] == i;
		struct text label = { 0 };

		verdict->points += fits;
		text_printf(&label, "%zu", i + 1);
		remark(verdict, question->pairs.list[i].feedback, true, fits)
			->label = text_take(&label);
	}
	for (int own = 1; own >= 0; own--)
		for (size_t i = pairs; i < meanings; i++)
			if (is_picked(reply, i) == (own == 1))
				remark_spare(bench, verdict, i, own == 1);
	verdict->of = (unsigned)pairs;
	verdict->right = verdict->points == pairs;
	if (verdict->right)
		say(verdict, "all %zu lines have their meaning", pairs);
	else
		say(verdict, "%u of %zu lines %s the right meaning",
		    verdict->points, pairs,
		    verdict->points == 1 ? "has" : "have");
}

enum err_code judge(const struct question *question, uint64_t learner_seed,
		    const struct transcript *transcript, const char *reply,
		    struct verdict *ret, struct err *err)
{
	struct bench bench = { .question = question,
			       .transcript = transcript,
			       .recorded = reply };
	struct verdict verdict = { 0 };
	enum err_code code = reply_read(question, reply, &bench.reply, err);

	if (code)
		return code;
	reply_order(question, CHOICE_FIRST, learner_seed,
		    bench.order[CHOICE_FIRST]);
	reply_order(question, CHOICE_SECOND, learner_seed,
		    bench.order[CHOICE_SECOND]);
	switch (question->type) {
	case QUESTION_SINGLE:
		judge_single(&bench, &verdict);
		break;
	case QUESTION_MULTIPLE:
		judge_multiple(&bench, &verdict);
		break;
	case QUESTION_TRUEFALSE:
		judge_truefalse(&bench, &verdict);
		break;
	case QUESTION_NUMBER:
		code = judge_number_reply(&bench, &verdict, err);
		break;
	case QUESTION_TEXT:
		judge_text(&bench, &verdict);
		break;
	case QUESTION_ORDER:
		judge_order(&bench, &verdict);
		break;
	case QUESTION_MATCH:
		judge_match(&bench, &verdict);
		break;
	case QUESTION_POINT:
	case QUESTION_TYPES:
		code = judge_point(&bench, &verdict, err);
		break;
	}
	if (!code)
		*ret = verdict;
	return code;
}

void verdict_fini(struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->remark_count; i++)
		free(verdict->remarks[i].label);
	free(verdict->remarks);
	free(verdict->reason);
	*verdict = (struct verdict){ 0 };
}
