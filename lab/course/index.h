/*
 * What the outline needs of a course, as one run of bytes: built in memory
 * when a course is first opened, written below the cache, and mapped by
 * later starts. The bytes may come from a file that somebody damaged, so
 * nothing in them is believed before it is checked.
 */
#ifndef LAB_COURSE_INDEX_H
#define LAB_COURSE_INDEX_H

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Places in the run of strings; 0 is no text. Numbers are the machine's own:
 * an index never travels. */
typedef uint32_t index_ref;

struct index_list { /* of index_ref */
	uint32_t first, count;
};

struct index_file {
	struct file_stamp stamp;
	index_ref name; /* below the course's folder */
	uint32_t unused;
};

struct index_lesson {
	index_ref id, title;
	uint32_t file;
	uint32_t first_step, step_count;
	uint32_t minutes;
	struct index_list objectives;
};

struct index_step {
	index_ref id, was, title;
	uint32_t lesson;
	uint32_t offset, end;  /* bytes in the lesson's file */
	uint32_t line, column; /* of the first of them */
	uint8_t kind, minutes;
	uint16_t unused;
};

/* Ids of steps, their old ones and those of asks; sorted by hash. */
struct index_id {
	uint64_t hash;
	index_ref id;
	uint32_t step;
};

struct index_info {
	index_ref path; /* the course's folder, so that no two share a file */
	index_ref id, title, version, language, summary, license, glossary;
	index_ref dump, symbols;
	struct index_list authors, objectives, prerequisites;
};

struct index {
	const char *bytes;
	size_t size;
	bool mapped; /* else bytes is from malloc */
	struct index_info info;
	const struct index_file *files;
	const struct index_lesson *lessons;
	const struct index_step *steps;
	const struct index_id *ids;
	const index_ref *refs;
	const char *strings;
	size_t file_count, lesson_count, step_count, id_count, ref_count;
	size_t string_size;
};

/*
 * Looks at bytes as an index; false when they are none, or not whole. The
 * counts and strings are then safe to use; numbers inside a record are not
 * (index_string and index_member check theirs).
 */
bool index_check(const char *bytes, size_t size, struct index *ret);
/* Maps an index file that belongs to this user; false when there is no good
 * one. */
bool index_map(const char *path, struct index *ret);
void index_fini(struct index *index);

/* NULL for ref 0; "" for one that is out of bounds. */
const char *index_string(const struct index *index, index_ref ref);
/* The n-th text of a list; "" where out of bounds. */
const char *index_member(const struct index *index, struct index_list list,
			 size_t n);
/* The step that an id belongs to; false when there is none. */
bool index_find(const struct index *index, const char *id, size_t *ret);

/* ---- building ---- */

struct index_builder {
	struct index_info info;
	struct index_file *files;
	struct index_lesson *lessons;
	struct index_step *steps;
	struct index_id *ids;
	index_ref *refs;
	size_t file_count, lesson_count, step_count, id_count, ref_count;
	size_t file_capacity, lesson_capacity, step_capacity, id_capacity,
		ref_capacity;
	struct text strings;
};

/* A zeroed builder is an empty one. text NULL gives 0. */
index_ref index_add_string(struct index_builder *builder, const char *text);
struct index_list index_add_list(struct index_builder *builder,
				 const char *const *list, size_t count);
/* Each returns a zeroed record; valid until the next of its kind. */
struct index_file *index_add_file(struct index_builder *builder);
struct index_lesson *index_add_lesson(struct index_builder *builder);
struct index_step *index_add_step(struct index_builder *builder);
void index_add_id(struct index_builder *builder, index_ref id, size_t step);
/* Sorts the ids, so that equal ones are neighbours. */
void index_sort_ids(struct index_builder *builder);
const char *index_built_string(const struct index_builder *builder,
			       index_ref ref);
/* Puts it all together; ids must be sorted. The caller frees *ret_bytes. */
void index_build(const struct index_builder *builder, char **ret_bytes,
		 size_t *ret_size);
void index_builder_fini(struct index_builder *builder);

#endif
