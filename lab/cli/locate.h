/*
 * Where things are for this run: the data folder, the progress file, and the
 * course that an argument names.
 */
#ifndef LAB_CLI_LOCATE_H
#define LAB_CLI_LOCATE_H

#include "base/err.h"
#include "course/course.h"
#include "formats/fault.h"

/*
 * The folder of a course: a path with course.yaml in it, or the name of one
 * below lessons/ of the data folder or of $XDG_DATA_HOME/kdlab. NULL stands
 * for the first course there is. The caller frees *ret.
 */
enum err_code locate_course(const char *argument, char **ret,
			    struct err *err) ERR_CHECK;
/* All courses there are, NULL-terminated, sorted; the caller frees each and
 * the list. Never NULL. */
char **locate_courses(void);
/* Opens a course as the lab does: data folder and cache filled in. Faults are
 * printed to stderr. */
enum err_code locate_open(const char *path, struct course **ret,
			  struct err *err) ERR_CHECK;
/* $XDG_STATE_HOME/kdlab/progress.db; NULL without a home. */
char *locate_store(void);

#endif
