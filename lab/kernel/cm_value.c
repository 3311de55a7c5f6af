#include "config.h"
#include "kernel/cm_private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Values of keys, and what is told of both. */

/* ---- values ---- */

/* KeyHandle, ValueName, TitleIndex, Type, Data, DataSize */
uint32_t key_set_value(struct trap *trap, struct registry_key *key)
{
	struct kernel *kernel = trap->kernel;
	struct registry_value value = { .type = key_argument32(trap, 3),
					.size = key_argument32(trap, 5) };
	char name[OBJECT_PATH];
	uint32_t status = object_string(kernel, key_argument(trap, 1), name,
					sizeof(name));

	if (status)
		return status;
	if (value.size > LIMIT_KERNEL_OBJECT)
		return STATUS_INSUFFICIENT_RESOURCES;
	value.name = name;
	value.data = mem_alloc(value.size);
	memory_read(&kernel->memory, key_argument(trap, 4), value.data,
		    value.size);
	if (!kernel->memory.fault.set)
		status = registry_set(&kernel->registry, key, &value,
				      kernel_time(kernel));
	free(value.data);
	return status;
}

uint32_t key_delete_value(struct trap *trap, struct registry_key *key)
{
	struct kernel *kernel = trap->kernel;
	char name[OBJECT_PATH];
	uint32_t status = object_string(kernel, key_argument(trap, 1), name,
					sizeof(name));

	if (status)
		return status;
	return registry_unset(&kernel->registry, key, name)
		       ? STATUS_SUCCESS
		       : STATUS_OBJECT_NAME_NOT_FOUND;
}

/* ---- answers ---- */

size_t key_text(const char *text, uint8_t *to, size_t room)
{
	size_t size = strlen(text), done = 0, used = 0;

	while (done < size) {
		uint32_t c;

		done += utf8_decode(text + done, size - done, &c);
		if (used + 2 <= room) {
			to[used] = (uint8_t)c;
			to[used + 1] = (uint8_t)(c >> 8);
		}
		used += 2;
	}
	return used;
}

struct answer {
	uint8_t *bytes;
	size_t size, least; /* least: of what must fit */
};

static void set(struct answer *answer, size_t at, uint64_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		answer->bytes[at + i] = (uint8_t)(value >> 8 * i);
}

static void make_room(struct answer *answer, size_t least, size_t size)
{
	answer->least = least;
	answer->size = size;
	answer->bytes = mem_calloc(1, size);
}

static uint32_t answer_value(const struct registry_value *value, unsigned class,
			     struct answer *ret)
{
	size_t name = key_text(value->name, NULL, 0), data;

	switch (class) {
	case 0: /* basic */
		make_room(ret, 12, 12 + name);
		set(ret, 8, name, 4);
		key_text(value->name, ret->bytes + 12, name);
		break;
	case 1: /* full */
		data = (20 + name + 7) & ~(size_t)7;
		make_room(ret, 20, data + value->size);
		set(ret, 8, data, 4);
		set(ret, 12, value->size, 4);
		set(ret, 16, name, 4);
		key_text(value->name, ret->bytes + 20, name);
		memcpy(ret->bytes + data, value->data, value->size);
		break;
	case 2: /* partial */
		make_room(ret, 12, 12 + value->size);
		set(ret, 8, value->size, 4);
		memcpy(ret->bytes + 12, value->data, value->size);
		break;
	default:
		return STATUS_INVALID_PARAMETER;
	}
	set(ret, 4, value->type, 4);
	return STATUS_SUCCESS;
}

static uint32_t answer_full(const struct registry_key *key, struct answer *ret)
{
	size_t longest = 0, value_name = 0, data = 0;

	for (size_t i = 0; i < key->key_count; i++) {
		size_t size = key_text(key->keys[i]->name, NULL, 0);

		longest = size > longest ? size : longest;
	}
	for (size_t i = 0; i < key->value_count; i++) {
		size_t size = key_text(key->values[i].name, NULL, 0);

		value_name = size > value_name ? size : value_name;
		data = key->values[i].size > data ? key->values[i].size : data;
	}
	make_room(ret, 44, 48);
	ret->size = 44;
	set(ret, 12, UINT32_MAX, 4); /* no class */
	set(ret, 20, key->key_count, 4);
	set(ret, 24, longest, 4);
	set(ret, 32, key->value_count, 4);
	set(ret, 36, value_name, 4);
	set(ret, 40, data, 4);
	return STATUS_SUCCESS;
}

