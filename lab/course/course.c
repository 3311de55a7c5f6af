#include "config.h"
#include "course/course.h"

#include "base/hash.h"
#include "base/mem.h"
#include "course/load.h"
#include "course/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A file may change twice in one tick of its clock; wait that out. */
#define TICK_NS INT64_C(20000000)

/* ---- the index file ---- */

/* Where the index of a course lies: named by a hash of its real path. */
static char *index_path(const char *cache, const char *real)
{
	char name[32];

	snprintf(name, sizeof(name), "%016llx.index",
		 (unsigned long long)hash_fnv(real, strlen(real)));
	return file_join(cache, name);
}

/* Whether every file is the one that the index was made from. */
static bool is_fresh(const struct index *index, const char *folder)
{
	for (size_t i = 0; i < index->file_count; i++) {
		const char *name = index_string(index, index->files[i].name);
		struct file_stamp stamp;
		bool same;
		char *path;

		if (!name || !file_is_inside(name))
			return false;
		path = file_join(folder, name);
		same = file_stat(path, &stamp, NULL) == ERR_OK &&
		       file_stamp_equal(&stamp, &index->files[i].stamp);
		free(path);
		if (!same)
			return false;
	}
	return true;
}

static bool use_cache(const char *path, const char *folder, const char *real,
		      struct index *ret)
{
	const char *of;

	if (!index_map(path, ret))
		return false;
	of = index_string(ret, ret->info.path);
	if (of && strcmp(of, real) == 0 && is_fresh(ret, folder))
		return true;
	index_fini(ret);
	return false;
}

static bool is_settled(const struct index *index)
{
	struct timespec now;
	int64_t ns;

	clock_gettime(CLOCK_REALTIME, &now);
	ns = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
	for (size_t i = 0; i < index->file_count; i++)
		if (index->files[i].stamp.ctime_ns > ns - TICK_NS)
			return false;
	return true;
}

/* A cache that cannot be written costs time, nothing else. */
static void write_cache(const char *cache, const char *path,
			const struct index *index)
{
	if (!is_settled(index) || file_make_folder(cache, NULL))
		return;
	if (file_write(path, index->bytes, index->size, NULL))
		remove(path);
}

/* ---- opening ---- */

static enum err_code fault_err(const char *path, const struct faults *faults,
			       struct err *err)
{
	const struct fault *first = faults->list;

	return err_set(err, ERR_FORMAT, 0,
		       "'%s' has %zu %s; 'kdlab lint' tells all; the first: "
		       "%s:%u:%u: %s",
		       path, faults->count + faults->dropped,
		       faults->count == 1 ? "fault" : "faults", first->file,
		       first->line, first->column, first->message);
}

static enum err_code build_index(const struct course_config *config,
				 const char *real, struct faults *faults,
				 struct index *ret, struct err *err)
{
	struct faults own = { 0 };
	struct index_builder builder;
	enum err_code code = ERR_OK;
	size_t size;
	char *bytes;

	if (!load_course(config->path, faults ? faults : &own, &builder)) {
		code = fault_err(config->path, faults ? faults : &own, err);
	} else {
		builder.info.path = index_add_string(&builder, real);
		index_build(&builder, &bytes, &size);
		if (!index_check(bytes, size, ret)) {
			free(bytes);
			code = err_set(err, ERR_FORMAT, 0, "'%s' has no steps",
				       config->path);
		}
	}
	index_builder_fini(&builder);
	faults_fini(&own);
	return code;
}

static enum err_code find_index(const struct course_config *config,
				const char *real, struct faults *faults,
				struct index *ret, struct err *err)
{
	char *path = config->cache ? index_path(config->cache, real) : NULL;
	enum err_code code = ERR_OK;

	if (!path || !use_cache(path, config->path, real, ret)) {
		code = build_index(config, real, faults, ret, err);
		if (!code && path)
			write_cache(config->cache, path, ret);
	}
	free(path);
	return code;
}

static struct strings take_list(struct course *course, struct index_list list)
{
	struct strings ret = { 0 };

	if (list.count > course->index.ref_count)
		list.count = (uint32_t)course->index.ref_count;
	ret.list = arena_array(&course->arena, list.count, sizeof(*ret.list));
	for (; ret.count < list.count; ret.count++)
		ret.list[ret.count] =
			index_member(&course->index, list, ret.count);
	return ret;
}

