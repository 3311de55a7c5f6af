#include "config.h"
#include "kernel/ob.h"
#include "kernel/sync.h"

#include "base/limits.h"

/*
 * Callback objects: routines that drivers have called by who notifies the
 * object. A registration says how many calls of it run; who takes it out waits
 * until none does. CALLBACK_OBJECT and CALLBACK_REGISTRATION are laid out as in
 * ReactOS' extypes.h; [inferred] that 19041 has them so, and the object's size.
 */
enum {
	TAG = 0x47524243,	/* "CBRG" */
	SIGNATURE = 0x6c6c6143, /* "Call" */
	OBJECT_LIST = 0x10,
	OBJECT_MULTIPLE = 0x20,
	OBJECT_SIZE = 0x38,
	ENTRY_OBJECT = 0x10,
	ENTRY_FUNCTION = 0x18,
	ENTRY_CONTEXT = 0x20,
	ENTRY_BUSY = 0x28,
	ENTRY_WAITING = 0x2c, /* somebody takes it out */
	ENTRY_SIZE = 0x30,
	PERMANENT = 0x10, /* OBJECT_HEADER.Flags */
};

/* ---- objects ---- */

/* A permanent one is kept by its name; another has lost that when it was made,
 * as its only handle was closed. */
static uint64_t make(struct kernel *kernel, const char *path, bool permanent,
		     bool multiple, uint32_t *ret_status)
{
	uint64_t object =
		object_new(kernel, OB_CALLBACK, OBJECT_SIZE, path, ret_status);

	if (!object)
		return 0;
	put32(kernel, object, SIGNATURE);
	list_init(kernel, object + OBJECT_LIST);
	put8(kernel, object + OBJECT_MULTIPLE, multiple);
	if (permanent) {
		NT_PUT(kernel, object - OBJECT_HEADER_SIZE, "_OBJECT_HEADER",
		       "Flags", PERMANENT);
		object_reference(kernel, object);
	} else {
		object_unname(kernel, object);
	}
	return object;
}

/* Those of the system's, made when somebody first asks for any. */
static void make_own(struct kernel *kernel)
{
	static const char *const names[] = {
		"\\Callback\\SetSystemTime",	  "\\Callback\\SetSystemState",
		"\\Callback\\PowerState",	  "\\Callback\\ProcessorAdd",
		"\\Callback\\EnlightenmentState",
	};
	uint32_t status;

	if (object_find(kernel, names[0], NULL))
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		uint64_t object = make(kernel, names[i], true, true, &status);

		if (object)
			object_release(kernel, object);
	}
}

/* CallbackObject (out), ObjectAttributes, Create, AllowMultipleCallbacks */
static void create(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	bool may_create = trap_argument(trap, 2) & 0xff;
	bool multiple = trap_argument(trap, 3) & 0xff;
	struct object_attributes from;
	char rest[OBJECT_PATH] = "";
	uint64_t object = 0;
	uint32_t status;

	if (!trap_may_page(trap))
		return;
	make_own(kernel);
	status = object_attributes(trap, trap_argument(trap, 1), &from);
	if (!status && !from.path[0])
		status = STATUS_UNSUCCESSFUL;
	if (!status) {
		object = object_find(kernel, from.path, rest);
		if (object && !rest[0] &&
		    object_type(kernel, object) == OB_CALLBACK)
			object_reference(kernel, object);
		else if (object && !rest[0])
			status = STATUS_OBJECT_TYPE_MISMATCH;
		else if (may_create)
			object = make(kernel, from.path,
				      from.attributes & OBJ_PERMANENT, multiple,
				      &status);
		else
			status = object ? STATUS_OBJECT_NAME_NOT_FOUND
					: object_missing(kernel, from.path);
	}
	if (!status)
		put64(kernel, trap_argument(trap, 0), object);
	trap_return(trap, status);
}

/* ---- registrations ---- */

/* CallbackObject, CallbackFunction, CallbackContext */
static void register_routine(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object = trap_argument(trap, 0), entry;
	bool multiple = get8(kernel, object + OBJECT_MULTIPLE);

	if (kernel->memory.fault.set)
		return;
	if (!multiple && !list_is_empty(kernel, object + OBJECT_LIST)) {
		trap_return(trap, 0);
		return;
	}
	entry = object_memory(kernel, ENTRY_SIZE, TAG);
	trap_return(trap, entry);
	if (!entry)
		return;
	object_reference(kernel, object);
	put64(kernel, entry + ENTRY_OBJECT, object);
	put64(kernel, entry + ENTRY_FUNCTION, trap_argument(trap, 1));
	put64(kernel, entry + ENTRY_CONTEXT, trap_argument(trap, 2));
	list_insert_tail(kernel, object + OBJECT_LIST, entry);
}

