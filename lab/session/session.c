#include "config.h"
#include "session/private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *what;
} actions[] = {
#define ACTION(name, word, what) [ACTION_##name] = { word, what },
#include "session/action.def"
#undef ACTION
};

const char *action_name(enum action action)
{
	return actions[action].name;
}

const char *action_what(enum action action)
{
	return actions[action].what;
}

/* ---- events ---- */

void session_emit(struct session *session, enum event_kind kind, size_t number,
		  const char *text)
{
	struct event *event;

	session->events =
		mem_grow(session->events, &session->event_capacity,
			 session->event_count + 1, sizeof(*session->events));
	event = &session->events[session->event_count++];
	event->kind = kind;
	event->number = number;
	snprintf(event->text, sizeof(event->text), "%s", text);
}

void session_say(struct session *session, const char *text)
{
	session_emit(session, EVENT_MESSAGE, 0, text);
}

bool session_next_event(struct session *session, struct event *ret)
{
	if (session->event_at == session->event_count) {
		session->event_at = session->event_count = 0;
		return false;
	}
	*ret = session->events[session->event_at++];
	return true;
}

/* ---- going from step to step ---- */

static bool go(struct session *session, size_t step)
{
	struct err err;

	if (shown_load(session, step, &err)) {
		session_say(session, err.message);
		return false;
	}
	text_clear(&session->place);
	session->place_changed = true;
	record_add(session, PROGRESS_SECTION_VIEWED, session->shown.step->id,
		   "", 0);
	session_emit(session, EVENT_STEP, step, "");
	return true;
}

/* Going somewhere forgets where RETURN had come back from. */
static void follow(struct session *session, size_t step)
{
	if (!go(session, step))
		return;
	session->trail_at++;
	session->trail =
		mem_grow(session->trail, &session->trail_capacity,
			 session->trail_at + 1, sizeof(*session->trail));
	session->trail[session->trail_at] = step;
	session->trail_count = session->trail_at + 1;
}

void session_go(struct session *session, size_t step)
{
	if (step >= course_step_count(session->config.course))
		session_say(session, "there is no such step");
	else if (step != session->shown.index)
		follow(session, step);
}

static void retrace(struct session *session, bool forth)
{
	size_t at = session->trail_at;

	if (forth ? at + 1 >= session->trail_count : at == 0) {
		session_say(session,
			    forth ? "there is nothing to go forth to"
				  : "you have not come from anywhere yet");
		return;
	}
	at = forth ? at + 1 : at - 1;
	if (go(session, session->trail[at]))
		session->trail_at = at;
}

/* A read step is done when it is left for the next, a replay at its last
 * note, a quiz by its reply alone. */
static void mark_left(struct session *session)
{
	const struct shown *shown = &session->shown;
	const struct step *step = shown->step;
	bool read = step->kind == STEP_READ;

	if (step->kind == STEP_REPLAY)
		read = shown->revealed &&
		       shown->note + 1 >= (int)shown->note_count;
	if (read && !progress_find(session->progress, step->id)->done)
		record_add(session, PROGRESS_DONE, step->id, "", 0);
}

static void next_step(struct session *session)
{
	size_t next = session->shown.index + 1;

	mark_left(session);
	if (next < course_step_count(session->config.course)) {
		follow(session, next);
		return;
	}
	record_flush(
		session); /* so that the last step counts in what is said */
	session_say(session,
		    session->finished
			    ? "the course is done"
			    : "this is the last step; the outline shows what "
			      "is still open");
}

static void previous_step(struct session *session)
{
	if (session->shown.index)
		follow(session, session->shown.index - 1);
	else
		session_say(session, "this is the first step");
}

/* ---- inside a step ---- */

static void set_note(struct session *session, int note)
{
	session->shown.note = note;
	session->place_changed = true;
	session_emit(session, EVENT_NOTE, (size_t)note, "");
}

static void reveal(struct session *session)
{
	session->shown.revealed = true;
	shown_forget_verdict(&session->shown);
	record_add(session, PROGRESS_REVEALED, session->shown.step->id, "", 0);
	session_emit(session, EVENT_REVEAL, 0, "");
}

static void next(struct session *session)
{
	struct shown *shown = &session->shown;

	if (!shown->revealed && shown->step->kind == STEP_REPLAY)
		reveal(session);
	else if (shown->note + 1 < (int)shown->note_count)
		set_note(session, shown->note + 1);
	else
		next_step(session);
}

static void back(struct session *session)
{
	if (session->shown.note >= 0)
		set_note(session, session->shown.note - 1);
	else
		previous_step(session);
}

void session_go_note(struct session *session, size_t note)
{
	if (session->shown.revealed && note < session->shown.note_count)
		set_note(session, (int)note);
}

bool session_help(const struct session *session, struct session_help *ret)
{
	const struct question *question = shown_question(&session->shown);
	const struct task *task = session_task(session);

	if (!question && !task)
		return false;
	ret->id = question ? question->id : session->shown.step->id;
	ret->solution = question ? question->solution : task->solution;
	ret->hints = question ? &question->hints : &task->hints;
	ret->open = progress_find(session->progress, ret->id)->hints;
	return true;
}

