#include "config.h"
#include "course/lint_room.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The tree of a course file; NULL, with faults, where there is none. */
static const struct yaml_node *read_tree(struct lint *lint,
					 struct lint_file *file)
{
	struct yaml_place place = { .file = file->shown };
	const struct yaml_node *tree;

	file->named = true;
	if (!lint_read(lint, file, LIMIT_YAML_BYTES)) {
		lint->partial = true;
		return NULL;
	}
	tree = yaml_parse(&lint->arena, &place, file->bytes, file->size,
			  lint->faults);
	lint->partial = lint->partial || !tree;
	return tree;
}

static struct schema_source source_of(struct lint *lint,
				      const struct lint_file *file)
{
	return (struct schema_source){ .file = file->shown,
				       .arena = &lint->arena,
				       .faults = lint->faults };
}

static enum err_code read_course(struct lint *lint, struct err *err)
{
	struct schema_source source;

	lint->course_file = lint_find_file(lint, "course.yaml");
	if (!lint->course_file)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no course.yaml in '%s': name a course's folder",
			       lint->config->path);
	lint->course_tree = read_tree(lint, lint->course_file);
	if (!lint->course_tree)
		return ERR_OK;
	source = source_of(lint, lint->course_file);
	schema_read_course(&source, lint->course_tree, &lint->course);
	return ERR_OK;
}

static void read_lesson(struct lint *lint, const struct yaml_node *name)
{
	size_t number = lint->lesson_count;
	struct lint_lesson *lesson = &lint->lessons[number];
	struct lint_file *file = lint_name_file(
		lint, lint->course_file, lint_node_place(name), name->text);
	struct schema_source source;

	lint->partial = lint->partial || !file;
	if (!file)
		return;
	for (size_t i = 0; i < number; i++) {
		if (lint->lessons[i].file != file)
			continue;
		fault_add(lint->faults, FAULT_DUPLICATE,
			  lint->course_file->shown, name->line, name->column,
			  "a lesson is listed twice: '%s'", name->text);
		return;
	}
	lesson->file = file;
	lesson->tree = read_tree(lint, file);
	lint->lesson_count++;
	if (!lesson->tree)
		return;
	source = source_of(lint, file);
	schema_read_lesson(&source, lesson->tree, &lesson->lesson);
	lint->counts.lessons++;
}

static void read_lessons(struct lint *lint)
{
	const struct yaml_node *list =
		lint->course_tree ? yaml_find(lint->course_tree, "lessons")
				  : NULL;
	size_t most = list && list->kind == YAML_LIST ? list->count : 0;

	lint->lessons = mem_calloc(most, sizeof(*lint->lessons));
	if (most > LIMIT_LESSONS)
		return; /* the schema said so */
	for (const struct yaml_node *at = most ? list->first : NULL; at;
	     at = at->next)
		if (at->kind == YAML_SCALAR && file_is_inside(at->text))
			read_lesson(lint, at);
}

static void read_glossary(struct lint *lint)
{
	struct schema_source source;

	if (!lint->course.glossary)
		return;
	lint->glossary_file =
		lint_name_file(lint, lint->course_file,
			       lint_key_place(lint->course_tree, "glossary"),
			       lint->course.glossary);
	lint->partial = lint->partial || !lint->glossary_file;
	if (!lint->glossary_file)
		return;
	lint->glossary_tree = read_tree(lint, lint->glossary_file);
	if (!lint->glossary_tree)
		return;
	source = source_of(lint, lint->glossary_file);
	schema_read_glossary(&source, lint->glossary_tree, &lint->glossary);
}

static void check_dump(struct lint *lint)
{
	if (!lint->course_tree)
		return;
	lint_dump(lint, lint->course_file,
		  lint_key_place(lint->course_tree, "dump"),
		  lint->course.info.dump, false);
	lint_dump(lint, lint->course_file,
		  lint_key_place(lint->course_tree, "symbols"),
		  lint->course.info.symbols, true);
}

static void check_lessons(struct lint *lint)
{
	for (size_t i = 0; i < lint->lesson_count; i++) {
		if (!lint->lessons[i].tree)
			continue;
		lint_lesson_steps(lint, &lint->lessons[i]);
		lint_tree_prose(lint, lint->lessons[i].file, SCHEMA_LESSON_FILE,
				lint->lessons[i].tree);
	}
	if (lint->course_tree)
		lint_tree_prose(lint, lint->course_file, SCHEMA_COURSE_FILE,
				lint->course_tree);
	if (lint->glossary_tree)
		lint_tree_prose(lint, lint->glossary_file, SCHEMA_GLOSSARY_FILE,
				lint->glossary_tree);
}

static void lint_fini(struct lint *lint)
{
	lint_files_fini(lint);
	free(lint->lessons);
	free(lint->ids.list);
	free(lint->olds.list);
	free(lint->terms.list);
	free(lint->lesson_ids.list);
	free(lint->beliefs.list);
	free(lint->met);
	arena_fini(&lint->arena);
}

enum err_code lint_course(const struct lint_config *config,
			  struct faults *faults, struct lint_counts *ret,
			  struct err *err)
{
	struct lint lint = { .config = config, .faults = faults };
	enum err_code code = lint_list_files(&lint, err);

	if (!code)
		code = read_course(&lint, err);
	if (!code) {
		read_lessons(&lint);
		read_glossary(&lint);
		check_dump(&lint);
		lint.met = mem_calloc(lint.course.misconceptions.count,
				      sizeof(*lint.met));
		lint_collect_names(&lint);
		lint_prerequisites(&lint);
		check_lessons(&lint);
		lint_unmet(&lint);
		lint_rest_of_files(&lint);
		*ret = lint.counts;
	}
	lint_fini(&lint);
	return code;
}
