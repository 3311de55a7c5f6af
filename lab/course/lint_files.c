/*
 * The files of a course's folder, each read once.
 */
#include "config.h"
#include "course/lint_room.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "formats/yaml_bytes.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the folder ---- */

static char *join_name(const char *below, const char *name)
{
	return *below ? file_join(below, name) : mem_strdup(name);
}

static bool is_inside_root(const char *root, const char *path)
{
	char *real_root = realpath(root, NULL), *real = realpath(path, NULL);
	size_t size = real_root ? strlen(real_root) : 0;
	bool inside = real && real_root &&
		      strncmp(real, real_root, size) == 0 &&
		      (real[size] == '/' || !real[size]);

	free(real_root);
	free(real);
	return inside;
}

static void add_file(struct lint *lint, char *name, char *shown)
{
	lint->files = mem_grow(lint->files, &lint->file_capacity,
			       lint->file_count + 1, sizeof(*lint->files));
	lint->files[lint->file_count++] =
		(struct lint_file){ .name = name, .shown = shown };
}

static void list_folder(struct lint *lint, const char *below, unsigned depth);

/* What one entry of a folder is: a file, a folder, or a fault. */
static void list_entry(struct lint *lint, const char *below, const char *entry,
		       unsigned depth)
{
	char *name = join_name(below, entry);
	char *path = file_join(lint->config->path, name);
	struct stat status;

	if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode) &&
	    !is_inside_root(lint->config->path, path)) {
		fault_add(lint->faults, FAULT_PATH, path, 0, 0,
			  "a link out of the course's folder: put a copy of "
			  "the file here");
	} else if (stat(path, &status) != 0) {
		fault_add(lint->faults, FAULT_IO, path, 0, 0,
			  "cannot be read: mend the link or take it away");
	} else if (S_ISDIR(status.st_mode)) {
		if (depth == LIMIT_FOLDER_DEPTH)
			fault_add(lint->faults, FAULT_LIMIT, path, 0, 0,
				  "more than %u folders deep: move it up",
				  LIMIT_FOLDER_DEPTH);
		else
			list_folder(lint, name, depth + 1);
	} else if (!S_ISREG(status.st_mode)) {
		fault_add(lint->faults, FAULT_PATH, path, 0, 0,
			  "neither a file nor a folder: take it away");
	} else {
		add_file(lint, name, path);
		return;
	}
	free(name);
	free(path);
}

static void list_folder(struct lint *lint, const char *below, unsigned depth)
{
	char *path = *below ? file_join(lint->config->path, below)
			    : mem_strdup(lint->config->path);
	DIR *folder = opendir(path);
	struct dirent *entry;

	if (!folder) {
		fault_add(lint->faults, FAULT_IO, path, 0, 0,
			  "the folder cannot be read");
		free(path);
		return;
	}
	while (lint->file_count < LIMIT_FOLDER_FILES &&
	       (entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			list_entry(lint, below, entry->d_name, depth);
	closedir(folder);
	free(path);
}

static int by_file_name(const void *a, const void *b)
{
	const struct lint_file *x = a, *y = b;

	return strcmp(x->name, y->name);
}

enum err_code lint_list_files(struct lint *lint, struct err *err)
{
	if (!file_is_folder(lint->config->path))
		return err_set(err, ERR_IO, 0, "no such folder: '%s'",
			       lint->config->path);
	list_folder(lint, "", 0);
	if (lint->file_count >= LIMIT_FOLDER_FILES)
		fault_add(lint->faults, FAULT_LIMIT, lint->config->path, 0, 0,
			  "more than %u files: make it several courses",
			  LIMIT_FOLDER_FILES);
	if (lint->file_count)
		qsort(lint->files, lint->file_count, sizeof(*lint->files),
		      by_file_name);
	return ERR_OK;
}

struct lint_file *lint_find_file(struct lint *lint, const char *name)
{
	struct lint_file key = { .name = (char *)(uintptr_t)name };

	if (!lint->file_count)
		return NULL;
	return bsearch(&key, lint->files, lint->file_count,
		       sizeof(*lint->files), by_file_name);
}

/* ---- bytes ---- */

static bool ends_with(const char *name, const char *end)
{
	size_t size = strlen(name), most = strlen(end);

	return size >= most && strcmp(name + size - most, end) == 0;
}

static bool is_yaml(const struct lint_file *file)
{
	return ends_with(file->name, ".yaml") || ends_with(file->name, ".yml");
}

/* Escapes and other bytes that a terminal acts on; once a file. */
static void check_bytes(struct lint *lint, const struct lint_file *file)
{
	unsigned line, column;
	const char *why;
	bool ascii;
	size_t at = yaml_bytes_check(file->bytes, file->size, &why, &ascii);

	if (at == file->size)
		return;
	yaml_bytes_place(file->bytes, at, &line, &column);
	fault_add(lint->faults, FAULT_ENCODING, file->shown, line + 1,
		  column + 1, "%s: write it in letters, as ^[ or \\x1b", why);
}

bool lint_read(struct lint *lint, struct lint_file *file, size_t limit)
{
	struct err err;
	enum err_code code;

	if (file->read)
		return file->bytes != NULL;
	file->read = true;
	code = file_read(file->shown, limit, &file->bytes, &file->size, NULL,
			 &err);
	if (code) {
		file->bytes = NULL;
		fault_add(lint->faults,
			  code == ERR_LIMIT ? FAULT_LIMIT : FAULT_IO,
			  file->shown, 0, 0, "%s", err.message);
		return false;
	}
	lint->counts.files++;
	/* of YAML that is parsed the parser says it */
	if (!is_yaml(file) || !file->named)
		check_bytes(lint, file);
	return true;
}

/* Files of prose may name others: until nothing is new. */
static void check_all_prose(struct lint *lint)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < lint->file_count; i++) {
			struct lint_file *file = &lint->files[i];

			if (!file->named || file->prose ||
			    !ends_with(file->name, ".md"))
				continue;
			file->prose = true;
			more = true;
			if (lint_read(lint, file, LIMIT_PROSE_BYTES))
				lint_file_prose(lint, file);
		}
	}
}

