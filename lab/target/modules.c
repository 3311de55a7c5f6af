#include "config.h"
#include "target/modules.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int by_base(const void *a, const void *b)
{
	const struct module_entry *first = *(struct module_entry *const *)a;
	const struct module_entry *second = *(struct module_entry *const *)b;

	if (first->module.base == second->module.base)
		return 0;
	return first->module.base < second->module.base ? -1 : 1;
}

static void free_entry(struct module_entry *entry)
{
	isf_free(entry->isf);
	free(entry->file);
	lines_free(entry->lines);
	free(entry->names.list);
	arena_fini(&entry->names.arena);
	free(entry);
}

static void free_modules(struct target_modules *modules)
{
	for (size_t i = 0; i < modules->count; i++)
		free_entry(modules->list[i]);
	free(modules->list);
	free(modules->unloaded);
	free(modules);
}

struct target_modules *modules_get(struct target *target)
{
	struct target_modules *modules = target->modules;

	if (modules)
		return modules;
	modules = mem_calloc(1, sizeof(*modules));
	target->modules = modules;
	target->modules_free = free_modules;
	modules_read_list(target, modules);
	modules_read_unloaded(target, modules);
	if (modules->count)
		qsort(modules->list, modules->count, sizeof(*modules->list),
		      by_base);
	return modules;
}

enum err_code module_read(void *context, uint32_t rva, void *ret, size_t size,
			  struct err *err)
{
	struct module_entry *entry = context;
	enum err_code code;

	code = target_read(entry->target, entry->module.base + rva, ret, size,
			   err);
	if (code == ERR_FAULT && entry->file)
		code = pe_read_file(&entry->file_bytes, rva, ret, size, err);
	return code;
}

static void find_headers(struct module_entry *entry)
{
	struct target_module *module = &entry->module;

	module->has_pe =
		pe_parse(module_read, entry, &module->pe, NULL) == ERR_OK;
	if (!module->has_pe)
		return;
	module->stamp = module->pe.stamp;
	module->checksum = module->pe.checksum;
	if (!module->size)
		module->size = module->pe.image_size;
	if (pe_rsds(&module->pe, &module->rsds, NULL))
		module->rsds = (struct pe_rsds){ .name = "" };
}

void module_prepare(struct module_entry *entry)
{
	struct target_module *module = &entry->module;

	if (entry->prepared)
		return;
	entry->prepared = true;
	find_headers(entry);
	module_find_file(entry);
	if (!module->has_pe && entry->file)
		find_headers(entry);
	module->symbol_state = "(no symbols)";
	entry->isf =
		module_find_isf(entry->target, module, &module->symbol_state);
	module->isf = entry->isf;
	if (entry->isf)
		module->symbol_state = "(isf symbols)";
	else if (entry->file && entry->file_pe.symbol_count)
		module->symbol_state = "(coff symbols)";
	else if (module->has_pe && module->pe.directories[PE_EXPORT].size)
		module->symbol_state = "(export symbols)";
}

size_t target_module_count(struct target *target)
{
	return modules_get(target)->count;
}

struct target_module *target_module(struct target *target, size_t number)
{
	struct target_modules *modules = modules_get(target);

	if (number >= modules->count)
		return NULL;
	module_prepare(modules->list[number]);
	return &modules->list[number]->module;
}

struct target_module *target_module_at(struct target *target, uint64_t address)
{
	struct target_modules *modules = modules_get(target);
	size_t low = 0, high = modules->count;
	struct module_entry *entry;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (modules->list[middle]->module.base <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return NULL;
	entry = modules->list[low - 1];
	module_prepare(entry);
	return address - entry->module.base < entry->module.size
		       ? &entry->module
		       : NULL;
}

struct target_module *target_module_find(struct target *target,
					 const char *name)
{
	struct target_modules *modules = modules_get(target);

	for (size_t i = 0; i < modules->count; i++)
		if (strcasecmp(modules->list[i]->module.name, name) == 0)
			return target_module(target, i);
	return NULL;
}

size_t target_unloaded_count(struct target *target)
{
	return modules_get(target)->unloaded_count;
}

const struct target_unloaded *target_unloaded(struct target *target,
					      size_t number)
{
	struct target_modules *modules = modules_get(target);

	return number < modules->unloaded_count ? &modules->unloaded[number]
						: NULL;
}
