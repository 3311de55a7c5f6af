/*
 * What events were lost with a damaged file may still stand in its state
 * table. The events that would add up to it are added, so that nobody has to
 * do again what was shown as done.
 */
#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TRIES_MOST   100u /* replies that are added for one row */
#define COURSES_MOST 256

/* One row, and where its events go. */
struct row {
	struct store *store;
	const char *course, *id;
	int64_t now;
	struct err *err;
};

static enum err_code add(const struct row *row, bool missing,
			 enum progress_event_kind kind, const char *detail,
			 int64_t number)
{
	struct progress_event event = {
		.kind = kind,
		.time = row->now,
		.subject = row->id,
		.detail = detail ? detail : "",
		.number = number,
	};

	if (!missing)
		return ERR_OK;
	return store_log_add(row->store, row->course, &event, row->err);
}

static enum err_code add_tries(const struct row *row,
			       const struct progress *want,
			       const struct progress *have)
{
	enum err_code code = ERR_OK;
	unsigned missing = want->attempts > have->attempts
				   ? want->attempts - have->attempts
				   : 0;

	if (missing > TRIES_MOST)
		missing = TRIES_MOST;
	while (missing-- && !code)
		code = add(row, true, PROGRESS_QUESTION_SUBMISSION, want->reply,
			   want->best);
	return code;
}

static enum err_code add_row(const struct row *row, const struct progress *want,
			     const struct progress *have)
{
	enum err_code code;

	code = add(row, want->seen && !have->seen, PROGRESS_SECTION_VIEWED,
		   NULL, 0);
	if (!code)
		code = add(row, want->revealed && !have->revealed,
			   PROGRESS_REVEALED, NULL, 0);
	if (!code)
		code = add(row, want->hints > have->hints, PROGRESS_HINT, NULL,
			   want->hints);
	if (!code)
		code = add(row, want->solution && !have->solution,
			   PROGRESS_SOLUTION, NULL, 0);
	if (!code)
		code = add_tries(row, want, have);
	if (!code)
		code = add(row, want->reply && !want->attempts && !have->reply,
			   PROGRESS_GOALS, want->reply, want->best);
	if (!code)
		code = add(row, want->done && !have->done, PROGRESS_DONE, NULL,
			   0);
	if (!code)
		code = add(row, want->bookmark != have->bookmark,
			   PROGRESS_BOOKMARK, NULL, want->bookmark);
	if (!code)
		code = add(row, want->own_note && !have->own_note,
			   PROGRESS_OWN_NOTE, want->own_note, 0);
	return code;
}

static enum err_code restore_course(struct store *damaged, struct store *saved,
				    const char *course, struct err *err)
{
	struct progress_map *want = progress_map_new();
	struct progress_map *have = progress_map_new();
	struct row row = { saved, course, NULL, (int64_t)time(NULL) * 1000,
			   err };
	const struct progress *progress;
	enum err_code code;
	size_t at = 0;

	/* as far as it can be read */
	if (store_state_load(damaged, course, want, NULL))
		at = 0;
	code = store_state_load(saved, course, have, err);
	while (!code && (progress = progress_each(want, &at, &row.id)))
		code = add_row(&row, progress, progress_find(have, row.id));
	progress_map_free(want);
	progress_map_free(have);
	return code;
}

/* The courses in a state table; each and the list are the caller's. */
static size_t read_courses(sqlite3 *db, char *ret[COURSES_MOST])
{
	sqlite3_stmt *statement;
	size_t count = 0;
	const char *course;

	if (sqlite3_prepare_v2(db, "SELECT DISTINCT course FROM state", -1,
			       &statement, NULL))
		return 0;
	while (count < COURSES_MOST && sqlite3_step(statement) == SQLITE_ROW)
		if (store_db_text(statement, 0, LIMIT_STORED_NAME, &course))
			ret[count++] = mem_strdup(course);
	sqlite3_finalize(statement);
	return count;
}

enum err_code store_restore(sqlite3 *db, struct store *saved, struct err *err)
{
	struct store damaged = { .db = db, .path = saved->path, .lock = -1 };
	char *courses[COURSES_MOST];
	enum err_code code = ERR_OK;
	size_t count;

	if (!store_open_has_table(db, "state"))
		return ERR_OK;
	count = read_courses(db, courses);
	for (size_t i = 0; i < count; i++) {
		if (!code)
			code = restore_course(&damaged, saved, courses[i], err);
		free(courses[i]);
	}
	for (size_t i = 0; i < STORE_SQL_COUNT; i++)
		if (damaged.statements[i])
			sqlite3_finalize(damaged.statements[i]);
	return code;
}
