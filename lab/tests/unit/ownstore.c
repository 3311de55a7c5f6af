#include "config.h"
#include "tests/unit/ownstore.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <sqlite3.h>
#include <cmocka.h>

#include "base/file.h"

char ownstore_folder[64];
char *ownstore_path;

int ownstore_set_up(void **state)
{
	char *below;

	(void)state;
	/* every append waits for the disk; memory is as good for most of it */
	snprintf(ownstore_folder, sizeof(ownstore_folder),
		 "%stest_store.XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm/" : "");
	assert_non_null(mkdtemp(ownstore_folder));
	below = file_join(ownstore_folder, "a");
	ownstore_path = file_join(below, "progress.db");
	free(below);
	return 0;
}

/* Names in a folder that have part in them; all go, where that is asked for. */
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

int ownstore_clean_up(void **state)
{
	(void)state;
	count_files(ownstore_folder, "", true);
	rmdir(ownstore_folder);
	free(ownstore_path);
	return 0;
}

size_t ownstore_aside(void)
{
	char *where = file_folder(ownstore_path);
	size_t count = count_files(where, ".damaged-", false);

	free(where);
	return count;
}

struct store *ownstore_open(void)
{
	struct store_report report;
	struct store *store;
	struct err err;

	if (store_open(ownstore_path, &store, &report, &err))
		fail_msg("%s", err.message);
	return store;
}

struct progress_event ownstore_event(enum progress_event_kind kind,
				     const char *subject, const char *detail,
				     int64_t number)
{
	return (struct progress_event){ kind, 1700000000000 + number, subject,
					detail, number };
}

void ownstore_append(struct store *store, const char *course,
		     enum progress_event_kind kind, const char *subject,
		     const char *detail, int64_t number)
{
	struct progress_event event =
		ownstore_event(kind, subject, detail, number);
	struct err err;

	if (store_append(store, course, &event, 1, &err))
		fail_msg("%s", err.message);
}

int64_t ownstore_check(struct store *store)
{
	struct store_health health;
	struct err err;

	if (store_check(store, &health, &err))
		fail_msg("%s", err.message);
	assert_int_equal(strlen(health.head), 64);
	return health.events;
}

void ownstore_tamper(const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	assert_int_equal(sqlite3_open(ownstore_path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message))
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

void ownstore_fill(struct store *store, int count)
{
	char id[32];

	for (int i = 0; i < count; i++) {
		snprintf(id, sizeof(id), "step-%d", i % 50);
		ownstore_append(store, "c", PROGRESS_SECTION_VIEWED, id, "", 0);
		ownstore_append(store, "c", PROGRESS_QUESTION_SUBMISSION, id,
				"#a #b", i % 1001);
	}
}

void ownstore_add_all(struct store *store, struct progress_map *want)
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

struct store_place ownstore_place(int64_t note)
{
	static char step[] = "s", inside[] = "scroll=7";

	return (struct store_place){ step, inside, note };
}

char *ownstore_beside(const char *suffix)
{
	char *file = malloc(strlen(ownstore_path) + strlen(suffix) + 1);

	memcpy(file, ownstore_path, strlen(ownstore_path));
	memcpy(file + strlen(ownstore_path), suffix, strlen(suffix) + 1);
	return file;
}
