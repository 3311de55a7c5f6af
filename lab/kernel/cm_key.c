#include "config.h"
#include "kernel/cm_private.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Key objects: in the guest a body, behind it a key of the registry. */

enum {
	BODY_TYPE = 0x6b793032, /* "20yk" */
	BODY_SIZE = 0x60,
};

struct body {
	uint64_t object;
	struct registry_key *key;
};
struct bodies {
	struct registry *registry;
	struct body *bodies;
	size_t count, capacity;
	uint64_t root;
};

static void fini(void *state)
{
	struct bodies *all = state;

	for (size_t i = 0; i < all->count; i++)
		registry_drop(all->registry, all->bodies[i].key);
	free(all->bodies);
}

static struct bodies *bodies(struct kernel *kernel)
{
	struct bodies *all = family_state(kernel, FAMILY_REGISTRY,
					  sizeof(struct bodies), fini);

	all->registry = &kernel->registry;
	return all;
}

struct registry_key *key_of(struct kernel *kernel, uint64_t object)
{
	const struct bodies *all = bodies(kernel);

	for (size_t i = 0; i < all->count; i++) {
		if (all->bodies[i].object == object)
			return all->bodies[i].key;
	}
	return NULL;
}

/* An object for a key; 0 no room. */
static uint64_t body_new(struct kernel *kernel, struct registry_key *key,
			 const char *name)
{
	struct bodies *all = bodies(kernel);
	uint32_t status;
	uint64_t object = object_new(kernel, OB_KEY, BODY_SIZE, name, &status);

	if (!object)
		return 0;
	put32(kernel, object, BODY_TYPE);
	all->bodies = mem_grow(all->bodies, &all->capacity, all->count + 1,
			       sizeof(*all->bodies));
	all->bodies[all->count++] =
		(struct body){ .object = object, .key = key };
	registry_hold(key);
	return object;
}

uint64_t key_root(struct kernel *kernel)
{
	struct bodies *all = bodies(kernel);

	if (!all->root)
		all->root =
			body_new(kernel, kernel->registry.root, "\\REGISTRY");
	return all->root;
}

/* ---- what is asked and told ---- */

enum {
	/* calls of each function, in order of address */
	CALL_PRE = 1,
	CALL_POST = 2,
	/* in the frame */
	ARGUMENTS = 0x00, /* the first four */
	OBJECT = 0x20,
	STATUS = 0x28,
	INFO = 0x30,
	INFO_SIZE = 0xa0,
	POST = 0xd0,
	POST_SIZE = 0x38,
	/* REG_POST_OPERATION_INFORMATION */
	POST_STATUS = 0x08,
	POST_INFO = 0x10,
	POST_RETURN = 0x18,
	/* REG_CREATE_KEY_INFORMATION_V1 */
	INFO_NAME = 0x00,
	INFO_ROOT = 0x08,
	INFO_TYPE = 0x10,
	INFO_OPTIONS = 0x18,
	INFO_CLASS = 0x20,
	INFO_ACCESS = 0x38,
	INFO_DISPOSITION = 0x40,
	INFO_VERSION = 0x70,
	INFO_REMAINING = 0x78,
};

/* What is done with the registry, and how it is asked and told. `act` runs
 * when nobody has said no. */
struct operation {
	const char *name;
	unsigned arguments;
	unsigned asks, tells; /* REG_NOTIFY_CLASS */
	uint32_t (*act)(struct trap *trap, struct registry_key *key);
};
enum { CREATE = 26, OPEN = 28 }; /* of REG_NOTIFY_CLASS */

/* Of a key that is found by its path, not by a handle. */
static bool by_path(const struct operation *operation)
{
	return operation->asks == CREATE || operation->asks == OPEN;
}

uint64_t key_argument(struct trap *trap, unsigned n)
{
	if (n < 4)
		return get64(trap->kernel,
			     trap_frame(trap) + ARGUMENTS + 8 * (uint64_t)n);
	return trap_argument(trap, n);
}

uint32_t key_argument32(struct trap *trap, unsigned n)
{
	return (uint32_t)key_argument(trap, n);
}

