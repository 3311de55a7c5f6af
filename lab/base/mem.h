/*
 * Memory: running out of it ends the program, after a hook that gives the
 * terminal back. Nothing here returns NULL.
 */
#ifndef LAB_BASE_MEM_H
#define LAB_BASE_MEM_H

#include <stddef.h>

/* Called once before the abort; it must not allocate. NULL takes it out. */
void mem_set_panic_hook(void (*hook)(void));

/* For a library that says it ran out: ends the program as the rest do. */
void mem_panic(void) __attribute__((noreturn));

/* The caller frees what these return with free(). Size 0 is allowed. */
void *mem_alloc(size_t size) __attribute__((malloc, returns_nonnull));
void *mem_calloc(size_t count, size_t size)
	__attribute__((malloc, returns_nonnull));
void *mem_realloc(void *old, size_t count, size_t size)
	__attribute__((returns_nonnull));
char *mem_strdup(const char *text) __attribute__((malloc, returns_nonnull));
char *mem_strndup(const char *text, size_t length)
	__attribute__((malloc, returns_nonnull));

/*
 * Grows an array to hold at least needed elements of size bytes: returns the
 * (moved) array and updates *capacity. Doubles, so adding one by one is cheap.
 */
void *mem_grow(void *array, size_t *capacity, size_t needed, size_t size)
	__attribute__((returns_nonnull));

#endif
