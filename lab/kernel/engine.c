#include "config.h"
#include "kernel/engine_private.h"

#include "base/library.h"
#include "base/mem.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libunicorn.so.2"

enum {
	FLAGS_OWN = 0x3202,    /* IOPL 3, interrupts on */
	FLAGS_HIDDEN = 0x3000, /* IOPL is 0 for who looks */
};

static const struct library_call calls[] = {
#define CALL(name) { "uc_" #name, offsetof(struct unicorn, name) },
	ENGINE_CALLS(CALL)
#undef CALL
};

struct unicorn unicorn;

static enum err_code load(struct err *err)
{
	const char *missing;

	if (unicorn.open ||
	    library_load(LIBRARY, calls, sizeof(calls) / sizeof(*calls),
			 &unicorn, &missing))
		return ERR_OK;
	if (missing)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "cannot emulate a machine: '%s' has no %s",
			       LIBRARY, missing);
	return err_set(err, ERR_NOT_FOUND, 0,
		       "cannot emulate a machine: no '%s': install Unicorn "
		       "(libunicorn2 in Debian)",
		       LIBRARY);
}

/*
 * The guest's kernel code runs in ring 3 of Unicorn, so that what would change
 * the mode of the processor is for us to do or to refuse: were a driver to turn
 * paging on, Unicorn would end the program. Ports and the interrupt flag are
 * its own (IOPL 3). An iretq is the one way there.
 */
static bool leave_ring_0(struct engine *engine)
{
	enum {
		AT = 0x10000,
		SIZE = ENGINE_PAGE,
		CODE = 0x40,
		STACK = 0x80,
		END = AT + CODE + 2, /* behind the iretq, a hlt */
	};
	static const uint64_t descriptors[3] = { 0, 0x00affb000000ffff,
						 0x00cff3000000ffff };
	const uint64_t frame[5] = { END, 8 | 3, FLAGS_OWN, AT + SIZE, 16 | 3 };
	static const uint8_t code[3] = { 0x48, 0xcf, ENGINE_HLT };
	uc_x86_mmr table = { .base = AT, .limit = sizeof(descriptors) - 1 };
	uint8_t *page = aligned_alloc(SIZE, SIZE);
	bool left = page != NULL;

	if (!left)
		mem_panic();
	engine->scratch = engine_context_new(engine);
	memset(page, 0, SIZE);
	memcpy(page, descriptors, sizeof(descriptors));
	memcpy(page + CODE, code, sizeof(code));
	memcpy(page + STACK, frame, sizeof(frame));
	left = engine_map(engine, AT, SIZE,
			  ENGINE_READ | ENGINE_WRITE | ENGINE_EXECUTE, page);
	unicorn.reg_write(engine->uc, UC_X86_REG_GDTR, &table);
	engine_set(engine, ENGINE_RSP, AT + STACK);
	left = left &&
	       unicorn.emu_start(engine->uc, AT + CODE, END, 0, 0) == UC_ERR_OK;
	engine_find_exception(engine, END);
	table = (uc_x86_mmr){ 0 };
	unicorn.reg_write(engine->uc, UC_X86_REG_GDTR, &table);
	engine_set(engine, ENGINE_RSP, 0);
	engine_unmap(engine, AT, SIZE);
	free(page);
	return left;
}

/* ---- faults ---- */

/* What faults: where it is, and what is told of it. */
static bool faults_there(struct engine *engine, uint64_t rip, uint64_t address,
			 unsigned access)
{
	struct engine_exit exit;

	engine_set(engine, ENGINE_RBX, address);
	engine_set(engine, ENGINE_RIP, rip);
	engine_run(engine, ENGINE_PAGE, &exit);
	return exit.end == ENGINE_FAULT && exit.address == address &&
	       exit.access == access &&
	       engine_register(engine, ENGINE_RIP) == rip + 1;
}

/*
 * Whether rip is at the instruction that faults, and not where its block
 * began: then a fault cannot be told, or tried again.
 */
static bool faults_exactly(struct engine *engine)
{
	enum { AT = 0x10000, WRITE = 8 };
	/* nop; mov rax,[rbx]; and nop; mov [rbx],rax */
	static const uint8_t reads[] = { 0x90, 0x48, 0x8b, 0x03 };
	static const uint8_t writes[] = { 0x90, 0x48, 0x89, 0x03 };
	uint8_t *page = aligned_alloc(ENGINE_PAGE, ENGINE_PAGE);
	bool exactly;

	if (!page)
		mem_panic();
	memset(page, ENGINE_HLT, ENGINE_PAGE);
	memcpy(page, reads, sizeof(reads));
	memcpy(page + WRITE, writes, sizeof(writes));
	exactly = engine_map(engine, AT, ENGINE_PAGE,
			     ENGINE_READ | ENGINE_EXECUTE, page) &&
		  faults_there(engine, AT, 0, ENGINE_READ) &&
		  faults_there(engine, AT + WRITE, 0, ENGINE_WRITE) &&
		  faults_there(engine, AT + WRITE, AT, ENGINE_WRITE);
	engine_unmap(engine, AT, ENGINE_PAGE);
	free(page);
	engine_forget_exception(engine);
	engine_set(engine, ENGINE_RBX, 0);
	engine_set(engine, ENGINE_RIP, 0);
	return exactly;
}

/* By itself, by page tables, or with a hook on memory, which costs a fifth of
 * the speed. */
static bool settle_faults(struct engine *engine)
{
	struct engine_context *before = engine_context_new(engine);
	bool settled;

	engine_save(engine, before);
	settled = faults_exactly(engine);
	if (!settled && engine_turn_on_paging(engine))
		settled = faults_exactly(engine);
	if (!settled) {
		engine->paged = false;
		engine_restore(engine, before);
		settled =
			engine_hook_accesses(engine) && faults_exactly(engine);
	}
	engine_context_free(engine, before);
	return settled;
}

