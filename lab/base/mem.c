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

static void out_of_memory(void) __attribute__((noreturn));

static void out_of_memory(void)
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
		out_of_memory();
	return p;
}

void *mem_calloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *mem_realloc(void *old, size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(count, size, &bytes))
		out_of_memory();
	p = realloc(old, bytes ? bytes : 1);
	if (!p)
		out_of_memory();
	return p;
}

char *mem_strndup(const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		out_of_memory();
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
			out_of_memory();
	array = mem_realloc(array, next, size);
	*capacity = next;
	return array;
}
