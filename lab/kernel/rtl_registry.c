#include "config.h"
#include "kernel/cm.h"

#include "base/limits.h"
#include "base/mem.h"
#include "kernel/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The registry by paths that begin somewhere well known. */

enum {
	RELATIVE_HANDLE = 0x40000000,
	RELATIVE_OPTIONAL = 0x80000000,
	/* RTL_QUERY_REGISTRY_TABLE */
	ENTRY_SIZE = 0x38,
	ENTRY_FLAGS = 0x08,
	ENTRY_NAME = 0x10,
	ENTRY_CONTEXT = 0x18,
	ENTRY_TYPE = 0x20,
	ENTRY_DATA = 0x28,
	ENTRY_LENGTH = 0x30,
	ENTRIES_MOST = 256,
	/* its flags */
	QUERY_SUBKEY = 0x01,
	QUERY_TOPKEY = 0x02,
	QUERY_REQUIRED = 0x04,
	QUERY_DIRECT = 0x20,
	QUERY_TYPECHECK = 0x100, /* against the type's upper byte */
	TAG = 0x6d4e624f,
};
#define SYSTEM "\\Registry\\Machine\\System\\CurrentControlSet\\"

/* A text that ends with a NUL, as UTF-8. An NTSTATUS. */
static uint32_t read_text(struct kernel *kernel, uint64_t at,
			  char ret[OBJECT_PATH])
{
	uint64_t length, string;
	uint32_t status;

	ret[0] = '\0';
	if (!at)
		return STATUS_SUCCESS;
	length = string_length(kernel, at, 2, OBJECT_PATH);
	if (2 * length > UINT16_MAX || kernel->memory.fault.set)
		return STATUS_NAME_TOO_LONG;
	string = object_memory(kernel, 0x10, TAG);
	if (!string)
		return STATUS_INSUFFICIENT_RESOURCES;
	put16(kernel, string, (uint32_t)(2 * length));
	put16(kernel, string + 2, (uint32_t)(2 * length));
	put64(kernel, string + 8, at);
	status = object_string(kernel, string, ret, OBJECT_PATH);
	object_memory_free(kernel, string);
	return status;
}

/* RelativeTo, Path: the whole path. */
static uint32_t whole_path(struct trap *trap, uint32_t relative, uint64_t at,
			   char ret[OBJECT_PATH])
{
	static const char *const roots[] = {
		"",
		SYSTEM "Services",
		SYSTEM "Control",
		"\\Registry\\Machine\\Software\\Microsoft\\Windows NT\\"
		"CurrentVersion",
		"\\Registry\\Machine\\Hardware\\DeviceMap",
		"\\Registry\\User\\.Default",
	};
	struct kernel *kernel = trap->kernel;
	char path[OBJECT_PATH] = "", whole[2 * OBJECT_PATH];
	struct registry_key *key;
	uint32_t status = STATUS_SUCCESS;
	uint64_t object;
	int size;

	if (relative & RELATIVE_HANDLE) {
		status = handle_find(kernel, trap->thread, at, OB_KEY, &object);
		key = status ? NULL : key_of(kernel, object);
		if (key)
			registry_path(key, ret, OBJECT_PATH);
		return key && !key->gone ? status
		       : status		 ? status
					 : STATUS_KEY_DELETED;
	}
	relative &= ~(uint32_t)RELATIVE_OPTIONAL;
	if (relative >= sizeof(roots) / sizeof(*roots))
		return STATUS_INVALID_PARAMETER;
	status = read_text(kernel, at, path);
	if (status)
		return status;
	size = snprintf(whole, sizeof(whole), "%s%s%s", roots[relative],
			*roots[relative] && *path ? "\\" : "", path);
	if (size < 0 || size >= OBJECT_PATH)
		return STATUS_NAME_TOO_LONG;
	memcpy(ret, whole, (size_t)size + 1);
	return STATUS_SUCCESS;
}

static uint32_t find(struct trap *trap, struct registry_key **ret)
{
	char path[OBJECT_PATH];
	uint32_t status = whole_path(trap, (uint32_t)trap_argument(trap, 0),
				     trap_argument(trap, 1), path);

	if (status)
		return status;
	*ret = registry_find(&trap->kernel->registry, path);
	return *ret ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
}

