#include "config.h"
#include "course/schema_table.h"

#include "base/file.h"
#include "base/limits.h"
#include "course/judge.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SHOWN 40 /* bytes of a wrong value that a message repeats */

static void put_text(void *field, const char *text)
{
	memcpy(field, &text, sizeof(text));
}

bool schema_is(struct schema_read *read, const struct yaml_node *node,
	       const char *name, enum yaml_kind kind, const char *expected)
{
	static const char *const kinds[] = { "a text", "a list", "a map" };

	if (node->faulty) {
		read->good = false;
		return false;
	}
	if (node->kind == YAML_SCALAR && node->plain && !node->size) {
		schema_fault(read, FAULT_TYPE, node,
			     "'%s' has no value: it must be %s", name,
			     expected);
		return false;
	}
	if (node->kind != kind) {
		schema_fault(read, FAULT_TYPE, node, "'%s' must be %s, not %s",
			     name, expected, kinds[node->kind]);
		return false;
	}
	return true;
}

bool schema_in_range(struct schema_read *read, const struct schema_row *row,
		     const struct yaml_node *node, const char *name)
{
	unsigned least = row->least ? row->least : 1;

	if (node->count >= least && (!row->most || node->count <= row->most))
		return true;
	if (row->most)
		schema_fault(read, FAULT_VALUE, node,
			     "'%s' must have %u to %u members, not %u", name,
			     least, row->most, node->count);
	else
		schema_fault(read, FAULT_VALUE, node,
			     "'%s' is an empty list: leave it out or fill it",
			     name);
	return false;
}

/* Plain words that YAML tools read as something else than text. */
static bool is_trap(const struct yaml_node *node)
{
	static const char *const words[] = { "y",    "n",   "yes",  "no",
					     "on",   "off", "true", "false",
					     "null", "~" };

	if (!node->plain || node->size > 5 ||
	    !strchr("yYnNoOtTfF~", *node->text))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(node->text, words[i]) == 0)
			return true;
	return false;
}

static bool is_blank(const char *text)
{
	return !text[strspn(text, " \t\r\n")];
}

static bool is_id(const struct yaml_node *node)
{
	if (!node->size || node->size > LIMIT_ID)
		return false;
	for (const char *c = node->text; *c; c++)
		if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9') &&
		    *c != '-')
			return false;
	return true;
}

/* What every text must be. */
static bool check_text(struct schema_read *read, const struct yaml_node *node,
		       const char *name)
{
	if (!schema_is(read, node, name, YAML_SCALAR, "a text"))
		return false;
	if (is_trap(node))
		schema_fault(read, FAULT_TRAP, node,
			     "'%s' is the plain word %s, which YAML takes for "
			     "something else than text: quote it",
			     name, node->text);
	else if (node->cut)
		schema_fault(read, FAULT_TRAP, node,
			     "a comment cuts '%s' short: quote the text, or "
			     "move the comment to a line of its own",
			     name);
	else if (is_blank(node->text))
		schema_fault(read, FAULT_VALUE, node, "'%s' is empty", name);
	else
		return true;
	return false;
}

static bool check_line(struct schema_read *read, const struct yaml_node *node,
		       const char *name)
{
	if (!memchr(node->text, '\n', node->size))
		return true;
	schema_fault(read, FAULT_VALUE, node,
		     "'%s' must be one line: leave the '|' or '>' out", name);
	return false;
}

static void take_text(struct schema_read *read, enum schema_type type,
		      const struct yaml_node *node, const char *name,
		      void *field)
{
	if (!check_text(read, node, name))
		return;
	if (type == SCHEMA_ID && !is_id(node)) {
		schema_fault(read, FAULT_VALUE, node,
			     "'%s' must be 1 to %u letters a-z, 0-9 and '-', "
			     "not '%.*s'",
			     name, LIMIT_ID, SHOWN, node->text);
		return;
	}
	if (type != SCHEMA_PROSE && !check_line(read, node, name))
		return;
	if (type == SCHEMA_PATH && !file_is_inside(node->text)) {
		schema_fault(read, FAULT_PATH, node,
			     "'%s' must be a path below its folder, not "
			     "'%.*s'",
			     name, SHOWN, node->text);
		return;
	}
	put_text(field, node->text);
}

static void take_bool(struct schema_read *read, const struct yaml_node *node,
		      const char *name, void *field)
{
	bool value;

	if (!schema_is(read, node, name, YAML_SCALAR, "true or false"))
		return;
	value = strcmp(node->text, "true") == 0;
	if (!node->plain)
		schema_fault(read, FAULT_TYPE, node,
			     "'%s' must be true or false, without quotes",
			     name);
	else if (!value && strcmp(node->text, "false") != 0)
		schema_fault(read, is_trap(node) ? FAULT_TRAP : FAULT_VALUE,
			     node, "'%s' must be true or false, not '%.*s'",
			     name, SHOWN, node->text);
	else
		memcpy(field, &value, sizeof(value));
}

/* Digits without a leading zero, which YAML 1.1 takes for octal. */
static bool read_whole(const char *text, int64_t *ret)
{
	int64_t value = 0;

	if (!*text || strlen(text) > 9 || (*text == '0' && text[1]))
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (*text - '0');
	}
	*ret = value;
	return true;
}

