#include "config.h"
#include "course/load.h"

#include "base/limits.h"
#include "base/mem.h"
#include "course/schema.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct loader {
	const char *folder;
	struct faults *faults;
	struct index_builder *index;
	/* where each id stands, by its order in the index; for faults */
	struct id_place {
		const char *file; /* into files */
		struct place place;
	} * places;
	size_t place_capacity;
	char **files; /* names as printed */
	size_t file_capacity, file_count;
	bool good;
};

/* ---- files ---- */

static bool is_below(const char *root, const char *path)
{
	size_t size = strlen(root);

	return strncmp(root, path, size) == 0 &&
	       (path[size] == '/' || root[size - 1] == '/');
}

enum err_code load_resolve(const char *root, const char *name, char **ret,
			   struct err *err)
{
	char *joined, *real_root, *real;
	enum err_code code = ERR_OK;

	if (!file_is_inside(name))
		return err_set(err, ERR_FORMAT, 0,
			       "'%s' is no path below its folder", name);
	joined = file_join(root, name);
	real_root = realpath(root, NULL);
	real = realpath(joined, NULL);
	if (!real_root || !real) {
		bool missing = errno == ENOENT || errno == ENOTDIR;

		code = err_set_errno(err, "cannot open '%s'", joined);
		if (missing)
			code = ERR_NOT_FOUND;
	} else if (!is_below(real_root, real)) {
		code = err_set(err, ERR_FORMAT, 0,
			       "'%s' is a link that leads out of '%s'", joined,
			       root);
	}
	free(joined);
	free(real_root);
	if (code)
		free(real);
	else
		*ret = real;
	return code;
}

static enum fault_kind fault_kind_of(enum err_code code)
{
	switch (code) {
	case ERR_FORMAT:
		return FAULT_PATH;
	case ERR_LIMIT:
		return FAULT_LIMIT;
	case ERR_NOT_FOUND:
		return FAULT_LINK;
	default:
		return FAULT_IO;
	}
}

const struct yaml_node *load_yaml(const char *folder, const char *name,
				  struct arena *arena, struct faults *faults,
				  struct file_stamp *stamp)
{
	char *shown = file_join(folder, name), *path = NULL, *bytes = NULL;
	struct yaml_place place = { .file = shown };
	const struct yaml_node *root = NULL;
	enum err_code code;
	struct err err;
	size_t size;

	code = load_resolve(folder, name, &path, &err);
	if (!code)
		code = file_read(path, LIMIT_YAML_BYTES, &bytes, &size, stamp,
				 &err);
	if (code)
		fault_add(faults, fault_kind_of(code), shown, 0, 0, "%s",
			  err.message);
	else
		root = yaml_parse(arena, &place, bytes, size, faults);
	free(bytes);
	free(path);
	free(shown);
	return root;
}

static const char *keep_name(struct loader *loader, const char *name)
{
	loader->files =
		mem_grow(loader->files, &loader->file_capacity,
			 loader->file_count + 1, sizeof(*loader->files));
	loader->files[loader->file_count] = file_join(loader->folder, name);
	return loader->files[loader->file_count++];
}

static void keep_stamp(struct loader *loader, const char *name,
		       const struct file_stamp *stamp)
{
	index_ref ref = index_add_string(loader->index, name);
	struct index_file *file = index_add_file(loader->index);

	file->name = ref;
	file->stamp = *stamp;
}

/* ---- steps ---- */

static void keep_id(struct loader *loader, const char *file, const char *id,
		    index_ref ref, struct place place, size_t step)
{
	struct index_builder *index = loader->index;

	if (!id)
		return;
	loader->places = mem_grow(loader->places, &loader->place_capacity,
				  index->id_count + 1, sizeof(*loader->places));
	loader->places[index->id_count] = (struct id_place){ file, place };
	index_add_id(index, ref ? ref : index_add_string(index, id), step);
}

