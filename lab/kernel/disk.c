#include "config.h"
#include "kernel/disk.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The first file whose path is not before this one. */
static size_t lower_bound(const struct disk *disk, const char *path)
{
	size_t low = 0, high = disk->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcasecmp(disk->files[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct disk_file *disk_find(const struct disk *disk, const char *path)
{
	size_t at = lower_bound(disk, path);

	if (at == disk->count || strcasecmp(disk->files[at].path, path) != 0)
		return NULL;
	return &disk->files[at];
}

void disk_fini(struct disk *disk)
{
	for (size_t i = 0; i < disk->count; i++) {
		free(disk->files[i].path);
		free(disk->files[i].bytes);
	}
	free(disk->files);
	memset(disk, 0, sizeof(*disk));
}

static enum err_code check(const struct disk *disk, const char *path,
			   size_t size, struct err *err)
{
	const struct disk_file *old = disk_find(disk, path);
	uint64_t left = LIMIT_KERNEL_DISK - disk->bytes + (old ? old->size : 0);

	if (strncasecmp(path, "C:\\", 3) != 0 || !path[3] ||
	    strlen(path) >= sizeof(((struct kernel_file *)0)->name))
		return err_set(err, ERR_USAGE, 0,
			       "'%.260s' is not a path of a file on C:", path);
	if (size > left || (!old && disk->count == LIMIT_KERNEL_FILES))
		return err_set(err, ERR_LIMIT, 0,
			       "the machine's disk is full: %u MiB, %u files "
			       "at most",
			       LIMIT_KERNEL_DISK >> 20, LIMIT_KERNEL_FILES);
	return ERR_OK;
}

enum err_code disk_put(struct disk *disk, const char *path, const void *bytes,
		       size_t size, uint64_t time, struct err *err)
{
	enum err_code code = check(disk, path, size, err);
	struct disk_file *file;
	uint8_t *copy;
	size_t at;

	if (code)
		return code;
	copy = mem_alloc(size);
	memcpy(copy, bytes, size);
	file = disk_find(disk, path);
	if (!file) {
		at = lower_bound(disk, path);
		disk->files = mem_grow(disk->files, &disk->capacity,
				       disk->count + 1, sizeof(*disk->files));
		file = &disk->files[at];
		memmove(file + 1, file, (disk->count - at) * sizeof(*file));
		*file = (struct disk_file){ .path = mem_strdup(path) };
		disk->count++;
	}
	disk->bytes += size - file->size;
	free(file->bytes);
	file->bytes = copy;
	file->size = size;
	file->time = time;
	return ERR_OK;
}

enum err_code disk_remove(struct disk *disk, const char *path, struct err *err)
{
	struct disk_file *file = disk_find(disk, path);

	if (!file)
		return err_set(err, ERR_NOT_FOUND, 0, "no file '%.260s'", path);
	disk->bytes -= file->size;
	free(file->path);
	free(file->bytes);
	disk->count--;
	memmove(file, file + 1,
		(size_t)(disk->files + disk->count - file) * sizeof(*file));
	return ERR_OK;
}

/* ---- what the room above asks for ---- */

enum err_code kernel_file_put(struct kernel *kernel, const char *path,
			      const void *bytes, size_t size, struct err *err)
{
	return disk_put(&kernel->disk, path, bytes, size, kernel_time(kernel),
			err);
}

enum err_code kernel_file_get(struct kernel *kernel, const char *path,
			      const void **ret, size_t *ret_size,
			      struct err *err)
{
	const struct disk_file *file = disk_find(&kernel->disk, path);

	if (!file)
		return err_set(err, ERR_NOT_FOUND, 0, "no file '%.260s'", path);
	*ret = file->bytes;
	*ret_size = file->size;
	return ERR_OK;
}

enum err_code kernel_file_remove(struct kernel *kernel, const char *path,
				 struct err *err)
{
	return disk_remove(&kernel->disk, path, err);
}

/* The part of a path that is a member of the folder; NULL: it is elsewhere. */
static const char *member(const char *path, const char *folder, size_t length,
			  size_t *ret_size)
{
	if (strncasecmp(path, folder, length) != 0 || path[length] != '\\')
		return NULL;
	*ret_size = strcspn(path + length + 1, "\\");
	return path + length + 1;
}

bool kernel_file_at(const struct kernel *kernel, const char *folder,
		    size_t number, struct kernel_file *ret)
{
	const struct disk *disk = &kernel->disk;
	size_t length = strlen(folder), last_size = 0;
	const char *last = NULL;

	if (length && folder[length - 1] == '\\')
		length--;
	for (size_t i = 0; i < disk->count; i++) {
		const struct disk_file *file = &disk->files[i];
		size_t size;
		const char *name = member(file->path, folder, length, &size);

		/* files of one folder within this one are beside each other */
		if (!name || (last && name[size] && size == last_size &&
			      strncasecmp(name, last, size) == 0))
			continue;
		last = name;
		last_size = size;
		if (number--)
			continue;
		*ret = (struct kernel_file){ .folder = name[size] != 0,
					     .time = file->time };
		if (!ret->folder)
			ret->size = file->size;
		memcpy(ret->name, name, size);
		return true;
	}
	return false;
}
