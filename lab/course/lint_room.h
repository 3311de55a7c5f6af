/*
 * What the parts of lint share. For lint*.c only.
 */
#ifndef LAB_COURSE_LINT_ROOM_H
#define LAB_COURSE_LINT_ROOM_H

#include "base/arena.h"
#include "base/text.h"
#include "course/anchor.h"
#include "course/lint.h"
#include "course/schema.h"
#include "course/step.h"
#include "formats/fault.h"
#include "formats/transcript.h"
#include "formats/yaml.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file below the course's folder. */
struct lint_file {
	char *name;  /* below the folder, with '/' */
	char *shown; /* as faults print it */
	char *bytes; /* NULL until lint_read, and where that failed */
	size_t size;
	bool named; /* somebody names it */
	bool prose; /* its prose was checked */
	bool read;  /* lint_read was here */
};

/* A name and who has it: ids of steps, terms, lessons, misconceptions. */
struct lint_name {
	const char *name;
	const char *file; /* shown */
	struct place place;
	size_t number; /* of the lesson or misconception */
};

struct lint_names {
	struct lint_name *list;
	size_t count, capacity;
	bool sorted;
};

struct lint_recording {
	char *name; /* "dumps/seed/x.txt" */
	bool found;
	struct transcript transcript;
};

struct lint_source {
	char *name; /* below driver/ */
	struct text text;
};

struct lint_lesson {
	struct lint_file *file;
	const struct yaml_node *tree; /* NULL: it cannot be read */
	struct lesson_file lesson;
};

struct lint {
	const struct lint_config *config;
	struct faults *faults;
	struct lint_counts counts;
	struct arena arena; /* trees and lists */
	struct lint_file *files;
	size_t file_count, file_capacity;
	struct lint_recording *recordings;
	size_t recording_count, recording_capacity;
	struct lint_source *sources; /* of build and console steps */
	size_t source_count, source_capacity;
	struct lint_file *course_file, *glossary_file;
	const struct yaml_node *course_tree, *glossary_tree;
	struct course_file course;
	struct glossary glossary;
	struct lint_lesson *lessons; /* those whose file is there */
	size_t lesson_count;
	/* ids: steps and questions share one space */
	struct lint_names ids, olds, terms, lesson_ids, beliefs;
	/* the last place looked up: the next one is mostly behind it */
	struct {
		const struct lint_file *file;
		size_t offset;
		struct place place;
	} mark;
	bool *met; /* by misconception */
	/* a file could not be parsed: what it names is not known */
	bool partial;
};

/* ---- lint_files.c ---- */

/* Finds the folder's files; what is no file, or leads out, is a fault. */
enum err_code lint_list_files(struct lint *lint, struct err *err) ERR_CHECK;
/* By name below the folder; NULL: there is none. */
struct lint_file *lint_find_file(struct lint *lint, const char *name);
/* Its bytes, read the first time; false, with a fault, where that fails. */
bool lint_read(struct lint *lint, struct lint_file *file, size_t limit);
/*
 * A file that a course file names relative to another one of it: "a.md" from
 * "10-scene/lesson.yaml" is "10-scene/a.md". NULL, with a fault at the place,
 * where it leads out of the folder or is not there.
 */
struct lint_file *lint_name_file(struct lint *lint,
				 const struct lint_file *from,
				 struct place place, const char *name);
/* Faults in the bytes of files that no parser of ours has seen, and files that
 * nobody names. */
void lint_rest_of_files(struct lint *lint);
/* NULL, with a fault, where it is not there. */
const struct transcript *lint_recording(struct lint *lint,
					const struct lint_file *file,
					struct place place,
					const struct recording *recording);
/* A dump or, where folder is set, the symbols of one: a fault where it is not
 * there. name may be NULL. */
void lint_dump(struct lint *lint, const struct lint_file *file,
	       struct place place, const char *name, bool folder);
void lint_files_fini(struct lint *lint);

/* ---- lint_names.c ---- */

void lint_add_name(struct lint_names *names, const struct lint_name *name);
/* Sorts; every second one of a name is a fault: "step 'x' a second time". */
void lint_close_names(struct lint *lint, struct lint_names *names,
		      const char *what);
const struct lint_name *lint_find_name(const struct lint_names *names,
				       const char *name);
/* A fault: no such what, and the nearest of names. */
void lint_unknown(struct lint *lint, enum fault_kind kind, const char *file,
		  struct place place, const struct lint_names *names,
		  const char *what, const char *name);
/* Collects all ids; duplicates and `was` of living ones are faults. */
void lint_collect_names(struct lint *lint);
/* Prerequisites that are not there, or go in a circle. */
void lint_prerequisites(struct lint *lint);
/* What a `meets` list names. node is the map that has the key. */
void lint_meets(struct lint *lint, const struct lint_file *file,
		const struct yaml_node *node);
/* Misconceptions that nobody met. */
void lint_unmet(struct lint *lint);

/* ---- lint_step.c, lint_question.c, lint_hint.c ---- */

void lint_lesson_steps(struct lint *lint, struct lint_lesson *lesson);
/* Anchors that match less or more than they declare; the ranges found, which
 * the caller frees, or false where there are none. */
bool lint_anchor(struct lint *lint, const struct lint_file *file,
		 const struct anchor *anchor,
		 const struct transcript *transcript,
		 struct anchor_ranges *ret);
void lint_anchors(struct lint *lint, const struct lint_file *file,
		  const struct anchors *anchors,
		  const struct transcript *transcript);
void lint_question(struct lint *lint, const struct lint_file *file,
		   const struct question *question,
		   const struct yaml_node *node);
/* Hints that give the answer away. */
void lint_hints(struct lint *lint, const struct lint_file *file,
		const struct question *question, const struct yaml_node *node);

/* ---- lint_task.c ---- */

void lint_task(struct lint *lint, const struct lint_file *file,
	       const struct step *step, const struct yaml_node *node);
void lint_sources_fini(struct lint *lint);

/* ---- lint_prose.c ---- */

/* Links and code in all prose of a tree. */
void lint_tree_prose(struct lint *lint, const struct lint_file *file,
		     enum schema_file kind, const struct yaml_node *tree);
/* The same of a whole file of prose. */
void lint_file_prose(struct lint *lint, const struct lint_file *file);
/* A source file: lines wider than a narrow screen takes. */
void lint_code_file(struct lint *lint, const struct lint_file *file);

/* ---- places ---- */

static inline struct place lint_node_place(const struct yaml_node *node)
{
	return (struct place){ node->line, node->column };
}

/* Where a key's value stands, else the map itself. */
static inline struct place lint_key_place(const struct yaml_node *map,
					  const char *key)
{
	const struct yaml_node *node = map ? yaml_find(map, key) : NULL;

	if (!node)
		node = map;
	return node ? lint_node_place(node) : (struct place){ 1, 1 };
}

/* The n-th member of a list below a map's key, else the map itself. */
static inline const struct yaml_node *lint_member(const struct yaml_node *map,
						  const char *key, size_t n)
{
	const struct yaml_node *list = map ? yaml_find(map, key) : NULL;
	const struct yaml_node *member = list ? list->first : NULL;

	while (member && n--)
		member = member->next;
	return member ? member : map;
}

#endif
