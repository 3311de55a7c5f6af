#include "config.h"
#include "cli/prove_task.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "course/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct step *step_of(const struct play *play)
{
	return session_step(play->session);
}

/* ---- the folder ---- */

enum err_code prove_make_folder(struct play *play, struct err *err)
{
	return file_make_temporary("prove", &play->folder, err);
}

void prove_remove_folder(struct play *play)
{
	if (play->folder)
		file_remove_tree(play->folder);
	free(play->folder);
	play->folder = NULL;
}

/* ---- parts of a play ---- */

/* What this host lacks is no fault of the course. */
static bool skips(struct play *play, enum err_code code, const struct err *err)
{
	if (code != ERR_NOT_FOUND)
		return false;
	snprintf(play->why, sizeof(play->why), "%.250s", err->message);
	return true;
}

static char *read_copy(struct play *play)
{
	const struct workshop *workshop = &play->workshop.workshop;
	struct err err;
	const char *path;
	size_t size;
	char *bytes;

	if (!workshop->ops->copy(workshop->context, &path, &err) &&
	    !file_read(path, LIMIT_TRANSCRIPT_BYTES, &bytes, &size, NULL, &err))
		return bytes;
	prove_fail(play, step_of(play)->id, err.message);
	return NULL;
}

static void write_copy(struct play *play, const char *bytes)
{
	const struct workshop *workshop = &play->workshop.workshop;
	struct err err;
	const char *path;

	if (workshop->ops->copy(workshop->context, &path, &err) ||
	    file_write(path, bytes, strlen(bytes), &err))
		prove_fail(play, step_of(play)->id, err.message);
}

static bool change(struct play *play, const struct edit *edits, size_t count)
{
	const struct workshop *workshop = &play->workshop.workshop;
	struct err err;

	for (size_t i = 0; i < count; i++) {
		if (!workshop->ops->change(workshop->context, edits[i].find,
					   edits[i].put ? edits[i].put : "",
					   &err))
			continue;
		prove_fail(play, step_of(play)->id, err.message);
		return false;
	}
	return true;
}

/* What is said of the build goes to out. False: there is no compiler. */
static bool build(struct play *play, struct text *out)
{
	const struct workshop *workshop = &play->workshop.workshop;
	enum err_code code;
	struct err err;
	bool built;

	code = workshop->ops->build(workshop->context, NULL, &built, &err);
	prove_drain(play);
	if (code && skips(play, code, &err))
		return false;
	if (code)
		prove_fail(play, step_of(play)->id, err.message);
	for (size_t i = 0; out && i < session_note_count(play->session); i++)
		text_printf(out, "%s\n",
			    session_note_at(play->session, i)->what);
	return true;
}

/* False: there is no machine, or it fails. */
static bool open_console(struct play *play, struct text *out)
{
	const struct prompt *console = play->workshop.workshop.console;
	struct err err;
	enum err_code code = console->ops->open(console->context, out, &err);

	prove_drain(play);
	if (!code)
		return true;
	if (!skips(play, code, &err))
		prove_fail(play, step_of(play)->id, err.message);
	return false;
}

/* A line, and where the machine stops by it the restart. */
static bool type(struct play *play, const char *line, struct text *out)
{
	const struct prompt *console = play->workshop.workshop.console;

	if (!console->ops->run(console->context, line, NULL, out))
		return open_console(play, out);
	prove_drain(play);
	return true;
}

/* ---- slips ---- */

/* Lines as they are wrapped, marked and escaped become words again. */
static void flatten(const char *from, struct text *ret)
{
	for (const char *at = from; *at; at++) {
		bool begins = at == from || at[-1] == '\n';

		if (begins && strncmp(at, "lab: ", 5) == 0)
			at += 4;
		else if (*at == '\n')
			text_add_char(ret, ' ');
		else if (*at != '\\')
			text_add_char(ret, *at);
	}
}

