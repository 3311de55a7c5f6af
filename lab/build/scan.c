#include "config.h"
#include "build/scan.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"
#include "build/compile.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct scan {
	const struct scan_folders *folders;
	const char *folder;
	char **files; /* read or to be read; each once */
	size_t count, capacity;
	struct scan_found found;
};

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

static bool takes(const char **at, const char *end, const char *word)
{
	size_t size = strlen(word);

	if ((size_t)(end - *at) < size || memcmp(*at, word, size) != 0)
		return false;
	*at += size;
	return true;
}

const char *scan_include(const char **at, const char *end, size_t *ret_size,
			 bool *ret_quoted)
{
	while (*at < end) {
		const char *line = *at;
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		const char *name, *close;

		stop = stop ? stop : end;
		*at = stop < end ? stop + 1 : end;
		line = skip_blanks(line, stop);
		if (!takes(&line, stop, "#"))
			continue;
		line = skip_blanks(line, stop);
		if (!takes(&line, stop, "include"))
			continue;
		line = skip_blanks(line, stop);
		if (line == stop || (*line != '<' && *line != '"'))
			continue;
		name = line + 1;
		close = memchr(name, *line == '<' ? '>' : '"',
			       (size_t)(stop - name));
		if (!close || close == name)
			continue;
		*ret_size = (size_t)(close - name);
		*ret_quoted = *line == '"';
		return name;
	}
	return NULL;
}

static bool is_file(const char *path)
{
	struct file_stamp stamp;

	return access(path, R_OK) == 0 && !file_is_folder(path) &&
	       file_stat(path, &stamp, NULL) == ERR_OK;
}

/* The entry of a folder with these letters in any case, as it is spelt. */
static char *find_entry(const char *folder, const char *name, size_t size)
{
	DIR *entries = opendir(folder);
	struct dirent *entry;
	size_t seen = 0;
	char *found = NULL;

	if (!entries)
		return NULL;
	while (!found && seen++ < LIMIT_BUILD_FOLDER &&
	       (entry = readdir(entries)))
		if (strlen(entry->d_name) == size &&
		    strncasecmp(entry->d_name, name, size) == 0)
			found = mem_strdup(entry->d_name);
	closedir(entries);
	return found;
}

/* The file below folder that name means on Windows, or NULL. */
static char *find_any_case(const char *folder, const char *name)
{
	char *path = mem_strdup(folder);

	while (path && *name) {
		size_t size = strcspn(name, "/\\");
		char *entry = size ? find_entry(path, name, size) : NULL;
		char *next = entry ? file_join(path, entry) : NULL;

		free(entry);
		free(path);
		path = next;
		name += size;
		name += *name != '\0';
	}
	if (path && !is_file(path)) {
		free(path);
		path = NULL;
	}
	return path;
}

static bool is_found(const char *folder, const char *name)
{
	char *path = file_join(folder, name);
	bool found = is_file(path);

	free(path);
	return found;
}

/* Remembers a file of the driver's own for reading. */
static void add_file(struct scan *scan, const char *path)
{
	for (size_t i = 0; i < scan->count; i++)
		if (strcmp(scan->files[i], path) == 0)
			return;
	if (scan->count == LIMIT_BUILD_FILES)
		return;
	scan->files = mem_grow(scan->files, &scan->capacity, scan->count + 1,
			       sizeof(*scan->files));
	scan->files[scan->count++] = mem_strdup(path);
}

/*
 * folder/name: a header that includes what is found at path. One that is not
 * the driver's own keeps its warnings to itself.
 */
static enum err_code forward(const struct scan *scan, const char *name,
			     const char *path, bool own, struct err *err)
{
	char *full = realpath(path, NULL), *at = file_join(scan->folder, name);
	char *above = file_folder(at);
	struct text text = { 0 };
	enum err_code code = file_make_folder(above, err);

	if (!code && full && !strpbrk(full, "\"\n")) {
		text_printf(&text, "%s#include \"%s\"\n",
			    own ? "" : "#pragma GCC system_header\n", full);
		code = file_write(at, text_string(&text), text.size, err);
	}
	text_fini(&text);
	free(above);
	free(at);
	free(full);
	return code;
}

/* own: the folder of the file that includes it, in quotes; else NULL. */
static enum err_code resolve(struct scan *scan, const char *own,
			     const char *name, struct err *err)
{
	enum err_code code = ERR_OK;
	char *path = NULL;
	bool is_own;

	if (own && is_found(own, name)) {
		path = file_join(own, name);
		add_file(scan, path);
		free(path);
		return ERR_OK;
	}
	for (size_t i = 0; i < scan->folders->count; i++)
		if (is_found(scan->folders->paths[i], name))
			return ERR_OK;
	if (own)
		path = find_any_case(own, name);
	is_own = path != NULL;
	if (is_own)
		add_file(scan, path);
	for (size_t i = 0; !path && i < scan->folders->count; i++)
		path = find_any_case(scan->folders->paths[i], name);
	/* a name that leaves the folder cannot be put there */
	if (path && name[0] != '/' && !strstr(name, ".."))
		code = forward(scan, name, path, is_own, err);
	free(path);
	return code;
}

static enum err_code read_one(struct scan *scan, const char *path,
			      struct err *err)
{
	char *bytes, *own;
	enum err_code code;
	const char *at, *name;
	size_t size, seen = 0;
	bool quoted;

	code = file_read(path, LIMIT_BUILD_SOURCE, &bytes, &size, NULL, err);
	if (code)
		return code;
	own = file_folder(path);
	if (memmem(bytes, size, "alloc_text", strlen("alloc_text")) ||
	    memmem(bytes, size, "linker", strlen("linker")))
		scan->found.pragmas = true;
	if (commas_are_in(bytes, size))
		scan->found.commas = true;
	for (at = bytes; !code && seen++ < LIMIT_BUILD_NAMES;) {
		size_t length;
		char *word;

		name = scan_include(&at, bytes + size, &length, &quoted);
		if (!name)
			break;
		if (memchr(name, '\0', length))
			continue;
		word = mem_strndup(name, length);
		code = resolve(scan, quoted ? own : NULL, word, err);
		free(word);
	}
	free(own);
	free(bytes);
	return code;
}

enum err_code scan_sources(const char *const *sources, size_t count,
			   const struct scan_folders *folders,
			   const char *folder, struct scan_found *ret,
			   struct err *err)
{
	struct scan scan = { .folders = folders, .folder = folder };
	enum err_code code = ERR_OK;

	for (size_t i = 0; i < count; i++)
		add_file(&scan, sources[i]);
	for (size_t i = 0; !code && i < scan.count; i++) {
		code = read_one(&scan, scan.files[i], err);
		/* a header that cannot be read is the compiler's to tell */
		if (code && i >= count)
			code = ERR_OK;
	}
	if (!code)
		*ret = scan.found;
	for (size_t i = 0; i < scan.count; i++)
		free(scan.files[i]);
	free(scan.files);
	return code;
}
