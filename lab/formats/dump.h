/*
 * Windows kernel crash dumps: PAGEDU64 files, read. Full (type 1), bitmap
 * (5, 6), ranges (8, 9, 10) and triage (4); ARM64 files give all but their
 * registers; 32-bit files and user-mode minidumps are refused by name.
 *
 * Nothing is copied: the file is read where it is asked for, with pread, and
 * opening costs the same whatever its size. No field is trusted. Layouts:
 * DUMP_HEADER64 in the Windows SDK (mindumpdef.h) and, for bitmap and ranges,
 * kdmp-parser's kdmp-parser-structs.h.
 */
#ifndef LAB_FORMATS_DUMP_H
#define LAB_FORMATS_DUMP_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dump; /* opaque */

enum dump_kind {
	DUMP_FULL,
	DUMP_BITMAP,
	DUMP_RANGES,
	DUMP_TRIAGE,
	DUMP_HEADER
};

/*
 * The header, decoded. A field that the writer never wrote holds "PAGE"
 * filler in the file; here it is 0 and its bit in `absent` is set.
 */
enum dump_field {
	DUMP_PFN_DATABASE = 1 << 0,
	DUMP_LOADED_MODULES = 1 << 1,
	DUMP_ACTIVE_PROCESSES = 1 << 2,
	DUMP_DEBUGGER_DATA = 1 << 3,
	DUMP_RUNS = 1 << 4,
	DUMP_CONTEXT = 1 << 5,
	DUMP_EXCEPTION = 1 << 6,
	DUMP_TIME = 1 << 7,
	DUMP_UPTIME = 1 << 8,
	DUMP_PRODUCT = 1 << 9,
	DUMP_SUITE = 1 << 10,
	DUMP_COMMENT = 1 << 11,
	DUMP_ATTRIBUTES = 1 << 12,
	DUMP_BOOT_ID = 1 << 13,
	DUMP_MINI_FIELDS = 1 << 14,
	DUMP_BUGCHECK = 1 << 15,
	DUMP_REQUIRED = 1 << 16,
};

#define DUMP_CONTEXT_BYTES   0x4d0 /* an x64 CONTEXT */
#define DUMP_EXCEPTION_BYTES 0x98  /* an EXCEPTION_RECORD64 */

struct dump_header {
	uint32_t absent; /* enum dump_field flags */
	uint32_t major, build, machine, processors, type;
	uint64_t table_base; /* DirectoryTableBase with the PCID masked off */
	uint64_t pfn_database, loaded_modules, active_processes;
	uint64_t debugger_data; /* virtual address of KDBG */
	uint32_t bugcheck;
	uint64_t parameters[4];
	uint8_t context[DUMP_CONTEXT_BYTES];
	uint8_t exception[DUMP_EXCEPTION_BYTES];
	uint32_t exception_code;
	uint64_t exception_address;
	uint64_t required; /* RequiredDumpSpace: the file has no more bytes */
	uint64_t time;	   /* FILETIME, 100 ns since 1601, UTC */
	uint64_t uptime;   /* 100 ns */
	uint32_t product, suite, attributes, boot_id, mini_fields;
	char comment[128]; /* control characters made visible */
};

/* ERR_FORMAT or ERR_UNSUPPORTED with words that say what the file is instead,
 * or what is cut off. A truncated file opens when its header and tables are
 * whole; dump_missing tells. */
enum err_code dump_open(const char *path, struct dump **ret,
			struct err *err) ERR_CHECK;
void dump_close(struct dump *dump);

const struct dump_header *dump_header(const struct dump *dump);
enum dump_kind dump_kind(const struct dump *dump);
/* What the file lacks, in words ("ends 4096 bytes early"), or NULL. */
const char *dump_missing(const struct dump *dump);
/* Pages that the file says it has; 0 for triage. */
uint64_t dump_page_count(struct dump *dump);

/*
 * Physical memory: exactly size bytes, or ERR_FAULT with the address of the
 * first byte that is not there. May cross pages.
 */
enum err_code dump_read_physical(struct dump *dump, uint64_t address, void *ret,
				 size_t size, struct err *err) ERR_CHECK;
/* The first page at or behind address that is in the file. */
bool dump_next_page(struct dump *dump, uint64_t address, uint64_t *ret);

/* ---- triage: memory by virtual address, and tables of the kernel's ---- */

enum err_code dump_read_block(struct dump *dump, uint64_t address, void *ret,
			      size_t size, struct err *err) ERR_CHECK;

/* Parts that the triage header points at: file ranges, size 0 when absent. */
enum dump_part {
	DUMP_PART_PRCB,
	DUMP_PART_PROCESS,
	DUMP_PART_THREAD,
	DUMP_PART_STACK,
	DUMP_PART_DEBUGGER_DATA,
	DUMP_PART_COUNT
};
uint32_t dump_part_size(const struct dump *dump, enum dump_part part);
/* ERR_NOT_FOUND when the file has no such part, or less than size bytes of it
 * from offset. For the stack, *ret_address is TopOfStack; else 0. */
enum err_code dump_read_part(struct dump *dump, enum dump_part part,
			     size_t offset, void *ret, size_t size,
			     uint64_t *ret_address, struct err *err) ERR_CHECK;

struct dump_module {
	uint64_t base, entry;
	uint32_t size, checksum, stamp;
	char name[260]; /* UTF-8, as recorded: a path or a bare name */
};
struct dump_unloaded {
	uint64_t start, end;
	char name[40]; /* UTF-8; the kernel keeps 12 UTF-16 units */
};
size_t dump_module_count(const struct dump *dump);
enum err_code dump_read_module(struct dump *dump, size_t number,
			       struct dump_module *ret,
			       struct err *err) ERR_CHECK;
size_t dump_unloaded_count(const struct dump *dump);
enum err_code dump_read_unloaded(struct dump *dump, size_t number,
				 struct dump_unloaded *ret,
				 struct err *err) ERR_CHECK;

/* ---- tagged ("secondary") data: .enumtag ---- */

struct dump_tag {
	uint8_t guid[16]; /* as in memory: first three parts little-endian */
	uint64_t offset;  /* of the data in the file */
	uint32_t size;
};
size_t dump_tag_count(struct dump *dump);
const struct dump_tag *dump_tag(struct dump *dump, size_t number);
/* The first block with this tag, or NULL. */
const struct dump_tag *dump_find_tag(struct dump *dump, const uint8_t guid[16]);
enum err_code dump_read_tag(struct dump *dump, const struct dump_tag *tag,
			    size_t offset, void *ret, size_t size,
			    struct err *err) ERR_CHECK;

#endif
