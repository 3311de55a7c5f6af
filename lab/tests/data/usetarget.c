#include "config.h"
#include "tests/data/usetarget.h"

#include "base/limits.h"
#include "target/target.h"
#include "tests/data/mkdump.h"

#include <stdlib.h>
#include <string.h>

static void demand(bool truth)
{
	if (!truth)
		abort();
}

static bool answered(enum err_code code, const struct err *err)
{
	demand(!code || (code == err->code && err->message[0]));
	return code == ERR_OK;
}

/* A read that fails says where, within what was asked for. */
static void use_address(struct target *target, uint64_t address)
{
	uint8_t bytes[0x1800];
	struct err err = { 0 };
	struct target_walk walk;

	if (!answered(target_read(target, address, bytes, sizeof(bytes), &err),
		      &err))
		demand(err.code != ERR_FAULT ||
		       err.at - address < sizeof(bytes));
	if (!answered(target_walk(target, target_info(target)->table_base,
				  address, &walk, &err),
		      &err))
		demand(err.code == ERR_FAULT && err.at == address);
	demand(walk.levels <= 4 && !(walk.present && walk.transition));
	if (walk.present)
		demand(walk.physical % walk.page_size ==
		       address % walk.page_size);
}

static void use_memory(struct target *target)
{
	const struct target_info *info = target_info(target);
	const struct target_context *context = target_context(target);
	const uint64_t addresses[] = {
		0,
		0x7ffffffff800,
		0xffff7fffffffff00,
		0xffff800000000000,
		UINT64_MAX - 0x800,
		0xfffffdfefefff000, /* the self map */
		info->kernel_base,
		info->header->debugger_data,
		info->header->loaded_modules,
		context->thread,
		context->process,
		context->registers.frame.rip,
		context->registers.frame.registers[UNWIND_RSP],
		MKDUMP_KDBG,
		MKDUMP_NT,
		MKDUMP_STACK(0) - 8,
		MKDUMP_THREAD(1),
		MKDUMP_MODULES,
	};

	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		use_address(target, addresses[i]);
}

static void use_modules(struct target *target)
{
	size_t count = target_module_count(target);
	uint64_t address;
	char name[64];

	demand(count <= LIMIT_MODULES);
	for (size_t i = 0; i < count && i < 8; i++) {
		const struct target_module *module = target_module(target, i);

		demand(module->name[0] && module->symbol_state);
		target_name(target, module->base + 0x1008, name, sizeof(name));
		demand(strlen(name) < sizeof(name));
	}
	for (size_t i = 0; i < target_unloaded_count(target); i++)
		demand(target_unloaded(target, i) != NULL);
	(void)!target_symbol(target, "nt!KeBugCheckEx", &address, NULL, NULL);
	demand(!target_struct(target, "_KTHREAD", NULL));
}

static void use_stack(struct target *target)
{
	struct target_context *context = target_context(target);
	struct target_frame *frames;
	const char *why;
	size_t count;

	if (target_stack(target, &context->registers, &frames, &count, &why,
			 NULL) == ERR_OK) {
		demand(count && count <= LIMIT_FRAMES);
		free(frames);
	}
	(void)!target_set_thread(target, MKDUMP_THREAD(0), NULL);
	(void)!target_set_thread(target, 0, NULL);
}

bool usetarget_path(const char *path)
{
	struct target_registers registers;
	struct err err = { 0 };
	struct target *target;
	uint64_t thread;

	if (!answered(target_open_dump(path, NULL, &target, &err), &err))
		return false;
	demand(target_info(target)->processors <= LIMIT_CPUS);
	demand(target_context(target)->cpu == target_info(target)->current_cpu);
	for (unsigned cpu = 0; cpu < 4; cpu++) {
		answered(target_cpu_registers(target, cpu, &registers, &err),
			 &err);
		answered(target_cpu_thread(target, cpu, &thread, &err), &err);
	}
	use_memory(target);
	use_modules(target);
	use_stack(target);
	target_set_table_base(target, 0x200000);
	use_address(target, MKDUMP_NT);
	target_set_table_base(target, 0);
	target_free(target);
	return true;
}
