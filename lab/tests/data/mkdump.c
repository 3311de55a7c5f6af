#include "config.h"
#include "tests/data/mkdump.h"

#include "base/mem.h"
#include "formats/dump_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE = 0x1000, PRESENT = 1, WRITABLE = 2, LARGE = 0x80 };
#define FRAME	   0x000ffffffffff000ull
#define SELF_INDEX 0x1fbu /* PteBase fffffd80`00000000 */

struct page {
	uint64_t number;
	uint8_t *bytes;
};

struct range {
	uint64_t address;
	size_t size;
};

struct field {
	unsigned offset, size;
	uint64_t value;
};

struct tag {
	uint8_t guid[16];
	uint8_t *bytes;
	size_t size;
};

struct module {
	uint64_t base, entry; /* entry: its KLDR_DATA_TABLE_ENTRY */
	uint32_t size;
	char path[128];
};

struct unloaded {
	uint64_t start, end;
	char name[13];
};

struct mkdump {
	struct page *pages; /* by number */
	size_t page_count, page_capacity;
	uint64_t next_page;
	struct range *ranges;
	size_t range_count, range_capacity;
	struct field *fields;
	size_t field_count, field_capacity;
	struct tag *tags;
	size_t tag_count, tag_capacity;
	struct module *modules;
	size_t module_count, module_capacity;
	struct unloaded *unloaded;
	size_t unloaded_count, unloaded_capacity;
};

static void put(uint8_t *bytes, size_t offset, size_t size, uint64_t value)
{
	for (size_t i = 0; i < size; i++)
		bytes[offset + i] = (uint8_t)(value >> 8 * i);
}

static uint64_t get(const uint8_t *bytes, size_t offset, size_t size)
{
	uint64_t value = 0;

	while (size--)
		value = value << 8 | bytes[offset + size];
	return value;
}

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

/* ---- the file ---- */

struct out {
	uint8_t *bytes;
	size_t size, capacity;
};

/* Adds size bytes (zeros if bytes is NULL); returns where they are. */
static size_t add(struct out *out, const void *bytes, size_t size)
{
	size_t at = out->size;

	out->bytes = mem_grow(out->bytes, &out->capacity, at + size + 1, 1);
	if (bytes)
		memcpy(out->bytes + at, bytes, size);
	else
		memset(out->bytes + at, 0, size);
	out->size += size;
	return at;
}

static void add_number(struct out *out, uint64_t value, size_t size)
{
	put(out->bytes, add(out, NULL, size), size, value);
}

static void make_context(struct mkdump *mk, unsigned cpu, uint8_t *ret)
{
	mkdump_read(mk, MKDUMP_CONTEXT(cpu), ret, 0x4d0);
}

static void add_header(struct mkdump *mk, unsigned type, struct out *out)
{
	static const uint8_t filler[4] = "PAGE";
	uint8_t *bytes;

	for (size_t i = 0; i < DH_SIZE / 4; i++)
		add(out, filler, 4);
	bytes = out->bytes;
	memcpy(bytes + DH_VALID, "DU64", 4);
	put(bytes, DH_MAJOR, 4, 15);
	put(bytes, DH_BUILD, 4, 19041);
	put(bytes, DH_TABLE_BASE, 8, MKDUMP_PML4 | 2); /* a PCID */
	put(bytes, DH_LOADED_MODULES, 8, MKDUMP_MODULES);
	put(bytes, DH_ACTIVE_PROCESSES, 8, MKDUMP_PROCESSES);
	put(bytes, DH_MACHINE, 4, DUMP_MACHINE_X64);
	put(bytes, DH_PROCESSORS, 4, 2);
	put(bytes, DH_BUGCHECK, 4, 0x39);
	for (size_t i = 0; i < 4; i++)
		put(bytes, DH_PARAMETERS + 8 * i, 8, 0xa0 + i);
	put(bytes, DH_DEBUGGER_DATA, 8, MKDUMP_KDBG);
	make_context(mk, MKDUMP_CPU, bytes + DH_CONTEXT);
	put(bytes, DH_EXCEPTION, 4, 0x80000003);
	put(bytes, DH_EXCEPTION_ADDRESS, 8, MKDUMP_RIP(MKDUMP_CPU));
	put(bytes, DH_TYPE, 4, type);
	put(bytes, DH_TIME, 8, 0x01d9cde1b7e53f26);
	put(bytes, DH_UPTIME, 8, 16966410000);
	put(bytes, DH_PRODUCT, 4, 1);
	put(bytes, DH_SUITE, 4, 0x110);
}

