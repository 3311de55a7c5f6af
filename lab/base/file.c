#include "config.h"
#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int64_t nanoseconds(const struct timespec *time)
{
	return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

static struct file_stamp stamp_of(const struct stat *status)
{
	return (struct file_stamp){
		.device = (uint64_t)status->st_dev,
		.inode = (uint64_t)status->st_ino,
		.size = (uint64_t)status->st_size,
		.mtime_ns = nanoseconds(&status->st_mtim),
		.ctime_ns = nanoseconds(&status->st_ctim),
	};
}

bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
	return a->device == b->device && a->inode == b->inode &&
	       a->size == b->size && a->mtime_ns == b->mtime_ns &&
	       a->ctime_ns == b->ctime_ns;
}

enum err_code file_stat(const char *path, struct file_stamp *ret,
			struct err *err)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return err_set_errno(err, "cannot open '%s'", path);
	*ret = stamp_of(&status);
	return ERR_OK;
}

bool file_is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Opens a regular file; a fifo or a device could hold us for ever. */
static enum err_code open_regular(const char *path, int *ret,
				  struct stat *status, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return err_set_errno(err, "cannot open '%s'", path);
	if (fstat(fd, status) < 0) {
		err_set_errno(err, "cannot read '%s'", path);
		close(fd);
		return ERR_IO;
	}
	if (!S_ISREG(status->st_mode)) {
		close(fd);
		errno = S_ISDIR(status->st_mode) ? EISDIR : EINVAL;
		return err_set_errno(err, "cannot read '%s'", path);
	}
	*ret = fd;
	return ERR_OK;
}

ssize_t file_pread(int fd, void *ret, size_t size, uint64_t offset)
{
	char *bytes = ret;
	size_t done = 0;

	while (done < size) {
		ssize_t got = pread(fd, bytes + done, size - done,
				    (off_t)(offset + done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (!got)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

enum err_code file_read(const char *path, size_t limit, char **ret,
			size_t *ret_size, struct file_stamp *stamp,
			struct err *err)
{
	enum err_code code;
	struct stat status;
	ssize_t got;
	char *bytes;
	int fd;

	code = open_regular(path, &fd, &status, err);
	if (code)
		return code;
	if ((uint64_t)status.st_size > limit) {
		close(fd);
		return err_set(err, ERR_LIMIT, 0,
			       "'%s' is larger than %zu bytes", path, limit);
	}
	bytes = mem_alloc((size_t)status.st_size + 1);
	got = file_pread(fd, bytes, (size_t)status.st_size, 0);
	if (got < 0) {
		err_set_errno(err, "cannot read '%s'", path);
		free(bytes);
		close(fd);
		return ERR_IO;
	}
	close(fd);
	bytes[got] = '\0';
	*ret = bytes;
	*ret_size = (size_t)got;
	if (stamp)
		*stamp = stamp_of(&status);
	return ERR_OK;
}

enum err_code file_read_part(const char *path, uint64_t offset, size_t size,
			     char **ret, struct err *err)
{
	enum err_code code;
	struct stat status;
	ssize_t got;
	char *bytes;
	int fd;

	code = open_regular(path, &fd, &status, err);
	if (code)
		return code;
	if (offset > (uint64_t)status.st_size ||
	    size > (uint64_t)status.st_size - offset) {
		close(fd);
		return err_set(err, ERR_FORMAT, offset,
			       "'%s' is shorter than it was", path);
	}
	bytes = mem_alloc(size + 1);
	got = file_pread(fd, bytes, size, offset);
	close(fd);
	if (got != (ssize_t)size) {
		free(bytes);
		return err_set(err, ERR_FORMAT, offset,
			       "'%s' is shorter than it was", path);
	}
	bytes[size] = '\0';
	*ret = bytes;
	return ERR_OK;
}

enum err_code file_read_stream(int fd, const char *name, size_t limit,
			       char **ret, size_t *ret_size, struct err *err)
{
	char *bytes = NULL;
	size_t size = 0, capacity = 0;

	for (;;) {
		ssize_t got;

		bytes = mem_grow(bytes, &capacity, size + 4097, 1);
		got = read(fd, bytes + size, 4096);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			err_set_errno(err, "cannot read '%s'", name);
			free(bytes);
			return ERR_IO;
		}
		if (!got)
			break;
		size += (size_t)got;
		if (size > limit) {
			free(bytes);
			return err_set(err, ERR_LIMIT, 0,
				       "'%s' is longer than %zu bytes", name,
				       limit);
		}
	}
	bytes[size] = '\0';
	*ret = bytes;
	*ret_size = size;
	return ERR_OK;
}

static bool write_fully(int fd, const char *bytes, size_t size)
{
	while (size) {
		ssize_t wrote = write(fd, bytes, size);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		bytes += wrote;
		size -= (size_t)wrote;
	}
	return true;
}

/* A rename is on disk only when the folder is. */
static void sync_folder(const char *path)
{
	char *folder = file_folder(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

enum err_code file_write(const char *path, const void *bytes, size_t size,
			 struct err *err)
{
	size_t length = strlen(path);
	char *temporary = mem_alloc(length + 8);
	bool good;
	int fd;

	memcpy(temporary, path, length);
	memcpy(temporary + length, ".XXXXXX", 8);
	fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0) {
		free(temporary);
		return err_set_errno(err, "cannot write '%s'", path);
	}
	good = write_fully(fd, bytes, size) && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	good = good && rename(temporary, path) == 0;
	if (!good) {
		err_set_errno(err, "cannot write '%s'", path);
		unlink(temporary);
	} else {
		sync_folder(path);
	}
	free(temporary);
	return good ? ERR_OK : ERR_IO;
}

enum err_code file_make_folder(const char *path, struct err *err)
{
	char *copy = mem_strdup(path);
	enum err_code code = ERR_OK;

	for (char *at = copy + 1; !code; at++) {
		char kept = *at;

		if (kept != '/' && kept != '\0')
			continue;
		*at = '\0';
		if (mkdir(copy, 0700) < 0 && errno != EEXIST)
			code = err_set_errno(err, "cannot make folder '%s'",
					     copy);
		*at = kept;
		if (!kept)
			break;
	}
	free(copy);
	return code;
}
