/*
 * kdlab prove: plays a course without a terminal, rightly and wrongly.
 */
#include "config.h"
#include "cli/command.h"

#include "base/text.h"
#include "cli/locate.h"
#include "cli/prove_task.h"
#include "course/prove.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Some learner's; any other one must come to the same end. */
#define SEED 39

struct options {
	bool solution;
	const char *course;
};

static int parse_options(int argc, char **argv, struct options *ret)
{
	bool only_names = false;

	for (int i = 1; i < argc; i++) {
		if (!only_names && strcmp(argv[i], "--") == 0)
			only_names = true;
		else if (!only_names && strcmp(argv[i], "--solution") == 0)
			ret->solution = true;
		else if (!only_names && argv[i][0] == '-')
			return command_misuse(&command_prove,
					      "unknown option: '%s'", argv[i]);
		else if (ret->course)
			return command_misuse(&command_prove,
					      "one course at a time, not '%s' "
					      "too",
					      argv[i]);
		else
			ret->course = argv[i];
	}
	return ret->course ? STATUS_DONE
			   : command_misuse(&command_prove, "name a course");
}

/* ---- playing ---- */

void prove_fail(struct play *play, const char *id, const char *message)
{
	text_printf(play->failures, "step '%s': %s\n", id, message);
	play->counts->failures++;
}

void prove_drain(struct play *play)
{
	struct event event;

	session_flush(play->session);
	while (session_next_event(play->session, &event))
		continue;
}

static enum err_code begin(struct play *play, struct err *err)
{
	struct session_config config = { .course = play->course, .seed = SEED };
	enum err_code code = prove_make_folder(play, err);

	if (code)
		return code;
	code = session_new(&config, &play->session, err);
	if (code) {
		prove_remove_folder(play);
		return code;
	}
	lab_workshop_init(&play->workshop, play->session, play->folder);
	prove_drain(play);
	return ERR_OK;
}

static void end(struct play *play)
{
	lab_workshop_fini(&play->workshop);
	session_free(play->session);
	prove_remove_folder(play);
}

static bool is_done(const struct play *play, const char *id)
{
	return session_progress(play->session, id)->done;
}

/* What a question points into is what the session shows as its evidence. */
static const struct transcript *points_at(const struct play *play,
					  const struct question *question)
{
	return question->type == QUESTION_POINT
		       ? session_evidence(play->session)
		       : NULL;
}

/* Looking at a step, and every declared wrong reply, must not finish it. */
static void play_wrongly(struct play *play, size_t step)
{
	const struct question *question;
	const char *id = course_step(play->course, step).id;

	session_go(play->session, step);
	prove_drain(play);
	question = session_question(play->session);
	for (size_t n = 0; question; n++) {
		struct text reply = { 0 };
		struct judge_declared declared;

		if (!judge_declared(question, points_at(play, question), n,
				    &reply, &declared))
			break;
		if (!declared.right) {
			/* prove_course says it when one cannot be judged */
			if (session_reply(play->session, text_string(&reply),
					  NULL) == ERR_OK)
				prove_drain(play);
			session_action(play->session, ACTION_AGAIN);
			prove_drain(play);
		}
		text_fini(&reply);
	}
	if (session_task(play->session))
		prove_slips(play);
	if (is_done(play, id))
		prove_fail(play, id,
			   "it is done before its solution is played");
	if (session_task(play->session))
		prove_leave(play);
}

/* A read step is done when it is left: the wrong play leaves none forward. */
static enum err_code play_all_wrongly(struct play *play, struct err *err)
{
	size_t count = course_step_count(play->course);
	enum err_code code = begin(play, err);

	if (code)
		return code;
	for (size_t i = 0; i < count; i++)
		play_wrongly(play, i);
	end(play);
	return ERR_OK;
}

/* Replies rightly to what is asked here; false where nothing is. */
static bool reply_rightly(struct play *play)
{
	const struct question *question = session_question(play->session);
	struct text reply = { 0 };
	struct err err = { 0 };
	bool asked = question && !session_verdict(play->session);

	if (!asked)
		return false;
	if (!prove_right_reply(question, points_at(play, question), &reply)) {
		prove_fail(play, question->id, "no right reply is declared");
		asked = false;
	} else if (session_reply(play->session, text_string(&reply), &err)) {
		prove_fail(play, question->id, err.message);
		asked = false;
	} else {
		text_printf(play->script, "= %s\n", text_string(&reply));
		prove_drain(play);
	}
	text_fini(&reply);
	return asked;
}

/* Ids, not titles: a title may be bettered without a new script. No empty
 * lines: --plain takes one for "next". */
static void add_heading(struct play *play, size_t step)
{
	struct step_info info = course_step(play->course, step);
	struct lesson_info lesson = course_lesson(play->course, info.lesson);

	if (lesson.first_step == step)
		text_printf(play->script, "# ---- %s ----\n", lesson.id);
	text_printf(play->script, "# %s\n", info.id);
}

