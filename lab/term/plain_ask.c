/*
 * A question, what may be answered, and what came of it.
 */
#include "config.h"
#include "term/plain_private.h"

#include <stdio.h>
#include <string.h>

static const struct question *question_of(const struct plain *plain)
{
	return session_question(plain->session);
}

bool plain_is_asked(const struct plain *plain)
{
	const struct verdict *verdict = session_verdict(plain->session);

	return question_of(plain) && !(verdict && verdict->right);
}

/* ---- evidence ---- */

/* The lines it is about, one before and behind; those of point, and where
 * nothing is pointed out, all. */
static bool is_near(const struct plain *plain, size_t line, bool *ret_noted)
{
	const struct question *question = question_of(plain);
	size_t count = question->evidence.anchors.count;
	bool near = false;

	*ret_noted = false;
	if (question->type == QUESTION_POINT || !count)
		return true;
	for (size_t i = 0; i < count; i++) {
		const struct anchor_ranges *ranges =
			session_evidence_lines(plain->session, i);

		*ret_noted = *ret_noted || anchor_ranges_have(ranges, line);
		near = near || anchor_ranges_have(ranges, line + 1) ||
		       (line && anchor_ranges_have(ranges, line - 1));
	}
	return near || *ret_noted;
}

static void say_evidence_line(struct plain *plain, size_t number, bool noted)
{
	const struct transcript *evidence = session_evidence(plain->session);
	char lead[24];

	if (question_of(plain)->type == QUESTION_POINT)
		snprintf(lead, sizeof(lead), "%zu: ", number + 1);
	else
		snprintf(lead, sizeof(lead), noted ? "> " : "  ");
	plain_raw(plain, lead, &evidence->lines[number]);
}

static void say_gap(struct plain *plain, size_t lines)
{
	if (lines)
		plain_say(plain, "  [%zu line%s left out]", lines,
			  plain_s(lines));
}

static void say_evidence(struct plain *plain)
{
	const struct question *question = question_of(plain);
	const struct transcript *evidence = session_evidence(plain->session);
	const struct recording *from = question->type == QUESTION_POINT
					       ? &question->recording
					       : &question->evidence.recording;
	const char *name = from->transcript ? from->transcript : from->source;
	size_t left_out = 0;

	if (!evidence)
		return;
	plain_gap(plain);
	if (name && question->type == QUESTION_POINT)
		plain_say(plain, "Evidence, %zu lines of %s:", evidence->count,
			  name);
	else if (name)
		plain_say(plain, "Evidence, from %s:", name);
	else
		plain_say(plain, "Evidence:");
	for (size_t i = 0; i < evidence->count; i++) {
		bool noted;

		if (!is_near(plain, i, &noted)) {
			left_out++;
			continue;
		}
		say_gap(plain, left_out);
		left_out = 0;
		say_evidence_line(plain, i, noted);
	}
	say_gap(plain, left_out);
	plain_gap(plain);
}

/* ---- the question ---- */

static void say_choices(struct plain *plain, enum choice_set set, bool lettered)
{
	const struct question *question = question_of(plain);
	size_t count = judge_choice_count(question, set);

	for (size_t i = 0; i < count; i++) {
		struct choice choice = judge_choice(
			question, set, session_seed(plain->session), i);
		char lead[24];

		if (lettered)
			snprintf(lead, sizeof(lead), "%c. ", (int)('a' + i));
		else
			snprintf(lead, sizeof(lead), "%zu. ", i + 1);
		plain_prose(plain, lead, choice.text);
	}
}

static const char *number_example(const struct question *question)
{
	switch (question->bare) {
	case NUMBER_HEX:
		return "Answer with a number, such as 1f or 0n31; without a "
		       "sign of its base it is read as hex.";
	case NUMBER_EITHER:
		return "Answer with a number, such as 0x1f or 0n31.";
	default:
		return "Answer with a number, such as 31 or 0x1f.";
	}
}

static void say_order_example(struct plain *plain, size_t count)
{
	struct text letters = { 0 };

	/* as they are shown, and so never the right order */
	for (size_t i = 0; i < count; i++)
		text_add_char(&letters, (char)('a' + i));
	plain_say(plain,
		  "Answer with all letters in the right order, first to "
		  "last, such as '%s'.",
		  text_string(&letters));
	text_fini(&letters);
}

