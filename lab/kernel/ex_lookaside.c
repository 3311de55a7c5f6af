#include "config.h"
#include "kernel/pool.h"

/*
 * Lookaside lists: what drivers inline takes blocks from an SLIST and gives
 * them back; here is how one begins and ends.
 */
enum {
	LEAST_DEPTH = 4,
	MOST_DEPTH = 256,
	ENTRY_MASK = 0xf, /* in SLIST_HEADER.Region, below the address */
	CALL_FREE = 1,
	LOCAL_LIST = 0,
};
#define PUT(field, value)                                                      \
	NT_PUT(kernel, list, "_GENERAL_LOOKASIDE", field, value)
#define GET(field) NT_GET(kernel, list, "_GENERAL_LOOKASIDE", field)

static void begin(struct kernel *kernel, uint64_t list, uint64_t allocate,
		  uint64_t release, uint64_t type, uint64_t size, uint64_t tag)
{
	uint64_t head = nt_address(
		kernel, type & POOL_TYPE_PAGED ? "ExPagedLookasideListHead"
					       : "ExNPagedLookasideListHead");
	uint8_t zeros[0x60] = { 0 };

	memory_write(MEMORY(kernel), list, zeros, sizeof(zeros));
	PUT("Depth", LEAST_DEPTH);
	PUT("MaximumDepth", MOST_DEPTH);
	PUT("Type", type);
	PUT("Tag", tag);
	PUT("Size", size);
	PUT("Allocate",
	    allocate ? allocate : nt_address(kernel, "ExAllocatePoolWithTag"));
	PUT("Free", release ? release : nt_address(kernel, "ExFreePool"));
	list_insert_tail(kernel, head,
			 list + NT_OFFSET("_GENERAL_LOOKASIDE", "ListEntry"));
}

/* Lookaside, Allocate, Free, Flags, Size, Tag, Depth */
static void initialize(struct trap *trap, unsigned type)
{
	uint64_t flags = (uint32_t)trap_argument(trap, 3);

	begin(trap->kernel, trap_argument(trap, 0), trap_argument(trap, 1),
	      trap_argument(trap, 2),
	      type | (flags & (POOL_TYPE_RAISE | POOL_TYPE_NX)),
	      (uint32_t)trap_argument(trap, 4),
	      (uint32_t)trap_argument(trap, 5));
	trap_return(trap, 0);
}

static void initialize_nonpaged(struct trap *trap)
{
	initialize(trap, 0);
}

static void initialize_paged(struct trap *trap)
{
	initialize(trap, POOL_TYPE_PAGED);
}

/* Lookaside, Allocate, Free, PoolType, Flags, Size, Tag, Depth */
static void initialize_ex(struct trap *trap)
{
	uint64_t flags = (uint32_t)trap_argument(trap, 4);
	uint64_t type = (uint32_t)trap_argument(trap, 3);

	/* EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL, ..._FAIL_NO_RAISE */
	if (flags > 2) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	if (flags == 1)
		type |= POOL_TYPE_RAISE;
	begin(trap->kernel, trap_argument(trap, 0), trap_argument(trap, 1),
	      trap_argument(trap, 2), type, trap_argument(trap, 5),
	      (uint32_t)trap_argument(trap, 6));
	trap_return(trap, STATUS_SUCCESS);
}

/* Frees what is in the list, a block a call; then, unless it is only flushed,
 * the list is no more. */
static void end(struct trap *trap, bool removes)
{
	struct kernel *kernel = trap->kernel;
	uint64_t list, entry;

	if (trap->site == 0)
		trap_set_local(trap, LOCAL_LIST, trap_argument(trap, 0));
	list = trap_local(trap, LOCAL_LIST);
	entry = get64(kernel, list + 8) & ~(uint64_t)ENTRY_MASK;
	if (entry) {
		uint64_t next = get64(kernel, entry);
		uint16_t depth = get16(kernel, list);

		put16(kernel, list, depth - 1u);
		put64(kernel, list + 8,
		      next | (get64(kernel, list + 8) & ENTRY_MASK));
		TRAP_CALL(trap, CALL_FREE, GET("Free"), entry, list);
		return;
	}
	if (removes)
		list_remove(kernel, list + NT_OFFSET("_GENERAL_LOOKASIDE",
						     "ListEntry"));
	trap_return(trap, 0);
}

static void delete_list(struct trap *trap)
{
	end(trap, true);
}

static void flush_list(struct trap *trap)
{
	end(trap, false);
}

#define DEPTH "the depth does not grow with use"

static const struct nt_function functions[] = {
	{ "ExInitializeNPagedLookasideList", FIDELITY_PARTIAL,
	  initialize_nonpaged, DEPTH },
	{ "ExInitializePagedLookasideList", FIDELITY_PARTIAL, initialize_paged,
	  DEPTH },
	{ "ExInitializeLookasideListEx", FIDELITY_PARTIAL, initialize_ex,
	  DEPTH },
	{ "ExDeleteNPagedLookasideList", FIDELITY_REAL, delete_list, NULL },
	{ "ExDeletePagedLookasideList", FIDELITY_REAL, delete_list, NULL },
	{ "ExDeleteLookasideListEx", FIDELITY_REAL, delete_list, NULL },
	{ "ExFlushLookasideListEx", FIDELITY_REAL, flush_list, NULL },
};

const struct nt_family ex_lookaside_family = {
	"ex_lookaside", functions, sizeof(functions) / sizeof(*functions)
};
