/*
 * Steps as people name them: "6.2", "6" (its first step), an id, or words of
 * a title. One reading for both front ends and the subcommands.
 */
#ifndef LAB_COURSE_WHERE_H
#define LAB_COURSE_WHERE_H

#include "base/text.h"
#include "course/course.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds a step's number, "6.2", to ret. */
void where_number(const struct course *course, size_t step, struct text *ret);

/* By number or id. False when it is neither, or there is no such step. */
bool where_find(const struct course *course, const char *text, size_t *ret);

/*
 * By words of its title, or of its lesson's for the lesson's first step, any
 * case: the first step at or behind from, round the end. Returns how many
 * steps have them in all; *ret is written when there is one.
 */
size_t where_search(const struct course *course, const char *words, size_t from,
		    size_t *ret);
/* Whether one step has them. */
bool where_has(const struct course *course, const char *words, size_t step);

#endif
