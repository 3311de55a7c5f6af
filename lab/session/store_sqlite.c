#include "config.h"
#include "session/store_sqlite.h"

#include "base/library.h"

#include <stddef.h>

#define LIBRARY "libsqlite3.so.0"

struct store_sqlite store_sqlite;

static const struct library_call calls[] = {
#define CALL(name) { "sqlite3_" #name, offsetof(struct store_sqlite, name) },
	STORE_SQLITE_CALLS(CALL)
#undef CALL
};

/* One small file, one thread: what SQLite sets aside for more is not used. */
static void configure(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 128, 64);
}

enum err_code store_sqlite_load(struct err *err)
{
	const char *missing;

	if (store_sqlite.step)
		return ERR_OK;
	if (library_load(LIBRARY, calls, sizeof(calls) / sizeof(*calls),
			 &store_sqlite, &missing)) {
		configure();
		return ERR_OK;
	}
	if (missing)
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot keep progress: '%s' is too old: it has "
			       "no %s",
			       LIBRARY, missing);
	return err_set(err, ERR_UNSUPPORTED, 0,
		       "cannot keep progress: no '%s': install SQLite",
		       LIBRARY);
}
