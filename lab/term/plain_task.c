/*
 * Build and console steps: what is to be done, the learner's copy of a driver,
 * and what the compiler says of it.
 */
#include "config.h"
#include "term/plain_private.h"

#include "course/edit.h"
#include "term/plain_input.h"
#include "term/run_editor.h"

#include <signal.h>
#include <stdlib.h>

static bool is_stopped(void)
{
	return input_signal() != 0;
}

/* The workshop of a step that has a source; NULL, with words, elsewhere. */
static const struct workshop *workshop_of(struct plain *plain)
{
	const struct step *step = session_step(plain->session);

	if (!step_is_task(step) || !step->recording.source)
		plain_say(plain, "there is nothing to build here");
	else if (!plain->config.workshop)
		plain_say(plain, "there is no compiler here");
	else
		return plain->config.workshop;
	return NULL;
}

/* ---- the step ---- */

static void say_goals(struct plain *plain)
{
	const struct task *task = session_task(plain->session);

	plain_gap(plain);
	plain_say(plain, "To do%s:", task->ordered ? ", in this order" : "");
	for (size_t i = 0; i < task->goals.count; i++)
		plain_say(plain, "  %zu. %s%s", i + 1, task->goals.list[i].text,
			  session_goal_met(plain->session, i) ? " (done)" : "");
}

static void say_copy(struct plain *plain)
{
	const struct workshop *workshop = plain->config.workshop;
	const char *path;
	struct err err;

	if (!session_step(plain->session)->recording.source || !workshop)
		return;
	if (workshop->ops->copy(workshop->context, &path, &err))
		plain_say(plain, "%s", err.message);
	else
		plain_say(plain,
			  "Your copy is %s. 'edit' opens it, 'build' compiles "
			  "it.",
			  path);
}

void plain_show_task(struct plain *plain)
{
	const struct task *task = session_task(plain->session);
	struct session_help help;

	if (!task)
		return;
	say_goals(plain);
	if (session_help(plain->session, &help))
		for (size_t i = 0; i < help.open && i < help.hints->count; i++)
			plain_show_hint(plain, i);
	say_copy(plain);
	if (session_step(plain->session)->kind != STEP_CONSOLE)
		return;
	if (session_goals_met(plain->session) == task->goals.count)
		plain_say(plain, "'console' goes to the target.");
	else
		plain_console(plain, "");
}

/* ---- the build ---- */

static void say_message(struct plain *plain, size_t number)
{
	const struct note *note = session_note_at(plain->session, number);
	const struct anchor_ranges *lines =
		session_note_lines(plain->session, number);

	plain_gap(plain);
	plain_say(plain, "%s:", note->title);
	if (lines->count)
		plain_raw(plain, "> ",
			  &session_recording(plain->session)
				   ->lines[lines->list[0].first]);
	plain_prose(plain, "", note->what);
}

static void say_built(struct plain *plain, size_t before)
{
	const struct task *task = session_task(plain->session);
	size_t met = session_goals_met(plain->session);

	if (met > before)
		say_goals(plain);
	else if (met < task->goals.count)
		plain_say(plain, "%zu of %zu done; 'show' says what is to do.",
			  met, task->goals.count);
}

void plain_build(struct plain *plain, const char *argument)
{
	const struct workshop *workshop = workshop_of(plain);
	size_t before, count;
	struct err err;
	bool built;

	(void)argument;
	if (!workshop)
		return;
	before = session_goals_met(plain->session);
	if (workshop->ops->build(workshop->context, is_stopped, &built, &err)) {
		plain_say(plain, "%s", err.message);
		return;
	}
	count = session_note_count(plain->session);
	for (size_t i = 0; i < count; i++)
		say_message(plain, i);
	plain_gap(plain);
	plain_say(plain, "%s, %zu message%s.", built ? "Built" : "Not built",
		  count, plain_s(count));
	say_built(plain, before);
	if (plain->config.interactive)
		input_signal_forget(SIGINT);
}

void plain_edit(struct plain *plain, const char *argument)
{
	const struct workshop *workshop = workshop_of(plain);
	const char *path;
	struct err err;

	(void)argument;
	if (!workshop)
		return;
	if (workshop->ops->copy(workshop->context, &path, &err)) {
		plain_say(plain, "%s", err.message);
		return;
	}
	plain_say(plain, "%s", path);
	if (!plain->config.interactive) {
		plain_say(plain, "There is no terminal for an editor here: "
				 "change the file from elsewhere, or with "
				 "'change OLD => NEW'.");
		return;
	}
	plain_flush(plain);
	if (run_editor(path, &err))
		plain_say(plain, "%s", err.message);
	else
		plain_build(plain, "");
	input_signal_forget(SIGINT);
}

void plain_change(struct plain *plain, const char *argument)
{
	const struct workshop *workshop = workshop_of(plain);
	struct text find = { 0 }, put = { 0 };
	struct err err;

	if (!workshop)
		return;
	if (edit_parse(argument, &find, &put, &err) ||
	    workshop->ops->change(workshop->context, text_string(&find),
				  text_string(&put), &err))
		plain_say(plain, "%s", err.message);
	else
		plain_say(plain, "Changed; 'build' compiles it.");
	text_fini(&find);
	text_fini(&put);
}
