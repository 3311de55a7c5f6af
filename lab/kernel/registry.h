/*
 * The registry: a tree of keys in memory, which outlives a restart except for
 * its volatile keys. Names are UTF-8; case makes no difference.
 */
#ifndef LAB_KERNEL_REGISTRY_H
#define LAB_KERNEL_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	REG_SZ = 1,
	REG_EXPAND_SZ = 2,
	REG_BINARY = 3,
	REG_DWORD = 4,
	REG_MULTI_SZ = 7,
	REG_QWORD = 11,
};

struct registry_value {
	char *name; /* "" the default value */
	uint32_t type;
	uint8_t *data;
	size_t size;
};
struct registry_key {
	char *name;
	struct registry_key *parent, **keys; /* in order of name */
	size_t key_count, key_capacity;
	struct registry_value *values; /* in order of making */
	size_t value_count, value_capacity;
	uint64_t time; /* FILETIME of its last change */
	bool gone;     /* deleted; it is kept for who holds it */
	bool is_volatile;
	unsigned held;
};
struct registry {
	struct registry_key *root; /* \REGISTRY */
	size_t keys;
	uint64_t bytes;
};

/* The keys that are there on a fresh machine, unless they are already. */
void registry_start(struct registry *registry, uint64_t time);
/* What does not outlive a restart goes. */
void registry_restart(struct registry *registry);
void registry_fini(struct registry *registry);

/* path: "\\Registry\\Machine\\System"; CurrentControlSet is a link. NULL: no
 * such key. */
struct registry_key *registry_find(const struct registry *registry,
				   const char *path);
/* The last part of the path is made if it is not there; all of them where
 * `deep`. An NTSTATUS. */
struct registry_make {
	const char *path;
	uint64_t time;
	bool deep, is_volatile;
};
uint32_t registry_create(struct registry *registry,
			 const struct registry_make *make,
			 struct registry_key **ret, bool *ret_made);
/* An NTSTATUS: a key that has keys stays. */
uint32_t registry_delete(struct registry *registry, struct registry_key *key);
/* The whole tree below it as well. */
void registry_delete_tree(struct registry *registry, struct registry_key *key);
void registry_hold(struct registry_key *key);
void registry_drop(struct registry *registry, struct registry_key *key);
/* "\\REGISTRY\\MACHINE\\..." */
void registry_path(const struct registry_key *key, char *ret, size_t size);

/* NULL: none. Valid until the key's values change. */
struct registry_value *registry_value(const struct registry_key *key,
				      const char *name);
/* An NTSTATUS. */
uint32_t registry_set(struct registry *registry, struct registry_key *key,
		      const struct registry_value *value, uint64_t time);
bool registry_unset(struct registry *registry, struct registry_key *key,
		    const char *name);
/* A text as UTF-16 with its NUL. */
uint32_t registry_set_text(struct registry *registry, struct registry_key *key,
			   const char *name, uint32_t type, const char *text);
uint32_t registry_set_number(struct registry *registry,
			     struct registry_key *key, const char *name,
			     uint32_t number);

#endif
