/*
 * Something to look into: a dump, later an emulated machine. Commands know
 * only this. Addresses are the guest's, host pointers are never called so.
 *
 * A target is its backend (struct target_ops: raw memory and registers) plus
 * what is worked out above it, once, for every backend: translation, modules,
 * symbols, types, threads, stacks.
 */
#ifndef LAB_TARGET_TARGET_H
#define LAB_TARGET_TARGET_H

#include "base/err.h"
#include "formats/dump.h"
#include "formats/isf.h"
#include "formats/lines.h"
#include "formats/pe.h"
#include "formats/unwind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct target;

/* Registers of one CPU or thread context. */
struct target_registers {
	struct unwind_frame frame; /* rip and the sixteen */
	uint32_t eflags;
	uint16_t cs, ss, ds, es, fs, gs;
};

/* What a backend gives. All may fail with ERR_FAULT. */
struct target_ops {
	const char *name; /* "dump" */
	bool constant;	  /* memory never changes: what was read may be kept */
	void (*free)(void *self);
	/* physical memory; NULL where there is none (triage) */
	enum err_code (*read_physical)(void *self, uint64_t address, void *ret,
				       size_t size, struct err *err);
	/* memory that is known by virtual address only; NULL elsewhere */
	enum err_code (*read_virtual)(void *self, uint64_t address, void *ret,
				      size_t size, struct err *err);
	/* the CPU's own context; ERR_NOT_FOUND when not recorded */
	enum err_code (*registers)(void *self, unsigned cpu,
				   struct target_registers *ret,
				   struct err *err);
};

/* Facts about the machine, from the dump's header or the machine itself. */
struct target_info {
	/* of a machine that lives: what its dump's would say */
	const struct dump_header *header;
	uint32_t build, processors;
	uint64_t kernel_base; /* 0 unknown */
	uint64_t table_base;  /* CR3 of the context looked at */
	uint32_t current_cpu; /* where the bug check was raised */
	uint32_t bugcheck;
	uint64_t parameters[4];
};

/* Opens a dump as a target. symbols: folder as volatility3 lays it out, or
 * NULL. The path is kept for banners. */
enum err_code target_open_dump(const char *path, const char *symbols,
			       struct target **ret, struct err *err) ERR_CHECK;
/*
 * A machine that lives, as a target: what is read may change between two
 * commands. facts is what the header of its dump would say (copied); name is
 * what banners call it. self is freed with ops->free. cpu is looked at first.
 */
struct target *target_open_live(const struct target_ops *ops, void *self,
				const struct dump_header *facts, unsigned cpu,
				const char *name, const char *symbols);
void target_free(struct target *target);

const struct target_info *target_info(const struct target *target);
struct dump *target_dump(struct target *target); /* or NULL */
const char *target_path(const struct target *target);
/* "DUMP.drivers": who writes a dump may leave the files of its drivers there,
 * which are believed first. The caller frees it. */
char *target_drivers_folder(const char *dump);
/* The folder of symbols, or NULL; and another one, for which modules and
 * symbols are read anew: nothing that was borrowed of them is good then. */
const char *target_symbols(const struct target *target);
void target_set_symbols(struct target *target, const char *folder);

/* ---- memory ---- */

/*
 * Virtual memory of the current context: exactly size bytes, else ERR_FAULT
 * with the first address that is not there (nothing else is promised of ret).
 */
enum err_code target_read(struct target *target, uint64_t address, void *ret,
			  size_t size, struct err *err) ERR_CHECK;
enum err_code target_read_u64(struct target *target, uint64_t address,
			      uint64_t *ret, struct err *err) ERR_CHECK;
enum err_code target_read_physical(struct target *target, uint64_t address,
				   void *ret, size_t size,
				   struct err *err) ERR_CHECK;
/* Each level's entry of the walk, as !pte shows it. ERR_FAULT: a table is not
 * in memory, or the address is not canonical; ret is filled as far as the walk
 * came even so. An entry that leads nowhere is no error: neither present nor
 * transition is set. */
struct target_walk {
	uint64_t entry_address[4]; /* physical: PXE, PPE, PDE, PTE */
	uint64_t entry[4];
	unsigned levels; /* how many were read */
	bool present;	 /* physical is good */
	bool transition; /* not valid, but the page is still in memory */
	uint64_t physical, page_size;
};
enum err_code target_walk(struct target *target, uint64_t table_base,
			  uint64_t address, struct target_walk *ret,
			  struct err *err) ERR_CHECK;
