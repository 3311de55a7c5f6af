#include "config.h"
#include "course/bench.h"

#include "base/mem.h"
#include "course/anchor.h"

#include <stdlib.h>

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* ---- single, multiple, truefalse ---- */

/* The learner's own first, then the rest, as they stand on the screen. */
static void remark_options(const struct bench *bench, struct verdict *verdict)
{
	size_t count = judge_choice_count(bench->question, CHOICE_FIRST);

	for (int own = 1; own >= 0; own--) {
		for (size_t place = 0; place < count; place++) {
			size_t number = bench->order[CHOICE_FIRST][place];
			const struct answer_option *option =
				&bench->question->options.list[number];
			bool picked = bench_is_picked(&bench->reply, number);

			if (picked != (own == 1))
				continue;
			bench_remark(verdict, option->feedback, picked,
				     option->right)
				->label =
				bench_label(bench, CHOICE_FIRST, number);
		}
	}
}

static void judge_single(const struct bench *bench, struct verdict *verdict)
{
	size_t number = bench->reply.picks[0];

	verdict->right = bench->question->options.list[number].right;
	verdict->points = verdict->right;
	verdict->of = 1;
	bench_say(verdict, "%c is %s",
		  bench_letter(bench, CHOICE_FIRST, number),
		  verdict->right ? "right" : "not right");
	remark_options(bench, verdict);
}

static void judge_multiple(const struct bench *bench, struct verdict *verdict)
{
	size_t count = judge_choice_count(bench->question, CHOICE_FIRST);
	unsigned all = 0, right = 0, wrong = 0;

	for (size_t i = 0; i < count; i++) {
		bool is_right = bench->question->options.list[i].right;
		bool picked = bench_is_picked(&bench->reply, i);

		all += is_right;
		right += is_right && picked;
		wrong += !is_right && picked;
	}
	verdict->right = right == all && wrong == 0;
	verdict->of = all;
	verdict->points = right > wrong ? right - wrong : 0;
	if (verdict->right)
		bench_say(verdict, "all %u right options chosen, no other",
			  all);
	else
		bench_say(verdict, "%u of %u right option%s chosen", right, all,
			  plural(all));
	if (wrong)
		bench_say(verdict, "%u wrong one%s too", wrong, plural(wrong));
	remark_options(bench, verdict);
}

static void judge_truefalse(const struct bench *bench, struct verdict *verdict)
{
	const struct question *question = bench->question;
	bool said = bench->reply.picks[0] == 0;

	verdict->right = said == question->answer;
	verdict->points = verdict->right;
	verdict->of = 1;
	bench_say(verdict, "it is %s", question->answer ? "true" : "false");
	for (int own = 1; own >= 0; own--) {
		bool truth = said == (own == 1);

		bench_remark(verdict,
			     truth ? question->if_true : question->if_false,
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
	bench_say(verdict, right ? "that is right" : "that is not right");
	if (feedback)
		bench_remark(verdict, feedback, true, right);
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
		bench_judge_order(&bench, &verdict);
		break;
	case QUESTION_MATCH:
		bench_judge_match(&bench, &verdict);
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