static void hint(struct session *session)
{
	struct session_help help;

	record_flush(session);
	if (!session_help(session, &help)) {
		session_say(session, "hints are for questions");
		return;
	}
	if (help.open >= help.hints->count) {
		session_say(session,
			    "that was the last hint; what is left is the "
			    "solution");
		return;
	}
	record_add(session, PROGRESS_HINT, help.id, "", (int64_t)help.open + 1);
	record_flush(session);
	session_emit(session, EVENT_HINT, help.open, "");
}

static void solution(struct session *session)
{
	struct session_help help;

	if (!session_help(session, &help)) {
		session_say(session, "only a question has a solution");
		return;
	}
	if (!progress_find(session->progress, help.id)->solution)
		record_add(session, PROGRESS_SOLUTION, help.id, "", 0);
	record_flush(session);
	session->shown.solved = true;
	session_emit(session, EVENT_SOLUTION, 0, "");
}

static void again(struct session *session)
{
	if (!session->shown.judged)
		session_say(session, "there is nothing to answer again here");
	shown_forget_verdict(&session->shown);
}

static void bookmark(struct session *session)
{
	const char *id = session->shown.step->id;
	bool set;

	record_flush(session);
	set = !progress_find(session->progress, id)->bookmark;
	record_add(session, PROGRESS_BOOKMARK, id, "", set);
	record_flush(session);
	session_say(session, set ? "bookmark set" : "bookmark taken away");
}

static void next_bookmark(struct session *session)
{
	struct course *course = session->config.course;
	size_t count = course_step_count(course);

	for (size_t i = 1; i <= count; i++) {
		size_t step = (session->shown.index + i) % count;
		const char *id = course_step(course, step).id;

		if (!progress_find(session->progress, id)->bookmark)
			continue;
		if (step == session->shown.index)
			break;
		follow(session, step);
		return;
	}
	session_say(session, "no other bookmark is set");
}

void session_set_own_note(struct session *session, const char *text)
{
	size_t size = strlen(text);
	char *kept = mem_strndup(text, size < LIMIT_NOTE ? size : LIMIT_NOTE);

	record_add(session, PROGRESS_OWN_NOTE, session->shown.step->id, kept,
		   0);
	record_flush(session);
	free(kept);
}

/* ---- replies ---- */

static int64_t share_of(const struct verdict *verdict)
{
	if (verdict->right)
		return 1000;
	return verdict->of ? (int64_t)verdict->points * 1000 / verdict->of : 0;
}

enum err_code session_reply(struct session *session, const char *line,
			    struct err *err)
{
	struct shown *shown = &session->shown;
	const struct question *question = shown_question(shown);
	struct text reply = { .limit = LIMIT_LINE };
	struct verdict verdict;
	enum err_code code;

	if (!question)
		return err_set(err, ERR_USAGE, 0, "nothing is asked here");
	code = judge_parse(question, session->seed, line, &reply, err);
	if (!code)
		code = judge(question, session->seed,
			     shown->has_evidence ? &shown->evidence : NULL,
			     text_string(&reply), &verdict, err);
	if (code) {
		text_fini(&reply);
		return code;
	}
	record_add(session, PROGRESS_QUESTION_SUBMISSION, question->id,
		   text_string(&reply), share_of(&verdict));
	if (verdict.right && shown->step->kind == STEP_QUIZ &&
	    !progress_find(session->progress, shown->step->id)->done)
		record_add(session, PROGRESS_DONE, shown->step->id, "", 0);
	text_fini(&reply);
	/* "right" is shown as done: only once it is on disk */
	record_flush(session);
	shown_forget_verdict(shown);
	shown->verdict = verdict;
	shown->judged = true;
	session_emit(session, EVENT_VERDICT, 0, "");
	return ERR_OK;
}

void session_action(struct session *session, enum action action)
{
	static void (*const run[ACTION_COUNT])(struct session *) = {
		[ACTION_NEXT] = next,
		[ACTION_BACK] = back,
		[ACTION_NEXT_STEP] = next_step,
		[ACTION_PREVIOUS_STEP] = previous_step,
		[ACTION_HINT] = hint,
		[ACTION_SOLUTION] = solution,
		[ACTION_AGAIN] = again,
		[ACTION_BOOKMARK] = bookmark,
		[ACTION_NEXT_BOOKMARK] = next_bookmark,
	};

	if (action == ACTION_RETURN || action == ACTION_FORTH)
		retrace(session, action == ACTION_FORTH);
	else if (run[action])
		run[action](session);
}

void session_set_place(struct session *session, const char *text)
{
	if (strcmp(text_string(&session->place), text) == 0)
		return;
	text_clear(&session->place);
	text_add_string(&session->place, text);
	session->place_changed = true;
}

bool session_flush(struct session *session)
{
	return record_flush(session);
}

/* ---- beginning and end ---- */

/* Where the learner left it: the step, the note, the front end's own text. */
static enum err_code resume(struct session *session, struct err *err)
{
	struct course *course = session->config.course;
	struct store_place place = { 0 };
	enum err_code code;
	size_t step = 0;

