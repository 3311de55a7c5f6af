#include "config.h"
#include "cli/learner.h"

#include "base/mem.h"
#include "cli/locate.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static enum err_code open_store(bool writable, struct store **ret,
				struct err *err)
{
	char *path = locate_store();
	enum err_code code;

	if (!path)
		return err_set(err, ERR_IO, 0,
			       "no place for progress: set HOME or "
			       "XDG_STATE_HOME");
	code = writable ? store_open(path, ret, NULL, err)
			: store_open_readonly(path, ret, err);
	free(path);
	if (code == ERR_NOT_FOUND) {
		*ret = NULL;
		return ERR_OK;
	}
	return code;
}

/* A step that had another id keeps what was done under that. */
static void follow_renames(struct learner *learner)
{
	for (size_t i = 0; i < course_step_count(learner->course); i++) {
		struct step_info info = course_step(learner->course, i);

		if (info.was)
			progress_rename(learner->progress, info.was, info.id);
	}
}

enum err_code learner_open(const char *argument, bool writable,
			   struct learner *ret, struct err *err)
{
	struct learner learner = { .progress = progress_map_new() };
	enum err_code code;
	char *path = NULL;

	code = locate_course(argument, &path, err);
	if (!code)
		code = locate_open(path, &learner.course, err);
	if (!code)
		code = open_store(writable, &learner.store, err);
	if (!code && learner.store)
		code = store_load(learner.store,
				  course_info(learner.course)->id,
				  learner.progress, err);
	free(path);
	if (code) {
		learner_fini(&learner);
		return code;
	}
	follow_renames(&learner);
	*ret = learner;
	return ERR_OK;
}

void learner_fini(struct learner *learner)
{
	store_close(learner->store);
	progress_map_free(learner->progress);
	course_free(learner->course);
	*learner = (struct learner){ 0 };
}

/* Tries and hints count where the step or the question of that id stands. */
static void tally_rows(const struct learner *learner,
		       struct learner_tally *tallies)
{
	const struct progress *row;
	const char *id;
	size_t at = 0, step;

	while ((row = progress_each(learner->progress, &at, &id))) {
		struct learner_tally *tally;

		if (course_find(learner->course, id, &step))
			continue;
		tally = &tallies[course_step(learner->course, step).lesson];
		tally->attempts += row->attempts;
		tally->hints += row->hints;
	}
}

struct learner_tally *learner_tally(const struct learner *learner)
{
	size_t count = course_lesson_count(learner->course);
	struct learner_tally *tallies = mem_calloc(count, sizeof(*tallies));

	for (size_t i = 0; i < course_step_count(learner->course); i++) {
		struct step_info info = course_step(learner->course, i);
		const struct progress *progress =
			progress_find(learner->progress, info.id);
		struct learner_tally *tally = &tallies[info.lesson];

		tally->steps++;
		tally->seen += progress->seen;
		tally->done += progress->done;
		tally->minutes += info.minutes;
	}
	tally_rows(learner, tallies);
	return tallies;
}

struct learner_tally learner_total(const struct learner *learner,
				   const struct learner_tally *tallies)
{
	struct learner_tally total = { 0 };

	for (size_t i = 0; i < course_lesson_count(learner->course); i++) {
		total.steps += tallies[i].steps;
		total.seen += tallies[i].seen;
		total.done += tallies[i].done;
		total.attempts += tallies[i].attempts;
		total.hints += tallies[i].hints;
		total.minutes += tallies[i].minutes;
	}
	return total;
}

unsigned learner_percent(const struct learner_tally *tally)
{
	return tally->steps ? (unsigned)(tally->done * 100 / tally->steps) : 0;
}

size_t learner_at(const struct learner *learner)
{
	struct store_place place;
	size_t step;

	if (!learner->store ||
	    store_get_place(learner->store, course_info(learner->course)->id,
			    &place, NULL))
		return 0;
	if (course_find(learner->course, place.step, &step))
		step = 0;
	store_place_fini(&place);
	return step;
}

static bool note_time(void *context, int64_t number, const char *course,
		      const struct progress_event *event, const char *hash)
{
	int64_t *last = context;

	(void)number;
	(void)course;
	(void)hash;
	*last = event->time;
	return true;
}

int64_t learner_last(const struct learner *learner)
{
	int64_t last = 0;

	if (!learner->store ||
	    store_each(learner->store, course_info(learner->course)->id,
		       note_time, &last, NULL))
		return 0;
	return last;
}

void learner_add_time(struct text *out, int64_t ms, bool utc)
{
	time_t seconds = (time_t)(ms / 1000);
	char words[64];
	struct tm when;

	if (!(utc ? gmtime_r(&seconds, &when) : localtime_r(&seconds, &when)))
		return;
	if (when.tm_year < 0 || when.tm_year > 8099)
		return;
	strftime(words, sizeof(words),
		 utc ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d %H:%M", &when);
	text_add_string(out, words);
}
