#include "config.h"
#include "kernel/mm.h"
#include "kernel/pool.h"

/*
 * MDLs: what part of memory a request is about. Pages are mapped where they
 * are, so a system address is the address itself; locking them keeps them in
 * memory, also at DISPATCH_LEVEL.
 */
enum {
	MAPPED_TO_SYSTEM = 0x01,
	PAGES_LOCKED = 0x02,
	SOURCE_IS_NONPAGED = 0x04,
	PARTIAL = 0x10,
	WRITE_OPERATION = 0x80,

	IO_READ = 0,
	TAG_MDL = 0x206c644d, /* 'Mdl ' */
	CALL_FREE = 1,
	MDL_SIZE = 0x30,
	LENGTH_MOST = 0x7fffffff,
};
#define NO_WRITE	       0x80000000u /* MdlMapping..., in a priority */
#define NO_EXECUTE	       0x40000000u
#define GET(mdl, field)	       NT_GET(kernel, mdl, "_MDL", field)
#define PUT(mdl, field, value) NT_PUT(kernel, mdl, "_MDL", field, value)

static uint64_t pages_of(uint64_t address, uint64_t length)
{
	return (address % MEMORY_PAGE + length + MEMORY_PAGE - 1) / MEMORY_PAGE;
}

static void describe(struct kernel *kernel, uint64_t mdl, uint64_t address,
		     uint64_t length)
{
	PUT(mdl, "StartVa", address & ~(uint64_t)(MEMORY_PAGE - 1));
	PUT(mdl, "ByteOffset", address % MEMORY_PAGE);
	PUT(mdl, "ByteCount", length);
}

static uint64_t address_of(struct kernel *kernel, uint64_t mdl)
{
	return GET(mdl, "StartVa") + GET(mdl, "ByteOffset");
}

/* VirtualAddress, Length, SecondaryBuffer, ChargeQuota, Irp */
static void allocate(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t address = trap_argument(trap, 0);
	uint64_t length = (uint32_t)trap_argument(trap, 1), size, mdl = 0;
	uint64_t irp = trap_argument(trap, 4), last;

	if (length <= LENGTH_MOST) {
		size = MDL_SIZE + 8 * pages_of(address, length);
		mdl = pool_alloc(kernel, POOL_TYPE_NX, size, TAG_MDL);
	}
	if (!mdl) {
		trap_return(trap, 0);
		return;
	}
	memory_fill(MEMORY(kernel), mdl, 0, size);
	PUT(mdl, "Size", size);
	describe(kernel, mdl, address, length);
	trap_return(trap, mdl);
	if (!irp)
		return;
	last = NT_GET(kernel, irp, "_IRP", "MdlAddress");
	if (!last || !(trap_argument(trap, 2) & 0xff)) {
		NT_PUT(kernel, irp, "_IRP", "MdlAddress", mdl);
		return;
	}
	for (unsigned i = 0; i < 1000 && GET(last, "Next"); i++)
		last = GET(last, "Next");
	PUT(last, "Next", mdl);
}

static void free_mdl(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, 0);
	else
		TRAP_CALL(trap, CALL_FREE, 0, trap_argument(trap, 0), 0);
}

static void build_for_nonpaged(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mdl = trap_argument(trap, 0);

	PUT(mdl, "Process", 0);
	PUT(mdl, "MappedSystemVa", address_of(kernel, mdl));
	PUT(mdl, "MdlFlags", GET(mdl, "MdlFlags") | SOURCE_IS_NONPAGED);
	trap_return(trap, 0);
}

/* SourceMdl, TargetMdl, VirtualAddress, Length (0: to the end) */
static void build_partial(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t from = trap_argument(trap, 0), to = trap_argument(trap, 1);
	uint64_t address = trap_argument(trap, 2);
	uint64_t length = (uint32_t)trap_argument(trap, 3);
	uint64_t mapped = GET(from, "MappedSystemVa");
	unsigned flags = (unsigned)GET(from, "MdlFlags");

	if (length == 0)
		length = address_of(kernel, from) + GET(from, "ByteCount") -
			 address;
	describe(kernel, to, address, length);
	PUT(to, "Process", GET(from, "Process"));
	if (flags & (MAPPED_TO_SYSTEM | SOURCE_IS_NONPAGED))
		PUT(to, "MappedSystemVa",
		    mapped + (address - address_of(kernel, from)));
	PUT(to, "MdlFlags",
	    PARTIAL | (flags & (MAPPED_TO_SYSTEM | SOURCE_IS_NONPAGED |
				WRITE_OPERATION)));
	trap_return(trap, 0);
}

/* ---- locking and mapping ---- */

/* The driver wrote the MDL: it may say anything. */
static void hold(struct kernel *kernel, uint64_t mdl, bool pageable)
{
	uint64_t at = GET(mdl, "StartVa");
	uint64_t left = MEMORY_PAGE *
			pages_of(GET(mdl, "ByteOffset"), GET(mdl, "ByteCount"));

	while (left > 0) {
		const struct memory_region *region =
			memory_find(MEMORY(kernel), at);
		uint64_t part;

		if (!region || at % MEMORY_PAGE)
			return;
		part = region->size - (at - region->address);
		part = part < left ? part : left;
		if (region->pageable != pageable)
			memory_set_pageable(MEMORY(kernel), at, (size_t)part,
					    pageable);
		at += part;
		left -= part;
	}
}