/* 2.1 cuts addresses to the physical ones of its processor, but for this. */
static bool use_whole_addresses(struct engine *engine)
{
#if UC_API_MAJOR > 2 || UC_API_MINOR >= 1
	return unicorn.ctl(engine->uc, UC_CTL_WRITE(UC_CTL_TLB_TYPE, 1),
			   UC_TLB_VIRTUAL) == UC_ERR_OK;
#else
	(void)engine;
	return true;
#endif
}

/* Nothing stops at an address: it would be looked up after each run, which in
 * page tables is a fault. */
static bool use_no_exits(struct engine *engine)
{
	return unicorn.ctl(engine->uc, UC_CTL_WRITE(UC_CTL_UC_USE_EXITS, 1),
			   1) == UC_ERR_OK;
}

enum err_code engine_check(struct err *err)
{
	return load(err);
}

enum err_code engine_new(struct engine **ret, struct err *err)
{
	struct engine *engine;
	enum err_code code = load(err);

	if (code)
		return code;
	engine = mem_calloc(1, sizeof(*engine));
	engine->stand_in = ENGINE_NOWHERE;
	if (unicorn.open(UC_ARCH_X86, UC_MODE_64, &engine->uc) != UC_ERR_OK ||
	    !use_whole_addresses(engine) || !leave_ring_0(engine) ||
	    !use_no_exits(engine) || !engine_add_flush(engine) ||
	    !engine_add_hooks(engine) || !settle_faults(engine)) {
		engine_free(engine);
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot emulate a machine: Unicorn does not "
			       "start an x64 processor");
	}
	engine->fresh = engine_context_new(engine);
	engine_save(engine, engine->fresh);
	*ret = engine;
	return ERR_OK;
}

void engine_free(struct engine *engine)
{
	if (!engine)
		return;
	engine_context_free(engine, engine->fresh);
	engine_context_free(engine, engine->scratch);
	if (engine->uc)
		unicorn.close(engine->uc);
	page_table_fini(&engine->pages);
	free(engine);
}

/* ---- memory ---- */

/* ---- registers ---- */

static int numbers[ENGINE_REGISTERS] = {
	UC_X86_REG_RAX, UC_X86_REG_RCX,	  UC_X86_REG_RDX, UC_X86_REG_RBX,
	UC_X86_REG_RSP, UC_X86_REG_RBP,	  UC_X86_REG_RSI, UC_X86_REG_RDI,
	UC_X86_REG_R8,	UC_X86_REG_R9,	  UC_X86_REG_R10, UC_X86_REG_R11,
	UC_X86_REG_R12, UC_X86_REG_R13,	  UC_X86_REG_R14, UC_X86_REG_R15,
	UC_X86_REG_RIP, UC_X86_REG_RFLAGS
};

void engine_get(struct engine *engine, uint64_t ret[ENGINE_REGISTERS])
{
	void *values[ENGINE_REGISTERS];

	for (size_t i = 0; i < ENGINE_REGISTERS; i++) {
		ret[i] = 0;
		values[i] = &ret[i];
	}
	unicorn.reg_read_batch(engine->uc, numbers, values, ENGINE_REGISTERS);
	ret[ENGINE_RFLAGS] &= ~(uint64_t)FLAGS_HIDDEN;
}

uint64_t engine_register(struct engine *engine, enum engine_register number)
{
	uint64_t value = 0;

	unicorn.reg_read(engine->uc, numbers[number], &value);
	return number == ENGINE_RFLAGS ? value & ~(uint64_t)FLAGS_HIDDEN
				       : value;
}

void engine_set(struct engine *engine, enum engine_register number,
		uint64_t value)
{
	if (number == ENGINE_RFLAGS)
		value |= FLAGS_HIDDEN;
	unicorn.reg_write(engine->uc, numbers[number], &value);
}

uint64_t engine_gs(struct engine *engine)
{
	uint64_t base = 0;

	unicorn.reg_read(engine->uc, UC_X86_REG_GS_BASE, &base);
	return base;
}

void engine_set_gs(struct engine *engine, uint64_t base)
{
	unicorn.reg_write(engine->uc, UC_X86_REG_GS_BASE, &base);
}

void engine_fresh(struct engine *engine)
{
	engine_restore(engine, engine->fresh);
}

/* ---- contexts ---- */

struct engine_context *engine_context_new(struct engine *engine)
{
	uc_context *context;

	if (unicorn.context_alloc(engine->uc, &context) != UC_ERR_OK)
		mem_panic();
	return (struct engine_context *)context;
}

void engine_context_free(struct engine *engine, struct engine_context *context)
{
	(void)engine;
	if (context)
		unicorn.context_free((uc_context *)context);
}

void engine_save(struct engine *engine, struct engine_context *context)
{
	unicorn.context_save(engine->uc, (uc_context *)context);
}

void engine_restore(struct engine *engine, const struct engine_context *context)
{
	unicorn.context_restore(engine->uc, (uc_context *)(uintptr_t)context);
}

void engine_context_get(struct engine *engine,
			const struct engine_context *context,
			uint64_t ret[ENGINE_REGISTERS])
{
	(void)engine;
	for (size_t i = 0; i < ENGINE_REGISTERS; i++) {
		ret[i] = 0;
		unicorn.context_reg_read((uc_context *)(uintptr_t)context,
					 numbers[i], &ret[i]);
	}
	ret[ENGINE_RFLAGS] &= ~(uint64_t)FLAGS_HIDDEN;
}
