/*
 * The progress store where its file is hostile or damaged, or the disk is full
 * or denies: what can be saved is, and the lab goes on.
 */
#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "session/store.h"
#include "tests/unit/ownstore.h"

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
		struct store *store = ownstore_open();

		ownstore_fill(store, 1);
		store_close(store);
		ownstore_tamper(contents[i]);
		store = ownstore_open();
		assert_int_equal(ownstore_aside(), i + 1);
		ownstore_check(store);
		store_close(store);
	}
}

/* Damage in the middle costs the events it hit, not those behind it. */
static void test_salvage_middle(void **state)
{
	struct progress_map *map = progress_map_new();
	struct store_place place = ownstore_place(0);
	struct store *store = ownstore_open();
	uint64_t seed = store_seed(store);
	int64_t saved;

	(void)state;
	ownstore_fill(store, 100);
	assert_int_equal(store_set_place(store, "c", &place, NULL), ERR_OK);
	store_close(store);
	ownstore_tamper("UPDATE event SET detail='forged' WHERE number=100;"
			"UPDATE state SET attempts=-1");
	store = ownstore_open();
	assert_string_equal(store_message(store), "");
	/* the state cannot be believed: load mends */
	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	assert_non_null(strstr(store_message(store), "199 events"));
	assert_non_null(strstr(store_news(store), "199 events"));
	assert_string_equal(store_news(store), "");
	assert_int_equal(ownstore_aside(), 1);
	assert_true(store_seed(store) == seed);
	saved = ownstore_check(store);
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
	struct store *store = ownstore_open();
	const struct progress *q;
	size_t size;
	char *bytes;

	(void)state;
	ownstore_add_all(store, want);
	store_close(store);
	assert_int_equal(
		file_read(ownstore_path, 1 << 20, &bytes, &size, NULL, NULL),
		ERR_OK);
	memset(bytes + 4096, 0xff, 4096); /* the only page of events */
	assert_int_equal(file_write(ownstore_path, bytes, size, NULL), ERR_OK);
	free(bytes);
	store = ownstore_open();
	assert_int_equal(store_load(store, "c", map, NULL), ERR_OK);
	ownstore_append(store, "c", PROGRESS_SESSION_START, "", "", 0);
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
	ownstore_check(store);
	store_close(store);
	progress_map_free(want);
	progress_map_free(map);
}

static void test_salvage_killed(void **state)
{
	struct store *store = ownstore_open();
	char *saved = ownstore_beside(".saved");

	(void)state;
	ownstore_fill(store, 5);
	store_close(store);
	/* as a salvage leaves it that was killed between its two renames */
	assert_int_equal(rename(ownstore_path, saved), 0);
	store = ownstore_open();
	assert_int_equal(ownstore_check(store), 10);
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
	struct store *store = ownstore_open();
	size_t size, aside = 0, good = 0, found = 0;
	char *bytes;

	(void)state;
	ownstore_fill(store, 60);
	store_close(store);
	assert_int_equal(
		file_read(ownstore_path, 1 << 20, &bytes, &size, NULL, NULL),
		ERR_OK);
	for (int i = 0; i < 200; i++) {
		struct progress_map *map = progress_map_new();
		char *copy = malloc(size);
		struct store_health health;
		size_t copy_size = size;
		struct err err;

		memcpy(copy, bytes, size);
		damage(copy, &copy_size, &random);
		assert_int_equal(
			file_write(ownstore_path, copy, copy_size, NULL),
			ERR_OK);
		store = ownstore_open();
		if (store_load(store, "c", map, &err))
			fail_msg("load: %s", err.message);
		if (store_check(store, &health, &err) == ERR_OK)
			good++;
		else
			found++;
		/* whatever it was, the lab goes on */
		ownstore_append(store, "c", PROGRESS_DONE, "s", "", 0);
		store_close(store);
		if (ownstore_aside() > aside)
			aside = ownstore_aside();
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
	struct store *store = ownstore_open();
	struct store_health health;
	struct progress_event event;
	int64_t kept = 0;
	struct err err;

	signal(SIGXFSZ, SIG_IGN);
	memset(text, 'x', sizeof(text) - 1);
	event = ownstore_event(PROGRESS_OWN_NOTE, "s", text, 0);
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
	store_close(ownstore_open());
	assert_int_equal(ownstore_aside(), 0);
}

static void read_denied(void)
{
	struct store_health health;
	struct store *store;
	struct err err;

	if (geteuid() == 0)
		MUST(setgid(65534) == 0 && setuid(65534) == 0);
	MUST(store_open_readonly(ownstore_path, &store, &err) == ERR_OK);
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
	MUST(store_open(ownstore_path, &store, NULL, &err) == ERR_IO);
	MUST(strstr(err.message, "cannot keep progress"));
	MUST(strstr(err.message, "Permission denied"));
}

static void test_readonly(void **state)
{
	struct store_report report;
	struct store *store;
	struct err err;
	char *where = file_folder(ownstore_path);

	(void)state;
	assert_int_equal(store_open_readonly(ownstore_path, &store, &err),
			 ERR_NOT_FOUND);
	assert_int_equal(chmod(ownstore_folder, 0555), 0);
	in_child(open_denied); /* the folder cannot be made */
	assert_int_equal(chmod(ownstore_folder, 0755), 0);
	store = ownstore_open();
	ownstore_fill(store, 2);
	store_close(store);
	assert_int_equal(chmod(where, 0555), 0);
	in_child(open_denied); /* there, but not to be written */
	in_child(read_denied);
	assert_int_equal(chmod(where, 0755), 0);
	assert_int_equal(store_open_readonly(ownstore_path, &store, &err),
			 ERR_OK);
	assert_int_equal(ownstore_check(store), 4);
	store_close(store);
	assert_int_equal(store_open(where, &store, &report, &err), ERR_IO);
	assert_int_equal(store_open("/dev/null/x", &store, &report, &err),
			 ERR_IO);
	free(where);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OWNSTORE_TEST(test_hostile_schema),
		OWNSTORE_TEST(test_salvage_middle),
		OWNSTORE_TEST(test_salvage_killed),
		OWNSTORE_TEST(test_restore),
		OWNSTORE_TEST(test_damage),
		OWNSTORE_TEST(test_full),
		OWNSTORE_TEST(test_readonly),
	};

	return cmocka_run_group_tests_name("store_damage", tests, NULL, NULL);
}
