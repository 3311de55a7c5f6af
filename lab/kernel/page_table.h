/*
 * Page tables of an x64 processor, four levels of 4 KiB (Intel SDM vol. 3,
 * 4.5), for a processor that finds memory at the same physical addresses: what
 * counts is which pages are there, and which may be written. Everything is a
 * program's too, as the guest runs in ring 3; there is no NX bit, which
 * Unicorn's processor does not have.
 */
#ifndef LAB_KERNEL_PAGE_TABLE_H
#define LAB_KERNEL_PAGE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct page_table {
	uint64_t *entries;  /* of all tables; the root is the first */
	size_t count, size; /* tables: in use, room for */
	uint64_t physical;  /* where the processor sees them */
};

/* An empty one, all room for tables reserved; false: no memory. */
bool page_table_init(struct page_table *table, uint64_t physical);
void page_table_fini(struct page_table *table);
size_t page_table_bytes(const struct page_table *table); /* of all the room */

/* Whole pages; access is of enum engine_access: ENGINE_WRITE, or anything
 * else, which can be read; 0 takes them away. False where
 * there is no room for another table: some of the pages may be set. */
bool page_table_set(struct page_table *table, uint64_t address, size_t size,
		    unsigned access);
/* ENGINE_READ, and perhaps ENGINE_WRITE; or 0. */
unsigned page_table_get(const struct page_table *table, uint64_t address);

#endif
