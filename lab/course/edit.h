/*
 * Changes of a source by content: a text that stands there once, and what
 * takes its place.
 */
#ifndef LAB_COURSE_EDIT_H
#define LAB_COURSE_EDIT_H

#include "base/err.h"
#include "base/text.h"
#include "course/step.h"

#include <stddef.h>

/*
 * Makes one change in text. ERR_NOT_FOUND: it does not stand there.
 * ERR_FORMAT: it does more than once. text is as it was then. A newline at
 * the end of both texts, as YAML's `|` leaves one, takes part.
 */
enum err_code edit_apply(const struct edit *edit, struct text *text,
			 struct err *err) ERR_CHECK;
/* One after the other; stops at the first that cannot be made. */
enum err_code edit_apply_all(const struct edit *edits, size_t count,
			     struct text *text, struct err *err) ERR_CHECK;

/* "OLD => NEW" on one line: \n, \t and \\ stand for what they do in C,
 * a backslash before a blank for the blank. */
void edit_print(const struct edit *edit, struct text *out);
/* And back; the texts are *ret_find and *ret_put's. */
enum err_code edit_parse(const char *line, struct text *ret_find,
			 struct text *ret_put, struct err *err) ERR_CHECK;

#endif
