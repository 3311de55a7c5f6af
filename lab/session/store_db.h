/*
 * Inside the store: the SQLite file, its statements and its rows. Only
 * session/store*.c include this.
 */
#ifndef LAB_SESSION_STORE_DB_H
#define LAB_SESSION_STORE_DB_H

#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "session/progress.h"
#include "session/store.h"
#include "session/store_sqlite.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORE_VERSION 1 /* user_version of the tables below */
#define STORE_WAIT_MS 2000

/* Prepared when first used. */
enum store_sql {
	STORE_BEGIN,
	STORE_COMMIT,
	STORE_ROLLBACK,
	STORE_HEAD,
	STORE_ADD_EVENT,
	STORE_EVENTS,
	STORE_EVENTS_OF,
	STORE_STATE_ROW,
	STORE_STATE_OF,
	STORE_SAVE_ROW,
	STORE_DROP_ROW,
	STORE_DROP_STATE,
	STORE_GET_PLACE,
	STORE_SET_PLACE,
	STORE_DROP_PLACE,
	STORE_GET_FACT,
	STORE_SET_FACT,
	STORE_SQL_COUNT
};

enum store_sync { STORE_SYNC_UNKNOWN, STORE_SYNC_NORMAL, STORE_SYNC_FULL };

/* What the start file said; borrows from its bytes, which are NULL if none. */
struct store_start {
	char *bytes;
	size_t size;
	const char *last_course, *course, *step, *inside, *rows;
	int64_t note;
	bool placed;
};

struct store {
	sqlite3 *db; /* NULL until it is needed: store_ready */
	struct store_start start;
	bool fresh;   /* not made yet */
	char *course; /* the one that was asked for last */
	char *path;
	uint64_t inode; /* of the file that was opened, or 0 */
	int lock;	/* store_lock.h; -1 when read only */
	bool writable, mended;
	bool news; /* report has not been told */
	enum store_sync sync;
	char id[HASH_SHA256_HEX]; /* the learner's; the chain starts from it */
	struct store_report report;
	sqlite3_stmt *statements[STORE_SQL_COUNT];
};

/* Opens the database if that is still to be done. */
enum err_code store_ready(struct store *store, struct err *err) ERR_CHECK;

/* ---- store_open.c: the file ---- */

/*
 * Opens the file at store->path and holds it against our tables; makes them
 * where it is new and `make` is set. ERR_FORMAT: damaged or not ours;
 * ERR_NOT_FOUND: no file, or nothing in it, and `make` is not set.
 */
enum err_code store_open_file(struct store *store, bool make,
			      struct err *err) ERR_CHECK;
/* Whether we may write there (when that is asked) and it is a file; sets
 * store->inode, 0 where there is none. */
enum err_code store_open_check(struct store *store, struct err *err) ERR_CHECK;
/* Makes an id for a new store. */
void store_open_make_id(char ret[HASH_SHA256_HEX]);
/* Whether there is a log with something in it beside the file. */
bool store_open_has_log(const char *path);
/* Read only, tables not looked at: for salvage. */
enum err_code store_open_raw(const char *path, sqlite3 **ret,
			     struct err *err) ERR_CHECK;
/* Whether a table of the open file is made exactly as ours is. */
bool store_open_has_table(sqlite3 *db, const char *name);

/* ---- store_db.c: statements; give back each with store_db_done ---- */

void store_db_close(struct store *store);

enum err_code store_db_get(struct store *store, enum store_sql which,
			   sqlite3_stmt **ret, struct err *err) ERR_CHECK;
enum err_code store_db_step(struct store *store, sqlite3_stmt *statement,
			    bool *ret, struct err *err) ERR_CHECK;
void store_db_done(sqlite3_stmt *statement);
/* Steps a statement that gives no rows, and gives it back. */
enum err_code store_db_run(struct store *store, sqlite3_stmt *statement,
			   struct err *err) ERR_CHECK;
/* Borrowed until the statement is given back. */
void store_db_bind(sqlite3_stmt *statement, int at, const char *text);

