/*
 * A typed line as the parts that it names: "1c, 2a" is 1, c, 2, a. For
 * typed.c only.
 */
#ifndef LAB_COURSE_PARTS_H
#define LAB_COURSE_PARTS_H

#include "course/judge.h"

#include <stdbool.h>
#include <stddef.h>

/* More than any question takes: two for each line of a match. */
#define PARTS_MOST (2 * JUDGE_CHOICES_MOST)

enum part_kind { PART_LETTER, PART_NUMBER, PART_ID };

struct part {
	enum part_kind kind;
	unsigned number; /* of a letter from 0, of a number as it stands */
	const char *id;	 /* borrowed from the line */
	size_t size;
};

struct parts {
	struct part list[PARTS_MOST];
	size_t count;
};

/*
 * Takes a line apart. ERR_USAGE, with words for the learner, when something
 * in it is no part, or a letter is none of those shown, or there is nothing.
 */
enum err_code parts_take(const struct question *question, const char *line,
			 struct parts *ret, struct err *err) ERR_CHECK;

#endif
