/*
 * The names that ntoskrnl.exe exports, here or on Windows alone, from
 * driver/ntoskrnl.names.
 */
#ifndef LAB_BUILD_NAMES_H
#define LAB_BUILD_NAMES_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct names {
	char *bytes; /* the file, cut into strings */
	struct name {
		const char *text;
		bool data;   /* a variable */
		bool absent; /* Windows exports it, this machine not */
	} * list;	     /* sorted */
	size_t count, capacity;
};

enum err_code names_read(const char *path, struct names *ret,
			 struct err *err) ERR_CHECK;
void names_fini(struct names *names);
/* Whether Windows exports it, and whether this machine does. */
bool names_know(const struct names *names, const char *name);
bool names_has(const struct names *names, const char *name);
/* A name a few letters away, or the same in another case; NULL. */
const char *names_nearest(const struct names *names, const char *name);
/* A .def file of them. */
void names_add_def(const struct names *names, struct text *out);

#endif
