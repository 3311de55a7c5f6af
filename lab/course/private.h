/*
 * What a course is made of. For course.c and read.c only.
 */
#ifndef LAB_COURSE_PRIVATE_H
#define LAB_COURSE_PRIVATE_H

#include "base/arena.h"
#include "course/course.h"
#include "course/index.h"

#define COURSE_NO_STEP SIZE_MAX

struct course {
	char *path; /* as it was given, for messages and joins */
	char *data; /* or NULL */
	struct index index;
	struct arena arena; /* lists of info and objectives */
	struct course_info info;
	struct strings *objectives; /* a lesson each, filled when asked for */

	/* the step that was read last */
	size_t step_number; /* COURSE_NO_STEP: none */
	struct step step;
	struct arena step_arena;

	struct glossary *glossary; /* NULL until it is asked for */
	struct arena glossary_arena;
};

#endif
