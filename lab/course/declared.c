/*
 * judge_declared: every reply that a question's file names, and those that
 * follow from it.
 */
#include "config.h"
#include "course/reply.h"

#include "course/anchor.h"

#include <inttypes.h>
#include <string.h>

struct walk {
	const struct question *question;
	size_t left; /* offers to pass by before the one that is wanted */
	bool found;
	struct text *reply;
	struct judge_declared *declared;
};

/* True when this is the one: no more are looked at. */
static bool offer_words(struct walk *walk, const char *words, bool right,
			const char *feedback)
{
	if (walk->found || walk->left-- > 0)
		return walk->found;
	walk->found = true;
	text_add_string(walk->reply, words);
	*walk->declared = (struct judge_declared){ right, feedback };
	return true;
}

static bool offer(struct walk *walk, const struct reply *reply, bool right,
		  const char *feedback)
{
	struct text words = { 0 };

	if (walk->found || walk->left > 0)
		return offer_words(walk, "", right, feedback);
	reply_write(walk->question, reply, &words);
	offer_words(walk, text_string(&words), right, feedback);
	text_fini(&words);
	return true;
}

static void walk_single(struct walk *walk)
{
	size_t count = judge_choice_count(walk->question, CHOICE_FIRST);

	for (size_t i = 0; i < count; i++) {
		const struct answer_option *option =
			&walk->question->options.list[i];
		struct reply reply = { .count = 1, .picks = { (uint8_t)i } };

		offer(walk, &reply, option->right, option->feedback);
	}
}

/* The right options without one (NONE: with all), and perhaps one more. */
#define NONE JUDGE_CHOICES_MOST

static struct reply some_options(const struct question *question,
				 size_t without, size_t with)
{
	size_t count = judge_choice_count(question, CHOICE_FIRST);
	struct reply reply = { 0 };

	for (size_t i = 0; i < count; i++)
		if (i == with ||
		    (question->options.list[i].right && i != without))
			reply.picks[reply.count++] = (uint8_t)i;
	return reply;
}

static void walk_multiple(struct walk *walk)
{
	size_t count = judge_choice_count(walk->question, CHOICE_FIRST);
	struct reply reply = some_options(walk->question, NONE, NONE);

	if (reply.count)
		offer(walk, &reply, true, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct answer_option *option =
			&walk->question->options.list[i];

		if (option->right) {
			reply = some_options(walk->question, i, NONE);
			if (reply.count)
				offer(walk, &reply, false, NULL);
			continue;
		}
		reply = (struct reply){ .count = 1, .picks = { (uint8_t)i } };
		offer(walk, &reply, false, option->feedback);
		reply = some_options(walk->question, NONE, i);
		offer(walk, &reply, false, option->feedback);
	}
}

static void walk_truefalse(struct walk *walk)
{
	const struct question *question = walk->question;

	offer_words(walk, "true", question->answer, question->if_true);
	offer_words(walk, "false", !question->answer, question->if_false);
}

static void offer_number(struct walk *walk, uint64_t value, bool right,
			 const char *feedback)
{
	struct text words = { 0 };

	text_printf(&words, "0x%" PRIx64, value);
	offer_words(walk, text_string(&words), right, feedback);
	text_fini(&words);
}

static void walk_numbers(struct walk *walk, const struct number_reply *list,
			 size_t count, bool right)
{
	for (size_t i = 0; i < count; i++) {
		offer_number(walk, list[i].from, right, list[i].feedback);
		if (list[i].upto != list[i].from)
			offer_number(walk, list[i].upto, right,
				     list[i].feedback);
	}
}

static void walk_texts(struct walk *walk, const struct text_reply *list,
		       size_t count, bool right)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < list[i].any.count; j++)
			offer_words(walk, list[i].any.list[j], right,
				    list[i].feedback);
}

static void swap(struct reply *reply, size_t a, size_t b)
{
	uint8_t kept = reply->picks[a];

	reply->picks[a] = reply->picks[b];
	reply->picks[b] = kept;
}

static struct reply in_file_order(const struct question *question)
{
	struct reply reply = { .count = judge_choice_count(question,
							   CHOICE_FIRST) };

	for (size_t i = 0; i < reply.count; i++)
		reply.picks[i] = (uint8_t)i;
	return reply;
}

/* The right one; then each two neighbours the wrong way round. */
static void walk_order(struct walk *walk)
{
	struct reply reply = in_file_order(walk->question);

	offer(walk, &reply, true, NULL);
	for (size_t i = 0; i + 1 < reply.count; i++) {
		swap(&reply, i, i + 1);
		offer(walk, &reply, false,
		      walk->question->items.list[i].feedback);
		swap(&reply, i, i + 1);
	}
}

/* The right one; neighbours swapped; each spare meaning at each line. */
static void walk_match(struct walk *walk)
{
	const struct question *question = walk->question;
	struct reply reply = in_file_order(question);
	size_t meanings = judge_choice_count(question, CHOICE_SECOND);

	offer(walk, &reply, true, NULL);
	for (size_t i = 0; i < reply.count; i++) {
		if (i + 1 < reply.count) {
			swap(&reply, i, i + 1);
			offer(walk, &reply, false,
			      question->pairs.list[i].feedback);
			swap(&reply, i, i + 1);
		}
		for (size_t j = reply.count; j < meanings; j++) {
			reply.picks[i] = (uint8_t)j;
			offer(walk, &reply, false,
			      question->spare.list[j - reply.count].feedback);
		}
		reply.picks[i] = (uint8_t)i;
	}
}

static void walk_points(struct walk *walk, const struct transcript *transcript,
			const struct point_reply *list, size_t count,
			bool right)
{
	for (size_t i = 0; i < count; i++) {
		struct anchor_ranges ranges;

		/* what it finds counts, also where lint complains */
		if (anchor_find(&list[i].anchor, transcript, &ranges, NULL) ==
			    ERR_OK ||
		    ranges.count) {
			struct reply reply = {
				.line = (uint32_t)ranges.list[0].first + 1
			};

			offer(walk, &reply, right, list[i].feedback);
		}
		anchor_ranges_fini(&ranges);
	}
}

bool judge_declared(const struct question *question,
		    const struct transcript *transcript, size_t n,
		    struct text *ret_reply, struct judge_declared *ret)
{
	struct walk walk = { .question = question,
			     .left = n,
			     .reply = ret_reply,
			     .declared = ret };

	switch (question->type) {
	case QUESTION_SINGLE:
		walk_single(&walk);
		break;
	case QUESTION_MULTIPLE:
		walk_multiple(&walk);
		break;
	case QUESTION_TRUEFALSE:
		walk_truefalse(&walk);
		break;
	case QUESTION_NUMBER:
		walk_numbers(&walk, question->numbers_right.list,
			     question->numbers_right.count, true);
		walk_numbers(&walk, question->numbers_wrong.list,
			     question->numbers_wrong.count, false);
		break;
	case QUESTION_TEXT:
		walk_texts(&walk, question->texts_right.list,
			   question->texts_right.count, true);
		walk_texts(&walk, question->texts_wrong.list,
			   question->texts_wrong.count, false);
		break;
	case QUESTION_ORDER:
		walk_order(&walk);
		break;
	case QUESTION_MATCH:
		walk_match(&walk);
		break;
	case QUESTION_POINT:
		if (!transcript)
			return false;
		walk_points(&walk, transcript, question->points_right.list,
			    question->points_right.count, true);
		walk_points(&walk, transcript, question->points_wrong.list,
			    question->points_wrong.count, false);
		break;
	case QUESTION_TYPES:
		break;
	}
	return walk.found;
}