/* Pages that follow each other, from number i on. */
static size_t run_length(const struct mkdump *mk, size_t i)
{
	size_t count = 1;

	while (i + count < mk->page_count &&
	       mk->pages[i + count].number == mk->pages[i].number + count)
		count++;
	return count;
}

static void set_runs(struct mkdump *mk, uint8_t *header)
{
	size_t count = 0;

	for (size_t i = 0, length; i < mk->page_count; i += length) {
		size_t at = DH_RUNS + DH_RUN_SIZE * count++;

		length = run_length(mk, i);
		put(header, at, 8, mk->pages[i].number);
		put(header, at + 8, 8, length);
	}
	put(header, DH_RUN_COUNT, 4, count);
	put(header, DH_RUN_PAGES, 8, mk->page_count);
}

static void add_bitmap(struct mkdump *mk, struct out *out)
{
	uint64_t last = mk->pages[mk->page_count - 1].number;
	size_t size = (size_t)(last / 64 + 1) * 8, at;
	size_t header = add(out, NULL, DB_SIZE);

	memcpy(out->bytes + header, "SDMPDUMP", 8);
	put(out->bytes, header + 8, 4, 1);
	at = add(out, NULL, size);
	for (size_t i = 0; i < mk->page_count; i++)
		out->bytes[at + mk->pages[i].number / 8] |=
			(uint8_t)(1 << mk->pages[i].number % 8);
	add(out, NULL, (PAGE - out->size % PAGE) % PAGE);
	put(out->bytes, header + DB_FIRST_PAGE, 8, out->size);
	put(out->bytes, header + DB_PAGES, 8, mk->page_count);
	put(out->bytes, header + DB_BITS, 8, 8 * size);
}

static void add_ranges(struct mkdump *mk, unsigned type, struct out *out)
{
	size_t header = add(out, NULL, DR_SIZE), count = 0;

	put(out->bytes, header, 4, 0x40);
	memcpy(out->bytes + header + DR_SIGNATURE, "RDMPDUMP", 8);
	for (size_t i = 0, length; i < mk->page_count; i += length) {
		length = run_length(mk, i);
		add_number(out, mk->pages[i].number, 8);
		add_number(out, length, 8);
		count++;
	}
	add(out, NULL, DR_RANGE_SIZE);
	if (type == DUMP_TYPE_RANGES_ALL) {
		put(out->bytes, header + DR_COUNT, 4, count);
		put(out->bytes, header + DR_PAGES, 8, mk->page_count);
	}
	put(out->bytes, header + DR_FIRST_PAGE, 8, out->size);
	put(out->bytes, header + DR_METADATA, 8, out->size - 0x2020);
}

static void add_pages(struct mkdump *mk, struct out *out)
{
	for (size_t i = 0; i < mk->page_count; i++)
		add(out, mk->pages[i].bytes, PAGE);
}

static void add_tags(struct mkdump *mk, struct out *out)
{
	if (!mk->tag_count)
		return;
	add(out, "DumpBlob", 8);
	add_number(out, DG_SIZE, 4);
	add_number(out, 0xf0004a61, 4);
	for (size_t i = 0; i < mk->tag_count; i++) {
		size_t size = mk->tags[i].size, pad = (8 - size % 8) % 8;

		add_number(out, DG_BLOCK_SIZE, 4);
		add(out, mk->tags[i].guid, 16);
		add_number(out, size, 4);
		add_number(out, 4, 4);
		add_number(out, pad, 4);
		add(out, NULL, 4);
		add(out, mk->tags[i].bytes, size);
		add(out, NULL, pad);
	}
	add(out, NULL, 8);
}

