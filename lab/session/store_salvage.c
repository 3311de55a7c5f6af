#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "session/store_lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/*
 * The new file is made whole under another name before the damaged one is
 * moved, so a kill at any moment leaves one of the two where it can be found:
 *
 *   path.saving  being made; worth nothing
 *   path.saved   whole; store_salvage_finish moves it to path
 */

#define SKIPS_MOST 400 /* times that a scan steps over damage */

/* Events of the damaged file go one way, into a new store. */
struct salvage {
	struct store *store; /* the damaged one, for its path */
	struct store *saved; /* the new one */
	sqlite3 *db;	     /* the damaged one, read only; or NULL */
	char previous[HASH_SHA256_HEX];
	int64_t next; /* the number that `previous` is before */
	int64_t count;
	bool lost; /* an event that was there is not carried over */
};

static char *with_suffix(const char *path, const char *suffix)
{
	struct text text = { 0 };

	text_printf(&text, "%s%s", path, suffix);
	return text_take(&text);
}

/* The three files of a database. */
static const char *const parts[] = { "", "-wal", "-shm" };

static void remove_parts(const char *path)
{
	for (size_t i = 0; i < 3; i++) {
		char *file = with_suffix(path, parts[i]);

		unlink(file);
		free(file);
	}
}

/* ---- reading what can be read ---- */

/* One text that a statement of ours finds; the caller frees it. */
static char *find_text(sqlite3 *db, const char *sql, size_t most)
{
	sqlite3_stmt *statement;
	const char *text;
	char *ret = NULL;

	if (!db || sqlite3_prepare_v2(db, sql, -1, &statement, NULL))
		return NULL;
	if (sqlite3_step(statement) == SQLITE_ROW &&
	    store_db_text(statement, 0, most, &text))
		ret = mem_strdup(text);
	sqlite3_finalize(statement);
	return ret;
}

static void find_id(const struct salvage *salvage, char ret[HASH_SHA256_HEX])
{
	char *id = NULL;

	ret[0] = '\0';
	if (salvage->db && store_open_has_table(salvage->db, "fact"))
		id = find_text(salvage->db,
			       "SELECT value FROM fact WHERE name='id'",
			       HASH_SHA256_HEX - 1);
	if (id && store_db_is_hash(id))
		memcpy(ret, id, HASH_SHA256_HEX);
	free(id);
}

/*
 * A row is carried over when its hash follows from the hash that stands
 * before it, whether that row itself could be believed or not.
 */
static enum err_code take_row(struct salvage *salvage,
			      const struct store_row *row, struct err *err)
{
	char hash[HASH_SHA256_HEX];
	enum err_code code = ERR_OK;
	bool taken = false;

	if (row->number == salvage->next) {
		store_log_hash(salvage->previous, row, hash);
		if (strcmp(hash, row->hash) == 0) {
			code = store_log_add(salvage->saved, row->course,
					     &row->event, err);
			salvage->count += !code;
			taken = true;
		}
	}
	salvage->lost = salvage->lost || !taken;
	memcpy(salvage->previous, row->hash, HASH_SHA256_HEX);
	salvage->next = row->number + 1;
	return code;
}

/* A row that cannot be believed may still have a hash to go on from. */
static void pass_row(struct salvage *salvage, sqlite3_stmt *statement,
		     int64_t number)
{
	const char *hash;

	salvage->lost = true;
	salvage->next = 0;
	if (store_db_hash(statement, 7, &hash)) {
		memcpy(salvage->previous, hash, HASH_SHA256_HEX);
		salvage->next = number + 1;
	}
}

