#include "config.h"
#include "session/store_db.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum err_code store_place_write(struct store *store, const char *course,
				const struct store_place *place,
				struct err *err)
{
	sqlite3_stmt *statement;
	enum err_code code;

	if (strlen(course) > LIMIT_STORED_NAME ||
	    strlen(place->step) > LIMIT_STORED_NAME ||
	    strlen(place->inside) > LIMIT_LINE)
		return err_set(err, ERR_LIMIT, 0,
			       "cannot keep the place: its text is too long");
	code = store_db_get(store, STORE_SET_PLACE, &statement, err);
	if (code)
		return code;
	store_db_bind(statement, 1, course);
	store_db_bind(statement, 2, place->step);
	store_db_bind(statement, 3, place->inside);
	sqlite3_bind_int64(statement, 4, place->note);
	return store_db_run(store, statement, err);
}

enum err_code store_place_read(struct store *store, const char *course,
			       struct store_place *ret, struct err *err)
{
	const char *step, *inside;
	sqlite3_stmt *statement;
	enum err_code code;
	int64_t note;
	bool row;

	code = store_db_get(store, STORE_GET_PLACE, &statement, err);
	if (code)
		return code;
	store_db_bind(statement, 1, course);
	code = store_db_step(store, statement, &row, err);
	if (!code && !row)
		code = err_set(err, ERR_NOT_FOUND, 0, "no place is kept");
	else if (!code &&
		 (!store_db_text(statement, 0, LIMIT_STORED_NAME, &step) ||
		  !store_db_text(statement, 1, LIMIT_LINE, &inside) ||
		  !store_db_integer(statement, 2, INT64_MIN, INT64_MAX, &note)))
		code = store_db_damaged(store, "its place table", err);
	if (!code)
		*ret = (struct store_place){ .step = mem_strdup(step),
					     .inside = mem_strdup(inside),
					     .note = note };
	store_db_done(statement);
	return code;
}

void store_place_fini(struct store_place *place)
{
	free(place->step);
	free(place->inside);
	*place = (struct store_place){ 0 };
}

enum err_code store_fact_get(struct store *store, const char *name, char **ret,
			     struct err *err)
{
	sqlite3_stmt *statement;
	const char *value;
	bool row;
	enum err_code code =
		store_db_get(store, STORE_GET_FACT, &statement, err);

	if (code)
		return code;
	store_db_bind(statement, 1, name);
	code = store_db_step(store, statement, &row, err);
	if (!code && !row)
		code = err_set(err, ERR_NOT_FOUND, 0, "nothing is kept");
	else if (!code && !store_db_text(statement, 0, LIMIT_LINE, &value))
		code = store_db_damaged(store, "its fact table", err);
	if (!code)
		*ret = mem_strdup(value);
	store_db_done(statement);
	return code;
}

enum err_code store_fact_set(struct store *store, const char *name,
			     const char *value, struct err *err)
{
	sqlite3_stmt *statement;
	enum err_code code;

	if (strlen(value) > LIMIT_LINE)
		return err_set(err, ERR_LIMIT, 0,
			       "cannot keep '%s': longer than %u bytes", name,
			       LIMIT_LINE);
	code = store_db_get(store, STORE_SET_FACT, &statement, err);
	if (code)
		return code;
	store_db_bind(statement, 1, name);
	store_db_bind(statement, 2, value);
	return store_db_run(store, statement, err);
}
