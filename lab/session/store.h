/*
 * Progress on disk: SQLite, WAL, full sync. Events are appended and chained
 * by hash (each row's hash is over the one before and its own fields), never
 * changed; a `state` table holds what they add up to, brought up to date in
 * the same transaction, so that a start reads rows and replays nothing.
 *
 * Beside `path` stand path.lock (who has it open), path.start (what the last
 * start needs; good only while the database is as it was, and never needed)
 * and SQLite's path-wal and path-shm while it is open. The database itself is
 * opened, and made, by the first call that needs more than path.start says.
 */
#ifndef LAB_SESSION_STORE_H
#define LAB_SESSION_STORE_H

#include "base/err.h"
#include "session/progress.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/* Words for the learner about what opening met: a damaged file was kept aside
 * (where), how many events were saved from it; another kdlab has it open. A
 * sentence each. */
struct store_report {
	char message[512]; /* "" where there is nothing to say */
};

/*
 * Opens or makes `path` (a file below a folder that is made too). A file that
 * is damaged, or no database, is renamed to path.damaged-YYYYMMDD-HHMMSS, and
 * the events that still verify are carried over into a new one; where some are
 * lost, what its state table says is made up for by new events. ERR_IO when
 * nothing can be kept there (read-only, no space), ERR_BUSY when another
 * kdlab has a damaged file open: the caller may go on without a store and
 * says so. report may be NULL.
 */
enum err_code store_open(const char *path, struct store **ret,
			 struct store_report *report,
			 struct err *err) ERR_CHECK;
/* Read only, for status: ERR_NOT_FOUND when there is no file yet. */
enum err_code store_open_readonly(const char *path, struct store **ret,
				  struct err *err) ERR_CHECK;
void store_close(struct store *store);

/*
 * What store_report says, and what was met since: damage that open did not
 * see is mended the same way by the call that meets it, which then goes on.
 * "" where there is nothing to say; borrowed.
 */
const char *store_message(const struct store *store);
/* The same, once: "" until there is something that neither store_open's
 * report nor this has told. */
const char *store_news(struct store *store);

/* The learner's own number, made with the store. Should two instances make
 * the store at the same time, the first one's stays. */
uint64_t store_seed(const struct store *store);

/*
 * Appends events of a course in one transaction; when it returns ERR_OK they
 * are on disk. On failure none are, and the store can be used as before: the
 * same call may succeed later. Another instance may have appended in between:
 * the chain goes on from whatever is last. A reset forgets the place too.
 * ERR_BUSY when another instance writes for longer than two seconds;
 * ERR_LIMIT for a text that is longer than base/limits.h says.
 */
enum err_code store_append(struct store *store, const char *course,
			   const struct progress_event *events, size_t count,
			   struct err *err) ERR_CHECK;

/* The state of a course into map (emptied first). */
enum err_code store_load(struct store *store, const char *course,
			 struct progress_map *map, struct err *err) ERR_CHECK;

/* Where the learner is: not events, overwritten; a kill keeps it, a power cut
 * may not. Texts are copied; the caller frees what store_get_place gives.
 * ERR_NOT_FOUND: nowhere yet. */
struct store_place {
	char *step;   /* id */
	char *inside; /* the front end's own text */
	int64_t note;
};
enum err_code store_set_place(struct store *store, const char *course,
			      const struct store_place *place,
			      struct err *err) ERR_CHECK;
enum err_code store_get_place(struct store *store, const char *course,
			      struct store_place *ret,
			      struct err *err) ERR_CHECK;
void store_place_fini(struct store_place *place);

/* The course that was open last ("" if none), by the path it was opened with.
 */
enum err_code store_set_last_course(struct store *store, const char *path,
				    struct err *err) ERR_CHECK;
enum err_code store_get_last_course(struct store *store, char **ret,
				    struct err *err) ERR_CHECK;

/* Every event in order, of one course or (NULL) of all; stops when visit
 * returns false. visit must not call the store. The hash of a changed row is
 * not noticed here but by store_check. */
typedef bool store_visit(void *context, int64_t number, const char *course,
			 const struct progress_event *event, const char *hash);
enum err_code store_each(struct store *store, const char *course,
			 store_visit *visit, void *context,
			 struct err *err) ERR_CHECK;

/*
 * Everything doctor wants to know: SQLite's own integrity check, every hash
 * of the chain, and that the state table is what the events add up to.
 * ERR_FORMAT with the first thing wrong.
 */
struct store_health {
	int64_t events;
	char head[65]; /* the last hash */
};
enum err_code store_check(struct store *store, struct store_health *ret,
			  struct err *err) ERR_CHECK;

/* The version of SQLite; NULL when it cannot be loaded. */
const char *store_library(void);

/* Other live instances on this file: their process ids, at most most. */
size_t store_others(struct store *store, int64_t *ret, size_t most);

#endif
