#include "config.h"
#include "kernel/load.h"
#include "kernel/ob.h"
#include "kernel/ps.h"

#include "base/limits.h"

#include <string.h>

/*
 * Routines that drivers have called around the opening of processes and
 * threads. A registration is an entry; an item of it for each type is in that
 * type's list, the highest altitude first.
 */
enum {
	TAG = 0x6c43624f, /* "ObCl" */
	FILTER_VERSION = 0x100,
	/* OB_CALLBACK_REGISTRATION, OB_OPERATION_REGISTRATION */
	FROM_COUNT = 0x02,
	FROM_ALTITUDE = 0x08,
	FROM_CONTEXT = 0x18,
	FROM_OPERATIONS = 0x20,
	OPERATION_SIZE = 0x20,
	OPERATION_MASK = 0x08,
	OPERATION_PRE = 0x10,
	OPERATION_POST = 0x18,
	/* an entry */
	ENTRY_CONTEXT = 0x08,
	ENTRY_ALTITUDE = 0x10,
	ENTRY_COUNT = 0x02,
	ENTRY_SIZE = 0x20,
	/* its items, behind it */
	ITEM_SIZE = 0x40,
	ITEM_MASK = 0x10,
	ITEM_ACTIVE = 0x14,
	ITEM_ENTRY = 0x18,
	ITEM_TYPE = 0x20,
	ITEM_PRE = 0x28,
	ITEM_POST = 0x30,
	ITEM_RUNDOWN = 0x38,
	ITEMS_MOST = 8,
	ALTITUDE_MOST = 64,
};

static uint64_t list_of(uint64_t type)
{
	return type + NT_OFFSET("_OBJECT_TYPE", "CallbackList");
}

/* ---- registering ---- */

/* A number, maybe with a fraction, as text: by its whole part's length, then
 * by its digits. */
static int compare(const char *a, const char *b)
{
	size_t left = strcspn(a, "."), right = strcspn(b, ".");

	if (left != right)
		return left < right ? -1 : 1;
	return strcmp(a, b);
}

static void altitude_of(struct kernel *kernel, uint64_t item,
			char ret[ALTITUDE_MOST])
{
	if (object_string(kernel,
			  get64(kernel, item + ITEM_ENTRY) + ENTRY_ALTITUDE,
			  ret, ALTITUDE_MOST))
		ret[0] = '\0';
}

/* Whom a new item of an altitude goes before; 0: somebody has it. */
static uint64_t place_of(struct kernel *kernel, uint64_t head,
			 const char *altitude)
{
	uint64_t at = get64(kernel, head);

	for (unsigned i = 0; i < LIMIT_LIST && at != head; i++) {
		char other[ALTITUDE_MOST];
		int order;

		altitude_of(kernel, at, other);
		order = compare(other, altitude);
		if (order == 0)
			return 0;
		if (order < 0)
			break;
		at = get64(kernel, at);
	}
	return at;
}

/* One operation, as a driver gives it. An NTSTATUS. */
static uint32_t check(struct kernel *kernel, uint64_t from,
		      const char *altitude)
{
	uint64_t type = get64(kernel, get64(kernel, from));
	uint64_t pre = get64(kernel, from + OPERATION_PRE);
	uint64_t post = get64(kernel, from + OPERATION_POST);
	const struct driver *driver;

	if (kernel->memory.fault.set)
		return STATUS_INVALID_PARAMETER;
	if ((type != object_type_of(kernel, OB_PROCESS) &&
	     type != object_type_of(kernel, OB_THREAD)) ||
	    !(get32(kernel, from + OPERATION_MASK) & 3) || (!pre && !post))
		return STATUS_INVALID_PARAMETER;
	driver = driver_at(kernel, pre ? pre : post);
	if (!driver || !driver->integrity)
		return STATUS_ACCESS_DENIED;
	return place_of(kernel, list_of(type), altitude)
		       ? STATUS_SUCCESS
		       : STATUS_FLT_INSTANCE_ALTITUDE_COLLISION;
}

static void add_item(struct kernel *kernel, uint64_t entry, unsigned number,
		     uint64_t from, const char *altitude)
{
	uint64_t item = entry + ENTRY_SIZE + (uint64_t)number * ITEM_SIZE;
	uint64_t type = get64(kernel, get64(kernel, from)), before;

	put32(kernel, item + ITEM_MASK, get32(kernel, from + OPERATION_MASK));
	put32(kernel, item + ITEM_ACTIVE, 1);
	put64(kernel, item + ITEM_ENTRY, entry);
	put64(kernel, item + ITEM_TYPE, type);
	put64(kernel, item + ITEM_PRE, get64(kernel, from + OPERATION_PRE));
	put64(kernel, item + ITEM_POST, get64(kernel, from + OPERATION_POST));
	before = place_of(kernel, list_of(type), altitude);
	if (before)
		list_insert_tail(kernel, before, item);
	else
		put32(kernel, item + ITEM_ACTIVE, 0);
}

