#include "config.h"
#include "formats/isf_reader.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const key_names[KEYS] = {
	[KEY_METADATA] = "metadata",
	[KEY_WINDOWS] = "windows",
	[KEY_PDB] = "pdb",
	[KEY_GUID] = "GUID",
	[KEY_AGE] = "age",
	[KEY_DATABASE] = "database",
	[KEY_BASES] = "base_types",
	[KEY_STRUCTS] = "user_types",
	[KEY_ENUMS] = "enums",
	[KEY_SYMBOLS] = "symbols",
	[KEY_SIZE] = "size",
	[KEY_SIGNED] = "signed",
	[KEY_KIND] = "kind",
	[KEY_FIELDS] = "fields",
	[KEY_OFFSET] = "offset",
	[KEY_TYPE] = "type",
	[KEY_ANONYMOUS] = "anonymous",
	[KEY_CONSTANTS] = "constants",
	[KEY_ADDRESS] = "address",
	[KEY_NAME] = "name",
	[KEY_SUBTYPE] = "subtype",
	[KEY_COUNT] = "count",
	[KEY_BIT_POSITION] = "bit_position",
	[KEY_BIT_LENGTH] = "bit_length",
};

/* ---- keys and braces ---- */

static bool has_names(enum isf_level level)
{
	return level == BASES || level == STRUCTS || level == FIELDS ||
	       level == ENUMS || level == CONSTANTS || level == SYMBOLS;
}

/* Keys by their first letter; the names are all letters. */
static void chain_keys(struct isf_reader *reader)
{
	for (unsigned i = 1; i < KEYS; i++) {
		uint8_t *first = &reader->first_keys[*key_names[i] & 0x3f];

		reader->next_keys[i] = *first;
		*first = (uint8_t)i;
	}
}

static enum isf_key find_key(const struct isf_reader *reader, const char *text)
{
	unsigned i = reader->first_keys[*text & 0x3f];

	while (i && strcmp(text, key_names[i]) != 0)
		i = reader->next_keys[i];
	return (enum isf_key)i;
}

static void take_key(struct isf_reader *reader, struct isf_frame *frame,
		     const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;

	frame->has_key = true;
	frame->key = KEY_NONE;
	if (has_names(frame->level)) {
		frame->name = isf_copy_name(reader, event);
		return;
	}
	if (frame->level == SKIP)
		return;
	frame->key = find_key(reader, text);
}

/* What a brace behind this key holds. */
static enum isf_level find_level(const struct isf_frame *frame)
{
	static const struct {
		enum isf_level in;
		enum isf_key key;
		enum isf_level level;
	} rows[] = {
		{ TOP, KEY_METADATA, METADATA },
		{ METADATA, KEY_WINDOWS, WINDOWS },
		{ WINDOWS, KEY_PDB, PDB },
		{ TOP, KEY_BASES, BASES },
		{ TOP, KEY_STRUCTS, STRUCTS },
		{ TOP, KEY_ENUMS, ENUMS },
		{ TOP, KEY_SYMBOLS, SYMBOLS },
		{ STRUCT, KEY_FIELDS, FIELDS },
		{ ENUM, KEY_CONSTANTS, CONSTANTS },
		{ FIELD, KEY_TYPE, TYPE },
		{ SYMBOL, KEY_TYPE, TYPE },
		{ TYPE, KEY_SUBTYPE, TYPE },
		{ TYPE, KEY_TYPE, TYPE },
		{ BASES, KEY_NONE, BASE },
		{ STRUCTS, KEY_NONE, STRUCT },
		{ FIELDS, KEY_NONE, FIELD },
		{ ENUMS, KEY_NONE, ENUM },
		{ SYMBOLS, KEY_NONE, SYMBOL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].in == frame->level && rows[i].key == frame->key)
			return rows[i].level;
	return SKIP;
}

static void begin(struct isf_reader *reader, enum isf_level level,
		  const char *name)
{
	switch (level) {
	case BASE:
		reader->base =
			(struct isf_base){ .name = name, .kind = ISF_INT };
		break;
	case STRUCT:
		reader->structure =
			(struct isf_struct){ .name = name, .kind = ISF_STRUCT };
		reader->field_count = 0;
		break;
	case FIELD:
		reader->field = (struct isf_field){ .name = name };
		break;
	case ENUM:
		reader->enumeration = (struct isf_enum){ .name = name };
		reader->constant_count = 0;
		break;
	case SYMBOL:
		reader->symbol = (struct isf_symbol){ .name = name };
		break;
	case STRUCTS:
	case SYMBOLS:
		reader->known = true;
		break;
	default:
		break;
	}
}

