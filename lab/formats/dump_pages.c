#include "config.h"
#include "formats/dump_private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define PAGES_MOST (1ull << 40) /* x64 addresses have 52 bits */

static int by_first(const void *a, const void *b)
{
	const struct dump_run *left = a, *right = b;

	return (left->first > right->first) - (left->first < right->first);
}

/* Adds a run; false when it cannot be right. */
static bool add_run(struct dump *dump, const uint8_t *bytes)
{
	uint64_t first = dump_u64(bytes), count = dump_u64(bytes + 8);

	if (first >= PAGES_MOST || count > PAGES_MOST - first ||
	    count > PAGES_MOST - dump->pages)
		return false;
	if (count)
		dump->runs[dump->run_count++] =
			(struct dump_run){ first, count, dump->pages };
	dump->pages += count;
	return true;
}

static void sort_runs(struct dump *dump)
{
	for (size_t i = 1; i < dump->run_count; i++) {
		if (dump->runs[i].first >= dump->runs[i - 1].first)
			continue;
		qsort(dump->runs, dump->run_count, sizeof(*dump->runs),
		      by_first);
		return;
	}
}

enum err_code dump_open_runs(struct dump *dump, const uint8_t *header,
			     struct err *err)
{
	uint32_t count = dump_u32(header + DH_RUN_COUNT);
	const uint32_t most = (DH_RUNS_END - DH_RUNS) / DH_RUN_SIZE;

	dump->kind = DUMP_FULL;
	dump->first_page = DH_SIZE;
	if (dump->header.absent & DUMP_RUNS) {
		dump_note(dump, "its list of memory was never written");
		return ERR_OK;
	}
	if (count > most)
		return err_set(err, ERR_FORMAT, DH_RUN_COUNT,
			       "its list of memory has %u runs where %u fit",
			       (unsigned)count, (unsigned)most);
	dump->runs = mem_calloc(most, sizeof(*dump->runs));
	for (uint32_t i = 0; i < count; i++) {
		size_t offset = DH_RUNS + (size_t)i * DH_RUN_SIZE;

		if (!add_run(dump, header + offset))
			return err_set(err, ERR_FORMAT, offset,
				       "run %u of its memory lies beyond what "
				       "x64 can address",
				       (unsigned)i);
	}
	sort_runs(dump);
	return ERR_OK;
}

/* Looks at the table's bounds; the table is read when a page is asked for. */
enum err_code dump_open_ranges(struct dump *dump, struct err *err)
{
	uint8_t bytes[DR_SIZE];
	uint64_t metadata, table = DH_SIZE + DR_SIZE;
	enum err_code code =
		dump_pread(dump, DH_SIZE, bytes, sizeof(bytes), err);

	if (code)
		return err_set(err, ERR_FORMAT, dump->size,
			       "it ends before its list of memory");
	dump->kind = DUMP_RANGES;
	dump->first_page = dump_u64(bytes + DR_FIRST_PAGE);
	metadata = dump_u64(bytes + DR_METADATA);
	if (!dump_is(bytes + DR_SIGNATURE, "RDMPDUMP"))
		return err_set(err, ERR_FORMAT, DH_SIZE,
			       "it has no RDMP header behind its first");
	/* kdmp-parser holds the two against each other in this way */
	if (dump->first_page < table ||
	    metadata - 0x20 != dump->first_page - 0x2040)
		return err_set(err, ERR_FORMAT, DH_SIZE + DR_METADATA,
			       "its list of memory and its first page are at "
			       "odds");
	if (!dump_has(dump, dump->first_page, 0))
		return err_set(err, ERR_FORMAT, dump->size,
			       "it ends within its list of memory");
	dump->ranges_offset = table;
	dump->ranges_count = (dump->first_page - table) / DR_RANGE_SIZE;
	if (dump->ranges_count > LIMIT_RANGES)
		return err_set(err, ERR_LIMIT, DH_SIZE + DR_FIRST_PAGE,
			       "its list of memory has %llu ranges, more "
			       "than %u",
			       (unsigned long long)dump->ranges_count,
			       LIMIT_RANGES);
	return ERR_OK;
}

static uint64_t ranges_total(const struct dump *dump)
{
	uint8_t bytes[8];

	if (dump->header.type != DUMP_TYPE_RANGES_ALL ||
	    dump_pread(dump, DH_SIZE + DR_PAGES, bytes, sizeof(bytes), NULL))
		return UINT64_MAX;
	return dump_u64(bytes);
}

void dump_load_ranges(struct dump *dump)
{
	uint64_t offset = dump->ranges_offset, left = dump->ranges_count;
	uint64_t total = ranges_total(dump);
	size_t capacity = 0;
	bool more = true;

	dump->ranges_count = 0;
	while (left && more) {
		uint8_t bytes[256 * DR_RANGE_SIZE];
		size_t count = left < 256 ? (size_t)left : 256;

		if (dump_pread(dump, offset, bytes, count * DR_RANGE_SIZE,
			       NULL))
			break;
		dump->runs =
			mem_grow(dump->runs, &capacity, dump->run_count + count,
				 sizeof(*dump->runs));
		for (size_t i = 0; i < count && more; i++)
			more = dump_u64(bytes + i * DR_RANGE_SIZE) &&
			       dump->pages < total &&
			       add_run(dump, bytes + i * DR_RANGE_SIZE);
		offset += count * DR_RANGE_SIZE;
		left -= count;
	}
	sort_runs(dump);
}

static void load(struct dump *dump)
{
	if (dump->ranges_count)
		dump_load_ranges(dump);
}

/* The number of the first run that ends behind page. */
static size_t run_behind(const struct dump *dump, uint64_t page)
{
	size_t low = 0, high = dump->run_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct dump_run *run = &dump->runs[middle];

		if (run->first + run->count <= page)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool dump_find_page(struct dump *dump, uint64_t page, uint64_t *ret_index,
		    uint64_t *ret_count)
{
	const struct dump_run *run;
	size_t number;

	if (dump->kind == DUMP_BITMAP)
		return dump_bitmap_find(dump, page, ret_index, ret_count);
	load(dump);
	number = run_behind(dump, page);
	if (number == dump->run_count || dump->runs[number].first > page)
		return false;
	run = &dump->runs[number];
	*ret_index = run->index + (page - run->first);
	*ret_count = run->count - (page - run->first);
	return true;
}

bool dump_next_page(struct dump *dump, uint64_t address, uint64_t *ret)
{
	uint64_t page = address / DUMP_PAGE;
	size_t number;

	if (address % DUMP_PAGE)
		page++;
	if (dump->kind == DUMP_BITMAP) {
		if (!dump_bitmap_next(dump, page, &page))
			return false;
		*ret = page * DUMP_PAGE;
		return true;
	}
	load(dump);
	number = run_behind(dump, page);
	if (number == dump->run_count)
		return false;
	if (dump->runs[number].first > page)
		page = dump->runs[number].first;
	*ret = page * DUMP_PAGE;
	return true;
}

uint64_t dump_page_count(struct dump *dump)
{
	load(dump);
	return dump->pages;
}
