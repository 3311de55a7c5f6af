#include "config.h"
#include "kernel/engine.h"

#include "base/library.h"
#include "base/mem.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unicorn/unicorn.h>

#define LIBRARY "libunicorn.so.2"
/* no instruction can begin here: Unicorn stops at one address of our choice,
 * and 0 is where wild calls go */
#define NOWHERE 0x8000000000000000u

enum {
	DIVIDE_ERROR = 0,
	DOUBLE_FAULT = 8,
	GENERAL_PROTECTION = 13,
	INT = 0xcd, /* instructions */
	HLT = 0xf4,
	FLAGS_OWN = 0x3202,    /* IOPL 3, interrupts on */
	FLAGS_HIDDEN = 0x3000, /* IOPL is 0 for who looks */
};

/* Unicorn's own functions, by the names they have there. */
#define CALLS(X)                                                               \
	X(open)                                                                \
	X(close)                                                               \
	X(reg_write)                                                           \
	X(reg_read)                                                            \
	X(reg_read_batch)                                                      \
	X(emu_start)                                                           \
	X(emu_stop)                                                            \
	X(hook_add)                                                            \
	X(hook_del)                                                            \
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
	CALLS(CALL)
#undef CALL
};

static const struct library_call calls[] = {
#define CALL(name) { "uc_" #name, offsetof(struct unicorn, name) },
	CALLS(CALL)
#undef CALL
};

static struct unicorn unicorn;

struct engine {
	uc_engine *uc;
	uc_hook hooks[6];
	uint64_t slice;
	struct engine_context *fresh, *scratch;
	size_t last_exception; /* where a context has it; 0: nowhere */
	bool keeps_rip;
	struct engine_exit *exit;
};

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

	(void)uc;
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
	engine->exit->end = ENGINE_FAULT;
	engine->exit->address = address;
	engine->exit->access =
		type == UC_MEM_WRITE_UNMAPPED || type == UC_MEM_WRITE_PROT
			? ENGINE_WRITE
		: type == UC_MEM_FETCH_UNMAPPED || type == UC_MEM_FETCH_PROT
			? ENGINE_EXECUTE
			: ENGINE_READ;
	return false;
}

/* Never called: nothing is there. See keeps_rip. */
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

static bool add_hooks(struct engine *engine)
{
	return add_hook(engine, 0, UC_HOOK_BLOCK, on_block, 0) &&
	       add_hook(engine, 1, UC_HOOK_INTR, on_interrupt, 0) &&
	       add_hook(engine, 2, UC_HOOK_MEM_INVALID, on_fault, 0) &&
	       add_hook(engine, 3, UC_HOOK_INSN, on_system_call,
			UC_X86_INS_SYSCALL) &&
	       add_hook(engine, 4, UC_HOOK_INSN, on_system_call,
			UC_X86_INS_SYSENTER) &&
	       (engine->keeps_rip ||
		unicorn.hook_add(engine->uc, &engine->hooks[5],
				 UC_HOOK_MEM_READ | UC_HOOK_MEM_WRITE,
				 on_access, engine, NOWHERE,
				 NOWHERE) == UC_ERR_OK);
}

/*
 * Unicorn remembers an exception until its handler has begun, which is not for
 * Unicorn to know here: the next would be a double fault, all others triple
 * ones. What it remembers is in the contexts that it saves: where none becomes
 * the number of the first that is made.
 */
static void find_last_exception(struct engine *engine, uint64_t halt)
{
	size_t size = unicorn.context_size(engine->uc);
	const int32_t none = -1, number = GENERAL_PROTECTION;
	struct engine_context *before = engine_context_new(engine);
	struct engine_context *after = engine_context_new(engine);

	engine_save(engine, before);
	(void)unicorn.emu_start(engine->uc, halt, NOWHERE, 0, 0);
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

static void forget_exception(struct engine *engine)
{
	const int32_t none = -1;

	if (!engine->last_exception)
		return;
	engine_save(engine, engine->scratch);
	memcpy((char *)engine->scratch + engine->last_exception, &none, 4);
	engine_restore(engine, engine->scratch);
}

/*
 * Whether rip is at the instruction that faults. Before 2.1.2 it is where the
 * block of that instruction began, so that a fault cannot be told or tried
 * again; unless there is a hook on memory, which costs a sixth of the speed.
 */
static bool keeps_rip(struct engine *engine, uint8_t *code, uint64_t at)
{
	/* nop; mov rax,[rbx]; and mov [rbx],rax, where nothing is */
	static const uint8_t parts[2][4] = { { 0x90, 0x48, 0x8b, 0x03 },
					     { 0x90, 0x48, 0x89, 0x03 } };
	bool keeps = true;

	for (size_t i = 0; i < 2; i++) {
		uint64_t from = at + sizeof(parts[i]) * i;

		memcpy(code + sizeof(parts[i]) * i, parts[i], sizeof(parts[i]));
		engine_set(engine, ENGINE_RIP, from);
		keeps = unicorn.emu_start(engine->uc, from, NOWHERE, 0, 0) !=
				UC_ERR_OK &&
			engine_register(engine, ENGINE_RIP) == from + 1 &&
			keeps;
	}
	return keeps;
}

/*
 * The guest's kernel code runs in ring 3 of Unicorn, so that what would change
 * the mode of the processor is for us to do or to refuse: with paging on,
 * Unicorn itself ends the program. Ports and the interrupt flag are its own
 * (IOPL 3). An iretq is the one way there.
 */
static bool leave_ring_0(struct engine *engine)
{
	enum {
		AT = 0x10000,
		SIZE = 0x1000,
		CODE = 0x40,
		FAULTS = 0x60,
		STACK = 0x80,
		END = AT + CODE + 2, /* behind the iretq, a hlt */
	};
	static const uint64_t descriptors[3] = { 0, 0x00affb000000ffff,
						 0x00cff3000000ffff };
	const uint64_t frame[5] = { END, 8 | 3, FLAGS_OWN, AT + SIZE, 16 | 3 };
	static const uint8_t code[3] = { 0x48, 0xcf, HLT };
	uc_x86_mmr table = { .base = AT, .limit = sizeof(descriptors) - 1 };
	uint8_t *page = aligned_alloc(SIZE, SIZE);
	bool left = page != NULL;

	if (!left)
		mem_panic();
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
	find_last_exception(engine, END);
	engine->keeps_rip = keeps_rip(engine, page + FAULTS, AT + FAULTS);
	table = (uc_x86_mmr){ 0 };
	unicorn.reg_write(engine->uc, UC_X86_REG_GDTR, &table);
	engine_set(engine, ENGINE_RSP, 0);
	engine_unmap(engine, AT, SIZE);
	free(page);
	return left;
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
	if (unicorn.open(UC_ARCH_X86, UC_MODE_64, &engine->uc) != UC_ERR_OK ||
	    !use_whole_addresses(engine) || !leave_ring_0(engine) ||
	    !add_hooks(engine)) {
		engine_free(engine);
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "cannot emulate a machine: Unicorn does not "
			       "start an x64 processor");
	}
	engine->scratch = engine_context_new(engine);
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
	free(engine);
}

