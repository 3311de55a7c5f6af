/*
 * The step that is shown: everything a front end draws of it is read here,
 * once, when the learner comes to it.
 */
#include "config.h"
#include "session/private.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void free_ranges(struct anchor_ranges *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		anchor_ranges_fini(&ranges[i]);
	free(ranges);
}

void shown_forget_verdict(struct shown *shown)
{
	if (shown->judged)
		verdict_fini(&shown->verdict);
	shown->judged = false;
}

void shown_fini(struct shown *shown)
{
	shown_forget_verdict(shown);
	free(shown->prose);
	free_ranges(shown->notes, shown->note_count);
	free_ranges(shown->folds, shown->fold_count);
	free_ranges(shown->anchors, shown->anchor_count);
	task_fini(shown);
	if (shown->has_recording)
		transcript_fini(&shown->recording);
	if (shown->has_evidence)
		transcript_fini(&shown->evidence);
	memset(shown, 0, sizeof(*shown));
}

const struct question *shown_question(const struct shown *shown)
{
	if (!shown->step)
		return NULL;
	if (shown->step->kind == STEP_QUIZ)
		return shown->step->question;
	if (shown->step->kind == STEP_REPLAY && !shown->revealed)
		return shown->step->ask;
	return NULL;
}

/*
 * An anchor that does not match as declared is lint's to tell; here the lines
 * that it does match are shown.
 */
static void find_lines(const struct anchor *anchor,
		       const struct transcript *transcript,
		       struct anchor_ranges *ret)
{
	struct err err;

	if (anchor_find(anchor, transcript, ret, &err))
		return;
}

/* A fold runs on to the line that `to` names. */
static void find_fold(const struct fold *fold,
		      const struct transcript *transcript,
		      struct anchor_ranges *ret)
{
	struct anchor anchor = fold->anchor;

	anchor.to = fold->to;
	find_lines(&anchor, transcript, ret);
}

static enum err_code load_replay(struct course *course, struct shown *shown,
				 struct err *err)
{
	const struct step *step = shown->step;
	enum err_code code = course_read_recording(course, &step->recording,
						   &shown->recording, err);

	if (code)
		return code;
	shown->has_recording = true;
	shown->notes = mem_calloc(step->notes.count, sizeof(*shown->notes));
	shown->note_count = step->notes.count;
	for (size_t i = 0; i < step->notes.count; i++)
		find_lines(&step->notes.list[i].anchor, &shown->recording,
			   &shown->notes[i]);
	shown->folds = mem_calloc(step->folds.count, sizeof(*shown->folds));
	shown->fold_count = step->folds.count;
	for (size_t i = 0; i < step->folds.count; i++)
		find_fold(&step->folds.list[i], &shown->recording,
			  &shown->folds[i]);
	return ERR_OK;
}

static bool is_recorded(const struct recording *recording)
{
	return recording->transcript || recording->source;
}

static enum err_code load_evidence(struct course *course, struct shown *shown,
				   const struct question *question,
				   struct err *err)
{
	const struct recording *recording = &question->evidence.recording;
	const struct anchors *anchors = &question->evidence.anchors;
	enum err_code code;

	if (question->type == QUESTION_POINT)
		recording = &question->recording;
	if (is_recorded(recording)) {
		code = course_read_recording(course, recording,
					     &shown->evidence, err);
		if (code)
			return code;
	} else if (question->evidence.code) {
		transcript_take(mem_strdup(question->evidence.code),
				strlen(question->evidence.code),
				&shown->evidence);
	} else {
		return ERR_OK;
	}
	shown->has_evidence = true;
	shown->anchors = mem_calloc(anchors->count, sizeof(*shown->anchors));
	shown->anchor_count = anchors->count;
	for (size_t i = 0; i < anchors->count; i++)
		find_lines(&anchors->list[i], &shown->evidence,
			   &shown->anchors[i]);
	return ERR_OK;
}

void shown_judge(struct session *session)
{
	struct shown *shown = &session->shown;
	const struct question *question = shown_question(shown);
	const struct progress *progress;
	struct err err;

	shown_forget_verdict(shown);
	if (!question)
		return;
	progress = progress_find(session->progress, question->id);
	if (!progress->reply)
		return;
	/* a course may have changed under an old reply: then there is none */
	shown->judged = judge(question, session->seed,
			      shown->has_evidence ? &shown->evidence : NULL,
			      progress->reply, &shown->verdict, &err) == ERR_OK;
}

enum err_code shown_load(struct session *session, size_t index, struct err *err)
{
	struct course *course = session->config.course;
	struct shown next = { .index = index, .note = -1 };
	const struct question *question;
	enum err_code code = course_read(course, index, &next.step, err);

	if (!code)
		code = course_read_prose(course, next.step, &next.prose, err);
	if (!code && next.step->kind == STEP_REPLAY)
		code = load_replay(course, &next, err);
	if (!code) {
		next.revealed = !next.step->ask ||
				progress_find(session->progress, next.step->id)
					->revealed;
		question = next.step->kind == STEP_QUIZ ? next.step->question
							: next.step->ask;
		if (question)
			code = load_evidence(course, &next, question, err);
	}
	if (code) {
		shown_fini(&next);
		/* reading the next one may have let go of the one that stays */
		if (session->shown.step &&
		    course_read(course, session->shown.index,
				&session->shown.step, NULL))
			session->shown.step = NULL;
		return code;
	}
	shown_fini(&session->shown);
	session->shown = next;
	shown_judge(session);
	return ERR_OK;
}
