#include "config.h"
#include "course/schema_keys.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ROWS_MOST 64u /* of one object: bits of a uint64_t */

/* ---- finding rows ---- */

static bool row_is(const struct schema_row *row, const struct yaml_node *member)
{
	return row->key_size == member->key_size && row->key &&
	       memcmp(row->key, member->key, row->key_size) == 0;
}

/* The row of a member's key; *ret_elsewhere: one of another variant has it. */
const struct schema_row *schema_find_row(struct schema_part *part,
					 const struct yaml_node *member,
					 bool *ret_elsewhere)
{
	const struct schema_object *object = part->object;
	size_t at = part->next;

	for (size_t i = 0; i < object->row_count; i++, at++) {
		const struct schema_row *row;

		if (at >= object->row_count)
			at = 0;
		row = &object->rows[at];
		if (!row_is(row, member) || (part->is_inline && row->own))
			continue;
		if (!schema_goes(row, part->variant)) {
			*ret_elsewhere = true;
			continue;
		}
		part->next = at + 1;
		return row;
	}
	return NULL;
}

/* The names that would have gone here, for did-you-mean. */
static const char *find_nearest(const struct schema_part *parts, size_t count,
				const char *key)
{
	const char *names[SCHEMA_PARTS * ROWS_MOST + 1];
	size_t used = 0;

	for (size_t i = 0; i < count; i++) {
		const struct schema_object *object = parts[i].object;

		for (size_t j = 0; j < object->row_count; j++)
			if (object->rows[j].key &&
			    schema_goes(&object->rows[j], parts[i].variant))
				names[used++] = object->rows[j].key;
	}
	names[used] = NULL;
	return fault_nearest(key, names);
}

/* ---- faults of keys ---- */

static void fault_key(struct schema_read *read, enum fault_kind kind,
		      const struct yaml_node *member, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void fault_key(struct schema_read *read, enum fault_kind kind,
		      const struct yaml_node *member, const char *format, ...)
{
	char message[512];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	read->good = false;
	fault_add(read->source->faults, kind, read->source->file,
		  member->key_line, member->key_column, "%s", message);
}

static const char *article(const char *name)
{
	return strchr("aeiou", *name) ? "an" : "a";
}

static const char *variant_name(const struct schema_part *part)
{
	size_t i = 0;

	while (part->variant >> (i + 1))
		i++;
	return part->object->names[i];
}

static bool has_key(const struct schema_object *object,
		    const struct yaml_node *member)
{
	for (size_t i = 0; i < object->row_count; i++)
		if (row_is(&object->rows[i], member))
			return true;
	return false;
}

/*
 * A key that found no row. part is the innermost whose variant is known to
 * exclude it, or NULL.
 */
void schema_fault_unknown(struct schema_read *read,
			  const struct schema_part *parts, size_t count,
			  const struct schema_part *excluding,
			  const struct yaml_node *member)
{
	const struct schema_object *object = parts[0].object;
	const struct schema_row *row = schema_inline_row(object);
	const char *nearest;

	if (!excluding && count == 1 && row && has_key(row->object, member))
		excluding = &parts[0];
	if (excluding && !excluding->variant)
		return; /* the variant itself is at fault: said already */
	if (excluding) {
		fault_key(read, FAULT_UNKNOWN_KEY, member,
			  "'%s' does not go with %s %s", member->key,
			  excluding->object->variant, variant_name(excluding));
		return;
	}
	nearest = find_nearest(parts, count, member->key);
	if (nearest)
		fault_key(read, FAULT_UNKNOWN_KEY, member,
			  "unknown key: '%.80s': did you mean '%s'",
			  member->key, nearest);
	else
		fault_key(read, FAULT_UNKNOWN_KEY, member,
			  "unknown key: '%.80s': FORMAT.md lists those of "
			  "%s %s",
			  member->key, article(object->name), object->name);
}

static void check_missing(struct schema_read *read,
			  const struct schema_part *part,
			  const struct yaml_node *node)
{
	const struct schema_object *object = part->object;

	for (size_t i = 0; i < object->row_count; i++) {
		const struct schema_row *row = &object->rows[i];

		if (!row->required || (part->seen >> i & 1) ||
		    (part->is_inline && row->own) ||
		    !schema_goes(row, part->variant))
			continue;
		read->good = false;
		fault_add(read->source->faults, FAULT_MISSING_KEY,
			  read->source->file, node->line, node->column,
			  "missing key: %s %s needs '%s'",
			  article(object->name), object->name, row->key);
	}
}

static bool has_variant(const struct schema_part *part, uint32_t when)
{
	return !when || (part->variant & when);
}

static void fault_choice(struct schema_read *read,
			 const struct schema_object *object,
			 const struct schema_choice *choice,
			 const struct yaml_node *node)
{
	struct text list = { 0 };

	for (size_t i = 0; i < 3 && choice->keys[i]; i++)
		text_printf(&list, "%s'%s'", i ? " or " : "", choice->keys[i]);
	read->good = false;
	fault_add(read->source->faults, FAULT_MISSING_KEY, read->source->file,
		  node->line, node->column, "missing key: %s %s needs %s",
		  article(object->name), object->name, text_string(&list));
	text_fini(&list);
}

static void check_choice(struct schema_read *read,
			 const struct schema_object *object,
			 const struct schema_choice *choice,
			 const struct yaml_node *node)
{
	const struct yaml_node *found = NULL;

	for (size_t i = 0; i < 3 && choice->keys[i]; i++) {
		const struct yaml_node *one = yaml_find(node, choice->keys[i]);

		if (one && found)
			fault_key(read, FAULT_UNKNOWN_KEY, one,
				  "'%s' beside '%s': choose one of them",
				  one->key, found->key);
		found = one ? one : found;
	}
	if (!found && choice->required)
		fault_choice(read, object, choice, node);
}

static void check_together(struct schema_read *read,
			   const struct schema_object *object,
			   const struct yaml_node *node)
{
	for (size_t i = 0; i < 2 && object->together[i]; i++) {
		const struct yaml_node *one =
			yaml_find(node, object->together[i]);

		if (one && !yaml_find(node, object->together[1 - i]))
			fault_key(read, FAULT_MISSING_KEY, one,
				  "'%s' needs '%s' too", one->key,
				  object->together[1 - i]);
	}
}

void schema_check_part(struct schema_read *read, const struct schema_part *part,
		       const struct yaml_node *node)
{
	const struct schema_object *object = part->object;

	check_missing(read, part, node);
	for (size_t i = 0; i < object->choice_count; i++)
		if (has_variant(part, object->choices[i].when))
			check_choice(read, object, &object->choices[i], node);
	check_together(read, object, node);
	if (object->finish)
		object->finish(read, node, part->out);
}
