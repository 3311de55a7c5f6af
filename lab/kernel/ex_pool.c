#include "config.h"
#include "kernel/pool.h"

/*
 * ExAllocatePool and ExFreePool, as 19041 has them: its pool is a segment
 * heap, so damage that the heap finds is 0x13A; before that come the checks of
 * the pool header (0xC2) and, for whole pages, of the table of large
 * allocations (0x19). What bug check comes of what: WDD bug-check-0xc2, -0x19,
 * -0x13a.
 */
enum {
	BAD_POOL_HEADER = 0x19,
	BAD_POOL_CALLER = 0xc2,
	KERNEL_MODE_HEAP_CORRUPTION = 0x13a,

	/* of 0xC2 */
	FREED_ALREADY = 0x07,
	ALLOC_AT_BAD_IRQL = 0x08,
	FREE_AT_BAD_IRQL = 0x09,
	FREE_WRONG_TAG = 0x0a,
	FREE_OF_USER = 0x40,
	FREE_OF_NEVER = 0x42,
	FREE_OF_INVALID = 0x46,
	/* of 0x19 */
	NO_TRACKING = 0x22,
	/* of 0x13A: a use after free or an overrun of the block before */
	HEAP_INTERNAL_STATE = 0x12,

	TAG_NONE = 0x656e6f4e, /* 'None' */

	/* of the functions that allocate; the first is of KeBugCheckEx */
	ALLOC_CALL_HEAP = 2,
	/* calls of ExFreeHeapPool */
	CALL_BUGCHECK = 1,
	CALL_REMOVE_TAG = 2,
	CALL_HEAP = 3,
};

/* ---- allocation ---- */

/* Of ExAllocatePool2. */
enum {
	FLAG_UNINITIALIZED = 1 << 1,
	FLAG_CACHE_ALIGNED = 1 << 3,
	FLAG_RAISES = 1 << 5,
	FLAG_NON_PAGED = 1 << 6,
	FLAG_EXECUTE = 1 << 7,
	FLAG_PAGED = 1 << 8,
	FLAGS_OF_KIND = FLAG_NON_PAGED | FLAG_EXECUTE | FLAG_PAGED,
	FLAGS_KNOWN = FLAGS_OF_KIND | FLAG_UNINITIALIZED | FLAG_CACHE_ALIGNED |
		      FLAG_RAISES | 1 /* USE_QUOTA */,
	/* POOL_EXTENDED_PARAMETER_TYPE */
	PARAMETER_PRIORITY = 1,
	PARAMETER_NODE = 3,
	PARAMETERS_MOST = 8,
};

static void alloc(struct trap *trap, unsigned type, uint64_t size, uint32_t tag,
		  bool zero, bool raises)
{
	struct kernel *kernel = trap->kernel;
	unsigned irql = cpu_current(kernel)->irql;
	unsigned most = type & POOL_TYPE_PAGED ? APC_LEVEL : DISPATCH_LEVEL;
	struct pool_block next;
	uint64_t address;

	if (irql > most) {
		trap_bugcheck(trap, BAD_POOL_CALLER, ALLOC_AT_BAD_IRQL, irql,
			      type, size);
		return;
	}
	pool_find_next(kernel, type, size, &next);
	if (next.damage) {
		TRAP_CALL(trap, ALLOC_CALL_HEAP, 0, next.heap, next.damaged);
		return;
	}
	address = pool_alloc(kernel, type, size, tag);
	if (!address && raises) {
		trap_raise(trap, STATUS_INSUFFICIENT_RESOURCES);
		return;
	}
	if (address && zero)
		memory_fill(MEMORY(kernel), address, 0, size);
	trap_return(trap, address);
}

/* PoolType, NumberOfBytes, Tag */
static void allocate_pool_with_tag(struct trap *trap)
{
	unsigned type = (unsigned)trap_argument(trap, 0);

	alloc(trap, type, trap_argument(trap, 1),
	      (uint32_t)trap_argument(trap, 2), false, type & POOL_TYPE_RAISE);
}

/* What a call that it passes on gives back. */
static void allocate_pool(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, trap_result(trap));
	else
		TRAP_CALL(trap, 1, 0, trap_argument(trap, 0),
			  trap_argument(trap, 1), TAG_NONE);
}

