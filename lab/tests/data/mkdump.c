#include "config.h"
#include "tests/data/mkdump.h"

#include "base/mem.h"
#include "tests/data/mkdump_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAME	   0x000ffffffffff000ull
#define SELF_INDEX 0x1fbu /* PteBase fffffd80`00000000 */
enum { PRESENT = 1, WRITABLE = 2, LARGE = 0x80 };

/* ---- physical memory ---- */

/* The number of the first page that is not before this one. */
static size_t find_page(const struct mkdump *mk, uint64_t number)
{
	size_t at = 0;

	while (at < mk->page_count && mk->pages[at].number < number)
		at++;
	return at;
}

static bool has_page(const struct mkdump *mk, uint64_t number)
{
	size_t at = find_page(mk, number);

	return at < mk->page_count && mk->pages[at].number == number;
}

static uint8_t *page_at(struct mkdump *mk, uint64_t number)
{
	size_t at = find_page(mk, number);

	if (has_page(mk, number))
		return mk->pages[at].bytes;
	mk->pages = mem_grow(mk->pages, &mk->page_capacity, mk->page_count + 1,
			     sizeof(*mk->pages));
	memmove(mk->pages + at + 1, mk->pages + at,
		(mk->page_count - at) * sizeof(*mk->pages));
	mk->page_count++;
	mk->pages[at] = (struct page){ number, mem_calloc(1, PAGE) };
	return mk->pages[at].bytes;
}

uint64_t mkdump_page(struct mkdump *mk, unsigned skip)
{
	mk->next_page += skip;
	page_at(mk, mk->next_page);
	return mk->next_page++ * PAGE;
}

void mkdump_write_physical(struct mkdump *mk, uint64_t address,
			   const void *bytes, size_t size)
{
	const uint8_t *from = bytes;

	for (size_t i = 0; i < size; i++, address++)
		page_at(mk, address / PAGE)[address % PAGE] = from[i];
}

struct mkdump *mkdump_new(void)
{
	struct mkdump *mk = mem_calloc(1, sizeof(*mk));

	mk->next_page = 0x200;
	put(page_at(mk, MKDUMP_PML4 / PAGE), 8 * SELF_INDEX, 8,
	    MKDUMP_PML4 | PRESENT | WRITABLE);
	return mk;
}

void mkdump_free(struct mkdump *mk)
{
	for (size_t i = 0; i < mk->page_count; i++)
		free(mk->pages[i].bytes);
	for (size_t i = 0; i < mk->tag_count; i++)
		free(mk->tags[i].bytes);
	free(mk->pages);
	free(mk->ranges);
	free(mk->fields);
	free(mk->tags);
	free(mk->modules);
	free(mk->unloaded);
	free(mk);
}

/* ---- virtual memory ---- */

/* The entry of a level. Tables above it come into being, or NULL. */
static uint8_t *entry_at(struct mkdump *mk, uint64_t address, unsigned level,
			 bool make)
{
	uint64_t table = MKDUMP_PML4;

	for (unsigned above = 0;; above++) {
		size_t at = (address >> (39 - 9 * above) & 0x1ff) * 8;
		uint8_t *entry;

		if (!make && !has_page(mk, table / PAGE))
			return NULL;
		entry = page_at(mk, table / PAGE) + at;
		if (above == level)
			return entry;
		if (!get(entry, 0, 8) && !make)
			return NULL;
		if (!get(entry, 0, 8))
			put(entry, 0, 8,
			    mkdump_page(mk, 0) | PRESENT | WRITABLE);
		table = get(entry, 0, 8) & FRAME;
	}
}

void mkdump_entry(struct mkdump *mk, uint64_t address, unsigned level,
		  uint64_t entry)
{
	put(entry_at(mk, address, level, true), 0, 8, entry);
}

