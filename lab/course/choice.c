#include "config.h"
#include "course/reply.h"

#include "base/hash.h"
#include "base/random.h"

#include <string.h>

size_t judge_choice_count(const struct question *question, enum choice_set set)
{
	size_t count = 0;

	switch (question->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
		count = set == CHOICE_FIRST ? question->options.count : 0;
		break;
	case QUESTION_TRUEFALSE:
		count = set == CHOICE_FIRST ? 2 : 0;
		break;
	case QUESTION_ORDER:
		count = set == CHOICE_FIRST ? question->items.count : 0;
		break;
	case QUESTION_MATCH:
		count = question->pairs.count;
		if (set == CHOICE_SECOND)
			count += question->spare.count;
		break;
	case QUESTION_NUMBER:
	case QUESTION_TEXT:
	case QUESTION_POINT:
	case QUESTION_TYPES:
		break;
	}
	return count < JUDGE_CHOICES_MOST ? count : JUDGE_CHOICES_MOST;
}

static struct choice match_choice(const struct question *question,
				  enum choice_set set, size_t number)
{
	const struct pair *pair;
	const struct item *spare;

	if (number < question->pairs.count) {
		pair = &question->pairs.list[number];
		return (struct choice){ pair->id, set == CHOICE_FIRST
							  ? pair->line
							  : pair->meaning };
	}
	spare = &question->spare.list[number - question->pairs.count];
	return (struct choice){ spare->id, spare->text };
}

struct choice reply_choice(const struct question *question, enum choice_set set,
			   size_t number)
{
	static const struct choice truths[2] = { { "true", "true" },
						 { "false", "false" } };

	switch (question->type) {
	case QUESTION_TRUEFALSE:
		return truths[number];
	case QUESTION_ORDER:
		return (struct choice){ question->items.list[number].id,
					question->items.list[number].text };
	case QUESTION_MATCH:
		return match_choice(question, set, number);
	default:
		return (struct choice){ question->options.list[number].id,
					question->options.list[number].text };
	}
}

static bool is_sorted(const size_t *order, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (order[i] != i)
			return false;
	return true;
}

size_t reply_order(const struct question *question, enum choice_set set,
		   uint64_t learner_seed, uint8_t order[JUDGE_CHOICES_MOST])
{
	size_t places[JUDGE_CHOICES_MOST];
	size_t count = judge_choice_count(question, set);
	struct random random = { learner_seed };

	for (size_t i = 0; i < count; i++)
		places[i] = i;
	if (question->type != QUESTION_TRUEFALSE &&
	    !(question->type == QUESTION_MATCH && set == CHOICE_FIRST)) {
		random.state = random_next(&random) ^
			       hash_fnv(question->id, strlen(question->id));
		random_shuffle(&random, places, count);
		/* things to be put in order must not be in order already */
		while (question->type == QUESTION_ORDER && count > 1 &&
		       is_sorted(places, count))
			random_shuffle(&random, places, count);
	}
	for (size_t i = 0; i < count; i++)
		order[i] = (uint8_t)places[i];
	return count;
}

struct choice judge_choice(const struct question *question, enum choice_set set,
			   uint64_t learner_seed, size_t place)
{
	uint8_t order[JUDGE_CHOICES_MOST] = { 0 };

	reply_order(question, set, learner_seed, order);
	return reply_choice(question, set, order[place]);
}
