#include "config.h"
#include "tests/data/mkdump.h"

#include "base/mem.h"
#include "formats/dump_layout.h"
#include "tests/data/mkdump_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
	uint8_t *bytes;

	for (size_t i = 0; i < DH_SIZE / 4; i++)
		add(out, "PAGE", 4);
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
	uint8_t *header, tag[4];
	size_t at[5];

	mkdump_read(mk, MKDUMP_KDBG + 0x10, tag, sizeof(tag));
	if (memcmp(tag, "KDBG", sizeof(tag)) != 0)
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
