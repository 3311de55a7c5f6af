#include "config.h"
#include "course/reply.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

/* What no longer fits: somebody changed the course under the reply. */
static enum err_code misfit(const char *recorded, struct err *err)
{
	return err_set(err, ERR_USAGE, 0,
		       "the reply does not fit the question: '%.80s': answer "
		       "it again",
		       recorded);
}

static void write_ids(const struct question *question,
		      const struct reply *reply, struct text *ret)
{
	for (size_t i = 0; i < reply->count; i++) {
		struct choice choice =
			reply_choice(question, CHOICE_FIRST, reply->picks[i]);

		text_printf(ret, "%s#%s", i ? " " : "", choice.id);
	}
}

static void write_pairs(const struct question *question,
			const struct reply *reply, struct text *ret)
{
	for (size_t i = 0; i < reply->count; i++)
		text_printf(
			ret, "%s#%s=#%s", i ? " " : "",
			reply_choice(question, CHOICE_FIRST, i).id,
			reply_choice(question, CHOICE_SECOND, reply->picks[i])
				.id);
}

void reply_write(const struct question *question, const struct reply *reply,
		 struct text *ret)
{
	switch (question->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
	case QUESTION_ORDER:
		write_ids(question, reply, ret);
		break;
	case QUESTION_MATCH:
		write_pairs(question, reply, ret);
		break;
	case QUESTION_TRUEFALSE:
		text_add_string(ret, reply->picks[0] ? "false" : "true");
		break;
	case QUESTION_POINT:
		text_printf(ret, "%u", (unsigned)reply->line);
		break;
	case QUESTION_NUMBER:
	case QUESTION_TEXT:
	case QUESTION_TYPES:
		break;
	}
}

/* Reads "#id" and moves on; the choice's number, or -1. */
static int read_id(const struct question *question, enum choice_set set,
		   const char **at)
{
	const char *id = *at + 1;
	size_t size, count = judge_choice_count(question, set);

	if (**at != '#')
		return -1;
	size = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
	for (size_t i = 0; i < count; i++) {
		struct choice choice = reply_choice(question, set, i);

		if (strlen(choice.id) == size &&
		    memcmp(choice.id, id, size) == 0) {
			*at = id + size;
			return (int)i;
		}
	}
	return -1;
}

static bool read_ids(const struct question *question, const char *at,
		     struct reply *ret)
{
	uint32_t met = 0;

	for (;;) {
		int number = read_id(question, CHOICE_FIRST, &at);

		if (number < 0 || (met & 1u << number))
			return false;
		met |= 1u << number;
		ret->picks[ret->count++] = (uint8_t)number;
		if (!*at)
			return true;
		if (*at++ != ' ')
			return false;
	}
}

static bool read_pairs(const struct question *question, const char *at,
		       struct reply *ret)
{
	size_t count = judge_choice_count(question, CHOICE_FIRST);
	uint32_t met = 0;

	for (;;) {
		int line = read_id(question, CHOICE_FIRST, &at), meaning;

		if (line < 0 || (met & 1u << line) || *at++ != '=')
			return false;
		meaning = read_id(question, CHOICE_SECOND, &at);
		if (meaning < 0)
			return false;
		met |= 1u << line;
		ret->picks[line] = (uint8_t)meaning;
		ret->count++;
		if (!*at)
			return ret->count == count;
		if (*at++ != ' ')
			return false;
	}
}

static bool read_line(const char *at, struct reply *ret)
{
	uint64_t line = 0;

	if (*at < '1' || *at > '9')
		return false;
	for (; *at >= '0' && *at <= '9'; at++) {
		line = line * 10 + (uint64_t)(*at - '0');
		if (line > UINT32_MAX)
			return false;
	}
	ret->line = (uint32_t)line;
	return !*at;
}

/* The right number of choices for the type, each once. */
static bool complete(const struct question *question, struct reply *reply)
{
	uint32_t met = 0;
	size_t count = judge_choice_count(question, CHOICE_FIRST);

	if (question->type == QUESTION_SINGLE)
		return reply->count == 1;
	if (question->type == QUESTION_ORDER)
		return reply->count == count;
	/* multiple: by the file, whatever order they were said in */
	for (size_t i = 0; i < reply->count; i++)
		met |= 1u << reply->picks[i];
	reply->count = 0;
	for (size_t i = 0; i < count; i++)
		if (met & 1u << i)
			reply->picks[reply->count++] = (uint8_t)i;
	return reply->count > 0;
}

enum err_code reply_read(const struct question *question, const char *recorded,
			 struct reply *ret, struct err *err)
{
	struct reply reply = { 0 };
	bool fits = false;

	switch (question->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
	case QUESTION_ORDER:
		fits = read_ids(question, recorded, &reply) &&
		       complete(question, &reply);
		break;
	case QUESTION_MATCH:
		fits = read_pairs(question, recorded, &reply);
		break;
	case QUESTION_TRUEFALSE:
		reply.count = 1;
		reply.picks[0] = strcmp(recorded, "false") == 0;
		fits = reply.picks[0] || strcmp(recorded, "true") == 0;
		break;
	case QUESTION_POINT:
		fits = read_line(recorded, &reply);
		break;
	case QUESTION_NUMBER:
	case QUESTION_TEXT:
		fits = strlen(recorded) <= LIMIT_LINE;
		break;
	case QUESTION_TYPES:
		break;
	}
	if (!fits)
		return misfit(recorded, err);
	*ret = reply;
	return ERR_OK;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Signs of expressions and calls, which neither C nor a debugger parts. */
static bool is_sign(char c)
{
	return c && strchr("+*/()?,;=&", c);
}

/* Whether a space between the two tells; "!analyze -v" wants its space. */
static bool space_counts(char before, char behind)
{
	return !is_sign(before) && !is_sign(behind) && before != '-';
}

static void drop_end(struct text *text, char c)
{
	if (text->size && text->bytes[text->size - 1] == c)
		text->bytes[--text->size] = '\0';
}

void reply_plain(const char *text, bool exact_case, struct text *ret)
{
	bool gap = false;

	text_clear(ret);
	for (; *text; text++) {
		char c = *text;

		if (c == '`')
			continue;
		if (is_space(c)) {
			gap = ret->size > 0;
			continue;
		}
		if (gap &&
		    (exact_case || space_counts(ret->bytes[ret->size - 1], c)))
			text_add_char(ret, ' ');
		gap = false;
		if (!exact_case && c >= 'A' && c <= 'Z')
			c = (char)(c + 'a' - 'A');
		text_add_char(ret, c);
	}
	/* a lone "." is an answer, not the end of one */
	if (ret->size > 1)
		drop_end(ret, '.');
	drop_end(ret, ' ');
}

bool reply_same(const char *a, const char *b, bool exact_case)
{
	struct text plain[2] = { { 0 }, { 0 } };
	bool same;

	reply_plain(a, exact_case, &plain[0]);
	reply_plain(b, exact_case, &plain[1]);
	same = strcmp(text_string(&plain[0]), text_string(&plain[1])) == 0;
	text_fini(&plain[0]);
	text_fini(&plain[1]);
	return same;
}