static void keep_step(struct loader *loader, const char *file,
		      const struct step *step, const struct yaml_node *node)
{
	struct index_builder *index = loader->index;
	size_t number = index->step_count;
	struct index_step *kept = index_add_step(index);
	index_ref id = index_add_string(index, step->id);
	index_ref was = index_add_string(index, step->was);

	kept->id = id;
	kept->was = was;
	kept->title = index_add_string(index, step->title);
	kept->lesson = (uint32_t)index->lesson_count - 1;
	kept->offset = node->offset;
	kept->end = node->end;
	kept->line = node->line;
	kept->column = node->column;
	kept->kind = (uint8_t)step->kind;
	kept->minutes = (uint8_t)step->minutes;
	keep_id(loader, file, step->id, id, step->place, number);
	keep_id(loader, file, step->was, was, step->place, number);
	if (!step->ask)
		return;
	keep_id(loader, file, step->ask->id, 0, step->ask->place, number);
	keep_id(loader, file, step->ask->was, 0, step->ask->place, number);
}

static void keep_lesson(struct loader *loader, const char *file,
			const struct lesson_file *lesson,
			const struct yaml_node *root)
{
	struct index_builder *index = loader->index;
	struct index_lesson *kept = index_add_lesson(index);
	const struct yaml_node *steps = yaml_find(root, "steps");
	const struct yaml_node *node = steps->first;

	kept->file = (uint32_t)index->file_count - 1;
	kept->id = index_add_string(index, lesson->id);
	kept->title = index_add_string(index, lesson->title);
	kept->objectives = index_add_list(index, lesson->objectives.list,
					  lesson->objectives.count);
	kept->first_step = (uint32_t)index->step_count;
	kept->step_count = (uint32_t)lesson->steps.count;
	for (size_t i = 0; i < lesson->steps.count; i++, node = node->next) {
		kept->minutes += (uint32_t)lesson->steps.list[i].minutes;
		keep_step(loader, file, &lesson->steps.list[i], node);
	}
}

static void load_lesson(struct loader *loader, const char *name)
{
	const char *file = keep_name(loader, name);
	struct arena arena = { 0 };
	struct schema_source source = { file, &arena, loader->faults };
	struct lesson_file lesson;
	struct file_stamp stamp;
	const struct yaml_node *root =
		load_yaml(loader->folder, name, &arena, loader->faults, &stamp);

	if (!root || !schema_read_lesson(&source, root, &lesson)) {
		loader->good = false;
	} else if (loader->index->step_count + lesson.steps.count >
		   LIMIT_STEPS) {
		fault_add(loader->faults, FAULT_LIMIT, file, 0, 0,
			  "a course has %u steps at most", LIMIT_STEPS);
		loader->good = false;
	} else {
		keep_stamp(loader, name, &stamp);
		keep_lesson(loader, file, &lesson, root);
	}
	arena_fini(&arena);
}

/* ---- ids ---- */

