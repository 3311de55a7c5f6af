/*
 * The progress store: what is appended is there, whoever else writes, and
 * whenever it is killed. Damage and full disks: test_store_damage.c.
 */
#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sqlite3.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/random.h"
#include "session/store.h"
#include "tests/unit/ownstore.h"

static void test_fresh(void **state)
{
	struct progress_map *map = progress_map_new();
	struct store *store = ownstore_open();
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
	ownstore_append(store, "c", PROGRESS_SESSION_START, "", "1", 0);
	assert_int_equal(ownstore_check(store), 1);
	store_close(store);
	store = ownstore_open();
	assert_true(seed != 0 && store_seed(store) == seed);
	assert_int_equal(ownstore_check(store), 1);
	store_close(store);
	progress_map_free(map);
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
	struct store *store = ownstore_open();
	int64_t count = 0;

	(void)state;
	ownstore_add_all(store, want);
	progress_get(map, "left over")->seen = true;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
		assert_true(progress_equal(map, want));
		assert_int_equal(ownstore_check(store), 14);
		store_close(store);
		store = ownstore_open();
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
	struct store_place place = ownstore_place(1), got;
	struct progress_map *map = progress_map_new();
	struct store *store = ownstore_open();
	const char *id;
	size_t at = 0;

	(void)state;
	ownstore_append(store, "c", PROGRESS_DONE, "s", "", 0);
	ownstore_append(store, "d", PROGRESS_DONE, "s", "", 0);
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	ownstore_append(store, "c", PROGRESS_RESET, "", "", 0);
	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	assert_null(progress_each(map, &at, &id));
	assert_int_equal(store_get_place(store, "c", &got, NULL),
			 ERR_NOT_FOUND);
	assert_int_equal(store_load(store, "d", map, NULL), ERR_OK);
	assert_true(progress_find(map, "s")->done);
	assert_int_equal(ownstore_check(store), 3); /* nothing was deleted */
	store_close(store);
	progress_map_free(map);
}

static void test_place(void **state)
{
	struct store_place place = ownstore_place(-3), got;
	struct store *store = ownstore_open();
	char *last;

	(void)state;
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	place.note = 4;
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	assert_int_equal(store_set_last_course(store, "/x/y", NULL), ERR_OK);
	store_close(store);
	store = ownstore_open();
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
	struct store *store = ownstore_open();
	struct progress_event event;
	char *text = malloc(LIMIT_NOTE + 2);
	struct err err;

	(void)state;
	memset(text, 'x', LIMIT_NOTE + 1);
	text[LIMIT_NOTE + 1] = '\0';
	event = ownstore_event(PROGRESS_OWN_NOTE, "s", text, 0);
	assert_int_equal(store_append(store, "c", &event, 1, &err), ERR_LIMIT);
	text[LIMIT_NOTE] = '\0';
	assert_int_equal(store_append(store, "c", &event, 1, &err), ERR_OK);
	text[LIMIT_STORED_NAME + 1] = '\0';
	event = ownstore_event(PROGRESS_DONE, text, "", 0);
	assert_int_equal(store_append(store, "c", &event, 1, &err), ERR_LIMIT);
	assert_int_equal(store_append(store, text, &event, 1, &err), ERR_LIMIT);
	assert_int_equal(ownstore_check(store), 1);
	store_close(store);
	free(text);
}

static void test_two_handles(void **state)
{
	struct store *a = ownstore_open(), *b = ownstore_open();

	(void)state;
	ownstore_append(a, "c", PROGRESS_SESSION_START, "", "", 0);
	ownstore_append(b, "c", PROGRESS_SESSION_START, "", "", 0);
	assert_true(store_seed(a) == store_seed(b)); /* the first one's */
	for (int i = 0; i < 50; i++) {
		ownstore_append(i % 3 ? a : b, "c",
				PROGRESS_QUESTION_SUBMISSION, "q", "1", 0);
		ownstore_append(i % 2 ? a : b, "c", PROGRESS_HINT, "q", "", i);
	}
	assert_int_equal(ownstore_check(a), 102);
	store_close(a);
	assert_int_equal(ownstore_check(b), 102);
	store_close(b);
}

/* Opens and loads; whether that needed the database. */
static bool load_start(struct progress_map *map)
{
	struct store *store = ownstore_open();
	char *log = ownstore_beside("-wal");
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
	struct store_place place = ownstore_place(4), got;
	struct store *store = ownstore_open();

	(void)state;
	ownstore_add_all(store, want);
	ownstore_append(store, "d", PROGRESS_DONE, "x", "", 0);
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	assert_int_equal(store_set_last_course(store, "/x", NULL), ERR_OK);
	store_close(store);
	assert_false(load_start(map));
	assert_true(progress_equal(map, want));
	store = ownstore_open();
	assert_int_equal(store_get_place(store, "c", &got, NULL), ERR_OK);
	assert_string_equal(got.step, "s");
	assert_string_equal(got.inside, "scroll=7");
	assert_int_equal(got.note, 4);
	store_place_fini(&got);
	assert_int_equal(store_load(store, "d", map, NULL), ERR_OK);
	assert_true(progress_find(map, "x")->done);
	ownstore_append(store, "c", PROGRESS_BOOKMARK, "s", "", 0);
	store_close(store);
	assert_false(load_start(map));
	assert_false(progress_find(map, "s")->bookmark);
	ownstore_tamper("UPDATE state SET hints=3 WHERE subject='s'");
	assert_true(load_start(map));
	assert_int_equal(progress_find(map, "s")->hints, 3);
	progress_map_free(want);
	progress_map_free(map);
}

