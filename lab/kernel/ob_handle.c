#include "config.h"
#include "kernel/ob.h"

#include "base/limits.h"
#include "kernel/ps.h"

/*
 * Handles: entries in a table of each process, a page of 256 or a page of
 * pointers to such pages. The first entry of a page is no handle. Handles of
 * the kernel are System's, with all bits from 31 on set.
 */
enum {
	TAG = 0x6274624f, /* "Obtb" */
	ENTRY_SIZE = 0x10,
	PAGE_ENTRIES = MEMORY_PAGE / ENTRY_SIZE,
	LEVEL_ONE = 1, /* of TableCode */
	HEADER_SHIFT = 4,
};
#define KERNEL_HANDLE	0xffffffff80000000u
#define CURRENT_PROCESS UINT64_MAX
#define CURRENT_THREAD	(UINT64_MAX - 1)

/* ---- the table ---- */

static uint64_t table_of(struct kernel *kernel, struct process *process)
{
	uint64_t at = process->eprocess, table, page;

	table = NT_GET(kernel, at, "_EPROCESS", "ObjectTable");
	if (table)
		return table;
	table = object_memory(kernel, nt19041_size("_HANDLE_TABLE"), TAG);
	page = object_memory(kernel, MEMORY_PAGE, TAG);
	if (!table || !page)
		return 0;
	NT_PUT(kernel, table, "_HANDLE_TABLE", "TableCode", page);
	NT_PUT(kernel, table, "_HANDLE_TABLE", "QuotaProcess", at);
	NT_PUT(kernel, table, "_HANDLE_TABLE", "UniqueProcessId", process->id);
	NT_PUT(kernel, table, "_HANDLE_TABLE", "NextHandleNeedingPool",
	       PAGE_ENTRIES * 4);
	list_init(kernel,
		  table + NT_OFFSET("_HANDLE_TABLE", "HandleTableList"));
	NT_PUT(kernel, at, "_EPROCESS", "ObjectTable", table);
	return table;
}

/* Where a handle's entry is; 0: no such handle can be. */
static uint64_t entry_of(struct kernel *kernel, uint64_t table, uint64_t handle)
{
	uint64_t code = NT_GET(kernel, table, "_HANDLE_TABLE", "TableCode");
	uint64_t number = handle / 4;

	if (handle >= NT_GET(kernel, table, "_HANDLE_TABLE",
			     "NextHandleNeedingPool") ||
	    number % PAGE_ENTRIES == 0)
		return 0;
	if (code % 4 == LEVEL_ONE)
		code = get64(kernel,
			     code - LEVEL_ONE + 8 * (number / PAGE_ENTRIES));
	return code + number % PAGE_ENTRIES * ENTRY_SIZE;
}

/* One page of entries more. */
static bool grow(struct kernel *kernel, uint64_t table)
{
	uint64_t code = NT_GET(kernel, table, "_HANDLE_TABLE", "TableCode");
	uint64_t next =
		NT_GET(kernel, table, "_HANDLE_TABLE", "NextHandleNeedingPool");
	uint64_t page, pages;

	if (next / 4 >= LIMIT_KERNEL_HANDLES)
		return false;
	page = object_memory(kernel, MEMORY_PAGE, TAG);
	if (!page)
		return false;
	if (code % 4 != LEVEL_ONE) {
		pages = object_memory(kernel, MEMORY_PAGE, TAG);
		if (!pages)
			return false;
		put64(kernel, pages, code);
		code = pages + LEVEL_ONE;
		NT_PUT(kernel, table, "_HANDLE_TABLE", "TableCode", code);
	}
	put64(kernel, code - LEVEL_ONE + 8 * (next / 4 / PAGE_ENTRIES), page);
	NT_PUT(kernel, table, "_HANDLE_TABLE", "NextHandleNeedingPool",
	       next + PAGE_ENTRIES * 4);
	return true;
}

static uint64_t entry_object(struct kernel *kernel, uint64_t entry)
{
	uint64_t bits = NT_GET(kernel, entry, "_HANDLE_TABLE_ENTRY",
			       "ObjectPointerBits");

	return bits ? (bits << HEADER_SHIFT | 0xffff000000000000u) +
			       OBJECT_HEADER_SIZE
		    : 0;
}

static void count_handles(struct kernel *kernel, uint64_t object, int by)
{
	uint64_t header = object - OBJECT_HEADER_SIZE;
	uint64_t type = object_type_of(kernel, object_type(kernel, object));

	NT_PUT(kernel, header, "_OBJECT_HEADER", "HandleCount",
	       NT_GET(kernel, header, "_OBJECT_HEADER", "HandleCount") +
		       (uint64_t)(int64_t)by);
	if (type)
		NT_PUT(kernel, type, "_OBJECT_TYPE", "TotalNumberOfHandles",
		       NT_GET(kernel, type, "_OBJECT_TYPE",
			      "TotalNumberOfHandles") +
			       (uint64_t)(int64_t)by);
}

uint64_t handle_new(struct kernel *kernel, struct process *process,
		    uint64_t object, uint32_t access, uint32_t attributes)
{
	bool system = (attributes & OBJ_KERNEL_HANDLE) != 0;
	uint64_t table = table_of(kernel, system ? kernel->system : process);

	for (uint64_t handle = 4; table && handle / 4 < LIMIT_KERNEL_HANDLES;
	     handle += 4) {
		uint64_t entry = entry_of(kernel, table, handle);

		if (!entry && handle / 4 % PAGE_ENTRIES == 0)
			continue;
		if (!entry && !grow(kernel, table))
			break;
		entry = entry_of(kernel, table, handle);
		if (entry_object(kernel, entry))
			continue;
		NT_PUT(kernel, entry, "_HANDLE_TABLE_ENTRY",
		       "ObjectPointerBits",
		       (object - OBJECT_HEADER_SIZE) >> HEADER_SHIFT);
		NT_PUT(kernel, entry, "_HANDLE_TABLE_ENTRY", "Unlocked", 1);
		NT_PUT(kernel, entry, "_HANDLE_TABLE_ENTRY",
		       "GrantedAccessBits", access & 0x1ffffff);
		object_reference(kernel, object);
		count_handles(kernel, object, 1);
		return system ? handle | KERNEL_HANDLE : handle;
	}
	return 0;
}