static uint64_t idle_event(struct kernel *kernel)
{
	uint64_t event = nt_address(kernel, "ExpCallbackEvent");

	if (!NT_GET(kernel, event, "_DISPATCHER_HEADER", "WaitListHead.Flink"))
		event_init(kernel, event, OBJECT_EVENT_NOTIFICATION, false);
	return event;
}

/* CallbackRegistration */
static void unregister(struct trap *trap)
{
	enum { CALL_WAIT = 1, CALL_DEREFERENCE = 2, LOCAL_ENTRY = 0 };
	struct kernel *kernel = trap->kernel;
	uint64_t entry, event, object;

	if (trap->site == CALL_DEREFERENCE) {
		trap_return(trap, 0);
		return;
	}
	if (trap->site == 0)
		trap_set_local(trap, LOCAL_ENTRY, trap_argument(trap, 0));
	entry = trap_local(trap, LOCAL_ENTRY);
	if (get32(kernel, entry + ENTRY_BUSY)) {
		event = idle_event(kernel);
		put8(kernel, entry + ENTRY_WAITING, true);
		object_set(kernel, event, 0);
		TRAP_CALL(trap, CALL_WAIT, 0, event, 0, 0, 0, 0);
		return;
	}
	object = get64(kernel, entry + ENTRY_OBJECT);
	list_remove(kernel, entry);
	if (kernel->memory.fault.set)
		return;
	object_memory_free(kernel, entry);
	TRAP_CALL(trap, CALL_DEREFERENCE, 0, object);
}

/* ---- calling them ---- */

enum { LOCAL_OBJECT = 0, LOCAL_AT = 1, LOCAL_ONE = 2, LOCAL_TWO = 3 };

/* The call of an entry came back. */
static void leave(struct kernel *kernel, uint64_t entry)
{
	uint32_t busy = get32(kernel, entry + ENTRY_BUSY) - 1;

	put32(kernel, entry + ENTRY_BUSY, busy);
	if (busy == 0 && get8(kernel, entry + ENTRY_WAITING))
		object_set(kernel, idle_event(kernel), 1);
}

/* The next behind an entry, or the head, that nobody takes out; 0 none. */
static uint64_t next_entry(struct kernel *kernel, uint64_t head, uint64_t at)
{
	for (unsigned i = 0; i < LIMIT_LIST && !kernel->memory.fault.set; i++) {
		at = get64(kernel, at);
		if (at == head)
			break;
		if (!get8(kernel, at + ENTRY_WAITING))
			return kernel->memory.fault.set ? 0 : at;
	}
	return 0;
}

/* CallbackObject, Argument1, Argument2 */
static void notify(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object, head, entry;

	if (trap->site == 0) {
		object = trap_argument(trap, 0);
		if (!object) {
			trap_return(trap, 0);
			return;
		}
		trap_set_local(trap, LOCAL_OBJECT, object);
		trap_set_local(trap, LOCAL_AT, object + OBJECT_LIST);
		trap_set_local(trap, LOCAL_ONE, trap_argument(trap, 1));
		trap_set_local(trap, LOCAL_TWO, trap_argument(trap, 2));
	} else {
		leave(kernel, trap_local(trap, LOCAL_AT));
	}
	head = trap_local(trap, LOCAL_OBJECT) + OBJECT_LIST;
	entry = next_entry(kernel, head, trap_local(trap, LOCAL_AT));
	if (!entry) {
		trap_return(trap, 0);
		return;
	}
	trap_set_local(trap, LOCAL_AT, entry);
	put32(kernel, entry + ENTRY_BUSY,
	      get32(kernel, entry + ENTRY_BUSY) + 1);
	TRAP_CALL(trap, 1, get64(kernel, entry + ENTRY_FUNCTION),
		  get64(kernel, entry + ENTRY_CONTEXT),
		  trap_local(trap, LOCAL_ONE), trap_local(trap, LOCAL_TWO));
}

static const struct nt_function functions[] = {
	{ "ExCreateCallback", FIDELITY_PARTIAL, create,
	  "names in any case; those of \\Callback are there from the first "
	  "call on, and the system never notifies them" },
	{ "ExRegisterCallback", FIDELITY_REAL, register_routine, NULL },
	{ "ExUnregisterCallback", FIDELITY_REAL, unregister, NULL },
	{ "ExNotifyCallback", FIDELITY_REAL, notify, NULL },
};

const struct nt_family ex_callback_family = {
	"ex_callback", functions, sizeof(functions) / sizeof(*functions)
};
