#include "config.h"
#include "session/store.h"

#include "base/file.h"
#include "base/mem.h"
#include "session/store_db.h"
#include "session/store_lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct store *new_store(const char *path, bool writable)
{
	struct store *store = mem_calloc(1, sizeof(*store));

	store->path = mem_strdup(path);
	store->writable = writable;
	store->lock = -1;
	return store;
}

static void remember(struct store *store, const char *course)
{
	if (store->course && strcmp(store->course, course) == 0)
		return;
	free(store->course);
	store->course = mem_strdup(course);
}

/* Closes the database, and leaves a start file for the next time. */
static void close_db(struct store *store)
{
	struct text built = { 0 };

	if (!store->db || !store->writable || !store->course ||
	    store_lock_gate(store->lock, true, false, NULL)) {
		store_db_close(store);
		return;
	}
	if (store_start_build(store, &built) == ERR_OK) {
		store_db_close(store);
		store_start_write(store, &built);
	} else {
		store_db_close(store);
	}
	store_lock_leave_gate(store->lock);
	text_fini(&built);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	close_db(store);
	store_start_drop(store);
	if (store->lock >= 0)
		close(store->lock);
	free(store->course);
	free(store->path);
	free(store);
}

/* The lock file; with the folder that it and the progress go to. */
static enum err_code open_lock(struct store *store, struct err *err)
{
	enum err_code code = store_lock_open(store->path, &store->lock, err);
	char *folder;

	if (!code)
		return ERR_OK;
	folder = file_folder(store->path);
	if (!file_is_folder(folder)) {
		code = file_make_folder(folder, err);
		if (!code)
			code = store_lock_open(store->path, &store->lock, err);
		else
			err_prefix(err, "cannot keep progress");
	}
	free(folder);
	return code;
}

/* Opens the database, or what can be saved of it; the gate is ours. */
static enum err_code open_file(struct store *store, struct err *err)
{
	struct err why;
	enum err_code code = store_open_file(store, true, &why);

	store_lock_leave_gate(store->lock);
	if (code == ERR_FORMAT)
		return store_salvage(store, why.message, err);
	if (code && err)
		*err = why;
	return code;
}

/* As far as the first screen needs: a new store is made by its first event,
 * and where the start file is good the database waits for that too. */
static enum err_code begin(struct store *store, struct err *err)
{
	enum err_code code = store_lock_gate(store->lock, false, true, err);

	if (code)
		return code;
	if (access(store->path, F_OK) < 0)
		store_salvage_finish(store->path);
	code = store_open_check(store, err);
	if (!code && !store->inode) {
		store->fresh = true;
		store_open_make_id(store->id);
	} else if (!code && !store_start_read(store)) {
		return open_file(store, err);
	}
	store_lock_leave_gate(store->lock);
	return code;
}

enum err_code store_ready(struct store *store, struct err *err)
{
	enum err_code code;

	if (store->db || (!store->fresh && !store->start.bytes))
		return ERR_OK; /* not open and no way to: the calls say so */
	code = store_lock_gate(store->lock, false, true, err);
	if (!code)
		code = open_file(store, err);
	if (!code) {
		store->fresh = false;
		store_start_drop(store);
	}
	return code;
}

static void report_others(struct store *store)
{
	size_t used = strlen(store->report.message);
	int64_t other;

	if (store_lock_others(store->lock, &other, 1))
		snprintf(store->report.message + used,
			 sizeof(store->report.message) - used,
			 "%sAnother kdlab (process %lld) has your progress "
			 "open too; both keep theirs.",
			 used ? " " : "", (long long)other);
}

enum err_code store_open(const char *path, struct store **ret,
			 struct store_report *report, struct err *err)
{
	struct store *store = new_store(path, true);
	enum err_code code = open_lock(store, err);

	if (!code)
		code = begin(store, err);
	if (code) {
		store_close(store);
		return code;
	}
	report_others(store);
	store->news = !report && *store->report.message;
	if (report)
		*report = store->report;
	*ret = store;
	return ERR_OK;
}

enum err_code store_open_readonly(const char *path, struct store **ret,
				  struct err *err)
{
	struct store *store = new_store(path, false);
	enum err_code code = store_open_file(store, false, err);

	if (code) {
		store_close(store);
		return code;
	}
	*ret = store;
	return ERR_OK;
}

const char *store_message(const struct store *store)
{
	return store->report.message;
}

const char *store_news(struct store *store)
{
	bool news = store->news;

	store->news = false;
	return news ? store->report.message : "";
}