/* ---- memory ---- */

static uint32_t protection(unsigned access)
{
	return (access & ENGINE_READ ? UC_PROT_READ : 0u) |
	       (access & ENGINE_WRITE ? UC_PROT_WRITE : 0u) |
	       (access & ENGINE_EXECUTE ? UC_PROT_EXEC : 0u);
}

bool engine_map(struct engine *engine, uint64_t address, size_t size,
		unsigned access, void *bytes)
{
	return unicorn.mem_map_ptr(engine->uc, address, size,
				   protection(access), bytes) == UC_ERR_OK;
}

void engine_protect(struct engine *engine, uint64_t address, size_t size,
		    unsigned access)
{
	unicorn.mem_protect(engine->uc, address, size, protection(access));
}

void engine_unmap(struct engine *engine, uint64_t address, size_t size)
{
	engine_forget(engine, address, size);
	unicorn.mem_unmap(engine->uc, address, size);
}

void engine_forget(struct engine *engine, uint64_t address, size_t size)
{
	/* uc_ctl_remove_cache, which names uc_ctl itself */
	unicorn.ctl(engine->uc, UC_CTL_WRITE(UC_CTL_TB_REMOVE_CACHE, 2),
		    address, address + size);
}

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

/* div or idiv, behind prefixes */
static bool is_division(const uint8_t *bytes, size_t size)
{
	size_t at = 0;

	while (at < size && (bytes[at] == 0x66 || (bytes[at] & 0xf0) == 0x40))
		at++;
	return at + 1 < size && (bytes[at] & 0xfe) == 0xf6 &&
	       (bytes[at + 1] & 0x30) == 0x30;
}

/* A general protection, which may also have become a double fault. What it
 * was stands at rip. */
static void tell_exception(struct engine *engine, struct engine_exit *exit)
{
	uint64_t rip = engine_register(engine, ENGINE_RIP);
	uint8_t before[2] = { 0 }, bytes[4] = { 0 };

	if (exit->number == DOUBLE_FAULT)
		forget_exception(engine);
	unicorn.mem_read(engine->uc, rip - 2, before, sizeof(before));
	if (before[0] == INT && before[1] == exit->number)
		return;
	for (size_t i = 0; i < sizeof(bytes); i++)
		unicorn.mem_read(engine->uc, rip + i, &bytes[i], 1);
	if (bytes[0] == HLT) {
		exit->end = ENGINE_HALT;
		engine_set(engine, ENGINE_RIP, rip + 1);
		return;
	}
	exit->number = is_division(bytes, sizeof(bytes)) ? DIVIDE_ERROR
							 : GENERAL_PROTECTION;
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

void engine_run(struct engine *engine, uint64_t slice, struct engine_exit *ret)
{
	uint64_t rip = engine_register(engine, ENGINE_RIP);
	uc_err failed;

	*ret = (struct engine_exit){ .end = ENGINE_HALT };
	engine->exit = ret;
	engine->slice = slice;
	failed = unicorn.emu_start(engine->uc, rip, NOWHERE, 0, 0);
	engine->exit = NULL;
	/* of memory, on_fault told */
	if (failed != UC_ERR_OK && ret->end == ENGINE_HALT)
		tell_invalid(engine, ret);
	else if (ret->end == ENGINE_INTERRUPT &&
		 (ret->number == DOUBLE_FAULT ||
		  ret->number == GENERAL_PROTECTION))
		tell_exception(engine, ret);
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