	if (session->config.store &&
	    store_get_place(session->config.store, course_info(course)->id,
			    &place, NULL) == ERR_OK &&
	    course_find(course, place.step, &step) != ERR_OK)
		step = 0;
	code = shown_load(session, step, err);
	if (code && step) /* its file may be gone: the course still opens */
		code = shown_load(session, 0, err);
	if (!code && place.step && session->shown.index == step &&
	    session->shown.revealed) {
		if (place.note >= 0 &&
		    (size_t)place.note < session->shown.note_count)
			session->shown.note = (int)place.note;
		text_add_string(&session->place, place.inside);
	}
	store_place_fini(&place);
	return code;
}

enum err_code session_new(const struct session_config *config,
			  struct session **ret, struct err *err)
{
	struct session *session;
	enum err_code code;

	if (!course_step_count(config->course))
		return err_set(err, ERR_FORMAT, 0, "the course has no steps");
	session = mem_calloc(1, sizeof(*session));
	session->config = *config;
	session->place.limit = 255;
	if (config->not_kept)
		snprintf(session->not_kept, sizeof(session->not_kept), "%s",
			 config->not_kept);
	session->seed = config->seed;
	if (!session->seed && config->store)
		session->seed = store_seed(config->store);
	code = record_load(session, err);
	if (!code)
		code = resume(session, err);
	if (code) {
		session_free(session);
		return code;
	}
	session->trail = mem_grow(NULL, &session->trail_capacity, 1,
				  sizeof(*session->trail));
	session->trail[0] = session->shown.index;
	session->trail_count = 1;
	record_add(session, PROGRESS_SESSION_START, "",
		   course_info(config->course)->version, 0);
	if (!progress_find(session->progress, session->shown.step->id)->seen)
		record_add(session, PROGRESS_SECTION_VIEWED,
			   session->shown.step->id, "", 0);
	session_emit(session, EVENT_STEP, session->shown.index, "");
	*ret = session;
	return ERR_OK;
}

void session_free(struct session *session)
{
	if (!session)
		return;
	record_fini(session);
	shown_fini(&session->shown);
	free(session->trail);
	free(session->events);
	text_fini(&session->place);
	free(session);
}

/* ---- state ---- */

const struct course *session_course(const struct session *session)
{
	return session->config.course;
}

size_t session_at(const struct session *session)
{
	return session->shown.index;
}

const struct step *session_step(const struct session *session)
{
	return session->shown.step;
}

const char *session_prose(const struct session *session)
{
	return session->shown.prose;
}

const struct transcript *session_recording(const struct session *session)
{
	return session->shown.has_recording ? &session->shown.recording : NULL;
}

bool session_revealed(const struct session *session)
{
	return session->shown.revealed;
}

int session_note(const struct session *session)
{
	return session->shown.note;
}

const struct anchor_ranges *session_note_lines(const struct session *session,
					       size_t note)
{
	return &session->shown.notes[note];
}

const struct anchor_ranges *session_fold_lines(const struct session *session,
					       size_t fold)
{
	return &session->shown.folds[fold];
}

const struct question *session_question(const struct session *session)
{
	return shown_question(&session->shown);
}

const struct transcript *session_evidence(const struct session *session)
{
	return session->shown.has_evidence ? &session->shown.evidence : NULL;
}

const struct anchor_ranges *
session_evidence_lines(const struct session *session, size_t anchor)
{
	return &session->shown.anchors[anchor];
}

const struct verdict *session_verdict(const struct session *session)
{
	return session->shown.judged ? &session->shown.verdict : NULL;
}

size_t session_remark_count(const struct session *session)
{
	const struct verdict *verdict = session_verdict(session);
	size_t count = 0;

	if (!verdict)
		return 0;
	if (verdict->right || session->shown.solved)
		return verdict->remark_count;
	while (count < verdict->remark_count &&
	       verdict->remarks[count].about_reply)
		count++;
	return count;
}

const char *session_last_reply(const struct session *session)
{
	const struct question *question = session_question(session);

	return question ? progress_find(session->progress, question->id)->reply
			: NULL;
}

uint64_t session_seed(const struct session *session)
{
	return session->seed;
}

const struct progress *session_progress(const struct session *session,
					const char *id)
{
	return progress_find(session->progress, id);
}

size_t session_done_count(const struct session *session)
{
	return session->done_count;
}

size_t session_lesson_done(const struct session *session, size_t lesson)
{
	const struct course *course = session->config.course;
	struct lesson_info info = course_lesson(course, lesson);
	size_t done = 0;

	for (size_t i = 0; i < info.step_count; i++)
		done += progress_find(
				session->progress,
				course_step(course, info.first_step + i).id)
				->done;
	return done;
}

unsigned session_percent(const struct session *session)
{
	return (unsigned)(session->done_count * 100 /
			  course_step_count(session->config.course));
}

const char *session_place(const struct session *session)
{
	return text_string(&session->place);
}

const char *session_not_kept(const struct session *session)
{
	return session->not_kept[0] ? session->not_kept : NULL;
}
