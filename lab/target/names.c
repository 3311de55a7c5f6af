#include "config.h"
#include "target/modules.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void add(struct module_names *names, const char *name, uint32_t rva,
		bool external)
{
	if (names->count == LIMIT_SYMBOLS)
		return;
	names->list = mem_grow(names->list, &names->room, names->count + 1,
			       sizeof(*names->list));
	names->list[names->count++] = (struct module_name){
		.rva = rva,
		.external = external,
		.name = arena_strndup(&names->arena, name, strlen(name)),
	};
}

static bool take_export(void *context, const char *name, uint32_t rva,
			const char *forward)
{
	if (!forward)
		add(context, name, rva, true);
	return true;
}

static bool take_coff(void *context, const char *name, uint32_t rva,
		      bool external)
{
	add(context, name, rva, external);
	return true;
}

/* The linker's own, "__bss_start__"; an import's slot is named for it. */
static bool is_linkers(const char *name)
{
	return name[0] == '_' && name[1] == '_' &&
	       strncmp(name, "__imp_", 6) != 0;
}

/* External ones first: they are what a person named, but for the linker's. */
static int by_rva(const void *a, const void *b)
{
	const struct module_name *first = a, *second = b;

	if (first->rva != second->rva)
		return first->rva < second->rva ? -1 : 1;
	if (is_linkers(first->name) != is_linkers(second->name))
		return is_linkers(first->name) ? 1 : -1;
	if (first->external != second->external)
		return first->external ? -1 : 1;
	return strcmp(first->name, second->name);
}

const struct module_names *module_names(struct module_entry *entry)
{
	struct module_names *names = &entry->names;

	if (names->read)
		return names;
	names->read = true;
	module_prepare(entry);
	/* what of them could be read counts */
	if (entry->module.has_pe)
		(void)!pe_each_export(&entry->module.pe, take_export, names,
				      NULL);
	if (entry->file)
		(void)!pe_each_coff(entry->file_bytes.data,
				    entry->file_bytes.size, take_coff, names,
				    NULL);
	if (names->count)
		qsort(names->list, names->count, sizeof(*names->list), by_rva);
	return names;
}

const struct module_name *module_name_at(struct module_entry *entry,
					 uint64_t rva)
{
	const struct module_names *names = module_names(entry);
	size_t low = 0, high = names->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (names->list[middle].rva <= rva)
			low = middle + 1;
		else
			high = middle;
	}
	while (low > 1 && names->list[low - 2].rva == names->list[low - 1].rva)
		low--;
	return low ? &names->list[low - 1] : NULL;
}

const struct module_name *module_name_find(struct module_entry *entry,
					   const char *name)
{
	const struct module_names *names = module_names(entry);

	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->list[i].name, name) == 0)
			return &names->list[i];
	return NULL;
}

void target_each_name(const struct target_module *module,
		      target_visit_name *visit, void *context)
{
	/* what is given out is the first of its entry */
	const struct module_names *names =
		module_names((struct module_entry *)module);

	for (size_t i = 0; i < names->count; i++) {
		const struct module_name *name = &names->list[i];

		/* what is exported may be a COFF symbol too */
		if (i > 0 && name->rva == name[-1].rva &&
		    strcmp(name->name, name[-1].name) == 0)
			continue;
		if (!is_linkers(name->name) &&
		    !visit(context, name->name, name->rva))
			return;
	}
}

/* ---- lines ---- */

bool target_line(struct target *target, uint64_t address,
		 struct lines_place *ret)
{
	/* what is given out is the first of its entry */
	struct module_entry *entry =
		(struct module_entry *)target_module_at(target, address);

	if (!entry)
		return false;
	if (!entry->lines_read && entry->file)
		(void)!lines_open(&entry->file_bytes, &entry->file_pe,
				  &entry->lines, NULL);
	entry->lines_read = true;
	return entry->lines &&
	       lines_find(entry->lines,
			  (uint32_t)(address - entry->module.base), ret);
}
