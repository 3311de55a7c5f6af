#include "config.h"
#include "kernel/ob.h"

#include "kernel/io.h"
#include "kernel/string.h"

#include <stdio.h>
#include <string.h>

/* Objects by handle, by pointer and by name. */

enum {
	TAG = 0x6d4e624f, /* "ObNm" */
	ATTRIBUTES_SIZE = 0x30,
	ATTRIBUTES_ROOT = 0x08,
	ATTRIBUTES_NAME = 0x10,
	ATTRIBUTES_FLAGS = 0x18,
	STRING_SIZE = 0x10,
};

bool trap_may_page(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t at = kernel->code->base + trap->code->begin;

	if (cpu_current(kernel)->irql < DISPATCH_LEVEL)
		return true;
	fault_memory(kernel, at, at, ENGINE_EXECUTE);
	trap->decided = true;
	return false;
}

/* ---- what callers give ---- */

uint32_t object_string(struct kernel *kernel, uint64_t at, char *ret,
		       size_t size)
{
	unsigned length = get16(kernel, at);
	uint64_t buffer = get64(kernel, at + 8);

	ret[0] = '\0';
	if (length % 2)
		return STATUS_OBJECT_NAME_INVALID;
	/* UTF-8 takes at most three bytes for a unit */
	if (length / 2u * 3u + 5 > size)
		return STATUS_NAME_TOO_LONG;
	for (unsigned i = 0; i < length && !kernel->memory.fault.set; i += 2) {
		if (!get16(kernel, buffer + i))
			return STATUS_OBJECT_NAME_INVALID;
	}
	string_read(kernel, at, ret, size);
	return STATUS_SUCCESS;
}

static uint32_t join(struct object_attributes *to, const char *root,
		     const char *name)
{
	char whole[2 * OBJECT_PATH];
	int size;

	if (name[0] == '\\')
		return STATUS_OBJECT_NAME_INVALID;
	size = snprintf(whole, sizeof(whole), "%s%s%s", root,
			name[0] ? "\\" : "", name);
	if (size < 0 || size >= OBJECT_PATH)
		return STATUS_NAME_TOO_LONG;
	memcpy(to->path, whole, (size_t)size + 1);
	return STATUS_SUCCESS;
}

uint32_t object_attributes(struct trap *trap, uint64_t at,
			   struct object_attributes *ret)
{
	struct kernel *kernel = trap->kernel;
	char name[OBJECT_PATH] = "", root[OBJECT_PATH] = "";
	uint64_t string, handle, object;
	uint32_t status = STATUS_SUCCESS;

	memset(ret, 0, sizeof(*ret));
	if (!at)
		return STATUS_SUCCESS;
	if (get32(kernel, at) != ATTRIBUTES_SIZE)
		return STATUS_INVALID_PARAMETER;
	ret->attributes = get32(kernel, at + ATTRIBUTES_FLAGS);
	string = get64(kernel, at + ATTRIBUTES_NAME);
	handle = get64(kernel, at + ATTRIBUTES_ROOT);
	if (string)
		status = object_string(kernel, string, name, sizeof(name));
	if (status)
		return status;
	if (handle) {
		object = handle_object(kernel, trap->thread, handle);
		if (!object)
			return STATUS_INVALID_HANDLE;
		object_full_path(kernel, object, root, sizeof(root));
		return join(ret, root, name);
	}
	if (name[0] && name[0] != '\\')
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	memcpy(ret->path, name, sizeof(ret->path));
	return STATUS_SUCCESS;
}

/* ---- references ---- */

/* An OBJECT_TYPE that a caller expects; 0 any. */
static uint32_t check_type(struct kernel *kernel, uint64_t object,
			   uint64_t wanted)
{
	enum object_type type = object_type(kernel, object);

	if (wanted && object_type_of(kernel, type) != wanted)
		return STATUS_OBJECT_TYPE_MISMATCH;
	return STATUS_SUCCESS;
}

/* Handle, DesiredAccess, ObjectType, AccessMode, Object (out),
 * HandleInformation (out) */
static void reference_by_handle(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object =
		handle_object(kernel, trap->thread, trap_argument(trap, 0));
	uint32_t status =
		object ? check_type(kernel, object, trap_argument(trap, 2))
		       : STATUS_INVALID_HANDLE;

	put64(kernel, trap_argument(trap, 4), status ? 0 : object);
	if (!status && !kernel->memory.fault.set)
		object_reference(kernel, object);
	trap_return(trap, status);
}

