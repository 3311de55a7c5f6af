#include "config.h"
#include "course/schema.h"

#include "base/mem.h"
#include "course/schema_keys.h"
#include "course/schema_table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNIQUE_FEW 32u /* ids compared pair by pair */

void schema_fault(struct schema_read *read, enum fault_kind kind,
		  const struct yaml_node *node, const char *format, ...)
{
	bool missing = node->kind == YAML_SCALAR && node->plain && !node->size;
	bool at_key = missing && node->key;
	char message[512];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	read->good = false;
	fault_add(read->source->faults, kind, read->source->file,
		  at_key ? node->key_line : node->line,
		  at_key ? node->key_column : node->column, "%s", message);
}

static void read_object(struct schema_read *read,
			const struct schema_object *object,
			const struct yaml_node *node, const char *name,
			void *out);

/* ---- lists of objects ---- */

struct named {
	const char *id;
	const struct yaml_node *node;
};

static int by_id(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	if (order)
		return order;
	return x->node->offset < y->node->offset ? -1 : 1;
}

/* Options and items are few: no need to sort them. */
static bool ids_differ(const struct yaml_node *list)
{
	const char *ids[UNIQUE_FEW];
	size_t count = 0;

	if (list->count > UNIQUE_FEW)
		return false;
	for (const struct yaml_node *at = list->first; at; at = at->next) {
		const struct yaml_node *id = yaml_find(at, "id");

		if (!id || id->kind != YAML_SCALAR)
			return false;
		for (size_t i = 0; i < count; i++)
			if (strcmp(ids[i], id->text) == 0)
				return false;
		ids[count++] = id->text;
	}
	return true;
}

static void check_unique(struct schema_read *read, const struct yaml_node *list)
{
	struct named *ids;
	size_t count = 0;

	if (ids_differ(list))
		return;
	ids = mem_calloc(list->count, sizeof(*ids));
	for (const struct yaml_node *at = list->first; at; at = at->next) {
		const struct yaml_node *id = yaml_find(at, "id");

		if (id && id->kind == YAML_SCALAR && id->size)
			ids[count++] = (struct named){ id->text, id };
	}
	qsort(ids, count, sizeof(*ids), by_id);
	for (size_t i = 1; i < count; i++)
		if (strcmp(ids[i - 1].id, ids[i].id) == 0)
			schema_fault(read, FAULT_DUPLICATE, ids[i].node,
				     "id '%s' a second time: the first one is "
				     "on line %u",
				     ids[i].id, ids[i - 1].node->line);
	free(ids);
}

static void read_objects(struct schema_read *read, const struct schema_row *row,
			 const struct yaml_node *node, const char *name,
			 void *field)
{
	const struct schema_object *object = row->object;
	size_t count = 0;
	char *list;

	if (!schema_is(read, node, name, YAML_LIST, "a list") ||
	    !schema_in_range(read, row, node, name))
		return;
	list = arena_array(read->source->arena, node->count, object->size);
	for (const struct yaml_node *at = node->first; at; at = at->next)
		read_object(read, object, at, name,
			    list + count++ * object->size);
	if (object->unique)
		check_unique(read, node);
	/* a STEP_LIST: the pointer, then the count */
	memcpy(field, &list, sizeof(list));
	memcpy((char *)field + sizeof(list), &count, sizeof(count));
}

/* ---- objects ---- */

static void read_pointer(struct schema_read *read, const struct schema_row *row,
			 const struct yaml_node *node, const char *name,
			 void *field)
{
	void *object = arena_alloc(read->source->arena, row->object->size);

	read_object(read, row->object, node, name, object);
	memcpy(field, &object, sizeof(object));
}

static void read_row(struct schema_read *read, const struct schema_row *row,
		     const struct yaml_node *node, char *out)
{
	void *field = out + row->offset;

	switch (row->type) {
	case SCHEMA_OBJECT:
		read_object(read, row->object, node, row->key, field);
		break;
	case SCHEMA_POINTER:
		read_pointer(read, row, node, row->key, field);
		break;
	case SCHEMA_OBJECTS:
		read_objects(read, row, node, row->key, field);
		break;
	default:
		schema_take_value(read, row, node, row->key, field);
		break;
	}
}

static void set_place(const struct schema_object *object,
		      const struct yaml_node *node, char *out)
{
	struct place place = { .line = node->line, .column = node->column };

	if (object->place != SCHEMA_NO_PLACE)
		memcpy(out + object->place, &place, sizeof(place));
}