/* POOL_QUOTA_FAIL_INSTEAD_OF_RAISE is the bit that a header has for quota */
static void allocate_with_quota_tag(struct trap *trap)
{
	unsigned type = (unsigned)trap_argument(trap, 0);

	alloc(trap, type & ~(unsigned)POOL_TYPE_QUOTA, trap_argument(trap, 1),
	      (uint32_t)trap_argument(trap, 2), false,
	      !(type & POOL_TYPE_QUOTA));
}

static void allocate_with_flags(struct trap *trap, bool valid)
{
	uint64_t flags = trap_argument(trap, 0);
	uint64_t kind = flags & FLAGS_OF_KIND;
	uint32_t tag = (uint32_t)trap_argument(trap, 2);
	unsigned type = kind == FLAG_PAGED     ? POOL_TYPE_PAGED
			: kind == FLAG_EXECUTE ? 0u
					       : POOL_TYPE_NX;

	/* the upper half is of wishes, and may hold anything */
	if (!valid || !tag || (flags & 0xffffffff & ~(uint64_t)FLAGS_KNOWN) ||
	    !kind || kind & (kind - 1)) {
		if (flags & FLAG_RAISES)
			trap_raise(trap, STATUS_INVALID_PARAMETER);
		else
			trap_return(trap, 0);
		return;
	}
	alloc(trap, type, trap_argument(trap, 1), tag,
	      !(flags & FLAG_UNINITIALIZED), flags & FLAG_RAISES);
}

static void allocate_pool2(struct trap *trap)
{
	allocate_with_flags(trap, true);
}

/* Flags, NumberOfBytes, Tag, ExtendedParameters, their count */
static void allocate_pool3(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 3);
	uint32_t count = (uint32_t)trap_argument(trap, 4);
	bool valid = count <= PARAMETERS_MOST;

	for (uint32_t i = 0; valid && i < count; i++) {
		uint64_t word = get64(trap->kernel, at + 16 * i);
		unsigned kind = word & 0xff, optional = word >> 8 & 1;

		valid = optional || kind == PARAMETER_PRIORITY ||
			kind == PARAMETER_NODE;
	}
	allocate_with_flags(trap, valid);
}

/* ---- freeing ---- */

/* What ExFreeHeapPool is given, beside the tag of who frees. */
static void judge(struct kernel *kernel, uint64_t address, uint32_t tag,
		  struct pool_block *ret)
{
	unsigned irql = cpu_current(kernel)->irql;

	pool_find(kernel, address, ret);
	if (ret->damage)
		return;
	if (tag && tag != ret->tag)
		ret->damage = POOL_WRONG_TAG;
	else if (irql > (ret->paged ? APC_LEVEL : DISPATCH_LEVEL))
		ret->damage = POOL_BAD_IRQL;
}

static void free_heap_pool(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t address = trap_argument(trap, 0);
	uint32_t tag = (uint32_t)trap_argument(trap, 1);
	struct pool_block block;

	judge(kernel, address, tag, &block);
	switch (block.damage) {
	case POOL_SOUND:
		pool_free(kernel, address);
		trap_return(trap, 0);
		break;
	case POOL_INVALID_ADDRESS:
		trap_bugcheck(trap, BAD_POOL_CALLER, FREE_OF_INVALID, address,
			      0, 0);
		break;
	case POOL_USER_ADDRESS:
		trap_bugcheck(
			trap, BAD_POOL_CALLER, FREE_OF_USER, address,
			get64(kernel, nt_address(kernel, "MmSystemRangeStart")),
			0);
		break;
	case POOL_NEVER:
		trap_bugcheck(trap, BAD_POOL_CALLER, FREE_OF_NEVER, address, 0,
			      0);
		break;
	case POOL_FREE_ALREADY:
		trap_bugcheck(trap, BAD_POOL_CALLER, FREED_ALREADY, block.tag,
			      block.header, address);
		break;
	case POOL_WRONG_TAG:
		trap_bugcheck(trap, BAD_POOL_CALLER, FREE_WRONG_TAG, address,
			      block.tag, tag);
		break;
	case POOL_BAD_IRQL:
		trap_bugcheck(trap, BAD_POOL_CALLER, FREE_AT_BAD_IRQL,
			      cpu_current(kernel)->irql, block.type, address);
		break;
	case POOL_NO_TRACKING:
		TRAP_CALL(trap, CALL_REMOVE_TAG, 0, address, block.paged);
		break;
	case POOL_CORRUPT:
		TRAP_CALL(trap, CALL_HEAP, 0, block.heap, block.damaged);
		break;
	}
}

