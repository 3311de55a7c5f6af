#include "config.h"
#include "kernel/engine.h"

#include "base/mem.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unicorn/unicorn.h>

#define LIBRARY "libunicorn.so.2"
/* no instruction can begin here: Unicorn stops at one address of our choice,
 * and 0 is where wild calls go */
#define NOWHERE 0x8000000000000000u

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
	X(mem_map_ptr)                                                         \
	X(mem_protect)                                                         \
	X(mem_unmap)                                                           \
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

static const struct {
	const char *name;
	size_t at;
} calls[] = {
#define CALL(name) { "uc_" #name, offsetof(struct unicorn, name) },
	CALLS(CALL)
#undef CALL
};

static struct unicorn unicorn;

struct watch {
	uint64_t address;
	uc_hook hook;
};

struct engine {
	uc_engine *uc;
	uc_hook hooks[4];
	struct watch *watches;
	size_t watch_count, watch_capacity;
	uint64_t slice;
	struct engine_context *fresh;
	struct engine_exit *exit;
};

static enum err_code load(struct err *err)
{
	struct unicorn found;
	void *library;

	if (unicorn.open)
		return ERR_OK;
	library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
	if (!library)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "cannot emulate a machine: no '%s': install "
			       "Unicorn (libunicorn2 in Debian)",
			       LIBRARY);
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		void *call = dlsym(library, calls[i].name);

		if (!call) {
			dlclose(library);
			return err_set(err, ERR_NOT_FOUND, 0,
				       "cannot emulate a machine: '%s' has "
				       "no %s",
				       LIBRARY, calls[i].name);
		}
		memcpy((char *)&found + calls[i].at, &call, sizeof(call));
	}
	unicorn = found;
	return ERR_OK;
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

static void on_watch(uc_engine *uc, uint64_t address, uint32_t size, void *self)
{
	struct engine *engine = self;

	(void)uc;
	(void)size;
	stop(engine, ENGINE_WATCHED, address);
}

/* Never called: nothing is there. Only with such a hook does Unicorn 2.0 keep
 * rip at the instruction that touches memory; else it is where its block
 * began, and a fault cannot be told or tried again. */
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

static bool add_hook(struct engine *engine, uc_hook *hook, int type,
		     void *callback, uint64_t from, uint64_t to)
{
	return unicorn.hook_add(engine->uc, hook, type, callback, engine, from,
				to) == UC_ERR_OK;
}

enum err_code engine_new(struct engine **ret, struct err *err)
{
	struct engine *engine;
	enum err_code code = load(err);

	if (code)
		return code;
	engine = mem_calloc(1, sizeof(*engine));
	if (unicorn.open(UC_ARCH_X86, UC_MODE_64, &engine->uc) != UC_ERR_OK ||
	    !add_hook(engine, &engine->hooks[0], UC_HOOK_BLOCK, on_block, 1,
		      0) ||
	    !add_hook(engine, &engine->hooks[1], UC_HOOK_INTR, on_interrupt, 1,
		      0) ||
	    !add_hook(engine, &engine->hooks[2], UC_HOOK_MEM_INVALID, on_fault,
		      1, 0) ||
	    !add_hook(engine, &engine->hooks[3],
		      UC_HOOK_MEM_READ | UC_HOOK_MEM_WRITE, on_access, NOWHERE,
		      NOWHERE)) {
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
	if (engine->uc)
		unicorn.close(engine->uc);
	free(engine->watches);
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

void engine_watch(struct engine *engine, uint64_t address)
{
	struct watch *watch;

	engine->watches =
		mem_grow(engine->watches, &engine->watch_capacity,
			 engine->watch_count + 1, sizeof(*engine->watches));
	watch = &engine->watches[engine->watch_count];
	watch->address = address;
	if (add_hook(engine, &watch->hook, UC_HOOK_CODE, on_watch, address,
		     address))
		engine->watch_count++;
}

void engine_unwatch(struct engine *engine, uint64_t from, uint64_t to)
{
	size_t kept = 0;

	for (size_t i = 0; i < engine->watch_count; i++) {
		struct watch *watch = &engine->watches[i];

		if (watch->address < from || watch->address >= to)
			engine->watches[kept++] = *watch;
		else
			unicorn.hook_del(engine->uc, watch->hook);
	}
	engine->watch_count = kept;
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
}

uint64_t engine_register(struct engine *engine, enum engine_register number)
{
	uint64_t value = 0;

	unicorn.reg_read(engine->uc, numbers[number], &value);
	return value;
}

void engine_set(struct engine *engine, enum engine_register number,
		uint64_t value)
{
	unicorn.reg_write(engine->uc, numbers[number], &value);
}

void engine_set_gs(struct engine *engine, uint64_t base)
{
	unicorn.reg_write(engine->uc, UC_X86_REG_GS_BASE, &base);
}

void engine_fresh(struct engine *engine)
{
	engine_restore(engine, engine->fresh);
}

void engine_run(struct engine *engine, uint64_t slice, struct engine_exit *ret)
{
	uint64_t rip = engine_register(engine, ENGINE_RIP);
	uc_err failed;

	*ret = (struct engine_exit){ .end = ENGINE_HALT };
	engine->exit = ret;
	engine->slice = slice;
	failed = unicorn.emu_start(engine->uc, rip, NOWHERE, 0, 0);
	/* of memory, on_fault told */
	if (failed != UC_ERR_OK && ret->end == ENGINE_HALT)
		ret->end = ENGINE_INVALID;
	engine->exit = NULL;
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
}