/* The order in which ids came, to find their places after the sort. */
static size_t order_of(const struct loader *loader, const struct index_id *all,
		       const struct index_id *id)
{
	size_t low = 0, high = loader->index->id_count;

	/* refs only grow as ids come */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (all[middle].id < id->id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void fault_same_id(struct loader *loader, const struct index_id *all,
			  const struct index_id *first,
			  const struct index_id *again)
{
	const struct id_place *a =
		&loader->places[order_of(loader, all, first)];
	const struct id_place *b =
		&loader->places[order_of(loader, all, again)];

	loader->good = false;
	fault_add(loader->faults, FAULT_DUPLICATE, b->file, b->place.line,
		  b->place.column,
		  "id '%s' a second time in the course: the first one is at "
		  "%s:%u",
		  index_built_string(loader->index, again->id), a->file,
		  a->place.line);
}

static void check_ids(struct loader *loader)
{
	struct index_builder *index = loader->index;
	struct index_id *all = mem_calloc(index->id_count, sizeof(*all));

	if (index->id_count)
		memcpy(all, index->ids, index->id_count * sizeof(*all));
	index_sort_ids(index);
	for (size_t i = 1; i < index->id_count; i++) {
		const struct index_id *a = &index->ids[i - 1];
		const struct index_id *b = &index->ids[i];

		if (a->hash == b->hash &&
		    strcmp(index_built_string(index, a->id),
			   index_built_string(index, b->id)) == 0)
			fault_same_id(loader, all, a, b);
	}
	free(all);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void check_lesson_ids(struct loader *loader, const char *file)
{
	const struct index_builder *index = loader->index;
	const char **ids = mem_calloc(index->lesson_count, sizeof(*ids));

	for (size_t i = 0; i < index->lesson_count; i++)
		ids[i] = index_built_string(index, index->lessons[i].id);
	if (index->lesson_count)
		qsort(ids, index->lesson_count, sizeof(*ids), by_text);
	for (size_t i = 1; i < index->lesson_count; i++) {
		if (strcmp(ids[i - 1], ids[i]) != 0)
			continue;
		fault_add(loader->faults, FAULT_DUPLICATE, file, 0, 0,
			  "two lessons with the id '%s'", ids[i]);
		loader->good = false;
	}
	free(ids);
}

/* ---- the course ---- */

static void keep_course(struct loader *loader, const struct course_file *course)
{
	struct index_builder *index = loader->index;
	const struct course_info *info = &course->info;

	index->info.id = index_add_string(index, info->id);
	index->info.title = index_add_string(index, info->title);
	index->info.version = index_add_string(index, info->version);
	index->info.language = index_add_string(index, info->language);
	index->info.summary = index_add_string(index, info->summary);
	index->info.license = index_add_string(index, info->license);
	index->info.glossary = index_add_string(index, course->glossary);
	index->info.dump = index_add_string(index, info->dump);
	index->info.symbols = index_add_string(index, info->symbols);
	index->info.authors =
		index_add_list(index, info->authors.list, info->authors.count);
	index->info.objectives = index_add_list(index, info->objectives.list,
						info->objectives.count);
	index->info.prerequisites = index_add_list(
		index, info->prerequisites.list, info->prerequisites.count);
}

static void load_glossary(struct loader *loader, const char *name)
{
	char *file = file_join(loader->folder, name);
	struct arena arena = { 0 };
	struct schema_source source = { file, &arena, loader->faults };
	struct glossary glossary;
	struct file_stamp stamp;
	const struct yaml_node *root =
		load_yaml(loader->folder, name, &arena, loader->faults, &stamp);

	if (root && schema_read_glossary(&source, root, &glossary))
		keep_stamp(loader, name, &stamp);
	else
		loader->good = false;
	arena_fini(&arena);
	free(file);
}

static void load_files(struct loader *loader, const struct course_file *course)
{
	for (size_t i = 0; i < course->lessons.count; i++)
		load_lesson(loader, course->lessons.list[i]);
	if (course->glossary)
		load_glossary(loader, course->glossary);
	if (loader->index->strings.full) {
		fault_add(loader->faults, FAULT_LIMIT, loader->folder, 0, 0,
			  "too many texts in one course");
		loader->good = false;
	}
}

bool load_course(const char *folder, struct faults *faults,
		 struct index_builder *ret)
{
	struct loader loader = {
		.folder = folder,
		.faults = faults,
		.index = ret,
		.good = true,
	};
	const char *file = keep_name(&loader, "course.yaml");
	struct arena arena = { 0 };
	struct schema_source source = { file, &arena, faults };
	struct course_file course;
	struct file_stamp stamp;
	const struct yaml_node *root =
		load_yaml(folder, "course.yaml", &arena, faults, &stamp);

	memset(ret, 0, sizeof(*ret));
	if (root) {
		loader.good = schema_read_course(&source, root, &course);
		keep_stamp(&loader, "course.yaml", &stamp);
		keep_course(&loader, &course);
		load_files(&loader, &course);
		check_ids(&loader);
		check_lesson_ids(&loader, file);
	}
	arena_fini(&arena);
	for (size_t i = 0; i < loader.file_count; i++)
		free(loader.files[i]);
	free(loader.files);
	free(loader.places);
	return root && loader.good;
}
