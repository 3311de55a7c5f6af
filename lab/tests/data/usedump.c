#include "config.h"
#include "tests/data/usedump.h"

#include <stdlib.h>
#include <string.h>

enum { SOME = 64 }; /* of everything that may be many */

static void demand(bool truth)
{
	if (!truth)
		abort();
}

/* An error has words and a kind that fits; a fault is a normal answer. */
static bool answered(enum err_code code, const struct err *err)
{
	demand(!code || (code == err->code && err->message[0]));
	return code == ERR_OK;
}

static void use_pages(struct dump *dump)
{
	uint64_t at = 0, next, last = 0;
	uint8_t bytes[4096 + 16];

	for (int i = 0; i < SOME && dump_next_page(dump, at, &next); i++) {
		struct err err = { 0 };

		demand(next >= at && next % 4096 == 0);
		if (!answered(dump_read_physical(dump, next, bytes, 4096, &err),
			      &err))
			demand(err.code == ERR_FAULT && err.at >= next &&
			       err.at < next + 4096);
		answered(dump_read_physical(dump, next + 4000, bytes,
					    sizeof(bytes), &err),
			 &err);
		last = next;
		at = next + 1;
	}
	if (last)
		demand(dump_next_page(dump, last, &next) && next == last);
	for (unsigned shift = 0; shift < 64; shift++) {
		struct err err = { 0 };

		answered(dump_read_physical(dump, (1ull << shift) - 3, bytes, 8,
					    &err),
			 &err);
		dump_next_page(dump, 1ull << shift, &next);
	}
	demand(dump_read_physical(dump, UINT64_MAX - 3, bytes, 8, NULL) ==
	       ERR_FAULT);
	dump_page_count(dump);
}

static void use_blocks(struct dump *dump)
{
	uint64_t address = dump_header(dump)->debugger_data;
	uint8_t bytes[0x400];

	for (int part = 0; part < DUMP_PART_COUNT; part++) {
		uint32_t size = dump_part_size(dump, part);
		struct err err = { 0 };
		uint64_t at = 0;

		answered(dump_read_part(dump, part, 0, bytes, 8, &at, &err),
			 &err);
		if (size)
			answered(dump_read_part(dump, part, size - 1, bytes, 1,
						&at, &err),
				 &err);
		demand(dump_read_part(dump, part, size, bytes, 1, NULL, NULL));
		demand(dump_read_part(dump, part, SIZE_MAX, bytes, 2, NULL,
				      NULL));
		answered(dump_read_block(dump, at, bytes, sizeof(bytes), &err),
			 &err);
	}
	for (int i = -8; i < 8; i++) {
		struct err err = { 0 };

		answered(dump_read_block(dump, address + (uint64_t)i, bytes,
					 sizeof(bytes), &err),
			 &err);
	}
	demand(dump_read_block(dump, UINT64_MAX - 3, bytes, 8, NULL));
}

static void use_lists(struct dump *dump)
{
	size_t modules = dump_module_count(dump);
	size_t unloaded = dump_unloaded_count(dump);
	struct dump_module module;
	struct dump_unloaded gone;

	for (size_t i = 0; i <= modules && i < SOME; i++) {
		struct err err = { 0 };

		if (answered(dump_read_module(dump, i, &module, &err), &err))
			demand(i < modules &&
			       memchr(module.name, 0, sizeof(module.name)));
	}
	for (size_t i = 0; i <= unloaded && i < SOME; i++) {
		struct err err = { 0 };

		if (answered(dump_read_unloaded(dump, i, &gone, &err), &err))
			demand(i < unloaded &&
			       memchr(gone.name, 0, sizeof(gone.name)));
	}
}

static void use_tags(struct dump *dump)
{
	size_t count = dump_tag_count(dump);
	uint8_t bytes[16];

	demand(!dump_tag(dump, count));
	for (size_t i = 0; i < count && i < SOME; i++) {
		const struct dump_tag *tag = dump_tag(dump, i);
		struct err err = { 0 };

		demand(tag && dump_find_tag(dump, tag->guid));
		demand(dump_read_tag(dump, tag, tag->size, bytes, 1, NULL));
		if (tag->size)
			answered(dump_read_tag(dump, tag, tag->size - 1, bytes,
					       1, &err),
				 &err);
	}
}

void usedump(struct dump *dump)
{
	const struct dump_header *header = dump_header(dump);
	const char *missing = dump_missing(dump);

	demand(!missing || *missing);
	demand(memchr(header->comment, 0, sizeof(header->comment)));
	demand(header->table_base % 4096 == 0);
	use_pages(dump);
	use_blocks(dump);
	use_lists(dump);
	use_tags(dump);
}

bool usedump_path(const char *path)
{
	struct err err = { 0 };
	struct dump *dump;

	if (!answered(dump_open(path, &dump, &err), &err))
		return false;
	usedump(dump);
	dump_close(dump);
	return true;
}
