#include "config.h"
#include "kernel/cm.h"
#include "kernel/ps.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/string.h"

#include <stdlib.h>
#include <string.h>

/* What there is on the machine, as lists: processes with threads, modules. */

enum {
	/* classes of NtQuerySystemInformation */
	SYSTEM_BASIC = 0,
	SYSTEM_PROCESSES = 5,
	SYSTEM_MODULES = 11,
	BASIC_SIZE = 0x40,
	PROCESS_SIZE = 0x100,
	THREAD_SIZE = 0x50,
	MODULE_SIZE = 0x128,
	MODULES_HEAD = 8,
	MODULE_PATH = 256,
	/* of NtQueryInformationProcess */
	PROCESS_BASIC = 0,
	PROCESS_IMAGE_NAME = 27,
	PROCESS_BASIC_SIZE = 0x30,
	STRING_SIZE = 0x10,
};

/* An answer as it grows; pointers in it are of where it will be. */
struct list {
	uint8_t *bytes;
	size_t size, capacity;
	uint64_t to;
};

static size_t add(struct list *list, size_t size)
{
	size_t at = list->size;

	list->bytes =
		mem_grow(list->bytes, &list->capacity, list->size + size, 1);
	memset(list->bytes + at, 0, size);
	list->size += size;
	return at;
}

static void set(struct list *list, size_t at, uint64_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		list->bytes[at + i] = (uint8_t)(value >> 8 * i);
}

/* A UNICODE_STRING at `at`, its text at the end. */
static void set_string(struct list *list, size_t at, const char *text)
{
	size_t size = key_text(text, NULL, 0);
	size_t text_at = add(list, (size + 2 + 7) & ~(size_t)7);

	key_text(text, list->bytes + text_at, size);
	set(list, at, size, 2);
	set(list, at + 2, size + 2, 2);
	set(list, at + 8, list->to + text_at, 8);
}

static void list_basic(struct kernel *kernel, struct list *list)
{
	add(list, BASIC_SIZE);
	set(list, 0x04, get32(kernel, nt_address(kernel, "KeTimeIncrement")),
	    4);
	set(list, 0x08, MEMORY_PAGE, 4);
	set(list, 0x18, 0x10000, 4); /* granularity of allocations */
	set(list, 0x20, 0x10000, 8);
	set(list, 0x28,
	    get64(kernel, nt_address(kernel, "MmHighestUserAddress")), 8);
	set(list, 0x30, (1u << kernel->cpu_count) - 1, 8);
	set(list, 0x38, kernel->cpu_count, 1);
}

/* ---- processes ---- */

static void list_threads(struct kernel *kernel, const struct process *process,
			 struct list *list)
{
	for (size_t i = 0; i < kernel->thread_count; i++) {
		const struct thread *thread = kernel->threads[i];
		uint64_t from = thread->ethread;
		size_t at;

		if (thread->process != process || thread->state == THREAD_ENDED)
			continue;
		at = add(list, THREAD_SIZE);
		set(list, at + 0x10,
		    NT_GET(kernel, from, "_ETHREAD", "CreateTime.QuadPart"), 8);
		set(list, at + 0x20,
		    NT_GET(kernel, from, "_ETHREAD", "StartAddress"), 8);
		set(list, at + 0x28, process->id, 8);
		set(list, at + 0x30, thread->id, 8);
		set(list, at + 0x38,
		    NT_GET(kernel, from, "_KTHREAD", "Priority"), 4);
		set(list, at + 0x3c,
		    NT_GET(kernel, from, "_KTHREAD", "BasePriority"), 4);
		set(list, at + 0x40,
		    NT_GET(kernel, from, "_KTHREAD", "ContextSwitches"), 4);
		set(list, at + 0x44, thread->state, 4);
		set(list, at + 0x48,
		    NT_GET(kernel, from, "_KTHREAD", "WaitReason"), 4);
	}
}

static void list_process(struct kernel *kernel, const struct process *process,
			 struct list *list)
{
	size_t at = add(list, PROCESS_SIZE);

	list_threads(kernel, process, list);
	set(list, at + 0x04, (list->size - at - PROCESS_SIZE) / THREAD_SIZE, 4);
	set(list, at + 0x48, 8, 4); /* BasePriority */
	set(list, at + 0x50, process->id, 8);
	set(list, at + 0x58, process->parent, 8);
	set(list, at + 0x64, process->session, 4);
	if (process->id) {
		set(list, at + 0x20,
		    NT_GET(kernel, process->eprocess, "_EPROCESS",
			   "CreateTime.QuadPart"),
		    8);
		set_string(list, at + 0x38, process->image);
	}
	set(list, at, list->size - at, 4);
}

static void list_processes(struct kernel *kernel, struct list *list)
{
	size_t last = 0;

	/* the one of the idle threads comes first; it never ends */
	for (int idle = 1; idle >= 0; idle--) {
		for (size_t i = 0; i < kernel->process_count; i++) {
			const struct process *process = kernel->processes[i];

			if (idle ? process->id != 0
				 : process->exited || !process->id)
				continue;
			last = list->size;
			list_process(kernel, process, list);
		}
	}
	set(list, last, 0, 4);
}

