#include "config.h"
#include "base/arena.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_FIRST 2048u
#define CHUNK_MOST  (16u << 10)
#define ALIGNMENT   _Alignof(max_align_t)

struct arena_chunk {
	struct arena_chunk *older;
	size_t size;
	max_align_t bytes[];
};

static void add_chunk(struct arena *arena, size_t needed)
{
	size_t size = CHUNK_FIRST;
	struct arena_chunk *chunk;

	while (size < arena->total && size < CHUNK_MOST)
		size *= 2;
	if (size < needed)
		size = needed;
	if (size > SIZE_MAX - sizeof(*chunk))
		size = SIZE_MAX - sizeof(*chunk);
	chunk = mem_calloc(1, sizeof(*chunk) + size);
	chunk->older = arena->chunk;
	chunk->size = size;
	arena->chunk = chunk;
	arena->used = 0;
	arena->texts = 0;
	arena->total += size;
}

static size_t room(const struct arena *arena)
{
	if (!arena->chunk)
		return 0;
	return arena->chunk->size - arena->used - arena->texts;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t rounded = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
	void *p;

	if (rounded < size)
		rounded = SIZE_MAX & ~(ALIGNMENT - 1);
	if (!arena->chunk || room(arena) < rounded)
		add_chunk(arena, rounded);
	p = (char *)arena->chunk->bytes + arena->used;
	arena->used += rounded;
	return p;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		bytes = SIZE_MAX;
	return arena_alloc(arena, bytes);
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (room(arena) <= length)
		add_chunk(arena, length < SIZE_MAX ? length + 1 : length);
	arena->texts += length + 1;
	copy = (char *)arena->chunk->bytes + arena->chunk->size - arena->texts;
	memcpy(copy, text, length); /* the NUL is there: chunks are zeroed */
	return copy;
}

void arena_fini(struct arena *arena)
{
	while (arena->chunk) {
		struct arena_chunk *older = arena->chunk->older;

		free(arena->chunk);
		arena->chunk = older;
	}
	memset(arena, 0, sizeof(*arena));
}
