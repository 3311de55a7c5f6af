#include "config.h"
#include "kernel/engine_private.h"

#include <string.h>

enum {
	DIVIDE_ERROR = 0,
	DEBUG = 1,
	DOUBLE_FAULT = 8,
	GENERAL_PROTECTION = 13,
	PAGE_FAULT = 14,
	INT = 0xcd, /* the instruction */
	TRAP_FLAG = 0x100,
};

/* ---- hooks ---- */

static void stop(struct engine *engine, enum engine_end end, uint64_t address)
{
	engine->exit->end = end;
	engine->exit->address = address;
	unicorn.emu_stop(engine->uc);
}

/* A block counts when it begins; what ends early has counted whole. */
static void on_block(uc_engine *uc, uint64_t address, uint32_t size, void *self)
{
	struct engine *engine = self;

	(void)uc;
	if (engine->exit->done >= engine->slice)
		stop(engine, ENGINE_SLICE, address);
	else
		engine->exit->done += size;
}

static void on_interrupt(uc_engine *uc, uint32_t number, void *self)
{
	struct engine *engine = self;

	if (engine->told) {
		unicorn.emu_stop(uc);
		return;
	}
	engine->exit->number = number;
	stop(engine, ENGINE_INTERRUPT, 0);
}

static void on_system_call(uc_engine *uc, void *self)
{
	struct engine *engine = self;

	(void)uc;
	engine->exit->number = ENGINE_SYSTEM_CALL;
	stop(engine, ENGINE_INTERRUPT, 0);
}

static bool on_fault(uc_engine *uc, uc_mem_type type, uint64_t address,
		     int size, int64_t value, void *self)
{
	struct engine *engine = self;

	(void)uc;
	(void)size;
	(void)value;
	if (engine->exit->end == ENGINE_FAULT)
		return false; /* the next byte of the same */
	engine->exit->end = ENGINE_FAULT;
	engine->exit->address = address;
	engine->exit->access =
		type == UC_MEM_WRITE_UNMAPPED || type == UC_MEM_WRITE_PROT
			? ENGINE_WRITE
		: type == UC_MEM_FETCH_UNMAPPED || type == UC_MEM_FETCH_PROT
			? ENGINE_EXECUTE
			: ENGINE_READ;
	if (!engine->paged || engine->exit->access == ENGINE_EXECUTE)
		return false;
	/* and on, to the page fault */
	engine->told = true;
	return (type != UC_MEM_READ_UNMAPPED &&
		type != UC_MEM_WRITE_UNMAPPED) ||
	       engine_stand_in(engine, address);
}

/* Never called: nothing is there. See settle_faults. */
static void on_access(uc_engine *uc, uc_mem_type type, uint64_t address,
		      int size, int64_t value, void *self)
{
	(void)uc;
	(void)type;
	(void)address;
	(void)size;
	(void)value;
	(void)self;
}

static bool add_hook(struct engine *engine, unsigned number, int type,
		     void *callback, int instruction)
{
	return unicorn.hook_add(engine->uc, &engine->hooks[number], type,
				callback, engine, (uint64_t)1, (uint64_t)0,
				instruction) == UC_ERR_OK;
}

bool engine_add_hooks(struct engine *engine)
{
	return add_hook(engine, 0, UC_HOOK_BLOCK, on_block, 0) &&
	       add_hook(engine, 1, UC_HOOK_INTR, on_interrupt, 0) &&
	       add_hook(engine, 2, UC_HOOK_MEM_INVALID, on_fault, 0) &&
	       add_hook(engine, 3, UC_HOOK_INSN, on_system_call,
			UC_X86_INS_SYSCALL) &&
	       add_hook(engine, 4, UC_HOOK_INSN, on_system_call,
			UC_X86_INS_SYSENTER);
}

bool engine_hook_accesses(struct engine *engine)
{
	return unicorn.hook_add(engine->uc, &engine->hooks[5],
				UC_HOOK_MEM_READ | UC_HOOK_MEM_WRITE, on_access,
				engine, ENGINE_NOWHERE,
				ENGINE_NOWHERE) == UC_ERR_OK;
}

/* ---- exceptions ---- */

/* Where none becomes the number of the first that is made. */
void engine_find_exception(struct engine *engine, uint64_t halt)
{
	size_t size = unicorn.context_size(engine->uc);
	const int32_t none = -1, number = GENERAL_PROTECTION;
	struct engine_context *before = engine_context_new(engine);
	struct engine_context *after = engine_context_new(engine);

	engine_save(engine, before);
	(void)unicorn.emu_start(engine->uc, halt, ENGINE_NOWHERE, 0, 0);
	engine_save(engine, after);
	for (size_t i = sizeof(uint64_t); i + 4 <= size; i += 4) {
		if (memcmp((char *)before + i, &none, 4) == 0 &&
		    memcmp((char *)after + i, &number, 4) == 0)
			engine->last_exception = i;
	}
	engine_restore(engine, before);
	engine_context_free(engine, before);
	engine_context_free(engine, after);
}

void engine_forget_exception(struct engine *engine)
{
	const int32_t none = -1;

	if (!engine->last_exception)
		return;
	engine_save(engine, engine->scratch);
	memcpy((char *)engine->scratch + engine->last_exception, &none, 4);
	engine_restore(engine, engine->scratch);
}

/* ---- what ended a run ---- */

