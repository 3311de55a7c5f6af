#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sqlite3.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/random.h"
#include "session/store.h"

static char folder[64]; /* of the test that runs */
static char *path;	/* a/progress.db in it */
static char step_id[] = "s", inside[] = "scroll=7";

static int make_folder(void **state)
{
	char *below;

	(void)state;
	/* every append waits for the disk; memory is as good for most of it */
	snprintf(folder, sizeof(folder), "%stest_store.XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm/" : "");
	assert_non_null(mkdtemp(folder));
	below = file_join(folder, "a");
	path = file_join(below, "progress.db");
	free(below);
	return 0;
}

/* Calls visit with each name in a folder; visit may be NULL. */
static size_t count_files(const char *where, const char *part, bool remove_them)
{
	DIR *dir = opendir(where);
	struct dirent *entry;
	size_t count = 0;

	while (dir && (entry = readdir(dir))) {
		char *name;

		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		count += strstr(entry->d_name, part) != NULL;
		if (!remove_them)
			continue;
		name = file_join(where, entry->d_name);
		chmod(name, 0700);
		if (file_is_folder(name))
			count_files(name, "", true);
		remove(name);
		free(name);
	}
	if (dir)
		closedir(dir);
	return count;
}

static int remove_folder(void **state)
{
	(void)state;
	count_files(folder, "", true);
	rmdir(folder);
	free(path);
	return 0;
}

static size_t count_aside(void)
{
	char *where = file_folder(path);
	size_t count = count_files(where, ".damaged-", false);

	free(where);
	return count;
}

static struct store *open_store(void)
{
	struct store_report report;
	struct store *store;
	struct err err;

	if (store_open(path, &store, &report, &err))
		fail_msg("%s", err.message);
	return store;
}

static struct progress_event event_of(enum progress_event_kind kind,
				      const char *subject, const char *detail,
				      int64_t number)
{
	return (struct progress_event){ kind, 1700000000000 + number, subject,
					detail, number };
}

static void append(struct store *store, const char *course,
		   enum progress_event_kind kind, const char *subject,
		   const char *detail, int64_t number)
{
	struct progress_event event = event_of(kind, subject, detail, number);
	struct err err;

	if (store_append(store, course, &event, 1, &err))
		fail_msg("%s", err.message);
}

static int64_t check(struct store *store)
{
	struct store_health health;
	struct err err;

	if (store_check(store, &health, &err))
		fail_msg("%s", err.message);
	assert_int_equal(strlen(health.head), 64);
	return health.events;
}

/* Runs SQL on the file as another program would. */
static void tamper(const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message))
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

static void fill(struct store *store, int count)
{
	char id[32];

	for (int i = 0; i < count; i++) {
		snprintf(id, sizeof(id), "step-%d", i % 50);
		append(store, "c", PROGRESS_SECTION_VIEWED, id, "", 0);
		append(store, "c", PROGRESS_QUESTION_SUBMISSION, id, "#a #b",
		       i % 1001);
	}
}

static void test_fresh(void **state)
{
	struct progress_map *map = progress_map_new();
	struct store *store = open_store();
	struct store_place place;
	uint64_t seed = store_seed(store);
	const char *id;
	size_t at = 0;
	char *last;

	(void)state;
	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	assert_null(progress_each(map, &at, &id));
	assert_int_equal(store_get_place(store, "c", &place, NULL),
			 ERR_NOT_FOUND);
	assert_int_equal(store_get_last_course(store, &last, NULL), ERR_OK);
	assert_string_equal(last, "");
	free(last);
	assert_string_equal(store_message(store), "");
	append(store, "c", PROGRESS_SESSION_START, "", "1", 0);
	assert_int_equal(check(store), 1);
	store_close(store);
	store = open_store();
	assert_true(seed != 0 && store_seed(store) == seed);
	assert_int_equal(check(store), 1);
	store_close(store);
	progress_map_free(map);
}