/* Another address space for target_read (.process); 0 back to the first. */
void target_set_table_base(struct target *target, uint64_t table_base);

/* ---- modules and symbols ---- */

struct target_module {
	char name[64];	 /* "nt", "TestDriver" */
	char image[260]; /* "ntkrnlmp.exe", path as recorded */
	uint64_t base;
	uint32_t size, checksum, stamp;
	bool has_pe;
	struct pe pe;
	struct pe_rsds rsds;	  /* name "" when there is none */
	const struct isf *isf;	  /* NULL: no symbols */
	const char *symbol_state; /* "(no symbols)", "(isf symbols)" ... */
};
/* In order of base. Of the first look at one its headers and symbols are
 * read. */
size_t target_module_count(struct target *target);
struct target_module *target_module(struct target *target, size_t number);
struct target_module *target_module_at(struct target *target, uint64_t address);
struct target_module *target_module_find(struct target *target,
					 const char *name);
struct target_unloaded {
	uint64_t start, end;
	char name[40];
};
size_t target_unloaded_count(struct target *target);
const struct target_unloaded *target_unloaded(struct target *target,
					      size_t number);

/* "nt!KeBugCheckEx" or a bare name; ISF first, then exports, then COFF. */
enum err_code target_symbol(struct target *target, const char *name,
			    uint64_t *ret, const struct isf_type **ret_type,
			    struct err *err) ERR_CHECK;
/* "nt!KeBugCheckEx+0x10", "TestDriver+0x1234", "<Unloaded_TestDriver.sys>+0x10"
 * where one was, or "" when in no module. */
void target_name(struct target *target, uint64_t address, char *ret,
		 size_t size);
/* Of a module without an ISF: what it exports and its file's COFF symbols but
 * the linker's, by address, until visit returns false. */
typedef bool target_visit_name(void *context, const char *name, uint32_t rva);
void target_each_name(const struct target_module *module,
		      target_visit_name *visit, void *context);
/* The line of source that the instruction at an address is of, where the
 * module's file was found, with lines in it; else false. */
bool target_line(struct target *target, uint64_t address,
		 struct lines_place *ret);
/* "nt!_KTHREAD" or "_KTHREAD" (nt is meant). */
const struct isf_struct *target_struct(struct target *target, const char *name,
				       const struct isf **ret_isf);
/* An offset of the kernel's from its types, with a fallback when there are
 * none (19041's, so that a dump without symbols still says something). */
uint32_t target_offset(struct target *target, const char *type,
		       const char *field, uint32_t fallback);

/* ---- processors, threads, stacks ---- */

enum err_code target_cpu_registers(struct target *target, unsigned cpu,
				   struct target_registers *ret,
				   struct err *err) ERR_CHECK;
enum err_code target_cpu_thread(struct target *target, unsigned cpu,
				uint64_t *ret, struct err *err) ERR_CHECK;
/* The context commands look at: current thread, registers, process. */
struct target_context {
	unsigned cpu;
	uint64_t thread, process; /* KTHREAD, EPROCESS; 0 unknown */
	struct target_registers registers;
	bool changed; /* by .thread, .cxr, .trap */
};
struct target_context *target_context(struct target *target);
enum err_code target_set_thread(struct target *target, uint64_t thread,
				struct err *err) ERR_CHECK;

struct target_frame {
	uint64_t stack;	      /* Child-SP */
	uint64_t rip, ret;    /* and the return address, 0 at the end */
	uint64_t return_slot; /* where it was read, 0 unknown */
	struct target_registers registers;
	bool machine_frame;
	bool kernel;   /* and what it interrupted was the kernel */
	uint64_t trap; /* its KTRAP_FRAME */
	/* not by unwind data, which the dump lacks, but because a return
	 * address behind a call lay on the stack: may be wrong */
	bool guessed;
};
/* Walks from registers; frames is the caller's to free. Ends at LIMIT_FRAMES,
 * a null return or memory that is not there (*ret_why says, "" if it ended;
 * valid until the next walk). */
enum err_code target_stack(struct target *target,
			   const struct target_registers *from,
			   struct target_frame **ret, size_t *ret_count,
			   const char **ret_why, struct err *err) ERR_CHECK;

#endif