/* Of an OBJECT_ATTRIBUTES, as a callback sees it. */
static uint32_t ask_path(struct trap *trap, bool creates)
{
	struct kernel *kernel = trap->kernel;
	uint64_t info = trap_frame(trap) + INFO, from = key_argument(trap, 2);
	uint64_t handle, root = 0;
	uint32_t status = STATUS_SUCCESS;

	if (!from || !get64(kernel, from + 0x10))
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	handle = get64(kernel, from + 8);
	if (handle)
		status = handle_find(kernel, trap->thread, handle, OB_KEY,
				     &root);
	else
		root = key_root(kernel);
	if (status)
		return status;
	put64(kernel, info + INFO_NAME, get64(kernel, from + 0x10));
	put64(kernel, info + INFO_ROOT, root);
	put64(kernel, info + INFO_TYPE, object_type_of(kernel, OB_KEY));
	put32(kernel, info + INFO_ACCESS, key_argument32(trap, 1));
	put64(kernel, info + INFO_VERSION, 1);
	put64(kernel, info + INFO_REMAINING, get64(kernel, from + 0x10));
	if (creates) {
		put64(kernel, info + INFO_CLASS, key_argument(trap, 4));
		put32(kernel, info + INFO_OPTIONS, key_argument32(trap, 5));
		put64(kernel, info + INFO_DISPOSITION, key_argument(trap, 6));
	}
	return STATUS_SUCCESS;
}

/* Of a key by handle: it, and the other arguments one behind the other. */
static uint32_t ask_key(struct trap *trap, const struct operation *operation)
{
	struct kernel *kernel = trap->kernel;
	uint64_t frame = trap_frame(trap), at = frame + INFO, object = 0;
	uint32_t status = handle_find(kernel, trap->thread,
				      key_argument(trap, 0), OB_KEY, &object);

	if (status)
		return status;
	put64(kernel, frame + OBJECT, object);
	put64(kernel, at, object);
	at += 8;
	for (unsigned i = 1; i < operation->arguments; i++) {
		static const char sizes[][7] = {
			/* NtSetValueKey, NtQueryValueKey, NtEnumerate...,
			 * NtQueryKey: bytes of each in the structure */
			[0] = { 0, 8, 4, 4, 8, 4, 0 },
			[1] = { 0, 8, 4, 8, 4, 8, 0 },
			[2] = { 0, 4, 4, 8, 4, 8, 0 },
			[3] = { 0, 4, 8, 4, 8, 0, 0 },
			[4] = { 0, 8, 0, 0, 0, 0, 0 },
		};
		unsigned form = operation->asks == 1   ? 0
				: operation->asks == 8 ? 1
				: operation->asks == 7 ? 3
				: operation->asks == 2 ? 4
						       : 2;
		uint64_t size = (uint64_t)sizes[form][i];

		at = (at + size - 1) & ~(size - 1);
		memory_put(&kernel->memory, at, key_argument(trap, i), size);
		at += size;
	}
	return STATUS_SUCCESS;
}

static void begin(struct trap *trap, const struct operation *operation)
{
	struct kernel *kernel = trap->kernel;
	uint64_t frame = trap_frame(trap);
	uint8_t zeros[INFO_SIZE] = { 0 };
	uint32_t status;

	for (unsigned i = 0; i < 4; i++)
		put64(kernel, frame + ARGUMENTS + 8 * i,
		      trap_argument(trap, i));
	put64(kernel, frame + OBJECT, 0);
	memory_write(&kernel->memory, frame + INFO, zeros, sizeof(zeros));
	status = by_path(operation) ? ask_path(trap, operation->asks == CREATE)
				    : ask_key(trap, operation);
	if (status)
		trap_return(trap, status);
	else
		TRAP_CALL(trap, CALL_PRE, 0, operation->asks, frame + INFO);
}