/* ---- triage ---- */

static size_t add_memory(struct mkdump *mk, struct out *out, uint64_t address,
			 size_t size)
{
	size_t at = add(out, NULL, size);

	mkdump_read(mk, address, out->bytes + at, size);
	return at;
}

static int by_address(const void *a, const void *b)
{
	const struct range *left = a, *right = b;

	return (left->address > right->address) -
	       (left->address < right->address);
}

/* Sorts, and joins what touches. */
static void join_ranges(struct mkdump *mk)
{
	size_t kept = 0;

	if (mk->range_count)
		qsort(mk->ranges, mk->range_count, sizeof(*mk->ranges),
		      by_address);
	for (size_t i = 0; i < mk->range_count; i++) {
		struct range *last = kept ? &mk->ranges[kept - 1] : NULL;
		struct range next = mk->ranges[i];

		if (last && next.address <= last->address + last->size) {
			if (next.address + next.size >
			    last->address + last->size)
				last->size = (size_t)(next.address + next.size -
						      last->address);
		} else {
			mk->ranges[kept++] = next;
		}
	}
	mk->range_count = kept;
}

/* These are parts of their own in a triage dump. */
static bool is_part(uint64_t address)
{
	uint64_t thread = MKDUMP_THREAD(MKDUMP_CPU);

	return address - thread < 0x898 || address - MKDUMP_PROCESS < 0xa40;
}

static void add_blocks(struct mkdump *mk, struct out *out)
{
	size_t table, count = 0;

	add(out, NULL, (8 - out->size % 8) % 8);
	table = out->size;
	join_ranges(mk);
	for (size_t i = 0; i < mk->range_count; i++)
		count += !is_part(mk->ranges[i].address);
	put(out->bytes, DH_SIZE + DT_BLOCKS, 4, table);
	put(out->bytes, DH_SIZE + DT_BLOCK_COUNT, 4, count);
	add(out, NULL, count * DK_SIZE);
	for (size_t i = 0; i < mk->range_count; i++) {
		struct range range = mk->ranges[i];
		size_t at;

		if (is_part(range.address))
			continue;
		at = add_memory(mk, out, range.address, range.size);
		put(out->bytes, table + DK_ADDRESS, 8, range.address);
		put(out->bytes, table + DK_OFFSET, 4, at);
		put(out->bytes, table + DK_BYTES, 4, range.size);
		table += DK_SIZE;
	}
}

static void add_drivers(struct mkdump *mk, struct out *out)
{
	size_t table = out->size;

	put(out->bytes, DH_SIZE + DT_DRIVERS, 4, table);
	put(out->bytes, DH_SIZE + DT_DRIVER_COUNT, 4, mk->module_count);
	add(out, NULL, mk->module_count * DD_SIZE);
	put(out->bytes, DH_SIZE + DT_STRINGS, 4, out->size);
	for (size_t i = 0; i < mk->module_count; i++) {
		const struct module *module = &mk->modules[i];
		size_t row = table + i * DD_SIZE;

		put(out->bytes, row + DD_NAME, 4, out->size);
		put(out->bytes, row + DD_BASE, 8, module->base);
		put(out->bytes, row + DD_ENTRY, 8, module->base + 0x1000);
		put(out->bytes, row + DD_IMAGE_SIZE, 4, module->size);
		put(out->bytes, row + DD_CHECKSUM, 4, 0x12345 + module->size);
		put(out->bytes, row + DD_STAMP, 4, 0x5f000000 + module->size);
		add_number(out, strlen(module->path), 4);
		for (const char *c = module->path; *c; c++)
			add_number(out, (uint8_t)*c, 2);
		add(out, NULL, 2);
		add(out, NULL, (8 - out->size % 8) % 8);
	}
}

