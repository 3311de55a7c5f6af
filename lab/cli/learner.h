/*
 * One course and what the learner did in it, for the commands that tell about
 * it: status, notes, reset.
 */
#ifndef LAB_CLI_LEARNER_H
#define LAB_CLI_LEARNER_H

#include "base/err.h"
#include "base/text.h"
#include "course/course.h"
#include "session/progress.h"
#include "session/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct learner {
	struct course *course;
	struct store *store; /* NULL: nothing is kept yet */
	struct progress_map *progress;
};

/* What a lesson adds up to; all lessons for the course. */
struct learner_tally {
	size_t steps, seen, done;
	uint64_t attempts, hints;
	unsigned minutes;
};

/*
 * argument as locate_course takes it. Read only unless writable; then a store
 * is made where there is none.
 */
enum err_code learner_open(const char *argument, bool writable,
			   struct learner *ret, struct err *err) ERR_CHECK;
void learner_fini(struct learner *learner);

/* One a lesson; the caller frees the array. */
struct learner_tally *learner_tally(const struct learner *learner);
struct learner_tally learner_total(const struct learner *learner,
				   const struct learner_tally *tallies);
/* Done steps of all, rounded down. */
unsigned learner_percent(const struct learner_tally *tally);
/* The step that the learner is at; the first one where none is kept. */
size_t learner_at(const struct learner *learner);
/* When something was last done in the course, ms since 1970; 0: never. */
int64_t learner_last(const struct learner *learner);

/* "2026-03-01 14:05", local; or with utc "2026-03-01T14:05:09Z". Nothing for
 * a time that no calendar has. */
void learner_add_time(struct text *out, int64_t ms, bool utc);

#endif
