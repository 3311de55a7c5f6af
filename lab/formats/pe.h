/*
 * PE32+ images, as they lie in memory or in a file: headers, sections,
 * exports, the RSDS record, the exception directory, COFF symbols. The image
 * is reached through a reader, so it may be a file, a dump or a running
 * machine, whole or with holes. Layout: Microsoft's PE format specification.
 */
#ifndef LAB_FORMATS_PE_H
#define LAB_FORMATS_PE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads size bytes of the image at an RVA. Returns ERR_FAULT (nothing is
 * written) when some are not there.
 */
typedef enum err_code pe_read(void *context, uint32_t rva, void *ret,
			      size_t size, struct err *err);

struct pe_directory {
	uint32_t rva, size;
};

#define PE_DIRECTORIES 16
enum {
	PE_EXPORT,
	PE_IMPORT,
	PE_RESOURCE,
	PE_EXCEPTION,
	PE_SECURITY,
	PE_RELOC,
	PE_DEBUG
};

struct pe {
	pe_read *read;
	void *context;
	uint16_t machine, sections;
	uint32_t stamp, entry, image_size, headers_size, checksum;
	uint64_t base;		 /* preferred */
	uint32_t sections_rva;	 /* of the section table */
	uint32_t symbols_offset; /* COFF symbol table: a *file* offset */
	uint32_t symbol_count;
	struct pe_directory directories[PE_DIRECTORIES];
};

struct pe_section {
	char name[9];
	uint32_t rva, size, raw_offset, raw_size, flags;
};

/* Only PE32+ for x64 is taken; ERR_FORMAT says what it is instead. */
enum err_code pe_parse(pe_read *read, void *context, struct pe *ret,
		       struct err *err) ERR_CHECK;
enum err_code pe_section(const struct pe *pe, unsigned number,
			 struct pe_section *ret, struct err *err) ERR_CHECK;

/* The RSDS record: what names the matching symbol file. */
struct pe_rsds {
	uint8_t guid[16];
	uint32_t age;
	char name[260]; /* the PDB's path as recorded, controls made visible */
};
enum err_code pe_rsds(const struct pe *pe, struct pe_rsds *ret,
		      struct err *err) ERR_CHECK;
/* "C3A0..1" as symbol servers name it: GUID in upper-case hex, then age. */
void pe_rsds_key(const struct pe_rsds *rsds, char ret[48]);

/* Each export with a name; visit returns false to stop. A forwarder has its
 * target in `forward`, else it is NULL. */
typedef bool pe_visit_export(void *context, const char *name, uint32_t rva,
			     const char *forward);
enum err_code pe_each_export(const struct pe *pe, pe_visit_export *visit,
			     void *context, struct err *err) ERR_CHECK;

/*
 * Each COFF symbol of a *file* (mingw leaves them in a .sys): name, RVA, and
 * whether it is external. data is the whole file.
 */
typedef bool pe_visit_symbol(void *context, const char *name, uint32_t rva,
			     bool external);
enum err_code pe_each_coff(const void *data, size_t size,
			   pe_visit_symbol *visit, void *context,
			   struct err *err) ERR_CHECK;
/* A pe_read over a file's bytes laid out as a file (context: struct pe_file),
 * translating RVAs by the section table. */
struct pe_file {
	const uint8_t *data;
	size_t size;
};
pe_read pe_read_file;

#endif