static bool says(const char *said, const char *words)
{
	struct text flat = { 0 }, wanted = { 0 };
	bool found;

	flatten(said, &flat);
	flatten(words, &wanted);
	found = strstr(text_string(&flat), text_string(&wanted)) != NULL;
	text_fini(&flat);
	text_fini(&wanted);
	return found;
}

static void check_slip(struct play *play, const struct slip *slip,
		       const char *said)
{
	char message[256];

	play->slips++;
	if (says(said, slip->words))
		return;
	snprintf(message, sizeof(message),
		 "a slip does not get the words '%.80s'", slip->words);
	prove_fail(play, step_of(play)->id, message);
}

/* True unless this host cannot play it. */
static bool play_slip(struct play *play, const struct slip *slip,
		      const char *copy)
{
	struct text out = { .limit = LIMIT_SCROLLBACK_BYTES };
	bool plays = true;

	if (slip->edits.count &&
	    change(play, slip->edits.list, slip->edits.count))
		plays = build(play, &out);
	if (plays && step_of(play)->kind == STEP_CONSOLE) {
		lab_workshop_switch_off(&play->workshop);
		plays = open_console(play, &out);
		for (size_t i = 0; plays && i < slip->commands.count; i++)
			plays = type(play, slip->commands.list[i], &out);
		lab_workshop_switch_off(&play->workshop);
	}
	if (plays)
		check_slip(play, slip, text_string(&out));
	if (slip->edits.count && copy)
		write_copy(play, copy);
	text_fini(&out);
	return plays;
}

void prove_slips(struct play *play)
{
	const struct step *step = step_of(play);
	char *copy;

	if (*play->why)
		return;
	copy = step->recording.source ? read_copy(play) : NULL;
	for (size_t i = 0; i < step->task.slips.count; i++)
		if (!play_slip(play, &step->task.slips.list[i], copy))
			break;
	free(copy);
}

void prove_leave(struct play *play)
{
	const struct step *step = step_of(play);

	if (!step->recording.source ||
	    !change(play, step->task.edits.list, step->task.edits.count))
		return;
	(void)build(play, NULL);
}

/* ---- the solution ---- */

static bool is_done(const struct play *play)
{
	return session_progress(play->session, step_of(play)->id)->done;
}

static bool solve_source(struct play *play)
{
	const struct step *step = step_of(play);
	const struct task *task = &step->task;

	for (size_t i = 0; i < task->edits.count; i++) {
		text_add_string(play->script, step->kind == STEP_CONSOLE
						      ? ":change "
						      : "change ");
		edit_print(&task->edits.list[i], play->script);
		text_add_char(play->script, '\n');
	}
	text_add_string(play->script,
			step->kind == STEP_CONSOLE ? ":build\n" : "build\n");
	return change(play, task->edits.list, task->edits.count) &&
	       build(play, NULL);
}

/* In --plain the lesson comes back with the last goal: what is typed behind
 * that would not reach the target. */
static bool solve_console(struct play *play)
{
	const struct strings *commands = &step_of(play)->task.commands;
	struct text out = { .limit = LIMIT_SCROLLBACK_BYTES };
	bool plays = open_console(play, &out);

	for (size_t i = 0; i < commands->count; i++) {
		if (plays && is_done(play))
			prove_fail(play, step_of(play)->id,
				   "it is done before the last of its "
				   "commands");
		text_printf(play->script, "%s\n", commands->list[i]);
		plays = plays && type(play, commands->list[i], &out);
	}
	text_fini(&out);
	return plays;
}

bool prove_solution(struct play *play)
{
	const struct step *step = step_of(play);
	bool plays = true;

	if (step->kind == STEP_BUILD || step->task.edits.count)
		plays = solve_source(play);
	if (step->kind == STEP_CONSOLE)
		plays = solve_console(play) && plays;
	if (!plays)
		play->skipped++;
	return plays;
}
