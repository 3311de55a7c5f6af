/*
 * Getting about: the outline, steps by number or title, bookmarks, and where
 * one is.
 */
#include "config.h"
#include "term/plain_private.h"

#include "course/where.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LISTED_MOST 20u /* steps that a search for titles lists */

static struct course *course_of(const struct plain *plain)
{
	return (struct course *)session_course(plain->session);
}

/* ---- state ---- */

static const char *state_word(const struct progress *progress)
{
	if (progress->done)
		return "done";
	if (progress->attempts || progress->reply)
		return "tried";
	return progress->seen ? "seen" : "open";
}

static void say_step(struct plain *plain, size_t step)
{
	struct step_info info = course_step(course_of(plain), step);
	const struct progress *progress =
		session_progress(plain->session, info.id);
	struct text words = { 0 };

	text_add_string(&words, "  ");
	plain_add_number(plain, step, &words);
	text_add_char(&words, ' ');
	plain_add_title(&words, info.title);
	text_printf(&words, ": %s", state_word(progress));
	if (progress->bookmark)
		text_add_string(&words, ", bookmarked");
	if (step == session_at(plain->session))
		text_add_string(&words, ", here");
	plain_say(plain, "%s", text_string(&words));
	text_fini(&words);
}

void plain_say_done(struct plain *plain)
{
	size_t done = session_done_count(plain->session);
	size_t count = course_step_count(course_of(plain));

	if (done == count)
		plain_say(plain, "Every step is done.");
	else
		plain_say(plain, "%zu of %zu steps done (%u%%).", done, count,
			  session_percent(plain->session));
}

void plain_say_not_kept(struct plain *plain)
{
	static const char said[] = "progress is not kept: ";
	const char *why = session_not_kept(plain->session);

	if (!why)
		return;
	if (strncmp(why, said, sizeof(said) - 1) == 0)
		why += sizeof(said) - 1;
	plain_say(plain, "Progress is not kept: %s.", why);
}

/* ---- outline ---- */

static void say_lesson_row(struct plain *plain, size_t number, bool open)
{
	struct lesson_info lesson = course_lesson(course_of(plain), number);
	struct text words = { 0 };

	text_printf(&words, "%zu ", number + 1);
	plain_add_title(&words, lesson.title);
	text_printf(&words, ": %zu of %zu done",
		    session_lesson_done(plain->session, number),
		    lesson.step_count);
	plain_say(plain, "%s", text_string(&words));
	text_fini(&words);
	for (size_t i = 0; open && i < lesson.step_count; i++)
		say_step(plain, lesson.first_step + i);
}

void plain_outline(struct plain *plain, const char *argument)
{
	size_t count = course_lesson_count(course_of(plain));
	size_t number = strtoul(argument, NULL, 10);
	size_t open = course_step(course_of(plain), session_at(plain->session))
			      .lesson;
	bool all = strcmp(argument, "all") == 0;

	if (*argument && !all) {
		if (number < 1 || number > count)
			plain_say(plain,
				  "no lesson '%s': they go from 1 to %zu",
				  argument, count);
		else
			say_lesson_row(plain, number - 1, true);
		return;
	}
	for (size_t i = 0; i < count; i++)
		say_lesson_row(plain, i, all || i == open);
	plain_say_done(plain);
}

/* ---- go ---- */

static void go(struct plain *plain, size_t step)
{
	if (step == session_at(plain->session))
		plain_say(plain, "You are there. 'show' says this step again.");
	else
		session_go(plain->session, step);
}

static void go_by_title(struct plain *plain, const char *words)
{
	const struct course *course = course_of(plain);
	size_t first, found = where_search(course, words, 0, &first);

	if (found == 1) {
		go(plain, first);
		return;
	}
	if (!found) {
		plain_say(plain,
			  "no step '%s': type a number such as 1.2, or words "
			  "of a title; 'outline' lists them",
			  words);
		return;
	}
	plain_say(plain, "%zu steps have '%s' in their title:", found, words);
	if (found > LISTED_MOST)
		found = LISTED_MOST;
	for (size_t i = first; found; i++) {
		if (!where_has(course, words, i))
			continue;
		say_step(plain, i);
		found--;
	}
}

void plain_go(struct plain *plain, const char *argument)
{
	size_t step;

	if (where_find(course_of(plain), argument, &step))
		go(plain, step);
	else
		go_by_title(plain, argument);
}

void plain_bookmarks(struct plain *plain, const char *argument)
{
	size_t count = course_step_count(course_of(plain)), found = 0;

	(void)argument;
	for (size_t i = 0; i < count; i++) {
		struct step_info info = course_step(course_of(plain), i);

		if (!session_progress(plain->session, info.id)->bookmark)
			continue;
		say_step(plain, i);
		found++;
	}
	if (!found)
		plain_say(plain,
			  "no bookmark is set; 'bookmark' sets one here");
}

/* ---- status ---- */

static void say_question_state(struct plain *plain)
{
	const struct question *question = session_question(plain->session);
	const struct progress *progress;

	if (!question)
		return;
	progress = session_progress(plain->session, question->id);
	plain_say(plain,
		  "This question: %u attempt%s, %u of %zu hints read%s, best "
		  "%d%%.",
		  progress->attempts, plain_s(progress->attempts),
		  progress->hints, question->hints.count,
		  progress->solution ? ", solution read" : "",
		  (int)(progress->best / 10));
}

void plain_status(struct plain *plain, const char *argument)
{
	const struct course *course = course_of(plain);
	size_t at = session_at(plain->session);
	struct step_info info = course_step(course, at);
	const struct progress *progress =
		session_progress(plain->session, info.id);

	(void)argument;
	plain_say(plain, "%s", course_info(course)->title);
	plain_say_lesson(plain, info.lesson);
	say_step(plain, at);
	say_question_state(plain);
	if (progress->own_note)
		plain_say(plain, "Your note: %s", progress->own_note);
	plain_say_done(plain);
	plain_say_not_kept(plain);
}
