#include "config.h"
#include "formats/pool.h"

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Small sizes are multiples of a step, large ones powers of two. */
#define STEP	    sizeof(max_align_t)
#define SMALL_COUNT 32
#define CLASS_COUNT (SMALL_COUNT + 64)

/* In front of each allocation; next is for a free one. */
struct slot {
	_Alignas(max_align_t) uint32_t class;
	struct slot *next;
};

static _Thread_local struct {
	struct arena arena;
	struct slot *unused[CLASS_COUNT];
} pool;

static size_t class_size(unsigned class)
{
	return class < SMALL_COUNT ? (class + 1) * STEP
				   : (size_t)1 << (class - SMALL_COUNT);
}

/* The class that holds size bytes. */
static unsigned size_class(size_t size)
{
	if (size <= SMALL_COUNT * STEP)
		return size ? (unsigned)((size - 1) / STEP) : 0;
	return SMALL_COUNT + 64 - (unsigned)__builtin_clzl(size - 1);
}

static void *take(size_t size)
{
	unsigned class = size_class(size);
	struct slot *slot = pool.unused[class];

	if (slot) {
		pool.unused[class] = slot->next;
		memset(slot + 1, 0, class_size(class));
	} else {
		slot = arena_alloc(&pool.arena,
				   sizeof(*slot) + class_size(class));
		slot->class = class;
	}
	return slot + 1;
}

static void *pool_calloc(size_t count, size_t size)
{
	size_t bytes;

	/* more than there is ends the program, in arena_alloc */
	if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 4)
		bytes = SIZE_MAX / 4;
	return take(bytes);
}

static void pool_free(void *old)
{
	struct slot *slot = old;

	if (!slot)
		return;
	slot--;
	slot->next = pool.unused[slot->class];
	pool.unused[slot->class] = slot;
}

static void *pool_realloc(void *old, size_t size)
{
	const struct slot *slot = old;
	size_t had;
	void *moved;

	if (!old)
		return pool_calloc(size, 1);
	had = class_size(slot[-1].class);
	if (had >= size)
		return old;
	moved = pool_calloc(size, 1);
	memcpy(moved, old, had);
	pool_free(old);
	return moved;
}

cmark_mem *pool_open(void)
{
	/* cmark does not change it, but has no const for that */
	static cmark_mem memory = { pool_calloc, pool_realloc, pool_free };

	return &memory;
}

void pool_close(void)
{
	arena_fini(&pool.arena);
	memset(pool.unused, 0, sizeof(pool.unused));
}
