#include "config.h"
#include "views/draft.h"

#include <stdio.h>
#include <string.h>

void draft_fini(struct draft *draft)
{
	entry_fini(&draft->entry);
	memset(draft, 0, sizeof(*draft));
}

bool draft_is_typed(const struct draft *draft)
{
	return draft->question && (draft->question->type == QUESTION_NUMBER ||
				   draft->question->type == QUESTION_TEXT);
}

bool draft_is_point(const struct draft *draft)
{
	return draft->question && draft->question->type == QUESTION_POINT;
}

/* The place of the choice that a recorded "#id" names, or -1. */
static int find_id(const struct draft *draft, enum choice_set set,
		   const char *id, size_t size)
{
	size_t count = judge_choice_count(draft->question, set);

	for (size_t i = 0; i < count; i++) {
		const char *have =
			judge_choice(draft->question, set, draft->seed, i).id;

		if (strlen(have) == size && memcmp(have, id, size) == 0)
			return (int)i;
	}
	return -1;
}

static void put_back_match(struct draft *draft, const char *word, size_t size)
{
	const char *equals = memchr(word, '=', size);
	size_t left = equals ? (size_t)(equals - word) : 0;
	int line, meaning;

	if (!equals || left + 2 >= size)
		return;
	line = find_id(draft, CHOICE_FIRST, word, left);
	meaning = find_id(draft, CHOICE_SECOND, equals + 2, size - left - 2);
	if (line >= 0)
		draft->matched[line] = meaning;
}

/* Reads "#a #c" or "#l1=#m2 ..." into the draft; strange words are passed
 * over: the reply may be older than the course. */
static void put_back(struct draft *draft, const char *reply)
{
	size_t rank = 0;

	while (*reply) {
		size_t size = strcspn(reply, " ");
		int place;

		if (size > 1 && *reply == '#') {
			if (draft->question->type == QUESTION_MATCH)
				put_back_match(draft, reply + 1, size - 1);
			place = find_id(draft, CHOICE_FIRST, reply + 1,
					size - 1);
			if (place >= 0)
				draft->chosen[place] = true;
			if (place >= 0 && rank < draft->count)
				draft->order[rank++] = (size_t)place;
		}
		reply += size;
		reply += strspn(reply, " ");
	}
}

/* An order that is no permutation (an old reply) is forgotten. */
static void mend_order(struct draft *draft)
{
	unsigned seen = 0;

	for (size_t i = 0; i < draft->count; i++)
		seen |= 1u << draft->order[i];
	if (seen == (1u << draft->count) - 1)
		return;
	for (size_t i = 0; i < draft->count; i++)
		draft->order[i] = i;
}

void draft_set(struct draft *draft, const struct question *question,
	       uint64_t seed, const char *reply)
{
	draft_fini(draft);
	if (!question)
		return;
	draft->question = question;
	draft->seed = seed;
	draft->count = judge_choice_count(question, CHOICE_FIRST);
	for (size_t i = 0; i < JUDGE_CHOICES_MOST; i++) {
		draft->order[i] = i;
		draft->matched[i] = -1;
	}
	entry_set(&draft->entry, "");
	if (!reply)
		return;
	if (draft_is_typed(draft)) {
		entry_set(&draft->entry, reply);
	} else if (question->type == QUESTION_TRUEFALSE) {
		draft->chosen[strcmp(reply, "true") == 0 ? 0 : 1] = true;
	} else {
		put_back(draft, reply);
		mend_order(draft);
	}
}

bool draft_move(struct draft *draft, int by)
{
	size_t next = draft->cursor + (size_t)by;

	if (!draft->count || next >= draft->count)
		return false;
	if (draft->lifted) {
		size_t kept = draft->order[next];

		draft->order[next] = draft->order[draft->cursor];
		draft->order[draft->cursor] = kept;
	}
	draft->cursor = next;
	return true;
}

void draft_choose(struct draft *draft)
{
	if (!draft->count)
		return;
	switch (draft->question->type) {
	case QUESTION_MULTIPLE:
		draft->chosen[draft->cursor] = !draft->chosen[draft->cursor];
		break;
	case QUESTION_ORDER:
		draft->lifted = !draft->lifted;
		break;
	case QUESTION_MATCH: {
		size_t meanings =
			judge_choice_count(draft->question, CHOICE_SECOND);
		int *matched = &draft->matched[draft->cursor];

		*matched = *matched + 1 < (int)meanings ? *matched + 1 : -1;
		break;
	}
	default:
		memset(draft->chosen, 0, sizeof(draft->chosen));
		draft->chosen[draft->cursor] = true;
	}
}

