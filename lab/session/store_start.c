/*
 * The start file, path.start: what the first screen needs of the store, so
 * that most starts read one small file and leave SQLite for the first event.
 * It is written when the store is closed and good as long as the database is
 * untouched since, by its stamp, and has no log. It is worth nothing by
 * itself: without it, or when anything about it is odd, SQLite is asked.
 *
 * NUL-terminated fields: magic, hash of the rest, the database's stamp, the
 * learner's id, the last course, then one course: id, place, rows.
 */
#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAGIC	  "kdlab-start-1"
#define HASH_SIZE 17	      /* of the hash's field */
#define MOST	  (16u << 20) /* bytes; a longer one is not kept */

enum row_flag {
	ROW_SEEN = 1 << 0,
	ROW_DONE = 1 << 1,
	ROW_SOLUTION = 1 << 2,
	ROW_REVEALED = 1 << 3,
	ROW_BOOKMARK = 1 << 4,
	ROW_FLAGS = (1 << 5) - 1,
};

static char *start_path(const struct store *store)
{
	struct text text = { 0 };

	text_printf(&text, "%s.start", store->path);
	return text_take(&text);
}

/* ---- fields ---- */

struct reader {
	const char *at, *end;
	bool bad;
};

static const char *next_text(struct reader *reader, size_t most)
{
	const char *text = reader->at;
	const char *nul =
		reader->bad ? NULL
			    : memchr(text, '\0', (size_t)(reader->end - text));

	if (!nul || (size_t)(nul - text) > most) {
		reader->bad = true;
		return "";
	}
	reader->at = nul + 1;
	return text;
}

static int64_t next_number(struct reader *reader, int64_t least, int64_t most)
{
	const char *text = next_text(reader, 24);
	long long number;
	char *end;

	errno = 0;
	number = strtoll(text, &end, 10);
	if (!*text || *end || errno || number < least || number > most)
		reader->bad = true;
	return reader->bad ? least : number;
}

static void add_text(struct text *out, const char *text)
{
	text_add(out, text, strlen(text) + 1);
}

static void add_number(struct text *out, int64_t number)
{
	text_printf(out, "%lld", (long long)number);
	text_add(out, "", 1);
}

static void add_stamp(struct text *out, const struct file_stamp *stamp)
{
	add_number(out, (int64_t)stamp->device);
	add_number(out, (int64_t)stamp->inode);
	add_number(out, (int64_t)stamp->size);
	add_number(out, stamp->mtime_ns);
	add_number(out, stamp->ctime_ns);
}

static bool next_stamp_is(struct reader *reader, const struct file_stamp *stamp)
{
	const int64_t want[] = { (int64_t)stamp->device, (int64_t)stamp->inode,
				 (int64_t)stamp->size, stamp->mtime_ns,
				 stamp->ctime_ns };

	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++)
		if (next_number(reader, INT64_MIN, INT64_MAX) != want[i])
			return false;
	return !reader->bad;
}

/* ---- reading ---- */

static bool check_hash(const char *bytes, size_t size)
{
	size_t head = sizeof(MAGIC) + HASH_SIZE;
	char hash[HASH_SIZE];

	if (size < head || memcmp(bytes, MAGIC, sizeof(MAGIC)) != 0)
		return false;
	snprintf(hash, sizeof(hash), "%016llx",
		 (unsigned long long)hash_fnv(bytes + head, size - head));
	return memcmp(bytes + sizeof(MAGIC), hash, HASH_SIZE) == 0;
}

static bool parse(struct store *store, const struct file_stamp *stamp)
{
	struct store_start *start = &store->start;
	struct reader reader = { start->bytes + sizeof(MAGIC) + HASH_SIZE,
				 start->bytes + start->size, false };
	const char *id;

	if (!next_stamp_is(&reader, stamp))
		return false;
	id = next_text(&reader, HASH_SHA256_HEX - 1);
	start->last_course = next_text(&reader, LIMIT_LINE);
	start->course = next_text(&reader, LIMIT_STORED_NAME);
	start->placed = next_number(&reader, 0, 1) == 1;
	start->step = next_text(&reader, LIMIT_STORED_NAME);
	start->inside = next_text(&reader, LIMIT_LINE);
	start->note = next_number(&reader, INT64_MIN, INT64_MAX);
	start->rows = reader.at;
	if (reader.bad || !store_db_is_hash(id))
		return false;
	memcpy(store->id, id, sizeof(store->id));
	return true;
}

bool store_start_read(struct store *store)
{
	struct store_start *start = &store->start;
	struct file_stamp stamp;
	char *path;
	bool good;

	if (store_open_has_log(store->path) ||
	    file_stat(store->path, &stamp, NULL))
		return false;
	path = start_path(store);
	good = file_read(path, MOST, &start->bytes, &start->size, NULL, NULL) ==
	       ERR_OK;
	free(path);
	if (!good)
		return false;
	good = check_hash(start->bytes, start->size) && parse(store, &stamp);
	if (!good)
		store_start_drop(store);
	return good;
}

void store_start_drop(struct store *store)
{
	free(store->start.bytes);
	store->start = (struct store_start){ 0 };
}

