#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool read_flag(sqlite3_stmt *statement, int at, bool *ret)
{
	int64_t number;

	if (!store_db_integer(statement, at, 0, 1, &number))
		return false;
	*ret = number == 1;
	return true;
}

static bool read_count(sqlite3_stmt *statement, int at, unsigned *ret)
{
	int64_t number;

	if (!store_db_integer(statement, at, 0, PROGRESS_COUNT_MOST, &number))
		return false;
	*ret = (unsigned)number;
	return true;
}

/* *ret borrows from the statement. */
static bool read_text(sqlite3_stmt *statement, int at, const char **ret)
{
	*ret = NULL;
	return sqlite3_column_type(statement, at) == SQLITE_NULL ||
	       store_db_text(statement, at, LIMIT_NOTE, ret);
}

/* Reads the row that a statement of STATE_COLUMNS stands at. */
static bool read_row(sqlite3_stmt *statement, struct progress_map *map)
{
	struct progress row = { 0 }, *progress;
	const char *id, *reply, *own_note;

	if (!store_db_text(statement, 0, LIMIT_STORED_NAME, &id) ||
	    !read_flag(statement, 1, &row.seen) ||
	    !read_flag(statement, 2, &row.done) ||
	    !read_flag(statement, 3, &row.solution) ||
	    !read_flag(statement, 4, &row.revealed) ||
	    !read_flag(statement, 5, &row.bookmark) ||
	    !read_count(statement, 6, &row.attempts) ||
	    !read_count(statement, 7, &row.hints) ||
	    !store_db_integer(statement, 8, 0, 1000, &row.best) ||
	    !store_db_integer(statement, 9, INT64_MIN, INT64_MAX,
			      &row.done_time) ||
	    !read_text(statement, 10, &reply) ||
	    !read_text(statement, 11, &own_note))
		return false;
	progress = progress_get(map, id);
	if (!progress_is_empty(progress))
		return false;
	*progress = row;
	progress->reply = reply ? mem_strdup(reply) : NULL;
	progress->own_note = own_note ? mem_strdup(own_note) : NULL;
	return true;
}

/* Reads the rows that a bound statement finds, and gives it back. */
static enum err_code read_rows(struct store *store, sqlite3_stmt *statement,
			       struct progress_map *map, struct err *err)
{
	enum err_code code;
	size_t count = 0;
	bool row;

	while (!(code = store_db_step(store, statement, &row, err)) && row) {
		if (++count > LIMIT_STORED_ROWS || !read_row(statement, map)) {
			code = store_db_damaged(store, "its state table", err);
			break;
		}
	}
	store_db_done(statement);
	return code;
}

enum err_code store_state_load(struct store *store, const char *course,
			       struct progress_map *map, struct err *err)
{
	const struct progress_event none = { .kind = PROGRESS_RESET,
					     .subject = "",
					     .detail = "" };
	sqlite3_stmt *statement;
	enum err_code code =
		store_db_get(store, STORE_STATE_OF, &statement, err);

	progress_apply(map, &none);
	if (code)
		return code;
	store_db_bind(statement, 1, course);
	return read_rows(store, statement, map, err);
}

static enum err_code load_row(struct store *store, const char *course,
			      const char *id, struct progress_map *map,
			      struct err *err)
{
	sqlite3_stmt *statement;
	enum err_code code =
		store_db_get(store, STORE_STATE_ROW, &statement, err);

	if (code)
		return code;
	store_db_bind(statement, 1, course);
	store_db_bind(statement, 2, id);
	return read_rows(store, statement, map, err);
}

static void bind_progress(sqlite3_stmt *statement,
			  const struct progress *progress)
{
	sqlite3_bind_int(statement, 3, progress->seen);
	sqlite3_bind_int(statement, 4, progress->done);
	sqlite3_bind_int(statement, 5, progress->solution);
	sqlite3_bind_int(statement, 6, progress->revealed);
	sqlite3_bind_int(statement, 7, progress->bookmark);
	sqlite3_bind_int64(statement, 8, progress->attempts);
	sqlite3_bind_int64(statement, 9, progress->hints);
	sqlite3_bind_int64(statement, 10, progress->best);
	sqlite3_bind_int64(statement, 11, progress->done_time);
	store_db_bind(statement, 12, progress->reply);
	store_db_bind(statement, 13, progress->own_note);
}

static enum err_code save_row(struct store *store, const char *course,
			      const char *id, const struct progress *progress,
			      struct err *err)
{
	bool empty = progress_is_empty(progress);
	sqlite3_stmt *statement;
	enum err_code code =
		store_db_get(store, empty ? STORE_DROP_ROW : STORE_SAVE_ROW,
			     &statement, err);

	if (code)
		return code;
	store_db_bind(statement, 1, course);
	store_db_bind(statement, 2, id);
	if (!empty)
		bind_progress(statement, progress);
	return store_db_run(store, statement, err);
}

static enum err_code drop(struct store *store, enum store_sql which,
			  const char *course, struct err *err)
{
	sqlite3_stmt *statement;
	enum err_code code = store_db_get(store, which, &statement, err);

	if (code)
		return code;
	store_db_bind(statement, 1, course);
	return store_db_run(store, statement, err);
}

/* Loads the rows that an event is about, applies it, and saves them. */
static enum err_code apply(struct store *store, const char *course,
			   const struct progress_event *event,
			   struct progress_map *map, struct err *err)
{
	const char *ids[2] = { event->subject, event->detail };
	size_t count = event->kind == PROGRESS_RENAMED ? 2 : 1;
	enum err_code code = ERR_OK;

	if (count == 2 && strcmp(ids[0], ids[1]) == 0)
		return ERR_OK;
	for (size_t i = 0; i < count && !code; i++)
		code = load_row(store, course, ids[i], map, err);
	progress_apply(map, event);
	for (size_t i = 0; i < count && !code; i++)
		code = save_row(store, course, ids[i],
				progress_find(map, ids[i]), err);
	return code;
}

enum err_code store_state_apply(struct store *store, const char *course,
				const struct progress_event *event,
				struct err *err)
{
	struct progress_map *map;
	enum err_code code;

	switch (event->kind) {
	case PROGRESS_SESSION_START:
	case PROGRESS_SESSION_STOP:
		return ERR_OK;
	case PROGRESS_RESET:
		code = drop(store, STORE_DROP_STATE, course, err);
		return code ? code : drop(store, STORE_DROP_PLACE, course, err);
	default:
		break;
	}
	map = progress_map_new();
	code = apply(store, course, event, map, err);
	progress_map_free(map);
	return code;
}
