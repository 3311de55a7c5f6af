#include "config.h"
#include "kernel/pool.h"

#include "base/limits.h"
#include "base/mem.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum {
	PAGES = 0x10000, /* of addresses, each pool: more than it may fill */
	UNIT = 0x10,
	BLOCKS_MOST = 128, /* of one page: of the smallest, 0x20 bytes */
	FINE = 0x400,	   /* up to here there is a size for each unit */
	CLASSES = FINE / UNIT + 4,
	CHUNK_LEAST = 16, /* pages mapped at once for small blocks */
	CHUNK_MOST = 256,
	HEAP_SIZE = 0x8c0, /* _SEGMENT_HEAP */
};

/* One heap each, as 19041 has them. */
enum heap_number { HEAP_NX, HEAP_EXECUTE, HEAP_PAGED, HEAPS };

enum page_state { PAGE_FREE, PAGE_SMALL, PAGE_SPARE, PAGE_LARGE };

struct page {
	uint8_t state; /* enum page_state; of the first of a run */
	uint8_t class;
	uint16_t type;
	uint32_t count; /* of the run */
	uint32_t tag;
	uint64_t size; /* PAGE_LARGE: that was asked for */
	uint64_t used[BLOCKS_MOST / 64];
};

/* Freed blocks, the oldest first. */
struct queue {
	uint32_t *units;
	size_t first, count, capacity;
};

struct heap {
	uint64_t base, address; /* of its pages, of its structure */
	struct page *pages;
	uint32_t next; /* page to look from */
	uint32_t spare, spare_end, chunk;
	struct queue queues[CLASSES];
};

struct use {
	uint32_t tag;
	uint64_t count[2], bytes[2]; /* nonpaged, paged */
};

struct pools {
	struct heap heaps[HEAPS];
	struct use *uses; /* by tag */
	size_t use_count, use_capacity;
};

static void fini(void *state)
{
	struct pools *pools = state;

	for (size_t i = 0; i < HEAPS; i++) {
		for (size_t j = 0; j < CLASSES; j++)
			free(pools->heaps[i].queues[j].units);
		free(pools->heaps[i].pages);
	}
	free(pools->uses);
}

static struct pools *pools_of(struct kernel *kernel)
{
	struct pools *pools =
		family_state(kernel, FAMILY_POOL, sizeof(*pools), fini);
	const uint64_t window = (uint64_t)PAGES * MEMORY_PAGE;

	if (pools->heaps[0].pages)
		return pools;
	for (size_t i = 0; i < HEAPS; i++) {
		struct heap *heap = &pools->heaps[i];

		heap->base = i == HEAP_PAGED ? kernel->paged
					     : kernel->nonpaged + i * window;
		heap->address = kernel_alloc(kernel, HEAP_SIZE);
		heap->pages = mem_calloc(PAGES, sizeof(*heap->pages));
	}
	return pools;
}

static struct heap *heap_of_type(struct kernel *kernel, unsigned type)
{
	return &pools_of(kernel)->heaps[type & POOL_TYPE_PAGED ? HEAP_PAGED
					: type & POOL_TYPE_NX  ? HEAP_NX
							       : HEAP_EXECUTE];
}

static struct heap *heap_at(struct kernel *kernel, uint64_t address)
{
	struct pools *pools = pools_of(kernel);

	for (size_t i = 0; i < HEAPS; i++) {
		struct heap *heap = &pools->heaps[i];

		if (address - heap->base < (uint64_t)PAGES * MEMORY_PAGE)
			return heap;
	}
	return NULL;
}

bool pool_is_paged(const struct kernel *kernel, uint64_t address)
{
	return address - kernel->paged < (uint64_t)PAGES * MEMORY_PAGE;
}

/* ---- uses by tag ---- */

static struct use *use_of(struct kernel *kernel, uint32_t tag)
{
	struct pools *pools = pools_of(kernel);
	size_t low = 0, high = pools->use_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (pools->uses[middle].tag < tag)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < pools->use_count && pools->uses[low].tag == tag)
		return &pools->uses[low];
	/* a driver that makes up tags is not followed for ever */
	if (pools->use_count >= LIMIT_KERNEL_TAGS)
		return NULL;
	pools->uses = mem_grow(pools->uses, &pools->use_capacity,
			       pools->use_count + 1, sizeof(*pools->uses));
	memmove(pools->uses + low + 1, pools->uses + low,
		(pools->use_count - low) * sizeof(*pools->uses));
	pools->uses[low] = (struct use){ .tag = tag };
	pools->use_count++;
	return &pools->uses[low];
}

