/*
 * judge_parse: what a person typed, as a reply. Letters and numbers mean
 * places on the learner's screen; ids and whole texts mean the choice itself.
 */
#include "config.h"
#include "course/parts.h"
#include "course/reply.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct typed {
	const struct question *question;
	uint8_t first[JUDGE_CHOICES_MOST], second[JUDGE_CHOICES_MOST];
	size_t first_count, second_count;
	struct parts parts;
};

/* ---- parts into choices ---- */

static enum err_code no_place(const struct part *part, size_t count,
			      struct err *err)
{
	if (part->kind == PART_ID)
		return err_set(err, ERR_USAGE, 0,
			       "there is no '#%.*s' in this question",
			       (int)(part->size < 60 ? part->size : 60),
			       part->id);
	if (part->kind == PART_NUMBER)
		return err_set(err, ERR_USAGE, 0,
			       "there is no %u: there are %zu to choose from",
			       part->number, count);
	return err_set(err, ERR_USAGE, 0,
		       "there is no %c: the letters go from a to %c",
		       (int)('a' + part->number), (int)('a' + count - 1));
}

/* The number in the file of what a part names. */
static enum err_code resolve(const struct typed *typed, enum choice_set set,
			     const struct part *part, uint8_t *ret,
			     struct err *err)
{
	bool second = set == CHOICE_SECOND;
	size_t count = second ? typed->second_count : typed->first_count;
	const uint8_t *order = second ? typed->second : typed->first;

	if (part->kind == PART_ID) {
		for (size_t i = 0; i < count; i++) {
			const char *id =
				reply_choice(typed->question, set, i).id;

			if (strlen(id) == part->size &&
			    memcmp(id, part->id, part->size) == 0) {
				*ret = (uint8_t)i;
				return ERR_OK;
			}
		}
	} else {
		size_t place = part->number;

		if (part->kind == PART_NUMBER)
			place--; /* 0 wraps and is refused below */
		if (place < count) {
			*ret = order[place];
			return ERR_OK;
		}
	}
	return no_place(part, count, err);
}

static enum err_code parts_to_picks(const struct typed *typed,
				    struct reply *ret, struct err *err)
{
	uint32_t met = 0;

	for (size_t i = 0; i < typed->parts.count; i++) {
		uint8_t pick = 0;
		enum err_code code = resolve(typed, CHOICE_FIRST,
					     &typed->parts.list[i], &pick, err);

		if (code)
			return code;
		if (met & 1u << pick) {
			if (typed->question->type != QUESTION_ORDER)
				continue;
			return err_set(err, ERR_USAGE, 0,
				       "one of them stands twice: name each "
				       "once");
		}
		met |= 1u << pick;
		ret->picks[ret->count++] = pick;
	}
	return ERR_OK;
}

/* ---- whole texts ---- */

/* The choice that has this text; -1: none, -2: several. */
static int find_text(const struct question *question, const char *text)
{
	size_t count = judge_choice_count(question, CHOICE_FIRST);
	int found = -1;

	for (size_t i = 0; i < count; i++) {
		struct choice choice = reply_choice(question, CHOICE_FIRST, i);

		if (reply_same(choice.text, text, false))
			found = found == -1 ? (int)i : -2;
	}
	return found;
}

/*
 * Texts in full, with ';' between them where there are several. False when
 * the line is something else.
 */
static bool texts_to_picks(const struct question *question, const char *line,
			   struct reply *ret)
{
	uint32_t met = 0;
	int whole = find_text(question, line);
	const char *at = line;

	if (whole >= 0) {
		ret->picks[0] = (uint8_t)whole;
		ret->count = 1;
		return true;
	}
	if (whole == -2 || !strchr(line, ';'))
		return false;
	for (;;) {
		size_t size = strcspn(at, ";");
		struct text part = { 0 };
		int pick;

		text_add(&part, at, size);
		pick = find_text(question, text_string(&part));
		text_fini(&part);
		if (pick < 0 || (met & 1u << pick))
			return false;
		met |= 1u << pick;
		ret->picks[ret->count++] = (uint8_t)pick;
		if (!at[size])
			return true;
		at += size + 1;
	}
}

/* ---- by type ---- */

static bool only_numbers(const struct typed *typed)
{
	for (size_t i = 0; i < typed->parts.count; i++)
		if (typed->parts.list[i].kind != PART_NUMBER)
			return false;
	return true;
}

static bool same_picks(const struct reply *a, const struct reply *b)
{
	return a->count == b->count &&
	       memcmp(a->picks, b->picks, a->count) == 0;
}

/*
 * Letters or texts, whichever the line is. An option may read "b" and stand
 * at another place: then nobody knows what is meant. Numbers are not shown as
 * places, so there the text wins.
 */
