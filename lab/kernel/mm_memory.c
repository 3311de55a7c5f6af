#include "config.h"
#include "kernel/load.h"
#include "kernel/pool.h"
#include "kernel/string.h"

#include <stdio.h>
#include <string.h>

/* Whole pages, and questions about addresses. */
enum {
	TAG_CONTIGUOUS = 0x6d436d4d, /* 'MmCm' */
	TYPE_CACHE_ALIGNED = 4,
	COPY_VIRTUAL = 2,
	CALL_REMOVE_TAG = 1,
	LARGE_SYSTEM = 2,
};

/* ---- contiguous and noncached memory ---- */

static void allocate_pages(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t size = trap_argument(trap, 0), at = 0;

	if (size > 0)
		at = pool_alloc(kernel, TYPE_CACHE_ALIGNED,
				size < MEMORY_PAGE ? MEMORY_PAGE : size,
				TAG_CONTIGUOUS);
	trap_return(trap, at);
}

/* One that the table of large allocations does not have is 0x19, 0x22. */
static void free_pages(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t address = trap_argument(trap, 0);
	struct pool_block block;

	pool_find(kernel, address, &block);
	if (block.damage || address % MEMORY_PAGE) {
		TRAP_CALL(trap, CALL_REMOVE_TAG, 0, address,
			  TYPE_CACHE_ALIGNED);
		return;
	}
	pool_free(kernel, address);
	trap_return(trap, 0);
}

/* ---- addresses ---- */

static void is_address_valid(struct trap *trap)
{
	trap_return(trap, memory_is_mapped(MEMORY(trap->kernel),
					   trap_argument(trap, 0), 1));
}

static bool is_export(const struct machine_code *code, const char *name)
{
	for (size_t i = 0; i < code->function_count; i++) {
		if (code->functions[i].name &&
		    strcmp(code->functions[i].name, name) == 0)
			return code->functions[i].exported;
	}
	return true; /* a variable, if there is one */
}

static void get_routine(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	const struct pe_write_function *other;
	char name[100] = "nt!";
	uint64_t address;

	string_read(kernel, trap_argument(trap, 0), name + 3, sizeof(name) - 3);
	other = load_export_named(kernel->code, name + 3);
	if (other)
		snprintf(name + 3, sizeof(name) - 3, "%s", other->name);
	if (!is_export(kernel->code, name + 3) ||
	    !machine_lookup(kernel->machine, name, &address))
		address = 0;
	trap_return(trap, address);
}

/* TargetAddress, SourceAddress, NumberOfBytes, Flags, how many were copied */
static void copy_memory(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t to = trap_argument(trap, 0), from = trap_argument(trap, 1);
	uint64_t size = trap_argument(trap, 2), done = 0;

	put64(kernel, trap_argument(trap, 4), 0);
	if ((uint32_t)trap_argument(trap, 3) != COPY_VIRTUAL) {
		trap_return(trap, STATUS_NOT_SUPPORTED);
		return;
	}
	/* whole runs that are there; the first that is not ends it */
	while (done < size &&
	       memory_is_mapped(MEMORY(kernel), from + done, 1)) {
		uint64_t part = MEMORY_PAGE - (from + done) % MEMORY_PAGE;

		if (part > size - done)
			part = size - done;
		memory_move(MEMORY(kernel), to + done, from + done, part);
		if (kernel->memory.fault.set)
			return;
		done += part;
	}
	put64(kernel, trap_argument(trap, 4), done);
	trap_return(trap,
		    done == size ? STATUS_SUCCESS : STATUS_ACCESS_VIOLATION);
}

/* ProbeForRead, ProbeForWrite: Address, Length, Alignment */
static void probe(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = trap_argument(trap, 0), size = trap_argument(trap, 1);
	uint64_t mask = (uint32_t)trap_argument(trap, 2) - 1;
	uint64_t end = get64(kernel, nt_address(kernel, "MmUserProbeAddress"));

	if (size > 0 && at & (uint32_t)mask) {
		trap_raise(trap, STATUS_DATATYPE_MISALIGNMENT);
		return;
	}
	if (size > 0 && (at + size < at || at + size > end)) {
		trap_raise(trap, STATUS_ACCESS_VIOLATION);
		return;
	}
	/* the other also touches each page */
	while (strcmp(trap->function->name, "ProbeForWrite") == 0 && size > 0) {
		uint64_t part = MEMORY_PAGE - at % MEMORY_PAGE;

		put8(kernel, at, get8(kernel, at));
		if (kernel->memory.fault.set)
			return;
		part = part < size ? part : size;
		at += part;
		size -= part;
	}
	trap_return(trap, 0);
}

static void query_system_size(struct trap *trap)
{
	trap_return(trap, LARGE_SYSTEM);
}

static void is_false(struct trap *trap)
{
	trap_return(trap, 0);
}

#define ANYWHERE "where in physical memory makes no difference"

static const struct nt_function functions[] = {
	{ "MmAllocateContiguousMemory", FIDELITY_PARTIAL, allocate_pages,
	  ANYWHERE },
	{ "MmAllocateContiguousMemorySpecifyCache", FIDELITY_PARTIAL,
	  allocate_pages, ANYWHERE },
	{ "MmFreeContiguousMemory", FIDELITY_REAL, free_pages, NULL },
	{ "MmFreeContiguousMemorySpecifyCache", FIDELITY_REAL, free_pages,
	  NULL },
	{ "MmAllocateNonCachedMemory", FIDELITY_PARTIAL, allocate_pages,
	  ANYWHERE },
	{ "MmFreeNonCachedMemory", FIDELITY_REAL, free_pages, NULL },
	{ "MmIsAddressValid", FIDELITY_REAL, is_address_valid, NULL },
	{ "MmGetSystemRoutineAddress", FIDELITY_PARTIAL, get_routine,
	  "every variable that has a name counts as exported" },
	{ "MmCopyMemory", FIDELITY_PARTIAL, copy_memory,
	  "virtual addresses only" },
	{ "ProbeForRead", FIDELITY_REAL, probe, NULL },
	{ "ProbeForWrite", FIDELITY_REAL, probe, NULL },
	{ "MmQuerySystemSize", FIDELITY_REAL, query_system_size, NULL },
	{ "MmIsThisAnNtAsSystem", FIDELITY_REAL, is_false, NULL },
	{ "MmIsDriverVerifying", FIDELITY_REAL, is_false, NULL },
};

const struct nt_family mm_memory_family = {
	"mm_memory", functions, sizeof(functions) / sizeof(*functions)
};
