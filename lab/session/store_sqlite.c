#include "config.h"
#include "session/store_sqlite.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#define LIBRARY "libsqlite3.so.0"

struct store_sqlite store_sqlite;

static const struct {
	const char *name;
	size_t at;
} calls[] = {
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
	struct store_sqlite found;
	void *library;

	if (store_sqlite.step)
		return ERR_OK;
	library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
	if (!library)
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot keep progress: no '%s': install SQLite",
			       LIBRARY);
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		void *call = dlsym(library, calls[i].name);

		if (!call) {
			dlclose(library);
			return err_set(err, ERR_UNSUPPORTED, 0,
				       "cannot keep progress: '%s' is too "
				       "old: it has no %s",
				       LIBRARY, calls[i].name);
		}
		memcpy((char *)&found + calls[i].at, &call, sizeof(call));
	}
	store_sqlite = found;
	configure();
	return ERR_OK;
}
