/*
 * Hints that give the answer away: a hint leads to it and never is it.
 */
#include "config.h"
#include "course/lint_room.h"

#include "course/judge.h"
#include "course/reply.h"

#include <stdlib.h>
#include <string.h>

/* Smaller numbers stand in prose for other reasons. */
#define NUMBER_TELLING 10u
/* Shorter answers are words that a hint may need. */
#define TEXT_TELLING 4u

static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

/* Whether text has the words of part, not as a part of longer ones. */
static bool has_words(const char *text, const char *part)
{
	size_t size = strlen(part);
	const char *at = text;

	while (size && (at = strstr(at, part))) {
		bool before =
			at == text || !in_word(at[-1]) || !in_word(part[0]);
		bool behind = !in_word(at[size]) || !in_word(part[size - 1]);

		if (before && behind)
			return true;
		at++;
	}
	return false;
}

static bool has_answer(const char *hint, const char *answer, bool exact_case)
{
	struct text plain = { 0 };
	bool has;

	if (!answer)
		return false;
	reply_plain(answer, exact_case, &plain);
	has = plain.size >= TEXT_TELLING &&
	      has_words(hint, text_string(&plain));
	text_fini(&plain);
	return has;
}

/* All right options and no wrong one: naming several to compare is fair. */
static const char *told_option(const struct question *question,
			       const char *hint)
{
	const char *told = NULL;

	for (size_t i = 0; i < question->options.count; i++) {
		const struct answer_option *option = &question->options.list[i];

		if (has_answer(hint, option->text, false) != option->right)
			return NULL;
		if (option->right)
			told = option->text;
	}
	return told;
}

static const char *told_text(const struct question *question, const char *hint)
{
	for (size_t i = 0; i < question->texts_right.count; i++) {
		const struct strings *any = &question->texts_right.list[i].any;

		for (size_t j = 0; j < any->count && j < 64; j++)
			if (has_answer(hint, any->list[j],
				       question->exact_case))
				return any->list[j];
	}
	return NULL;
}

static bool is_right_number(const struct question *question, const char *word)
{
	uint64_t readings[2];
	size_t count = judge_number(word, question->bare, readings);

	for (size_t i = 0; i < question->numbers_right.count && i < 64; i++) {
		const struct number_reply *right =
			&question->numbers_right.list[i];

		for (size_t j = 0; j < count; j++)
			if (right->from == right->upto &&
			    right->from >= NUMBER_TELLING &&
			    readings[j] == right->from)
				return true;
	}
	return false;
}

/* A number in the hint that would be marked right; hint is cut into words. */
static const char *told_number(const struct question *question, char *hint)
{
	for (char *at = hint; *at;) {
		size_t size = 0;
		bool digit = false, last;

		while (in_word(at[size]) || at[size] == '`') {
			digit = digit || (at[size] >= '0' && at[size] <= '9');
			size++;
		}
		last = !at[size];
		at[size] = '\0';
		if (digit && is_right_number(question, at))
			return at;
		if (last)
			break;
		at += size + 1;
	}
	return NULL;
}

static const char *told(const struct question *question, char *hint)
{
	switch (question->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
		return told_option(question, hint);
	case QUESTION_TEXT:
		return told_text(question, hint);
	case QUESTION_NUMBER:
		return told_number(question, hint);
	default:
		return NULL;
	}
}

void lint_hints(struct lint *lint, const struct lint_file *file,
		const struct question *question, const struct yaml_node *node)
{
	const struct yaml_node *list = yaml_find(node, "hints");
	const struct yaml_node *at =
		list && list->kind == YAML_LIST ? list->first : NULL;

	for (; at; at = at->next) {
		struct text plain = { 0 };
		const char *answer;
		char *hint;

		if (at->kind != YAML_SCALAR)
			continue;
		reply_plain(at->text,
			    question->type == QUESTION_TEXT &&
				    question->exact_case,
			    &plain);
		hint = text_take(&plain);
		answer = told(question, hint);
		if (answer)
			fault_add(lint->faults, FAULT_QUESTION, file->shown,
				  at->line, at->column,
				  "a hint holds the answer: '%.80s': lead to "
				  "it, and tell it in 'solution'",
				  answer);
		free(hint);
	}
}
