#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"

#include <errno.h>
#include <string.h>

#define EVENT_COLUMNS                                                          \
	"SELECT number,time,course,kind,subject,detail,amount,hash FROM "      \
	"event "
#define STATE_COLUMNS                                                          \
	"SELECT subject,seen,done,solution,revealed,bookmark,attempts,hints,"  \
	"best,done_time,reply,own_note FROM state WHERE course=?1"

static const char *const statements[STORE_SQL_COUNT] = {
	[STORE_BEGIN] = "BEGIN IMMEDIATE",
	[STORE_COMMIT] = "COMMIT",
	[STORE_ROLLBACK] = "ROLLBACK",
	[STORE_HEAD] = "SELECT number,hash FROM event "
		       "ORDER BY number DESC LIMIT 1",
	[STORE_ADD_EVENT] = "INSERT INTO event VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
	[STORE_EVENTS] = EVENT_COLUMNS "WHERE number>=?1 ORDER BY number",
	[STORE_EVENTS_OF] = EVENT_COLUMNS "WHERE course=?1 ORDER BY number",
	[STORE_STATE_ROW] = STATE_COLUMNS " AND subject=?2",
	[STORE_STATE_OF] = STATE_COLUMNS,
	[STORE_SAVE_ROW] = "INSERT OR REPLACE INTO state "
			   "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
	[STORE_DROP_ROW] = "DELETE FROM state WHERE course=?1 AND subject=?2",
	[STORE_DROP_STATE] = "DELETE FROM state WHERE course=?1",
	[STORE_GET_PLACE] = "SELECT step,inside,note FROM place "
			    "WHERE course=?1",
	[STORE_SET_PLACE] = "INSERT OR REPLACE INTO place VALUES(?1,?2,?3,?4)",
	[STORE_DROP_PLACE] = "DELETE FROM place WHERE course=?1",
	[STORE_GET_FACT] = "SELECT value FROM fact WHERE name=?1",
	[STORE_SET_FACT] = "INSERT OR REPLACE INTO fact VALUES(?1,?2)",
};

enum err_code store_db_damaged(const struct store *store, const char *what,
			       struct err *err)
{
	return err_set(err, ERR_FORMAT, 0, "progress in '%s' is damaged: %s",
		       store->path, what);
}

/* A write that failed for want of room, as far as SQLite can tell. */
static bool is_full(struct store *store, int result, int os)
{
	int more = store->db ? sqlite3_extended_errcode(store->db) : 0;

	return result == SQLITE_FULL || os == ENOSPC || os == EDQUOT ||
	       os == EFBIG || more == SQLITE_IOERR_WRITE ||
	       more == SQLITE_IOERR_TRUNCATE || more == SQLITE_IOERR_SHMSIZE;
}

static enum err_code fail_io(struct store *store, int result, struct err *err)
{
	int os = store->db ? sqlite3_system_errno(store->db) : 0;

	if (is_full(store, result, os)) {
		os = os ? os : ENOSPC;
		err_set(err, ERR_IO, 0,
			"cannot keep progress in '%s': no space left: free "
			"some; what was kept before is still there",
			store->path);
	} else {
		err_set(err, ERR_IO, 0,
			"cannot keep progress in '%s': %s: see that you may "
			"write there, or set XDG_STATE_HOME",
			store->path,
			os ? strerror(os) : sqlite3_errstr(result));
	}
	if (err)
		err->os = os ? os : EIO;
	return ERR_IO;
}

enum err_code store_db_fail(struct store *store, int result, struct err *err)
{
	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_BUSY, 0,
			       "another kdlab is writing to '%s': try again",
			       store->path);
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_NOMEM:
		return fail_io(store, result & 0xff, err);
	default:
		return store_db_damaged(store, sqlite3_errstr(result & 0xff),
					err);
	}
}

/* ---- statements ---- */

enum err_code store_db_get(struct store *store, enum store_sql which,
			   sqlite3_stmt **ret, struct err *err)
{
	sqlite3_stmt **statement = &store->statements[which];

	if (!store->db)
		return err_set(err, ERR_IO, 0,
			       "progress is no longer kept: start kdlab again");
	if (!*statement) {
		int result = sqlite3_prepare_v3(store->db, statements[which],
						-1, 0, statement, NULL);

		if (result)
			return store_db_fail(store, result, err);
	}
	*ret = *statement;
	return ERR_OK;
}