/* Object, DesiredAccess, ObjectType, AccessMode */
static void reference_by_pointer(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object = trap_argument(trap, 0);
	uint32_t status = check_type(kernel, object, trap_argument(trap, 2));

	/* a caller of the kernel's is believed, except about links */
	if (!(trap_argument(trap, 3) & 0xff) &&
	    object_type(kernel, object) != OB_LINK)
		status = STATUS_SUCCESS;
	if (!status)
		object_reference(kernel, object);
	trap_return(trap, status);
}

/* ObjectName, Attributes, AccessState, DesiredAccess, ObjectType, AccessMode,
 * ParseContext, Object (out) */
static void reference_by_name(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	char path[OBJECT_PATH], rest[OBJECT_PATH] = "";
	uint64_t object;
	uint32_t status;

	if (!trap_may_page(trap))
		return;
	status = object_string(kernel, trap_argument(trap, 0), path,
			       sizeof(path));
	if (status) {
		trap_return(trap, status);
		return;
	}
	object = object_find(kernel, path, rest);
	if (!object)
		status = object_missing(kernel, path);
	else if (rest[0])
		status = STATUS_OBJECT_NAME_NOT_FOUND;
	else
		status = check_type(kernel, object, trap_argument(trap, 4));
	if (!status) {
		put64(kernel, trap_argument(trap, 7), object);
		object_reference(kernel, object);
	}
	trap_return(trap, status);
}

/* Object, HandleAttributes, AccessState, DesiredAccess, ObjectType,
 * AccessMode, Handle (out) */
static void open_by_pointer(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t object = trap_argument(trap, 0), handle;
	uint32_t status = check_type(kernel, object, trap_argument(trap, 4));

	if (status) {
		trap_return(trap, status);
		return;
	}
	handle = handle_new(kernel, trap->thread->process, object,
			    (uint32_t)trap_argument(trap, 3),
			    (uint32_t)trap_argument(trap, 1));
	put64(kernel, trap_argument(trap, 6), handle);
	trap_return(trap,
		    handle ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
}

/* ---- questions ---- */

static void get_object_type(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	enum object_type type = object_type(kernel, trap_argument(trap, 0));

	trap_return(trap, object_type_of(kernel, type));
}

/* Object, ObjectNameInfo, Length, ReturnLength (out) */
static void query_name_string(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t to = trap_argument(trap, 1), need;
	char path[OBJECT_PATH];
	uint64_t string;

	if (!trap_may_page(trap))
		return;
	object_full_path(kernel, trap_argument(trap, 0), path, sizeof(path));
	string = object_memory(kernel, STRING_SIZE, TAG);
	if (!string || !object_string_new(kernel, string, path)) {
		trap_return(trap, STATUS_INSUFFICIENT_RESOURCES);
		return;
	}
	need = STRING_SIZE + (path[0] ? get16(kernel, string + 2) : 0u);
	put32(kernel, trap_argument(trap, 3), (uint32_t)need);
	if ((uint32_t)trap_argument(trap, 2) < need) {
		trap_return(trap, STATUS_INFO_LENGTH_MISMATCH);
	} else {
		put64(kernel, to, path[0] ? get64(kernel, string) : 0);
		put64(kernel, to + 8, path[0] ? to + STRING_SIZE : 0);
		for (uint64_t i = STRING_SIZE; i < need; i += 2)
			put16(kernel, to + i,
			      get16(kernel, get64(kernel, string + 8) + i -
						    STRING_SIZE));
		trap_return(trap, STATUS_SUCCESS);
	}
	object_memory_free(kernel, get64(kernel, string + 8));
	object_memory_free(kernel, string);
}

/* Object */
static void make_temporary(struct trap *trap)
{
	object_unname(trap->kernel, trap_argument(trap, 0));
	trap_return(trap, 0);
}

static const struct nt_function functions[] = {
	{ "ObReferenceObjectByHandle", FIDELITY_PARTIAL, reference_by_handle,
	  "access is not checked" },
	{ "ObReferenceObjectByPointer", FIDELITY_PARTIAL, reference_by_pointer,
	  "access is not checked" },
	{ "ObReferenceObjectByName", FIDELITY_PARTIAL, reference_by_name,
	  "access is not checked" },
	{ "ObOpenObjectByPointer", FIDELITY_PARTIAL, open_by_pointer,
	  "access is not checked, callbacks are not called" },
	{ "ObGetObjectType", FIDELITY_REAL, get_object_type, NULL },
	{ "ObQueryNameString", FIDELITY_REAL, query_name_string, NULL },
	{ "ObMakeTemporaryObject", FIDELITY_REAL, make_temporary, NULL },
};

const struct nt_family ob_query_family = {
	"ob_query", functions, sizeof(functions) / sizeof(*functions)
};