void mkdump_map(struct mkdump *mk, uint64_t address, uint64_t physical,
		uint64_t page_size)
{
	unsigned level = page_size == PAGE ? 3 : page_size == 0x200000 ? 2 : 1;

	mkdump_entry(mk, address, level,
		     physical | PRESENT | WRITABLE | (level < 3 ? LARGE : 0));
}

/* The byte at a virtual address; pages come into being if `make`. */
static uint8_t *byte_at(struct mkdump *mk, uint64_t address, bool make)
{
	uint64_t entry = 0, size = PAGE;

	for (unsigned level = 0; level < 4; level++) {
		const uint8_t *bytes = entry_at(mk, address, level, make);

		entry = bytes ? get(bytes, 0, 8) : 0;
		size = 1ull << (39 - 9 * level);
		if (!entry && !make)
			return NULL;
		if (level && entry & LARGE)
			break;
	}
	if (!entry) {
		entry = mkdump_page(mk, 0);
		mkdump_map(mk, address, entry, PAGE);
	}
	address = (entry & FRAME & ~(size - 1)) | (address & (size - 1));
	if (!make && !has_page(mk, address / PAGE))
		return NULL;
	return page_at(mk, address / PAGE) + address % PAGE;
}

static void add_range(struct mkdump *mk, uint64_t address, size_t size)
{
	mk->ranges = mem_grow(mk->ranges, &mk->range_capacity,
			      mk->range_count + 1, sizeof(*mk->ranges));
	mk->ranges[mk->range_count++] = (struct range){ address, size };
}

void mkdump_write(struct mkdump *mk, uint64_t address, const void *bytes,
		  size_t size)
{
	const uint8_t *from = bytes;

	add_range(mk, address, size);
	while (size) {
		uint8_t *to = byte_at(mk, address, true);
		size_t part = PAGE - (size_t)(address % PAGE);

		if (part > size)
			part = size;
		memcpy(to, from, part);
		address += part;
		from += part;
		size -= part;
	}
}

static void write_number(struct mkdump *mk, uint64_t address, uint64_t value,
			 size_t size)
{
	uint8_t bytes[8];

	put(bytes, 0, size, value);
	mkdump_write(mk, address, bytes, size);
}

void mkdump_u16(struct mkdump *mk, uint64_t address, uint16_t value)
{
	write_number(mk, address, value, 2);
}

void mkdump_u32(struct mkdump *mk, uint64_t address, uint32_t value)
{
	write_number(mk, address, value, 4);
}

void mkdump_u64(struct mkdump *mk, uint64_t address, uint64_t value)
{
	write_number(mk, address, value, 8);
}

void mkdump_read(struct mkdump *mk, uint64_t address, void *ret, size_t size)
{
	uint8_t *to = ret;

	while (size) {
		const uint8_t *from = byte_at(mk, address, false);
		size_t part = PAGE - (size_t)(address % PAGE);

		if (part > size)
			part = size;
		if (from)
			memcpy(to, from, part);
		else
			memset(to, 0, part);
		address += part;
		to += part;
		size -= part;
	}
}

static uint64_t read_u64(struct mkdump *mk, uint64_t address)
{
	uint8_t bytes[8];

	mkdump_read(mk, address, bytes, sizeof(bytes));
	return get(bytes, 0, 8);
}

/* ---- the rest of a file ---- */

static void add_field(struct mkdump *mk, unsigned offset, unsigned size,
		      uint64_t value)
{
	mk->fields = mem_grow(mk->fields, &mk->field_capacity,
			      mk->field_count + 1, sizeof(*mk->fields));
	mk->fields[mk->field_count++] = (struct field){ offset, size, value };
}

void mkdump_header32(struct mkdump *mk, unsigned offset, uint32_t value)
{
	add_field(mk, offset, 4, value);
}

void mkdump_header64(struct mkdump *mk, unsigned offset, uint64_t value)
{
	add_field(mk, offset, 8, value);
}

