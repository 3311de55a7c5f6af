/*
 * Any bytes as YAML: a tree or faults; marks inside the file; texts that
 * could not move a terminal; a part parsed alone is what it was in the whole.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "formats/yaml.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static void check_text(const char *text, size_t size)
{
	demand(strlen(text) == size);
	demand(utf8_check(text, size) == size);
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)text[i];

		demand((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t');
	}
}

static void check_node(const struct yaml_node *node, size_t size,
		       unsigned depth)
{
	unsigned count = 0;

	demand(depth <= LIMIT_YAML_DEPTH);
	demand(node->line && node->column);
	demand(node->offset <= node->end && node->end <= size);
	if (node->kind == YAML_SCALAR)
		check_text(node->text, node->size);
	for (const struct yaml_node *at = node->first; at; at = at->next) {
		if (node->kind == YAML_MAP)
			check_text(at->key, at->key_size);
		check_node(at, size, depth + 1);
		count++;
	}
	demand(count == node->count);
}

static int same(const struct yaml_node *a, const struct yaml_node *b)
{
	if (a->kind != b->kind || a->offset != b->offset ||
	    a->line != b->line || a->column != b->column ||
	    a->count != b->count)
		return 0;
	if (a->kind == YAML_SCALAR)
		return a->size == b->size &&
		       memcmp(a->text, b->text, a->size) == 0;
	for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
		if (!same(a, b))
			return 0;
	return !a && !b;
}

/* What course_read does with a step: a map in a list that is in a map. */
static void check_parts(const struct yaml_node *root, const char *bytes)
{
	const struct yaml_node *steps = yaml_find(root, "steps");

	if (!steps || steps->kind != YAML_LIST)
		return;
	for (const struct yaml_node *step = steps->first; step;
	     step = step->next) {
		struct yaml_place place = { "f", step->line, step->column,
					    step->offset };
		struct arena arena = { 0 };
		const struct yaml_node *part;

		/* "[a: b]" is a map without a bracket of its own */
		if (step->kind != YAML_MAP || step->count < 2)
			continue;
		part = yaml_parse(&arena, &place, bytes + step->offset,
				  step->end - step->offset, NULL);
		if (part)
			demand(same(part, step));
		arena_fini(&arena);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct yaml_place place = { .file = "f" };
	struct arena arena = { 0 };
	struct faults faults = { 0 };
	const struct yaml_node *root =
		yaml_parse(&arena, &place, (const char *)bytes, size, &faults);

	demand(root || faults.count);
	for (size_t i = 0; i < faults.count; i++)
		check_text(faults.list[i].message,
			   strlen(faults.list[i].message));
	if (root)
		check_node(root, size, 0);
	if (root && !faults.count)
		check_parts(root, (const char *)bytes);
	arena_fini(&arena);
	faults_fini(&faults);
	return 0;
}
