/*
 * An arena: memory that dies together. A parsed document lives in one.
 */
#ifndef LAB_BASE_ARENA_H
#define LAB_BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_chunk *chunk; /* newest first */
	size_t used;		   /* bytes of it, from its start */
	size_t texts;		   /* and from its end: texts, unaligned */
	size_t total;		   /* bytes of all chunks */
};

/* A zeroed struct arena is an empty one; nothing to call before first use. */
void arena_fini(struct arena *arena);

/* Zeroed memory, aligned for any type, valid until arena_fini. */
void *arena_alloc(struct arena *arena, size_t size)
	__attribute__((returns_nonnull));
/* count elements of size bytes; a product that overflows ends the program. */
void *arena_array(struct arena *arena, size_t count, size_t size)
	__attribute__((returns_nonnull));
/* A NUL-terminated copy. */
char *arena_strndup(struct arena *arena, const char *text, size_t length)
	__attribute__((returns_nonnull));

#endif
