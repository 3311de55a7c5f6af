/*
 * Who has the progress file open: a lock file beside it, of which every
 * instance locks the byte whose number is its process id. The kernel takes
 * such a lock away with the process, however that ended. Byte 0 is the gate:
 * held for reading while a file is opened, for writing while a damaged one
 * is exchanged.
 */
#ifndef LAB_SESSION_STORE_LOCK_H
#define LAB_SESSION_STORE_LOCK_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Opens path.lock and locks our byte; *ret is closed with close(). */
enum err_code store_lock_open(const char *path, int *ret,
			      struct err *err) ERR_CHECK;
/* Takes the gate, or changes how it is held. ERR_BUSY after two seconds, or
 * at once with wait false. */
enum err_code store_lock_gate(int lock, bool alone, bool wait,
			      struct err *err) ERR_CHECK;
void store_lock_leave_gate(int lock);
/* Process ids of the other instances, at most most of them. */
size_t store_lock_others(int lock, int64_t *ret, size_t most);

#endif
