/*
 * The inside of a dump that is being made: mkdump.c has the machine's memory,
 * mkdump_file.c lays it out as a file.
 */
#ifndef LAB_TESTS_DATA_MKDUMP_PRIVATE_H
#define LAB_TESTS_DATA_MKDUMP_PRIVATE_H

#include "tests/data/mkdump.h"

enum { PAGE = 0x1000 };

#define FRAME 0x000ffffffffff000ull /* of a page-table entry */

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

static inline void put(uint8_t *bytes, size_t offset, size_t size,
		       uint64_t value)
{
	for (size_t i = 0; i < size; i++)
		bytes[offset + i] = (uint8_t)(value >> 8 * i);
}

static inline uint64_t get(const uint8_t *bytes, size_t offset, size_t size)
{
	uint64_t value = 0;

	while (size--)
		value = value << 8 | bytes[offset + size];
	return value;
}

#endif