static void add_all(struct store *store, struct progress_map *want)
{
	static const struct progress_event events[] = {
		{ PROGRESS_SESSION_START, 1, "", "0.1", 0 },
		{ PROGRESS_SECTION_VIEWED, 2, "s", "", 0 },
		{ PROGRESS_QUESTION_SUBMISSION, 3, "q", "#a", 500 },
		{ PROGRESS_HINT, 4, "q", "", 2 },
		{ PROGRESS_SOLUTION, 5, "q", "", 0 },
		{ PROGRESS_QUESTION_SUBMISSION, 6, "q", "x'\";--\n\x1b", 1000 },
		{ PROGRESS_DONE, 7, "q", "", 0 },
		{ PROGRESS_REVEALED, 8, "s", "", 0 },
		{ PROGRESS_BOOKMARK, 9, "s", "", 1 },
		{ PROGRESS_OWN_NOTE, 10, "s", "mine \xe2\x80\x94 \xff", 0 },
		{ PROGRESS_DONE, INT64_MIN, "old", "", 0 },
		{ PROGRESS_RENAMED, 12, "new", "old", 0 },
		{ PROGRESS_RENAMED, 12, "new", "new", 0 },
		{ PROGRESS_SESSION_STOP, INT64_MAX, "", "", 0 },
	};
	size_t count = sizeof(events) / sizeof(*events);
	struct err err;

	if (store_append(store, "c", events, count, &err))
		fail_msg("%s", err.message);
	for (size_t i = 0; i < count; i++)
		progress_apply(want, &events[i]);
}

static bool count_visit(void *context, int64_t number, const char *course,
			const struct progress_event *event, const char *hash)
{
	int64_t *count = context;

	assert_int_equal(number, ++*count);
	assert_string_equal(course, "c");
	assert_true(event->kind < PROGRESS_KINDS);
	assert_int_equal(strlen(hash), 64);
	return *count < 5;
}

static void test_state(void **state)
{
	struct progress_map *want = progress_map_new();
	struct progress_map *map = progress_map_new();
	struct store *store = open_store();
	int64_t count = 0;

	(void)state;
	add_all(store, want);
	progress_get(map, "left over")->seen = true;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
		assert_true(progress_equal(map, want));
		assert_int_equal(check(store), 14);
		store_close(store);
		store = open_store();
	}
	assert_int_equal(store_load(store, "other", map, NULL), ERR_OK);
	assert_false(progress_equal(map, want));
	assert_int_equal(store_each(store, "c", count_visit, &count, NULL),
			 ERR_OK);
	assert_int_equal(count, 5);
	count = 0;
	assert_int_equal(store_each(store, "d", count_visit, &count, NULL),
			 ERR_OK);
	assert_int_equal(count, 0);
	store_close(store);
	progress_map_free(want);
	progress_map_free(map);
}

static void test_reset(void **state)
{
	struct store_place place = { step_id, inside, 1 }, got;
	struct progress_map *map = progress_map_new();
	struct store *store = open_store();
	const char *id;
	size_t at = 0;

	(void)state;
	append(store, "c", PROGRESS_DONE, "s", "", 0);
	append(store, "d", PROGRESS_DONE, "s", "", 0);
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	append(store, "c", PROGRESS_RESET, "", "", 0);
	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	assert_null(progress_each(map, &at, &id));
	assert_int_equal(store_get_place(store, "c", &got, NULL),
			 ERR_NOT_FOUND);
	assert_int_equal(store_load(store, "d", map, NULL), ERR_OK);
	assert_true(progress_find(map, "s")->done);
	assert_int_equal(check(store), 3); /* nothing was deleted */
	store_close(store);
	progress_map_free(map);
}

static void test_place(void **state)
{
	struct store_place place = { step_id, inside, -3 }, got;
	struct store *store = open_store();
	char *last;

	(void)state;
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	place.note = 4;
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	assert_int_equal(store_set_last_course(store, "/x/y", NULL), ERR_OK);
	store_close(store);
	store = open_store();
	assert_int_equal(store_get_place(store, "c", &got, NULL), ERR_OK);
	assert_string_equal(got.step, "s");
	assert_string_equal(got.inside, "scroll=7");
	assert_int_equal(got.note, 4);
	store_place_fini(&got);
	assert_int_equal(store_get_last_course(store, &last, NULL), ERR_OK);
	assert_string_equal(last, "/x/y");
	free(last);
	store_close(store);
}