uint64_t store_seed(const struct store *store)
{
	char digits[17];

	memcpy(digits, store->id, 16);
	digits[16] = '\0';
	return strtoull(digits, NULL, 16);
}

/*
 * Damage that opening did not see is mended once; true when the call that met
 * it is worth another try.
 */
static bool mend(struct store *store, enum err_code code, const struct err *why)
{
	if (code != ERR_FORMAT || !store->writable || store->mended)
		return false;
	store->mended = true;
	store_db_close(store);
	if (store_salvage(store, why->message, NULL) == ERR_OK)
		return true;
	/* somebody else has it open, or there is no room: as it was */
	if (store_open_file(store, false, NULL) != ERR_OK)
		store_db_close(store);
	return false;
}

static enum err_code answer(enum err_code code, const struct err *why,
			    struct err *err)
{
	if (code && err)
		*err = *why;
	return code;
}

enum err_code store_append(struct store *store, const char *course,
			   const struct progress_event *events, size_t count,
			   struct err *err)
{
	struct err why;
	enum err_code code = store_ready(store, err);

	if (code)
		return code;
	remember(store, course);
	code = store_log_append(store, course, events, count, &why);
	if (mend(store, code, &why))
		code = store_log_append(store, course, events, count, &why);
	return answer(code, &why, err);
}

static void empty(struct progress_map *map)
{
	const struct progress_event reset = { .kind = PROGRESS_RESET,
					      .subject = "",
					      .detail = "" };

	progress_apply(map, &reset);
}

enum err_code store_load(struct store *store, const char *course,
			 struct progress_map *map, struct err *err)
{
	struct err why;
	enum err_code code;

	if (store->fresh) {
		empty(map);
		return ERR_OK;
	}
	if (store_start_load(store, course, map))
		return ERR_OK;
	code = store_ready(store, err);
	if (code)
		return code;
	remember(store, course);
	code = store_state_load(store, course, map, &why);
	if (mend(store, code, &why))
		code = store_state_load(store, course, map, &why);
	return answer(code, &why, err);
}

enum err_code store_set_place(struct store *store, const char *course,
			      const struct store_place *place, struct err *err)
{
	enum err_code code = store_ready(store, err);

	if (!code)
		code = store_db_begin(store, STORE_SYNC_NORMAL, err);
	if (code)
		return code;
	remember(store, course);
	code = store_place_write(store, course, place, err);
	return store_db_end(store, code, err);
}

static enum err_code start_place(const struct store_start *start,
				 struct store_place *ret, struct err *err)
{
	if (!start->placed)
		return err_set(err, ERR_NOT_FOUND, 0, "no place is kept");
	*ret = (struct store_place){ .step = mem_strdup(start->step),
				     .inside = mem_strdup(start->inside),
				     .note = start->note };
	return ERR_OK;
}

enum err_code store_get_place(struct store *store, const char *course,
			      struct store_place *ret, struct err *err)
{
	struct err why;
	enum err_code code;

	if (store->fresh)
		return err_set(err, ERR_NOT_FOUND, 0, "no place is kept");
	if (store->start.bytes && strcmp(store->start.course, course) == 0)
		return start_place(&store->start, ret, err);
	code = store_ready(store, err);
	if (code)
		return code;
	code = store_place_read(store, course, ret, &why);
	if (mend(store, code, &why))
		code = store_place_read(store, course, ret, &why);
	return answer(code, &why, err);
}

enum err_code store_set_last_course(struct store *store, const char *path,
				    struct err *err)
{
	enum err_code code = store_ready(store, err);

	if (!code)
		code = store_db_begin(store, STORE_SYNC_NORMAL, err);
	if (code)
		return code;
	code = store_fact_set(store, "last_course", path, err);
	return store_db_end(store, code, err);
}

enum err_code store_get_last_course(struct store *store, char **ret,
				    struct err *err)
{
	enum err_code code = store->fresh ? ERR_NOT_FOUND : ERR_OK;

	if (!code && store->start.bytes) {
		*ret = mem_strdup(store->start.last_course);
		return ERR_OK;
	}
	if (!code)
		code = store_fact_get(store, "last_course", ret, err);
	if (code == ERR_NOT_FOUND) {
		*ret = mem_strdup("");
		code = ERR_OK;
	}
	return code;
}

size_t store_others(struct store *store, int64_t *ret, size_t most)
{
	return store->lock < 0 ? 0 : store_lock_others(store->lock, ret, most);
}