static enum err_code take_picks(struct typed *typed, const char *line,
				struct reply *ret, struct err *err)
{
	struct reply by_text = { 0 };
	bool is_text = texts_to_picks(typed->question, line, &by_text);
	enum err_code code =
		parts_take(typed->question, line, &typed->parts, err);

	if (!code)
		code = parts_to_picks(typed, ret, err);
	if (!is_text)
		return code;
	if (!code && !only_numbers(typed) && !same_picks(ret, &by_text))
		return err_set(err, ERR_USAGE, 0,
			       "'%.40s' is the letter of one and the text of "
			       "another: write '#' and its id",
			       line);
	*ret = by_text;
	return ERR_OK;
}

static enum err_code take_choice(struct typed *typed, const char *line,
				 struct reply *ret, struct err *err)
{
	size_t count = typed->first_count;
	enum err_code code = take_picks(typed, line, ret, err);

	if (code)
		return code;
	if (typed->question->type == QUESTION_SINGLE && ret->count > 1)
		return err_set(err, ERR_USAGE, 0,
			       "choose one, not %zu: only one is right",
			       ret->count);
	if (typed->question->type == QUESTION_ORDER && ret->count < count)
		return err_set(err, ERR_USAGE, 0,
			       "name all %zu in their order, not only %zu",
			       count, ret->count);
	if (typed->question->type == QUESTION_MULTIPLE) {
		/* recorded by the file, whatever order they were said in */
		uint32_t met = 0;

		for (size_t i = 0; i < ret->count; i++)
			met |= 1u << ret->picks[i];
		ret->count = 0;
		for (size_t i = 0; i < count; i++)
			if (met & 1u << i)
				ret->picks[ret->count++] = (uint8_t)i;
	}
	return ERR_OK;
}

static enum err_code take_truth(const char *line, struct reply *ret,
				struct err *err)
{
	/* the second half says false */
	static const char *const words[] = {
		"true",	 "t", "yes", "y", "right", "correct",	"1", "a",
		"false", "f", "no",  "n", "wrong", "incorrect", "0", "b",
	};
	const size_t count = sizeof(words) / sizeof(*words);
	const char *start = line + strspn(line, " \t\r\n([\"'#`");
	size_t size = strcspn(start, " \t\r\n)].\"'`!,:");
	const char *rest = start + size;

	rest += strspn(rest, " \t\r\n)].\"'`!,:");
	for (size_t i = 0; i < count && !*rest; i++) {
		if (strlen(words[i]) == size &&
		    strncasecmp(words[i], start, size) == 0) {
			ret->count = 1;
			ret->picks[0] = i >= count / 2;
			return ERR_OK;
		}
	}
	return err_set(err, ERR_USAGE, 0, "answer 'true' or 'false'");
}

/* "cadb": a letter for each line, from the top. */
static bool only_letters(const struct typed *typed)
{
	for (size_t i = 0; i < typed->parts.count; i++)
		if (typed->parts.list[i].kind != PART_LETTER)
			return false;
	return typed->parts.count == typed->first_count;
}

static enum err_code take_pair(const struct typed *typed,
			       const struct part *line,
			       const struct part *meaning, int chosen[],
			       struct err *err)
{
	uint8_t first = 0, second = 0;
	enum err_code code;

	if (line->kind == PART_LETTER && meaning->kind == PART_NUMBER) {
		const struct part *kept = line;

		line = meaning;
		meaning = kept;
	}
	if (line->kind == PART_LETTER || meaning->kind == PART_NUMBER)
		return err_set(err, ERR_USAGE, 0,
			       "give each line its letter: '1c 2a ...'");
	code = resolve(typed, CHOICE_FIRST, line, &first, err);
	if (!code)
		code = resolve(typed, CHOICE_SECOND, meaning, &second, err);
	if (code)
		return code;
	if (chosen[first] >= 0 && chosen[first] != second)
		return err_set(err, ERR_USAGE, 0,
			       "a line has two letters: give each line one");
	chosen[first] = second;
	return ERR_OK;
}

static enum err_code take_match(struct typed *typed, const char *line,
				struct reply *ret, struct err *err)
{
	int chosen[JUDGE_CHOICES_MOST];
	enum err_code code =
		parts_take(typed->question, line, &typed->parts, err);
	bool letters = !code && only_letters(typed);
	size_t step = letters ? 1 : 2;