static uint32_t create(struct trap *trap, struct registry_key **ret)
{
	struct kernel *kernel = trap->kernel;
	char path[OBJECT_PATH];
	struct registry_make make = { .path = path,
				      .time = kernel_time(kernel) };
	uint32_t status = whole_path(trap, (uint32_t)trap_argument(trap, 0),
				     trap_argument(trap, 1), path);
	bool made;

	return status ? status
		      : registry_create(&kernel->registry, &make, ret, &made);
}

/* RelativeTo, Path */
static void check_key(struct trap *trap)
{
	struct registry_key *key;

	if (trap_may_page(trap))
		trap_return(trap, find(trap, &key));
}

static void create_key(struct trap *trap)
{
	struct registry_key *key;

	if (trap_may_page(trap))
		trap_return(trap, create(trap, &key));
}

/* RelativeTo, Path, ValueName, ValueType, ValueData, ValueLength */
static void write_value(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct registry_value value = {
		.type = (uint32_t)trap_argument(trap, 3),
	};
	struct registry_key *key;
	char name[OBJECT_PATH];
	uint32_t status;

	if (!trap_may_page(trap))
		return;
	value.size = (uint32_t)trap_argument(trap, 5);
	status = read_text(kernel, trap_argument(trap, 2), name);
	if (!status && value.size > LIMIT_KERNEL_OBJECT)
		status = STATUS_INSUFFICIENT_RESOURCES;
	if (!status)
		status = create(trap, &key);
	if (!status) {
		value.name = name;
		value.data = mem_alloc(value.size);
		memory_read(&kernel->memory, trap_argument(trap, 4), value.data,
			    value.size);
		if (!kernel->memory.fault.set)
			status = registry_set(&kernel->registry, key, &value,
					      kernel_time(kernel));
		free(value.data);
	}
	trap_return(trap, status);
}

/* RelativeTo, Path, ValueName */
static void delete_value(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	struct registry_key *key;
	char name[OBJECT_PATH];
	uint32_t status;

	if (!trap_may_page(trap))
		return;
	status = read_text(kernel, trap_argument(trap, 2), name);
	if (!status)
		status = find(trap, &key);
	if (!status && !registry_unset(&kernel->registry, key, name))
		status = STATUS_OBJECT_NAME_NOT_FOUND;
	trap_return(trap, status);
}

/* ---- RtlQueryRegistryValues ---- */

/* Registers that keep where it is. */
enum { LOCAL_ENTRY = 0, LOCAL_CONTEXT = 1, LOCAL_BLOCK = 2 };
/* A block of pool of the call's: first the key's path. */
enum { BLOCK_TEXT = OBJECT_PATH, BLOCK_SIZE = 2 * OBJECT_PATH };

static struct registry_key *block_key(struct trap *trap, unsigned at)
{
	char path[OBJECT_PATH];

	memory_read(&trap->kernel->memory, trap_local(trap, LOCAL_BLOCK) + at,
		    path, sizeof(path));
	path[sizeof(path) - 1] = '\0';
	return registry_find(&trap->kernel->registry, path);
}

static bool begin_query(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	char path[OBJECT_PATH] = "";
	uint64_t block;
	uint32_t status;
	struct registry_key *key;

	if (!trap_may_page(trap))
		return false;
	status = find(trap, &key);
	if (!status)
		registry_path(key, path, sizeof(path));
	block = status ? 0 : object_memory(kernel, BLOCK_SIZE, TAG);
	if (!block) {
		trap_return(trap,
			    status ? status : STATUS_INSUFFICIENT_RESOURCES);
		return false;
	}
	trap_set_local(trap, LOCAL_ENTRY, trap_argument(trap, 2));
	trap_set_local(trap, LOCAL_CONTEXT, trap_argument(trap, 3));
	trap_set_local(trap, LOCAL_BLOCK, block);
	memory_write(&kernel->memory, block, path, sizeof(path));
	memory_write(&kernel->memory, block + BLOCK_TEXT, path, sizeof(path));
	return true;
}

static void end_query(struct trap *trap, uint32_t status)
{
	object_memory_free(trap->kernel, trap_local(trap, LOCAL_BLOCK));
	trap_return(trap, status);
}

/* A text goes to a UNICODE_STRING, whose buffer is made if there is none; all
 * else as it is, if it is small, or behind its length. */