/* Sound blocks are freed here; for the others ExFreeHeapPool is really called,
 * so that the stack is Windows'. */
static void free_with(struct trap *trap, uint32_t tag)
{
	struct pool_block block;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	judge(trap->kernel, trap_argument(trap, 0), tag, &block);
	if (block.damage) {
		TRAP_CALL(trap, 1, 0, trap_argument(trap, 0), tag);
		return;
	}
	pool_free(trap->kernel, trap_argument(trap, 0));
	trap_return(trap, 0);
}

static void free_pool(struct trap *trap)
{
	free_with(trap, 0);
}

static void free_pool_with_tag(struct trap *trap)
{
	free_with(trap, (uint32_t)trap_argument(trap, 1));
}

/* Address, type: a large allocation that the table has not */
static void remove_pool_tag(struct trap *trap)
{
	trap_bugcheck(trap, BAD_POOL_HEADER, NO_TRACKING,
		      trap_argument(trap, 0), trap_argument(trap, 1), 0);
}

/* Heap, address of what is damaged; to RtlpHeapHandleError as kind, heap,
 * address */
static void context_report(struct trap *trap)
{
	TRAP_CALL(trap, 1, 0, HEAP_INTERNAL_STATE, trap_argument(trap, 0),
		  trap_argument(trap, 1));
}

static void heap_handle_error(struct trap *trap)
{
	trap_bugcheck(trap, KERNEL_MODE_HEAP_CORRUPTION, trap_argument(trap, 0),
		      trap_argument(trap, 1), trap_argument(trap, 2), 0);
}

#define IRQL_NOTE "a wrong IRQL is always found, not only by chance"
#define FREE_NOTE                                                              \
	"a wrong tag is always found; an overrun, when the block or the one "  \
	"behind it is freed"

static const struct nt_function functions[] = {
	{ "ExAllocatePool", FIDELITY_REAL, allocate_pool, NULL },
	{ "ExAllocatePoolWithTag", FIDELITY_PARTIAL, allocate_pool_with_tag,
	  IRQL_NOTE },
	{ "ExAllocatePoolWithTagPriority", FIDELITY_PARTIAL,
	  allocate_pool_with_tag, "any priority gets what there is" },
	{ "ExAllocatePoolWithQuota", FIDELITY_PARTIAL, allocate_pool,
	  "no quota is charged" },
	{ "ExAllocatePoolWithQuotaTag", FIDELITY_PARTIAL,
	  allocate_with_quota_tag, "no quota is charged" },
	{ "ExAllocatePool2", FIDELITY_PARTIAL, allocate_pool2,
	  "no quota is charged" },
	{ "ExAllocatePool3", FIDELITY_PARTIAL, allocate_pool3,
	  "no quota is charged, and there is no secure pool" },
	{ "ExFreePool", FIDELITY_REAL, free_pool, NULL },
	{ "ExFreePoolWithTag", FIDELITY_PARTIAL, free_pool_with_tag,
	  FREE_NOTE },
	{ "ExFreePool2", FIDELITY_PARTIAL, free_pool_with_tag, FREE_NOTE },
	{ "ExFreeHeapPool", FIDELITY_PARTIAL, free_heap_pool, FREE_NOTE },
	{ "ExRemovePoolTag", FIDELITY_REAL, remove_pool_tag, NULL },
	{ "RtlpHpVsContextAllocateInternal", FIDELITY_PARTIAL, context_report,
	  "called for damaged blocks only" },
	{ "RtlpHpVsContextFree", FIDELITY_PARTIAL, context_report,
	  "called for damaged blocks only" },
	{ "RtlpHeapHandleError", FIDELITY_REAL, heap_handle_error, NULL },
};

const struct nt_family ex_pool_family = {
	"ex_pool", functions, sizeof(functions) / sizeof(*functions)
};