/* No example may be the answer, so letters that are not there stand in it. */
void plain_show_expected(struct plain *plain)
{
	const struct question *question = question_of(plain);
	size_t count = judge_choice_count(question, CHOICE_FIRST);
	int last = (int)('a' + count - 1);

	switch (question->type) {
	case QUESTION_SINGLE:
		plain_say(plain, "Answer with one letter, a %s %c.",
			  count == 2 ? "or" : "to", last);
		break;
	case QUESTION_MULTIPLE:
		plain_say(plain,
			  "Answer with the letters of all that are "
			  "right, a to %c, written 'xy'.",
			  last);
		break;
	case QUESTION_TRUEFALSE:
		plain_say(plain, "Answer 'true' or 'false'.");
		break;
	case QUESTION_NUMBER:
		plain_say(plain, "%s", number_example(question));
		break;
	case QUESTION_ORDER:
		say_order_example(plain, count);
		break;
	case QUESTION_MATCH:
		plain_say(plain,
			  "Answer with a letter for each of the %zu "
			  "numbers, in the form '1x 2y ...'.",
			  count);
		break;
	case QUESTION_POINT:
		plain_say(plain, "Answer with the number of a line, or with "
				 "words that only this line has; 'search "
				 "WORDS' finds lines.");
		break;
	case QUESTION_TEXT:
	case QUESTION_TYPES:
		plain_say(plain, "Answer in a few words.");
		break;
	}
}

void plain_show_question(struct plain *plain)
{
	const struct question *question = question_of(plain);
	unsigned hints;

	/* first what to listen for, then what to listen to */
	plain_gap(plain);
	plain_prose(plain, "", question->text);
	say_evidence(plain);
	if (question->type == QUESTION_MATCH) {
		say_choices(plain, CHOICE_FIRST, false);
		plain_say(plain, "Meanings:");
		say_choices(plain, CHOICE_SECOND, true);
	} else if (question->type != QUESTION_TRUEFALSE) {
		say_choices(plain, CHOICE_FIRST, true);
	}
	hints = session_progress(plain->session, question->id)->hints;
	for (unsigned i = 0; i < hints && i < question->hints.count; i++)
		plain_show_hint(plain, i);
	if (!session_verdict(plain->session))
		plain_show_expected(plain);
}

void plain_show_hint(struct plain *plain, size_t rung)
{
	struct text prose = { 0 };
	struct session_help help;

	if (!session_help(plain->session, &help) || rung >= help.hints->count)
		return;
	text_printf(&prose, "**Hint %zu of %zu:** %s", rung + 1,
		    help.hints->count, help.hints->list[rung]);
	plain_prose(plain, "", text_string(&prose));
	text_fini(&prose);
}

void plain_show_solution(struct plain *plain)
{
	struct text prose = { 0 };
	struct session_help help;

	if (!session_help(plain->session, &help))
		return;
	text_printf(&prose, "**Solution:** %s", help.solution);
	plain_prose(plain, "", text_string(&prose));
	text_fini(&prose);
}

/* ---- the verdict ---- */

static bool has_options(const struct question *question)
{
	return question->type == QUESTION_SINGLE ||
	       question->type == QUESTION_MULTIPLE ||
	       question->type == QUESTION_TRUEFALSE;
}

static void say_remark(struct plain *plain, const struct judge_remark *remark)
{
	struct text prose = { 0 };

	if (remark->label && remark->about_reply &&
	    has_options(question_of(plain)))
		text_add_string(&prose, "You chose ");
	if (remark->label)
		text_printf(&prose, "%s (%s): ", remark->label,
			    remark->right ? "right" : "wrong");
	text_add_string(&prose, remark->text);
	plain_prose(plain, "", text_string(&prose));
	text_fini(&prose);
}

void plain_show_verdict(struct plain *plain)
{
	const struct verdict *verdict = session_verdict(plain->session);
	bool reason = verdict->reason && *verdict->reason;

	if (verdict->right)
		plain_say(plain, "Right.");
	else if (reason)
		plain_say(plain, "Not yet: %s.", verdict->reason);
	else
		plain_say(plain, "Not yet.");
	for (size_t i = 0; i < session_remark_count(plain->session); i++)
		say_remark(plain, &verdict->remarks[i]);
	if (verdict->right)
		plain_say_sources(plain,
				  &session_step(plain->session)->sources);
	if (!verdict->right)
		plain_say(plain, "Answer again, or type 'hint', 'solution' or "
				 "'next'.");
	else if (session_recording(plain->session))
		plain_say(plain, "Enter shows the output.");
}
