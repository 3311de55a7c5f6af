#include "config.h"
#include "kd/culprit.h"

#include "kd/bugcheck.h"
#include "kd/exception.h"
#include "kd/private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define KERNEL_HALF UINT64_C(0xffff800000000000)

static bool is_bugcheck_frame(const char *name)
{
	static const char *const starts[] = {
		"nt!KeBugCheck",     "nt!KiBugCheck",
		"nt!KiPageFault",    "nt!KiFastFail",
		"nt!KiRaise",	     "nt!KiException",
		"nt!MmAccessFault",  "nt!KiDispatchException",
		"nt!RtlRaiseStatus",
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (strncmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* It is seldom the kernel's own code: who called it, if that was a driver. */
static uint64_t find_driver(struct kd_call *call, const struct stack *stack,
			    size_t from)
{
	for (size_t i = from; i < stack->count; i++) {
		uint64_t rip = stack->frames[i].rip;
		const struct target_module *module =
			target_module_at(call->target, rip);

		if (module && rip >= KERNEL_HALF &&
		    strcmp(module->name, "nt") != 0)
			return rip;
	}
	return stack->frames[from].rip;
}

static bool is_fault(struct target *target)
{
	const struct target_info *info = target_info(target);

	switch (info->bugcheck) {
	case IRQL_NOT_LESS_OR_EQUAL:
	case KMODE_EXCEPTION_NOT_HANDLED:
	case PAGE_FAULT_IN_NONPAGED_AREA:
	case DRIVER_CORRUPTED_EXPOOL:
	case DRIVER_UNLOADED:
	case DRIVER_IRQL_NOT_LESS_OR_EQUAL:
		return true;
	default:
		return exception_context(info) != 0;
	}
}

/* A fault in the kernel's own code says no more than the stack does. */
static bool is_culprit(struct kd_call *call, uint64_t address)
{
	const struct target_module *module =
		target_module_at(call->target, address);

	return module &&
	       (strcmp(module->name, "nt") != 0 || !is_fault(call->target));
}

static uint64_t find_culprit(struct kd_call *call, const struct stack *stack)
{
	const struct target_info *info = target_info(call->target);
	const struct bugcheck *bugcheck = bugcheck_find(info->bugcheck);
	char name[512];

	if (bugcheck && bugcheck->culprit &&
	    is_culprit(call, info->parameters[bugcheck->culprit - 1]))
		return info->parameters[bugcheck->culprit - 1];
	for (size_t i = 0; i < stack->count; i++) {
		target_name(call->target, stack->frames[i].rip, name,
			    sizeof(name));
		if (*name && !is_bugcheck_frame(name))
			return strncmp(name, "nt!", 3) == 0
				       ? find_driver(call, stack, i)
				       : stack->frames[i].rip;
	}
	return 0;
}

const char *culprit_file(const char *path)
{
	for (const char *at = path; *at; at++)
		if (*at == '\\' || *at == '/')
			path = at + 1;
	return path;
}

/* The list of modules has the kernel as ntoskrnl.exe whichever it is; its PDB
 * says. */
static void name_image(const struct target_module *module, char *ret,
		       size_t size)
{
	const char *pdb = culprit_file(module->rsds.name);
	size_t stem = strcspn(pdb, ".");

	if (strcmp(module->name, "nt") == 0 && stem > 0)
		snprintf(ret, size, "%.*s.exe", stem < 56 ? (int)stem : 56,
			 pdb);
	else
		snprintf(ret, size, "%.63s", culprit_file(module->image));
}

/* What WinDbg's buckets begin with: "AV_", "0x139_3_CORRUPT_LIST_ENTRY_", or
 * the stop code. */
static void name_kind(const struct target_info *info, char *ret, size_t size)
{
	uint64_t first = info->parameters[0];
	const char *name = bugcheck_fast_fail(first);

	switch (info->bugcheck) {
	case SYSTEM_SERVICE_EXCEPTION:
	case SYSTEM_THREAD_EXCEPTION_NOT_HANDLED:
		if ((uint32_t)first == STATUS_ACCESS_VIOLATION)
			snprintf(ret, size, "AV_");
		else
			snprintf(ret, size, "0x%" PRIX32 "_%" PRIx32 "_",
				 info->bugcheck, (uint32_t)first);
		return;
	case IRQL_NOT_LESS_OR_EQUAL:
	case DRIVER_IRQL_NOT_LESS_OR_EQUAL:
		snprintf(ret, size, "AV_");
		return;
	case PAGE_FAULT_IN_NONPAGED_AREA:
		snprintf(ret, size, "AV_%s_(null)_",
			 info->parameters[1] & 2 ? "W" : "R");
		return;
	case BAD_POOL_HEADER:
	case KERNEL_MODE_HEAP_CORRUPTION:
		snprintf(ret, size, "0x%" PRIx32 "_%" PRIx64 "_",
			 info->bugcheck, first);
		return;
	case KERNEL_SECURITY_CHECK_FAILURE:
		snprintf(ret, size, "0x139_%" PRIx64 "_%s%s", first,
			 name ? name : "", name ? "_" : "");
		return;
	default:
		snprintf(ret, size, "0x%" PRIX32 "_", info->bugcheck);
		return;
	}
}

static void name_bucket(struct kd_call *call, struct analysis *ret)
{
	char kind[64];

	name_kind(target_info(call->target), kind, sizeof(kind));
	if (strchr(ret->symbol, '!'))
		snprintf(ret->bucket, sizeof(ret->bucket), "%s%.*s", kind,
			 (int)ret->symbol_length, ret->symbol);
	else if (ret->symbol[0] == '<')
		snprintf(ret->bucket, sizeof(ret->bucket), "%sIMAGE_%s", kind,
			 ret->image);
	else
		snprintf(ret->bucket, sizeof(ret->bucket),
			 "%s%s!unknown_function", kind, ret->module);
}

/* "<Unloaded_TestDriver.sys>+0x10b0" */
static void name_unloaded(struct kd_call *call, struct analysis *ret)
{
	static const char start[] = "<Unloaded_";
	const char *name = ret->symbol + sizeof(start) - 1, *end;

	if (strncmp(ret->symbol, start, sizeof(start) - 1) != 0)
		return;
	end = strchr(name, '>');
	if (!end || sscanf(end, ">+0x%" SCNx64, &ret->offset) != 1)
		return;
	ret->symbol_length = (size_t)(end + 1 - ret->symbol);
	snprintf(ret->image, sizeof(ret->image), "%.*s", (int)(end - name),
		 name);
	ret->module = ret->image;
	name_bucket(call, ret);
}

static void name_culprit(struct kd_call *call, uint64_t address,
			 struct analysis *ret)
{
	const struct target_module *module =
		target_module_at(call->target, address);
	const char *plus;

	target_name(call->target, address, ret->symbol, sizeof(ret->symbol));
	if (!module) {
		name_unloaded(call, ret);
		return;
	}
	plus = strrchr(ret->symbol, '+');
	ret->symbol_length =
		plus ? (size_t)(plus - ret->symbol) : strlen(ret->symbol);
	ret->module = module->name;
	name_image(module, ret->image, sizeof(ret->image));
	if (plus && sscanf(plus + 1, "0x%" SCNx64, &ret->offset) != 1)
		ret->offset = 0;
	name_bucket(call, ret);
}

void culprit_find(struct kd_call *call, const struct stack *stack,
		  struct analysis *ret)
{
	name_culprit(call, find_culprit(call, stack), ret);
}
