#include "config.h"
#include "kernel/private.h"

#include <string.h>

/* The machine as a target: what a debugger sees between two calls. */

enum { KERNEL_CODE = 0x10, KERNEL_STACK = 0x18 };

static enum err_code read_virtual(void *self, uint64_t address, void *ret,
				  size_t size, struct err *err)
{
	struct kernel *kernel = self;

	if (memory_peek(&kernel->memory, address, ret, size))
		return ERR_OK;
	while (memory_is_mapped(&kernel->memory, address, 1))
		address = (address | (MEMORY_PAGE - 1)) + 1;
	return err_set(err, ERR_FAULT, address, "no memory at %016llx",
		       (unsigned long long)address);
}

/* engine_register has the order of the CPU's own numbers, as unwind_frame. */
static void put(const uint64_t *from, struct target_registers *ret)
{
	memset(ret, 0, sizeof(*ret));
	for (unsigned i = 0; i < 16; i++)
		ret->frame.registers[i] = from[i];
	ret->frame.rip = from[ENGINE_RIP];
	ret->eflags = (uint32_t)from[ENGINE_RFLAGS];
	ret->cs = KERNEL_CODE;
	ret->ss = KERNEL_STACK;
	ret->ds = ret->es = ret->gs = 0x2b;
	ret->fs = 0x53;
}

static enum err_code registers(void *self, unsigned number,
			       struct target_registers *ret, struct err *err)
{
	struct kernel *kernel = self;
	uint64_t values[ENGINE_REGISTERS] = { 0 };
	const struct cpu *cpu;

	if (number >= kernel->cpu_count)
		return err_set(err, ERR_NOT_FOUND, number,
			       "the machine has no processor %u", number);
	cpu = &kernel->cpus[number];
	if (kernel->stopping && number == kernel->stop_cpu)
		memcpy(values, kernel->stop_registers, sizeof(values));
	else if (cpu->thread && cpu->thread == kernel->loaded)
		engine_get(kernel->engine, values);
	else if (cpu->thread)
		engine_context_get(kernel->engine, cpu->thread->context,
				   values);
	else
		stop_idle_registers(kernel, cpu, values);
	put(values, ret);
	return ERR_OK;
}

static void keep(void *self)
{
	(void)self;
}

static const struct target_ops ops = {
	.name = "machine",
	.free = keep,
	.read_virtual = read_virtual,
	.registers = registers,
};

enum err_code kernel_target(struct kernel *kernel, const char *symbols,
			    struct target **ret, struct err *err)
{
	struct dump_write from;
	struct dump_header facts = { .absent = DUMP_CONTEXT | DUMP_EXCEPTION };

	(void)err;
	machine_header(kernel->machine, &from);
	facts.major = 0xf;
	facts.machine = 0x8664;
	facts.build = from.build;
	facts.processors = kernel->cpu_count;
	facts.table_base = kernel->system->root;
	facts.pfn_database = from.pfn_database;
	facts.loaded_modules = from.loaded_modules;
	facts.active_processes = from.active_processes;
	facts.debugger_data = from.debugger_data;
	facts.bugcheck = kernel->stop.code;
	memcpy(facts.parameters, kernel->stop.parameters,
	       sizeof(facts.parameters));
	facts.time = kernel->boot_time + kernel->last_tick;
	facts.uptime = kernel->last_tick;
	facts.product = from.product;
	facts.suite = from.suite;
	/* lists are read once: a new look is a new target */
	target_free(kernel->target);
	kernel->target = target_open_live(&ops, kernel, &facts,
					  kernel->stopping ? kernel->stop_cpu
							   : kernel->cpu,
					  "the emulated machine", symbols);
	*ret = kernel->target;
	return ERR_OK;
}