static void add_unloaded(struct mkdump *mk, struct out *out)
{
	put(out->bytes, DH_SIZE + DT_UNLOADED, 4, out->size);
	add_number(out, mk->unloaded_count, 8);
	for (size_t i = 0; i < mk->unloaded_count; i++) {
		const struct unloaded *unloaded = &mk->unloaded[i];
		size_t row = add(out, NULL, DV_SIZE);
		size_t units = strlen(unloaded->name);

		put(out->bytes, row + DV_NAME_BYTES, 2, 2 * units);
		for (size_t c = 0; c < units; c++)
			put(out->bytes, row + DV_NAME + 2 * c, 2,
			    (uint8_t)unloaded->name[c]);
		put(out->bytes, row + DV_START, 8, unloaded->start);
		put(out->bytes, row + DV_END, 8, unloaded->end);
	}
}

/* Parts of the machine; without KDBG there is none. */
static void add_parts(struct mkdump *mk, struct out *out)
{
	uint64_t top = MKDUMP_RSP(MKDUMP_CPU);
	size_t size = (size_t)(MKDUMP_STACK(MKDUMP_CPU) - top);
	uint8_t *header;
	size_t at[5];

	if (!read_u64(mk, MKDUMP_KDBG + 0x18))
		return;
	at[0] = add_memory(mk, out, MKDUMP_PRCB(MKDUMP_CPU), 0xaf00);
	at[1] = add_memory(mk, out, MKDUMP_PROCESS, 0xa40);
	at[2] = add_memory(mk, out, MKDUMP_THREAD(MKDUMP_CPU), 0x898);
	at[3] = add_memory(mk, out, top, size);
	at[4] = add_memory(mk, out, MKDUMP_KDBG, 0x380);
	header = out->bytes + DH_SIZE;
	put(header, DT_PRCB, 4, at[0]);
	put(header, DT_PROCESS, 4, at[1]);
	put(header, DT_THREAD, 4, at[2]);
	put(header, DT_STACK, 4, at[3]);
	put(header, DT_STACK_SIZE, 4, size);
	put(header, DT_STACK_TOP, 8, top);
	put(header, DT_DEBUGGER, 4, at[4]);
	put(header, DT_DEBUGGER_SIZE, 4, 0x380);
}

static void add_triage(struct mkdump *mk, struct out *out)
{
	add(out, NULL, DT_SIZE);
	put(out->bytes, DH_MINI_FIELDS, 4, 0xcff);
	add_unloaded(mk, out);
	add_parts(mk, out);
	add_drivers(mk, out);
	add_blocks(mk, out);
	put(out->bytes, DH_SIZE + DT_VALID_OFFSET, 4, out->size);
	add(out, "TRGD", 4);
	put(out->bytes, DH_SIZE + DT_END, 4, out->size);
}

uint8_t *mkdump_build(struct mkdump *mk, unsigned type, size_t *ret_size)
{
	struct out out = { 0 };

	add_header(mk, type, &out);
	if (type == DUMP_TYPE_FULL)
		set_runs(mk, out.bytes);
	else if (type == DUMP_TYPE_TRIAGE)
		add_triage(mk, &out);
	else if (type >= DUMP_TYPE_RANGES_KERNEL)
		add_ranges(mk, type, &out);
	else
		add_bitmap(mk, &out);
	if (type != DUMP_TYPE_TRIAGE)
		add_pages(mk, &out);
	add_tags(mk, &out);
	put(out.bytes, DH_REQUIRED, 8, out.size);
	for (size_t i = 0; i < mk->field_count; i++)
		put(out.bytes, mk->fields[i].offset, mk->fields[i].size,
		    mk->fields[i].value);
	*ret_size = out.size;
	return out.bytes;
}

void mkdump_file(const uint8_t *bytes, size_t size, char path[MKDUMP_PATH])
{
	int fd;

	snprintf(path, MKDUMP_PATH, "%s", "/tmp/kdlab-dump.XXXXXX");
	fd = mkstemp(path);
	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size || close(fd)) {
		perror(path);
		abort();
	}
}
