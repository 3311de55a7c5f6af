#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* SQLite names the database first, which is always the same one. */
static enum err_code fail_page(const struct store *store, const char *text,
			       struct err *err)
{
	const char *line = strrchr(text, '\n');

	return store_db_damaged(store, line ? line + 1 : text, err);
}

/* SQLite's own check; it also walks pages that no statement of ours reads. */
static enum err_code check_pages(struct store *store, struct err *err)
{
	sqlite3_stmt *statement;
	const char *text = "no answer";
	enum err_code code;
	bool row;
	int result;

	result = sqlite3_prepare_v2(store->db, "PRAGMA integrity_check(1)", -1,
				    &statement, NULL);
	if (result)
		return store_db_fail(store, result, err);
	code = store_db_step(store, statement, &row, err);
	if (!code && (!row || !store_db_text(statement, 0, LIMIT_LINE, &text) ||
		      strcmp(text, "ok") != 0))
		code = fail_page(store, text, err);
	sqlite3_finalize(statement);
	return code;
}

static enum err_code fail_event(const struct store *store, int64_t number,
				struct err *err)
{
	return err_set(err, ERR_FORMAT, (uint64_t)number,
		       "progress in '%s': event %lld or the one before was "
		       "changed, or is missing",
		       store->path, (long long)number);
}

static enum err_code check_chain(struct store *store, struct store_health *ret,
				 struct err *err)
{
	struct store_health health = { 0 };
	char hash[HASH_SHA256_HEX];
	sqlite3_stmt *statement;
	struct store_row row;
	enum err_code code = store_db_get(store, STORE_EVENTS, &statement, err);
	bool more;

	if (code)
		return code;
	memcpy(health.head, store->id, sizeof(health.head));
	sqlite3_bind_int64(statement, 1, INT64_MIN);
	while (!(code = store_db_step(store, statement, &more, err)) && more) {
		bool good = store_log_row(statement, &row) &&
			    row.number == health.events + 1;

		if (good)
			store_log_hash(health.head, &row, hash);
		if (!good || strcmp(hash, row.hash) != 0) {
			code = fail_event(store, health.events + 1, err);
			break;
		}
		memcpy(health.head, hash, sizeof(hash));
		health.events++;
	}
	store_db_done(statement);
	if (!code)
		*ret = health;
	return code;
}

/* Holds what a course's events added up to against its state table. */
static enum err_code check_course(struct store *store, const char *course,
				  const struct progress_map *want,
				  struct err *err)
{
	struct progress_map *kept = progress_map_new();
	enum err_code code = store_state_load(store, course, kept, err);

	if (!code && !progress_equal(want, kept))
		code = err_set(err, ERR_FORMAT, 0,
			       "progress in '%s': the state of course '%s' is "
			       "not what its events add up to",
			       store->path, course);
	progress_map_free(kept);
	return code;
}

/* Rows come course by course, each in order. */
static enum err_code check_courses(struct store *store, sqlite3_stmt *statement,
				   struct progress_map *map, char **course,
				   struct err *err)
{
	struct progress_event none = { .kind = PROGRESS_RESET };
	struct store_row row;
	enum err_code code;
	bool more;

	while (!(code = store_db_step(store, statement, &more, err)) && more) {
		if (!store_log_row(statement, &row))
			return store_db_damaged(store, "an event", err);
		if (!*course || strcmp(*course, row.course) != 0) {
			code = *course ? check_course(store, *course, map, err)
				       : ERR_OK;
			if (code)
				return code;
			free(*course);
			*course = mem_strdup(row.course);
			progress_apply(map, &none);
		}
		progress_apply(map, &row.event);
	}
	if (!code && *course)
		code = check_course(store, *course, map, err);
	return code;
}

static enum err_code check_state(struct store *store, struct err *err)
{
	struct progress_map *map;
	sqlite3_stmt *statement;
	char *course = NULL;
	enum err_code code;
	int result;

	result = sqlite3_prepare_v2(
		store->db,
		"SELECT number,time,course,kind,subject,detail,amount,hash "
		"FROM event ORDER BY course,number",
		-1, &statement, NULL);
	if (result)
		return store_db_fail(store, result, err);
	map = progress_map_new();
	code = check_courses(store, statement, map, &course, err);
	progress_map_free(map);
	free(course);
	sqlite3_finalize(statement);
	return code;
}

/* State of a course that no event is about. */
static enum err_code check_strays(struct store *store, struct err *err)
{
	sqlite3_stmt *statement;
	enum err_code code;
	bool row;
	int result;

	result = sqlite3_prepare_v2(store->db,
				    "SELECT 1 FROM state WHERE course NOT IN "
				    "(SELECT course FROM event) LIMIT 1",
				    -1, &statement, NULL);
	if (result)
		return store_db_fail(store, result, err);
	code = store_db_step(store, statement, &row, err);
	if (!code && row)
		code = err_set(err, ERR_FORMAT, 0,
			       "progress in '%s': the state table has a course "
			       "that no event is about",
			       store->path);
	sqlite3_finalize(statement);
	return code;
}

enum err_code store_check(struct store *store, struct store_health *ret,
			  struct err *err)
{
	struct store_health health;
	enum err_code code;
	int result;

	code = store_ready(store, err);
	if (code)
		return code;
	/* one picture of the file, whoever appends meanwhile */
	result = sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL);
	if (result)
		return store_db_fail(store, result, err);
	code = check_pages(store, err);
	if (!code)
		code = check_chain(store, &health, err);
	if (!code)
		code = check_state(store, err);
	if (!code)
		code = check_strays(store, err);
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	if (!code)
		*ret = health;
	return code;
}
