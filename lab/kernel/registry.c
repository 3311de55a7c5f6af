#include "config.h"
#include "kernel/registry.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "kernel/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME_MOST = 255, DEPTH_MOST = 64 };
#define CURRENT_SET "CurrentControlSet"

/* ---- keys ---- */

/* Where a key of that name is or would be. */
static size_t place_of(const struct registry_key *key, const char *name)
{
	size_t low = 0, high = key->key_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcasecmp(key->keys[middle]->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct registry_key *child_of(const struct registry_key *key,
				     const char *name)
{
	size_t at;

	if (strcasecmp(name, CURRENT_SET) == 0 && key->parent &&
	    strcasecmp(key->name, "SYSTEM") == 0)
		name = "ControlSet001";
	at = place_of(key, name);
	if (at == key->key_count || strcasecmp(key->keys[at]->name, name) != 0)
		return NULL;
	return key->keys[at];
}

static struct registry_key *add_child(struct registry *registry,
				      struct registry_key *key,
				      const char *name, uint64_t time)
{
	struct registry_key *made = mem_calloc(1, sizeof(*made));
	size_t at = place_of(key, name);

	made->name = mem_strdup(name);
	made->parent = key;
	made->time = key->time = time;
	key->keys = mem_grow(key->keys, &key->key_capacity, key->key_count + 1,
			     sizeof(struct registry_key *));
	memmove(key->keys + at + 1, key->keys + at,
		(key->key_count - at) * sizeof(struct registry_key *));
	key->keys[at] = made;
	key->key_count++;
	registry->keys++;
	return made;
}

/* The next part of a path; 0 at its end, -1 when it is too long. */
static int next_part(const char **path, char ret[NAME_MOST + 1])
{
	size_t size;

	while (**path == '\\')
		(*path)++;
	size = strcspn(*path, "\\");
	if (size > NAME_MOST)
		return -1;
	memcpy(ret, *path, size);
	ret[size] = '\0';
	*path += size;
	return size > 0;
}

/* Behind "\Registry"; NULL: another path. */
static const char *below_root(const char *path)
{
	static const char root[] = "\\Registry";
	size_t size = sizeof(root) - 1;

	if (strncasecmp(path, root, size) != 0 ||
	    (path[size] && path[size] != '\\'))
		return NULL;
	return path + size;
}

struct registry_key *registry_find(const struct registry *registry,
				   const char *path)
{
	const char *at = below_root(path);
	struct registry_key *key = at ? registry->root : NULL;
	char part[NAME_MOST + 1];
	int is = 1;

	while (key && (is = next_part(&at, part)) > 0)
		key = child_of(key, part);
	return is < 0 ? NULL : key;
}

uint32_t registry_create(struct registry *registry,
			 const struct registry_make *make,
			 struct registry_key **ret, bool *ret_made)
{
	const char *at = below_root(make->path);
	struct registry_key *key = registry->root, *next;
	char part[NAME_MOST + 1];
	unsigned depth = 0;
	bool made = false;
	int is;

	if (!at)
		return STATUS_OBJECT_NAME_INVALID;
	while ((is = next_part(&at, part)) > 0) {
		if (++depth > DEPTH_MOST)
			return STATUS_INSUFFICIENT_RESOURCES;
		next = child_of(key, part);
		if (!next) {
			if (!make->deep && at[strspn(at, "\\")])
				return STATUS_OBJECT_NAME_NOT_FOUND;
			if (key == registry->root && registry->keys > 1 &&
			    !make->deep)
				return STATUS_ACCESS_DENIED;
			if (registry->keys >= LIMIT_KERNEL_KEYS)
				return STATUS_INSUFFICIENT_RESOURCES;
			/* one that stays does not lie in one that goes */
			if (key->is_volatile && !make->is_volatile)
				return STATUS_CHILD_MUST_BE_VOLATILE;
			next = add_child(registry, key, part, make->time);
			next->is_volatile = make->is_volatile;
			made = true;
		}
		key = next;
	}
	if (is < 0)
		return STATUS_OBJECT_NAME_INVALID;
	*ret = key;
	*ret_made = made;
	return STATUS_SUCCESS;
}

static void clear_value(struct registry *registry, struct registry_value *value)
{
	registry->bytes -= value->size;
	free(value->name);
	free(value->data);
}

static void free_key(struct registry *registry, struct registry_key *key)
{
	for (size_t i = 0; i < key->value_count; i++)
		clear_value(registry, &key->values[i]);
	free(key->values);
	free(key->keys);
	free(key->name);
	free(key);
	registry->keys--;
}

static void take_out(struct registry *registry, struct registry_key *key)
{
	struct registry_key *parent = key->parent;
	size_t at = place_of(parent, key->name);

	memmove(parent->keys + at, parent->keys + at + 1,
		(--parent->key_count - at) * sizeof(struct registry_key *));
	key->gone = true;
	key->parent = NULL;
	if (!key->held)
		free_key(registry, key);
}

uint32_t registry_delete(struct registry *registry, struct registry_key *key)
{
	if (key->gone)
		return STATUS_KEY_DELETED;
	if (key->key_count || !key->parent)
		return STATUS_CANNOT_DELETE;
	take_out(registry, key);
	return STATUS_SUCCESS;
}

void registry_delete_tree(struct registry *registry, struct registry_key *key)
{
	struct registry_key *top = key->parent;

	/* the deepest first; no recursion on what drivers have made */
	while (key != top) {
		struct registry_key *parent = key->parent;

		if (key->key_count) {
			key = key->keys[key->key_count - 1];
			continue;
		}
		if (!parent)
			break;
		take_out(registry, key);
		key = parent == top ? top : parent;
	}
}

void registry_hold(struct registry_key *key)
{
	key->held++;
}

void registry_drop(struct registry *registry, struct registry_key *key)
{
	if (--key->held == 0 && key->gone)
		free_key(registry, key);
}

void registry_path(const struct registry_key *key, char *ret, size_t size)
{
	char behind[1200] = "", whole[1200 + NAME_MOST + 2];

	for (; key; key = key->parent) {
		snprintf(whole, sizeof(whole), "\\%s%s", key->name, behind);
		snprintf(behind, sizeof(behind), "%.*s",
			 (int)sizeof(behind) - 1, whole);
	}
	snprintf(ret, size, "%s", behind);
}

/* ---- values ---- */

struct registry_value *registry_value(const struct registry_key *key,
				      const char *name)
{
	for (size_t i = 0; i < key->value_count; i++) {
		if (strcasecmp(key->values[i].name, name) == 0)
			return &key->values[i];
	}
	return NULL;
}

uint32_t registry_set(struct registry *registry, struct registry_key *key,
		      const struct registry_value *from, uint64_t time)
{
	struct registry_value *value = registry_value(key, from->name);
	uint64_t old = value ? value->size : 0;
	uint8_t *data;

	if (key->gone)
		return STATUS_KEY_DELETED;
	if (from->size > LIMIT_KERNEL_OBJECT ||
	    registry->bytes - old + from->size > LIMIT_KERNEL_REGISTRY ||
	    (!value && key->value_count >= LIMIT_KERNEL_KEYS))
		return STATUS_INSUFFICIENT_RESOURCES;
	data = mem_alloc(from->size);
	if (from->size)
		memcpy(data, from->data, from->size);
	if (!value) {
		key->values =
			mem_grow(key->values, &key->value_capacity,
				 key->value_count + 1, sizeof(*key->values));
		value = &key->values[key->value_count++];
		*value = (struct registry_value){ .name = mem_strdup(
							  from->name) };
	}
	free(value->data);
	value->data = data;
	value->size = from->size;
	value->type = from->type;
	registry->bytes += from->size - old;
	key->time = time;
	return STATUS_SUCCESS;
}

bool registry_unset(struct registry *registry, struct registry_key *key,
		    const char *name)
{
	struct registry_value *value = registry_value(key, name);

	if (!value)
		return false;
	clear_value(registry, value);
	key->value_count--;
	memmove(value, value + 1,
		(size_t)(key->values + key->value_count - value) *
			sizeof(*value));
	return true;
}

uint32_t registry_set_text(struct registry *registry, struct registry_key *key,
			   const char *name, uint32_t type, const char *text)
{
	size_t size = strlen(text), done = 0, units = 0;
	uint8_t *data = mem_calloc(size + 1, 2);
	struct registry_value value = { .name = (char *)(uintptr_t)name,
					.type = type,
					.data = data };
	uint32_t status;

	while (done < size) {
		uint32_t c;

		done += utf8_decode(text + done, size - done, &c);
		data[2 * units] = (uint8_t)c;
		data[2 * units + 1] = (uint8_t)(c >> 8);
		units++;
	}
	value.size = 2 * units + 2;
	status = registry_set(registry, key, &value, key->time);
	free(data);
	return status;
}

uint32_t registry_set_number(struct registry *registry,
			     struct registry_key *key, const char *name,
			     uint32_t number)
{
	uint8_t data[4] = { (uint8_t)number, (uint8_t)(number >> 8),
			    (uint8_t)(number >> 16), (uint8_t)(number >> 24) };
	const struct registry_value value = { .name = (char *)(uintptr_t)name,
					      .type = REG_DWORD,
					      .data = data,
					      .size = sizeof(data) };

	return registry_set(registry, key, &value, key->time);
}

/* ---- what is there from the start ---- */

static struct registry_key *make(struct registry *registry, const char *path,
				 uint64_t time)
{
	struct registry_key *key = NULL;
	bool made;

	if (registry_create(registry,
			    &(struct registry_make){
				    .path = path, .time = time, .deep = true },
			    &key, &made))
		return NULL;
	return key;
}

void registry_start(struct registry *registry, uint64_t time)
{
	static const char *const paths[] = {
		"\\Registry\\MACHINE\\HARDWARE\\DEVICEMAP",
		"\\Registry\\MACHINE\\SOFTWARE\\Microsoft\\Windows",
		"\\Registry\\MACHINE\\SYSTEM\\ControlSet001\\Control\\"
		"Session Manager",
		"\\Registry\\MACHINE\\SYSTEM\\ControlSet001\\Enum",
		"\\Registry\\MACHINE\\SYSTEM\\ControlSet001\\Services",
		"\\Registry\\USER\\.DEFAULT",
	};
	struct registry_key *key;

	if (registry->root)
		return;
	registry->root = mem_calloc(1, sizeof(*registry->root));
	registry->root->name = mem_strdup("REGISTRY");
	registry->root->time = time;
	registry->keys = 1;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		make(registry, paths[i], time);
	key = make(registry, "\\Registry\\MACHINE\\SYSTEM\\Select", time);
	registry_set_number(registry, key, "Current", 1);
	registry_set_number(registry, key, "Default", 1);
	key = make(registry,
		   "\\Registry\\MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\"
		   "CurrentVersion",
		   time);
	registry_set_text(registry, key, "CurrentBuildNumber", REG_SZ, "19041");
	registry_set_text(registry, key, "CurrentVersion", REG_SZ, "6.3");
	registry_set_text(registry, key, "ProductName", REG_SZ,
			  "Windows 10 Pro");
}

/* Depth first; a volatile key has only volatile ones below. */
void registry_restart(struct registry *registry)
{
	struct registry_key *key = registry->root;
	size_t at[DEPTH_MOST + 8] = { 0 }, depth = 0;

	while (key) {
		if (at[depth] < key->key_count) {
			struct registry_key *next = key->keys[at[depth]];

			if (next->is_volatile) {
				registry_delete_tree(registry, next);
				continue;
			}
			at[depth]++;
			if (depth + 1 < sizeof(at) / sizeof(*at)) {
				at[++depth] = 0;
				key = next;
			}
			continue;
		}
		if (depth-- == 0)
			break;
		key = key->parent;
	}
}

void registry_fini(struct registry *registry)
{
	if (!registry->root)
		return;
	while (registry->root->key_count)
		registry_delete_tree(registry, registry->root->keys[0]);
	free_key(registry, registry->root);
	registry->root = NULL;
}
