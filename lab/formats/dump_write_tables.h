/*
 * Part of dump_write: the pages of physical memory that a dump holds, made
 * from an image: page tables first, behind them the image's pages.
 */
#ifndef LAB_FORMATS_DUMP_WRITE_TABLES_H
#define LAB_FORMATS_DUMP_WRITE_TABLES_H

#include "base/err.h"
#include "formats/dump_write.h"

#include <stddef.h>
#include <stdint.h>

struct dump_physical {
	uint64_t pfn;
	const uint8_t *bytes; /* of the image, or of a table */
};

struct dump_tables {
	struct dump_physical *pages; /* by pfn, each once */
	size_t count;
	uint8_t *tables; /* the bytes of those that are tables */
};

enum err_code dump_tables_make(const struct dump_write *from,
			       struct dump_tables *ret,
			       struct err *err) ERR_CHECK;
void dump_tables_fini(struct dump_tables *tables);

#endif
