/*
 * What a learner types at a question: whether it is a reply, and giving it.
 */
#include "config.h"
#include "term/plain_private.h"

#include <string.h>

struct pointed {
	size_t count; /* lines that have the words */
	size_t line;  /* the first one's number, from 1; or the one that is
			 nothing but the words */
	struct text others; /* numbers of some, for the learner */
};

/* Whether a line is nothing but these words. */
static bool is_whole(const char *line, const char *words)
{
	size_t size = strlen(words);

	line += strspn(line, " \t");
	return strncasecmp(line, words, size) == 0 &&
	       !line[size + strspn(line + size, " \t")];
}

#define OTHERS_MOST 8u

static void point_at(const struct plain *plain, const char *words,
		     struct pointed *ret)
{
	const struct transcript *evidence = session_evidence(plain->session);
	struct text text = { 0 };
	size_t whole = 0;

	*ret = (struct pointed){ 0 };
	for (size_t i = 0; evidence && i < evidence->count; i++) {
		plain_line_text(&evidence->lines[i], &text);
		if (!strcasestr(text_string(&text), words))
			continue;
		if (!ret->count++)
			ret->line = i + 1;
		if (ret->count <= OTHERS_MOST)
			text_printf(&ret->others, "%s%zu",
				    ret->count > 1 ? ", " : "", i + 1);
		if (is_whole(text_string(&text), words) && !whole)
			whole = i + 1;
	}
	text_fini(&text);
	if (whole) {
		ret->line = whole;
		ret->count = 1;
	}
}

/* Letters alone are commands: nearly every line has them. */
static bool is_pointing(const struct plain *plain, const char *line)
{
	const struct question *question = session_question(plain->session);

	return question->type == QUESTION_POINT && line[0] && line[1];
}

/* Whether the line is a reply as the judge reads them. */
static bool is_parsed(const struct plain *plain, const char *line)
{
	struct text reply = { 0 };
	bool parsed = judge_parse(session_question(plain->session),
				  session_seed(plain->session), line, &reply,
				  NULL) == ERR_OK;

	text_fini(&reply);
	return parsed;
}

bool plain_is_reply(const struct plain *plain, const char *line)
{
	struct pointed pointed;

	if (!session_question(plain->session))
		return false;
	if (is_parsed(plain, line))
		return true;
	if (!is_pointing(plain, line))
		return false;
	point_at(plain, line, &pointed);
	text_fini(&pointed.others);
	return pointed.count > 0;
}

/*
 * Words of a line as its number, into ret; what is neither a number nor in any
 * line stays as it is. False when several lines have them, which is said.
 */
static bool take_pointed(struct plain *plain, const char *line,
			 struct text *ret)
{
	struct pointed pointed;

	text_add_string(ret, line);
	if (!is_pointing(plain, line) || is_parsed(plain, line))
		return true;
	point_at(plain, line, &pointed);
	if (pointed.count == 1) {
		text_clear(ret);
		text_printf(ret, "%zu", pointed.line);
	} else if (pointed.count) {
		plain_say(plain,
			  "%zu lines have '%s': %s%s; type the number of one",
			  pointed.count, line, text_string(&pointed.others),
			  pointed.count > OTHERS_MOST ? " and more" : "");
	}
	text_fini(&pointed.others);
	return pointed.count < 2;
}

void plain_reply(struct plain *plain, const char *line)
{
	struct text reply = { 0 };
	struct err err;

	if (!session_question(plain->session)) {
		plain_say(plain, "nothing is asked here");
		return;
	}
	if (take_pointed(plain, line, &reply) &&
	    session_reply(plain->session, text_string(&reply), &err)) {
		/* for truefalse the two would say the same */
		if (session_question(plain->session)->type !=
		    QUESTION_TRUEFALSE)
			plain_say(plain, "%s", err.message);
		plain_show_expected(plain);
	}
	text_fini(&reply);
}