void store_db_done(sqlite3_stmt *statement)
{
	/* an open reader would hold the log back */
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
}

enum err_code store_db_step(struct store *store, sqlite3_stmt *statement,
			    bool *ret, struct err *err)
{
	int result = sqlite3_step(statement);

	if (result != SQLITE_ROW && result != SQLITE_DONE)
		return store_db_fail(store, result, err);
	*ret = result == SQLITE_ROW;
	return ERR_OK;
}

enum err_code store_db_run(struct store *store, sqlite3_stmt *statement,
			   struct err *err)
{
	bool row;
	enum err_code code = store_db_step(store, statement, &row, err);

	store_db_done(statement);
	return code;
}

void store_db_bind(sqlite3_stmt *statement, int at, const char *text)
{
	sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* ---- columns ---- */

bool store_db_text(sqlite3_stmt *statement, int at, size_t most,
		   const char **ret)
{
	const char *text;
	size_t size;

	if (sqlite3_column_type(statement, at) != SQLITE_TEXT)
		return false;
	text = (const char *)sqlite3_column_text(statement, at);
	size = (size_t)sqlite3_column_bytes(statement, at);
	if (!text || size > most || strlen(text) != size)
		return false;
	*ret = text;
	return true;
}

bool store_db_integer(sqlite3_stmt *statement, int at, int64_t least,
		      int64_t most, int64_t *ret)
{
	int64_t number;

	if (sqlite3_column_type(statement, at) != SQLITE_INTEGER)
		return false;
	number = sqlite3_column_int64(statement, at);
	if (number < least || number > most)
		return false;
	*ret = number;
	return true;
}

bool store_db_is_hash(const char *text)
{
	return strlen(text) == HASH_SHA256_HEX - 1 &&
	       strspn(text, "0123456789abcdef") == HASH_SHA256_HEX - 1;
}

bool store_db_hash(sqlite3_stmt *statement, int at, const char **ret)
{
	const char *text;

	if (!store_db_text(statement, at, HASH_SHA256_HEX - 1, &text) ||
	    !store_db_is_hash(text))
		return false;
	*ret = text;
	return true;
}

/* ---- transactions ---- */

static enum err_code set_sync(struct store *store, enum store_sync sync,
			      struct err *err)
{
	int result;

	if (store->sync == sync || !store->db)
		return ERR_OK;
	result = sqlite3_exec(store->db,
			      sync == STORE_SYNC_FULL
				      ? "PRAGMA synchronous=FULL"
				      : "PRAGMA synchronous=NORMAL",
			      NULL, NULL, NULL);
	if (result)
		return store_db_fail(store, result, err);
	store->sync = sync;
	return ERR_OK;
}

enum err_code store_db_begin(struct store *store, enum store_sync sync,
			     struct err *err)
{
	sqlite3_stmt *statement;
	enum err_code code = set_sync(store, sync, err);

	if (!code)
		code = store_db_get(store, STORE_BEGIN, &statement, err);
	return code ? code : store_db_run(store, statement, err);
}

enum err_code store_db_end(struct store *store, enum err_code code,
			   struct err *err)
{
	sqlite3_stmt *statement;

	if (!code)
		code = store_db_get(store, STORE_COMMIT, &statement, err);
	if (!code)
		code = store_db_run(store, statement, err);
	/* SQLite rolls back by itself after some failures only */
	if (code && !sqlite3_get_autocommit(store->db) &&
	    !store_db_get(store, STORE_ROLLBACK, &statement, NULL) &&
	    store_db_run(store, statement, NULL))
		return code;
	return code;
}

void store_db_close(struct store *store)
{
	for (size_t i = 0; i < STORE_SQL_COUNT; i++) {
		if (store->statements[i])
			sqlite3_finalize(store->statements[i]);
		store->statements[i] = NULL;
	}
	if (store->db)
		sqlite3_close(store->db);
	store->db = NULL;
	store->sync = STORE_SYNC_UNKNOWN;
}

const char *store_library(void)
{
	return store_sqlite_load(NULL) ? NULL : sqlite3_libversion();
}
