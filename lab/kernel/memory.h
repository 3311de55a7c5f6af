/*
 * The guest's memory: regions of whole pages, at virtual addresses, with one
 * copy of the bytes that both the CPU and the kernel's functions use.
 *
 * What a kernel function reads or writes through a bad pointer must fault as
 * it would in Windows: the first fault is remembered here, reads then give 0,
 * writes are dropped, and who called the function raises the page fault.
 *
 * Pageable regions are closed to the CPU. The first touch below DISPATCH_LEVEL
 * opens one; when the processor is raised to it those that are open are closed
 * again, so what was not touched costs nothing.
 */
#ifndef LAB_KERNEL_MEMORY_H
#define LAB_KERNEL_MEMORY_H

#include "formats/image.h"
#include "kernel/engine.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMORY_PAGE 0x1000u

struct memory_region {
	uint64_t address;
	size_t size;	 /* whole pages */
	unsigned access; /* of enum engine_access */
	bool pageable;	 /* may not be touched at DISPATCH_LEVEL */
	bool open;	 /* pageable, and the CPU may touch it now */
	bool user;	 /* kernel code may, but it is a process's own */
	uint8_t *bytes;
	const char *what; /* "pool", "image", "stack"; borrowed */
};

struct memory_fault {
	bool set;
	uint64_t address;
	unsigned access;
	/* or a check that failed: of the kernel's own, FAST_FAIL_... */
	unsigned fast_fail;
};

struct memory {
	struct engine *engine;
	struct memory_region *regions; /* by address */
	size_t count, capacity;
	size_t last[2];	 /* where the last two were found */
	uint64_t mapped; /* bytes, against LIMIT_KERNEL_MEMORY */
	bool raised;	 /* the processor is at DISPATCH_LEVEL or above */
	size_t open;	 /* regions that are */
	uint64_t work;	 /* done by reads and writes: about one each */
	struct memory_fault fault;
};

void memory_init(struct memory *memory, struct engine *engine);
void memory_fini(struct memory *memory);

/* Zeroed pages; false when the room is taken, the limit is reached or the
 * address wraps. */
bool memory_map(struct memory *memory, uint64_t address, size_t size,
		unsigned access, const char *what);
void memory_unmap(struct memory *memory, uint64_t address, size_t size);
void memory_protect(struct memory *memory, uint64_t address, size_t size,
		    unsigned access);
void memory_set_pageable(struct memory *memory, uint64_t address, size_t size,
			 bool pageable);
/* At which level the processor whose turn it is goes on. */
void memory_set_raised(struct memory *memory, bool raised);
/* The CPU was refused: true when it was only that the region is closed, and it
 * may try again. */
bool memory_open(struct memory *memory, uint64_t address, unsigned access);
/* The region that holds address, or NULL. */
const struct memory_region *memory_find(struct memory *memory,
					uint64_t address);
bool memory_is_mapped(struct memory *memory, uint64_t address, size_t size);
/* From address on, the first gap of size bytes below limit; 0 none. */
uint64_t memory_gap(struct memory *memory, uint64_t address, uint64_t limit,
		    size_t size);

/* Exactly size bytes, or false and nothing else: for those who look. */
bool memory_peek(struct memory *memory, uint64_t address, void *ret,
		 size_t size);
/* The same for writing, past any protection: for the machine itself. */
bool memory_poke(struct memory *memory, uint64_t address, const void *bytes,
		 size_t size);

/* For kernel functions: these fault. */
void memory_read(struct memory *memory, uint64_t address, void *ret,
		 size_t size);
void memory_write(struct memory *memory, uint64_t address, const void *bytes,
		  size_t size);
uint64_t memory_get(struct memory *memory, uint64_t address, size_t size);
void memory_put(struct memory *memory, uint64_t address, uint64_t value,
		size_t size);

/* What was read cannot be: as a fault, but the kernel stops with this code. */
void memory_fast_fail(struct memory *memory, unsigned code);

/* The host's bytes at address, as many as lie together and may be accessed so;
 * NULL after a fault, this one or one before. */
uint8_t *memory_run(struct memory *memory, uint64_t address, unsigned access,
		    size_t *ret_size);
/* As memmove and memset; where they fault, what comes before is done. */
void memory_move(struct memory *memory, uint64_t to, uint64_t from,
		 uint64_t size);
void memory_fill(struct memory *memory, uint64_t to, uint8_t with,
		 uint64_t size);

/* All of it, as pages of an image. */
void memory_copy(const struct memory *memory, struct image *image);

#endif
