#include "config.h"
#include "kernel/page_table.h"

#include "kernel/engine.h"

#include <string.h>
#include <sys/mman.h>

enum {
	TABLES = 16384, /* a region needs three at the most */
	TABLE = 512,	/* entries */
	PAGE_SHIFT = 12,
	LEVEL_SHIFT = 9,
	ROOT_SHIFT = PAGE_SHIFT + 3 * LEVEL_SHIFT,
};
#define PAGE_SIZE ((uint64_t)1 << PAGE_SHIFT)

/* bits of an entry */
#define PRESENT	 0x01u
#define WRITABLE 0x02u
#define USER	 0x04u
#define ACCESSED 0x20u
#define DIRTY	 0x40u
#define ADDRESS	 0x000ffffffffff000u

bool page_table_init(struct page_table *table, uint64_t physical)
{
	void *room = mmap(NULL, TABLES * PAGE_SIZE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	*table = (struct page_table){ .physical = physical };
	if (room == MAP_FAILED)
		return false;
	table->entries = room;
	table->size = TABLES;
	table->count = 1;
	return true;
}

void page_table_fini(struct page_table *table)
{
	if (table->entries)
		munmap(table->entries, page_table_bytes(table));
	*table = (struct page_table){ 0 };
}

size_t page_table_bytes(const struct page_table *table)
{
	return table->size * PAGE_SIZE;
}

/* The table that an entry names; NULL: none. */
static uint64_t *below(const struct page_table *table, uint64_t entry)
{
	uint64_t at = (entry & ADDRESS) - table->physical;

	return entry & PRESENT ? table->entries + at / sizeof(entry) : NULL;
}

static uint64_t *add_below(struct page_table *table, uint64_t *entry)
{
	if (*entry & PRESENT)
		return below(table, *entry);
	if (table->count == table->size)
		return NULL;
	*entry = (table->physical + table->count++ * PAGE_SIZE) | PRESENT |
		 WRITABLE | USER | ACCESSED;
	return below(table, *entry);
}

static size_t place(uint64_t address, int shift)
{
	return address >> shift & (TABLE - 1);
}

/* The last table for an address; NULL: there is none, or no room. */
static uint64_t *last_table(struct page_table *table, uint64_t address,
			    bool add)
{
	uint64_t *at = table->entries;

	for (int shift = ROOT_SHIFT; at && shift > PAGE_SHIFT;
	     shift -= LEVEL_SHIFT) {
		uint64_t *entry = &at[place(address, shift)];

		at = add ? add_below(table, entry) : below(table, *entry);
	}
	return at;
}

/* No address, which nobody looks at; and dirty beforehand, so that the
 * processor has nothing to note. */
static uint64_t entry_of(unsigned access)
{
	return access ? PRESENT | USER | ACCESSED | DIRTY |
				(access & ENGINE_WRITE ? WRITABLE : 0)
		      : 0;
}

bool page_table_set(struct page_table *table, uint64_t address, size_t size,
		    unsigned access)
{
	uint64_t *last = NULL;

	for (size_t done = 0; done < size; done += PAGE_SIZE) {
		size_t at = place(address + done, PAGE_SHIFT);

		if (done == 0 || at == 0)
			last = last_table(table, address + done, access != 0);
		if (last)
			last[at] = entry_of(access);
		else if (access)
			return false;
	}
	return true;
}

unsigned page_table_get(const struct page_table *table, uint64_t address)
{
	const uint64_t *last = last_table((struct page_table *)(uintptr_t)table,
					  address, false);
	uint64_t entry = last ? last[place(address, PAGE_SHIFT)] : 0;

	if (!(entry & PRESENT))
		return 0;
	return ENGINE_READ | (entry & WRITABLE ? ENGINE_WRITE : 0u);
}
