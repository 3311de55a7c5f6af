/*
 * Build and console steps: what of their goals is met, and the source that a
 * build shows with what the compiler said of it.
 */
#include "config.h"
#include "session/private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

const struct task *session_task(const struct session *session)
{
	const struct step *step = session->shown.step;

	return step && step_is_task(step) ? &step->task : NULL;
}

/* ---- goals ---- */

/* The ids of goals that are met are the step's reply: "#made #signed". */
static bool has_id(const char *reply, const char *id)
{
	size_t size = strlen(id);

	while (reply && (reply = strchr(reply, '#'))) {
		reply++;
		if (strncmp(reply, id, size) == 0 &&
		    (!reply[size] || reply[size] == ' '))
			return true;
	}
	return false;
}

bool session_goal_met(const struct session *session, size_t goal)
{
	const struct step *step = session->shown.step;
	const struct progress *progress =
		progress_find(session->progress, step->id);

	/* what is done stays done, whatever goals a course adds later */
	return progress->done ||
	       has_id(progress->reply, step->task.goals.list[goal].id);
}

size_t session_goals_met(const struct session *session)
{
	const struct task *task = session_task(session);
	size_t met = 0;

	for (size_t i = 0; task && i < task->goals.count; i++)
		met += session_goal_met(session, i);
	return met;
}

static void record(struct session *session, uint64_t met)
{
	const struct step *step = session->shown.step;
	size_t count = step->task.goals.count, done = 0;
	struct text reply = { .limit = LIMIT_LINE };

	for (size_t i = 0; i < count; i++) {
		if (!(met >> i & 1))
			continue;
		text_printf(&reply, "%s#%s", done++ ? " " : "",
			    step->task.goals.list[i].id);
	}
	record_add(session, PROGRESS_GOALS, step->id, text_string(&reply),
		   (int64_t)(done * 1000 / count));
	if (done == count)
		record_add(session, PROGRESS_DONE, step->id, "", 0);
	text_fini(&reply);
	record_flush(session);
}

uint64_t session_take_goals(struct session *session, uint64_t now)
{
	const struct task *task = session_task(session);
	uint64_t before = 0, met = 0;

	if (!task)
		return 0;
	record_flush(session);
	for (size_t i = 0; i < task->goals.count; i++) {
		before |= (uint64_t)session_goal_met(session, i) << i;
		if (((before | now) >> i & 1))
			met |= UINT64_C(1) << i;
		else if (task->ordered)
			break;
	}
	met |= before;
	if (met == before)
		return 0;
	record(session, met);
	return met & ~before;
}

/* ---- the source of a build ---- */

static void free_notes(struct shown *shown)
{
	for (size_t i = 0; i < shown->note_count; i++)
		anchor_ranges_fini(&shown->notes[i]);
	free(shown->notes);
	free(shown->work_notes);
	arena_fini(&shown->work_arena);
	shown->notes = NULL;
	shown->work_notes = NULL;
	shown->note_count = 0;
	shown->note = -1;
}

static void add_note(struct shown *shown, const struct session_message *from)
{
	struct note *note = &shown->work_notes[shown->note_count];
	struct anchor_ranges *lines = &shown->notes[shown->note_count++];
	size_t line = from->line ? from->line - 1 : 0;

	*note = (struct note){
		.id = "",
		.title = arena_strndup(&shown->work_arena, from->title,
				       strlen(from->title)),
		.what = arena_strndup(&shown->work_arena, from->text,
				      strlen(from->text)),
		.from = "",
		.isnt = "",
	};
	if (!shown->recording.count)
		return;
	if (line >= shown->recording.count)
		line = shown->recording.count - 1;
	lines->list = mem_calloc(1, sizeof(*lines->list));
	lines->list[0] = (struct anchor_range){ line, 1 };
	lines->count = 1;
}

void session_set_work(struct session *session, char *source, size_t size,
		      const struct session_message *messages, size_t count)
{
	struct shown *shown = &session->shown;

	if (!session_task(session)) {
		free(source);
		return;
	}
	free_notes(shown);
	if (shown->has_recording)
		transcript_fini(&shown->recording);
	transcript_take(source, size, &shown->recording);
	shown->has_recording = true;
	shown->notes = mem_calloc(count, sizeof(*shown->notes));
	shown->work_notes = mem_calloc(count, sizeof(*shown->work_notes));
	for (size_t i = 0; i < count; i++)
		add_note(shown, &messages[i]);
	if (count) {
		shown->note = 0;
		session_emit(session, EVENT_NOTE, 0, "");
	}
}

void task_fini(struct shown *shown)
{
	free(shown->work_notes);
	arena_fini(&shown->work_arena);
}

/* ---- notes of either kind ---- */

size_t session_note_count(const struct session *session)
{
	return session->shown.note_count;
}

const struct note *session_note_at(const struct session *session, size_t note)
{
	const struct shown *shown = &session->shown;

	return shown->work_notes ? &shown->work_notes[note]
				 : &shown->step->notes.list[note];
}
