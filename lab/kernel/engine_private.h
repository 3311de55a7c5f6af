/*
 * The engine's own: Unicorn's functions and what they are given. Only what
 * includes this knows of Unicorn.
 *
 *   engine.c         makes one; registers, contexts
 *   engine_memory.c  what the processor finds in memory: regions, page tables
 *   engine_run.c     runs it, and tells what ended the run
 */
#ifndef LAB_KERNEL_ENGINE_PRIVATE_H
#define LAB_KERNEL_ENGINE_PRIVATE_H

#include "kernel/engine.h"
#include "kernel/page_table.h"

#include <unicorn/unicorn.h>

/* where no page begins, and no code of ours */
#define ENGINE_NOWHERE UINT64_MAX

enum {
	ENGINE_PAGE = 0x1000,
	ENGINE_HLT = 0xf4, /* the instruction */
};

/* Unicorn's own functions, by the names they have there. */
#define ENGINE_CALLS(X)                                                        \
	X(open)                                                                \
	X(close)                                                               \
	X(reg_write)                                                           \
	X(reg_read)                                                            \
	X(reg_read_batch)                                                      \
	X(emu_start)                                                           \
	X(emu_stop)                                                            \
	X(hook_add)                                                            \
	X(mem_read)                                                            \
	X(mem_map_ptr)                                                         \
	X(mem_protect)                                                         \
	X(mem_unmap)                                                           \
	X(context_size)                                                        \
	X(context_alloc)                                                       \
	X(context_save)                                                        \
	X(context_restore)                                                     \
	X(context_reg_read)                                                    \
	X(context_free)                                                        \
	X(ctl)

struct unicorn {
#define CALL(name) __typeof__(uc_##name) *name;
	ENGINE_CALLS(CALL)
#undef CALL
};

/* Loaded when the first engine is made. */
extern struct unicorn unicorn;

struct engine {
	uc_engine *uc;
	uc_hook hooks[6];
	uint64_t slice;
	struct engine_context *fresh, *scratch;
	size_t last_exception; /* where a context has it; 0: nowhere */
	bool paged;	       /* by `pages`: see engine_turn_on_paging */
	struct page_table pages;
	bool flushed;		  /* by turns, see flush */
	uint64_t stand_in;	  /* memory stands in, or NOWHERE */
	bool told;		  /* exit tells of a fault that is to come */
	struct engine_exit *exit; /* of the run */
};

/*
 * Unicorn 2.1.2 and later tell where a fault is. Earlier ones do so only of
 * what an instruction itself raises, which a page fault is: so the processor
 * pages, though every page is where its address says. False: it does not work
 * here. Before anything is mapped.
 */
bool engine_turn_on_paging(struct engine *engine);
/* What engine_protect needs for taking away. */
bool engine_add_flush(struct engine *engine);
/* Memory at the page of an address that has none, which the page tables do not
 * show; until engine_remove_stand_in. */
bool engine_stand_in(struct engine *engine, uint64_t address);
void engine_remove_stand_in(struct engine *engine);

bool engine_add_hooks(struct engine *engine);
/* Each access is looked at by nobody: see settle_faults. */
bool engine_hook_accesses(struct engine *engine);

/*
 * Unicorn remembers an exception until its handler has begun, which is not for
 * Unicorn to know here: the next would be a double fault, all others triple
 * ones. What it remembers is in the contexts that it saves. It is found by an
 * exception: at `halt` is a hlt.
 */
void engine_find_exception(struct engine *engine, uint64_t halt);
void engine_forget_exception(struct engine *engine);

#endif