/* Takes rows from *from on, until the end or damage; *ret: there is more. */
static enum err_code take_run(struct salvage *salvage, sqlite3_stmt *statement,
			      int64_t *from, bool *ret, struct err *err)
{
	struct store_row row;
	int64_t number;
	int result;

	sqlite3_reset(statement);
	sqlite3_bind_int64(statement, 1, *from);
	while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
		enum err_code code = ERR_OK;

		if (!store_db_integer(statement, 0, *from, INT64_MAX - 1,
				      &number))
			break;
		if (store_log_row(statement, &row))
			code = take_row(salvage, &row, err);
		else
			pass_row(salvage, statement, number);
		if (code)
			return code;
		*from = number + 1;
	}
	*ret = result != SQLITE_DONE;
	salvage->lost = salvage->lost || *ret;
	return ERR_OK;
}

/* How far to go on after so many misses in a row. */
static int64_t stride(int misses)
{
	return misses < 64
		       ? 1
		       : (int64_t)1 << (misses - 64 < 31 ? misses - 64 : 31);
}

/* Steps over damage until rows come again. */
static enum err_code take_events(struct salvage *salvage, struct err *err)
{
	enum err_code code = ERR_OK;
	sqlite3_stmt *statement;
	int64_t from = 1;
	bool more = true;
	int misses = 0;

	salvage->lost = true;
	if (!salvage->db || !store_open_has_table(salvage->db, "event") ||
	    sqlite3_prepare_v2(
		    salvage->db,
		    "SELECT number,time,course,kind,subject,detail,amount,hash "
		    "FROM event WHERE number>=?1 ORDER BY number",
		    -1, &statement, NULL))
		return ERR_OK;
	salvage->lost = false;
	for (int i = 0; i < SKIPS_MOST && more && !code; i++) {
		int64_t start = from;

		code = take_run(salvage, statement, &from, &more, err);
		misses = from > start ? 0 : misses + 1;
		from += stride(misses);
	}
	sqlite3_finalize(statement);
	return code;
}

static enum err_code take_places(struct salvage *salvage, struct err *err)
{
	enum err_code code = ERR_OK;
	sqlite3_stmt *statement;
	const char *course;
	char *last;

	if (!salvage->db || !store_open_has_table(salvage->db, "place") ||
	    !store_open_has_table(salvage->db, "fact"))
		return ERR_OK;
	last = find_text(salvage->db,
			 "SELECT value FROM fact WHERE name='last_course'",
			 LIMIT_LINE);
	if (last)
		code = store_fact_set(salvage->saved, "last_course", last, err);
	free(last);
	if (sqlite3_prepare_v2(salvage->db,
			       "SELECT step,inside,note,course FROM place", -1,
			       &statement, NULL))
		return code;
	while (!code && sqlite3_step(statement) == SQLITE_ROW) {
		struct store_place place;
		const char *step, *inside;

		if (!store_db_text(statement, 0, LIMIT_STORED_NAME, &step) ||
		    !store_db_text(statement, 1, LIMIT_LINE, &inside) ||
		    !store_db_integer(statement, 2, INT64_MIN, INT64_MAX,
				      &place.note) ||
		    !store_db_text(statement, 3, LIMIT_STORED_NAME, &course))
			continue;
		place.step = mem_strdup(step);
		place.inside = mem_strdup(inside);
		code = store_place_write(salvage->saved, course, &place, err);
		store_place_fini(&place);
	}
	sqlite3_finalize(statement);
	return code;
}

/* ---- the new file ---- */

static enum err_code fill(struct salvage *salvage, struct err *err)
{
	enum err_code code;

	find_id(salvage, salvage->saved->id);
	code = store_open_file(salvage->saved, true, err);
	if (code)
		return code;
	memcpy(salvage->previous, salvage->saved->id, HASH_SHA256_HEX);
	salvage->next = 1;
	code = store_db_begin(salvage->saved, STORE_SYNC_FULL, err);
	if (code)
		return code;
	code = take_events(salvage, err);
	if (!code && salvage->db && salvage->lost)
		code = store_restore(salvage->db, salvage->saved, err);
	if (!code)
		code = take_places(salvage, err);
	return store_db_end(salvage->saved, code, err);
}

