#include "config.h"
#include "target/target.h"

#include "base/limits.h"
#include "base/mem.h"
#include "target/private.h"

#include <stdlib.h>
#include <string.h>

/* KLDR_DATA_TABLE_ENTRY.DllBase: the same in every x64 build */
enum { LDR_BASE = 0x30 };

/* nt is the first that was loaded. */
static uint64_t kernel_base(struct target *target)
{
	struct dump_module module;
	uint64_t entry, base;

	if (target->kdbg.kernel_base)
		return target->kdbg.kernel_base;
	if (!target_read_u64(target, target->info.header->loaded_modules,
			     &entry, NULL) &&
	    !target_read_u64(target, entry + LDR_BASE, &base, NULL))
		return base;
	if (target->dump && !dump_read_module(target->dump, 0, &module, NULL))
		return module.base;
	return 0;
}

/* A header may not tell; KiProcessorBlock ends with a null pointer. */
static uint32_t count_processors(struct target *target)
{
	uint32_t count = 0;
	uint64_t prcb;

	while (count < LIMIT_CPUS &&
	       !target_cpu_prcb(target, count, &prcb, NULL))
		count++;
	return count;
}

static bool stack_holds(struct target *target, unsigned cpu, uint64_t rsp)
{
	const struct target_kdbg *kdbg = &target->kdbg;
	uint64_t thread, limit, base;

	return !target_cpu_thread(target, cpu, &thread, NULL) &&
	       !target_read_u64(target, thread + kdbg->thread_limit, &limit,
				NULL) &&
	       !target_read_u64(target, thread + kdbg->thread_base, &base,
				NULL) &&
	       limit <= rsp && rsp < base;
}

/*
 * The processor that raised the bug check: the header's registers are one
 * processor's, or (of a fault) lie on the stack of the thread it ran.
 */
static unsigned find_current(struct target *target)
{
	const struct dump_header *header = target->info.header;
	struct target_registers own, other;
	const uint64_t *rsp = &own.frame.registers[UNWIND_RSP];

	if (dump_kind(target->dump) == DUMP_TRIAGE)
		return target->own_cpu;
	if (header->absent & DUMP_CONTEXT)
		return 0;
	target_parse_context(header->context, &own);
	for (unsigned cpu = 0; cpu < target->info.processors; cpu++) {
		if (!target_cpu_registers(target, cpu, &other, NULL) &&
		    other.frame.rip == own.frame.rip &&
		    other.frame.registers[UNWIND_RSP] == *rsp)
			return cpu;
	}
	for (unsigned cpu = 0; cpu < target->info.processors; cpu++)
		if (stack_holds(target, cpu, *rsp))
			return cpu;
	return 0;
}

/* What no header says, the kernel kept: the code and four parameters. */
static void find_bugcheck(struct target *target)
{
	struct target_info *info = &target->info;
	uint64_t at = target->kdbg.bugcheck_data, code;

	if (!(info->header->absent & DUMP_BUGCHECK) || !at ||
	    target_read_u64(target, at, &code, NULL))
		return;
	info->bugcheck = (uint32_t)code;
	for (size_t i = 0; i < 4; i++)
		if (target_read_u64(target, at + 8 + 8 * i,
				    &info->parameters[i], NULL))
			info->parameters[i] = 0;
}

static void find_context(struct target *target)
{
	struct target_context *context = &target->context;

	context->cpu = target->info.current_cpu;
	if (target_cpu_registers(target, context->cpu, &context->registers,
				 NULL))
		memset(&context->registers, 0, sizeof(context->registers));
	if (target_cpu_thread(target, context->cpu, &context->thread, NULL)) {
		context->thread = 0;
		return;
	}
	if (target_read_u64(target,
			    context->thread + target->kdbg.thread_process,
			    &context->process, NULL))
		context->process = 0;
}

enum err_code target_open_dump(const char *path, const char *symbols,
			       struct target **ret, struct err *err)
{
	struct target *target;
	struct dump *dump;
	enum err_code code = dump_open(path, &dump, err);

	if (code)
		return code;
	target = mem_calloc(1, sizeof(*target));
	target->path = mem_strdup(path);
	target->symbols = symbols ? mem_strdup(symbols) : NULL;
	target_attach_dump(target, dump);
	if (!target->info.processors)
		target->info.processors = count_processors(target);
	target->info.kernel_base = kernel_base(target);
	/* no processor has this number yet: only its own context counts */
	target->info.current_cpu = UINT32_MAX;
	target->info.current_cpu = find_current(target);
	find_bugcheck(target);
	find_context(target);
	*ret = target;
	return ERR_OK;
}

struct target *target_open_live(const struct target_ops *ops, void *self,
				const struct dump_header *facts, unsigned cpu,
				const char *name, const char *symbols)
{
	struct target *target = mem_calloc(1, sizeof(*target));

	target->path = mem_strdup(name);
	target->symbols = symbols ? mem_strdup(symbols) : NULL;
	target->ops = ops;
	target->self = self;
	target->facts = *facts;
	target->info.header = &target->facts;
	target->info.build = facts->build;
	target->info.processors = facts->processors;
	target->info.table_base = facts->table_base;
	target->info.bugcheck = facts->bugcheck;
	memcpy(target->info.parameters, facts->parameters,
	       sizeof(target->info.parameters));
	target->first_table_base = facts->table_base;
	target_read_kdbg(target);
	target->info.kernel_base = kernel_base(target);
	target->info.current_cpu = cpu;
	find_context(target);
	return target;
}

void target_free(struct target *target)
{
	if (!target)
		return;
	if (target->modules_free)
		target->modules_free(target->modules);
	if (target->symbols_free)
		target->symbols_free(target->symbol_state);
	target->ops->free(target->self);
	free(target->path);
	free(target->symbols);
	free(target);
}

const struct target_info *target_info(const struct target *target)
{
	return &target->info;
}

struct dump *target_dump(struct target *target)
{
	return target->dump;
}

const char *target_path(const struct target *target)
{
	return target->path;
}

const char *target_symbols(const struct target *target)
{
	return target->symbols;
}

void target_set_symbols(struct target *target, const char *folder)
{
	char *copy = folder ? mem_strdup(folder) : NULL;

	free(target->symbols);
	target->symbols = copy;
	if (target->symbol_state)
		target->symbols_free(target->symbol_state);
	target->symbol_state = NULL;
	if (target->modules)
		target->modules_free(target->modules);
	target->modules = NULL;
}