/* CallbackRegistration, RegistrationHandle (out) */
static void register_callbacks(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t from = trap_argument(trap, 0), entry, operations;
	unsigned count = get16(kernel, from + FROM_COUNT);
	char altitude[ALTITUDE_MOST];
	uint32_t status;

	if (!trap_may_page(trap))
		return;
	operations = get64(kernel, from + FROM_OPERATIONS);
	status = object_string(kernel, from + FROM_ALTITUDE, altitude,
			       sizeof(altitude));
	if (status || (get16(kernel, from) & 0xff00) != FILTER_VERSION ||
	    !count || count > ITEMS_MOST || !altitude[0])
		status = STATUS_INVALID_PARAMETER;
	for (unsigned i = 0; i < count && !status; i++)
		status = check(kernel, operations + i * OPERATION_SIZE,
			       altitude);
	if (status) {
		trap_return(trap, status);
		return;
	}
	entry = object_memory(kernel, ENTRY_SIZE + count * ITEM_SIZE, TAG);
	if (!entry ||
	    !object_string_new(kernel, entry + ENTRY_ALTITUDE, altitude)) {
		object_memory_free(kernel, entry);
		trap_return(trap, STATUS_INSUFFICIENT_RESOURCES);
		return;
	}
	put16(kernel, entry, FILTER_VERSION);
	put16(kernel, entry + ENTRY_COUNT, count);
	put64(kernel, entry + ENTRY_CONTEXT,
	      get64(kernel, from + FROM_CONTEXT));
	for (unsigned i = 0; i < count; i++)
		add_item(kernel, entry, i, operations + i * OPERATION_SIZE,
			 altitude);
	put64(kernel, trap_argument(trap, 1), entry);
	trap_return(trap, STATUS_SUCCESS);
}

enum { LOCAL_ENTRY = 0, LOCAL_NEXT = 1, LOCAL_ITEM = 1, LOCAL_INFO = 2 };

/* RegistrationHandle: each item goes when nobody runs its routines. */
static void unregister_callbacks(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t entry, item, next;

	if (trap->site == 0) {
		trap_set_local(trap, LOCAL_ENTRY, trap_argument(trap, 0));
		next = 0;
	} else {
		next = trap_local(trap, LOCAL_NEXT) + 1;
	}
	entry = trap_local(trap, LOCAL_ENTRY);
	trap_set_local(trap, LOCAL_NEXT, next);
	if (next < get16(kernel, entry + ENTRY_COUNT)) {
		item = entry + ENTRY_SIZE + next * ITEM_SIZE;
		if (get32(kernel, item + ITEM_ACTIVE))
			list_remove(kernel, item);
		TRAP_CALL(trap, 1, 0, item + ITEM_RUNDOWN);
		return;
	}
	object_memory_free(kernel, get64(kernel, entry + ENTRY_ALTITUDE + 8));
	object_memory_free(kernel, entry);
	trap_return(trap, 0);
}

static void get_filter_version(struct trap *trap)
{
	trap_return(trap, FILTER_VERSION);
}

/* ---- calling ---- */

/* OB_PRE_OPERATION_INFORMATION or OB_POST...: both begin alike. */
enum { INFO_OPERATION = 0x00, INFO_TYPE = 0x10 };

static void call(struct trap *trap, unsigned routine_at)
{
	struct kernel *kernel = trap->kernel;
	uint64_t info, head, item;

	if (trap->site == 0) {
		info = trap_argument(trap, 0);
		trap_set_local(trap, LOCAL_INFO, info);
		item = list_of(get64(kernel, info + INFO_TYPE));
	} else {
		info = trap_local(trap, LOCAL_INFO);
		item = trap_local(trap, LOCAL_ITEM);
	}
	head = list_of(get64(kernel, info + INFO_TYPE));
	for (unsigned i = 0; i < LIMIT_LIST && !kernel->memory.fault.set; i++) {
		uint64_t last = item, routine;

		item = get64(kernel, item);
		if (trap->site > 0 && i == 0)
			rundown_release(kernel, last + ITEM_RUNDOWN);
		if (item == head)
			break;
		routine = get64(kernel, item + routine_at);
		if (!routine ||
		    !(get32(kernel, item + ITEM_MASK) &
		      get32(kernel, info + INFO_OPERATION)) ||
		    !rundown_acquire(kernel, item + ITEM_RUNDOWN))
			continue;
		trap_set_local(trap, LOCAL_ITEM, item);
		TRAP_CALL(trap, 1, routine,
			  get64(kernel, get64(kernel, item + ITEM_ENTRY) +
						ENTRY_CONTEXT),
			  info);
		return;
	}
	trap_return(trap, 0);
}

static void call_pre(struct trap *trap)
{
	call(trap, ITEM_PRE);
}

static void call_post(struct trap *trap)
{
	call(trap, ITEM_POST);
}

/* ---- opening processes and threads ---- */