static void count(struct kernel *kernel, const struct heap *heap, uint32_t tag,
		  int64_t by, uint64_t size)
{
	struct use *use = use_of(kernel, tag);
	unsigned paged = heap->base == kernel->paged;

	if (!use)
		return;
	use->count[paged] += (uint64_t)by;
	use->bytes[paged] += (uint64_t)by * size;
}

bool pool_use_at(struct kernel *kernel, size_t number, struct pool_use *ret)
{
	const struct pools *pools = pools_of(kernel);

	for (size_t i = 0; i < pools->use_count; i++) {
		const struct use *use = &pools->uses[i];

		if (!use->count[0] && !use->count[1])
			continue;
		if (number-- > 0)
			continue;
		*ret = (struct pool_use){ use->tag, use->count[0],
					  use->bytes[0], use->count[1],
					  use->bytes[1] };
		return true;
	}
	return false;
}

/* ---- pages ---- */

static uint64_t address_of(const struct heap *heap, uint32_t page)
{
	return heap->base + (uint64_t)page * MEMORY_PAGE;
}

/* The first `count` pages from heap->next on that are free; PAGES: none. Runs
 * are passed whole, so a search begins and stays at borders of runs. */
static uint32_t find_pages(struct heap *heap, uint32_t wanted)
{
	uint32_t at = heap->next, run = 0, seen = 0;

	while (seen <= PAGES) {
		const struct page *page = &heap->pages[at];
		uint32_t step = page->state == PAGE_FREE ? 1 : page->count;

		run = page->state == PAGE_FREE ? run + 1 : 0;
		at += step;
		seen += step;
		if (run == wanted)
			return at - run;
		if (at >= PAGES)
			at = run = 0;
	}
	return PAGES;
}

static bool map_pages(struct kernel *kernel, struct heap *heap, uint32_t at,
		      uint32_t wanted)
{
	unsigned access = ENGINE_READ | ENGINE_WRITE;
	size_t size = (size_t)wanted * MEMORY_PAGE;
	bool paged = heap->base == kernel->paged;

	if (heap == &pools_of(kernel)->heaps[HEAP_EXECUTE])
		access |= ENGINE_EXECUTE;
	if (!memory_map(&kernel->memory, address_of(heap, at), size, access,
			paged ? "paged pool" : "pool"))
		return false;
	if (paged)
		memory_set_pageable(&kernel->memory, address_of(heap, at), size,
				    true);
	return true;
}

static uint64_t alloc_large(struct kernel *kernel, struct heap *heap,
			    unsigned type, uint64_t size, uint32_t tag)
{
	uint32_t wanted, at;

	if (size > LIMIT_KERNEL_MEMORY)
		return 0;
	wanted = (uint32_t)((size + MEMORY_PAGE - 1) / MEMORY_PAGE);
	/* one more stays unmapped, so that an overrun is seen */
	at = find_pages(heap, wanted + 1);
	if (at == PAGES || !map_pages(kernel, heap, at, wanted)) {
		MEMORY(kernel)->work += PAGES;
		return 0;
	}
	heap->pages[at] = (struct page){ .state = PAGE_LARGE,
					 .type = (uint16_t)type,
					 .count = wanted + 1,
					 .tag = tag,
					 .size = size };
	heap->next = (at + wanted + 1) % PAGES;
	count(kernel, heap, tag, 1, (uint64_t)wanted * MEMORY_PAGE);
	return address_of(heap, at);
}

static void free_large(struct kernel *kernel, struct heap *heap, uint32_t at)
{
	struct page *page = &heap->pages[at];
	uint64_t size = (uint64_t)(page->count - 1) * MEMORY_PAGE;

	count(kernel, heap, page->tag, -1, size);
	memory_unmap(&kernel->memory, address_of(heap, at), size);
	*page = (struct page){ 0 };
}

/* ---- blocks ---- */

/* Whole blocks with their headers: each multiple of a unit up to FINE, then
 * what fits a page three times, twice, once. */
static uint32_t class_size(unsigned class)
{
	static const uint32_t coarse[] = { 0x550, 0x800, 0xff0 };

	return class <= FINE / UNIT ? class * UNIT
				    : coarse[class - FINE / UNIT - 1];
}

static unsigned class_of(uint64_t size)
{
	uint64_t whole = (size + POOL_HEADER + UNIT - 1) / UNIT * UNIT;
	unsigned class = FINE / UNIT + 1;

	if (whole < 2 * UNIT)
		whole = 2 * UNIT;
	if (whole <= FINE)
		return (unsigned)(whole / UNIT);
	while (class_size(class) < whole)
		class ++;
	return class;
}

