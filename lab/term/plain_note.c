/*
 * The notes on a recording, and the learner's own. Each quotes the lines that
 * it is about, so that nobody has to remember line numbers.
 */
#include "config.h"
#include "term/plain_private.h"

#include <stdlib.h>
#include <string.h>

#define QUOTED_MOST 12u /* lines of a recording in front of a note */

static void quote(struct plain *plain, const struct anchor_ranges *ranges)
{
	const struct transcript *recording = session_recording(plain->session);
	size_t quoted = 0, left = 0;

	for (size_t i = 0; i < ranges->count; i++) {
		for (size_t j = 0; j < ranges->list[i].count; j++) {
			size_t line = ranges->list[i].first + j;

			if (quoted < QUOTED_MOST)
				plain_raw(plain, "> ", &recording->lines[line]);
			quoted++;
		}
	}
	if (quoted > QUOTED_MOST)
		left = quoted - QUOTED_MOST;
	if (left)
		plain_say(plain, "> [and %zu more line%s]", left,
			  plain_s(left));
}

static void say_note(struct plain *plain, size_t number)
{
	const struct note *note = session_note_at(plain->session, number);
	struct text prose = { 0 };

	text_printf(&prose, "Note %zu of %zu: ", number + 1,
		    session_note_count(plain->session));
	plain_add_title(&prose, note->title);
	plain_say(plain, "%s", text_string(&prose));
	text_clear(&prose);
	quote(plain, session_note_lines(plain->session, number));
	plain_prose(plain, "", note->what);
	text_printf(&prose, "**From:** %s", note->from);
	plain_prose(plain, "", text_string(&prose));
	text_clear(&prose);
	text_printf(&prose, "**Not:** %s", note->isnt);
	plain_prose(plain, "", text_string(&prose));
	plain_say_sources(plain, &note->sources);
	text_fini(&prose);
}

void plain_show_note(struct plain *plain)
{
	int number = session_note(plain->session);

	if (number >= 0)
		say_note(plain, (size_t)number);
	else
		plain_say(plain, "This is before the first note. 'show' says "
				 "the output again.");
}

/* What is wrong with asking for notes here, said; or false. */
static bool lacks_notes(struct plain *plain)
{
	if (!session_note_count(plain->session))
		plain_say(plain, "this step has no notes");
	else if (!session_revealed(plain->session))
		plain_say(plain, "the notes come with the output: answer the "
				 "question first, or type 'next'");
	else
		return false;
	return true;
}

static void list_notes(struct plain *plain)
{
	struct text words = { 0 };

	for (size_t i = 0; i < session_note_count(plain->session); i++) {
		text_clear(&words);
		text_printf(&words, "Note %zu: ", i + 1);
		plain_add_title(&words,
				session_note_at(plain->session, i)->title);
		if ((int)i == session_note(plain->session))
			text_add_string(&words, " (here)");
		plain_say(plain, "%s", text_string(&words));
	}
	text_fini(&words);
}

void plain_show_notes(struct plain *plain, const char *argument)
{
	const struct step *step = session_step(plain->session);
	const char *own = session_progress(plain->session, step->id)->own_note;
	size_t count = session_note_count(plain->session);
	size_t number = strtoul(argument, NULL, 10);

	if (!*argument && own)
		plain_say(plain, "Your note: %s", own);
	if ((!*argument && own && !count) || lacks_notes(plain))
		return;
	if (!*argument)
		list_notes(plain);
	else if (number < 1 || number > count)
		plain_say(plain, "no note '%s': they go from 1 to %zu",
			  argument, count);
	else
		session_go_note(plain->session, number - 1);
}

/* The first note on lines that have these words, or -1. */
static int find_line_note(struct plain *plain, const char *words)
{
	const struct transcript *recording = session_recording(plain->session);
	struct text text = { 0 };
	int found = -1;

	for (size_t i = 0; i < recording->count && found < 0; i++) {
		plain_line_text(&recording->lines[i], &text);
		if (!strcasestr(text_string(&text), words))
			continue;
		for (size_t j = 0;
		     j < session_note_count(plain->session) && found < 0; j++)
			if (anchor_ranges_have(
				    session_note_lines(plain->session, j), i))
				found = (int)j;
	}
	text_fini(&text);
	return found;
}

void plain_show_line_note(struct plain *plain, const char *argument)
{
	int note;

	if (lacks_notes(plain))
		return;
	note = find_line_note(plain, argument);
	if (note < 0)
		plain_say(plain, "no note is on a line with '%s'", argument);
	else
		session_go_note(plain->session, (size_t)note);
}

void plain_own_note(struct plain *plain, const char *argument)
{
	const struct step *step = session_step(plain->session);
	const char *own = session_progress(plain->session, step->id)->own_note;

	if (*argument) {
		bool away = strcmp(argument, "-") == 0;

		session_set_own_note(plain->session, away ? "" : argument);
		plain_say(plain, away ? "note taken away" : "note kept");
	} else if (own) {
		plain_say(plain, "Your note: %s", own);
	} else {
		plain_say(plain, "no note of yours is here; 'note TEXT' writes "
				 "one");
	}
}