/* ---- modules ---- */

static void list_modules(struct kernel *kernel, struct list *list)
{
	uint64_t head = nt_address(kernel, "PsLoadedModuleList");
	uint64_t module = get64(kernel, head);
	unsigned count = 0;

	add(list, MODULES_HEAD);
	for (; module != head && count < LIMIT_MODULES; count++) {
		size_t at = add(list, MODULE_SIZE), offset = 0;
		char path[MODULE_PATH];

		string_read(kernel,
			    module + NT_OFFSET("_KLDR_DATA_TABLE_ENTRY",
					       "FullDllName"),
			    path, sizeof(path));
		set(list, at + 0x10,
		    NT_GET(kernel, module, "_KLDR_DATA_TABLE_ENTRY", "DllBase"),
		    8);
		set(list, at + 0x18,
		    NT_GET(kernel, module, "_KLDR_DATA_TABLE_ENTRY",
			   "SizeOfImage"),
		    4);
		set(list, at + 0x1c,
		    NT_GET(kernel, module, "_KLDR_DATA_TABLE_ENTRY", "Flags"),
		    4);
		set(list, at + 0x20, count, 2);
		set(list, at + 0x24,
		    NT_GET(kernel, module, "_KLDR_DATA_TABLE_ENTRY",
			   "LoadCount"),
		    2);
		for (size_t i = 0; path[i]; i++)
			offset = path[i] == '\\' ? i + 1 : offset;
		set(list, at + 0x26, offset, 2);
		memcpy(list->bytes + at + 0x28, path, strlen(path));
		if (kernel->memory.fault.set)
			break;
		module = get64(kernel, module);
	}
	set(list, 0, count, 4);
}

/* ---- answering ---- */

static uint32_t give(struct kernel *kernel, struct list *list, uint32_t room,
		     uint64_t size_at)
{
	uint32_t status = room < list->size ? STATUS_INFO_LENGTH_MISMATCH
					    : STATUS_SUCCESS;

	if (size_at)
		put32(kernel, size_at, (uint32_t)list->size);
	if (!status)
		memory_write(&kernel->memory, list->to, list->bytes,
			     list->size);
	free(list->bytes);
	return status;
}

/* SystemInformationClass, SystemInformation (out), Length, ReturnLength (out)
 */
static void query_system(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct list list = { .to = trap_argument(trap, 1) };

	if (!trap_may_page(trap))
		return;
	switch ((uint32_t)trap_argument(trap, 0)) {
	case SYSTEM_BASIC:
		list_basic(kernel, &list);
		break;
	case SYSTEM_PROCESSES:
		list_processes(kernel, &list);
		break;
	case SYSTEM_MODULES:
		list_modules(kernel, &list);
		break;
	default:
		trap_return(trap, STATUS_INVALID_INFO_CLASS);
		return;
	}
	trap_return(trap, give(kernel, &list, (uint32_t)trap_argument(trap, 2),
			       trap_argument(trap, 3)));
}

/* ProcessHandle, ProcessInformationClass, ProcessInformation (out), Length,
 * ReturnLength (out) */
static void query_process(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct list list = { .to = trap_argument(trap, 2) };
	uint32_t class = (uint32_t)trap_argument(trap, 1), status;
	const struct process *process = NULL;
	uint64_t object;

	if (!trap_may_page(trap))
		return;
	status = handle_find(kernel, trap->thread, trap_argument(trap, 0),
			     OB_PROCESS, &object);
	if (!status)
		process = process_at(kernel, object);
	if (!status && !process)
		status = STATUS_INVALID_HANDLE;
	if (!status && class != PROCESS_BASIC && class != PROCESS_IMAGE_NAME)
		status = STATUS_INVALID_INFO_CLASS;
	if (status) {
		trap_return(trap, status);
		return;
	}
	if (class == PROCESS_BASIC) {
		add(&list, PROCESS_BASIC_SIZE);
		set(&list, 0x00,
		    NT_GET(kernel, object, "_EPROCESS", "ExitStatus"), 4);
		set(&list, 0x10, (1u << kernel->cpu_count) - 1, 8);
		set(&list, 0x18, 8, 4);
		set(&list, 0x20, process->id, 8);
		set(&list, 0x28, process->parent, 8);
	} else {
		add(&list, STRING_SIZE);
		set_string(&list, 0, process->path);
	}
	trap_return(trap, give(kernel, &list, (uint32_t)trap_argument(trap, 3),
			       trap_argument(trap, 4)));
}

static const struct nt_function functions[] = {
	{ "NtQuerySystemInformation", FIDELITY_PARTIAL, query_system,
	  "basic, processes, modules; what they used is 0" },
	{ "NtQueryInformationProcess", FIDELITY_PARTIAL, query_process,
	  "basic, the name of its file; no PEB" },
};

const struct nt_family zw_system_family = {
	"zw_system", functions, sizeof(functions) / sizeof(*functions)
};
