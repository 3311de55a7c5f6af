#include "config.h"

#include "formats/dump_write.h"

#include "base/limits.h"
#include "base/mem.h"
#include "formats/dump_layout.h"
#include "formats/dump_write_tables.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define EXCEPTION_BREAKPOINT 0x80000003u
#define TAGS_BUILD_MARK	     0xf0000000u
#define DUMP_WRITE_CONTEXT   0x4d0u /* bytes of an x64 CONTEXT */

enum {
	HEADER_MEMORY_BLOCK_PAD = 0x08c,
	HEADER_EXCEPTION_FLAGS = 0xf04,
	HEADER_EXCEPTION_END = 0xf98,
	HEADER_SECONDARY_STATE = 0x103c,
	HEADER_WRITER_STATUS = 0x1048,
	HEADER_KD_VERSION = 0x104d,
	KD_CURRENT_CONTEXT = 2, /* the AMD64 CONTEXT of today */
	BITMAP_KERNEL_MEMORY = 1,
	BITMAP_OPTIONS = 0x08,
	BITMAP_ROUND = 64, /* bits: every reader agrees on those */
};

static void put(uint8_t *at, uint64_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		at[i] = (uint8_t)(value >> (8 * i));
}

static void put_filler(uint8_t *at, size_t size)
{
	for (size_t i = 0; i + 4 <= size; i += 4)
		put(at + i, DUMP_FILLER, 4);
}

/* The runs of pages that the file has, as far as the header has room. */
static void put_runs(uint8_t *header, const struct dump_tables *tables)
{
	size_t room = (DH_RUNS_END - DH_RUNS) / DH_RUN_SIZE, runs = 0, at = 0;
	uint64_t pages = 0;

	while (at < tables->count && runs < room) {
		uint8_t *run = header + DH_RUNS + runs++ * DH_RUN_SIZE;
		uint64_t first = tables->pages[at].pfn, length = 1;

		while (at + length < tables->count &&
		       tables->pages[at + length].pfn == first + length)
			length++;
		put(run, first, 8);
		put(run + 8, length, 8);
		pages += length;
		at += length;
	}
	put(header + DH_RUN_COUNT, runs, 4);
	put(header + HEADER_MEMORY_BLOCK_PAD, 0, 4);
	put(header + DH_RUN_PAGES, pages, 8);
}

static void put_exception(uint8_t *header, const struct dump_write *from)
{
	memset(header + DH_EXCEPTION, 0, HEADER_EXCEPTION_END - DH_EXCEPTION);
	put(header + DH_EXCEPTION, EXCEPTION_BREAKPOINT, 4);
	put(header + HEADER_EXCEPTION_FLAGS, 1, 4);
	put(header + DH_EXCEPTION_ADDRESS, from->exception_address, 8);
}

/* What is not known of the machine stays "PAGE" filler. */
static void put_header(uint8_t *header, const struct dump_write *from,
		       uint64_t file_size)
{
	put_filler(header, DH_SIZE);
	memcpy(header + DH_VALID, "DU64", 4);
	put(header + DH_MAJOR, 0xf, 4);
	put(header + DH_BUILD, from->build, 4);
	put(header + DH_TABLE_BASE, from->roots[0], 8);
	put(header + DH_PFN_DATABASE, from->pfn_database, 8);
	put(header + DH_LOADED_MODULES, from->loaded_modules, 8);
	put(header + DH_ACTIVE_PROCESSES, from->active_processes, 8);
	put(header + DH_MACHINE, DUMP_MACHINE_X64, 4);
	put(header + DH_PROCESSORS, from->processors, 4);
	put(header + DH_BUGCHECK, from->bugcheck, 4);
	for (size_t i = 0; i < 4; i++)
		put(header + DH_PARAMETERS + 8 * i, from->parameters[i], 8);
	put(header + DH_DEBUGGER_DATA, from->debugger_data, 8);
	put_exception(header, from);
	put(header + DH_TYPE, DUMP_TYPE_BITMAP_FULL, 4);
	put(header + DH_REQUIRED, file_size, 8);
	put(header + DH_TIME, from->time, 8);
	put(header + DH_UPTIME, from->uptime, 8);
	put(header + DH_MINI_FIELDS, 0, 4);
	put(header + HEADER_SECONDARY_STATE, 0, 4);
	put(header + DH_PRODUCT, from->product, 4);
	put(header + DH_SUITE, from->suite, 4);
	put(header + HEADER_WRITER_STATUS, 0, 4);
	put(header + HEADER_KD_VERSION, KD_CURRENT_CONTEXT, 1);
	put(header + DH_ATTRIBUTES, 0, 4);
	put(header + DH_BOOT_ID, from->boot_id, 4);
	if (from->comment) {
		size_t size = strnlen(from->comment, DH_COMMENT_SIZE - 1);

		memset(header + DH_COMMENT, 0, DH_COMMENT_SIZE);
		memcpy(header + DH_COMMENT, from->comment, size);
	}
}