static void tell(struct trap *trap, const struct operation *operation,
		 uint32_t status)
{
	struct kernel *kernel = trap->kernel;
	uint64_t frame = trap_frame(trap);
	uint8_t zeros[POST_SIZE] = { 0 };

	put32(kernel, frame + STATUS, status);
	memory_write(&kernel->memory, frame + POST, zeros, sizeof(zeros));
	put64(kernel, frame + POST, get64(kernel, frame + OBJECT));
	put32(kernel, frame + POST + POST_STATUS, status);
	put64(kernel, frame + POST + POST_INFO, frame + INFO);
	put32(kernel, frame + POST + POST_RETURN, status);
	TRAP_CALL(trap, CALL_POST, 0, operation->tells, frame + POST);
}

static void run(struct trap *trap, const struct operation *operation)
{
	struct kernel *kernel = trap->kernel;
	uint64_t frame = trap_frame(trap);
	uint32_t status = (uint32_t)trap_result(trap);
	struct registry_key *key;

	if (trap->site == 0) {
		if (trap_may_page(trap))
			begin(trap, operation);
		return;
	}
	if (trap->site == CALL_POST) {
		trap_return(trap,
			    status == STATUS_CALLBACK_BYPASS
				    ? get32(kernel, frame + POST + POST_RETURN)
				    : get32(kernel, frame + STATUS));
		return;
	}
	/* a callback has done it itself, or does not want it */
	if (status == STATUS_CALLBACK_BYPASS)
		status = STATUS_SUCCESS;
	else if (!(status >> 31)) {
		key = key_of(kernel, get64(kernel, frame + OBJECT));
		if (!key && !by_path(operation))
			status = STATUS_INVALID_HANDLE;
		else if (key && key->gone)
			status = STATUS_KEY_DELETED;
		else
			status = operation->act(trap, key);
		if (!kernel->memory.fault.set) {
			tell(trap, operation, status);
			return;
		}
	}
	trap_return(trap, status);
}

/* ---- making and opening ---- */

static uint32_t open(struct trap *trap, struct registry_key *key,
		     uint32_t attributes)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object = body_new(kernel, key, NULL), handle;

	if (!object)
		return STATUS_INSUFFICIENT_RESOURCES;
	handle = handle_new(kernel, trap->thread->process, object,
			    key_argument32(trap, 1), attributes);
	if (!handle) {
		struct bodies *all = bodies(kernel);

		all->count--;
		registry_drop(&kernel->registry, key);
		object_release(kernel, object);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	object_release(kernel, object);
	put64(kernel, trap_frame(trap) + OBJECT, object);
	put64(kernel, key_argument(trap, 0), handle);
	return STATUS_SUCCESS;
}

static uint32_t act_open(struct trap *trap, struct registry_key *key)
{
	struct kernel *kernel = trap->kernel;
	struct object_attributes from;
	uint32_t status = object_attributes(trap, key_argument(trap, 2), &from);

	(void)key;
	if (status)
		return status;
	key = registry_find(&kernel->registry, from.path);
	return key ? open(trap, key, from.attributes)
		   : STATUS_OBJECT_NAME_NOT_FOUND;
}

static uint32_t act_create(struct trap *trap, struct registry_key *key)
{
	enum { OPTION_VOLATILE = 1, CREATED = 1, OPENED = 2 };
	struct kernel *kernel = trap->kernel;
	struct object_attributes from;
	uint64_t disposition = key_argument(trap, 6);
	uint32_t status = object_attributes(trap, key_argument(trap, 2), &from);
	struct registry_make make = {
		.path = from.path,
		.time = kernel_time(kernel),
		.is_volatile = key_argument(trap, 5) & OPTION_VOLATILE,
	};
	bool made = false;

	if (!status)
		status = registry_create(&kernel->registry, &make, &key, &made);
	if (!status)
		status = open(trap, key, from.attributes);
	if (!status && disposition)
		put32(kernel, disposition, made ? CREATED : OPENED);
	return status;
}

static uint32_t act_delete(struct trap *trap, struct registry_key *key)
{
	return registry_delete(&trap->kernel->registry, key);
}

static uint32_t act_flush(struct trap *trap, struct registry_key *key)
{
	(void)trap;
	(void)key;
	return STATUS_SUCCESS;
}

