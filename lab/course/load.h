/*
 * A course's files, read and checked, into an index. For course/course.c.
 */
#ifndef LAB_COURSE_LOAD_H
#define LAB_COURSE_LOAD_H

#include "base/arena.h"
#include "course/index.h"
#include "formats/fault.h"
#include "formats/yaml.h"

/*
 * Reads every file of the course in folder. Returns whether nothing was
 * wrong; else faults says what was. ret is always the caller's to fini.
 */
bool load_course(const char *folder, struct faults *faults,
		 struct index_builder *ret);

/*
 * The whole path of a file below root, which the caller frees; ERR_FORMAT
 * when it would lead out of root, by its name or by a link; ERR_NOT_FOUND
 * when it is not there.
 */
enum err_code load_resolve(const char *root, const char *name, char **ret,
			   struct err *err) ERR_CHECK;

/* The tree of one file below folder, or NULL with faults. stamp may be NULL. */
const struct yaml_node *load_yaml(const char *folder, const char *name,
				  struct arena *arena, struct faults *faults,
				  struct file_stamp *stamp);

#endif
