/*
 * Structures of the kernel of Windows 10 build 19041: where their fields are.
 * One table (nt19041.def) from which dumps are written and the symbol file
 * beside them is made, so that the two cannot disagree.
 *
 * A type is spelled: u8 u16 u32 u64, i8 i16 i32 i64, w16 (a UTF-16 unit),
 * e32 (NT_PRODUCT_TYPE), _NAME a structure, "*T" a pointer to T, "[N]T" an
 * array, "void" and "fn" only behind a pointer.
 */
#ifndef LAB_TARGET_NT19041_H
#define LAB_TARGET_NT19041_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whole texts, not pointers: a start need not relocate 2,000 of them. */
struct nt_row {
	char name[40];
	char type[32];	   /* "": a structure; its fields follow */
	uint32_t offset;   /* of a structure: its size */
	uint8_t bit, bits; /* bits 0: not a bit field */
};

size_t nt19041_count(void);
const struct nt_row *nt19041_row(size_t number);

/* A structure by name ("_KTHREAD"), or NULL. */
const struct nt_row *nt19041_find(const char *type);
/*
 * A field by its path, through structures and arrays: "Tcb.StackBase",
 * "WaitBlock[1].Thread". False when there is none.
 */
struct nt_place {
	uint32_t offset;
	const char *type;
	uint8_t bit, bits;
};
bool nt19041_place(const char *type, const char *path, struct nt_place *ret);
/* Bytes that a value of a type takes; 0 when unknown. */
uint32_t nt19041_size(const char *type);

/* ---- the symbol file: volatility3's ISF, as JSON ---- */

struct nt_symbol {
	const char *name;
	uint32_t rva;
	const char *type; /* spelled as above, or NULL */
};
struct nt_isf {
	const char *pdb;  /* "ntkrnlmp.pdb" */
	const char *guid; /* 32 upper-case hex digits */
	uint32_t age;
	const struct nt_symbol *symbols;
	size_t symbol_count;
	bool types; /* this kernel's structures too */
};
void nt19041_write_isf(const struct nt_isf *from, struct text *out);

#endif
