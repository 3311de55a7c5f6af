#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"
#include "base/text.h"

#include <string.h>

bool store_log_row(sqlite3_stmt *statement, struct store_row *ret)
{
	struct store_row row;
	const char *kind;

	if (!store_db_integer(statement, 0, 1, INT64_MAX - 1, &row.number) ||
	    !store_db_integer(statement, 1, INT64_MIN, INT64_MAX,
			      &row.event.time) ||
	    !store_db_text(statement, 2, LIMIT_STORED_NAME, &row.course) ||
	    !store_db_text(statement, 3, LIMIT_STORED_NAME, &kind) ||
	    !store_db_text(statement, 4, LIMIT_STORED_NAME,
			   &row.event.subject) ||
	    !store_db_text(statement, 5, LIMIT_NOTE, &row.event.detail) ||
	    !store_db_integer(statement, 6, INT64_MIN, INT64_MAX,
			      &row.event.number) ||
	    !store_db_hash(statement, 7, &row.hash))
		return false;
	row.event.kind = progress_event_find(kind);
	if (row.event.kind == PROGRESS_KINDS)
		return false;
	*ret = row;
	return true;
}

/* A field with its length before it: no two rows read the same. */
static void add_field(struct text *text, const char *field)
{
	text_printf(text, "%zu:", strlen(field));
	text_add_string(text, field);
	text_add_char(text, ',');
}

static void add_number(struct text *text, int64_t number)
{
	struct text digits = { 0 };

	text_printf(&digits, "%lld", (long long)number);
	add_field(text, text_string(&digits));
	text_fini(&digits);
}

void store_log_hash(const char *previous, const struct store_row *row,
		    char ret[HASH_SHA256_HEX])
{
	struct text text = { 0 };

	add_field(&text, previous);
	add_number(&text, row->number);
	add_number(&text, row->event.time);
	add_field(&text, row->course);
	add_field(&text, progress_event_name(row->event.kind));
	add_field(&text, row->event.subject);
	add_field(&text, row->event.detail);
	add_number(&text, row->event.number);
	hash_sha256(text_string(&text), text.size, ret);
	text_fini(&text);
}

/* The number and hash that the next row follows. */
static enum err_code read_head(struct store *store, int64_t *ret_number,
			       char ret_hash[HASH_SHA256_HEX], struct err *err)
{
	sqlite3_stmt *statement;
	const char *hash = store->id;
	int64_t number = 0;
	bool row;
	enum err_code code = store_db_get(store, STORE_HEAD, &statement, err);

	if (code)
		return code;
	code = store_db_step(store, statement, &row, err);
	if (!code && row &&
	    (!store_db_integer(statement, 0, 1, INT64_MAX - 2, &number) ||
	     !store_db_hash(statement, 1, &hash)))
		code = store_db_damaged(store, "its last event", err);
	if (!code) {
		memcpy(ret_hash, hash, HASH_SHA256_HEX);
		*ret_number = number;
	}
	store_db_done(statement);
	return code;
}

static enum err_code insert(struct store *store, const struct store_row *row,
			    struct err *err)
{
	sqlite3_stmt *statement;
	enum err_code code =
		store_db_get(store, STORE_ADD_EVENT, &statement, err);

	if (code)
		return code;
	sqlite3_bind_int64(statement, 1, row->number);
	sqlite3_bind_int64(statement, 2, row->event.time);
	store_db_bind(statement, 3, row->course);
	store_db_bind(statement, 4, progress_event_name(row->event.kind));
	store_db_bind(statement, 5, row->event.subject);
	store_db_bind(statement, 6, row->event.detail);
	sqlite3_bind_int64(statement, 7, row->event.number);
	store_db_bind(statement, 8, row->hash);
	return store_db_run(store, statement, err);
}

enum err_code store_log_add(struct store *store, const char *course,
			    const struct progress_event *event, struct err *err)
{
	char previous[HASH_SHA256_HEX], hash[HASH_SHA256_HEX];
	struct store_row row = { .course = course, .event = *event };
	enum err_code code = read_head(store, &row.number, previous, err);

	if (code)
		return code;
	row.number++;
	store_log_hash(previous, &row, hash);
	row.hash = hash;
	code = insert(store, &row, err);
	return code ? code : store_state_apply(store, course, event, err);
}

static enum err_code check_event(const char *course,
				 const struct progress_event *event,
				 struct err *err)
{
	if (strlen(course) > LIMIT_STORED_NAME ||
	    strlen(event->subject) > LIMIT_STORED_NAME)
		return err_set(err, ERR_LIMIT, 0,
			       "cannot keep progress: an id is longer than %u "
			       "bytes",
			       LIMIT_STORED_NAME);
	if (strlen(event->detail) > LIMIT_NOTE)
		return err_set(err, ERR_LIMIT, 0,
			       "cannot keep progress: a text is longer than "
			       "%u bytes: shorten it",
			       LIMIT_NOTE);
	return ERR_OK;
}

enum err_code store_log_append(struct store *store, const char *course,
			       const struct progress_event *events,
			       size_t count, struct err *err)
{
	enum err_code code = ERR_OK;

	for (size_t i = 0; i < count && !code; i++)
		code = check_event(course, &events[i], err);
	if (code || !count)
		return code;
	code = store_db_begin(store, STORE_SYNC_FULL, err);
	if (code)
		return code;
	for (size_t i = 0; i < count && !code; i++)
		code = store_log_add(store, course, &events[i], err);
	return store_db_end(store, code, err);
}

enum err_code store_each(struct store *store, const char *course,
			 store_visit *visit, void *context, struct err *err)
{
	sqlite3_stmt *statement;
	struct store_row row;
	enum err_code code;
	bool more = true;

	code = store_ready(store, err);
	if (!code)
		code = store_db_get(store,
				    course ? STORE_EVENTS_OF : STORE_EVENTS,
				    &statement, err);
	if (code)
		return code;
	if (course)
		store_db_bind(statement, 1, course);
	else
		sqlite3_bind_int64(statement, 1, INT64_MIN);
	while (!(code = store_db_step(store, statement, &more, err)) && more) {
		if (!store_log_row(statement, &row)) {
			code = store_db_damaged(store, "an event", err);
			break;
		}
		if (!visit(context, row.number, row.course, &row.event,
			   row.hash))
			break;
	}
	store_db_done(statement);
	return code;
}
