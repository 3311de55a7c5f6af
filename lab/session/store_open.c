#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"
#include "base/random.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID "1801743458" /* "kdlb" */
#define WAL_PAGES      128	    /* in the log before they are moved */

/*
 * The tables, as SQLite keeps their text. A file whose tables read otherwise
 * is not ours: what views, triggers and generated columns could do never runs.
 */
static const struct table {
	const char *name, *sql;
} tables[] = {
	{ "event", "CREATE TABLE event(number INTEGER PRIMARY KEY,"
		   "time INTEGER NOT NULL,course TEXT NOT NULL,"
		   "kind TEXT NOT NULL,subject TEXT NOT NULL,"
		   "detail TEXT NOT NULL,amount INTEGER NOT NULL,"
		   "hash TEXT NOT NULL)" },
	{ "state", "CREATE TABLE state(course TEXT NOT NULL,"
		   "subject TEXT NOT NULL,seen INTEGER NOT NULL,"
		   "done INTEGER NOT NULL,solution INTEGER NOT NULL,"
		   "revealed INTEGER NOT NULL,bookmark INTEGER NOT NULL,"
		   "attempts INTEGER NOT NULL,hints INTEGER NOT NULL,"
		   "best INTEGER NOT NULL,done_time INTEGER NOT NULL,"
		   "reply TEXT,own_note TEXT,"
		   "PRIMARY KEY(course,subject))WITHOUT ROWID" },
	{ "place", "CREATE TABLE place(course TEXT PRIMARY KEY,"
		   "step TEXT NOT NULL,inside TEXT NOT NULL,"
		   "note INTEGER NOT NULL)WITHOUT ROWID" },
	{ "fact", "CREATE TABLE fact(name TEXT PRIMARY KEY,"
		  "value TEXT NOT NULL)WITHOUT ROWID" },
};

#define TABLES (sizeof(tables) / sizeof(*tables))
/* A file from outside: nothing in its tables may make us run anything. */
static void harden(sqlite3 *db)
{
	sqlite3_busy_timeout(db, STORE_WAIT_MS);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LIMIT_STORED_ROW);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_wal_autocheckpoint(db, WAL_PAGES);
}

static int open_file(const char *path, int flags, sqlite3 **ret)
{
	int result;

	*ret = NULL;
	result = sqlite3_open_v2(
		path, ret,
		flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);
	if (*ret)
		harden(*ret);
	return result;
}

/* Opens a file that nobody writes, and makes none beside it. */
static int open_still(const char *path, sqlite3 **ret)
{
	struct text uri = { 0 };
	int result;

	text_add_string(&uri, "file:");
	for (const char *at = path; *at; at++) {
		if (*at == '?' || *at == '#' || *at == '%')
			text_printf(&uri, "%%%02x", (unsigned char)*at);
		else
			text_add_char(&uri, *at);
	}
	text_add_string(&uri, "?immutable=1");
	result = open_file(text_string(&uri),
			   SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, ret);
	text_fini(&uri);
	return result;
}

/* Whether there is a log that belongs to the file. */
bool store_open_has_log(const char *path)
{
	struct text name = { 0 };
	struct stat status;
	bool there;

	text_printf(&name, "%s-wal", path);
	there = stat(text_string(&name), &status) == 0 && status.st_size > 0;
	text_fini(&name);
	return there;
}

enum err_code store_open_raw(const char *path, sqlite3 **ret, struct err *err)
{
	sqlite3 *db;
	int result = store_open_has_log(path)
			     ? open_file(path, SQLITE_OPEN_READONLY, &db)
			     : open_still(path, &db);

	if (result) {
		sqlite3_close(db);
		return err_set(err, ERR_IO, 0, "cannot open '%s'", path);
	}
	*ret = db;
	return ERR_OK;
}

static const struct table *find_table(const char *name)
{
	for (size_t i = 0; i < TABLES; i++)
		if (strcmp(tables[i].name, name) == 0)
			return &tables[i];
	return NULL;
}

/* Counts the tables that are ours; -1 when there is anything else. */
static int count_tables(struct store *store, int *ret)
{
	sqlite3_stmt *statement;
	int result, count = 0;
	bool ours = true;

	result = sqlite3_prepare_v2(store->db,
				    "SELECT name,sql FROM sqlite_master", -1,
				    &statement, NULL);
	if (result)
		return result;
	while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
		const struct table *table = NULL;
		const char *name, *sql;

		if (store_db_text(statement, 0, LIMIT_STORED_NAME, &name))
			table = find_table(name);
		ours = ours && table &&
		       store_db_text(statement, 1, LIMIT_LINE, &sql) &&
		       strcmp(sql, table->sql) == 0;
		count++;
	}
	sqlite3_finalize(statement);
	*ret = ours ? count : -1;
	return result == SQLITE_DONE ? SQLITE_OK : result;
}

bool store_open_has_table(sqlite3 *db, const char *name)
{
	sqlite3_stmt *statement;
	const char *sql;
	bool same;

	if (sqlite3_prepare_v2(db,
			       "SELECT sql FROM sqlite_master WHERE name=?1",
			       -1, &statement, NULL))
		return false;
	store_db_bind(statement, 1, name);
	same = sqlite3_step(statement) == SQLITE_ROW &&
	       store_db_text(statement, 0, LIMIT_LINE, &sql) &&
	       strcmp(sql, find_table(name)->sql) == 0;
	sqlite3_finalize(statement);
	return same;
}