static const struct operation operations[] = {
	{ "NtCreateKey", 7, CREATE, 27, act_create },
	{ "NtOpenKey", 3, OPEN, 29, act_open },
	{ "NtOpenKeyEx", 4, OPEN, 29, act_open },
	{ "NtDeleteKey", 1, 0, 15, act_delete },
	{ "NtFlushKey", 1, 30, 31, act_flush },
	{ "NtSetValueKey", 6, 1, 16, key_set_value },
	{ "NtDeleteValueKey", 2, 2, 17, key_delete_value },
	{ "NtQueryValueKey", 6, 8, 23, key_query_value },
	{ "NtEnumerateKey", 6, 5, 20, key_enumerate },
	{ "NtEnumerateValueKey", 6, 6, 21, key_enumerate },
	{ "NtQueryKey", 5, 7, 22, key_query },
};

static void run_named(struct trap *trap)
{
	for (size_t i = 0; i < sizeof(operations) / sizeof(*operations); i++) {
		if (strcmp(operations[i].name, trap->function->name) == 0) {
			run(trap, &operations[i]);
			return;
		}
	}
}

/* ---- closing ---- */

/* Process, Object: with the last handle those who want to know are told. */
static void close_key(struct trap *trap)
{
	enum { CLOSE_CLASS = 14 };
	struct kernel *kernel = trap->kernel;
	uint64_t object, frame = trap_frame(trap);

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	object = trap_argument(trap, 1);
	if (NT_GET(kernel, object - OBJECT_HEADER_SIZE, "_OBJECT_HEADER",
		   "HandleCount")) {
		trap_return(trap, 0);
		return;
	}
	put64(kernel, frame, object);
	for (unsigned i = 1; i < 4; i++)
		put64(kernel, frame + 8 * i, 0);
	TRAP_CALL(trap, 1, 0, CLOSE_CLASS, frame);
}

/* Object: nobody points to it any more. */
static void delete_key_object(struct trap *trap)
{
	struct bodies *all = bodies(trap->kernel);
	uint64_t object = trap_argument(trap, 0);

	for (size_t i = 0; i < all->count; i++) {
		if (all->bodies[i].object != object)
			continue;
		registry_drop(&trap->kernel->registry, all->bodies[i].key);
		all->bodies[i] = all->bodies[--all->count];
		break;
	}
	trap_return(trap, 0);
}

#define CHECKS "access is not checked"
static const struct nt_function functions[] = {
	{ "NtCreateKey", FIDELITY_PARTIAL, run_named,
	  CHECKS ", classes are not kept" },
	{ "NtOpenKey", FIDELITY_PARTIAL, run_named, CHECKS },
	{ "NtOpenKeyEx", FIDELITY_PARTIAL, run_named, CHECKS },
	{ "NtDeleteKey", FIDELITY_PARTIAL, run_named, CHECKS },
	{ "NtFlushKey", FIDELITY_REAL, run_named, NULL },
	{ "NtSetValueKey", FIDELITY_PARTIAL, run_named, CHECKS },
	{ "NtDeleteValueKey", FIDELITY_PARTIAL, run_named, CHECKS },
	{ "NtQueryValueKey", FIDELITY_PARTIAL, run_named,
	  CHECKS "; basic, full, partial" },
	{ "NtEnumerateKey", FIDELITY_PARTIAL, run_named,
	  CHECKS "; basic, node, full, name" },
	{ "NtEnumerateValueKey", FIDELITY_PARTIAL, run_named,
	  CHECKS "; basic, full, partial" },
	{ "NtQueryKey", FIDELITY_PARTIAL, run_named,
	  CHECKS "; basic, node, full, name" },
	{ "CmpCloseKeyObject", FIDELITY_REAL, close_key, NULL },
	{ "CmpDeleteKeyObject", FIDELITY_REAL, delete_key_object, NULL },
};

const struct nt_family cm_key_family = {
	"cm_key", functions, sizeof(functions) / sizeof(*functions)
};