static void test_limits(void **state)
{
	struct store *store = open_store();
	struct progress_event event;
	char *text = malloc(LIMIT_NOTE + 2);
	struct err err;

	(void)state;
	memset(text, 'x', LIMIT_NOTE + 1);
	text[LIMIT_NOTE + 1] = '\0';
	event = event_of(PROGRESS_OWN_NOTE, "s", text, 0);
	assert_int_equal(store_append(store, "c", &event, 1, &err), ERR_LIMIT);
	text[LIMIT_NOTE] = '\0';
	assert_int_equal(store_append(store, "c", &event, 1, &err), ERR_OK);
	text[LIMIT_STORED_NAME + 1] = '\0';
	event = event_of(PROGRESS_DONE, text, "", 0);
	assert_int_equal(store_append(store, "c", &event, 1, &err), ERR_LIMIT);
	assert_int_equal(store_append(store, text, &event, 1, &err), ERR_LIMIT);
	assert_int_equal(check(store), 1);
	store_close(store);
	free(text);
}

static void test_two_handles(void **state)
{
	struct store *a = open_store(), *b = open_store();

	(void)state;
	append(a, "c", PROGRESS_SESSION_START, "", "", 0);
	append(b, "c", PROGRESS_SESSION_START, "", "", 0);
	assert_true(store_seed(a) == store_seed(b)); /* the first one's */
	for (int i = 0; i < 50; i++) {
		append(i % 3 ? a : b, "c", PROGRESS_QUESTION_SUBMISSION, "q",
		       "1", 0);
		append(i % 2 ? a : b, "c", PROGRESS_HINT, "q", "", i);
	}
	assert_int_equal(check(a), 102);
	store_close(a);
	assert_int_equal(check(b), 102);
	store_close(b);
}

static char *beside(const char *suffix)
{
	char *file = malloc(strlen(path) + strlen(suffix) + 1);

	memcpy(file, path, strlen(path));
	memcpy(file + strlen(path), suffix, strlen(suffix) + 1);
	return file;
}

/* Opens and loads; whether that needed the database. */
static bool load_start(struct progress_map *map)
{
	struct store *store = open_store();
	char *log = beside("-wal");
	bool opened;

	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	opened = access(log, F_OK) == 0;
	store_close(store);
	free(log);
	return opened;
}

/* A start reads the start file, and only while it is true. */
static void test_start(void **state)
{
	struct progress_map *want = progress_map_new();
	struct progress_map *map = progress_map_new();
	struct store_place place = { step_id, inside, 4 }, got;
	struct store *store = open_store();

	(void)state;
	add_all(store, want);
	append(store, "d", PROGRESS_DONE, "x", "", 0);
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	assert_int_equal(store_set_last_course(store, "/x", NULL), ERR_OK);
	store_close(store);
	assert_false(load_start(map));
	assert_true(progress_equal(map, want));
	store = open_store();
	assert_int_equal(store_get_place(store, "c", &got, NULL), ERR_OK);
	assert_string_equal(got.step, "s");
	assert_string_equal(got.inside, "scroll=7");
	assert_int_equal(got.note, 4);
	store_place_fini(&got);
	assert_int_equal(store_load(store, "d", map, NULL), ERR_OK);
	assert_true(progress_find(map, "x")->done);
	append(store, "c", PROGRESS_BOOKMARK, "s", "", 0);
	store_close(store);
	assert_false(load_start(map));
	assert_false(progress_find(map, "s")->bookmark);
	tamper("UPDATE state SET hints=3 WHERE subject='s'");
	assert_true(load_start(map));
	assert_int_equal(progress_find(map, "s")->hints, 3);
	progress_map_free(want);
	progress_map_free(map);
}

static void test_start_damaged(void **state)
{
	struct progress_map *want = progress_map_new();
	struct progress_map *map = progress_map_new();
	char *file = beside(".start"), *bytes;
	struct store *store = open_store();
	size_t size;

	(void)state;
	add_all(store, want);
	store_close(store);
	assert_int_equal(file_read(file, 1 << 20, &bytes, &size, NULL, NULL),
			 ERR_OK);
	for (size_t i = 0; i < size; i++) {
		bytes[i] ^= 0x11;
		assert_int_equal(file_write(file, bytes, size, NULL), ERR_OK);
		assert_true(load_start(map));
		assert_true(progress_equal(map, want));
		assert_int_equal(file_write(file, bytes, i, NULL), ERR_OK);
		assert_true(load_start(map));
		bytes[i] ^= 0x11;
	}
	free(bytes);
	free(file);
	progress_map_free(want);
	progress_map_free(map);
}

