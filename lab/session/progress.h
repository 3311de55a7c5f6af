/*
 * What a learner has done, as the events say it. The store keeps the events;
 * this is the state that they add up to, one row a step or question.
 */
#ifndef LAB_SESSION_PROGRESS_H
#define LAB_SESSION_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Events, by the names that learnr gave them where it has one. `subject` is a
 * step's or question's id; `detail` and `number` are the kind's own.
 */
enum progress_event_kind {
	PROGRESS_SESSION_START,	      /* detail: course version */
	PROGRESS_SECTION_VIEWED,      /* a step was shown */
	PROGRESS_QUESTION_SUBMISSION, /* detail: reply; number: share in 1/1000
				       */
	PROGRESS_HINT,		      /* number: rungs open now */
	PROGRESS_SOLUTION,	      /* the solution was opened */
	PROGRESS_REVEALED,	      /* an ask was passed by, output shown */
	PROGRESS_DONE,		      /* the step is done */
	PROGRESS_BOOKMARK,	      /* number: 1 set, 0 taken away */
	PROGRESS_OWN_NOTE,	      /* detail: the text, "" takes it away */
	PROGRESS_SESSION_STOP,
	PROGRESS_RESET,	  /* the course starts over */
	PROGRESS_RENAMED, /* detail: the id that subject had before (`was`) */
	PROGRESS_GOALS,	  /* detail: ids of goals met, as a reply; number: share
			   */
	PROGRESS_KINDS
};

struct progress_event {
	enum progress_event_kind kind;
	int64_t time;		      /* ms since 1970, UTC */
	const char *subject, *detail; /* never NULL; "" where none */
	int64_t number;
};

struct progress {
	bool seen, done, solution, revealed, bookmark;
	unsigned attempts, hints;
	int64_t best; /* share in 1/1000 */
	int64_t done_time;
	char *reply;	/* last one, in recorded form; or NULL */
	char *own_note; /* or NULL */
};

#define PROGRESS_COUNT_MOST 1000000u

struct progress_map; /* id -> struct progress */

struct progress_map *progress_map_new(void);
void progress_map_free(struct progress_map *map);
/* Never NULL: an all-zero progress where there is none. Rows stay where they
 * are until a reset or progress_map_free. */
const struct progress *progress_find(const struct progress_map *map,
				     const char *id);
/* Adds the event up. PROGRESS_RESET empties the map. Counts stay within
 * PROGRESS_COUNT_MOST and shares within 0 .. 1000, whatever the event says. */
void progress_apply(struct progress_map *map,
		    const struct progress_event *event);
/* The row itself, made where there was none; for the store's cache. */
struct progress *progress_get(struct progress_map *map, const char *id);
/* Each row in turn, in the order they were made, those with nothing in them
 * left out; *at starts at 0. NULL at the end. */
const struct progress *progress_each(const struct progress_map *map, size_t *at,
				     const char **ret_id);
/*
 * What was kept under old goes to id, if id has none yet (`was`); true when
 * something moved. Who writes a store appends PROGRESS_RENAMED for it, so
 * that the state on disk moves too.
 */
bool progress_rename(struct progress_map *map, const char *old, const char *id);
/* Whether there is nothing in a row. */
bool progress_is_empty(const struct progress *progress);
/* Same ids, same rows; empty rows and order do not count. */
bool progress_equal(const struct progress_map *a, const struct progress_map *b);

/* "question_submission" and so on; and back, PROGRESS_KINDS if unknown. */
const char *progress_event_name(enum progress_event_kind kind);
enum progress_event_kind progress_event_find(const char *name);

#endif
