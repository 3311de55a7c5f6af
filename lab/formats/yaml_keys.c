#include "config.h"
#include "formats/yaml_keys.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_FEW 64u /* up to here keys are compared pair by pair */

static void fault_duplicate(struct faults *faults, const char *file,
			    const struct yaml_node *first,
			    const struct yaml_node *again)
{
	fault_add(faults, FAULT_DUPLICATE, file, again->key_line,
		  again->key_column,
		  "key '%s' a second time: the first one is on line %u",
		  again->key, first->key_line);
}

static bool same_key(const struct yaml_node *a, const struct yaml_node *b)
{
	return a->key_size == b->key_size &&
	       memcmp(a->key, b->key, a->key_size) == 0;
}

static int by_key(const void *a, const void *b)
{
	const struct yaml_node *const *x = a, *const *y = b;
	int order = strcmp((*x)->key, (*y)->key);

	if (order)
		return order;
	return (*x)->key_offset < (*y)->key_offset ? -1 : 1;
}

/* Sorted, so that a map of 100,000 keys does not cost their square. */
static void check_many(const struct yaml_node *map, const char *file,
		       struct faults *faults)
{
	const struct yaml_node **keys = mem_calloc(map->count, sizeof(*keys));
	size_t count = 0;

	for (const struct yaml_node *at = map->first; at; at = at->next)
		keys[count++] = at;
	qsort(keys, count, sizeof(*keys), by_key);
	for (size_t i = 1; i < count; i++)
		if (same_key(keys[i - 1], keys[i]))
			fault_duplicate(faults, file, keys[i - 1], keys[i]);
	free(keys);
}

void yaml_keys_check(const struct yaml_node *map, const char *file,
		     struct faults *faults)
{
	uint64_t seen = 0;

	if (map->count > KEYS_FEW) {
		check_many(map, file, faults);
		return;
	}
	for (const struct yaml_node *at = map->first; at; at = at->next) {
		unsigned char first = (unsigned char)at->key[0];
		unsigned last = at->key_size ? at->key_size - 1 : 0;
		unsigned mix = at->key_size * 7u + first +
			       (unsigned char)at->key[last] * 5u;
		uint64_t bit = UINT64_C(1) << (mix & 63);

		if (!(seen & bit)) {
			seen |= bit;
			continue;
		}
		for (const struct yaml_node *b = map->first; b != at;
		     b = b->next) {
			if (!same_key(b, at))
				continue;
			fault_duplicate(faults, file, b, at);
			break;
		}
	}
}