void lint_rest_of_files(struct lint *lint)
{
	check_all_prose(lint);
	for (size_t i = 0; i < lint->file_count; i++) {
		struct lint_file *file = &lint->files[i];
		const char *base = strrchr(file->name, '/');
		struct file_stamp stamp;

		base = base ? base + 1 : file->name;
		if (!file->named && !lint->partial &&
		    (is_yaml(file) || ends_with(file->name, ".md")) &&
		    strncmp(base, "README", 6) != 0)
			fault_add(lint->faults, FAULT_UNREACHABLE, file->shown,
				  0, 0,
				  "nothing names this file: name it in a "
				  "course file or take it away");
		/* a dump may be of any size; nobody is shown its bytes */
		if (file->read || file_stat(file->shown, &stamp, NULL) ||
		    stamp.size > LIMIT_PROSE_BYTES)
			continue;
		if (ends_with(base, ".yaml") || ends_with(base, ".yml") ||
		    ends_with(base, ".md") || ends_with(base, ".txt") ||
		    ends_with(base, ".c") || ends_with(base, ".h") ||
		    !strchr(base, '.'))
			lint_read(lint, file, LIMIT_PROSE_BYTES);
	}
}

/* ---- names of files ---- */

/* Without "." parts and doubled slashes; the caller frees it. */
static char *tidy(const char *folder, const char *name)
{
	struct text tidied = { 0 };
	const char *parts[2] = { folder, name };

	for (size_t i = 0; i < 2; i++) {
		for (const char *at = parts[i]; *at;) {
			size_t size = strcspn(at, "/");

			if (size && !(size == 1 && *at == '.')) {
				if (tidied.size)
					text_add_char(&tidied, '/');
				text_add(&tidied, at, size);
			}
			at += size;
			at += *at == '/';
		}
	}
	return text_take(&tidied);
}

static struct lint_file *nearest_file(const struct lint *lint, const char *name)
{
	size_t best = strlen(name) / 4 + 2;
	struct lint_file *found = NULL;

	for (size_t i = 0; i < lint->file_count && i < 1000; i++) {
		size_t distance = utf8_distance(name, lint->files[i].name);

		if (distance < best) {
			best = distance;
			found = &lint->files[i];
		}
	}
	return found;
}

struct lint_file *lint_name_file(struct lint *lint,
				 const struct lint_file *from,
				 struct place place, const char *name)
{
	char *folder, *full;
	struct lint_file *file;

	if (!file_is_inside(name)) {
		fault_add(lint->faults, FAULT_PATH, from->shown, place.line,
			  place.column,
			  "a path out of the course's folder: '%s': put the "
			  "file beside this one",
			  name);
		return NULL;
	}
	folder = strchr(from->name, '/') ? file_folder(from->name)
					 : mem_strdup("");
	full = tidy(folder, name);
	file = lint_find_file(lint, full);
	if (file) {
		file->named = true;
	} else {
		struct lint_file *near = nearest_file(lint, full);

		fault_add(lint->faults, FAULT_LINK, from->shown, place.line,
			  place.column, "no such file: '%s': %s '%s'", name,
			  near ? "did you mean" : "it would be below",
			  near	    ? near->name
			  : *folder ? folder
				    : lint->config->path);
		if (near)
			near->named = true; /* one fault is enough */
	}
	free(folder);
	free(full);
	return file;
}

