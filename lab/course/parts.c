#include "config.h"
#include "course/parts.h"

#include <string.h>
#include <strings.h>

struct scan {
	const struct question *question;
	struct parts *parts;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static unsigned letter_number(char c)
{
	return (unsigned)((c | 0x20) - 'a');
}

/* How many letters the learner sees. */
static size_t letters_shown(const struct question *question)
{
	return judge_choice_count(question, question->type == QUESTION_MATCH
						    ? CHOICE_SECOND
						    : CHOICE_FIRST);
}

/* Words around an answer that say nothing. */
static bool is_filler(const char *word, size_t size)
{
	static const char *const fillers[] = {
		"and",	"then",	  "is",	     "option", "options", "answer",
		"item", "letter", "letters", "line",   "lines",	  "number",
	};

	for (size_t i = 0; i < sizeof(fillers) / sizeof(*fillers); i++)
		if (strlen(fillers[i]) == size &&
		    strncasecmp(fillers[i], word, size) == 0)
			return true;
	return false;
}

static enum err_code unreadable(const char *what, size_t size, struct err *err)
{
	return err_set(err, ERR_USAGE, 0,
		       "cannot read '%.*s': type the letters as they are shown",
		       (int)(size < 40 ? size : 40), what);
}

static enum err_code add_part(struct scan *scan, const struct part *part,
			      struct err *err)
{
	if (scan->parts->count == PARTS_MOST)
		return err_set(err, ERR_USAGE, 0,
			       "that is more than there is to choose from");
	scan->parts->list[scan->parts->count++] = *part;
	return ERR_OK;
}

static enum err_code add_letters(struct scan *scan, const char *word,
				 size_t size, struct err *err)
{
	size_t most = letters_shown(scan->question);

	if (is_filler(word, size))
		return ERR_OK;
	for (size_t i = 0; i < size; i++) {
		struct part part = { .kind = PART_LETTER,
				     .number = letter_number(word[i]) };
		enum err_code code;

		if (part.number >= most && size == 1)
			return err_set(err, ERR_USAGE, 0,
				       "there is no %c: the letters go from a "
				       "to %c",
				       word[i], (int)('a' + most - 1));
		if (part.number >= most)
			return unreadable(word, size, err);
		code = add_part(scan, &part, err);
		if (code)
			return code;
	}
	return ERR_OK;
}

static enum err_code add_number(struct scan *scan, const char *digits,
				size_t size, struct err *err)
{
	struct part part = { .kind = PART_NUMBER };

	for (size_t i = 0; i < size; i++) {
		part.number = part.number * 10 + (unsigned)(digits[i] - '0');
		if (part.number > 999999)
			return unreadable(digits, size, err);
	}
	/* "312" is an order of three, as "cab" is */
	if (scan->question->type == QUESTION_ORDER && size > 1 &&
	    size == judge_choice_count(scan->question, CHOICE_FIRST)) {
		for (size_t i = 0; i < size; i++) {
			part.number = (unsigned)(digits[i] - '0');
			if (add_part(scan, &part, err))
				return ERR_USAGE;
		}
		return ERR_OK;
	}
	return add_part(scan, &part, err);
}

/* Bytes of what may stand between two parts at `at`; 0: a part begins. */
static size_t separator(const struct question *question, const char *at)
{
	bool lined = question->type == QUESTION_ORDER ||
		     question->type == QUESTION_MATCH;

	if (strchr(" \t\r\n,;:.()[]\"'`&+/|", *at))
		return 1;
	if (lined && strchr("=-<>", *at))
		return 1;
	if (lined && strncmp(at, "\xe2\x86\x92", 3) == 0) /* -> */
		return 3;
	return 0;
}

static size_t id_size(const char *at)
{
	size_t size = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-");

	/* "#a->#b" */
	if (size && at[size - 1] == '-' && at[size] == '>')
		size--;
	return size;
}

/* One part, or what stands between two; moves *at behind it. */
static enum err_code take_part(struct scan *scan, const char **at,
			       struct err *err)
{
	const char *start = *at;
	size_t size = separator(scan->question, start);

	if (size) {
		*at += size;
		return ERR_OK;
	}
	if (*start == '#') {
		struct part part = { .kind = PART_ID,
				     .id = start + 1,
				     .size = id_size(start + 1) };

		*at += 1 + part.size;
		return add_part(scan, &part, err);
	}
	if (is_letter(*start)) {
		while (is_letter(**at))
			++*at;
		return add_letters(scan, start, (size_t)(*at - start), err);
	}
	if (is_digit(*start)) {
		while (is_digit(**at))
			++*at;
		return add_number(scan, start, (size_t)(*at - start), err);
	}
	return unreadable(start, strlen(start), err);
}

enum err_code parts_take(const struct question *question, const char *line,
			 struct parts *ret, struct err *err)
{
	struct parts parts = { .count = 0 };
	struct scan scan = { question, &parts };
	enum err_code code = ERR_OK;

	for (const char *at = line; *at && !code;)
		code = take_part(&scan, &at, err);
	if (!code && parts.count == 0)
		code = err_set(err, ERR_USAGE, 0, "no answer is typed yet");
	if (!code)
		*ret = parts;
	return code;
}