static const char *some_text(const char *text)
{
	return text ? text : "";
}

static void fill_info(struct course *course)
{
	const struct index *index = &course->index;
	const struct index_info *from = &index->info;

	course->info = (struct course_info){
		.id = some_text(index_string(index, from->id)),
		.title = some_text(index_string(index, from->title)),
		.version = some_text(index_string(index, from->version)),
		.language = some_text(index_string(index, from->language)),
		.summary = some_text(index_string(index, from->summary)),
		.license = index_string(index, from->license),
		.dump = index_string(index, from->dump),
		.symbols = index_string(index, from->symbols),
		.authors = take_list(course, from->authors),
		.objectives = take_list(course, from->objectives),
		.prerequisites = take_list(course, from->prerequisites),
	};
}

enum err_code course_open(const struct course_config *config,
			  struct course **ret, struct faults *faults,
			  struct err *err)
{
	char *real = realpath(config->path, NULL);
	struct course *course;
	struct index index;
	enum err_code code;

	if (!real)
		return err_set_errno(err, "cannot open '%s'", config->path);
	if (!file_is_folder(real)) {
		free(real);
		return err_set(err, ERR_IO, 0,
			       "'%s' is no folder: give the folder that holds "
			       "course.yaml",
			       config->path);
	}
	code = find_index(config, real, faults, &index, err);
	free(real);
	if (code)
		return code;
	course = mem_calloc(1, sizeof(*course));
	course->index = index;
	course->path = mem_strdup(config->path);
	course->data = config->data ? mem_strdup(config->data) : NULL;
	course->step_number = COURSE_NO_STEP;
	fill_info(course);
	*ret = course;
	return ERR_OK;
}

void course_free(struct course *course)
{
	if (!course)
		return;
	index_fini(&course->index);
	arena_fini(&course->arena);
	arena_fini(&course->step_arena);
	arena_fini(&course->glossary_arena);
	free(course->objectives);
	free(course->path);
	free(course->data);
	free(course);
}

/* ---- the outline ---- */

const struct course_info *course_info(const struct course *course)
{
	return &course->info;
}

const char *course_path(const struct course *course)
{
	return course->path;
}

size_t course_lesson_count(const struct course *course)
{
	return course->index.lesson_count;
}

struct lesson_info course_lesson(const struct course *course, size_t lesson)
{
	const struct index *index = &course->index;
	const struct index_lesson *from = &index->lessons[lesson];
	struct lesson_info ret = {
		.id = some_text(index_string(index, from->id)),
		.title = some_text(index_string(index, from->title)),
		.first_step = from->first_step,
		.step_count = from->step_count,
		.minutes = from->minutes,
	};

	/* a damaged index may say anything */
	if (ret.first_step >= index->step_count)
		ret.first_step = index->step_count - 1;
	if (ret.step_count > index->step_count - ret.first_step)
		ret.step_count = index->step_count - ret.first_step;
	return ret;
}

struct strings course_lesson_objectives(struct course *course, size_t lesson)
{
	struct strings *kept;

	if (!course->objectives)
		course->objectives = mem_calloc(course->index.lesson_count,
						sizeof(*course->objectives));
	kept = &course->objectives[lesson];
	if (!kept->list)
		*kept = take_list(course,
				  course->index.lessons[lesson].objectives);
	return *kept;
}

size_t course_step_count(const struct course *course)
{
	return course->index.step_count;
}

struct step_info course_step(const struct course *course, size_t step)
{
	const struct index *index = &course->index;
	const struct index_step *from = &index->steps[step];

	return (struct step_info){
		.id = some_text(index_string(index, from->id)),
		.was = index_string(index, from->was),
		.title = some_text(index_string(index, from->title)),
		.kind = from->kind < STEP_KINDS ? (enum step_kind)from->kind
						: STEP_READ,
		.minutes = from->minutes,
		.lesson = from->lesson < index->lesson_count ? from->lesson : 0,
	};
}

enum err_code course_find(const struct course *course, const char *id,
			  size_t *ret)
{
	return index_find(&course->index, id, ret) ? ERR_OK : ERR_NOT_FOUND;
}
