/*
 * The format of course files: from a tree of YAML to plain structs. One
 * table (schema.c) says which keys there are, their types and what is
 * required; the reader, its faults and course.schema.json come from it, so
 * they cannot disagree. lessons/FORMAT.md says the same to authors.
 */
#ifndef LAB_COURSE_SCHEMA_H
#define LAB_COURSE_SCHEMA_H

#include "base/arena.h"
#include "base/text.h"
#include "course/course.h"
#include "course/step.h"
#include "formats/fault.h"
#include "formats/yaml.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What people believe wrongly; steps, notes and questions clear it up. */
struct misconception {
	const char *id, *belief, *truth;
	struct place place;
};

struct course_file {
	int64_t format;
	struct course_info info;
	const char *glossary; /* a file, or NULL */
	STEP_LIST(struct misconception) misconceptions;
	struct strings lessons; /* files */
	struct place place;
};

struct lesson_file {
	const char *id, *title;
	struct strings objectives, prerequisites;
	STEP_LIST(struct step) steps;
	struct place place;
};

/*
 * Each reads the whole of a file's tree (for a step: its part of one) into
 * ret, adds a fault for everything that is wrong, and returns whether
 * nothing was. ret is always written; where there was a fault, required
 * texts may be NULL. Texts live in the tree's arena, lists in arena.
 */
struct schema_source {
	const char *file; /* as faults print it */
	struct arena *arena;
	struct faults *faults; /* may be NULL */
};
bool schema_read_course(const struct schema_source *source,
			const struct yaml_node *node, struct course_file *ret);
bool schema_read_lesson(const struct schema_source *source,
			const struct yaml_node *node, struct lesson_file *ret);
bool schema_read_step(const struct schema_source *source,
		      const struct yaml_node *node, struct step *ret);
bool schema_read_glossary(const struct schema_source *source,
			  const struct yaml_node *node, struct glossary *ret);

/* Every text in a file's tree that is prose, or code to show as it stands. */
enum schema_file {
	SCHEMA_COURSE_FILE,
	SCHEMA_LESSON_FILE,
	SCHEMA_GLOSSARY_FILE
};
typedef void schema_visit(void *context, const struct yaml_node *text,
			  bool code);
void schema_each_prose(enum schema_file file, const struct yaml_node *tree,
		       schema_visit *visit, void *context);

/* Adds the JSON Schema (draft 2020-12) of all three kinds of file. */
void schema_print_json(struct text *out);

#endif
