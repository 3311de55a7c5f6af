#include "config.h"
#include "kernel/memory.h"

#include "base/limits.h"
#include "base/mem.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { WORK_BYTES = 64 };

void memory_init(struct memory *memory, struct engine *engine)
{
	memset(memory, 0, sizeof(*memory));
	memory->engine = engine;
}

void memory_fini(struct memory *memory)
{
	for (size_t i = 0; i < memory->count; i++)
		munmap(memory->regions[i].bytes, memory->regions[i].size);
	free(memory->regions);
}

/* The first region that ends behind address. */
static size_t find(const struct memory *memory, uint64_t address)
{
	size_t low = 0, high = memory->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct memory_region *region = &memory->regions[middle];

		if (region->address + (region->size - 1) < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Most reads go on where the last one was, or the one before: a list's head and
 * its members, a stack and what it points at. */
static struct memory_region *holder(struct memory *memory, uint64_t address)
{
	struct memory_region *region;

	for (size_t i = 0; i < 2; i++) {
		size_t at = memory->last[i];

		if (at >= memory->count)
			continue;
		region = &memory->regions[at];
		if (address - region->address >= region->size)
			continue;
		memory->last[i] = memory->last[0];
		memory->last[0] = at;
		return region;
	}
	memory->last[1] = memory->last[0];
	memory->last[0] = find(memory, address);
	if (memory->last[0] == memory->count)
		return NULL;
	region = &memory->regions[memory->last[0]];
	return address - region->address < region->size ? region : NULL;
}

const struct memory_region *memory_find(struct memory *memory, uint64_t address)
{
	return holder(memory, address);
}

static bool is_sound(uint64_t address, size_t size)
{
	return size > 0 && address % MEMORY_PAGE == 0 &&
	       size % MEMORY_PAGE == 0 && address + (size - 1) >= address;
}

static void insert(struct memory *memory, size_t at,
		   const struct memory_region *region)
{
	memory->regions = mem_grow(memory->regions, &memory->capacity,
				   memory->count + 1, sizeof(*memory->regions));
	memmove(memory->regions + at + 1, memory->regions + at,
		(memory->count - at) * sizeof(*memory->regions));
	memory->regions[at] = *region;
	memory->count++;
}

bool memory_map(struct memory *memory, uint64_t address, size_t size,
		unsigned access, const char *what)
{
	struct memory_region region = {
		.address = address, .size = size, .access = access, .what = what
	};
	size_t at = find(memory, address);

	if (!is_sound(address, size) ||
	    size > LIMIT_KERNEL_MEMORY - memory->mapped ||
	    memory->count >= LIMIT_KERNEL_REGIONS ||
	    (at < memory->count &&
	     memory->regions[at].address <= address + (size - 1)))
		return false;
	region.bytes = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (region.bytes == MAP_FAILED)
		return false;
	if (!engine_map(memory->engine, address, size, access, region.bytes)) {
		munmap(region.bytes, size);
		return false;
	}
	insert(memory, at, &region);
	memory->mapped += size;
	return true;
}

/* Makes address the begin of a region, if it lies within one. The host's
 * bytes can be unmapped in parts, so a part is a region as any other. */
static void split(struct memory *memory, uint64_t address)
{
	struct memory_region *region = holder(memory, address), behind;

	if (!region || region->address == address)
		return;
	behind = *region;
	behind.address = address;
	behind.size -= address - region->address;
	behind.bytes += address - region->address;
	region->size -= behind.size;
	memory->open += region->open;
	insert(memory, (size_t)(region - memory->regions) + 1, &behind);
}

/* The regions of [address, address + size), cut to fit, each given to `each`.
 */
static void cut(struct memory *memory, uint64_t address, size_t size,
		size_t *ret_from, size_t *ret_to)
{
	uint64_t end = address + size;

	*ret_from = *ret_to = 0;
	if (memory->count + 2 > LIMIT_KERNEL_CUTS)
		return; /* it stays as it is */
	split(memory, address);
	if (end > address)
		split(memory, end);
	*ret_from = *ret_to = find(memory, address);
	while (*ret_to < memory->count &&
	       memory->regions[*ret_to].address - address < size)
		++*ret_to;
}

void memory_unmap(struct memory *memory, uint64_t address, size_t size)
{
	size_t from, to;

	if (!is_sound(address, size))
		return;
	cut(memory, address, size, &from, &to);
	for (size_t i = from; i < to; i++) {
		struct memory_region *region = &memory->regions[i];

		engine_unmap(memory->engine, region->address, region->size);
		munmap(region->bytes, region->size);
		memory->mapped -= region->size;
		memory->open -= region->open;
	}
	memmove(memory->regions + from, memory->regions + to,
		(memory->count - to) * sizeof(*memory->regions));
	memory->count -= to - from;
}

/* Lets the CPU have what it may have of a region. */
static void show(struct memory *memory, struct memory_region *region, bool open)
{
	memory->open -= region->open;
	region->open = region->pageable && open;
	memory->open += region->open;
	engine_protect(memory->engine, region->address, region->size,
		       region->pageable && !open ? 0 : region->access);
}

void memory_protect(struct memory *memory, uint64_t address, size_t size,
		    unsigned access)
{
	size_t from, to;

	if (!is_sound(address, size))
		return;
	cut(memory, address, size, &from, &to);
	for (size_t i = from; i < to; i++) {
		struct memory_region *region = &memory->regions[i];

		region->access = access;
		show(memory, region, region->open);
	}
}

void memory_set_pageable(struct memory *memory, uint64_t address, size_t size,
			 bool pageable)
{
	size_t from, to;

	if (!is_sound(address, size))
		return;
	cut(memory, address, size, &from, &to);
	for (size_t i = from; i < to; i++) {
		memory->regions[i].pageable = pageable;
		show(memory, &memory->regions[i], false);
	}
}

void memory_set_raised(struct memory *memory, bool raised)
{
	memory->raised = raised;
	for (size_t i = 0; raised && memory->open > 0; i++) {
		if (memory->regions[i].open)
			show(memory, &memory->regions[i], false);
	}
}

bool memory_open(struct memory *memory, uint64_t address, unsigned access)
{
	struct memory_region *region = holder(memory, address);

	if (!region || !region->pageable || region->open || memory->raised ||
	    (region->access & access) != access)
		return false;
	show(memory, region, true);
	return true;
}

uint64_t memory_gap(struct memory *memory, uint64_t address, uint64_t limit,
		    size_t size)
{
	size_t at = find(memory, address);

	while (at < memory->count && address < limit &&
	       memory->regions[at].address < address + size) {
		address =
			memory->regions[at].address + memory->regions[at].size;
		at++;
	}
	return address < limit && size <= limit - address ? address : 0;
}

/* ---- bytes ---- */

static bool allows(const struct memory *memory,
		   const struct memory_region *region, unsigned access)
{
	return (region->access & access) == access &&
	       !(access && region->pageable && memory->raised);
}

/* Copies what is there; returns how much, and the first address that is not
 * there or not allowed. access 0 looks past protections. */
static bool copy(struct memory *memory, uint64_t address, uint8_t *to,
		 const uint8_t *from, size_t size, unsigned access,
		 uint64_t *ret_bad)
{
	memory->work += 1 + size / WORK_BYTES;
	while (size > 0) {
		struct memory_region *region = holder(memory, address);
		size_t part;

		if (!region || !allows(memory, region, access)) {
			*ret_bad = address;
			return false;
		}
		part = region->size - (address - region->address);
		if (part > size)
			part = size;
		if (to) {
			memcpy(to, region->bytes + (address - region->address),
			       part);
			to += part;
		} else {
			memcpy(region->bytes + (address - region->address),
			       from, part);
			from += part;
		}
		address += part;
		size -= part;
	}
	return true;
}

bool memory_is_mapped(struct memory *memory, uint64_t address, size_t size)
{
	for (;;) {
		const struct memory_region *region = holder(memory, address);
		size_t part;

		if (!region)
			return false;
		part = region->size - (address - region->address);
		if (part >= size)
			return true;
		address += part;
		size -= part;
	}
}

bool memory_peek(struct memory *memory, uint64_t address, void *ret,
		 size_t size)
{
	uint64_t bad;

	return copy(memory, address, ret, NULL, size, 0, &bad);
}

bool memory_poke(struct memory *memory, uint64_t address, const void *bytes,
		 size_t size)
{
	uint64_t bad;

	return memory_is_mapped(memory, address, size) &&
	       copy(memory, address, NULL, bytes, size, 0, &bad);
}

static void fault(struct memory *memory, uint64_t address, unsigned access)
{
	if (!memory->fault.set)
		memory->fault =
			(struct memory_fault){ true, address, access, 0 };
}

void memory_fast_fail(struct memory *memory, unsigned code)
{
	if (!memory->fault.set)
		memory->fault =
			(struct memory_fault){ .set = true, .fast_fail = code };
}

void memory_read(struct memory *memory, uint64_t address, void *ret,
		 size_t size)
{
	uint64_t bad;

	if (copy(memory, address, ret, NULL, size, ENGINE_READ, &bad))
		return;
	memset(ret, 0, size);
	fault(memory, bad, ENGINE_READ);
}

void memory_write(struct memory *memory, uint64_t address, const void *bytes,
		  size_t size)
{
	uint64_t bad;

	if (!memory->fault.set &&
	    !copy(memory, address, NULL, bytes, size, ENGINE_WRITE, &bad))
		fault(memory, bad, ENGINE_WRITE);
}

uint64_t memory_get(struct memory *memory, uint64_t address, size_t size)
{
	uint64_t value = 0;

	memory_read(memory, address, &value, size);
	return le64toh(value);
}

void memory_put(struct memory *memory, uint64_t address, uint64_t value,
		size_t size)
{
	value = htole64(value);
	memory_write(memory, address, &value, size);
}

uint8_t *memory_run(struct memory *memory, uint64_t address, unsigned access,
		    size_t *ret_size)
{
	struct memory_region *region = holder(memory, address);

	if (!region || !allows(memory, region, access))
		fault(memory, address, access);
	if (memory->fault.set)
		return NULL;
	*ret_size = region->size - (size_t)(address - region->address);
	return region->bytes + (address - region->address);
}

/* Overlaps with its source behind it: from the end, in parts. */
static void move_back(struct memory *memory, uint64_t to, uint64_t from,
		      uint64_t size)
{
	uint8_t part[MEMORY_PAGE];

	while (size > 0 && !memory->fault.set) {
		size_t count =
			size < sizeof(part) ? (size_t)size : sizeof(part);

		size -= count;
		memory_read(memory, from + size, part, count);
		memory_write(memory, to + size, part, count);
	}
}

void memory_move(struct memory *memory, uint64_t to, uint64_t from,
		 uint64_t size)
{
	memory->work += 1 + size / WORK_BYTES;
	if (to - from < size) {
		move_back(memory, to, from, size);
		return;
	}
	while (size > 0) {
		size_t readable, writable, count;
		const uint8_t *source =
			memory_run(memory, from, ENGINE_READ, &readable);
		uint8_t *target =
			memory_run(memory, to, ENGINE_WRITE, &writable);

		if (!source || !target)
			return;
		count = readable < writable ? readable : writable;
		if (count > size)
			count = (size_t)size;
		memmove(target, source, count);
		to += count;
		from += count;
		size -= count;
	}
}

void memory_fill(struct memory *memory, uint64_t to, uint8_t with,
		 uint64_t size)
{
	memory->work += 1 + size / WORK_BYTES;
	while (size > 0) {
		size_t count;
		uint8_t *target = memory_run(memory, to, ENGINE_WRITE, &count);

		if (!target)
			return;
		if (count > size)
			count = (size_t)size;
		memset(target, with, count);
		to += count;
		size -= count;
	}
}

void memory_copy(const struct memory *memory, struct image *image)
{
	for (size_t i = 0; i < memory->count; i++) {
		const struct memory_region *region = &memory->regions[i];

		image_write(image, region->address, region->bytes, region->size,
			    (region->access & ENGINE_WRITE ? IMAGE_WRITE : 0u) |
				    (region->access & ENGINE_EXECUTE
					     ? IMAGE_EXECUTE
					     : 0u) |
				    (region->user ? IMAGE_USER : 0u));
	}
}
