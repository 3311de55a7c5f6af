/*
 * A step, said from the top. A recording is said whole, once; its notes come
 * one at a time after it (plain_note.c).
 */
#include "config.h"
#include "term/plain_private.h"

#include "course/where.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void plain_line_text(const struct transcript_line *line, struct text *ret)
{
	text_clear(ret);
	text_add(ret, line->bytes, line->size);
}

void plain_add_number(struct plain *plain, size_t step, struct text *ret)
{
	where_number(session_course(plain->session), step, ret);
}

void plain_add_title(struct text *text, const char *title)
{
	for (; *title; title++)
		if (*title != '`')
			text_add_char(text, *title);
}

/* ---- the title ---- */

void plain_say_lesson(struct plain *plain, size_t number)
{
	const struct course *course = session_course(plain->session);
	struct text words = { 0 };

	text_printf(&words, "Lesson %zu of %zu: ", number + 1,
		    course_lesson_count(course));
	plain_add_title(&words, course_lesson(course, number).title);
	plain_say(plain, "%s", text_string(&words));
	text_fini(&words);
}

static void say_lesson(struct plain *plain, size_t number)
{
	if (plain->lesson == number)
		return;
	plain->lesson = number;
	plain_gap(plain);
	plain_say_lesson(plain, number);
}

static void say_title(struct plain *plain)
{
	size_t at = session_at(plain->session);
	struct step_info info = course_step(session_course(plain->session), at);
	const struct progress *progress =
		session_progress(plain->session, info.id);
	struct text words = { 0 };

	say_lesson(plain, info.lesson);
	plain_gap(plain);
	plain_add_number(plain, at, &words);
	text_add_char(&words, ' ');
	plain_add_title(&words, info.title);
	text_printf(&words, " (%s, %u minute%s", step_kind_name(info.kind),
		    info.minutes, plain_s(info.minutes));
	if (progress->done)
		text_add_string(&words, ", done");
	if (progress->bookmark)
		text_add_string(&words, ", bookmarked");
	plain_say(plain, "Step %s)", text_string(&words));
	text_fini(&words);
}

void plain_say_sources(struct plain *plain, const struct strings *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		/* "none: about the lab" is for lint, not for learners */
		if (strncmp(sources->list[i], "none:", 5) != 0)
			plain_say(plain, "Source: %s", sources->list[i]);
}

/* ---- recordings ---- */

/* The fold that starts at a line, or -1. */
static int fold_at(const struct plain *plain, size_t line)
{
	const struct step *step = session_step(plain->session);

	for (size_t i = 0; i < step->folds.count; i++) {
		const struct anchor_ranges *lines =
			session_fold_lines(plain->session, i);

		if (lines->count && lines->list[0].first == line &&
		    lines->list[0].count)
			return (int)i;
	}
	return -1;
}

static void say_fold(struct plain *plain, size_t fold)
{
	const struct step *step = session_step(plain->session);
	size_t count = session_fold_lines(plain->session, fold)->list[0].count;
	char which[24] = "";

	if (step->folds.count > 1)
		snprintf(which, sizeof(which), " %zu", fold + 1);
	plain_say(plain, "[%zu line%s folded: %s; type 'unfold%s' to read %s]",
		  count, plain_s(count), step->folds.list[fold].label, which,
		  count == 1 ? "it" : "them");
}

static void say_recording(struct plain *plain, size_t first)
{
	const struct transcript *recording = session_recording(plain->session);

	for (size_t i = first; i < recording->count; i++) {
		int fold = fold_at(plain, i);

		if (fold < 0) {
			plain_raw(plain, "", &recording->lines[i]);
			continue;
		}
		say_fold(plain, (size_t)fold);
		i += session_fold_lines(plain->session, (size_t)fold)
			     ->list[0]
			     .count -
		     1;
	}
}

static void say_note_count(struct plain *plain)
{
	size_t count = session_note_count(plain->session);

	plain_gap(plain);
	if (count)
		plain_say(plain, "%zu note%s on this. Enter goes to %s.", count,
			  plain_s(count), count == 1 ? "it" : "the first");
}

void plain_show_output(struct plain *plain)
{
	const struct transcript *recording = session_recording(plain->session);

	/* the command was said before the question */
	say_recording(plain, recording->prompt.size ? 1 : 0);
	say_note_count(plain);
}

static void unfold_one(struct plain *plain, size_t fold)
{
	const struct transcript *recording = session_recording(plain->session);
	const struct anchor_ranges *lines =
		session_fold_lines(plain->session, fold);

	plain_say(plain,
		  "%s:", session_step(plain->session)->folds.list[fold].label);
	for (size_t i = 0; lines->count && i < lines->list[0].count; i++)
		plain_raw(plain, "",
			  &recording->lines[lines->list[0].first + i]);
}

void plain_unfold(struct plain *plain, const char *argument)
{
	const struct step *step = session_step(plain->session);
	size_t count = step->folds.count;
	size_t number = strtoul(argument, NULL, 10);

	if (!count || !session_revealed(plain->session)) {
		plain_say(plain, "nothing is folded here");
	} else if (*argument && (number < 1 || number > count)) {
		plain_say(plain, "no folded part '%s': there %s %zu", argument,
			  count == 1 ? "is" : "are", count);
	} else if (*argument) {
		unfold_one(plain, number - 1);
	} else {
		for (size_t i = 0; i < count; i++)
			unfold_one(plain, i);
	}
}

/* ---- the whole step ---- */

void plain_show_prose(struct plain *plain)
{
	const char *prose = session_prose(plain->session);

	if (*prose)
		plain_prose(plain, "", prose);
}

static void say_replay(struct plain *plain)
{
	const struct transcript *recording = session_recording(plain->session);

	if (*session_prose(plain->session))
		plain_gap(plain);
	if (session_revealed(plain->session)) {
		say_recording(plain, 0);
		say_note_count(plain);
	} else if (recording->prompt.size) {
		plain_raw(plain, "", &recording->lines[0]);
	}
}

void plain_show_step(struct plain *plain)
{
	const struct step *step = session_step(plain->session);
	const char *own = session_progress(plain->session, step->id)->own_note;

	say_title(plain);
	plain_show_prose(plain);
	if (step->kind == STEP_REPLAY)
		say_replay(plain);
	if (session_question(plain->session))
		plain_show_question(plain);
	if (session_verdict(plain->session))
		plain_show_verdict(plain);
	else if (!session_question(plain->session))
		plain_say_sources(plain, &step->sources);
	if (own)
		plain_say(plain, "Your note: %s", own);
	if (session_task(plain->session)) {
		plain_show_task(plain);
		return;
	}
	if (session_note(plain->session) >= 0)
		plain_show_note(plain);
}