void mkdump_tag(struct mkdump *mk, const uint8_t guid[16], const void *bytes,
		size_t size)
{
	struct tag *tag;

	mk->tags = mem_grow(mk->tags, &mk->tag_capacity, mk->tag_count + 1,
			    sizeof(*mk->tags));
	tag = &mk->tags[mk->tag_count++];
	memcpy(tag->guid, guid, 16);
	tag->bytes = mem_alloc(size);
	memcpy(tag->bytes, bytes, size);
	tag->size = size;
}

/* Puts a LIST_ENTRY at the end of a list; an unset head is made empty. */
static void link_entry(struct mkdump *mk, uint64_t head, uint64_t entry)
{
	uint64_t last = read_u64(mk, head + 8);

	if (!last)
		last = head;
	mkdump_u64(mk, entry, head);
	mkdump_u64(mk, entry + 8, last);
	mkdump_u64(mk, last, entry);
	mkdump_u64(mk, head + 8, entry);
}

/* A UNICODE_STRING at address, its text at text; ASCII in. */
static void write_text(struct mkdump *mk, uint64_t address, uint64_t text,
		       const char *ascii)
{
	uint8_t wide[2 * 128] = { 0 };
	size_t units = strlen(ascii);

	for (size_t i = 0; i < units && i < 127; i++)
		wide[2 * i] = (uint8_t)ascii[i];
	mkdump_u16(mk, address, (uint16_t)(2 * units));
	mkdump_u16(mk, address + 2, (uint16_t)(2 * units + 2));
	mkdump_u64(mk, address + 8, text);
	mkdump_write(mk, text, wide, 2 * units + 2);
}

void mkdump_module(struct mkdump *mk, uint64_t base, uint32_t size,
		   const char *path)
{
	uint64_t entry = MKDUMP_NT + 0xc2b000 + 0x400 * mk->module_count;
	const char *name = strrchr(path, '\\');
	struct module *module;

	mk->modules = mem_grow(mk->modules, &mk->module_capacity,
			       mk->module_count + 1, sizeof(*mk->modules));
	module = &mk->modules[mk->module_count++];
	module->base = base;
	module->size = size;
	module->entry = entry;
	snprintf(module->path, sizeof(module->path), "%s", path);
	/* KLDR_DATA_TABLE_ENTRY of 19041 */
	link_entry(mk, MKDUMP_MODULES, entry);
	mkdump_u64(mk, entry + 0x30, base);
	mkdump_u64(mk, entry + 0x38, base + 0x1000);
	mkdump_u32(mk, entry + 0x40, size);
	write_text(mk, entry + 0x48, entry + 0x100, path);
	write_text(mk, entry + 0x58, entry + 0x300, name ? name + 1 : path);
	mkdump_u32(mk, entry + 0x78, 0x12345 + size);
	mkdump_u32(mk, entry + 0x9c, 0x5f000000 + size);
}

void mkdump_unloaded(struct mkdump *mk, uint64_t start, uint64_t end,
		     const char *name)
{
	/* MM_UNLOADED_DRIVER, an array that MmUnloadedDrivers points at */
	uint64_t table = MKDUMP_NT + 0xc2f000;
	uint64_t entry = table + 0x28 * mk->unloaded_count;
	uint64_t text = table + 0x800 + 0x20 * mk->unloaded_count;
	struct unloaded *unloaded;

	mk->unloaded = mem_grow(mk->unloaded, &mk->unloaded_capacity,
				mk->unloaded_count + 1, sizeof(*mk->unloaded));
	unloaded = &mk->unloaded[mk->unloaded_count++];
	unloaded->start = start;
	unloaded->end = end;
	snprintf(unloaded->name, sizeof(unloaded->name), "%s", name);
	write_text(mk, entry, text, unloaded->name);
	mkdump_u64(mk, entry + 0x10, start);
	mkdump_u64(mk, entry + 0x18, end);
	mkdump_u64(mk, MKDUMP_NT + 0xc2a308, table);
	mkdump_u32(mk, MKDUMP_NT + 0xc2a310, (uint32_t)mk->unloaded_count);
}
