/*
 * The inside of a session, shared by its files: session.c (requests and
 * getters), shown.c (the step that is shown), task.c (build and console
 * steps), record.c (events on their way to disk).
 */
#ifndef LAB_SESSION_PRIVATE_H
#define LAB_SESSION_PRIVATE_H

#include "base/arena.h"
#include "base/text.h"
#include "session/session.h"
#include "session/store.h"

/* An event that is not on disk yet; its texts are ours. */
struct pending {
	enum progress_event_kind kind;
	int64_t time, number;
	char *subject, *detail;
};

/* The step on screen and what was read for it. */
struct shown {
	size_t index;
	const struct step *step;
	char *prose;
	struct transcript recording; /* of a replay */
	struct anchor_ranges *notes, *folds;
	size_t note_count, fold_count;
	/* of a build: what the compiler said, as notes on its source */
	struct note *work_notes;
	struct arena work_arena;
	struct transcript evidence; /* of its question */
	struct anchor_ranges *anchors;
	size_t anchor_count;
	bool has_recording, has_evidence;
	int note; /* -1: none yet */
	bool revealed;
	bool solved; /* the solution is open */
	bool judged;
	struct verdict verdict;
};

struct session {
	struct session_config config;
	uint64_t seed;
	struct progress_map *progress; /* what is on disk, or never will be */
	size_t done_count;
	bool finished;
	struct shown shown;
	/* where the learner came from: steps, and the place among them */
	size_t *trail;
	size_t trail_count, trail_capacity, trail_at;
	struct event *events;
	size_t event_count, event_capacity, event_at;
	struct pending *pending;
	size_t pending_count, pending_capacity;
	size_t applied;	    /* of pending: in `progress` though not on disk */
	char not_kept[512]; /* why nothing is being kept; "" when it is */
	struct text place;  /* the front end's text */
	bool place_changed;
};

/* record.c */
void record_add(struct session *session, enum progress_event_kind kind,
		const char *subject, const char *detail, int64_t number);
enum err_code record_load(struct session *session, struct err *err) ERR_CHECK;
/* True when the learner's progress now says something else. */
bool record_flush(struct session *session);
void record_fini(struct session *session);

/* shown.c */
enum err_code shown_load(struct session *session, size_t index,
			 struct err *err) ERR_CHECK;
void shown_fini(struct shown *shown);
/* The question on screen, or NULL. */
const struct question *shown_question(const struct shown *shown);
/* Judges the reply that progress has for the question, if any. */
void shown_judge(struct session *session);
void shown_forget_verdict(struct shown *shown);

/* task.c */
void task_fini(struct shown *shown);

/* session.c */
void session_emit(struct session *session, enum event_kind kind, size_t number,
		  const char *text);

#endif
