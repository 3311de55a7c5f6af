#include "config.h"

#include "formats/dump_write_tables.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES	      512u
#define LOWER_HALF    (ENTRIES / 2)
#define PHYSICAL_BITS 52

/* bits of a page table entry, Intel SDM vol. 3, 4.5 */
#define ENTRY_PRESENT	 0x001ull
#define ENTRY_WRITE	 0x002ull
#define ENTRY_USER	 0x004ull
#define ENTRY_ACCESSED	 0x020ull
#define ENTRY_DIRTY	 0x040ull
#define ENTRY_NO_EXECUTE (1ull << 63)
#define ENTRY_TABLE	 (ENTRY_PRESENT | ENTRY_WRITE | ENTRY_ACCESSED | ENTRY_DIRTY)

static void put_entry(uint8_t *table, size_t index, uint64_t entry)
{
	for (size_t i = 0; i < 8; i++)
		table[index * 8 + i] = (uint8_t)(entry >> (8 * i));
}

static size_t index_of(uint64_t address, unsigned level)
{
	return address >> (12 + 9 * level) & (ENTRIES - 1);
}

static bool canonical(uint64_t address)
{
	uint64_t top = address >> 47;

	return top == 0 || top == 0x1ffff;
}

/* How many tables below the root the image's addresses need. */
static size_t count_tables(const struct image *image)
{
	size_t count = 0;

	for (size_t i = 0; i < image->count; i++) {
		uint64_t address = image->pages[i]->address;
		uint64_t before = i > 0 ? image->pages[i - 1]->address : 0;

		for (unsigned shift = 21; shift <= 39; shift += 9)
			count += i == 0 || address >> shift != before >> shift;
	}
	return count;
}

static uint64_t leaf_entry(const struct image_page *page, uint64_t pfn)
{
	uint64_t entry = pfn << 12 | ENTRY_PRESENT | ENTRY_ACCESSED;

	if (page->flags & IMAGE_WRITE)
		entry |= ENTRY_WRITE | ENTRY_DIRTY;
	if (page->flags & IMAGE_USER)
		entry |= ENTRY_USER;
	if (!(page->flags & IMAGE_EXECUTE))
		entry |= ENTRY_NO_EXECUTE;
	return entry;
}

/* Tables 0 to count - 1 lie behind the root, the image's pages behind them. */
static void fill_tables(const struct dump_write *from, uint8_t *root,
			uint8_t *tables, size_t count)
{
	const struct image *image = from->image;
	uint64_t next_table = (from->roots[0] >> 12) + 1, used = 0;
	uint64_t first_page = next_table + count;
	uint8_t *level[4] = { NULL, NULL, NULL, root };

	for (size_t i = 0; i < image->count; i++) {
		const struct image_page *page = image->pages[i];
		uint64_t before = i > 0 ? image->pages[i - 1]->address : 0;

		for (unsigned down = 3; down > 0; down--) {
			uint64_t entry = (next_table + used) << 12;

			if (i > 0 && page->address >> (12 + 9 * down) ==
					     before >> (12 + 9 * down))
				continue;
			if (page->flags & IMAGE_USER)
				entry |= ENTRY_USER;
			put_entry(level[down], index_of(page->address, down),
				  entry | ENTRY_TABLE);
			level[down - 1] = tables + used++ * IMAGE_PAGE;
		}
		put_entry(level[0], index_of(page->address, 0),
			  leaf_entry(page, first_page + i));
	}
}

static void add_self(const struct dump_write *from, uint8_t *root, size_t which)
{
	put_entry(root, index_of(from->pte_base, 3),
		  (from->roots[which] & ~0xfffull) | ENTRY_TABLE |
			  ENTRY_NO_EXECUTE);
}

static int by_pfn(const void *a, const void *b)
{
	const struct dump_physical *left = a, *right = b;

	return (left->pfn > right->pfn) - (left->pfn < right->pfn);
}

static enum err_code check(const struct dump_write *from, struct err *err)
{
	const struct image *image = from->image;
	uint64_t self = index_of(from->pte_base, 3);

	if (from->root_count == 0 || self < LOWER_HALF ||
	    !canonical(from->pte_base))
		return err_set(err, ERR_FORMAT, 0,
			       "cannot write a dump: no page table root, or a "
			       "self map that is not in the upper half");
	for (size_t i = 0; i < from->root_count; i++) {
		if (from->roots[i] >> PHYSICAL_BITS)
			return err_set(err, ERR_LIMIT, from->roots[i],
				       "cannot write a dump: page tables at "
				       "0x%" PRIx64 " are behind 2^52",
				       from->roots[i]);
	}
	for (size_t i = 0; i < image->count; i++) {
		uint64_t address = image->pages[i]->address;

		if (!canonical(address) || index_of(address, 3) == self)
			return err_set(err, ERR_FORMAT, address,
				       "cannot write a dump: 0x%" PRIx64
				       " is not canonical or in the self map",
				       address);
	}
	return ERR_OK;
}

static void list_pages(const struct dump_write *from, struct dump_tables *to,
		       size_t tables)
{
	uint64_t first = from->roots[0] >> 12;

	for (size_t i = 0; i < from->root_count; i++)
		to->pages[to->count++] =
			(struct dump_physical){ from->roots[i] >> 12,
						to->tables + i * IMAGE_PAGE };
	for (size_t i = 0; i < tables; i++)
		to->pages[to->count++] = (struct dump_physical){
			first + 1 + i,
			to->tables + (from->root_count + i) * IMAGE_PAGE
		};
	for (size_t i = 0; i < from->image->count; i++)
		to->pages[to->count++] =
			(struct dump_physical){ first + 1 + tables + i,
						from->image->pages[i]->bytes };
	qsort(to->pages, to->count, sizeof(*to->pages), by_pfn);
}

enum err_code dump_tables_make(const struct dump_write *from,
			       struct dump_tables *ret, struct err *err)
{
	enum err_code code = check(from, err);
	size_t count, roots = from->root_count;
	struct dump_tables to = { 0 };

	if (code)
		return code;
	count = count_tables(from->image);
	to.tables = mem_calloc(roots + count, IMAGE_PAGE);
	to.pages = mem_calloc(roots + count + from->image->count,
			      sizeof(*to.pages));
	fill_tables(from, to.tables, to.tables + roots * IMAGE_PAGE, count);
	for (size_t i = 1; i < roots; i++)
		memcpy(to.tables + i * IMAGE_PAGE + IMAGE_PAGE / 2,
		       to.tables + IMAGE_PAGE / 2, IMAGE_PAGE / 2);
	for (size_t i = 0; i < roots; i++)
		add_self(from, to.tables + i * IMAGE_PAGE, i);
	list_pages(from, &to, count);
	for (size_t i = 1; i < to.count; i++) {
		uint64_t pfn = to.pages[i].pfn;

		if (to.pages[i - 1].pfn != pfn)
			continue;
		dump_tables_fini(&to);
		return err_set(err, ERR_FORMAT, pfn << 12,
			       "cannot write a dump: two pages at 0x%" PRIx64
			       ": move the roots of the page tables apart",
			       pfn << 12);
	}
	*ret = to;
	return ERR_OK;
}

void dump_tables_fini(struct dump_tables *tables)
{
	free(tables->pages);
	free(tables->tables);
	*tables = (struct dump_tables){ 0 };
}