/* A changed byte in any field of a row is found. */
static void test_changed(void **state)
{
	static const char *const changes[] = {
		"UPDATE event SET number=1000 WHERE number=7",
		"UPDATE event SET time=time+1 WHERE number=7",
		"UPDATE event SET course='d' WHERE number=7",
		"UPDATE event SET kind='section_done' WHERE number=7",
		"UPDATE event SET kind='bogus' WHERE number=7",
		"UPDATE event SET subject='stdp-3' WHERE number=7",
		"UPDATE event SET detail='#' WHERE number=7",
		"UPDATE event SET detail=x'00' WHERE number=7",
		"UPDATE event SET amount=amount+1 WHERE number=8",
		"UPDATE event SET hash=replace(hash,substr(hash,9,1),'z')",
		"UPDATE event SET hash=(SELECT hash FROM event LIMIT 1)",
		"UPDATE event SET hash='' WHERE number=7",
		"DELETE FROM event WHERE number=7",
		"DELETE FROM event WHERE number=20",
		"DELETE FROM event WHERE number=1",
		"UPDATE state SET seen=0 WHERE subject='step-3'",
		"UPDATE state SET done=1 WHERE subject='step-3'",
		"UPDATE state SET solution=1 WHERE subject='step-3'",
		"UPDATE state SET revealed=1 WHERE subject='step-3'",
		"UPDATE state SET bookmark=1 WHERE subject='step-3'",
		"UPDATE state SET attempts=9 WHERE subject='step-3'",
		"UPDATE state SET attempts=-1 WHERE subject='step-3'",
		"UPDATE state SET hints=1 WHERE subject='step-3'",
		"UPDATE state SET best=1000 WHERE subject='step-3'",
		"UPDATE state SET done_time=1 WHERE subject='step-3'",
		"UPDATE state SET reply='#b' WHERE subject='step-3'",
		"UPDATE state SET reply=NULL WHERE subject='step-3'",
		"UPDATE state SET own_note='x' WHERE subject='step-3'",
		"UPDATE state SET subject='x' WHERE subject='step-3'",
		"UPDATE state SET course='x' WHERE subject='step-3'",
		"DELETE FROM state WHERE subject='step-3'",
		"UPDATE fact SET value=substr(value,1,8)||"
		"CASE substr(value,9,1) WHEN '0' THEN '1' ELSE '0' END||"
		"substr(value,10) WHERE name='id'",
	};
	struct store_health health;
	struct store *store;
	char *bytes;
	size_t size;
	struct err err;

	(void)state;
	store = open_store();
	fill(store, 10);
	store_close(store);
	assert_int_equal(file_read(path, 1 << 20, &bytes, &size, NULL, NULL),
			 ERR_OK);
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		tamper(changes[i]);
		if (store_open_readonly(path, &store, &err))
			fail_msg("%s: %s", changes[i], err.message);
		if (store_check(store, &health, &err) != ERR_FORMAT)
			fail_msg("not found: %s", changes[i]);
		store_close(store);
		assert_int_equal(file_write(path, bytes, size, NULL), ERR_OK);
	}
	free(bytes);
	store = open_store();
	assert_int_equal(check(store), 20);
	store_close(store);
}

/* Appends for ever, and tells each event that is on disk. */
static void append_for_ever(int tell)
{
	struct store *store = open_store();

	for (;;) {
		append(store, "c", PROGRESS_QUESTION_SUBMISSION, "q", "1", 0);
		if (write(tell, "x", 1) != 1)
			_exit(1);
	}
}

static int64_t kill_one(struct random *random)
{
	char bytes[4096];
	int64_t told = 0;
	ssize_t got;
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		close(ends[0]);
		append_for_ever(ends[1]);
	}
	close(ends[1]);
	usleep((useconds_t)random_below(random, 15000));
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	while ((got = read(ends[0], bytes, sizeof(bytes))) > 0)
		told += got;
	close(ends[0]);
	return told;
}

static void test_kill(void **state)
{
	struct random random = { 39 };
	int64_t before = 0;

	(void)state;
	for (int i = 0; i < 30; i++) {
		int64_t told = kill_one(&random), now;
		struct store *store = open_store();

		assert_string_equal(store_message(store), "");
		now = check(store);
		assert_true(now >= before + told);
		assert_true(now <= before + told + 1);
		before = now;
		store_close(store);
	}
	assert_int_equal(count_aside(), 0);
	assert_true(before > 0);
}

