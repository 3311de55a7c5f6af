#include "config.h"
#include "course/course.h"

#include "base/limits.h"
#include "base/mem.h"
#include "course/load.h"
#include "course/private.h"
#include "course/schema.h"

#include <stdlib.h>
#include <string.h>

/* The stamped file that a step's lesson came from; NULL: damaged index. */
static const struct index_file *file_of(const struct course *course,
					size_t step)
{
	const struct index *index = &course->index;
	uint32_t lesson = index->steps[step].lesson, file;

	if (lesson >= index->lesson_count)
		return NULL;
	file = index->lessons[lesson].file;
	return file < index->file_count ? &index->files[file] : NULL;
}

static enum err_code fault_changed(const char *path, struct err *err)
{
	return err_set(err, ERR_FORMAT, 0,
		       "'%s' changed since the course was opened: start again",
		       path);
}

/* The bytes of a step in its file, if that is still what it was. */
static enum err_code read_bytes(const struct index_step *step,
				const struct index_file *file, const char *path,
				char **ret, struct err *err)
{
	struct file_stamp stamp;
	enum err_code code;

	code = file_stat(path, &stamp, err);
	if (code)
		return code;
	if (!file_stamp_equal(&stamp, &file->stamp) || step->end < step->offset)
		return fault_changed(path, err);
	if (step->end - step->offset > LIMIT_YAML_BYTES)
		return fault_changed(path, err);
	return file_read_part(path, step->offset, step->end - step->offset, ret,
			      err);
}

static enum err_code parse_step(struct course *course,
				const struct index_step *from, const char *path,
				const char *bytes, struct step *ret,
				struct err *err)
{
	struct yaml_place place = {
		.file = path,
		.line = from->line,
		.column = from->column,
		.offset = from->offset,
	};
	struct faults faults = { 0 };
	struct schema_source source = { path, &course->step_arena, &faults };
	const char *id = index_string(&course->index, from->id);
	const struct yaml_node *root;
	enum err_code code = ERR_OK;

	root = yaml_parse(&course->step_arena, &place, bytes,
			  from->end - from->offset, &faults);
	if (!root || !schema_read_step(&source, root, ret))
		code = err_set(err, ERR_FORMAT, from->line, "%s:%u: %s", path,
			       faults.count ? faults.list[0].line : from->line,
			       faults.count ? faults.list[0].message
					    : "not a step");
	else if (!id || strcmp(id, ret->id) != 0)
		code = fault_changed(path, err);
	faults_fini(&faults);
	return code;
}

enum err_code course_read(struct course *course, size_t step,
			  const struct step **ret, struct err *err)
{
	const struct index_file *file = file_of(course, step);
	const struct index_step *from = &course->index.steps[step];
	const char *name =
		file ? index_string(&course->index, file->name) : NULL;
	enum err_code code;
	char *path, *bytes;

	if (course->step_number == step) {
		*ret = &course->step;
		return ERR_OK;
	}
	if (!name || !file_is_inside(name) || from->column > LIMIT_YAML_BYTES)
		return fault_changed(course->path, err);
	path = file_join(course->path, name);
	code = read_bytes(from, file, path, &bytes, err);
	if (!code) {
		course->step_number = COURSE_NO_STEP;
		arena_fini(&course->step_arena);
		code = parse_step(course, from, path, bytes, &course->step,
				  err);
		free(bytes);
	}
	free(path);
	if (code)
		return code;
	course->step_number = step;
	*ret = &course->step;
	return ERR_OK;
}

/* ---- files that steps name ---- */

/* "10-scene" of "10-scene/lesson.yaml", joined to the course's folder. */
static char *lesson_folder(const struct course *course, const char *id)
{
	const struct index_file *file;
	const char *name = NULL;
	char *joined, *ret;
	size_t step;

	if (!index_find(&course->index, id, &step))
		return mem_strdup(course->path);
	file = file_of(course, step);
	if (file)
		name = index_string(&course->index, file->name);
	joined = file_join(course->path, name ? name : "");
	ret = file_folder(joined);
	free(joined);
	return ret;
}

