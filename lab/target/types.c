#include "config.h"
#include "target/modules.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

const struct isf_struct *target_struct(struct target *target, const char *name,
				       const struct isf **ret_isf)
{
	const char *bang = strchr(name, '!');
	const struct target_module *module;
	const struct isf_struct *found;
	char *module_name;

	module_name = bang ? mem_strndup(name, (size_t)(bang - name))
			   : mem_strdup("nt");
	module = target_module_find(target, module_name);
	free(module_name);
	if (!module || !module->isf)
		return NULL;
	found = isf_find_struct(module->isf, bang ? bang + 1 : name);
	if (found && ret_isf)
		*ret_isf = module->isf;
	return found;
}

uint32_t target_offset(struct target *target, const char *type,
		       const char *field, uint32_t fallback)
{
	const struct isf *isf = NULL;
	const struct isf_struct *in = target_struct(target, type, &isf);
	uint32_t offset;

	if (!in || !isf_find_field(isf, in, field, &offset))
		return fallback;
	return offset;
}
