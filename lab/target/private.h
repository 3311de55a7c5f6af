/*
 * The inside of a target, for the files of this room. target.c makes and
 * frees it; memory.c translates; dump_target.c is the backend; what is worked
 * out above (modules, symbols, stacks) hangs off the two owned pointers at
 * the end, each with the function that frees it, set by whoever makes it.
 */
#ifndef LAB_TARGET_PRIVATE_H
#define LAB_TARGET_PRIVATE_H

#include "target/target.h"

/*
 * What KDDEBUGGER_DATA64 ("KDBG") says of this kernel. Prefer these to
 * numbers of our own: they fit the build. All 0 when `valid` is false; the
 * offsets then hold 19041's, so that a caller need not ask.
 */
struct target_kdbg {
	bool valid;
	uint64_t address; /* virtual, from the dump's header */
	uint32_t size;	  /* bytes that it says it has */
	uint64_t kernel_base, loaded_modules, active_processes;
	uint64_t processor_block;  /* -> array of KPRCB pointers */
	uint64_t bugcheck_data;	   /* -> code and four parameters, u64 each */
	uint64_t build_lab;	   /* -> "19041.1.amd64fre...", ASCII */
	uint64_t unloaded_drivers; /* -> pointer to the table */
	uint64_t last_unloaded;	   /* -> u32 */
	uint64_t root_directory;   /* -> pointer to the object */
	uint64_t pte_base;	   /* self map, a value */
	uint16_t thread_stack;	   /* KTHREAD.KernelStack */
	uint16_t thread_state;	   /* KTHREAD.State */
	uint16_t thread_process;   /* KTHREAD.ApcState.Process */
	uint16_t thread_teb;	   /* KTHREAD.Teb */
	uint32_t thread_limit;	   /* KTHREAD.StackLimit */
	uint32_t thread_base;	   /* KTHREAD.StackBase */
	uint16_t process_table;	   /* KPROCESS.DirectoryTableBase */
	uint16_t process_peb;	   /* EPROCESS.Peb */
	uint16_t prcb_thread;	   /* KPRCB.CurrentThread */
	uint16_t prcb_idle;	   /* KPRCB.IdleThread */
	uint16_t prcb_number;	   /* KPRCB.Number */
	uint16_t prcb_context;	   /* KPRCB.Context, a pointer */
	uint16_t prcb_special;	   /* KPRCB.ProcessorState */
	uint16_t prcb_size, pcr_prcb; /* KPRCB; KPCR.Prcb */
};

enum { TARGET_X64 = 0x8664 }; /* machine of a dump's header */

struct target_modules; /* modules.c */
struct target_symbols; /* symbols.c, if it needs more than modules */

/* A translation that is kept: of a 4 KiB page in the space of a table. */
enum { TARGET_KEPT = 8192 };
struct target_kept {
	uint64_t page, table; /* virtual address; table_base + 1, 0 none */
	uint64_t physical;
};

struct target {
	const struct target_ops *ops;
	void *self;		 /* the backend's own */
	struct dump *dump;	 /* borrowed from the backend; NULL: no dump */
	struct dump_header facts; /* of one that is no dump */
	char *path, *symbols;	 /* owned; symbols may be NULL */
	struct target_info info; /* table_base is the one in use */
	uint64_t first_table_base;
	bool paged;	  /* page tables that we can walk */
	unsigned own_cpu; /* triage: whose KPRCB the file has */
	struct target_kdbg kdbg;
	struct target_context context;

	struct target_kept kept[TARGET_KEPT]; /* where ops->constant */

	struct target_modules *modules; /* NULL until first asked for */
	void (*modules_free)(struct target_modules *modules);
	struct target_symbols *symbol_state;
	void (*symbols_free)(struct target_symbols *symbols);
};

/* Fills kdbg as far as it can be read; never fails. kdbg.c */
void target_read_kdbg(struct target *target);
/* The KPRCB of a CPU, by KiProcessorBlock; ERR_NOT_FOUND. */
enum err_code target_cpu_prcb(struct target *target, unsigned cpu,
			      uint64_t *ret, struct err *err) ERR_CHECK;
/* Makes a dump, which is the target's from now on, its backend; fills info
 * as far as the header tells, and kdbg. dump_target.c */
void target_attach_dump(struct target *target, struct dump *dump);
/* Whether these DUMP_CONTEXT_BYTES are an x64 CONTEXT that was filled. */
bool target_context_good(const uint8_t *bytes);
/* An x64 CONTEXT (DUMP_CONTEXT_BYTES) as registers. context.c */
void target_parse_context(const uint8_t *bytes, struct target_registers *ret);

#endif
