/*
 * Shared libraries that most starts do not need: loaded when they first are.
 */
#ifndef LAB_BASE_LIBRARY_H
#define LAB_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function, and where in a struct its pointer is. */
struct library_call {
	const char *name;
	size_t at;
};

/*
 * Fills the pointers in ret, all of them or none. False: *ret_missing is the
 * first that the library lacks; NULL: there is no such library.
 */
bool library_load(const char *library, const struct library_call *calls,
		  size_t count, void *ret, const char **ret_missing);

#endif
