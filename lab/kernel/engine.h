/*
 * The CPU: Unicorn, loaded when a machine is first made. One engine executes
 * for all processors of the machine in turn; memory is mapped flat, at the
 * guest's virtual addresses. Who includes engine_private.h includes Unicorn;
 * nobody else does.
 */
#ifndef LAB_KERNEL_ENGINE_H
#define LAB_KERNEL_ENGINE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct engine;	       /* opaque */
struct engine_context; /* a thread's registers, all of them; opaque */

enum engine_register {
	ENGINE_RAX,
	ENGINE_RCX,
	ENGINE_RDX,
	ENGINE_RBX,
	ENGINE_RSP,
	ENGINE_RBP,
	ENGINE_RSI,
	ENGINE_RDI,
	ENGINE_R8,
	ENGINE_R9,
	ENGINE_R10,
	ENGINE_R11,
	ENGINE_R12,
	ENGINE_R13,
	ENGINE_R14,
	ENGINE_R15,
	ENGINE_RIP,
	ENGINE_RFLAGS,
	ENGINE_REGISTERS
};

enum engine_access {
	ENGINE_READ = 1 << 0,
	ENGINE_WRITE = 1 << 1,
	ENGINE_EXECUTE = 1 << 2,
};

/* Why execution came back. */
enum engine_end {
	ENGINE_HALT,	  /* behind a hlt: rip is the next instruction */
	ENGINE_SLICE,	  /* `slice` bytes of instructions are done */
	ENGINE_FAULT,	  /* memory: address, access; rip is at fault. Of what
			   * is written across pages, Unicorn 2.1 has done
			   * what lies before */
	ENGINE_INTERRUPT, /* int n or an exception: number; rip as the CPU
			   * leaves it. 13 is also what only a kernel may do:
			   * it has not been done */
	ENGINE_INVALID,	  /* no such instruction; rip is in it */
};
enum { ENGINE_SYSTEM_CALL = 256 }; /* as a number: syscall, sysenter */
struct engine_exit {
	enum engine_end end;
	uint64_t address;
	unsigned access; /* one of enum engine_access */
	unsigned number;
	uint64_t done; /* bytes of instructions executed, by whole blocks */
};

/* Whether one can be made here: ERR_NOT_FOUND with words. */
enum err_code engine_check(struct err *err) ERR_CHECK;
enum err_code engine_new(struct engine **ret, struct err *err) ERR_CHECK;
void engine_free(struct engine *engine);

/* Whole pages; bytes are the host's and stay the caller's until unmapped. */
bool engine_map(struct engine *engine, uint64_t address, size_t size,
		unsigned access, void *bytes);
/* What may be done is the same all over, before and behind. */
void engine_protect(struct engine *engine, uint64_t address, size_t size,
		    unsigned access);
void engine_unmap(struct engine *engine, uint64_t address, size_t size);
/* What was executed at [address, address + size) has changed. */
void engine_forget(struct engine *engine, uint64_t address, size_t size);

void engine_get(struct engine *engine, uint64_t ret[ENGINE_REGISTERS]);
uint64_t engine_register(struct engine *engine, enum engine_register number);
void engine_set(struct engine *engine, enum engine_register number,
		uint64_t value);
uint64_t engine_gs(struct engine *engine);
void engine_set_gs(struct engine *engine, uint64_t base);

/* Executes from rip for about `slice` bytes of instructions. */
void engine_run(struct engine *engine, uint64_t slice, struct engine_exit *ret);
/* All registers as when the engine was made. */
void engine_fresh(struct engine *engine);

struct engine_context *engine_context_new(struct engine *engine);
void engine_context_free(struct engine *engine, struct engine_context *context);
void engine_save(struct engine *engine, struct engine_context *context);
void engine_restore(struct engine *engine,
		    const struct engine_context *context);
void engine_context_get(struct engine *engine,
			const struct engine_context *context,
			uint64_t ret[ENGINE_REGISTERS]);

#endif