enum {
	LOCAL_OBJECT = 0,
	LOCAL_HANDLE = 1,
	LOCAL_FLAGS = 2,
	CALL_PRE = 1,
	CALL_POST = 2,
	/* in the frame */
	PRE_PARAMETERS = 0x20,
	POST_STATUS = 0x20,
	POST_PARAMETERS = 0x28,
	PARAMETERS = 0x30,
	HANDLE_CREATE = 1,
};

static void make_info(struct trap *trap, uint64_t object, uint32_t attributes,
		      uint32_t access)
{
	struct kernel *kernel = trap->kernel;
	uint64_t info = trap_frame(trap);
	uint8_t zeros[PARAMETERS + 0x10] = { 0 };

	memory_write(&kernel->memory, info, zeros, sizeof(zeros));
	put32(kernel, info, HANDLE_CREATE);
	put32(kernel, info + 4, (attributes & OBJ_KERNEL_HANDLE) != 0);
	put64(kernel, info + 8, object);
	put64(kernel, info + INFO_TYPE,
	      object_type_of(kernel, object_type(kernel, object)));
	put64(kernel, info + PRE_PARAMETERS, info + PARAMETERS);
	put32(kernel, info + PARAMETERS, access);
	put32(kernel, info + PARAMETERS + 4, access);
}

/* The object is found, or there is none of that number. */
static void open(struct trap *trap, uint64_t object)
{
	struct object_attributes from;
	uint32_t status =
		object_attributes(trap, trap_argument(trap, 2), &from);

	if (!status && !object)
		status = STATUS_INVALID_CID;
	if (status) {
		trap_return(trap, status);
		return;
	}
	trap_set_local(trap, LOCAL_OBJECT, object);
	trap_set_local(trap, LOCAL_HANDLE, trap_argument(trap, 0));
	trap_set_local(trap, LOCAL_FLAGS, from.attributes);
	make_info(trap, object, from.attributes,
		  (uint32_t)trap_argument(trap, 1));
	TRAP_CALL(trap, CALL_PRE, 0, trap_frame(trap));
}

static void opened(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t info = trap_frame(trap), handle;

	if (trap->site == CALL_POST) {
		trap_return(trap, get32(kernel, info + POST_STATUS));
		return;
	}
	handle = handle_new(kernel, trap->thread->process,
			    trap_local(trap, LOCAL_OBJECT),
			    get32(kernel, info + PARAMETERS),
			    (uint32_t)trap_local(trap, LOCAL_FLAGS));
	put64(kernel, trap_local(trap, LOCAL_HANDLE), handle);
	put64(kernel, info + POST_STATUS,
	      handle ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
	put64(kernel, info + POST_PARAMETERS, info + PARAMETERS);
	TRAP_CALL(trap, CALL_POST, 0, info);
}

/* ProcessHandle (out), DesiredAccess, ObjectAttributes, ClientId */
static void open_process(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	const struct process *process;
	uint64_t id, client;

	if (trap->site > 0) {
		opened(trap);
		return;
	}
	if (!trap_may_page(trap))
		return;
	client = trap_argument(trap, 3);
	if (!client) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	id = get64(kernel, client);
	process = id && id <= UINT32_MAX ? process_find(kernel, (uint32_t)id)
					 : NULL;
	open(trap, process ? process->eprocess : 0);
}

/* ThreadHandle (out), DesiredAccess, ObjectAttributes, ClientId */
static void open_thread(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t id, client, found = 0;

	if (trap->site > 0) {
		opened(trap);
		return;
	}
	if (!trap_may_page(trap))
		return;
	client = trap_argument(trap, 3);
	if (!client) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	id = get64(kernel, client + 8);
	for (size_t i = 0; id && i < kernel->thread_count; i++) {
		if (kernel->threads[i]->id == id &&
		    kernel->threads[i]->state != THREAD_ENDED)
			found = kernel->threads[i]->ethread;
	}
	open(trap, found);
}

static const struct nt_function functions[] = {
	{ "ObRegisterCallbacks", FIDELITY_REAL, register_callbacks, NULL },
	{ "ObUnRegisterCallbacks", FIDELITY_REAL, unregister_callbacks, NULL },
	{ "ObGetFilterVersion", FIDELITY_REAL, get_filter_version, NULL },
	{ "ObpCallPreOperationCallbacks", FIDELITY_REAL, call_pre, NULL },
	{ "ObpCallPostOperationCallbacks", FIDELITY_PARTIAL, call_post,
	  "in the order of the pre routines; no CallContext of its own" },
	{ "NtOpenProcess", FIDELITY_PARTIAL, open_process,
	  "access is not checked, only what callbacks leave of it is kept" },
	{ "NtOpenThread", FIDELITY_PARTIAL, open_thread,
	  "access is not checked, only what callbacks leave of it is kept" },
};

const struct nt_family ob_callback_family = {
	"ob_callback", functions, sizeof(functions) / sizeof(*functions)
};
