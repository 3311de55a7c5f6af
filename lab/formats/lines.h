/*
 * Lines of source: the DWARF that mingw's compiler leaves in the file of a PE
 * image. elfutils' libdw reads it, from an ELF file in memory that holds the
 * image's .debug sections; it is loaded when lines are first asked for.
 */
#ifndef LAB_FORMATS_LINES_H
#define LAB_FORMATS_LINES_H

#include "base/err.h"
#include "formats/pe.h"

struct lines; /* opaque */

struct lines_place {
	const char *file; /* as the compiler was given it; borrowed, visible */
	unsigned number;  /* from 1 on */
	uint32_t rva;	  /* where its instructions begin */
};

/* Whether they can be read here: ERR_UNSUPPORTED with words. */
enum err_code lines_check(struct err *err) ERR_CHECK;
/* ERR_NOT_FOUND: the file has none. It is the caller's again at once. */
enum err_code lines_open(const struct pe_file *file, const struct pe *pe,
			 struct lines **ret, struct err *err) ERR_CHECK;
void lines_free(struct lines *lines);

/* The line that the instruction at an RVA is of; false: of none. */
bool lines_find(const struct lines *lines, uint32_t rva,
		struct lines_place *ret);

#endif