static int read_version(sqlite3 *db, int *ret)
{
	sqlite3_stmt *statement;
	int result = sqlite3_prepare_v2(db, "PRAGMA user_version", -1,
					&statement, NULL);

	if (result)
		return result;
	result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		*ret = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return result == SQLITE_ROW ? SQLITE_OK : result;
}

/* Ours (*ret), or with nothing in it yet, or neither: ERR_FORMAT. */
static enum err_code look(struct store *store, bool *ret, struct err *err)
{
	int version = 0, count = 0, result;

	result = read_version(store->db, &version);
	if (!result)
		result = count_tables(store, &count);
	if (result)
		return store_db_fail(store, result, err);
	if (version == 0 && count == 0) {
		*ret = false;
		return ERR_OK;
	}
	if (version != STORE_VERSION)
		return store_db_damaged(store,
					"made by another version of kdlab, or "
					"by another program",
					err);
	if (count != (int)TABLES)
		return store_db_damaged(store, "its tables are not ours", err);
	*ret = true;
	return ERR_OK;
}

void store_open_make_id(char ret[HASH_SHA256_HEX])
{
	snprintf(ret, HASH_SHA256_HEX, "%016llx%016llx%016llx%016llx",
		 (unsigned long long)random_seed(),
		 (unsigned long long)random_seed(),
		 (unsigned long long)random_seed(),
		 (unsigned long long)random_seed());
}

static enum err_code make_tables(struct store *store, struct err *err)
{
	enum err_code code = ERR_OK;
	int result = SQLITE_OK;

	for (size_t i = 0; i < TABLES && !result; i++)
		result = sqlite3_exec(store->db, tables[i].sql, NULL, NULL,
				      NULL);
	if (!result)
		result = sqlite3_exec(store->db,
				      "PRAGMA application_id=" APPLICATION_ID
				      ";PRAGMA user_version=1",
				      NULL, NULL, NULL);
	if (result)
		return store_db_fail(store, result, err);
	if (!*store->id)
		store_open_make_id(store->id);
	code = store_fact_set(store, "id", store->id, err);
	return code;
}

static enum err_code make(struct store *store, struct err *err)
{
	enum err_code code;
	bool made = false;
	int result;

	/* a file system that cannot do WAL keeps the other journal: slower */
	result = sqlite3_exec(store->db, "PRAGMA journal_mode=WAL", NULL, NULL,
			      NULL);
	if (result)
		return store_db_fail(store, result, err);
	code = store_db_begin(store, STORE_SYNC_FULL, err);
	if (code)
		return code;
	/* another instance may have been first */
	code = look(store, &made, err);
	if (!code && !made)
		code = make_tables(store, err);
	return store_db_end(store, code, err);
}

static enum err_code read_id(struct store *store, struct err *err)
{
	char *id;
	enum err_code code = store_fact_get(store, "id", &id, err);

	if (code == ERR_NOT_FOUND)
		return store_db_damaged(store, "it names no learner", err);
	if (code)
		return code;
	code = store_db_is_hash(id)
		       ? ERR_OK
		       : store_db_damaged(store, "it names no learner", err);
	if (!code)
		memcpy(store->id, id, sizeof(store->id));
	free(id);
	return code;
}

/* The log and its index go beside the file. */
static enum err_code check_folder(const struct store *store, struct err *err)
{
	char *folder = file_folder(store->path);
	enum err_code code = ERR_OK;

	if (access(folder, W_OK | X_OK) < 0)
		code = err_set_errno(err, "cannot keep progress in '%s'",
				     folder);
	free(folder);
	return code;
}

enum err_code store_open_check(struct store *store, struct err *err)
{
	struct stat status;

	store->inode = 0;
	if (store->writable && check_folder(store, err))
		return ERR_IO;
	if (stat(store->path, &status) < 0)
		return errno == ENOENT
			       ? ERR_OK
			       : err_set_errno(err,
					       "cannot keep progress: '%s'",
					       store->path);
	/* SQLite would wait on a fifo */
	if (!S_ISREG(status.st_mode))
		return err_set(err, ERR_IO, 0,
			       "cannot keep progress: '%s' is not a file",
			       store->path);
	if (store->writable && access(store->path, W_OK) < 0)
		return err_set_errno(err, "cannot keep progress: '%s'",
				     store->path);
	store->inode = (uint64_t)status.st_ino;
	return ERR_OK;
}

static enum err_code fail_none(const struct store *store, struct err *err)
{
	return err_set(err, ERR_NOT_FOUND, 0, "no progress is kept in '%s' yet",
		       store->path);
}

static enum err_code open_and_look(struct store *store, bool *ret,
				   struct err *err)
{
	int flags = store->writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
				    : SQLITE_OPEN_READONLY;
	int result = open_file(store->path, flags, &store->db);
	enum err_code code;

	code = result ? store_db_fail(store, result, err)
		      : look(store, ret, err);
	/* SQLite reads a log's file only where it may write beside it */
	if (code != ERR_IO || store->writable ||
	    store_open_has_log(store->path))
		return code;
	sqlite3_close(store->db);
	result = open_still(store->path, &store->db);
	return result ? store_db_fail(store, result, err)
		      : look(store, ret, err);
}

enum err_code store_open_file(struct store *store, bool make_it,
			      struct err *err)
{
	enum err_code code = store_open_check(store, err);
	bool ours = false;

	if (!code && !make_it && !store->inode)
		return fail_none(store, err);
	if (!code)
		code = store_sqlite_load(err);
	if (code)
		return code;
	code = open_and_look(store, &ours, err);
	if (!code && !ours)
		code = make_it ? make(store, err) : fail_none(store, err);
	if (!code)
		code = read_id(store, err);
	if (code)
		store_db_close(store);
	return code;
}