	for (size_t i = 0; i < JUDGE_CHOICES_MOST; i++)
		chosen[i] = -1;
	if (!code && !letters && typed->parts.count % 2)
		code = err_set(err, ERR_USAGE, 0,
			       "give each line its letter: '1c 2a ...'");
	for (size_t i = 0; !code && i < typed->parts.count; i += step) {
		struct part place = { .kind = PART_NUMBER,
				      .number = (unsigned)i + 1 };

		code = take_pair(
			typed, letters ? &place : &typed->parts.list[i],
			&typed->parts.list[letters ? i : i + 1], chosen, err);
	}
	if (code)
		return code;
	for (size_t i = 0; i < typed->first_count; i++) {
		if (chosen[typed->first[i]] < 0)
			return err_set(err, ERR_USAGE, 0,
				       "line %zu has no letter yet: give all "
				       "%zu, like '1c 2a ...'",
				       i + 1, typed->first_count);
		ret->picks[i] = (uint8_t)chosen[i];
	}
	ret->count = typed->first_count;
	return ERR_OK;
}

static enum err_code take_point(struct typed *typed, const char *line,
				struct reply *ret, struct err *err)
{
	enum err_code code;

	/* letters are not shown; "l12" and "line 12" are fine */
	line += strspn(line, " \t");
	if ((*line == 'l' || *line == 'L') && line[1] >= '0' && line[1] <= '9')
		line++;
	code = parts_take(typed->question, line, &typed->parts, NULL);
	if (code || typed->parts.count != 1 ||
	    typed->parts.list[0].kind != PART_NUMBER)
		return err_set(err, ERR_USAGE, 0,
			       "not a line's number: '%.40s': the numbers "
			       "stand left of the lines",
			       line);
	if (typed->parts.list[0].number == 0)
		return err_set(err, ERR_USAGE, 0,
			       "there is no line 0: the first one is 1");
	ret->line = typed->parts.list[0].number;
	return ERR_OK;
}

/* number, text: the words themselves, without the spaces around them. */
static enum err_code take_words(const struct question *question,
				const char *line, struct text *ret,
				struct err *err)
{
	static const char spaces[] = " \t\r\n";
	size_t size;
	uint64_t readings[2];
	struct text words = { 0 };

	line += strspn(line, spaces);
	size = strlen(line);
	while (size && strchr(spaces, line[size - 1]))
		size--;
	text_add(&words, line, size);
	if (question->type == QUESTION_NUMBER &&
	    judge_number(text_string(&words), question->bare, readings) == 0) {
		text_fini(&words);
		return err_set(err, ERR_USAGE, 0,
			       "not a number of 64 bits: '%.40s': write it "
			       "like 0x39, 39h, 0n57 or 57",
			       line);
	}
	text_add(ret, text_string(&words), words.size);
	text_fini(&words);
	return ERR_OK;
}

static enum err_code check_line(const char *line, struct err *err)
{
	size_t size = strlen(line);
	struct text plain = { 0 };
	bool empty;

	if (size > LIMIT_LINE)
		return err_set(err, ERR_USAGE, 0,
			       "the answer is longer than %u bytes",
			       LIMIT_LINE);
	if (utf8_check(line, size) != size)
		return err_set(err, ERR_USAGE, 0, "the answer is not UTF-8");
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)line[i];

		if ((c < 0x20 && !strchr("\t\r\n", c)) || c == 0x7f ||
		    (c == 0xc2 && (unsigned char)line[i + 1] < 0xa0))
			return err_set(err, ERR_USAGE, 0,
				       "the answer has a control character in "
				       "it: type it again");
	}
	reply_plain(line, true, &plain);
	empty = plain.size == 0;
	text_fini(&plain);
	return empty ? err_set(err, ERR_USAGE, 0, "no answer is typed yet")
		     : ERR_OK;
}

enum err_code judge_parse(const struct question *question,
			  uint64_t learner_seed, const char *line,
			  struct text *ret, struct err *err)
{
	struct typed typed = { .question = question };
	struct reply reply = { 0 };
	enum err_code code = check_line(line, err);

	if (code)
		return code;
	typed.first_count =
		reply_order(question, CHOICE_FIRST, learner_seed, typed.first);
	typed.second_count = reply_order(question, CHOICE_SECOND, learner_seed,
					 typed.second);
	switch (question->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
	case QUESTION_ORDER:
		code = take_choice(&typed, line, &reply, err);
		break;
	case QUESTION_TRUEFALSE:
		code = take_truth(line, &reply, err);
		break;
	case QUESTION_MATCH:
		code = take_match(&typed, line, &reply, err);
		break;
	case QUESTION_POINT:
		code = take_point(&typed, line, &reply, err);
		break;
	case QUESTION_NUMBER:
	case QUESTION_TEXT:
		return take_words(question, line, ret, err);
	case QUESTION_TYPES:
		return err_set(err, ERR_USAGE, 0, "there is no question");
	}
	if (!code)
		reply_write(question, &reply, ret);
	return code;
}