static void test_others(void **state)
{
	int64_t others[8];
	struct store *store;
	pid_t children[3];
	int ends[2];
	char byte;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < 3; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (!children[i]) {
			open_store();
			if (write(ends[1], "x", 1) != 1)
				_exit(1);
			pause();
			_exit(0);
		}
		assert_int_equal(read(ends[0], &byte, 1), 1);
	}
	store = open_store();
	assert_non_null(strstr(store_message(store), "Another kdlab"));
	assert_int_equal(store_others(store, others, 8), 3);
	assert_int_equal(store_others(store, others, 2), 2);
	for (int i = 0; i < 3; i++) {
		bool found = false;

		assert_int_equal(store_others(store, others, 8), 3 - i);
		for (int j = 0; j < 3 - i; j++)
			found |= others[j] == children[i];
		assert_true(found);
		kill(children[i], SIGKILL);
		waitpid(children[i], NULL, 0);
	}
	assert_int_equal(store_others(store, others, 8), 0);
	store_close(store);
	close(ends[0]);
	close(ends[1]);
}

static void test_busy(void **state)
{
	struct store *store = open_store();
	struct progress_event event = event_of(PROGRESS_DONE, "s", "", 0);
	struct err err;
	sqlite3 *db;

	(void)state;
	append(store, "c", PROGRESS_DONE, "s", "", 0);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	assert_int_equal(store_append(store, "c", &event, 1, &err), ERR_BUSY);
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
	append(store, "c", PROGRESS_DONE, "s", "", 0);
	assert_int_equal(check(store), 2);
	store_close(store);
}

static void test_not_ours(void **state)
{
	static const char *const contents[] = {
		"PRAGMA user_version=7",
		"CREATE TABLE x(y)",
		"PRAGMA user_version=1",
	};
	struct store *store;

	(void)state;
	store = open_store();
	fill(store, 3);
	store_close(store);
	tamper("PRAGMA user_version=2"); /* a newer kdlab's */
	store = open_store();
	assert_non_null(strstr(store_message(store), "damaged"));
	assert_non_null(strstr(store_message(store), "6 events"));
	assert_int_equal(check(store), 6);
	store_close(store);
	assert_int_equal(count_aside(), 1);
	for (size_t i = 0; i < 3; i++) {
		unlink(path);
		tamper(contents[i]);
		store_close(open_store());
		assert_int_equal(count_aside(), i + 2);
	}
	assert_int_equal(file_write(path, "hello, world", 12, NULL), ERR_OK);
	store = open_store();
	assert_int_equal(check(store), 0);
	store_close(store);
	assert_int_equal(count_aside(), 5);
	assert_int_equal(file_write(path, "", 0, NULL), ERR_OK);
	store_close(open_store()); /* empty is new */
	assert_int_equal(count_aside(), 5);
}

/* Schema that would run things: refused, whatever it is. */
static void test_hostile_schema(void **state)
{
	static const char *const contents[] = {
		"CREATE TRIGGER t AFTER INSERT ON event BEGIN "
		"DELETE FROM event; END",
		"CREATE VIEW v AS SELECT 1",
		"CREATE INDEX i ON event(course)",
		"ALTER TABLE event ADD COLUMN x AS (zeroblob(1000000000))",
		"DROP TABLE state; CREATE VIEW state AS WITH RECURSIVE r(n) AS "
		"(SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT * FROM r",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(contents) / sizeof(*contents); i++) {
		struct store *store = open_store();

		fill(store, 1);
		store_close(store);
		tamper(contents[i]);
		store = open_store();
		assert_int_equal(count_aside(), i + 1);
		check(store);
		store_close(store);
	}
}