static void push(struct queue *queue, uint32_t unit)
{
	if (queue->count == queue->capacity) {
		size_t old = queue->capacity;

		queue->units =
			mem_grow(queue->units, &queue->capacity,
				 queue->count + 1, sizeof(*queue->units));
		/* what had wrapped goes behind */
		memmove(queue->units + queue->capacity - (old - queue->first),
			queue->units + queue->first,
			(old - queue->first) * sizeof(*queue->units));
		queue->first =
			old == 0 ? 0 : queue->capacity - (old - queue->first);
	}
	queue->units[(queue->first + queue->count++) % queue->capacity] = unit;
}

static void write_header(struct kernel *kernel, uint64_t header, unsigned class,
			 unsigned type, uint32_t tag)
{
	uint8_t bytes[POOL_HEADER] = { 0 };

	tag = htole32(tag);
	bytes[2] = (uint8_t)(class_size(class) / UNIT);
	bytes[3] = (uint8_t)type;
	memcpy(bytes + 4, &tag, sizeof(tag));
	memory_poke(&kernel->memory, header, bytes, sizeof(bytes));
}

/* Another page of blocks of a class, all of them free. */
static bool add_page(struct kernel *kernel, struct heap *heap, unsigned class)
{
	uint32_t size = class_size(class), at;

	if (heap->spare == heap->spare_end) {
		uint32_t chunk = heap->chunk ? heap->chunk : CHUNK_LEAST;

		at = find_pages(heap, chunk);
		if (at == PAGES || !map_pages(kernel, heap, at, chunk))
			return false;
		for (uint32_t i = 0; i < chunk; i++)
			heap->pages[at + i] =
				(struct page){ .state = PAGE_SPARE,
					       .count = 1 };
		heap->next = (at + chunk) % PAGES;
		heap->spare = at;
		heap->spare_end = at + chunk;
		heap->chunk = chunk < CHUNK_MOST ? 2 * chunk : chunk;
	}
	at = heap->spare++;
	heap->pages[at].state = PAGE_SMALL;
	heap->pages[at].class = (uint8_t) class;
	for (uint32_t offset = 0; offset + size <= MEMORY_PAGE;
	     offset += size) {
		write_header(kernel, address_of(heap, at) + offset, class, 0,
			     0);
		push(&heap->queues[class], (at * MEMORY_PAGE + offset) / UNIT);
	}
	return true;
}

static uint64_t alloc_small(struct kernel *kernel, struct heap *heap,
			    unsigned type, uint64_t size, uint32_t tag)
{
	unsigned class = class_of(size);
	struct queue *queue = &heap->queues[class];
	uint32_t unit, block;
	struct page *page;

	if (queue->count == 0 && !add_page(kernel, heap, class))
		return 0;
	unit = queue->units[queue->first];
	queue->first = (queue->first + 1) % queue->capacity;
	queue->count--;
	page = &heap->pages[unit / (MEMORY_PAGE / UNIT)];
	block = unit % (MEMORY_PAGE / UNIT) * UNIT / class_size(class);
	page->used[block / 64] |= 1ull << block % 64;
	write_header(kernel, heap->base + (uint64_t)unit * UNIT, class,
		     (type & POOL_TYPE_KEPT) | POOL_TYPE_IN_USE, tag);
	count(kernel, heap, tag, 1, class_size(class));
	return heap->base + (uint64_t)unit * UNIT + POOL_HEADER;
}

uint64_t pool_alloc(struct kernel *kernel, unsigned type, uint64_t size,
		    uint32_t tag)
{
	struct heap *heap = heap_of_type(kernel, type);

	return size > POOL_SMALL ? alloc_large(kernel, heap, type, size, tag)
				 : alloc_small(kernel, heap, type, size, tag);
}

/* ---- looking at one ---- */

static void find_large(struct heap *heap, uint64_t address,
		       struct pool_block *ret)
{
	const struct page *page =
		&heap->pages[(address - heap->base) / MEMORY_PAGE];

	if (page->state != PAGE_LARGE) {
		ret->damage = POOL_NO_TRACKING;
		return;
	}
	ret->type = page->type;
	ret->tag = page->tag;
	ret->size = page->size;
}

static bool is_header(struct kernel *kernel, uint64_t header, uint32_t size,
		      bool used, struct pool_block *ret)
{
	uint8_t bytes[POOL_HEADER] = { 0 };

	memory_peek(&kernel->memory, header, bytes, sizeof(bytes));
	if (bytes[2] == size / UNIT && !(bytes[3] & POOL_TYPE_IN_USE) == !used)
		return true;
	ret->damage = POOL_CORRUPT;
	ret->damaged = header;
	return false;
}

