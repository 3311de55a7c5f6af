#include "config.h"
#include "course/schema.h"

#include "base/json.h"
#include "base/limits.h"
#include "course/schema_table.h"

#include <stdio.h>

/* An object, or the one inline in it, in one of its variants. */
struct face {
	const struct schema_object *object;
	int variant; /* -1: it has none */
	bool is_inline;
};

static bool shows(const struct face *face, const struct schema_row *row)
{
	if (!row->key || (face->is_inline && row->own))
		return false;
	return !row->when ||
	       (face->variant >= 0 && (row->when >> face->variant & 1));
}

static void print_ref(struct json *json, const char *key, const char *name)
{
	char ref[64];

	snprintf(ref, sizeof(ref), "#/$defs/%s", name);
	json_open_object(json, key);
	json_text(json, "$ref", ref);
	json_close_object(json);
}

/* The parts of a text's schema; the object is open. */
static void print_text(struct json *json, enum schema_type type)
{
	json_text(json, "type", "string");
	json_number(json, "minLength", 1);
	if (type != SCHEMA_ID)
		return;
	json_number(json, "maxLength", LIMIT_ID);
	json_text(json, "pattern", "^[a-z0-9-]+$");
}

static void print_size(struct json *json, const struct schema_row *row)
{
	json_number(json, "minItems", row->least ? row->least : 1);
	if (row->most)
		json_number(json, "maxItems", row->most);
}

static void print_texts(struct json *json, const struct schema_row *row,
			enum schema_type member)
{
	json_text(json, "type", "array");
	json_open_object(json, "items");
	print_text(json, member);
	json_close_object(json);
	print_size(json, row);
}

static void print_words(struct json *json, const char *const *names)
{
	json_open_list(json, "enum");
	for (; *names; names++)
		json_text(json, NULL, *names);
	json_close_list(json);
}

static void print_type(struct json *json, const struct schema_row *row)
{
	switch (row->type) {
	case SCHEMA_BOOL:
		json_text(json, "type", "boolean");
		break;
	case SCHEMA_WORD:
	case SCHEMA_ENUM:
		print_words(json, row->names);
		break;
	case SCHEMA_WHOLE:
		json_text(json, "type", "integer");
		json_number(json, "minimum", row->least);
		json_number(json, "maximum", row->most);
		break;
	case SCHEMA_NUMBER:
		json_open_list(json, "type");
		json_text(json, NULL, "string");
		json_text(json, NULL, "integer");
		json_close_list(json);
		break;
	case SCHEMA_IDS:
		print_texts(json, row, SCHEMA_ID);
		break;
	case SCHEMA_LINES:
	case SCHEMA_PROSES:
	case SCHEMA_PATHS:
		print_texts(json, row, SCHEMA_LINE);
		break;
	case SCHEMA_OBJECTS:
		json_text(json, "type", "array");
		print_ref(json, "items", row->object->name);
		print_size(json, row);
		break;
	default:
		print_text(json, row->type);
		break;
	}
}

static void print_property(struct json *json, const struct face *face,
			   const struct schema_row *row)
{
	const struct schema_object *object = face->object;
	char ref[64];

	json_open_object(json, row->key);
	json_text(json, "description", row->help);
	if (row->type == SCHEMA_OBJECT || row->type == SCHEMA_POINTER) {
		snprintf(ref, sizeof(ref), "#/$defs/%s", row->object->name);
		json_text(json, "$ref", ref);
	} else if (face->variant >= 0 && row->names == object->names) {
		json_text(json, "const", object->names[face->variant]);
	} else {
		print_type(json, row);
	}
	json_close_object(json);
}

/* One of a choice's keys: {"required": ["key"]}. */
static void print_needs(struct json *json, const char *a, const char *b)
{
	json_open_object(json, NULL);
	json_open_list(json, "required");
	json_text(json, NULL, a);
	if (b)
		json_text(json, NULL, b);
	json_close_list(json);
	json_close_object(json);
}

static void print_choice(struct json *json, const struct schema_choice *choice)
{
	json_open_object(json, NULL);
	if (choice->required) {
		json_open_list(json, "oneOf");
		for (size_t i = 0; i < 3 && choice->keys[i]; i++)
			print_needs(json, choice->keys[i], NULL);
		json_close_list(json);
	} else {
		json_open_object(json, "not");
		json_open_list(json, "anyOf");
		print_needs(json, choice->keys[0], choice->keys[1]);
		json_close_list(json);
		json_close_object(json);
	}
	json_close_object(json);
}