static void next_row(struct reader *reader, struct progress_map *map)
{
	const char *id = next_text(reader, LIMIT_STORED_NAME), *reply, *note;
	int64_t flags = next_number(reader, 0, ROW_FLAGS);
	struct progress row = {
		.seen = flags & ROW_SEEN,
		.done = flags & ROW_DONE,
		.solution = flags & ROW_SOLUTION,
		.revealed = flags & ROW_REVEALED,
		.bookmark = flags & ROW_BOOKMARK,
	};
	struct progress *progress;

	row.attempts = (unsigned)next_number(reader, 0, PROGRESS_COUNT_MOST);
	row.hints = (unsigned)next_number(reader, 0, PROGRESS_COUNT_MOST);
	row.best = next_number(reader, 0, 1000);
	row.done_time = next_number(reader, INT64_MIN, INT64_MAX);
	reply = next_text(reader, LIMIT_NOTE);
	note = next_text(reader, LIMIT_NOTE);
	if (reader->bad)
		return;
	progress = progress_get(map, id);
	reader->bad = !progress_is_empty(progress);
	if (reader->bad)
		return;
	*progress = row;
	progress->reply = *reply ? mem_strdup(reply) : NULL;
	progress->own_note = *note ? mem_strdup(note) : NULL;
}

bool store_start_load(const struct store *store, const char *course,
		      struct progress_map *map)
{
	const struct progress_event none = { .kind = PROGRESS_RESET,
					     .subject = "",
					     .detail = "" };
	const struct store_start *start = &store->start;
	struct reader reader = { .at = start->rows };

	if (!start->bytes || strcmp(start->course, course) != 0)
		return false;
	reader.end = start->bytes + start->size;
	progress_apply(map, &none);
	while (!reader.bad && reader.at < reader.end)
		next_row(&reader, map);
	return !reader.bad;
}

/* ---- writing ---- */

static void add_row(struct text *out, const char *id,
		    const struct progress *progress)
{
	add_text(out, id);
	add_number(out, (progress->seen ? ROW_SEEN : 0) |
				(progress->done ? ROW_DONE : 0) |
				(progress->solution ? ROW_SOLUTION : 0) |
				(progress->revealed ? ROW_REVEALED : 0) |
				(progress->bookmark ? ROW_BOOKMARK : 0));
	add_number(out, progress->attempts);
	add_number(out, progress->hints);
	add_number(out, progress->best);
	add_number(out, progress->done_time);
	add_text(out, progress->reply ? progress->reply : "");
	add_text(out, progress->own_note ? progress->own_note : "");
}

static enum err_code add_place(struct text *out, struct store *store)
{
	struct store_place place = { 0 };
	enum err_code code =
		store_place_read(store, store->course, &place, NULL);

	if (code && code != ERR_NOT_FOUND)
		return code;
	add_number(out, place.step != NULL);
	add_text(out, place.step ? place.step : "");
	add_text(out, place.inside ? place.inside : "");
	add_number(out, place.note);
	store_place_fini(&place);
	return ERR_OK;
}

enum err_code store_start_build(struct store *store, struct text *ret)
{
	struct progress_map *map;
	const struct progress *progress;
	enum err_code code;
	const char *id;
	size_t at = 0;
	char *last;

	code = store_fact_get(store, "last_course", &last, NULL);
	if (code && code != ERR_NOT_FOUND)
		return code;
	add_text(ret, store->id);
	add_text(ret, code ? "" : last);
	if (!code)
		free(last);
	add_text(ret, store->course);
	code = add_place(ret, store);
	if (code)
		return code;
	map = progress_map_new();
	code = store_state_load(store, store->course, map, NULL);
	while (!code && (progress = progress_each(map, &at, &id)))
		add_row(ret, id, progress);
	progress_map_free(map);
	return code;
}

static void write_file(const char *path, const struct text *head,
		       const struct text *body)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool good;

	if (fd < 0)
		return;
	/* not synced: what a power cut leaves has the wrong hash */
	good = write(fd, head->bytes, head->size) == (ssize_t)head->size &&
	       write(fd, body->bytes, body->size) == (ssize_t)body->size;
	good = close(fd) == 0 && good;
	if (!good)
		unlink(path);
}

/*
 * Times of files come in ticks of milliseconds: a change in the same tick
 * would not show. One set by us, to the nanosecond, no change brings back.
 */
static bool mark(const char *path)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT } };

	return clock_gettime(CLOCK_REALTIME, &times[1]) == 0 &&
	       utimensat(AT_FDCWD, path, times, 0) == 0;
}

void store_start_write(const struct store *store, const struct text *built)
{
	struct text head = { 0 }, body = { 0 };
	struct file_stamp stamp;
	char *path;

	if (store_open_has_log(store->path) || !mark(store->path) ||
	    file_stat(store->path, &stamp, NULL))
		return;
	add_stamp(&body, &stamp);
	text_add(&body, text_string(built), built->size);
	text_add(&head, MAGIC, sizeof(MAGIC));
	text_printf(&head, "%016llx",
		    (unsigned long long)hash_fnv(body.bytes, body.size));
	text_add(&head, "", 1);
	path = start_path(store);
	if (head.size + body.size <= MOST)
		write_file(path, &head, &body);
	free(path);
	text_fini(&head);
	text_fini(&body);
}
