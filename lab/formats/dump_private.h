/*
 * The inside of a dump, for lab/formats/dump*.c. Everything past the header
 * is read when it is first asked for, so that opening costs the same for
 * every file.
 */
#ifndef LAB_FORMATS_DUMP_PRIVATE_H
#define LAB_FORMATS_DUMP_PRIVATE_H

#include "formats/dump.h"
#include "formats/dump_layout.h"

/* Pages that follow each other in memory and in the file. */
struct dump_run {
	uint64_t first, count; /* page frame numbers */
	uint64_t index;	       /* pages in the file before them */
};

/*
 * A bitmap is read in blocks. ranks[k] is how many bits are set before piece
 * k; it is filled up to where somebody looked. A few blocks are kept.
 */
enum {
	BITMAP_BLOCK = 64 << 10, /* bytes */
	BITMAP_PIECE = 256,
	BITMAP_KEPT = 64, /* blocks: 4 MiB, enough for 128 GiB */
};
struct dump_bitmap {
	uint64_t offset, bits;
	uint64_t blocks; /* of them all */
	uint64_t ranked; /* blocks whose pieces have ranks */
	uint64_t total;	 /* bits set in those */
	uint64_t *ranks;
	size_t capacity;
	uint8_t *passing;
	uint8_t *kept[BITMAP_KEPT];
	uint64_t kept_block[BITMAP_KEPT]; /* number of the block + 1, 0 none */
};

/* Bytes of virtual memory in a triage file; sorted, none overlap. */
struct dump_block {
	uint64_t address;
	uint32_t offset, size;
};

struct dump_piece {
	uint32_t offset, size; /* in the file */
};

struct dump_triage {
	struct dump_piece parts[DUMP_PART_COUNT];
	uint64_t stack_top;
	uint32_t end; /* SizeOfDump */
	uint32_t modules, module_count;
	uint32_t unloaded, unloaded_count;
	uint32_t table, table_count;
	struct dump_block *blocks; /* NULL until first asked for */
	size_t block_count;
	bool blocks_read;
};

struct dump {
	int fd;
	uint64_t size; /* of the file */
	enum dump_kind kind;
	struct dump_header header;
	char missing[512];

	/* DUMP_FULL, DUMP_RANGES, DUMP_BITMAP */
	uint64_t first_page; /* file offset */
	uint64_t pages;	     /* as the header or the tables say */
	struct dump_run *runs;
	size_t run_count;
	uint64_t ranges_offset, ranges_count; /* not read yet, if any */
	struct dump_bitmap bitmap;

	struct dump_triage triage;

	struct dump_tag *tags;
	size_t tag_count, tag_capacity;
	bool tags_read;
};

/* ---- dump.c ---- */

uint16_t dump_u16(const uint8_t *bytes);
uint32_t dump_u32(const uint8_t *bytes);
uint64_t dump_u64(const uint8_t *bytes);
bool dump_is(const uint8_t *bytes, const char *signature);
/* Exactly size bytes of the file; ERR_FAULT where it ends before. */
enum err_code dump_pread(const struct dump *dump, uint64_t offset, void *ret,
			 size_t size, struct err *err) ERR_CHECK;
/* Whether size bytes at offset are in the file. */
bool dump_has(const struct dump *dump, uint64_t offset, uint64_t size);
/* Adds a sentence to what the file lacks. */
void dump_note(struct dump *dump, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* UTF-16 to visible UTF-8, cut to fit. */
void dump_text16(const uint8_t *bytes, size_t units, char *ret, size_t size);

/* ---- dump_header.c ---- */

/* Decodes DH_SIZE bytes. */
void dump_parse_header(const uint8_t *bytes, struct dump_header *ret);
/* What a file that is no 64-bit dump is instead, in words. */
enum err_code dump_foreign(const char *path, const uint8_t *bytes, size_t size,
			   struct err *err);

/* ---- dump_pages.c ---- */

/* Where a page is: pages in the file before it, and how many follow each
 * other from it on, itself included. False: not in the file. */
bool dump_find_page(struct dump *dump, uint64_t page, uint64_t *ret_index,
		    uint64_t *ret_count);

enum err_code dump_open_runs(struct dump *dump, const uint8_t *header,
			     struct err *err) ERR_CHECK;
enum err_code dump_open_ranges(struct dump *dump, struct err *err) ERR_CHECK;
/* Reads the ranges if that was not done; a damaged table has fewer. */
void dump_load_ranges(struct dump *dump);

/* ---- dump_bitmap.c ---- */

enum err_code dump_open_bitmap(struct dump *dump, struct err *err) ERR_CHECK;
void dump_bitmap_fini(struct dump_bitmap *bitmap);
/* False: the page is not in the file. *ret counts pages from the first;
 * *ret_count says how many follow each other there, at least. */
bool dump_bitmap_find(struct dump *dump, uint64_t page, uint64_t *ret,
		      uint64_t *ret_count);
bool dump_bitmap_next(struct dump *dump, uint64_t page, uint64_t *ret);

/* ---- dump_triage.c ---- */

enum err_code dump_open_triage(struct dump *dump, struct err *err) ERR_CHECK;

#endif