static uint32_t give_direct(struct kernel *kernel, uint64_t to,
			    const struct registry_value *value)
{
	uint64_t buffer;
	uint32_t size = (uint32_t)value->size, room;

	if (value->type == REG_SZ || value->type == REG_EXPAND_SZ ||
	    value->type == REG_MULTI_SZ) {
		if (size > UINT16_MAX - 1)
			return STATUS_BUFFER_TOO_SMALL;
		buffer = get64(kernel, to + 8);
		room = get16(kernel, to + 2);
		if (!buffer) {
			buffer = object_memory(kernel, size ? size : 2, TAG);
			put16(kernel, to + 2, size);
			put64(kernel, to + 8, buffer);
			room = size;
		}
		if (!buffer || size > room)
			return STATUS_BUFFER_TOO_SMALL;
		memory_write(&kernel->memory, buffer, value->data, size);
		put16(kernel, to, size >= 2 ? size - 2 : 0);
		return STATUS_SUCCESS;
	}
	if (size <= 4) {
		memory_write(&kernel->memory, to, value->data, size);
		return STATUS_SUCCESS;
	}
	/* a negative number there is how much fits: else two ULONGs first */
	room = get32(kernel, to);
	if ((int32_t)room < 0) {
		if (size > 0 - room)
			return STATUS_BUFFER_TOO_SMALL;
		memory_write(&kernel->memory, to, value->data, size);
		return STATUS_SUCCESS;
	}
	if (size + 8 > room)
		return STATUS_BUFFER_TOO_SMALL;
	put32(kernel, to, size);
	put32(kernel, to + 4, value->type);
	memory_write(&kernel->memory, to + 8, value->data, size);
	return STATUS_SUCCESS;
}

/* Makes the call of an entry's routine; its copy of the data lies in pool. */
static bool call_routine(struct trap *trap, uint64_t entry,
			 const struct registry_value *value, uint64_t name_at)
{
	struct kernel *kernel = trap->kernel;
	uint64_t data = object_memory(kernel, value->size + 2, TAG);

	if (!data)
		return false;
	memory_write(&kernel->memory, data, value->data, value->size);
	put64(kernel, trap_frame(trap), data);
	TRAP_CALL(trap, 1, get64(kernel, entry), name_at, value->type, data,
		  value->size, trap_local(trap, LOCAL_CONTEXT),
		  get64(kernel, entry + ENTRY_CONTEXT));
	return true;
}

/* The value that an entry names, or its default. False: neither. */
static bool value_of(struct trap *trap, uint64_t entry, const char *name,
		     struct registry_value *ret, uint8_t **ret_bytes,
		     bool *ret_stored)
{
	struct kernel *kernel = trap->kernel;
	struct registry_key *key = block_key(trap, BLOCK_TEXT);
	const struct registry_value *found =
		key ? registry_value(key, name) : NULL;
	uint64_t data = get64(kernel, entry + ENTRY_DATA);
	uint64_t size = get32(kernel, entry + ENTRY_LENGTH);

	*ret_bytes = NULL;
	*ret_stored = found != NULL;
	if (found) {
		*ret = *found;
		return true;
	}
	ret->type = get32(kernel, entry + ENTRY_TYPE) & 0xffffff;
	if (!ret->type || size > LIMIT_KERNEL_OBJECT)
		return false;
	if (!size && (ret->type == REG_SZ || ret->type == REG_EXPAND_SZ))
		size = 2 * string_length(kernel, data, 2, OBJECT_PATH) + 2;
	*ret_bytes = mem_calloc(1, size + 1);
	memory_read(&kernel->memory, data, *ret_bytes, size);
	ret->data = *ret_bytes;
	ret->size = size;
	return true;
}