static void find_small(struct kernel *kernel, struct heap *heap,
		       uint64_t address, struct pool_block *ret)
{
	uint64_t header = address - POOL_HEADER, offset = header % MEMORY_PAGE;
	const struct page *page =
		&heap->pages[(header - heap->base) / MEMORY_PAGE];
	uint32_t size = class_size(page->class), block;
	uint8_t bytes[POOL_HEADER] = { 0 };
	bool used;

	if (page->state != PAGE_SMALL) {
		ret->damage = POOL_NEVER;
		return;
	}
	memory_peek(&kernel->memory, header, bytes, sizeof(bytes));
	memcpy(&ret->header, bytes, sizeof(ret->header));
	memcpy(&ret->tag, bytes + 4, sizeof(ret->tag));
	ret->header = le32toh(ret->header);
	ret->tag = le32toh(ret->tag);
	ret->type = (bytes[3] & ~(unsigned)POOL_TYPE_IN_USE) |
		    (heap->address == pools_of(kernel)->heaps[HEAP_NX].address
			     ? POOL_TYPE_NX
			     : 0u);
	ret->size = size - POOL_HEADER;
	block = (uint32_t)(offset / size);
	used = page->used[block / 64] >> block % 64 & 1;
	ret->damaged = header;
	if (!(bytes[3] & POOL_TYPE_IN_USE))
		ret->damage = POOL_FREE_ALREADY;
	else if (offset % size || !used)
		ret->damage = POOL_CORRUPT;
	else if (is_header(kernel, header, size, true, ret) &&
		 offset + 2 * size <= MEMORY_PAGE) {
		used = page->used[(block + 1) / 64] >> (block + 1) % 64 & 1;
		is_header(kernel, header + size, size, used, ret);
	}
}

void pool_find(struct kernel *kernel, uint64_t address, struct pool_block *ret)
{
	struct heap *heap = heap_at(kernel, address);

	*ret = (struct pool_block){ 0 };
	if (address == 0)
		ret->damage = POOL_INVALID_ADDRESS;
	else if (address >> 47 == 0)
		ret->damage = POOL_USER_ADDRESS;
	else if (!heap)
		ret->damage =
			address % MEMORY_PAGE ? POOL_NEVER : POOL_NO_TRACKING;
	if (ret->damage)
		return;
	ret->paged = heap->base == kernel->paged;
	ret->heap = heap->address;
	if (address % MEMORY_PAGE == 0)
		find_large(heap, address, ret);
	else if (address % MEMORY_PAGE < POOL_HEADER || address % UNIT)
		ret->damage = POOL_NEVER;
	else
		find_small(kernel, heap, address, ret);
}

void pool_find_next(struct kernel *kernel, unsigned type, uint64_t size,
		    struct pool_block *ret)
{
	struct heap *heap = heap_of_type(kernel, type);
	const struct queue *queue;
	unsigned class;

	*ret = (struct pool_block){ .heap = heap->address };
	if (size > POOL_SMALL)
		return;
	class = class_of(size);
	queue = &heap->queues[class];
	if (queue->count > 0)
		is_header(kernel,
			  heap->base +
				  (uint64_t)queue->units[queue->first] * UNIT,
			  class_size(class), false, ret);
}

void pool_free(struct kernel *kernel, uint64_t address)
{
	struct heap *heap = heap_at(kernel, address);
	uint8_t fill[POOL_SMALL];
	uint32_t size, block, unit;
	struct pool_block found;
	struct page *page;

	pool_find(kernel, address, &found);
	if (found.damage)
		return;
	page = &heap->pages[(address - heap->base) / MEMORY_PAGE];
	if (page->state == PAGE_LARGE) {
		free_large(kernel, heap, (uint32_t)(page - heap->pages));
		return;
	}
	size = class_size(page->class);
	unit = (uint32_t)((address - POOL_HEADER - heap->base) / UNIT);
	block = unit % (MEMORY_PAGE / UNIT) * UNIT / size;
	page->used[block / 64] &= ~(1ull << block % 64);
	write_header(kernel, address - POOL_HEADER, page->class, 0, found.tag);
	memset(fill, POOL_FILL, sizeof(fill));
	memory_poke(&kernel->memory, address, fill, size - POOL_HEADER);
	push(&heap->queues[page->class], unit);
	count(kernel, heap, found.tag, -1, size);
}