/* Entry of a handle as a thread means it; 0 none. */
static uint64_t find_entry(struct kernel *kernel, struct process *process,
			   uint64_t handle)
{
	uint64_t table, entry;

	if ((handle & KERNEL_HANDLE) == KERNEL_HANDLE) {
		process = kernel->system;
		handle -= KERNEL_HANDLE;
	}
	table = NT_GET(kernel, process->eprocess, "_EPROCESS", "ObjectTable");
	if (!table)
		return 0;
	/* the two lowest bits are the caller's own */
	entry = entry_of(kernel, table, handle & ~3ull);
	return entry && entry_object(kernel, entry) ? entry : 0;
}

uint64_t handle_object(struct kernel *kernel, struct thread *thread,
		       uint64_t handle)
{
	uint64_t entry;

	if (handle == CURRENT_PROCESS)
		return thread->process->eprocess;
	if (handle == CURRENT_THREAD)
		return thread->ethread;
	entry = find_entry(kernel, thread->process, handle);
	return entry ? entry_object(kernel, entry) : 0;
}

uint32_t handle_access(struct kernel *kernel, struct thread *thread,
		       uint64_t handle)
{
	uint64_t entry = find_entry(kernel, thread->process, handle);

	return entry ? (uint32_t)NT_GET(kernel, entry, "_HANDLE_TABLE_ENTRY",
					"GrantedAccessBits")
		     : 0;
}

uint32_t handle_find(struct kernel *kernel, struct thread *thread,
		     uint64_t handle, enum object_type type, uint64_t *ret)
{
	uint64_t object = handle_object(kernel, thread, handle);

	if (!object)
		return STATUS_INVALID_HANDLE;
	if (object_type(kernel, object) != type)
		return STATUS_OBJECT_TYPE_MISMATCH;
	*ret = object;
	return STATUS_SUCCESS;
}

uint64_t handle_next(struct kernel *kernel, struct process *process)
{
	uint64_t table =
		NT_GET(kernel, process->eprocess, "_EPROCESS", "ObjectTable");

	for (uint64_t handle = 4; table && handle < LIMIT_KERNEL_HANDLES * 4;
	     handle += 4) {
		uint64_t entry = entry_of(kernel, table, handle);

		if (entry && entry_object(kernel, entry))
			return handle;
	}
	return 0;
}

/* ---- closing ---- */

enum {
	/* calls of ObpCloseHandle, in order of address */
	CALL_CLOSE = 1,
	CALL_DEREFERENCE = 2,
	LOCAL_OBJECT = 0,
};

/* Handle: the entry goes, then what it held. */
static void close_handle(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t entry, object, type, procedure;

	if (trap->site == CALL_DEREFERENCE) {
		trap_return(trap, STATUS_SUCCESS);
		return;
	}
	if (trap->site == CALL_CLOSE) {
		TRAP_CALL(trap, CALL_DEREFERENCE, 0,
			  trap_local(trap, LOCAL_OBJECT));
		return;
	}
	entry = find_entry(kernel, trap->thread->process,
			   trap_argument(trap, 0));
	if (!entry) {
		trap_return(trap, STATUS_INVALID_HANDLE);
		return;
	}
	object = entry_object(kernel, entry);
	NT_PUT(kernel, entry, "_HANDLE_TABLE_ENTRY", "LowValue", 0);
	NT_PUT(kernel, entry, "_HANDLE_TABLE_ENTRY", "HighValue", 0);
	count_handles(kernel, object, -1);
	trap_set_local(trap, LOCAL_OBJECT, object);
	type = object_type_of(kernel, object_type(kernel, object));
	procedure = type ? NT_GET(kernel, type, "_OBJECT_TYPE",
				  "TypeInfo.CloseProcedure")
			 : 0;
	if (procedure)
		TRAP_CALL(trap, CALL_CLOSE, procedure,
			  trap->thread->process->eprocess, object);
	else
		TRAP_CALL(trap, CALL_DEREFERENCE, 0, object);
}

/* Handle; ObCloseHandle has a PreviousMode as well */
static void nt_close(struct trap *trap)
{
	if (trap->site > 0)
		trap_return(trap, trap_result(trap));
	else if (trap_argument(trap, 0) >= CURRENT_THREAD)
		trap_return(trap, STATUS_SUCCESS);
	else
		TRAP_CALL(trap, 1, 0, trap_argument(trap, 0));
}

static const struct nt_function functions[] = {
	{ "ObpCloseHandle", FIDELITY_PARTIAL, close_handle,
	  "handles are not protected from closing" },
	{ "NtClose", FIDELITY_PARTIAL, nt_close,
	  "as without a debugger: a bad handle of the kernel is no bug check" },
	{ "ObCloseHandle", FIDELITY_PARTIAL, nt_close,
	  "as without a debugger: a bad handle of the kernel is no bug check" },
};

const struct nt_family ob_handle_family = {
	"ob_handle", functions, sizeof(functions) / sizeof(*functions)
};
