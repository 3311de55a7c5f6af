/*
 * The texts of a file that are prose, found by the table.
 */
#include "config.h"
#include "course/schema.h"

#include "course/schema_table.h"

#include <string.h>

struct walk {
	schema_visit *visit;
	void *context;
};

static void walk_object(const struct walk *walk,
			const struct schema_object *object,
			const struct yaml_node *node);

static void walk_texts(const struct walk *walk, const struct yaml_node *node,
		       bool code)
{
	if (node->kind == YAML_SCALAR)
		walk->visit(walk->context, node, code);
	else if (node->kind == YAML_LIST)
		for (node = node->first; node; node = node->next)
			if (node->kind == YAML_SCALAR)
				walk->visit(walk->context, node, code);
}

static void walk_row(const struct walk *walk, const struct schema_row *row,
		     const struct yaml_node *node)
{
	switch (row->type) {
	case SCHEMA_PROSE:
	case SCHEMA_PROSES:
		walk_texts(walk, node, row->code);
		break;
	case SCHEMA_OBJECT:
	case SCHEMA_POINTER:
		walk_object(walk, row->object, node);
		break;
	case SCHEMA_OBJECTS:
		if (node->kind == YAML_LIST)
			for (node = node->first; node; node = node->next)
				walk_object(walk, row->object, node);
		break;
	default:
		break;
	}
}

static const struct schema_row *find_row(const struct schema_object *object,
					 const struct yaml_node *node,
					 const struct yaml_node *member)
{
	uint32_t variant = schema_variant(object, node);

	for (size_t i = 0; i < object->row_count; i++) {
		const struct schema_row *row = &object->rows[i];

		if (row->key && strcmp(row->key, member->key) == 0 &&
		    schema_goes(row, variant))
			return row;
	}
	return NULL;
}

/* The depth is the table's, not the file's. */
static void walk_object(const struct walk *walk,
			const struct schema_object *object,
			const struct yaml_node *node)
{
	const struct schema_row *inner = schema_inline_row(object);

	if (node->kind != YAML_MAP)
		return;
	for (const struct yaml_node *at = node->first; at; at = at->next) {
		const struct schema_row *row = find_row(object, node, at);

		if (!row && inner)
			row = find_row(inner->object, node, at);
		if (row)
			walk_row(walk, row, at);
	}
}

void schema_each_prose(enum schema_file file, const struct yaml_node *tree,
		       schema_visit *visit, void *context)
{
	static const struct schema_object *const objects[] = {
		[SCHEMA_COURSE_FILE] = &schema_course,
		[SCHEMA_LESSON_FILE] = &schema_lesson,
		[SCHEMA_GLOSSARY_FILE] = &schema_glossary,
	};
	struct walk walk = { visit, context };

	walk_object(&walk, objects[file], tree);
}
