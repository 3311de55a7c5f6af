/*
 * Source files read as far as a build needs before it compiles them: the
 * names in their #include lines. Windows does not mind the case of a header's
 * name nor which way its slashes lean; for names that do not fit as they are
 * a folder of forwarding headers is made.
 */
#ifndef LAB_BUILD_SCAN_H
#define LAB_BUILD_SCAN_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct scan_folders {
	const char *const *paths; /* where headers are looked for, in order */
	size_t count;
};

/* What the files have that asks for another step. */
struct scan_found {
	bool pragmas; /* a file may have some for pragma.c */
	bool commas;  /* or something for commas.c */
};

/*
 * Reads the sources and the headers of their own that they include, and
 * writes into folder (which is there) a header for each name that only a
 * file of the same letters in other cases answers.
 */
enum err_code scan_sources(const char *const *sources, size_t count,
			   const struct scan_folders *folders,
			   const char *folder, struct scan_found *ret,
			   struct err *err) ERR_CHECK;

/*
 * The next header's name at or behind *at (not behind end), which is moved
 * past it: its bytes and their number, or NULL. *ret_quoted: in quotes.
 */
const char *scan_include(const char **at, const char *end, size_t *ret_size,
			 bool *ret_quoted);

#endif