/* Makes path.saved, and counts what is in it. */
static enum err_code build(struct store *store, int64_t *ret, bool *ret_lost,
			   struct err *err)
{
	char *saving = with_suffix(store->path, ".saving");
	char *saved = with_suffix(store->path, ".saved");
	struct store new = { .path = saving, .writable = true, .lock = -1 };
	struct salvage salvage = { .store = store, .saved = &new };
	enum err_code code;

	remove_parts(saving);
	if (store_open_raw(store->path, &salvage.db, NULL))
		salvage.db = NULL;
	code = fill(&salvage, err);
	sqlite3_close(salvage.db);
	store_db_close(&new); /* moves its log into it */
	if (!code && rename(saving, saved) < 0)
		code = err_set_errno(err, "cannot write '%s'", saved);
	if (code)
		remove_parts(saving);
	*ret = salvage.count;
	*ret_lost = salvage.lost;
	free(saving);
	free(saved);
	return code;
}

/* A name for the damaged file that nothing has yet; the caller frees it. */
static char *find_aside(const char *path)
{
	time_t now = time(NULL);
	struct text name = { 0 };
	char stamp[32];
	struct tm when;

	localtime_r(&now, &when);
	strftime(stamp, sizeof(stamp), "%Y%m%d-%H%M%S", &when);
	text_printf(&name, "%s.damaged-%s", path, stamp);
	for (int i = 2; access(text_string(&name), F_OK) == 0 && i < 1000;
	     i++) {
		text_clear(&name);
		text_printf(&name, "%s.damaged-%s-%d", path, stamp, i);
	}
	return text_take(&name);
}

/* The log goes first: beside a new file it would be taken for its own. */
static enum err_code move_aside(const char *path, const char *aside,
				struct err *err)
{
	enum err_code code = ERR_OK;

	for (size_t i = 3; i-- > 0 && !code;) {
		char *from = with_suffix(path, parts[i]);
		char *to = with_suffix(aside, parts[i]);

		if (access(from, F_OK) == 0 && rename(from, to) < 0)
			code = err_set_errno(err, "cannot move '%s'", from);
		free(from);
		free(to);
	}
	return code;
}

void store_salvage_finish(const char *path)
{
	char *saved = with_suffix(path, ".saved");

	rename(saved, path); /* mostly there is none */
	free(saved);
}

static void report(struct store *store, const char *why, const char *aside,
		   int64_t count, bool lost)
{
	const char *name = strrchr(aside, '/');

	/* a status line may cut the end off */
	snprintf(store->report.message, sizeof(store->report.message),
		 "Your progress file was damaged: it is kept as '%.120s', and "
		 "%lld events were saved from it%s. (%.160s)",
		 name ? name + 1 : aside, (long long)count,
		 lost ? ", the rest as far as it could be read" : "", why);
	store->news = true;
}

static enum err_code exchange(struct store *store, const char *why,
			      struct err *err)
{
	char *aside = find_aside(store->path);
	int64_t count = 0;
	bool lost = false;
	enum err_code code = build(store, &count, &lost, err);

	if (!code)
		code = move_aside(store->path, aside, err);
	if (!code) {
		store_salvage_finish(store->path);
		code = store_open_file(store, true, err);
	}
	if (!code)
		report(store, why, aside, count, lost);
	free(aside);
	return code;
}

enum err_code store_salvage(struct store *store, const char *why,
			    struct err *err)
{
	enum err_code code = store_lock_gate(store->lock, true, true, err);
	struct stat status;
	int64_t other;

	if (code)
		return code;
	store->mended = true;
	if (stat(store->path, &status) < 0 ||
	    (uint64_t)status.st_ino != store->inode)
		code = store_open_file(store, true, err);
	else if (store_lock_others(store->lock, &other, 1))
		code = err_set(err, ERR_BUSY, 0,
			       "%.300s; kdlab has it open as process %lld: "
			       "leave that one and start again",
			       why, (long long)other);
	else
		code = exchange(store, why, err);
	store_lock_leave_gate(store->lock);
	return code;
}