/* One entry. True: a call is made, or it is all over. */
static bool do_entry(struct trap *trap, uint64_t entry, uint32_t flags)
{
	struct kernel *kernel = trap->kernel;
	uint64_t name_at = get64(kernel, entry + ENTRY_NAME);
	struct registry_value value = { 0 };
	char name[OBJECT_PATH];
	uint8_t *bytes = NULL;
	bool calls = false, stored = false;
	uint32_t status = read_text(kernel, name_at, name);

	if (flags & QUERY_DIRECT && (!name_at || get64(kernel, entry)))
		status = STATUS_INVALID_PARAMETER;
	if (!status && !value_of(trap, entry, name, &value, &bytes, &stored))
		status = flags & QUERY_REQUIRED ? STATUS_OBJECT_NAME_NOT_FOUND
						: 1;
	if (!status && stored && flags & QUERY_TYPECHECK &&
	    value.type != get32(kernel, entry + ENTRY_TYPE) >> 24)
		status = STATUS_OBJECT_TYPE_MISMATCH;
	if (status == 1)
		return false;
	if (!status && flags & QUERY_DIRECT)
		status = give_direct(
			kernel, get64(kernel, entry + ENTRY_CONTEXT), &value);
	else if (!status && !call_routine(trap, entry, &value, name_at))
		status = STATUS_INSUFFICIENT_RESOURCES;
	else if (!status)
		calls = true;
	free(bytes);
	if (status)
		end_query(trap, status);
	return calls || status;
}

/* The entries behind are about a key below the first, or the first again. */
static uint32_t change_key(struct trap *trap, uint64_t entry, bool below)
{
	struct kernel *kernel = trap->kernel;
	struct registry_key *key = block_key(trap, 0);
	char name[OBJECT_PATH] = "", first[OBJECT_PATH];
	char path[2 * OBJECT_PATH];
	uint32_t status = STATUS_SUCCESS;

	if (!key)
		return STATUS_KEY_DELETED;
	if (below)
		status = read_text(kernel, get64(kernel, entry + ENTRY_NAME),
				   name);
	registry_path(key, first, sizeof(first));
	snprintf(path, sizeof(path), "%s\\%s", first, name);
	if (!status && (strlen(path) >= OBJECT_PATH ||
			!registry_find(&kernel->registry, path)))
		status = STATUS_OBJECT_NAME_NOT_FOUND;
	if (!status)
		memory_write(&kernel->memory,
			     trap_local(trap, LOCAL_BLOCK) + BLOCK_TEXT, path,
			     OBJECT_PATH);
	return status;
}

/* RelativeTo, Path, QueryTable, Context, Environment */
static void query_values(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint32_t status = STATUS_SUCCESS;

	if (trap->site == 0 && !begin_query(trap))
		return;
	if (trap->site > 0) {
		object_memory_free(kernel, get64(kernel, trap_frame(trap)));
		status = (uint32_t)trap_result(trap);
		trap_set_local(trap, LOCAL_ENTRY,
			       trap_local(trap, LOCAL_ENTRY) + ENTRY_SIZE);
		status = status >> 31 ? status : STATUS_SUCCESS;
	}
	for (unsigned i = 0; i < ENTRIES_MOST && !status; i++) {
		uint64_t entry = trap_local(trap, LOCAL_ENTRY);
		uint32_t flags = get32(kernel, entry + ENTRY_FLAGS);

		if (kernel->memory.fault.set ||
		    (!get64(kernel, entry) &&
		     !(flags & (QUERY_SUBKEY | QUERY_DIRECT))))
			break;
		if (flags & (QUERY_SUBKEY | QUERY_TOPKEY))
			status = change_key(trap, entry, flags & QUERY_SUBKEY);
		if (!status && !(flags & QUERY_SUBKEY) &&
		    do_entry(trap, entry, flags))
			return;
		trap_set_local(trap, LOCAL_ENTRY, entry + ENTRY_SIZE);
	}
	end_query(trap, status);
}

#define NOT_ASKED "callbacks of the registry are not asked"
static const struct nt_function functions[] = {
	{ "RtlCheckRegistryKey", FIDELITY_PARTIAL, check_key, NOT_ASKED },
	{ "RtlCreateRegistryKey", FIDELITY_PARTIAL, create_key, NOT_ASKED },
	{ "RtlWriteRegistryValue", FIDELITY_PARTIAL, write_value, NOT_ASKED },
	{ "RtlDeleteRegistryValue", FIDELITY_PARTIAL, delete_value, NOT_ASKED },
	{ "RtlQueryRegistryValues", FIDELITY_PARTIAL, query_values,
	  NOT_ASKED "; an entry is one value that it names, and is not "
		    "deleted or expanded" },
};

const struct nt_family rtl_registry_family = {
	"rtl_registry", functions, sizeof(functions) / sizeof(*functions)
};
