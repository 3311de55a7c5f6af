/*
 * Crash dumps, written: a bitmap dump (type 5, "SDMP") of a memory image,
 * with page tables that map it where it says it is and a self map. Where
 * things come to lie in physical memory follows from the input alone: same
 * input, same bytes. Layout: formats/dump_layout.h.
 */
#ifndef LAB_FORMATS_DUMP_WRITE_H
#define LAB_FORMATS_DUMP_WRITE_H

#include "base/err.h"
#include "formats/image.h"

#include <stddef.h>
#include <stdint.h>

struct dump_write_tag {
	uint8_t guid[16]; /* as in memory */
	const void *bytes;
	size_t size;
};

struct dump_write {
	const struct image *image;
	uint32_t build, processors, bugcheck;
	uint64_t parameters[4];
	/* Physical addresses of page tables' roots. The first is the
	 * header's; the others map the same upper half, for processes. Pages
	 * and the tables below come to lie behind the first. */
	const uint64_t *roots;
	size_t root_count;
	uint64_t pte_base; /* virtual address of the self map */
	uint64_t pfn_database, loaded_modules, active_processes, debugger_data;
	uint64_t context; /* virtual: the CONTEXT that goes to the header */
	uint64_t exception_address;
	uint64_t time, uptime; /* FILETIME; 100 ns */
	uint32_t product, suite, boot_id;
	const char *comment; /* or NULL */
	const struct dump_write_tag *tags;
	size_t tag_count;
};

/*
 * The whole file; *ret is the caller's to free(). ERR_FORMAT for addresses
 * that are not canonical or roots that collide, ERR_LIMIT when there is more
 * than the format holds.
 */
enum err_code dump_write(const struct dump_write *from, uint8_t **ret,
			 size_t *ret_size, struct err *err) ERR_CHECK;

#endif