static uint32_t answer_key(const struct registry_key *key, unsigned class,
			   struct answer *ret)
{
	char path[1200];
	size_t name = key_text(key->name, NULL, 0);

	switch (class) {
	case 0: /* basic */
		make_room(ret, 16, 16 + name);
		set(ret, 12, name, 4);
		key_text(key->name, ret->bytes + 16, name);
		break;
	case 1: /* node */
		make_room(ret, 24, 24 + name);
		set(ret, 12, UINT32_MAX, 4);
		set(ret, 20, name, 4);
		key_text(key->name, ret->bytes + 24, name);
		break;
	case 2: /* full */
		answer_full(key, ret);
		break;
	case 3: /* name */
		registry_path(key, path, sizeof(path));
		name = key_text(path, NULL, 0);
		make_room(ret, 4, 4 + name);
		set(ret, 0, name, 4);
		key_text(path, ret->bytes + 4, name);
		return STATUS_SUCCESS;
	default:
		return STATUS_INVALID_PARAMETER;
	}
	set(ret, 0, key->time, 8);
	return STATUS_SUCCESS;
}

/* As much as fits to `to`, how much there is to `size_at`. */
static uint32_t give(struct trap *trap, struct answer *answer, uint64_t to,
		     uint32_t room, uint64_t size_at)
{
	struct kernel *kernel = trap->kernel;
	uint32_t status = room < answer->least	? STATUS_BUFFER_TOO_SMALL
			  : room < answer->size ? STATUS_BUFFER_OVERFLOW
						: STATUS_SUCCESS;

	put32(kernel, size_at, (uint32_t)answer->size);
	if (status != STATUS_BUFFER_TOO_SMALL)
		memory_write(&kernel->memory, to, answer->bytes,
			     room < answer->size ? room : answer->size);
	free(answer->bytes);
	return status;
}

/* KeyHandle, ValueName, Class, Information (out), Length, ResultLength (out) */
uint32_t key_query_value(struct trap *trap, struct registry_key *key)
{
	const struct registry_value *value;
	struct answer answer = { 0 };
	char name[OBJECT_PATH];
	uint32_t status = object_string(trap->kernel, key_argument(trap, 1),
					name, sizeof(name));

	if (status)
		return status;
	value = registry_value(key, name);
	if (!value)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	status = answer_value(value, key_argument32(trap, 2), &answer);
	return status ? status
		      : give(trap, &answer, key_argument(trap, 3),
			     key_argument32(trap, 4), key_argument(trap, 5));
}

/* KeyHandle, Index, Class, Information (out), Length, ResultLength (out) */
uint32_t key_enumerate(struct trap *trap, struct registry_key *key)
{
	bool values = trap->function->name[11] == 'V';
	uint32_t index = key_argument32(trap, 1), status;
	struct answer answer = { 0 };

	if (index >= (values ? key->value_count : key->key_count))
		return STATUS_NO_MORE_ENTRIES;
	status = values ? answer_value(&key->values[index],
				       key_argument32(trap, 2), &answer)
			: answer_key(key->keys[index], key_argument32(trap, 2),
				     &answer);
	return status ? status
		      : give(trap, &answer, key_argument(trap, 3),
			     key_argument32(trap, 4), key_argument(trap, 5));
}

/* KeyHandle, Class, Information (out), Length, ResultLength (out) */
uint32_t key_query(struct trap *trap, struct registry_key *key)
{
	struct answer answer = { 0 };
	uint32_t status = answer_key(key, key_argument32(trap, 1), &answer);

	return status ? status
		      : give(trap, &answer, key_argument(trap, 2),
			     key_argument32(trap, 3), key_argument(trap, 4));
}