/* Damage in the middle costs the events it hit, not those behind it. */
static void test_salvage_middle(void **state)
{
	struct progress_map *map = progress_map_new();
	struct store_place place = { step_id, inside, 0 };
	struct store *store = open_store();
	uint64_t seed = store_seed(store);
	int64_t saved;

	(void)state;
	fill(store, 100);
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	store_close(store);
	tamper("UPDATE event SET detail='forged' WHERE number=100;"
	       "UPDATE state SET attempts=-1");
	store = open_store();
	assert_string_equal(store_message(store), "");
	/* the state cannot be believed: load mends */
	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	assert_non_null(strstr(store_message(store), "199 events"));
	assert_non_null(strstr(store_news(store), "199 events"));
	assert_string_equal(store_news(store), "");
	assert_int_equal(count_aside(), 1);
	assert_true(store_seed(store) == seed);
	saved = check(store);
	assert_int_equal(saved, 199);
	assert_int_equal(progress_find(map, "step-3")->attempts, 2);
	assert_int_equal(store_get_place(store, "c", &place, NULL), ERR_OK);
	store_place_fini(&place);
	store_close(store);
	progress_map_free(map);
}

/* Where the events are gone, the state table still tells what was done. */
static void test_restore(void **state)
{
	struct progress_map *want = progress_map_new();
	struct progress_map *map = progress_map_new();
	struct store *store = open_store();
	const struct progress *q;
	size_t size;
	char *bytes;

	(void)state;
	add_all(store, want);
	store_close(store);
	assert_int_equal(file_read(path, 1 << 20, &bytes, &size, NULL, NULL),
			 ERR_OK);
	memset(bytes + 4096, 0xff, 4096); /* the only page of events */
	assert_int_equal(file_write(path, bytes, size, NULL), ERR_OK);
	free(bytes);
	store = open_store();
	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	append(store, "c", PROGRESS_SESSION_START, "", "", 0);
	assert_non_null(strstr(store_message(store), " 0 events"));
	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	q = progress_find(map, "q");
	assert_true(q->done && q->solution);
	assert_int_equal(q->attempts, 2);
	assert_int_equal(q->hints, 2);
	assert_int_equal(q->best, 1000);
	assert_string_equal(q->reply, progress_find(want, "q")->reply);
	assert_string_equal(progress_find(map, "s")->own_note,
			    progress_find(want, "s")->own_note);
	assert_true(progress_find(map, "s")->bookmark);
	assert_true(progress_find(map, "new")->done);
	check(store);
	store_close(store);
	progress_map_free(want);
	progress_map_free(map);
}

static void test_salvage_killed(void **state)
{
	struct store *store = open_store();
	char *saved = malloc(strlen(path) + 7);

	(void)state;
	fill(store, 5);
	store_close(store);
	/* as a salvage leaves it that was killed between its two renames */
	memcpy(saved, path, strlen(path));
	memcpy(saved + strlen(path), ".saved", 7);
	assert_int_equal(rename(path, saved), 0);
	store = open_store();
	assert_int_equal(check(store), 10);
	store_close(store);
	assert_int_not_equal(access(saved, F_OK), 0);
	free(saved);
}

/* Overwrites a few bytes somewhere, or cuts the file. */
static void damage(char *bytes, size_t *size, struct random *random)
{
	size_t at = random_below(random, *size);
	size_t count = 1 + random_below(random, 64);

	if (random_below(random, 8) == 0) {
		*size = at;
		return;
	}
	for (size_t i = at; i < at + count && i < *size; i++)
		bytes[i] = (char)random_next(random);
}

static void test_damage(void **state)
{
	struct random random = { 1 };
	struct store *store = open_store();
	size_t size, aside = 0, good = 0, found = 0;
	char *bytes;

	(void)state;
	fill(store, 60);
	store_close(store);
	assert_int_equal(file_read(path, 1 << 20, &bytes, &size, NULL, NULL),
			 ERR_OK);
	for (int i = 0; i < 200; i++) {
		struct progress_map *map = progress_map_new();
		char *copy = malloc(size);
		struct store_health health;
		size_t copy_size = size;
		struct err err;

		memcpy(copy, bytes, size);
		damage(copy, &copy_size, &random);
		assert_int_equal(file_write(path, copy, copy_size, NULL),
				 ERR_OK);
		store = open_store();
		if (store_load(store, "c", map, &err))
			fail_msg("load: %s", err.message);
		if (store_check(store, &health, &err) == ERR_OK)
			good++;
		else
			found++;
		/* whatever it was, the lab goes on */
		append(store, "c", PROGRESS_DONE, "s", "", 0);
		store_close(store);
		if (count_aside() > aside)
			aside = count_aside();
		free(copy);
		progress_map_free(map);
	}
	print_message("kept aside %zu, verified %zu, found by check %zu\n",
		      aside, good, found);
	assert_true(aside > 20);
	assert_true(good > 20);
	free(bytes);
}

