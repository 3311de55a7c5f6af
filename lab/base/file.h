/*
 * Files: whole reads with a limit, whole writes that cannot be half done,
 * and the folders that the XDG rules and the installation give us.
 */
#ifndef LAB_BASE_FILE_H
#define LAB_BASE_FILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What tells one version of a file from another without reading it. */
struct file_stamp {
	uint64_t device, inode, size;
	int64_t mtime_ns, ctime_ns;
};

/*
 * Reads a regular file of at most limit bytes. *ret is the caller's to
 * free(), with a NUL behind the last byte; *ret_size leaves the NUL out.
 * stamp may be NULL.
 */
enum err_code file_read(const char *path, size_t limit, char **ret,
			size_t *ret_size, struct file_stamp *stamp,
			struct err *err) ERR_CHECK;
/* A part of a file: exactly size bytes at offset, else ERR_FORMAT. */
enum err_code file_read_part(const char *path, uint64_t offset, size_t size,
			     char **ret, struct err *err) ERR_CHECK;
/* Reads until size bytes or the end; -1 with errno on failure. */
ssize_t file_pread(int fd, void *ret, size_t size, uint64_t offset);
/* All of a stream up to its end; fd 0 is fine. */
enum err_code file_read_stream(int fd, const char *name, size_t limit,
			       char **ret, size_t *ret_size,
			       struct err *err) ERR_CHECK;
/* Writes a temporary file beside path, syncs it, renames it over path. */
enum err_code file_write(const char *path, const void *bytes, size_t size,
			 struct err *err) ERR_CHECK;
enum err_code file_stat(const char *path, struct file_stamp *ret,
			struct err *err) ERR_CHECK;
bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b);

/* Makes a folder and those above it, for the user alone (0700). */
enum err_code file_make_folder(const char *path, struct err *err) ERR_CHECK;
bool file_is_folder(const char *path);
/* "/tmp/kdlab-NAME-..." or in $TMPDIR, new and empty; the caller frees *ret. */
enum err_code file_make_temporary(const char *name, char **ret,
				  struct err *err) ERR_CHECK;
/* With all that is in it. What cannot be removed stays. */
void file_remove_tree(const char *path);

/* "a/b" of two parts; the caller frees it. */
char *file_join(const char *folder, const char *name);
/* The folder part of a path, "." where there is none; the caller frees it. */
char *file_folder(const char *path);
/*
 * Whether a path from a course file stays below the folder it is joined to:
 * relative, not empty, no "..", no control characters.
 */
bool file_is_inside(const char *path);

enum file_home { FILE_STATE, FILE_DATA, FILE_CONFIG, FILE_CACHE };
/* $XDG_STATE_HOME/kdlab and its like; the caller frees it. Not created.
 * NULL where neither the variable nor HOME is set. */
char *file_home(enum file_home which);
/*
 * The folder that holds lessons/, dumps/ and driver/: $KDLAB_DATA, else
 * ../share/kdlab beside the program, else where it was installed, else the
 * source tree it was built from. The caller frees it; NULL if none is there.
 */
char *file_data(void);

#endif