static void open_level(struct isf_reader *reader, bool mapping)
{
	enum isf_level level = mapping && !reader->depth ? TOP : SKIP;
	const char *name = NULL;

	if (reader->depth == NESTING) {
		reader->bad = "nested too deep";
		return;
	}
	if (reader->depth) {
		struct isf_frame *outer = &reader->frames[reader->depth - 1];

		if (mapping && outer->has_key)
			level = find_level(outer);
		name = outer->name;
		outer->has_key = false;
	}
	begin(reader, level, name);
	reader->frames[reader->depth++] = (struct isf_frame){ .level = level };
}

/*
 * One copy of a type. Plain ones come by the thousand: the last of each hash
 * is given out again, which keeps most of them together.
 */
static const struct isf_type *keep_type(struct isf_reader *reader,
					const struct isf_type *type)
{
	size_t hash = (size_t)type->kind * 7 + type->count +
		      (size_t)((uintptr_t)type->of >> 4);
	const struct isf_type *old;
	struct isf_type *kept;

	for (const char *at = type->name; at && *at; at++)
		hash = hash * 31 + (unsigned char)*at;
	old = reader->shared[hash % SHARED];
	if (old && old->kind == type->kind && old->count == type->count &&
	    old->bit == type->bit && old->bits == type->bits &&
	    old->of == type->of && !old->name == !type->name &&
	    (!old->name || strcmp(old->name, type->name) == 0))
		return old;
	kept = arena_alloc(&reader->isf->arena, sizeof(*kept));
	*kept = *type;
	reader->shared[hash % SHARED] = kept;
	if ((int)type->kind == KIND_BASE) {
		reader->bases = mem_grow(reader->bases, &reader->base_room,
					 reader->base_count + 1,
					 sizeof(struct isf_type *));
		reader->bases[reader->base_count++] = kept;
	}
	return kept;
}

static void end_type(struct isf_reader *reader, const struct isf_type *type)
{
	struct isf_frame *outer = &reader->frames[reader->depth - 1];
	const struct isf_type *kept = keep_type(reader, type);

	if (outer->level == FIELD)
		reader->field.type = kept;
	else if (outer->level == SYMBOL)
		reader->symbol.type = kept;
	else
		outer->type.of = kept;
}

/* Adds an element to a list of the file's. */
#define ADD(isf, list, element)                                                \
	do {                                                                   \
		(isf)->list##s = mem_grow((isf)->list##s, &(isf)->list##_room, \
					  (isf)->list##_count + 1,             \
					  sizeof(*(isf)->list##s));            \
		(isf)->list##s[(isf)->list##_count++] = (element);             \
	} while (0)

static int by_offset(const void *a, const void *b)
{
	const struct isf_field *first = a, *second = b;
	unsigned one = first->type ? first->type->bit : 0;
	unsigned two = second->type ? second->type->bit : 0;

	if (first->offset != second->offset)
		return first->offset < second->offset ? -1 : 1;
	if (one != two)
		return one < two ? -1 : 1;
	return 0;
}

/* Most files have them so. */
static bool are_in_order(const struct isf_field *fields, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (by_offset(&fields[i - 1], &fields[i]) > 0)
			return false;
	return true;
}

static void end_struct(struct isf_reader *reader)
{
	struct isf_struct *structure = &reader->structure;
	struct isf_field *fields = arena_array(
		&reader->isf->arena, reader->field_count, sizeof(*fields));

	if (reader->field_count) {
		/* glibc's keeps the order of equals; another may not */
		if (!are_in_order(reader->fields, reader->field_count))
			qsort(reader->fields, reader->field_count,
			      sizeof(*fields), by_offset);
		memcpy(fields, reader->fields,
		       reader->field_count * sizeof(*fields));
	}
	structure->fields = fields;
	structure->field_count = reader->field_count;
	ADD(reader->isf, struct, *structure);
}

static void end_enum(struct isf_reader *reader)
{
	struct isf_constant *constants =
		arena_array(&reader->isf->arena, reader->constant_count,
			    sizeof(*constants));

	if (reader->constant_count)
		memcpy(constants, reader->constants,
		       reader->constant_count * sizeof(*constants));
	reader->enumeration.constants = constants;
	reader->enumeration.constant_count = reader->constant_count;
	ADD(reader->isf, enum, reader->enumeration);
}

static void close_level(struct isf_reader *reader)
{
	struct isf_frame *frame = &reader->frames[--reader->depth];
	struct isf *isf = reader->isf;

	switch (frame->level) {
	case TYPE:
		end_type(reader, &frame->type);
		break;
	case BASE:
		ADD(isf, base, reader->base);
		break;
	case STRUCT:
		end_struct(reader);
		break;
	case FIELD:
		reader->fields = mem_grow(reader->fields, &reader->field_room,
					  reader->field_count + 1,
					  sizeof(*reader->fields));
		reader->fields[reader->field_count++] = reader->field;
		break;
	case ENUM:
		end_enum(reader);
		break;
	case SYMBOL:
		if (isf->symbol_count == LIMIT_SYMBOLS)
			reader->bad = "too many symbols";
		else
			ADD(isf, symbol, reader->symbol);
		break;
	default:
		break;
	}
}

/* ---- events ---- */

static void take_scalar(struct isf_reader *reader, const yaml_event_t *event)
{
	struct isf_frame *frame;

	if (!reader->depth) {
		reader->bad = "not an ISF file: no '{' at its start";
		return;
	}
	frame = &reader->frames[reader->depth - 1];
	if (frame->level == SKIP)
		return;
	if (!frame->has_key) {
		take_key(reader, frame, event);
		return;
	}
	isf_take_value(reader, frame, event);
	frame->has_key = false;
}

static void take_event(struct isf_reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		take_scalar(reader, event);
		break;
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		open_level(reader, event->type == YAML_MAPPING_START_EVENT);
		break;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		close_level(reader);
		break;
	case YAML_ALIAS_EVENT:
		reader->bad = "an alias, which JSON has not";
		break;
	default:
		break;
	}
	if (reader->isf->arena.total > LIMIT_SYMBOL_MEMORY)
		reader->bad = "it takes too much memory";
}

