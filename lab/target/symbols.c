#include "config.h"
#include "target/modules.h"

#include <stdio.h>
#include <string.h>

/* In one module: ISF first, then its exports and COFF symbols. */
static bool find_in(struct module_entry *entry, const char *name, uint64_t *ret,
		    const struct isf_type **ret_type)
{
	const struct isf_symbol *symbol;
	const struct module_name *plain;

	module_prepare(entry);
	symbol = entry->isf ? isf_find_symbol(entry->isf, name) : NULL;
	plain = symbol ? NULL : module_name_find(entry, name);
	if (!symbol && !plain)
		return false;
	*ret = entry->module.base + (symbol ? symbol->rva : plain->rva);
	if (ret_type)
		*ret_type = symbol ? symbol->type : NULL;
	return true;
}

static enum err_code find_qualified(struct target *target, const char *name,
				    const char *bang, uint64_t *ret,
				    const struct isf_type **ret_type,
				    struct err *err)
{
	struct target_module *module;
	char module_name[64];
	size_t size = (size_t)(bang - name);

	if (size < sizeof(module_name)) {
		memcpy(module_name, name, size);
		module_name[size] = '\0';
		module = target_module_find(target, module_name);
		if (!module)
			return err_set(err, ERR_NOT_FOUND, 0,
				       "no module '%s': 'lm' lists them",
				       module_name);
		/* the module is the first member of its entry */
		if (find_in((struct module_entry *)module, bang + 1, ret,
			    ret_type))
			return ERR_OK;
		return err_set(err, ERR_NOT_FOUND, 0, "no symbol '%s' in %s %s",
			       bang + 1, module->name, module->symbol_state);
	}
	return err_set(err, ERR_NOT_FOUND, 0, "no module of so long a name");
}

enum err_code target_symbol(struct target *target, const char *name,
			    uint64_t *ret, const struct isf_type **ret_type,
			    struct err *err)
{
	const char *bang = strchr(name, '!');
	struct target_modules *modules = modules_get(target);
	struct target_module *nt;

	if (bang)
		return find_qualified(target, name, bang, ret, ret_type, err);
	if (!*name)
		return err_set(err, ERR_NOT_FOUND, 0, "no symbol is named");
	nt = target_module_find(target, "nt");
	if (nt && find_in((struct module_entry *)nt, name, ret, ret_type))
		return ERR_OK;
	for (size_t i = 0; i < modules->count; i++)
		if (&modules->list[i]->module != nt &&
		    find_in(modules->list[i], name, ret, ret_type))
			return ERR_OK;
	return err_set(err, ERR_NOT_FOUND, 0, "no symbol '%s'", name);
}

/* The symbol that an RVA belongs to, and where it begins; NULL if none. */
static const char *find_name(struct module_entry *entry, uint64_t rva,
			     uint64_t *ret)
{
	const struct isf_symbol *symbol;
	const struct module_name *plain;

	if (entry->isf) {
		symbol = isf_symbol_at(entry->isf, rva);
		*ret = symbol ? symbol->rva : 0;
		return symbol ? symbol->name : NULL;
	}
	plain = module_name_at(entry, rva);
	*ret = plain ? plain->rva : 0;
	return plain ? plain->name : NULL;
}

/* A cold part of a function has the function's name, though other symbols lie
 * between the two. */
static const char *name_of_code(struct module_entry *entry, uint64_t rva,
				uint64_t *ret)
{
	const char *name = find_name(entry, rva, ret), *whole;
	uint32_t part, function;
	uint64_t start;

	if (!entry->module.has_pe || rva > UINT32_MAX ||
	    !unwind_part(&entry->module.pe, (uint32_t)rva, &part, &function) ||
	    part == function || (name && *ret >= part))
		return name;
	whole = find_name(entry, function, &start);
	if (!whole || start != function)
		return name;
	*ret = start;
	return whole;
}

/* "<Unloaded_TestDriver.sys>+0x10b0", as WinDbg says it; "" in none. */
static void name_unloaded(struct target *target, uint64_t address, char *ret,
			  size_t size)
{
	if (size)
		*ret = '\0';
	for (size_t i = 0; i < target_unloaded_count(target); i++) {
		const struct target_unloaded *gone = target_unloaded(target, i);

		if (address < gone->start || address >= gone->end)
			continue;
		snprintf(ret, size, "<Unloaded_%s>+0x%llx", gone->name,
			 (unsigned long long)(address - gone->start));
		return;
	}
}

void target_name(struct target *target, uint64_t address, char *ret,
		 size_t size)
{
	struct target_module *module = target_module_at(target, address);
	uint64_t rva, start = 0;
	char offset[24];
	const char *name;
	size_t used;

	if (!module) {
		name_unloaded(target, address, ret, size);
		return;
	}
	rva = address - module->base;
	name = name_of_code((struct module_entry *)module, rva, &start);
	*offset = '\0';
	if (rva != start)
		snprintf(offset, sizeof(offset), "+0x%llx",
			 (unsigned long long)(rva - start));
	/* a long name is cut, not what stands behind it */
	used = strlen(module->name) + 1 + strlen(offset) + 1;
	snprintf(ret, size, "%s%s%.*s%s", module->name, name ? "!" : "",
		 size > used ? (int)(size - used) : 0, name ? name : "",
		 offset);
}