/* What a result code of SQLite means to us. */
enum err_code store_db_fail(struct store *store, int result, struct err *err);
enum err_code store_db_damaged(const struct store *store, const char *what,
			       struct err *err);

/* ---- columns, which may hold anything ---- */

/* A text of at most most bytes without a NUL inside. */
bool store_db_text(sqlite3_stmt *statement, int at, size_t most,
		   const char **ret);
bool store_db_integer(sqlite3_stmt *statement, int at, int64_t least,
		      int64_t most, int64_t *ret);
/* 64 lower-case hex digits. */
bool store_db_is_hash(const char *text);
bool store_db_hash(sqlite3_stmt *statement, int at, const char **ret);

/* ---- transactions ---- */

enum err_code store_db_begin(struct store *store, enum store_sync sync,
			     struct err *err) ERR_CHECK;
/* Commits when code is ERR_OK, else rolls back; returns what came of it. */
enum err_code store_db_end(struct store *store, enum err_code code,
			   struct err *err) ERR_CHECK;

/* ---- store_log.c: events ---- */

struct store_row {
	int64_t number;
	const char *course, *hash;
	struct progress_event event;
};

/* The row of STORE_EVENTS that the statement stands at. */
bool store_log_row(sqlite3_stmt *statement, struct store_row *ret);
/* Hash of a row that follows the row with hash `previous`. */
void store_log_hash(const char *previous, const struct store_row *row,
		    char ret[HASH_SHA256_HEX]);
/* Adds one, and brings the state up to date; inside a transaction. */
enum err_code store_log_add(struct store *store, const char *course,
			    const struct progress_event *event,
			    struct err *err) ERR_CHECK;

/* store_append, without mending. */
enum err_code store_log_append(struct store *store, const char *course,
			       const struct progress_event *events,
			       size_t count, struct err *err) ERR_CHECK;

/* ---- store_state.c ---- */

enum err_code store_state_apply(struct store *store, const char *course,
				const struct progress_event *event,
				struct err *err) ERR_CHECK;
enum err_code store_state_load(struct store *store, const char *course,
			       struct progress_map *map,
			       struct err *err) ERR_CHECK;

/* ---- store_place.c: rows that are overwritten ---- */

enum err_code store_place_write(struct store *store, const char *course,
				const struct store_place *place,
				struct err *err) ERR_CHECK;
enum err_code store_place_read(struct store *store, const char *course,
			       struct store_place *ret,
			       struct err *err) ERR_CHECK;

enum err_code store_fact_get(struct store *store, const char *name, char **ret,
			     struct err *err) ERR_CHECK;
enum err_code store_fact_set(struct store *store, const char *name,
			     const char *value, struct err *err) ERR_CHECK;

/* ---- store_start.c ---- */

/* Fills store->start and id; false when SQLite must be asked. */
bool store_start_read(struct store *store);
void store_start_drop(struct store *store);
/* store_load from it; false when it does not know. */
bool store_start_load(const struct store *store, const char *course,
		      struct progress_map *map);
/* What to write once the database is closed; with the gate held, so that
 * nobody opens it before the stamp is taken. */
enum err_code store_start_build(struct store *store,
				struct text *ret) ERR_CHECK;
void store_start_write(const struct store *store, const struct text *built);

/* ---- store_restore.c ---- */

/* Adds to `saved` the events that are missing for what the state table of a
 * damaged file still says; inside a transaction. */
enum err_code store_restore(sqlite3 *db, struct store *saved,
			    struct err *err) ERR_CHECK;

/* ---- store_salvage.c ---- */

/*
 * Keeps the damaged file at store->path aside and opens a new one with what
 * still verifies; or opens what another instance put there since store->inode
 * was opened. The store is closed before, and after a failure.
 */
enum err_code store_salvage(struct store *store, const char *why,
			    struct err *err) ERR_CHECK;
/* Ends a salvage that was killed after its last file was whole. */
void store_salvage_finish(const char *path);

#endif
