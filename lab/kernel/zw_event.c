#include "config.h"
#include "kernel/ob.h"

/* Events, mutants and semaphores by handle. */

enum {
	TYPE_EVENT_SIZE = 6, /* in dwords, as the header has it */
};

/* An object of that type with a name or none; its handle goes to `to`. False:
 * *ret_status says why, or that there was one already. */
static uint64_t create(struct trap *trap, enum object_type type, size_t size,
		       uint64_t to, uint32_t access, uint64_t attributes,
		       uint32_t *ret_status)
{
	struct kernel *kernel = trap->kernel;
	struct object_attributes from;
	uint64_t object = 0, handle;
	char rest[OBJECT_PATH];
	bool made = true;

	*ret_status = object_attributes(trap, attributes, &from);
	if (*ret_status)
		return 0;
	object = object_new(kernel, type, size, from.path[0] ? from.path : NULL,
			    ret_status);
	if (!object && *ret_status == STATUS_OBJECT_NAME_COLLISION &&
	    from.attributes & OBJ_OPENIF) {
		object = object_find(kernel, from.path, rest);
		made = false;
		if (!object || rest[0] || object_type(kernel, object) != type) {
			*ret_status = STATUS_OBJECT_TYPE_MISMATCH;
			return 0;
		}
		*ret_status = STATUS_OBJECT_NAME_EXISTS;
	}
	if (!object)
		return 0;
	handle = handle_new(kernel, trap->thread->process, object, access,
			    from.attributes);
	if (made)
		object_release(kernel, object);
	if (!handle) {
		*ret_status = STATUS_INSUFFICIENT_RESOURCES;
		return 0;
	}
	put64(kernel, to, handle);
	return made ? object : 0;
}

static void init_header(struct kernel *kernel, uint64_t object, unsigned type,
			int32_t state)
{
	NT_PUT(kernel, object, "_DISPATCHER_HEADER", "Type", type);
	NT_PUT(kernel, object, "_DISPATCHER_HEADER", "Size", TYPE_EVENT_SIZE);
	NT_PUT(kernel, object, "_DISPATCHER_HEADER", "SignalState",
	       (uint32_t)state);
	list_init(kernel,
		  object + NT_OFFSET("_DISPATCHER_HEADER", "WaitListHead"));
}

/* EventHandle (out), DesiredAccess, ObjectAttributes, EventType, InitialState
 */
static void create_event(struct trap *trap)
{
	uint32_t status;
	uint64_t object;
	unsigned kind = (unsigned)trap_argument(trap, 3) & 0xff;

	if (!trap_may_page(trap))
		return;
	if (kind > 1) {
		trap_return(trap, STATUS_INVALID_PARAMETER);
		return;
	}
	object =
		create(trap, OB_EVENT, nt19041_size("_KEVENT"),
		       trap_argument(trap, 0), (uint32_t)trap_argument(trap, 1),
		       trap_argument(trap, 2), &status);
	if (object)
		init_header(trap->kernel, object, kind,
			    (trap_argument(trap, 4) & 0xff) != 0);
	trap_return(trap, status);
}

/* MutantHandle (out), DesiredAccess, ObjectAttributes, InitialOwner */
static void create_mutant(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint32_t status;
	uint64_t object, thread = trap->thread->ethread;
	bool owned = (trap_argument(trap, 3) & 0xff) != 0;

	if (!trap_may_page(trap))
		return;
	object =
		create(trap, OB_MUTANT, nt19041_size("_KMUTANT"),
		       trap_argument(trap, 0), (uint32_t)trap_argument(trap, 1),
		       trap_argument(trap, 2), &status);
	if (object) {
		init_header(kernel, object, OBJECT_MUTANT, !owned);
		NT_PUT(kernel, object, "_KMUTANT", "OwnerThread",
		       owned ? thread : 0);
		if (owned)
			list_insert_tail(kernel,
					 thread + NT_OFFSET("_KTHREAD",
							    "MutantListHead"),
					 object + NT_OFFSET("_KMUTANT",
							    "MutantListEntry"));
	}
	trap_return(trap, status);
}

/* Handle, PreviousState (out) */
static void change_event(struct trap *trap, int32_t state)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object = 0, previous = trap_argument(trap, 1);
	uint32_t status =
		handle_find(kernel, trap->thread, trap_argument(trap, 0),
			    OB_EVENT, &object);
	int32_t before;

	if (!status) {
		before = object_set(kernel, object, state);
		if (previous)
			put32(kernel, previous, (uint32_t)before);
	}
	trap_return(trap, status);
}

static void set_event(struct trap *trap)
{
	change_event(trap, 1);
}

static void reset_event(struct trap *trap)
{
	change_event(trap, 0);
}

static void clear_event(struct trap *trap)
{
	uint64_t object = 0;
	uint32_t status =
		handle_find(trap->kernel, trap->thread, trap_argument(trap, 0),
			    OB_EVENT, &object);

	if (!status)
		object_set(trap->kernel, object, 0);
	trap_return(trap, status);
}

/* EventName, EventHandle (out): a named event, made where there is none. */
static void create_named(struct trap *trap, unsigned kind)
{
	struct kernel *kernel = trap->kernel;
	char path[OBJECT_PATH], rest[OBJECT_PATH] = "";
	uint64_t object, handle;
	uint32_t status;
	bool made = false;

	if (!trap_may_page(trap))
		return;
	status = object_string(kernel, trap_argument(trap, 0), path,
			       sizeof(path));
	object = status ? 0 : object_find(kernel, path, rest);
	if (!status && !object) {
		object = object_new(kernel, OB_EVENT, nt19041_size("_KEVENT"),
				    path, &status);
		made = object != 0;
	}
	if (made)
		init_header(kernel, object, kind, 1);
	if (!object || rest[0] || object_type(kernel, object) != OB_EVENT) {
		trap_return(trap, 0);
		return;
	}
	handle = handle_new(kernel, kernel->system, object, 0x1f0003,
			    OBJ_KERNEL_HANDLE);
	if (made)
		object_release(kernel, object);
	put64(kernel, trap_argument(trap, 1), handle);
	trap_return(trap, object);
}

static void create_notification_event(struct trap *trap)
{
	create_named(trap, OBJECT_EVENT_NOTIFICATION);
}

static void create_synchronization_event(struct trap *trap)
{
	create_named(trap, OBJECT_EVENT_SYNCHRONIZATION);
}

static const struct nt_function functions[] = {
	{ "NtCreateEvent", FIDELITY_REAL, create_event, NULL },
	{ "NtSetEvent", FIDELITY_REAL, set_event, NULL },
	{ "NtResetEvent", FIDELITY_REAL, reset_event, NULL },
	{ "NtClearEvent", FIDELITY_REAL, clear_event, NULL },
	{ "NtCreateMutant", FIDELITY_REAL, create_mutant, NULL },
	{ "IoCreateNotificationEvent", FIDELITY_REAL, create_notification_event,
	  NULL },
	{ "IoCreateSynchronizationEvent", FIDELITY_REAL,
	  create_synchronization_event, NULL },
};

const struct nt_family zw_event_family = {
	"zw_event", functions, sizeof(functions) / sizeof(*functions)
};