static bool has_choice(const struct face *face, size_t i)
{
	uint32_t when = face->object->choices[i].when;

	return !when || (face->variant >= 0 && (when >> face->variant & 1));
}

static void print_choices(struct json *json, const struct face *faces,
			  size_t count)
{
	bool open = false;

	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < faces[i].object->choice_count; j++) {
			if (!has_choice(&faces[i], j))
				continue;
			if (!open)
				json_open_list(json, "allOf");
			open = true;
			print_choice(json, &faces[i].object->choices[j]);
		}
	}
	if (open)
		json_close_list(json);
}

static void print_together(struct json *json,
			   const struct schema_object *object)
{
	if (!object->together[0])
		return;
	json_open_object(json, "dependentRequired");
	for (size_t i = 0; i < 2; i++) {
		json_open_list(json, object->together[i]);
		json_text(json, NULL, object->together[1 - i]);
		json_close_list(json);
	}
	json_close_object(json);
}

/* A map that has the keys of one or two faces; its object is open. */
static void print_map(struct json *json, const struct face *faces, size_t count)
{
	json_text(json, "type", "object");
	json_open_object(json, "properties");
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < faces[i].object->row_count; j++)
			if (shows(&faces[i], &faces[i].object->rows[j]))
				print_property(json, &faces[i],
					       &faces[i].object->rows[j]);
	json_close_object(json);
	json_open_list(json, "required");
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < faces[i].object->row_count; j++)
			if (faces[i].object->rows[j].required &&
			    shows(&faces[i], &faces[i].object->rows[j]))
				json_text(json, NULL,
					  faces[i].object->rows[j].key);
	json_close_list(json);
	json_bool(json, "additionalProperties", false);
	print_choices(json, faces, count);
	print_together(json, faces[0].object);
}

static void print_title(struct json *json, const struct face *face)
{
	char title[64];

	snprintf(title, sizeof(title), "%s: %s", face->object->variant,
		 face->object->names[face->variant]);
	json_text(json, "title", title);
}

/* A map for each variant of the last face. */
static void print_variants(struct json *json, struct face *faces, size_t count)
{
	struct face *last = &faces[count - 1];
	const struct schema_row *row = schema_inline_row(last->object);

	json_open_list(json, "oneOf");
	for (last->variant = 0; last->object->names[last->variant];
	     last->variant++) {
		json_open_object(json, NULL);
		print_title(json, last);
		if (row && (row->when >> last->variant & 1)) {
			faces[count] = (struct face){ row->object, 0, true };
			print_variants(json, faces, count + 1);
		} else {
			print_map(json, faces, count);
		}
		json_close_object(json);
	}
	json_close_list(json);
}

static void print_object(struct json *json, const struct schema_object *object)
{
	struct face faces[2] = { { object, -1, false } };

	json_open_object(json, object->name);
	if (object->variant) {
		print_variants(json, faces, 1);
	} else if (object->brief) {
		json_open_list(json, "anyOf");
		json_open_object(json, NULL);
		print_text(json, SCHEMA_LINE);
		json_close_object(json);
		json_open_object(json, NULL);
		print_map(json, faces, 1);
		json_close_object(json);
		json_close_list(json);
	} else {
		print_map(json, faces, 1);
	}
	json_close_object(json);
}

#define OBJECTS_MOST 32u

/* Every object that can be reached from the list's; each once. */
static size_t find_objects(const struct schema_object **list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < list[i]->row_count; j++) {
			const struct schema_object *object =
				list[i]->rows[j].object;
			size_t k = 0;

			while (k < count && list[k] != object)
				k++;
			if (object && k == count && count < OBJECTS_MOST)
				list[count++] = object;
		}
	}
	return count;
}

void schema_print_json(struct text *out)
{
	const struct schema_object *list[OBJECTS_MOST] = { &schema_course,
							   &schema_lesson,
							   &schema_glossary };
	struct json json = { .out = out, .indent = true };
	size_t count = find_objects(list, 3);

	json_open_object(&json, NULL);
	json_text(&json, "$schema",
		  "https://json-schema.org/draft/2020-12/schema");
	json_text(&json, "title", "kdlab: course, lesson and glossary files");
	json_open_list(&json, "oneOf");
	for (size_t i = 0; i < 3; i++)
		print_ref(&json, NULL, list[i]->name);
	json_close_list(&json);
	json_open_object(&json, "$defs");
	for (size_t i = 0; i < count; i++)
		print_object(&json, list[i]);
	json_close_object(&json);
	json_close_object(&json);
}
