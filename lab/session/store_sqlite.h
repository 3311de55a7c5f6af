/*
 * SQLite, loaded when it is first needed: linking it costs a third of a
 * start, and most starts do not need it before the first screen
 * (store_start.c). The calls keep their names.
 */
#ifndef LAB_SESSION_STORE_SQLITE_H
#define LAB_SESSION_STORE_SQLITE_H

#include "base/err.h"

#include <sqlite3.h>

#define STORE_SQLITE_CALLS(CALL)                                               \
	CALL(bind_int)                                                         \
	CALL(bind_int64)                                                       \
	CALL(bind_text)                                                        \
	CALL(busy_timeout)                                                     \
	CALL(clear_bindings)                                                   \
	CALL(close)                                                            \
	CALL(column_bytes)                                                     \
	CALL(column_int)                                                       \
	CALL(column_int64)                                                     \
	CALL(column_text)                                                      \
	CALL(column_type)                                                      \
	CALL(config)                                                           \
	CALL(db_config)                                                        \
	CALL(errstr)                                                           \
	CALL(exec)                                                             \
	CALL(extended_errcode)                                                 \
	CALL(finalize)                                                         \
	CALL(get_autocommit)                                                   \
	CALL(libversion)                                                       \
	CALL(limit)                                                            \
	CALL(open_v2)                                                          \
	CALL(prepare_v2)                                                       \
	CALL(prepare_v3)                                                       \
	CALL(reset)                                                            \
	CALL(step)                                                             \
	CALL(system_errno)                                                     \
	CALL(wal_autocheckpoint)

struct store_sqlite {
#define CALL(name) __typeof__(&sqlite3_##name) name;
	STORE_SQLITE_CALLS(CALL)
#undef CALL
};

/* Written once, by store_sqlite_load; what else could a library be? */
extern struct store_sqlite store_sqlite;

/* Must have succeeded before any call. ERR_UNSUPPORTED without a library. */
enum err_code store_sqlite_load(struct err *err) ERR_CHECK;

#define sqlite3_bind_int	   store_sqlite.bind_int
#define sqlite3_bind_int64	   store_sqlite.bind_int64
#define sqlite3_bind_text	   store_sqlite.bind_text
#define sqlite3_busy_timeout	   store_sqlite.busy_timeout
#define sqlite3_clear_bindings	   store_sqlite.clear_bindings
#define sqlite3_close		   store_sqlite.close
#define sqlite3_column_bytes	   store_sqlite.column_bytes
#define sqlite3_column_int	   store_sqlite.column_int
#define sqlite3_column_int64	   store_sqlite.column_int64
#define sqlite3_column_text	   store_sqlite.column_text
#define sqlite3_column_type	   store_sqlite.column_type
#define sqlite3_config		   store_sqlite.config
#define sqlite3_db_config	   store_sqlite.db_config
#define sqlite3_errstr		   store_sqlite.errstr
#define sqlite3_exec		   store_sqlite.exec
#define sqlite3_extended_errcode   store_sqlite.extended_errcode
#define sqlite3_finalize	   store_sqlite.finalize
#define sqlite3_get_autocommit	   store_sqlite.get_autocommit
#define sqlite3_libversion	   store_sqlite.libversion
#define sqlite3_limit		   store_sqlite.limit
#define sqlite3_open_v2		   store_sqlite.open_v2
#define sqlite3_prepare_v2	   store_sqlite.prepare_v2
#define sqlite3_prepare_v3	   store_sqlite.prepare_v3
#define sqlite3_reset		   store_sqlite.reset
#define sqlite3_step		   store_sqlite.step
#define sqlite3_system_errno	   store_sqlite.system_errno
#define sqlite3_wal_autocheckpoint store_sqlite.wal_autocheckpoint

#endif
