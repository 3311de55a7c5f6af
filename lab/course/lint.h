/*
 * Everything that can be wrong with a course without anybody playing it: the
 * structure of its files (schema.h) and what only shows when they are read
 * together: anchors, links, questions, what nobody can come to.
 */
#ifndef LAB_COURSE_LINT_H
#define LAB_COURSE_LINT_H

#include "base/err.h"
#include "formats/fault.h"

#include <stddef.h>

struct lint_config {
	const char *path; /* the course's folder; faults print it as it is */
	const char *data; /* holds dumps/ and driver/; may be NULL */
};

struct lint_counts {
	size_t lessons, steps, questions, notes, files;
};

/*
 * Reads each file of the course once and adds all of its faults, in no order.
 * ERR_IO when there is no such folder, ERR_NOT_FOUND when it has no
 * course.yaml; a course with faults is ERR_OK.
 */
enum err_code lint_course(const struct lint_config *config,
			  struct faults *faults, struct lint_counts *ret,
			  struct err *err) ERR_CHECK;

#endif
