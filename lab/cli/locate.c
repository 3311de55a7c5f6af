#include "config.h"
#include "cli/locate.h"

#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_course(const char *folder)
{
	char *file = file_join(folder, "course.yaml");
	struct file_stamp stamp;
	bool there = file_stat(file, &stamp, NULL) == ERR_OK;

	free(file);
	return there;
}

/* lessons/ of the learner's own folder and of the program's; NULL-able. */
static void course_roots(char *ret[2])
{
	char *homes[2] = { file_data(), file_home(FILE_DATA) };

	for (size_t i = 0; i < 2; i++) {
		ret[i] = homes[i] ? file_join(homes[i], "lessons") : NULL;
		free(homes[i]);
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds the courses in one folder behind list[count], sorted. */
static char **add_courses(const char *root, char **list, size_t *count,
			  size_t *capacity)
{
	DIR *folder = opendir(root);
	size_t first = *count;
	struct dirent *entry;

	if (!folder)
		return list;
	while ((entry = readdir(folder))) {
		char *path;

		if (entry->d_name[0] == '.')
			continue;
		path = file_join(root, entry->d_name);
		if (!is_course(path)) {
			free(path);
			continue;
		}
		list = mem_grow(list, capacity, *count + 2, sizeof(*list));
		list[(*count)++] = path;
	}
	closedir(folder);
	if (*count > first)
		qsort(list + first, *count - first, sizeof(*list), by_name);
	return list;
}

char **locate_courses(void)
{
	char *roots[2], **list;
	size_t count = 0, capacity = 0;

	list = mem_grow(NULL, &capacity, 1, sizeof(*list));
	course_roots(roots);
	for (size_t i = 0; i < 2; i++) {
		if (roots[i])
			list = add_courses(roots[i], list, &count, &capacity);
		free(roots[i]);
	}
	list[count] = NULL;
	return list;
}

static enum err_code first_course(char **ret, struct err *err)
{
	char **list = locate_courses();
	char *first = list[0];

	for (size_t i = first ? 1 : 0; list[i]; i++)
		free(list[i]);
	free(list);
	if (!first)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no course is installed: name a course's "
			       "folder, or set KDLAB_DATA");
	*ret = first;
	return ERR_OK;
}

enum err_code locate_course(const char *argument, char **ret, struct err *err)
{
	char *roots[2];

	if (!argument)
		return first_course(ret, err);
	if (is_course(argument)) {
		*ret = mem_strdup(argument);
		return ERR_OK;
	}
	course_roots(roots);
	for (size_t i = 0; i < 2; i++) {
		char *path = roots[i] && file_is_inside(argument)
				     ? file_join(roots[i], argument)
				     : NULL;

		free(roots[i]);
		roots[i] = path;
	}
	for (size_t i = 0; i < 2; i++) {
		if (!roots[i] || !is_course(roots[i]))
			continue;
		*ret = roots[i];
		free(roots[1 - i]);
		return ERR_OK;
	}
	free(roots[0]);
	free(roots[1]);
	return err_set(err, ERR_NOT_FOUND, 0,
		       "no course '%s': give a folder with a course.yaml, or "
		       "one of 'kdlab courses'",
		       argument);
}

enum err_code locate_open(const char *path, struct course **ret,
			  struct err *err)
{
	char *data = file_data(), *cache = file_home(FILE_CACHE);
	struct course_config config = {
		.path = path,
		.data = data,
		.cache = cache,
	};
	struct faults faults = { 0 };
	enum err_code code = course_open(&config, ret, &faults, err);

	if (code && faults.count) {
		struct text text = { 0 };

		faults_sort(&faults);
		faults_print(&faults, FAULT_TEXT, &text);
		fputs(text_string(&text), stderr);
		text_fini(&text);
	}
	faults_fini(&faults);
	free(data);
	free(cache);
	return code;
}

char *locate_store(void)
{
	char *home = file_home(FILE_STATE);
	char *path = home ? file_join(home, "progress.db") : NULL;

	free(home);
	return path;
}