/* div or idiv, behind prefixes */
static bool is_division(const uint8_t *bytes, size_t size)
{
	size_t at = 0;

	while (at < size && (bytes[at] == 0x66 || (bytes[at] & 0xf0) == 0x40))
		at++;
	return at + 1 < size && (bytes[at] & 0xfe) == 0xf6 &&
	       (bytes[at + 1] & 0x30) == 0x30;
}

/* A sysexit is a general protection where SYSENTER_CS is 0 (Intel SDM), as it
 * is taken to be here. 2.1 says so; 2.0 knows none in 64-bit code. */
static void tell_invalid(struct engine *engine, struct engine_exit *exit)
{
	uint64_t rip = engine_register(engine, ENGINE_RIP);
	uint8_t bytes[3] = { 0 };
	size_t at = 0;

	exit->end = ENGINE_INVALID;
	if (unicorn.mem_read(engine->uc, rip, bytes, sizeof(bytes)))
		return;
	at += (bytes[0] & 0xf0) == 0x40;
	if (bytes[at] == 0x0f && bytes[at + 1] == 0x35) {
		exit->end = ENGINE_INTERRUPT;
		exit->number = GENERAL_PROTECTION;
	}
}

/* A general protection, which may also have become a double fault. What it
 * was stands at rip. */
static void tell_protection(struct engine *engine, struct engine_exit *exit)
{
	uint64_t rip = engine_register(engine, ENGINE_RIP);
	uint8_t bytes[4] = { 0 };

	if (exit->number == DOUBLE_FAULT)
		engine_forget_exception(engine);
	for (size_t i = 0; i < sizeof(bytes); i++)
		unicorn.mem_read(engine->uc, rip + i, &bytes[i], 1);
	if (bytes[0] == ENGINE_HLT) {
		exit->end = ENGINE_HALT;
		engine_set(engine, ENGINE_RIP, rip + 1);
		return;
	}
	exit->number = is_division(bytes, sizeof(bytes)) ? DIVIDE_ERROR
							 : GENERAL_PROTECTION;
}

/* A page fault that on_fault was not told of: where execution is about to go,
 * or what is written behind the end of a page. */
static void tell_page_fault(struct engine *engine, struct engine_exit *exit)
{
	uint64_t rip = engine_register(engine, ENGINE_RIP);

	engine_forget_exception(engine);
	exit->end = ENGINE_FAULT;
	unicorn.reg_read(engine->uc, UC_X86_REG_CR2, &exit->address);
	exit->access =
		exit->address != rip || page_table_get(&engine->pages, rip)
			? ENGINE_WRITE
			: ENGINE_EXECUTE;
}

/* An exception, or the int of its number. */
static void tell_interrupt(struct engine *engine, struct engine_exit *exit)
{
	uint64_t rip = engine_register(engine, ENGINE_RIP);
	uint8_t before[2] = { 0 };

	unicorn.mem_read(engine->uc, rip - 2, before, sizeof(before));
	if (before[0] == INT && before[1] == exit->number)
		return;
	if (exit->number == PAGE_FAULT)
		tell_page_fault(engine, exit);
	else if (exit->number == DOUBLE_FAULT ||
		 exit->number == GENERAL_PROTECTION)
		tell_protection(engine, exit);
}

static void run(struct engine *engine, struct engine_exit *ret)
{
	uint64_t rip = engine_register(engine, ENGINE_RIP);
	uc_err failed;

	ret->end = ENGINE_HALT;
	engine->told = false;
	failed = unicorn.emu_start(engine->uc, rip, ENGINE_NOWHERE, 0, 0);
	engine_remove_stand_in(engine);
	if (engine->told)
		engine_forget_exception(engine);
	else if (failed != UC_ERR_OK && ret->end == ENGINE_HALT)
		tell_invalid(engine, ret);
	else if (ret->end == ENGINE_INTERRUPT)
		tell_interrupt(engine, ret);
}

static bool is_ahead(struct engine *engine, const struct engine_exit *exit)
{
	return exit->end == ENGINE_FAULT && exit->access == ENGINE_EXECUTE &&
	       exit->address != engine_register(engine, ENGINE_RIP);
}

/* A block that leaves its page for one that may not be executed faults before
 * it is begun. Instruction by instruction, it comes to where that happens. */
static void step(struct engine *engine, struct engine_exit *ret)
{
	const uint64_t flags = engine_register(engine, ENGINE_RFLAGS);
	uint64_t left = ENGINE_PAGE; /* no block has more */

	if (flags & TRAP_FLAG)
		return;
	do {
		engine_set(engine, ENGINE_RFLAGS,
			   engine_register(engine, ENGINE_RFLAGS) | TRAP_FLAG);
		run(engine, ret);
		engine_set(engine, ENGINE_RFLAGS,
			   engine_register(engine, ENGINE_RFLAGS) &
				   ~(uint64_t)TRAP_FLAG);
	} while (ret->end == ENGINE_INTERRUPT && ret->number == DEBUG &&
		 --left > 0);
}

void engine_run(struct engine *engine, uint64_t slice, struct engine_exit *ret)
{
	*ret = (struct engine_exit){ 0 };
	engine->exit = ret;
	engine->slice = slice;
	run(engine, ret);
	if (is_ahead(engine, ret))
		step(engine, ret);
	engine->exit = NULL;
}
