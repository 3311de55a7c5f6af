/*
 * A course: its lessons and steps in order, read from a folder.
 *
 * Opening checks the structure of every file once and keeps what it learned
 * in an index below $XDG_CACHE_HOME, so that the next start reads neither
 * YAML nor prose: it compares the files' stamps, maps the index, and parses
 * the one step that is shown. Without a cache everything works the same,
 * only slower.
 */
#ifndef LAB_COURSE_COURSE_H
#define LAB_COURSE_COURSE_H

#include "base/err.h"
#include "course/step.h"
#include "formats/fault.h"
#include "formats/transcript.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct course; /* opaque */

struct course_config {
	const char *path;  /* the course's folder */
	const char *data;  /* holds dumps/ and driver/; may be NULL */
	const char *cache; /* folder of indexes; NULL: keep none */
};

/* What course.yaml says. Borrowed from the course. */
struct course_info {
	const char *id, *title, *version, *language, *summary, *license;
	const char *dump, *symbols; /* below dumps/; NULL: none */
	struct strings authors, objectives, prerequisites;
};

struct lesson_info {
	const char *id, *title;
	size_t first_step, step_count;
	unsigned minutes; /* the sum of its steps' */
};

/* What the outline needs of a step, without reading it. */
struct step_info {
	const char *id, *was, *title; /* was: NULL where it had no other id */
	enum step_kind kind;
	unsigned minutes;
	size_t lesson;
};

/*
 * Opens the course in config->path. Faults in its files are added to faults
 * (may be NULL) and make it ERR_FORMAT; ERR_IO when the folder cannot be read
 * at all. A course that opened has no structural fault.
 */
enum err_code course_open(const struct course_config *config,
			  struct course **ret, struct faults *faults,
			  struct err *err) ERR_CHECK;
void course_free(struct course *course);

const struct course_info *course_info(const struct course *course);
const char *course_path(const struct course *course);
size_t course_lesson_count(const struct course *course);
/* Borrowed texts; lesson and step must be below the counts. */
struct lesson_info course_lesson(const struct course *course, size_t lesson);
struct strings course_lesson_objectives(struct course *course, size_t lesson);
size_t course_step_count(const struct course *course);
struct step_info course_step(const struct course *course, size_t step);

/*
 * Finds a step by its id, or by the id it had before (`was`); or the step
 * that holds the question with that id. ERR_NOT_FOUND has no message.
 */
enum err_code course_find(const struct course *course, const char *id,
			  size_t *ret) ERR_CHECK;

/*
 * The whole of a step. Valid until the next course_read of another step.
 * ERR_IO or ERR_FORMAT when its file changed or went since the course opened.
 */
enum err_code course_read(struct course *course, size_t step,
			  const struct step **ret, struct err *err) ERR_CHECK;
/* The prose of a read step or a replay, from its file where it names one; the
 * caller frees it. "" where it has none. */
enum err_code course_read_prose(struct course *course, const struct step *step,
				char **ret, struct err *err) ERR_CHECK;
/* A transcript or source file; lesson files resolve the same everywhere. */
enum err_code course_read_recording(struct course *course,
				    const struct recording *recording,
				    struct transcript *ret,
				    struct err *err) ERR_CHECK;

/* Whether there is a dump to look into at a step: its own or the course's. */
bool course_has_dump(const struct course *course, const struct step *step);
/*
 * The files of that dump: paths, the caller's to free; *ret_symbols is a
 * folder, or NULL where none is named.
 */
enum err_code course_find_dump(const struct course *course,
			       const struct step *step, char **ret_dump,
			       char **ret_symbols, struct err *err) ERR_CHECK;

/* The glossary, read when first asked for; NULL where the course has none. */
enum err_code course_glossary(struct course *course,
			      const struct glossary **ret,
			      struct err *err) ERR_CHECK;

#endif
