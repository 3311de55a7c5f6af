#include "config.h"
#include "kernel/mm.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/pool.h"

#include <stdlib.h>
#include <string.h>

/*
 * While they have no address, pages are kept on the host. They are mapped
 * where kernel stacks are, too: among system page table entries, but behind
 * those that stacks may take.
 */
enum {
	TAG_MDL = 0x206c644d,  /* "Mdl " */
	FIRST_FRAME = 0x40000, /* page frame numbers [C] */
	FULLY_REQUIRED = 0x04,
	CONTIGUOUS = 0x20,
	PASS_FLAGS = 5, /* argument of the Ex one */
	RUNS_MOST = 256,
};
#define MAPPINGS (1ull << 30)

struct run {
	uint64_t mdl, address; /* 0: not mapped */
	size_t size;
	uint8_t *bytes; /* while it is not */
};
struct runs {
	struct run runs[RUNS_MOST];
	size_t count, size; /* of all, in bytes */
	uint64_t next_frame;
};

static void fini(void *state)
{
	struct runs *runs = state;

	for (size_t i = 0; i < runs->count; i++)
		free(runs->runs[i].bytes);
}

static struct runs *runs_of(struct kernel *kernel)
{
	return family_state(kernel, FAMILY_PAGES, sizeof(struct runs), fini);
}

static struct run *find(struct kernel *kernel, uint64_t mdl)
{
	struct runs *runs = runs_of(kernel);

	for (size_t i = 0; i < runs->count; i++) {
		if (runs->runs[i].mdl == mdl)
			return &runs->runs[i];
	}
	return NULL;
}

/* ---- mapping ---- */

bool pages_map(struct kernel *kernel, uint64_t mdl, unsigned access,
	       uint64_t *ret)
{
	struct run *run = find(kernel, mdl);
	uint64_t from = (kernel->next_stack | (MAPPINGS - 1)) + 1, at;

	if (!run)
		return false;
	if (!run->address) {
		at = memory_gap(MEMORY(kernel), from, from + MAPPINGS,
				run->size);
		if (at && memory_map(MEMORY(kernel), at, run->size, access,
				     "pages")) {
			memory_poke(MEMORY(kernel), at, run->bytes, run->size);
			free(run->bytes);
			run->bytes = NULL;
			run->address = at;
		}
	}
	*ret = run->address;
	return true;
}

static void take_back(struct kernel *kernel, struct run *run)
{
	if (!run->address)
		return;
	run->bytes = mem_calloc(1, run->size);
	memory_peek(MEMORY(kernel), run->address, run->bytes, run->size);
	memory_unmap(MEMORY(kernel), run->address, run->size);
	run->address = 0;
}

bool pages_unmap(struct kernel *kernel, uint64_t mdl)
{
	struct run *run = find(kernel, mdl);

	if (run)
		take_back(kernel, run);
	return run != NULL;
}

/* ---- allocating ---- */

/* What of so many bytes there is; 0 nothing, or not all that must be. */
static size_t available(const struct runs *runs, uint64_t size, unsigned flags)
{
	uint64_t left = LIMIT_KERNEL_PAGES - runs->size;

	size = (size + MEMORY_PAGE - 1) & ~(uint64_t)(MEMORY_PAGE - 1);
	if (size > left && flags & (FULLY_REQUIRED | CONTIGUOUS))
		return 0;
	if (runs->count == RUNS_MOST)
		return 0;
	return (size_t)(size < left ? size : left);
}

static uint64_t new_mdl(struct kernel *kernel, size_t size)
{
	struct runs *runs = runs_of(kernel);
	uint64_t pages = size / MEMORY_PAGE;
	uint64_t mdl = pool_alloc(kernel, POOL_TYPE_NX, MDL_BYTES + 8 * pages,
				  TAG_MDL);

	if (!mdl)
		return 0;
	memory_fill(MEMORY(kernel), mdl, 0, MDL_BYTES);
	NT_PUT(kernel, mdl, "_MDL", "Size", MDL_BYTES + 8 * pages);
	NT_PUT(kernel, mdl, "_MDL", "MdlFlags", MDL_LOCKED);
	NT_PUT(kernel, mdl, "_MDL", "ByteCount", size);
	for (uint64_t i = 0; i < pages; i++)
		put64(kernel, mdl + MDL_BYTES + 8 * i,
		      FIRST_FRAME + runs->next_frame++);
	return mdl;
}

static void allocate_pages(struct trap *trap, unsigned flags)
{
	struct kernel *kernel = trap->kernel;
	struct runs *runs = runs_of(kernel);
	uint64_t total = trap_argument(trap, 3), mdl = 0;
	struct run *stale;
	size_t size = 0;

	if (trap_argument(trap, 0) <= trap_argument(trap, 1) &&
	    total <= UINT32_MAX - MEMORY_PAGE + 1)
		size = available(runs, total, flags);
	if (size > 0)
		mdl = new_mdl(kernel, size);
	if (mdl) {
		/* its MDL was freed, the pages were not: nobody has them */
		stale = find(kernel, mdl);
		if (stale)
			stale->mdl = 0;
		runs->runs[runs->count++] = (struct run){
			.mdl = mdl, .size = size, .bytes = mem_calloc(1, size)
		};
		runs->size += size;
	}
	trap_return(trap, mdl);
}

/* LowAddress, HighAddress, SkipBytes, TotalBytes */
static void allocate(struct trap *trap)
{
	allocate_pages(trap, 0);
}

/* and CacheType, Flags */
static void allocate_ex(struct trap *trap)
{
	allocate_pages(trap, (unsigned)trap_argument(trap, PASS_FLAGS));
}

/* MemoryDescriptorList: the MDL itself stays. */
static void free_pages(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct runs *runs = runs_of(kernel);
	uint64_t mdl = trap_argument(trap, 0);
	struct run *run = find(kernel, mdl);

	NT_PUT(kernel, mdl, "_MDL", "MdlFlags",
	       NT_GET(kernel, mdl, "_MDL", "MdlFlags") &
		       ~(uint64_t)(MDL_LOCKED | MDL_MAPPED_TO_SYSTEM));
	trap_return(trap, 0);
	if (!run)
		return;
	take_back(kernel, run);
	free(run->bytes);
	runs->size -= run->size;
	*run = runs->runs[--runs->count];
}

#define ANYWHERE                                                               \
	"64 MiB in all; where in physical memory makes no difference, and "    \
	"page frame numbers are not those of the dump"

static const struct nt_function functions[] = {
	{ "MmAllocatePagesForMdl", FIDELITY_PARTIAL, allocate, ANYWHERE },
	{ "MmAllocatePagesForMdlEx", FIDELITY_PARTIAL, allocate_ex, ANYWHERE },
	{ "MmFreePagesFromMdl", FIDELITY_PARTIAL, free_pages,
	  "of an MDL that has no such pages nothing is freed" },
};

const struct nt_family mm_pages_family = {
	"mm_pages", functions, sizeof(functions) / sizeof(*functions)
};
