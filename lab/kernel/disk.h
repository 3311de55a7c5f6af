/*
 * The machine's disk: files by their whole path, in memory. It outlives a
 * restart. Folders are there by what lies in them.
 */
#ifndef LAB_KERNEL_DISK_H
#define LAB_KERNEL_DISK_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct disk_file {
	char *path; /* "C:\lab\x.sys" */
	uint8_t *bytes;
	size_t size;
	uint64_t time; /* FILETIME of its last write */
};

struct disk {
	struct disk_file *files; /* in order of path, case aside */
	size_t count, capacity;
	uint64_t bytes; /* of all */
};

void disk_fini(struct disk *disk);
/* NULL: there is none. Valid until a file is put or removed. */
struct disk_file *disk_find(const struct disk *disk, const char *path);
/* ERR_LIMIT: full; ERR_USAGE: not a path with a drive. */
enum err_code disk_put(struct disk *disk, const char *path, const void *bytes,
		       size_t size, uint64_t time, struct err *err) ERR_CHECK;
enum err_code disk_remove(struct disk *disk, const char *path,
			  struct err *err) ERR_CHECK;

#endif
