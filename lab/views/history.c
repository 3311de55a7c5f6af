#include "config.h"
#include "views/history.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the prompt takes from a keyboard, and nothing else. */
static bool is_typed(const char *line, size_t size)
{
	if (!size || size > LIMIT_LINE || utf8_check(line, size) != size)
		return false;
	for (size_t at = 0; at < size;) {
		uint32_t c;

		at += utf8_decode(line + at, size - at, &c);
		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			return false;
	}
	return true;
}

static void drop_first(struct history *history, size_t count)
{
	if (!count)
		return; /* there may be no list yet */
	for (size_t i = 0; i < count; i++)
		free(history->lines[i]);
	history->count -= count;
	memmove(history->lines, history->lines + count,
		history->count * sizeof(*history->lines));
}

static bool is_last(const struct history *history, const char *line,
		    size_t size)
{
	const char *last =
		history->count ? history->lines[history->count - 1] : "";

	return strlen(last) == size && memcmp(last, line, size) == 0;
}

static bool keep(struct history *history, const char *line, size_t size)
{
	if (!is_typed(line, size) || is_last(history, line, size))
		return false;
	if (history->count == LIMIT_HISTORY_LINES)
		drop_first(history, 1);
	history->lines = mem_grow(history->lines, &history->capacity,
				  history->count + 1, sizeof(*history->lines));
	history->lines[history->count++] = mem_strndup(line, size);
	return true;
}

/* ---- the file ---- */

/* Its end, where it is too long; NULL where there is nothing to read. */
static char *read_file(const char *path, size_t *ret_size, bool *ret_long)
{
	struct file_stamp stamp;
	uint64_t offset = 0;
	char *bytes, *line;

	if (file_stat(path, &stamp, NULL) || !stamp.size)
		return NULL;
	*ret_long = stamp.size > LIMIT_HISTORY_BYTES;
	if (*ret_long)
		offset = stamp.size - LIMIT_HISTORY_BYTES;
	*ret_size = (size_t)(stamp.size - offset);
	if (file_read_part(path, offset, *ret_size, &bytes, NULL))
		return NULL;
	if (!*ret_long)
		return bytes;
	/* the first line in sight has lost its beginning */
	line = memchr(bytes, '\n', *ret_size);
	*ret_size -= line ? (size_t)(line - bytes) : *ret_size;
	memmove(bytes, line ? line : bytes, *ret_size);
	return bytes;
}

static void write_anew(const struct history *history)
{
	struct text all = { 0 };

	for (size_t i = 0; i < history->count; i++)
		text_printf(&all, "%s\n", history->lines[i]);
	/* the old one will do if this one cannot be written */
	if (file_write(history->path, text_string(&all), all.size, NULL))
		errno = 0;
	text_fini(&all);
}

static void read_lines(struct history *history)
{
	size_t size = 0, seen = 0;
	bool too_long = false;
	char *bytes = read_file(history->path, &size, &too_long);
	const char *at = bytes;

	while (bytes && at < bytes + size) {
		size_t left = size - (size_t)(at - bytes);
		const char *end = memchr(at, '\n', left);
		size_t length = end ? (size_t)(end - at) : left;

		keep(history, at, length);
		at += length + (end != NULL);
		seen++;
	}
	free(bytes);
	if (too_long || seen > 2 * LIMIT_HISTORY_LINES)
		write_anew(history);
}

/* One write, so that two sessions at once do not mix their lines. */
static void append(const struct history *history, const char *line)
{
	struct text text = { 0 };
	struct stat status;
	char *folder = file_folder(history->path);
	int fd = -1;

	if (!file_make_folder(folder, NULL))
		fd = open(history->path,
			  O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC |
				  O_NONBLOCK,
			  0600);
	free(folder);
	if (fd < 0)
		return;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	    (!(status.st_mode & 077) || fchmod(fd, 0600) == 0)) {
		text_printf(&text, "%s\n", line);
		while (write(fd, text_string(&text), text.size) < 0 &&
		       errno == EINTR)
			;
		text_fini(&text);
	}
	close(fd);
}

/* ---- all of it ---- */

void history_init(struct history *history, const char *path)
{
	memset(history, 0, sizeof(*history));
	if (!path)
		return;
	history->path = mem_strdup(path);
	read_lines(history);
}

void history_fini(struct history *history)
{
	drop_first(history, history->count);
	free(history->lines);
	free(history->path);
	memset(history, 0, sizeof(*history));
}

void history_add(struct history *history, const char *line)
{
	if (*line == ' ' || !keep(history, line, strlen(line)))
		return;
	if (history->path)
		append(history, line);
}

bool history_find(const struct history *history, const char *words,
		  size_t before, size_t *ret)
{
	if (before > history->count)
		before = history->count;
	while (before--) {
		if (!strcasestr(history->lines[before], words))
			continue;
		*ret = before;
		return true;
	}
	return false;
}