static enum err_code run(struct isf_reader *reader, struct isf_input *input,
			 yaml_parser_t *parser, struct err *err)
{
	for (;;) {
		yaml_event_t event;
		size_t line;
		bool last;

		if (!yaml_parser_parse(parser, &event)) {
			if (input->code)
				return input->code; /* err is filled */
			line = parser->problem_mark.line + 1;
			return err_set(
				err, ERR_FORMAT, line, "line %zu: %s", line,
				parser->problem ? parser->problem : "not JSON");
		}
		isf_input_mark(input);
		take_event(reader, &event);
		last = event.type == YAML_STREAM_END_EVENT ||
		       event.type == YAML_DOCUMENT_END_EVENT;
		line = event.start_mark.line + 1;
		yaml_event_delete(&event);
		if (reader->bad)
			return err_set(err, ERR_FORMAT, line, "line %zu: %s",
				       line, reader->bad);
		if (last)
			return ERR_OK;
	}
}

/* Base types get the kind that their description says. */
static void settle_bases(struct isf_reader *reader)
{
	isf_finish(reader->isf);
	for (size_t i = 0; i < reader->base_count; i++) {
		struct isf_type *type = reader->bases[i];
		const struct isf_base *base =
			isf_find_base(reader->isf, type->name);

		type->kind = base ? base->kind : ISF_VOID;
	}
}

static struct isf_reader *new_reader(struct isf *isf)
{
	struct isf_reader *reader = mem_calloc(1, sizeof(*reader));

	reader->isf = isf;
	chain_keys(reader);
	return reader;
}

static void fini(struct isf_reader *reader)
{
	free(reader->fields);
	free(reader->constants);
	free(reader->bases);
	free(reader);
}

static bool take_plain(struct isf_reader *reader, const yaml_event_t *event)
{
	take_event(reader, event);
	return !reader->bad;
}

bool isf_read_plain(struct isf *isf, const void *text, size_t size)
{
	struct isf_reader *reader = new_reader(isf);
	bool good;

	good = isf_json_read(text, size, take_plain, reader) && reader->known;
	if (good)
		settle_bases(reader);
	fini(reader);
	return good;
}

enum err_code isf_read(struct isf *isf, struct isf_input *input,
		       struct err *err)
{
	struct isf_reader *reader = new_reader(isf);
	yaml_parser_t parser;
	enum err_code code;

	if (!yaml_parser_initialize(&parser))
		mem_panic();
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&parser, isf_input_read, input);
	code = run(reader, input, &parser, err);
	yaml_parser_delete(&parser);
	if (!code && !reader->known)
		code = err_set(err, ERR_FORMAT, 0,
			       "not an ISF file: no 'user_types' in it");
	if (!code)
		settle_bases(reader);
	fini(reader);
	return code;
}