/* Runs test in a child that may take its own rights away. */
static void in_child(void (*test)(void))
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (!child) {
		test();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

#define MUST(condition)                                                        \
	do {                                                                   \
		if (!(condition)) {                                            \
			fprintf(stderr, "line %d: %s\n", __LINE__,             \
				#condition);                                   \
			_exit(1);                                              \
		}                                                              \
	} while (0)

static void fill_disk(void)
{
	static char text[4000];
	struct rlimit limit = { 200000, RLIM_INFINITY };
	struct store *store = open_store();
	struct store_health health;
	struct progress_event event;
	int64_t kept = 0;
	struct err err;

	signal(SIGXFSZ, SIG_IGN);
	memset(text, 'x', sizeof(text) - 1);
	event = event_of(PROGRESS_OWN_NOTE, "s", text, 0);
	MUST(setrlimit(RLIMIT_FSIZE, &limit) == 0);
	while (kept < 1000 &&
	       store_append(store, "c", &event, 1, &err) == ERR_OK)
		kept++;
	MUST(kept > 5 && kept < 1000);
	MUST(err.code == ERR_IO && strstr(err.message, "no space left"));
	MUST(store_check(store, &health, &err) == ERR_OK);
	MUST(health.events == kept);
	limit.rlim_cur = RLIM_INFINITY;
	MUST(setrlimit(RLIMIT_FSIZE, &limit) == 0);
	MUST(store_append(store, "c", &event, 1, &err) == ERR_OK);
	MUST(store_check(store, &health, &err) == ERR_OK);
	MUST(health.events == kept + 1);
	store_close(store);
}

static void test_full(void **state)
{
	(void)state;
	in_child(fill_disk);
	store_close(open_store());
	assert_int_equal(count_aside(), 0);
}

static void read_denied(void)
{
	struct store_health health;
	struct store *store;
	struct err err;

	if (geteuid() == 0)
		MUST(setgid(65534) == 0 && setuid(65534) == 0);
	MUST(store_open_readonly(path, &store, &err) == ERR_OK);
	MUST(store_check(store, &health, &err) == ERR_OK);
	MUST(health.events == 4);
	store_close(store);
}

static void open_denied(void)
{
	struct store *store;
	struct err err;

	if (geteuid() == 0)
		MUST(setgid(65534) == 0 && setuid(65534) == 0);
	MUST(store_open(path, &store, NULL, &err) == ERR_IO);
	MUST(strstr(err.message, "cannot keep progress"));
	MUST(strstr(err.message, "Permission denied"));
}

static void test_readonly(void **state)
{
	struct store_report report;
	struct store *store;
	struct err err;
	char *where = file_folder(path);

	(void)state;
	assert_int_equal(store_open_readonly(path, &store, &err),
			 ERR_NOT_FOUND);
	assert_int_equal(chmod(folder, 0555), 0);
	in_child(open_denied); /* the folder cannot be made */
	assert_int_equal(chmod(folder, 0755), 0);
	store = open_store();
	fill(store, 2);
	store_close(store);
	assert_int_equal(chmod(where, 0555), 0);
	in_child(open_denied); /* there, but not to be written */
	in_child(read_denied);
	assert_int_equal(chmod(where, 0755), 0);
	assert_int_equal(store_open_readonly(path, &store, &err), ERR_OK);
	assert_int_equal(check(store), 4);
	store_close(store);
	assert_int_equal(store_open(where, &store, &report, &err), ERR_IO);
	assert_int_equal(store_open("/dev/null/x", &store, &report, &err),
			 ERR_IO);
	free(where);
}

int main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		TEST(test_fresh),	   TEST(test_state),
		TEST(test_reset),	   TEST(test_place),
		TEST(test_limits),	   TEST(test_two_handles),
		TEST(test_start),	   TEST(test_start_damaged),
		TEST(test_changed),	   TEST(test_kill),
		TEST(test_others),	   TEST(test_busy),
		TEST(test_not_ours),	   TEST(test_hostile_schema),
		TEST(test_salvage_middle), TEST(test_salvage_killed),
		TEST(test_restore),	   TEST(test_damage),
		TEST(test_full),	   TEST(test_readonly),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