static void fault_whole(struct schema_read *read, const struct schema_row *row,
			const struct yaml_node *node, const char *name)
{
	char expected[64];

	if (row->least == row->most)
		snprintf(expected, sizeof(expected), "%u", row->least);
	else
		snprintf(expected, sizeof(expected),
			 "a whole number from %u to %u", row->least, row->most);
	if (!schema_is(read, node, name, YAML_SCALAR, expected))
		return;
	if (!node->plain)
		schema_fault(read, FAULT_TYPE, node,
			     "'%s' must be %s, without quotes", name, expected);
	else
		schema_fault(read, FAULT_VALUE, node,
			     "'%s' must be %s, not '%.*s'", name, expected,
			     SHOWN, node->text);
}

static void take_whole(struct schema_read *read, const struct schema_row *row,
		       const struct yaml_node *node, const char *name,
		       void *field)
{
	int64_t value;

	if (node->kind == YAML_SCALAR && node->plain && !node->faulty &&
	    read_whole(node->text, &value) && value >= row->least &&
	    value <= row->most)
		memcpy(field, &value, sizeof(value));
	else
		fault_whole(read, row, node, name);
}

static void take_number(struct schema_read *read, const struct yaml_node *node,
			const char *name, void *field)
{
	uint64_t values[2] = { 0, 0 };
	size_t readings;

	if (!schema_is(read, node, name, YAML_SCALAR, "a number"))
		return;
	readings = judge_number(node->text, read->bare, values);
	if (!readings)
		schema_fault(read, FAULT_VALUE, node,
			     "'%s' is no number: '%.*s': write it as \"0x39\" "
			     "or \"0n57\"",
			     name, SHOWN, node->text);
	else if (readings == 2 && values[0] != values[1])
		schema_fault(read, FAULT_VALUE, node,
			     "'%s' can be read in two ways: '%.*s': write 0x "
			     "or 0n before it",
			     name, SHOWN, node->text);
	else
		memcpy(field, values, sizeof(*values));
}

static void fault_enum(struct schema_read *read, const struct schema_row *row,
		       const struct yaml_node *node, const char *name)
{
	const char *nearest = fault_nearest(node->text, row->names);
	struct text list = { 0 };

	for (size_t i = 0; row->names[i]; i++)
		text_printf(&list, "%s%s", i ? ", " : "", row->names[i]);
	schema_fault(read, FAULT_VALUE, node,
		     "'%s' must be %s%s, not '%.*s'%s%s%s", name,
		     row->names[1] ? "one of " : "", text_string(&list), SHOWN,
		     node->text, nearest ? ": did you mean '" : "",
		     nearest ? nearest : "", nearest ? "'" : "");
	text_fini(&list);
}

static void take_enum(struct schema_read *read, const struct schema_row *row,
		      const struct yaml_node *node, const char *name,
		      void *field)
{
	bool yes = true;
	int i = 0;

	if (!schema_is(read, node, name, YAML_SCALAR, "a word"))
		return;
	while (row->names[i] && strcmp(node->text, row->names[i]) != 0)
		i++;
	if (!row->names[i])
		fault_enum(read, row, node, name);
	else if (row->type == SCHEMA_WORD)
		memcpy(field, &yes, sizeof(yes));
	else
		memcpy(field, &i, sizeof(i));
}

static void take_texts(struct schema_read *read, const struct schema_row *row,
		       enum schema_type member_type,
		       const struct yaml_node *node, const char *name,
		       void *field)
{
	struct strings strings = { 0 };

	if (!schema_is(read, node, name, YAML_LIST, "a list of texts") ||
	    !schema_in_range(read, row, node, name))
		return;
	strings.list = arena_array(read->source->arena, node->count,
				   sizeof(*strings.list));
	for (const struct yaml_node *at = node->first; at; at = at->next) {
		const char **text = &strings.list[strings.count];

		take_text(read, member_type, at, name, text);
		strings.count += *text != NULL;
	}
	memcpy(field, &strings, sizeof(strings));
}

void schema_take_value(struct schema_read *read, const struct schema_row *row,
		       const struct yaml_node *node, const char *name,
		       void *field)
{
	switch (row->type) {
	case SCHEMA_BOOL:
		take_bool(read, node, name, field);
		break;
	case SCHEMA_WHOLE:
		take_whole(read, row, node, name, field);
		break;
	case SCHEMA_NUMBER:
		take_number(read, node, name, field);
		break;
	case SCHEMA_ENUM:
	case SCHEMA_WORD:
		take_enum(read, row, node, name, field);
		break;
	case SCHEMA_IDS:
		take_texts(read, row, SCHEMA_ID, node, name, field);
		break;
	case SCHEMA_LINES:
		take_texts(read, row, SCHEMA_LINE, node, name, field);
		break;
	case SCHEMA_PROSES:
		take_texts(read, row, SCHEMA_PROSE, node, name, field);
		break;
	case SCHEMA_PATHS:
		take_texts(read, row, SCHEMA_PATH, node, name, field);
		break;
	default:
		take_text(read, row->type, node, name, field);
		break;
	}
}