uint32_t schema_variant(const struct schema_object *object,
			const struct yaml_node *node)
{
	const struct yaml_node *word;

	if (!object->variant)
		return 0;
	word = yaml_find(node, object->variant);
	if (!word || word->kind != YAML_SCALAR)
		return 0;
	for (unsigned i = 0; object->names[i]; i++)
		if (strcmp(word->text, object->names[i]) == 0)
			return 1u << i;
	return 0;
}

static struct schema_part begin_part(const struct schema_object *object,
				     const struct yaml_node *node, void *out)
{
	set_place(object, node, out);
	return (struct schema_part){
		.object = object,
		.out = out,
		.variant = schema_variant(object, node),
	};
}

/* The object itself, and the one that is inline in it for this variant. */
static size_t begin_parts(struct schema_read *read,
			  const struct schema_object *object,
			  const struct yaml_node *node, void *out,
			  struct schema_part parts[SCHEMA_PARTS])
{
	const struct schema_row *row = schema_inline_row(object);
	void *inner;

	parts[0] = begin_part(object, node, out);
	if (!row || !(row->when & parts[0].variant))
		return 1;
	inner = arena_alloc(read->source->arena, row->object->size);
	memcpy((char *)out + row->offset, &inner, sizeof(inner));
	parts[1] = begin_part(row->object, node, inner);
	parts[1].is_inline = true;
	return 2;
}

/* `bare` may stand below the numbers that are read by it. */
static void find_bare(struct schema_read *read, const struct yaml_node *node)
{
	const struct yaml_node *bare = yaml_find(node, "bare");

	if (!bare || bare->kind != YAML_SCALAR)
		return;
	if (strcmp(bare->text, "hex") == 0)
		read->bare = NUMBER_HEX;
	else if (strcmp(bare->text, "either") == 0)
		read->bare = NUMBER_EITHER;
}

static void read_member(struct schema_read *read, struct schema_part *parts,
			size_t count, const struct yaml_node *member)
{
	const struct schema_part *excluding = NULL;

	for (size_t i = 0; i < count; i++) {
		bool elsewhere = false;
		const struct schema_row *row =
			schema_find_row(&parts[i], member, &elsewhere);

		if (elsewhere)
			excluding = &parts[i];
		if (!row)
			continue;
		parts[i].seen |= UINT64_C(1) << (row - parts[i].object->rows);
		read_row(read, row, member, parts[i].out);
		return;
	}
	schema_fault_unknown(read, parts, count, excluding, member);
}

/* "anchor: text" for "anchor: {text: text}". */
static void read_brief(struct schema_read *read,
		       const struct schema_object *object,
		       const struct yaml_node *node, const char *name,
		       void *out)
{
	for (size_t i = 0; i < object->row_count; i++)
		if (strcmp(object->rows[i].key, object->brief) == 0)
			schema_take_value(read, &object->rows[i], node, name,
					  (char *)out + object->rows[i].offset);
	set_place(object, node, out);
	if (object->finish)
		object->finish(read, node, out);
}

static void read_object(struct schema_read *read,
			const struct schema_object *object,
			const struct yaml_node *node, const char *name,
			void *out)
{
	enum number_base bare = read->bare;
	struct schema_part parts[SCHEMA_PARTS];
	size_t count;

	if (object->brief && node->kind == YAML_SCALAR) {
		read_brief(read, object, node, name, out);
		return;
	}
	if (!schema_is(read, node, name, YAML_MAP, "a map of keys"))
		return;
	count = begin_parts(read, object, node, out, parts);
	if (object->variant)
		find_bare(read, node);
	for (const struct yaml_node *at = node->first; at; at = at->next)
		read_member(read, parts, count, at);
	/* the inner one first: the outer one's finish sees it whole */
	while (count--)
		schema_check_part(read, &parts[count], node);
	read->bare = bare;
}

static bool read_file(const struct schema_source *source,
		      const struct schema_object *object,
		      const struct yaml_node *node, void *ret)
{
	struct schema_read read = { .source = source, .good = true };

	memset(ret, 0, object->size);
	read_object(&read, object, node, object->name, ret);
	return read.good;
}

bool schema_read_course(const struct schema_source *source,
			const struct yaml_node *node, struct course_file *ret)
{
	return read_file(source, &schema_course, node, ret);
}

bool schema_read_lesson(const struct schema_source *source,
			const struct yaml_node *node, struct lesson_file *ret)
{
	return read_file(source, &schema_lesson, node, ret);
}

bool schema_read_step(const struct schema_source *source,
		      const struct yaml_node *node, struct step *ret)
{
	return read_file(source, &schema_step, node, ret);
}

bool schema_read_glossary(const struct schema_source *source,
			  const struct yaml_node *node, struct glossary *ret)
{
	return read_file(source, &schema_glossary, node, ret);
}
