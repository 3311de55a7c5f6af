/*
 * Symbols and types from an ISF file (volatility3's Intermediate Symbol
 * Format), .json or .json.xz. JSON is read as the YAML that it is, plain JSON
 * by a short way of its own, the rest by libyaml; liblzma unpacks. Format:
 * volatility3's schema 6.2.0.
 */
#ifndef LAB_FORMATS_ISF_H
#define LAB_FORMATS_ISF_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct isf; /* opaque; everything it gives is borrowed from it */

enum isf_kind {
	ISF_VOID,
	ISF_INT,
	ISF_BOOL,
	ISF_CHAR,
	ISF_FLOAT, /* base types */
	ISF_STRUCT,
	ISF_UNION,
	ISF_CLASS,
	ISF_ENUM,
	ISF_POINTER,
	ISF_ARRAY,
	ISF_BITFIELD,
	ISF_FUNCTION
};

/* A type as a field or symbol uses it. */
struct isf_type {
	enum isf_kind kind;
	const char *name;  /* of a base type, struct or enum; else NULL */
	uint32_t count;	   /* ISF_ARRAY: elements */
	uint8_t bit, bits; /* ISF_BITFIELD: position and length */
	const struct isf_type *of; /* pointed at, element, or holding integer */
};

struct isf_field {
	const char *name;
	uint32_t offset;
	const struct isf_type *type;
	bool anonymous; /* an unnamed union or struct: its fields are the
			 * outer one's too */
};

struct isf_struct {
	const char *name;
	enum isf_kind kind;
	uint32_t size;
	const struct isf_field *fields; /* by offset, then as in the file */
	size_t field_count;
};

struct isf_constant {
	const char *name;
	int64_t value;
};

struct isf_enum {
	const char *name;
	uint32_t size;
	const struct isf_constant *constants; /* as in the file */
	size_t constant_count;
};

struct isf_base {
	const char *name; /* "unsigned long" */
	enum isf_kind kind;
	uint32_t size;
	bool is_signed;
};

struct isf_symbol {
	const char *name;
	uint64_t rva;
	const struct isf_type *type; /* NULL: not told */
};

/*
 * From bytes in memory, which are the caller's again at once. Names hold no
 * control characters, whatever the file says. ERR_FORMAT tells the line.
 */
enum err_code isf_parse(const void *bytes, size_t size, struct isf **ret,
			struct err *err) ERR_CHECK;
/* Takes the GUID and age of a PDB from the file's metadata too. */
enum err_code isf_open(const char *path, struct isf **ret,
		       struct err *err) ERR_CHECK;
void isf_free(struct isf *isf);

const char *isf_pdb_name(const struct isf *isf); /* "ntkrnlmp.pdb", or "" */
/* GUID and age in upper-case hex, as pe_rsds_key; "" if the file has none. */
const char *isf_pdb_key(const struct isf *isf);

/* All return NULL when there is none of that name. */
const struct isf_struct *isf_find_struct(const struct isf *isf,
					 const char *name);
const struct isf_base *isf_find_base(const struct isf *isf, const char *name);
const struct isf_enum *isf_find_enum(const struct isf *isf, const char *name);
const struct isf_symbol *isf_find_symbol(const struct isf *isf,
					 const char *name);
/* A field by name, also inside anonymous members; *ret_offset from the start
 * of the outer struct. */
const struct isf_field *isf_find_field(const struct isf *isf,
				       const struct isf_struct *in,
				       const char *name, uint32_t *ret_offset);
/* Bytes that a value of the type takes; 0 when unknown. */
uint32_t isf_size(const struct isf *isf, const struct isf_type *type);

/* By address: the symbol at or next before rva, NULL if none; of several at
 * one address the first that has a plain name. */
const struct isf_symbol *isf_symbol_at(const struct isf *isf, uint64_t rva);
/* In order of address. */
size_t isf_symbol_count(const struct isf *isf);
const struct isf_symbol *isf_symbol(const struct isf *isf, size_t number);
/* All structures, as in the file. */
size_t isf_struct_count(const struct isf *isf);
const struct isf_struct *isf_struct(const struct isf *isf, size_t number);

#endif
