/*
 * What is known of a module beyond what target.h shows; for the files of
 * this room. modules.c lists them, module_list.c reads the lists,
 * module_files.c finds what lies in the folder of symbols, names.c has the
 * symbols of a module that has no ISF.
 */
#ifndef LAB_TARGET_MODULES_H
#define LAB_TARGET_MODULES_H

#include "base/arena.h"
#include "formats/lines.h"
#include "target/private.h"

struct module_name {
	uint32_t rva;
	bool external;
	const char *name;
};

/* By RVA; of several at one the first is the one to show. */
struct module_names {
	struct arena arena;
	struct module_name *list;
	size_t count, room;
	bool read;
};

struct module_entry {
	struct target_module module; /* first: this is what is given out */
	struct target *target;
	bool prepared;
	struct isf *isf;
	/* the image's file, where it was found */
	char *file;
	struct pe_file file_bytes;
	struct pe file_pe;
	struct module_names names;
	struct lines *lines; /* of the file, NULL until asked for */
	bool lines_read;
};

struct target_modules {
	struct module_entry **list; /* by base */
	size_t count, room;
	struct target_unloaded *unloaded; /* the latest first */
	size_t unloaded_count, unloaded_room;
	char why[512]; /* that a stack ended */
};

/* The list, read when first asked for. */
struct target_modules *modules_get(struct target *target);
/* Its PE headers, RSDS record and ISF are looked for, once. */
void module_prepare(struct module_entry *entry);
/* A pe_read of the image in memory, and in its file where it is not. */
pe_read module_read;

/* ---- module_list.c ---- */

void modules_read_list(struct target *target, struct target_modules *modules);
void modules_read_unloaded(struct target *target,
			   struct target_modules *modules);

/* ---- module_files.c ---- */

/* The ISF of this RSDS, in the layout of volatility3; without an RSDS record
 * the kernel's by the addresses in the dump's header. NULL when there is none,
 * or none that is right; *ret_state is then told if there is more to say. */
struct isf *module_find_isf(const struct target *target,
			    const struct target_module *module,
			    const char **ret_state);
/* The image itself, by its stamp and size: in the folder that was left with
 * the dump, in that of symbols, or beside the dump. */
void module_find_file(struct module_entry *entry);

/* ---- names.c ---- */

/* Exports and COFF symbols, read when first asked for. */
const struct module_names *module_names(struct module_entry *entry);
/* The symbol at or next before an RVA, or of this name; NULL if none. */
const struct module_name *module_name_at(struct module_entry *entry,
					 uint64_t rva);
const struct module_name *module_name_find(struct module_entry *entry,
					   const char *name);

#endif
