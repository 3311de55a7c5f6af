#include "config.h"
#include "course/bench.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void bench_say(struct verdict *verdict, const char *format, ...)
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

struct judge_remark *bench_remark(struct verdict *verdict, const char *text,
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

char bench_letter(const struct bench *bench, enum choice_set set, size_t number)
{
	size_t place = 0;

	while (place + 1 < JUDGE_CHOICES_MOST &&
	       bench->order[set][place] != number)
		place++;
	return (char)('a' + place);
}

char *bench_label(const struct bench *bench, enum choice_set set, size_t number)
{
	char letter = bench_letter(bench, set, number);

	return mem_strndup(&letter, 1);
}

bool bench_is_picked(const struct reply *reply, size_t number)
{
	for (size_t i = 0; i < reply->count; i++)
		if (reply->picks[i] == number)
			return true;
	return false;
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

void bench_judge_order(const struct bench *bench, struct verdict *verdict)
{
	const struct reply *reply = &bench->reply;
	unsigned count = (unsigned)reply->count, run = longest_run(reply);

	for (size_t i = 0; i < reply->count; i++) {
		size_t number = reply->picks[i];
		bool placed = number == i;

		verdict->points += placed;
		bench_remark(verdict,
			     bench->question->items.list[number].feedback, true,
			     placed)
			->label = bench_label(bench, CHOICE_FIRST, number);
	}
	verdict->of = count;
	verdict->right = verdict->points == count;
	if (verdict->right) {
		bench_say(verdict, "all %u stand in their place", count);
		return;
	}
	bench_say(verdict, "%u of %u stand%s in their place", verdict->points,
		  count, verdict->points == 1 ? "s" : "");
	if (run > verdict->points && run > 1)
		bench_say(verdict, "%u follow one another in the right order",
			  run);
}

/* ---- match ---- */

static void remark_spare(const struct bench *bench, struct verdict *verdict,
			 size_t meaning, bool about_reply)
{
	const struct question *question = bench->question;
	size_t spare = meaning - question->pairs.count;

	bench_remark(verdict, question->spare.list[spare].feedback, about_reply,
		     false)
		->label = bench_label(bench, CHOICE_SECOND, meaning);
}

void bench_judge_match(const struct bench *bench, struct verdict *verdict)
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
		bench_remark(verdict, question->pairs.list[i].feedback, true,
			     fits)
			->label = text_take(&label);
	}
	for (int own = 1; own >= 0; own--)
		for (size_t i = pairs; i < meanings; i++)
			if (bench_is_picked(reply, i) == (own == 1))
				remark_spare(bench, verdict, i, own == 1);
	verdict->of = (unsigned)pairs;
	verdict->right = verdict->points == pairs;
	if (verdict->right)
		bench_say(verdict, "all %zu lines have their meaning", pairs);
	else
		bench_say(verdict, "%u of %zu lines %s the right meaning",
			  verdict->points, pairs,
			  verdict->points == 1 ? "has" : "have");
}