static void test_start_damaged(void **state)
{
	struct progress_map *want = progress_map_new();
	struct progress_map *map = progress_map_new();
	char *file = ownstore_beside(".start"), *bytes;
	struct store *store = ownstore_open();
	size_t size;

	(void)state;
	ownstore_add_all(store, want);
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
	store = ownstore_open();
	ownstore_fill(store, 10);
	store_close(store);
	assert_int_equal(
		file_read(ownstore_path, 1 << 20, &bytes, &size, NULL, NULL),
		ERR_OK);
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		ownstore_tamper(changes[i]);
		if (store_open_readonly(ownstore_path, &store, &err))
			fail_msg("%s: %s", changes[i], err.message);
		if (store_check(store, &health, &err) != ERR_FORMAT)
			fail_msg("not found: %s", changes[i]);
		store_close(store);
		assert_int_equal(file_write(ownstore_path, bytes, size, NULL),
				 ERR_OK);
	}
	free(bytes);
	store = ownstore_open();
	assert_int_equal(ownstore_check(store), 20);
	store_close(store);
}

/* Appends for ever, and tells each event that is on disk. */
static void append_for_ever(int tell)
{
	struct store *store = ownstore_open();

	for (;;) {
		ownstore_append(store, "c", PROGRESS_QUESTION_SUBMISSION, "q",
				"1", 0);
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
		struct store *store = ownstore_open();

		assert_string_equal(store_message(store), "");
		now = ownstore_check(store);
		assert_true(now >= before + told);
		assert_true(now <= before + told + 1);
		before = now;
		store_close(store);
	}
	assert_int_equal(ownstore_aside(), 0);
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
			ownstore_open();
			if (write(ends[1], "x", 1) != 1)
				_exit(1);
			pause();
			_exit(0);
		}
		assert_int_equal(read(ends[0], &byte, 1), 1);
	}
	store = ownstore_open();
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
	struct store *store = ownstore_open();
	struct progress_event event = ownstore_event(PROGRESS_DONE, "s", "", 0);
	struct err err;
	sqlite3 *db;

	(void)state;
	ownstore_append(store, "c", PROGRESS_DONE, "s", "", 0);
	assert_int_equal(sqlite3_open(ownstore_path, &db), SQLITE_OK);
	sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	assert_int_equal(store_append(store, "c", &event, 1, &err), ERR_BUSY);
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
	ownstore_append(store, "c", PROGRESS_DONE, "s", "", 0);
	assert_int_equal(ownstore_check(store), 2);
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
	store = ownstore_open();
	ownstore_fill(store, 3);
	store_close(store);
	ownstore_tamper("PRAGMA user_version=2"); /* a newer kdlab's */
	store = ownstore_open();
	assert_non_null(strstr(store_message(store), "damaged"));
	assert_non_null(strstr(store_message(store), "6 events"));
	assert_int_equal(ownstore_check(store), 6);
	store_close(store);
	assert_int_equal(ownstore_aside(), 1);
	for (size_t i = 0; i < 3; i++) {
		unlink(ownstore_path);
		ownstore_tamper(contents[i]);
		store_close(ownstore_open());
		assert_int_equal(ownstore_aside(), i + 2);
	}
	assert_int_equal(file_write(ownstore_path, "hello, world", 12, NULL),
			 ERR_OK);
	store = ownstore_open();
	assert_int_equal(ownstore_check(store), 0);
	store_close(store);
	assert_int_equal(ownstore_aside(), 5);
	assert_int_equal(file_write(ownstore_path, "", 0, NULL), ERR_OK);
	store_close(ownstore_open()); /* empty is new */
	assert_int_equal(ownstore_aside(), 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OWNSTORE_TEST(test_fresh),    OWNSTORE_TEST(test_state),
		OWNSTORE_TEST(test_reset),    OWNSTORE_TEST(test_place),
		OWNSTORE_TEST(test_limits),   OWNSTORE_TEST(test_two_handles),
		OWNSTORE_TEST(test_start),    OWNSTORE_TEST(test_start_damaged),
		OWNSTORE_TEST(test_changed),  OWNSTORE_TEST(test_kill),
		OWNSTORE_TEST(test_others),   OWNSTORE_TEST(test_busy),
		OWNSTORE_TEST(test_not_ours),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
