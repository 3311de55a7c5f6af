#include "config.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*panic_hook)(void);

void mem_set_panic_hook(void (*hook)(void))
{
	panic_hook = hook;
}

void mem_panic(void)
{
	if (panic_hook)
		panic_hook();
	fputs("kdlab: out of memory\n", stderr);
	abort();
}

void *mem_alloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		mem_panic();
	return p;
}

void *mem_calloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		mem_panic();
	return p;
}

void *mem_realloc(void *old, size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(count, size, &bytes))
		mem_panic();
	p = realloc(old, bytes ? bytes : 1);
	if (!p)
		mem_panic();
	return p;
}

char *mem_strndup(const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		mem_panic();
	copy = mem_alloc(length + 1);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *mem_strdup(const char *text)
{
	return mem_strndup(text, strlen(text));
}

void *mem_grow(void *array, size_t *capacity, size_t needed, size_t size)
{
	size_t next = *capacity ? *capacity : 8;

	if (array && needed <= *capacity)
		return array;
	while (next < needed)
		if (__builtin_mul_overflow(next, (size_t)2, &next))
			mem_panic();
	array = mem_realloc(array, next, size);
	*capacity = next;
	return array;
}
