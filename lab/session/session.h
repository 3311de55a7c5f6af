/*
 * One learner at one course: requests in, events and state out. It never
 * waits, reads no input and prints nothing; both front ends and the tests
 * drive it the same way. What is on screen besides (scroll, folds, an open
 * pop-up) is the front end's.
 */
#ifndef LAB_SESSION_SESSION_H
#define LAB_SESSION_SESSION_H

#include "base/err.h"
#include "course/anchor.h"
#include "course/course.h"
#include "course/judge.h"
#include "session/progress.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum action {
#define ACTION(name, word, what) ACTION_##name,
#include "session/action.def"
#undef ACTION
	ACTION_COUNT
};

const char *action_name(enum action action); /* "next-step" */
const char *action_what(enum action action); /* "leave this step for ..." */

struct session;

struct session_config {
	struct course *course;	/* borrowed, must outlive the session */
	struct store *store;	/* borrowed; NULL: nothing is kept */
	const char *not_kept;	/* why there is no store, in words; or NULL */
	uint64_t seed;		/* the learner's, for shuffles; store's if 0 */
	int64_t (*clock)(void); /* ms since 1970; NULL: the system's */
};

/*
 * What happened, in order; a front end that prints reads these, one that
 * draws may just look at the state.
 */
enum event_kind {
	EVENT_STEP,	/* another step is shown: session_step() */
	EVENT_REVEAL,	/* a replay's output appeared */
	EVENT_NOTE,	/* the current note changed: session_note() */
	EVENT_VERDICT,	/* session_verdict() */
	EVENT_HINT,	/* number: the rung that was opened, from 0 */
	EVENT_SOLUTION, /* the solution was opened */
	EVENT_DONE,	/* the step's first full marks or first full read */
	EVENT_FINISHED, /* every step of the course is done */
	EVENT_MESSAGE,	/* text: words for the status line */
};

struct event {
	enum event_kind kind;
	size_t number;
	char text[256];
};

enum err_code session_new(const struct session_config *config,
			  struct session **ret, struct err *err) ERR_CHECK;
void session_free(struct session *session);

/* False when there is none left. */
bool session_next_event(struct session *session, struct event *ret);

/* ---- requests ---- */

/* An action that does nothing here says why in an EVENT_MESSAGE. */
void session_action(struct session *session, enum action action);
void session_go(struct session *session, size_t step);
void session_go_note(struct session *session, size_t note);
/* Words for the status line, as if the session had said them itself. */
void session_say(struct session *session, const char *text);
/*
 * A reply to session_question(), as typed (judge_parse) or in recorded form.
 * ERR_USAGE: not a reply; nothing was counted, the words are in err.
 */
enum err_code session_reply(struct session *session, const char *line,
			    struct err *err) ERR_CHECK;
/*
 * Of a build or console step: the goals that hold now, a bit each. Those that
 * are new are kept, and finish the step with the last; returned are they. A
 * goal that was met once stays met.
 */
uint64_t session_take_goals(struct session *session, uint64_t now);
/*
 * The learner's source of this step, which it takes over and frees, and what
 * the compiler said of it: it is shown as a recording, with the messages as
 * its notes. Kept until another step is shown.
 */
struct session_message {
	unsigned line;		  /* of the source, from 1; 0: not known */
	const char *title, *text; /* text is prose */
};
void session_set_work(struct session *session, char *source, size_t size,
		      const struct session_message *messages, size_t count);
void session_set_own_note(struct session *session, const char *text);
/* Where the learner is inside the step, kept for the next start. The text is
 * the front end's own (scroll and such), at most 255 bytes. */
void session_set_place(struct session *session, const char *text);

/*
 * Writes to disk what is not there yet. Call it after drawing, before
 * waiting for keys: progress is shown as done only once it is on disk.
 * Returns true when that changed what there is to show.
 */
bool session_flush(struct session *session);

/* ---- state; pointers are borrowed until the next request ---- */

const struct course *session_course(const struct session *session);
size_t session_at(const struct session *session); /* step number */
const struct step *session_step(const struct session *session);
const char *session_prose(const struct session *session);
/* The recording of a replay step, the source of a build, else NULL. */
const struct transcript *session_recording(const struct session *session);
/* A replay whose ask is not yet answered or passed by hides its output. */
bool session_revealed(const struct session *session);
/* The current note's number, or -1 while none is. */
int session_note(const struct session *session);
/* The step's own notes, or what the compiler said. */
size_t session_note_count(const struct session *session);
const struct note *session_note_at(const struct session *session, size_t note);
/* The lines that a note is about. */
const struct anchor_ranges *session_note_lines(const struct session *session,
					       size_t note);
const struct anchor_ranges *session_fold_lines(const struct session *session,
					       size_t fold);

/* What is to be done here (build, console), else NULL. */
const struct task *session_task(const struct session *session);
bool session_goal_met(const struct session *session, size_t goal);
size_t session_goals_met(const struct session *session);
/* The ladder of the question or task that is shown, and how many of its rungs
 * are open; the id under which that is kept; its solution. NULL: none. */
struct session_help {
	const char *id, *solution;
	const struct strings *hints;
	size_t open;
};
bool session_help(const struct session *session, struct session_help *ret);

/* The question that waits for a reply or has had one, else NULL. */
const struct question *session_question(const struct session *session);
/* What a question is about: its evidence or, for point, its recording. */
const struct transcript *session_evidence(const struct session *session);
const struct anchor_ranges *
session_evidence_lines(const struct session *session, size_t anchor);
/* Of the last reply, kept over relaunch; NULL before the first and after
 * ACTION_AGAIN. */
const struct verdict *session_verdict(const struct session *session);
/*
 * How many of the verdict's remarks are to be said: all of them once the
 * answer is right or the solution open; before that only those about what the
 * learner chose (they come first), or trying again would be copying.
 */
size_t session_remark_count(const struct session *session);
const char *session_last_reply(const struct session *session); /* or NULL */
uint64_t session_seed(const struct session *session);

/* Progress of a step or question; never NULL. */
const struct progress *session_progress(const struct session *session,
					const char *id);
size_t session_done_count(const struct session *session);
/* Steps of one lesson that are done. */
size_t session_lesson_done(const struct session *session, size_t lesson);
unsigned session_percent(const struct session *session);
/* The front end's own text of session_set_place, "" if none. */
const char *session_place(const struct session *session);
/* Why progress is not being kept, or NULL when it is. */
const char *session_not_kept(const struct session *session);

#endif