/* ---- recordings ---- */

static struct lint_recording *find_recording(struct lint *lint,
					     const char *name)
{
	for (size_t i = 0; i < lint->recording_count; i++)
		if (strcmp(lint->recordings[i].name, name) == 0)
			return &lint->recordings[i];
	return NULL;
}

/* From the course's own folder, or else from the program's. */
static bool read_recording(struct lint *lint, const char *name, bool source,
			   struct transcript *ret)
{
	struct lint_file *own = lint_find_file(lint, name);
	struct lint_file other = { 0 };
	bool found;

	if (own) {
		own->named = true;
		if (!lint_read(lint, own, LIMIT_TRANSCRIPT_BYTES))
			return false;
		if (source)
			lint_code_file(lint, own);
		transcript_take(mem_strndup(own->bytes, own->size), own->size,
				ret);
		return true;
	}
	if (!lint->config->data)
		return false;
	other.shown = file_join(lint->config->data, name);
	found = transcript_read(other.shown, ret, NULL) == ERR_OK;
	if (found && source) {
		other.bytes = ret->bytes;
		other.size = ret->size;
		lint_code_file(lint, &other);
	}
	free(other.shown);
	return found;
}

static void fault_recording(struct lint *lint, const struct lint_file *file,
			    struct place place, const char *name)
{
	const struct lint_file *file_near = nearest_file(lint, name);
	const char *near = file_near ? file_near->name : NULL;
	size_t folder = strcspn(name, "/") + 1;

	fault_add(lint->faults, FAULT_LINK, file->shown, place.line,
		  place.column, "no such recording: '%s': %s%s%s",
		  name + folder, near ? "did you mean '" : "it is not in ",
		  near ? near + (strncmp(near, name, folder) == 0 ? folder : 0)
		       : (*name == 'd' && name[1] == 'u'
				  ? "dumps/ of the course or the program"
				  : "driver/ of the course or the program"),
		  near ? "'" : "");
}

const struct transcript *lint_recording(struct lint *lint,
					const struct lint_file *file,
					struct place place,
					const struct recording *recording)
{
	const char *below = recording->transcript ? recording->transcript
						  : recording->source;
	bool source = !recording->transcript;
	struct lint_recording *found;
	char *name;

	if (!below || !file_is_inside(below))
		return NULL; /* the schema said so */
	name = tidy(source ? "driver" : "dumps", below);
	found = find_recording(lint, name);
	if (!found) {
		lint->recordings = mem_grow(
			lint->recordings, &lint->recording_capacity,
			lint->recording_count + 1, sizeof(*lint->recordings));
		found = &lint->recordings[lint->recording_count++];
		*found = (struct lint_recording){ .name = mem_strdup(name) };
		found->found =
			read_recording(lint, name, source, &found->transcript);
	}
	if (!found->found)
		fault_recording(lint, file, place, name);
	free(name);
	return found->found ? &found->transcript : NULL;
}

static bool is_below_dumps(const char *root, const char *name, bool folder)
{
	char *dumps = file_join(root, "dumps");
	char *path = file_join(dumps, name);
	struct stat status;
	bool found =
		stat(path, &status) == 0 &&
		(folder ? S_ISDIR(status.st_mode) : S_ISREG(status.st_mode)) &&
		is_inside_root(dumps, path);

	free(path);
	free(dumps);
	return found;
}

void lint_dump(struct lint *lint, const struct lint_file *file,
	       struct place place, const char *name, bool folder)
{
	if (!name || !file_is_inside(name) ||
	    is_below_dumps(lint->config->path, name, folder) ||
	    (lint->config->data &&
	     is_below_dumps(lint->config->data, name, folder)))
		return;
	fault_add(lint->faults, FAULT_LINK, file->shown, place.line,
		  place.column,
		  "no such %s: '%s': it is not in dumps/ of the course or the "
		  "program",
		  folder ? "folder of symbols" : "dump", name);
}

void lint_files_fini(struct lint *lint)
{
	lint_sources_fini(lint);
	for (size_t i = 0; i < lint->file_count; i++) {
		free(lint->files[i].name);
		free(lint->files[i].shown);
		free(lint->files[i].bytes);
	}
	free(lint->files);
	for (size_t i = 0; i < lint->recording_count; i++) {
		if (lint->recordings[i].found)
			transcript_fini(&lint->recordings[i].transcript);
		free(lint->recordings[i].name);
	}
	free(lint->recordings);
}