/* MemoryDescriptorList, AccessMode, Operation */
static void probe_and_lock(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mdl = trap_argument(trap, 0), at = address_of(kernel, mdl);
	uint64_t length = GET(mdl, "ByteCount");
	bool writes = (uint32_t)trap_argument(trap, 2) != IO_READ, sound;
	bool user = trap_argument(trap, 1) & 0xff;
	unsigned flags = (unsigned)GET(mdl, "MdlFlags");

	if (kernel->memory.fault.set)
		return;
	sound = length > 0 && memory_is_mapped(MEMORY(kernel), at, length) &&
		!(user && (at + length) >> 47);
	for (uint64_t i = 0; sound && writes && i < pages_of(at, length); i++) {
		const struct memory_region *region = memory_find(
			MEMORY(kernel),
			(at & ~(uint64_t)(MEMORY_PAGE - 1)) + i * MEMORY_PAGE);

		sound = region->access & ENGINE_WRITE;
	}
	if (!sound) {
		trap_raise(trap, STATUS_ACCESS_VIOLATION);
		return;
	}
	hold(kernel, mdl, false);
	PUT(mdl, "MdlFlags",
	    flags | PAGES_LOCKED | (writes ? WRITE_OPERATION : 0u));
	trap_return(trap, 0);
}

static void unlock(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mdl = trap_argument(trap, 0);
	unsigned flags = (unsigned)GET(mdl, "MdlFlags");

	if (flags & PAGES_LOCKED && pool_is_paged(kernel, GET(mdl, "StartVa")))
		hold(kernel, mdl, true);
	PUT(mdl, "MdlFlags",
	    flags & ~(unsigned)(PAGES_LOCKED | WRITE_OPERATION |
				MAPPED_TO_SYSTEM));
	trap_return(trap, 0);
}

static void map_with(struct trap *trap, unsigned access)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mdl = trap_argument(trap, 0), at = address_of(kernel, mdl);

	if (pages_map(kernel, mdl, access, &at) && !at) {
		trap_return(trap, 0);
		return;
	}
	PUT(mdl, "MappedSystemVa", at);
	PUT(mdl, "MdlFlags", GET(mdl, "MdlFlags") | MAPPED_TO_SYSTEM);
	trap_return(trap, at);
}

/* MemoryDescriptorList, AccessMode */
static void map(struct trap *trap)
{
	map_with(trap, ENGINE_READ | ENGINE_WRITE | ENGINE_EXECUTE);
}

/* and CacheType, RequestedAddress, BugCheckOnFailure, Priority */
static void map_cached(struct trap *trap)
{
	uint64_t priority = trap_argument(trap, 5);

	map_with(trap, ENGINE_READ | (priority & NO_WRITE ? 0 : ENGINE_WRITE) |
			       (priority & NO_EXECUTE ? 0 : ENGINE_EXECUTE));
}

/* BaseAddress, MemoryDescriptorList */
static void unmap(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t mdl = trap_argument(trap, 1);

	pages_unmap(kernel, mdl);
	PUT(mdl, "MdlFlags",
	    GET(mdl, "MdlFlags") & ~(uint64_t)MAPPED_TO_SYSTEM);
	trap_return(trap, 0);
}

#define SAME                                                                   \
	"pages that have an address are mapped there, others at one, not at "  \
	"a new one each time"

static const struct nt_function functions[] = {
	{ "IoAllocateMdl", FIDELITY_PARTIAL, allocate,
	  "no page frame numbers behind it" },
	{ "IoFreeMdl", FIDELITY_REAL, free_mdl, NULL },
	{ "IoBuildPartialMdl", FIDELITY_PARTIAL, build_partial,
	  "no page frame numbers behind it" },
	{ "MmBuildMdlForNonPagedPool", FIDELITY_PARTIAL, build_for_nonpaged,
	  "no page frame numbers behind it" },
	{ "MmProbeAndLockPages", FIDELITY_PARTIAL, probe_and_lock,
	  "locks are not counted: the first MmUnlockPages ends all; and a "
	  "driver's pageable code stays in memory" },
	{ "MmUnlockPages", FIDELITY_PARTIAL, unlock,
	  "pages that are not locked may be unlocked" },
	{ "MmMapLockedPages", FIDELITY_PARTIAL, map, SAME },
	{ "MmMapLockedPagesSpecifyCache", FIDELITY_PARTIAL, map_cached,
	  SAME "; it fails with NULL only" },
	{ "MmUnmapLockedPages", FIDELITY_PARTIAL, unmap, SAME },
};

const struct nt_family mm_mdl_family = {
	"mm_mdl", functions, sizeof(functions) / sizeof(*functions)
};