static void put_bitmap(uint8_t *at, const struct dump_tables *tables,
		       uint64_t bits, uint64_t first_page)
{
	memcpy(at + DB_SIGNATURE, "SDMP", 4);
	memcpy(at + DB_VALID, "DUMP", 4);
	put(at + BITMAP_OPTIONS, BITMAP_KERNEL_MEMORY, 4);
	put(at + DB_FIRST_PAGE, first_page, 8);
	put(at + DB_PAGES, tables->count, 8);
	put(at + DB_BITS, bits, 8);
	for (size_t i = 0; i < tables->count; i++) {
		uint64_t pfn = tables->pages[i].pfn;

		at[DB_SIZE + pfn / 8] |= (uint8_t)(1u << pfn % 8);
	}
}

static size_t tags_size(const struct dump_write *from)
{
	size_t size = from->tag_count > 0 ? DG_SIZE : 0;

	for (size_t i = 0; i < from->tag_count; i++)
		size += DG_BLOCK_SIZE + (from->tags[i].size + 7) / 8 * 8;
	return size;
}

static void put_tags(uint8_t *at, const struct dump_write *from)
{
	if (from->tag_count == 0)
		return;
	memcpy(at, "DumpBlob", 8);
	put(at + DG_HEADER, DG_SIZE, 4);
	put(at + DG_HEADER + 4, TAGS_BUILD_MARK | from->build, 4);
	at += DG_SIZE;
	for (size_t i = 0; i < from->tag_count; i++) {
		const struct dump_write_tag *tag = &from->tags[i];
		size_t padded = (tag->size + 7) / 8 * 8;

		put(at + DG_BLOCK_HEADER, DG_BLOCK_SIZE, 4);
		memcpy(at + DG_BLOCK_GUID, tag->guid, 16);
		put(at + DG_BLOCK_BYTES, tag->size, 4);
		put(at + DG_BLOCK_AFTER, padded - tag->size, 4);
		memcpy(at + DG_BLOCK_SIZE, tag->bytes, tag->size);
		at += DG_BLOCK_SIZE + padded;
	}
}

/* The header is whole but for the CONTEXT, which is in the image. */
static enum err_code put_context(uint8_t *header, const struct dump_write *from,
				 struct err *err)
{
	uint8_t *context = header + DH_CONTEXT;

	if (!image_read(from->image, from->context, context,
			DUMP_WRITE_CONTEXT))
		return err_set(err, ERR_FAULT, from->context,
			       "cannot write a dump: no CONTEXT at 0x%" PRIx64,
			       from->context);
	if (memcmp(context + CX_MXCSR, context + CX_MXCSR2, 4) != 0)
		return err_set(err, ERR_FORMAT, from->context,
			       "cannot write a dump: the CONTEXT at 0x%" PRIx64
			       " holds two different MxCsr",
			       from->context);
	return ERR_OK;
}

enum err_code dump_write(const struct dump_write *from, uint8_t **ret,
			 size_t *ret_size, struct err *err)
{
	struct dump_tables tables;
	enum err_code code = dump_tables_make(from, &tables, err);
	uint64_t bits, first_page;
	size_t size;
	uint8_t *file;

	if (code)
		return code;
	bits = tables.pages[tables.count - 1].pfn + 1;
	bits = (bits + BITMAP_ROUND - 1) / BITMAP_ROUND * BITMAP_ROUND;
	if (bits / 8 > LIMIT_BITMAP_BYTES) {
		dump_tables_fini(&tables);
		return err_set(err, ERR_LIMIT, bits,
			       "cannot write a dump: its highest page is "
			       "0x%" PRIx64,
			       bits);
	}
	first_page = DH_SIZE + DB_SIZE + bits / 8;
	first_page = (first_page + DUMP_PAGE - 1) / DUMP_PAGE * DUMP_PAGE;
	size = first_page + tables.count * DUMP_PAGE + tags_size(from);
	file = mem_calloc(1, size);
	put_header(file, from, size);
	put_runs(file, &tables);
	put_bitmap(file + DH_SIZE, &tables, bits, first_page);
	for (size_t i = 0; i < tables.count; i++)
		memcpy(file + first_page + i * DUMP_PAGE, tables.pages[i].bytes,
		       DUMP_PAGE);
	put_tags(file + first_page + tables.count * DUMP_PAGE, from);
	dump_tables_fini(&tables);
	code = put_context(file, from, err);
	if (code) {
		free(file);
		return code;
	}
	*ret = file;
	*ret_size = size;
	return ERR_OK;
}