bool draft_letter(struct draft *draft, uint32_t key)
{
	size_t place;

	if (!draft->count)
		return false;
	if (draft->question->type == QUESTION_MATCH) {
		size_t meanings =
			judge_choice_count(draft->question, CHOICE_SECOND);

		if (key >= '1' && key < '1' + draft->count) {
			draft->cursor = key - '1';
			return true;
		}
		if (key < 'a' || key >= 'a' + meanings)
			return false;
		draft->matched[draft->cursor] = (int)(key - 'a');
		draft_move(draft, 1);
		return true;
	}
	if (key < 'a' || key >= 'a' + draft->count)
		return false;
	place = key - 'a';
	if (draft->question->type == QUESTION_ORDER) {
		/* letters belong to items: find where this one stands now */
		for (size_t i = 0; i < draft->count; i++)
			if (draft->order[i] == place)
				draft->cursor = i;
		return true;
	}
	draft->cursor = place;
	draft_choose(draft);
	return true;
}

struct choice draft_choice(const struct draft *draft, size_t rank)
{
	size_t place = draft->question->type == QUESTION_ORDER
			       ? draft->order[rank]
			       : rank;

	return judge_choice(draft->question, CHOICE_FIRST, draft->seed, place);
}

void draft_marker(const struct draft *draft, size_t rank, char ret[16])
{
	char letter = (char)('a' + rank);

	switch (draft->question->type) {
	case QUESTION_MULTIPLE:
		snprintf(ret, 16, "[%c] %c", draft->chosen[rank] ? 'x' : ' ',
			 letter);
		break;
	case QUESTION_ORDER:
		snprintf(ret, 16, "%c%zu. %c",
			 draft->lifted && rank == draft->cursor ? '^' : ' ',
			 rank + 1, (char)('a' + draft->order[rank]));
		break;
	case QUESTION_MATCH:
		snprintf(ret, 16, "%zu [%c]", rank + 1,
			 draft->matched[rank] < 0
				 ? ' '
				 : (char)('a' + draft->matched[rank]));
		break;
	default:
		snprintf(ret, 16, "(%c) %c", draft->chosen[rank] ? 'o' : ' ',
			 letter);
	}
}

static bool add_chosen(const struct draft *draft, struct text *ret)
{
	bool any = false;

	for (size_t i = 0; i < draft->count; i++) {
		if (!draft->chosen[i])
			continue;
		text_printf(ret, "%s#%s", any ? " " : "",
			    draft_choice(draft, i).id);
		any = true;
	}
	return any;
}

static bool add_matched(const struct draft *draft, struct text *ret)
{
	for (size_t i = 0; i < draft->count; i++) {
		if (draft->matched[i] < 0)
			return false;
		text_printf(ret, "%s#%s=#%s", i ? " " : "",
			    draft_choice(draft, i).id,
			    judge_choice(draft->question, CHOICE_SECOND,
					 draft->seed, (size_t)draft->matched[i])
				    .id);
	}
	return true;
}

bool draft_reply(const struct draft *draft, struct text *ret,
		 const char **ret_why)
{
	*ret_why = "";
	switch (draft->question->type) {
	case QUESTION_NUMBER:
	case QUESTION_TEXT:
		*ret_why = "type an answer first";
		text_add_string(ret, text_string(&draft->entry.text));
		return draft->entry.text.size > 0;
	case QUESTION_TRUEFALSE:
		*ret_why = "choose true or false first";
		if (!draft->chosen[0] && !draft->chosen[1])
			return false;
		text_add_string(ret, draft->chosen[0] ? "true" : "false");
		return true;
	case QUESTION_ORDER:
		for (size_t i = 0; i < draft->count; i++)
			text_printf(ret, "%s#%s", i ? " " : "",
				    draft_choice(draft, i).id);
		return true;
	case QUESTION_MATCH:
		*ret_why = "give every line a letter first";
		return add_matched(draft, ret);
	default:
		*ret_why = "choose one first, by its letter";
		return add_chosen(draft, ret);
	}
}