enum err_code course_read_prose(struct course *course, const struct step *step,
				char **ret, struct err *err)
{
	char *folder, *joined, *path = NULL;
	enum err_code code;
	size_t size, root = strlen(course->path);

	if (!step->file) {
		*ret = mem_strdup(step->text ? step->text : "");
		return ERR_OK;
	}
	folder = lesson_folder(course, step->id);
	joined = file_join(folder, step->file);
	free(folder);
	/* below the course, not just below the lesson */
	while (joined[root] == '/')
		root++;
	code = load_resolve(course->path, joined + root, &path, err);
	if (!code)
		code = file_read(path, LIMIT_PROSE_BYTES, ret, &size, NULL,
				 err);
	free(joined);
	free(path);
	return code == ERR_NOT_FOUND ? ERR_IO : code;
}

/* root/folder/name, if it is there and does not lead out of root/folder. */
static enum err_code find_recording(const char *root, const char *folder,
				    const char *name, char **ret,
				    struct err *err)
{
	char *below = file_join(root, folder);
	enum err_code code = load_resolve(below, name, ret, err);

	free(below);
	return code;
}

enum err_code course_read_recording(struct course *course,
				    const struct recording *recording,
				    struct transcript *ret, struct err *err)
{
	const char *name = recording->transcript ? recording->transcript
						 : recording->source;
	const char *folder = recording->transcript ? "dumps" : "driver";
	enum err_code code;
	char *path;

	if (!name)
		return err_set(err, ERR_NOT_FOUND, 0, "no recording is named");
	code = find_recording(course->path, folder, name, &path, err);
	if (code == ERR_NOT_FOUND && course->data)
		code = find_recording(course->data, folder, name, &path, err);
	if (code == ERR_NOT_FOUND)
		return err_set(err, ERR_IO, 0,
			       "no '%s' below the course's '%s' nor below "
			       "kdlab's own",
			       name, folder);
	if (code)
		return code;
	code = transcript_read(path, ret, err);
	free(path);
	return code;
}

/* ---- the dump ---- */

static enum err_code find_below_dumps(const struct course *course,
				      const char *name, char **ret,
				      struct err *err)
{
	enum err_code code =
		find_recording(course->path, "dumps", name, ret, err);

	if (code == ERR_NOT_FOUND && course->data)
		code = find_recording(course->data, "dumps", name, ret, err);
	if (code == ERR_NOT_FOUND)
		return err_set(err, ERR_IO, 0,
			       "no '%s' below the course's 'dumps' nor below "
			       "kdlab's own",
			       name);
	return code;
}

bool course_has_dump(const struct course *course, const struct step *step)
{
	return step->dump || course->info.dump;
}

enum err_code course_find_dump(const struct course *course,
			       const struct step *step, char **ret_dump,
			       char **ret_symbols, struct err *err)
{
	const char *dump = step->dump ? step->dump : course->info.dump;
	const char *symbols =
		step->symbols ? step->symbols : course->info.symbols;
	char *path, *folder = NULL;
	enum err_code code;

	if (!dump)
		return err_set(err, ERR_NOT_FOUND, 0, "no dump is named");
	code = find_below_dumps(course, dump, &path, err);
	if (code)
		return code;
	if (symbols)
		code = find_below_dumps(course, symbols, &folder, err);
	if (code) {
		free(path);
		return code;
	}
	*ret_dump = path;
	*ret_symbols = folder;
	return ERR_OK;
}

/* ---- the glossary ---- */

static enum err_code read_glossary(struct course *course, const char *name,
				   struct glossary *ret, struct err *err)
{
	char *shown = file_join(course->path, name);
	struct faults faults = { 0 };
	struct arena *arena = &course->glossary_arena;
	struct schema_source source = { shown, arena, &faults };
	const struct yaml_node *root =
		load_yaml(course->path, name, arena, &faults, NULL);
	enum err_code code = ERR_OK;

	if (!root || !schema_read_glossary(&source, root, ret))
		code = err_set(err, ERR_FORMAT, 0, "%s:%u: %s", shown,
			       faults.list[0].line, faults.list[0].message);
	faults_fini(&faults);
	free(shown);
	return code;
}

enum err_code course_glossary(struct course *course,
			      const struct glossary **ret, struct err *err)
{
	const char *name =
		index_string(&course->index, course->index.info.glossary);
	struct glossary glossary;
	enum err_code code;

	if (!name) {
		*ret = NULL;
		return ERR_OK;
	}
	if (!course->glossary) {
		code = read_glossary(course, name, &glossary, err);
		if (code) {
			arena_fini(&course->glossary_arena);
			return code;
		}
		course->glossary =
			arena_alloc(&course->glossary_arena, sizeof(glossary));
		*course->glossary = glossary;
	}
	*ret = course->glossary;
	return ERR_OK;
}