static void play_step(struct play *play, size_t step)
{
	const char *id = course_step(play->course, step).id;
	size_t notes, turns;
	bool plays = true;

	if (session_at(play->session) != step) {
		prove_fail(play, id, "the step before it does not lead to it");
		session_go(play->session, step);
		prove_drain(play);
	}
	add_heading(play, step);
	if (session_task(play->session))
		plays = prove_solution(play);
	notes = session_note_count(play->session);
	/* a reply, the output, the notes, on to the next step */
	for (turns = 0; turns < notes + 4; turns++) {
		if (session_at(play->session) != step ||
		    (step + 1 == course_step_count(play->course) &&
		     is_done(play, id)))
			break;
		if (reply_rightly(play))
			continue;
		text_add_string(play->script, "next\n");
		session_action(play->session, session_task(play->session)
						      ? ACTION_NEXT_STEP
						      : ACTION_NEXT);
		prove_drain(play);
	}
	/* without a compiler there is nothing for the target to load */
	if (!is_done(play, id) && plays && play->skipped)
		play->skipped++;
	else if (!is_done(play, id) && plays)
		prove_fail(play, id, "its solution does not finish it");
}

static enum err_code play_all_rightly(struct play *play, struct err *err)
{
	size_t count = course_step_count(play->course);
	enum err_code code = begin(play, err);

	if (code)
		return code;
	if (session_done_count(play->session) != 0)
		prove_fail(play, course_step(play->course, 0).id,
			   "something is done before the first reply");
	text_printf(play->script,
		    "# What finishes '%s', line by line, in 'kdlab --plain'.\n"
		    "# Made by 'kdlab prove --solution'; not to be changed by "
		    "hand.\n",
		    course_info(play->course)->id);
	for (size_t i = 0; i < count; i++)
		play_step(play, i);
	if (session_done_count(play->session) + play->skipped != count)
		prove_fail(play, course_step(play->course, count - 1).id,
			   "the solution leaves steps open");
	end(play);
	return ERR_OK;
}

/* ---- the command ---- */

static enum err_code prove(struct play *play, struct err *err)
{
	enum err_code code =
		prove_course(play->course, play->failures, play->counts, err);

	if (!code)
		code = play_all_wrongly(play, err);
	if (!code)
		code = play_all_rightly(play, err);
	return code;
}

static void print_proved(const struct play *play)
{
	const struct prove_counts *counts = play->counts;

	printf("proved: %zu steps, %zu questions, %zu replies",
	       counts->steps - play->skipped, counts->questions,
	       counts->replies);
	if (play->slips)
		printf(", %zu slips", play->slips);
	putchar('\n');
	if (play->skipped)
		printf("skipped: %zu steps: %s\n", play->skipped, play->why);
}

static int report(const struct options *options, const struct play *play)
{
	const struct prove_counts *counts = play->counts;

	if (counts->failures) {
		fputs(text_string(play->failures),
		      options->solution ? stderr : stdout);
		return STATUS_NO;
	}
	if (options->solution)
		fputs(text_string(play->script), stdout);
	else
		print_proved(play);
	return STATUS_DONE;
}

static enum err_code open_course(const char *name, struct course **ret,
				 struct err *err)
{
	char *path;
	enum err_code code = locate_course(name, &path, err);

	if (code)
		return code;
	code = locate_open(path, ret, err);
	free(path);
	return code;
}

static int run(int argc, char **argv)
{
	struct options options = { 0 };
	struct text failures = { 0 }, script = { 0 };
	struct prove_counts counts = { 0 };
	struct play play = { .failures = &failures,
			     .script = &script,
			     .counts = &counts };
	struct err err;
	int status = parse_options(argc, argv, &options);

	if (status)
		return status;
	if (open_course(options.course, &play.course, &err))
		return command_fail(&err);
	if (prove(&play, &err))
		status = command_fail(&err);
	else
		status = report(&options, &play);
	if (fflush(stdout) != 0) {
		err_set_errno(&err, "cannot write to standard output");
		status = command_fail(&err);
	}
	course_free(play.course);
	text_fini(&failures);
	text_fini(&script);
	return status;
}

const struct command command_prove = {
	.name = "prove",
	.usage = "COURSE [--solution]",
	.summary = "play a course, with right and wrong answers",
	.help = "Every reply that the course declares is typed and judged: "
		"right ones must\n"
		"pass, wrong ones must fail with their own feedback. Then the "
		"whole course is\n"
		"played from beginning to end.\n"
		"\n"
		"  --solution  print the lines that finish the course in "
		"--plain\n"
		"\n"
		"The status is 1, and each failure a line, when something is "
		"not as declared.\n",
	.run = run,
};
