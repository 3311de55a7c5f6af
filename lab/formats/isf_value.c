#include "config.h"
#include "formats/isf_reader.h"

#include "base/mem.h"

#include <string.h>

char *isf_copy_name(struct isf_reader *reader, const yaml_event_t *event)
{
	size_t size = event->data.scalar.length;
	char *name =
		arena_strndup(&reader->isf->arena,
			      (const char *)event->data.scalar.value, size);

	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)name[i];

		if (c < 0x20 || c == 0x7f) {
			name[i] = '?';
		} else if (c == 0xc2 && i + 1 < size &&
			   (unsigned char)name[i + 1] < 0xa0) {
			name[i] = '?';
			name[i + 1] = '?';
		}
	}
	return name;
}

static bool is(const yaml_event_t *event, const char *word)
{
	return strcmp((const char *)event->data.scalar.value, word) == 0;
}

static uint64_t number(struct isf_reader *reader, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	bool minus = *text == '-';
	uint64_t value = 0;

	text += minus;
	if (!*text)
		reader->bad = "not a number";
	for (; *text; text++) {
		unsigned digit = (unsigned)*text - '0';

		if (digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, digit, &value)) {
			reader->bad = "not a number, or too large a one";
			return 0;
		}
	}
	return minus ? -value : value;
}

static uint32_t small_number(struct isf_reader *reader,
			     const yaml_event_t *event)
{
	uint64_t value = number(reader, event);

	if (value > UINT32_MAX)
		reader->bad = "a number that is too large";
	return (uint32_t)value;
}

static enum isf_kind type_kind(const yaml_event_t *event)
{
	static const struct {
		const char *name;
		int kind;
	} kinds[] = {
		{ "base", KIND_BASE },	      { "pointer", ISF_POINTER },
		{ "struct", ISF_STRUCT },     { "array", ISF_ARRAY },
		{ "union", ISF_UNION },	      { "bitfield", ISF_BITFIELD },
		{ "enum", ISF_ENUM },	      { "class", ISF_CLASS },
		{ "function", ISF_FUNCTION },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (is(event, kinds[i].name))
			return (enum isf_kind)kinds[i].kind;
	return ISF_VOID;
}

static enum isf_kind base_kind(const yaml_event_t *event)
{
	return is(event, "char")    ? ISF_CHAR
	       : is(event, "bool")  ? ISF_BOOL
	       : is(event, "float") ? ISF_FLOAT
	       : is(event, "void")  ? ISF_VOID
				    : ISF_INT;
}

static void take_guid(struct isf_reader *reader, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	char *guid = reader->isf->pdb_guid;

	if (strlen(text) != 32 || strspn(text, "0123456789abcdefABCDEF") != 32)
		return;
	for (size_t i = 0; i < 33; i++)
		guid[i] = text[i] >= 'a' ? (char)(text[i] - 0x20) : text[i];
}

static void take_type_value(struct isf_reader *reader, struct isf_frame *frame,
			    const yaml_event_t *event)
{
	struct isf_type *type = &frame->type;
	uint32_t value;

	switch (frame->key) {
	case KEY_KIND:
		type->kind = type_kind(event);
		break;
	case KEY_NAME:
		type->name = isf_copy_name(reader, event);
		break;
	case KEY_COUNT:
		type->count = small_number(reader, event);
		break;
	case KEY_BIT_POSITION:
	case KEY_BIT_LENGTH:
		value = small_number(reader, event);
		if (value > 64)
			reader->bad = "a bit field of more than 64 bits";
		if (frame->key == KEY_BIT_LENGTH)
			type->bits = (uint8_t)value;
		else
			type->bit = (uint8_t)value;
		break;
	default:
		break;
	}
}

static void take_constant(struct isf_reader *reader,
			  const struct isf_frame *frame,
			  const yaml_event_t *event)
{
	reader->constants = mem_grow(reader->constants, &reader->constant_room,
				     reader->constant_count + 1,
				     sizeof(*reader->constants));
	reader->constants[reader->constant_count++] = (struct isf_constant){
		.name = frame->name,
		.value = (int64_t)number(reader, event),
	};
}

static void take_struct_value(struct isf_reader *reader, enum isf_key key,
			      const yaml_event_t *event)
{
	struct isf_struct *structure = &reader->structure;

	if (key == KEY_SIZE)
		structure->size = small_number(reader, event);
	else if (key == KEY_KIND)
		structure->kind = is(event, "union")   ? ISF_UNION
				  : is(event, "class") ? ISF_CLASS
						       : ISF_STRUCT;
}

static void take_base_value(struct isf_reader *reader, enum isf_key key,
			    const yaml_event_t *event)
{
	struct isf_base *base = &reader->base;

	if (key == KEY_SIZE)
		base->size = small_number(reader, event);
	else if (key == KEY_KIND)
		base->kind = base_kind(event);
	else if (key == KEY_SIGNED)
		base->is_signed = is(event, "true");
}

static void take_pdb_value(struct isf_reader *reader, enum isf_key key,
			   const yaml_event_t *event)
{
	if (key == KEY_GUID)
		take_guid(reader, event);
	else if (key == KEY_AGE)
		reader->isf->pdb_age = small_number(reader, event);
	else if (key == KEY_DATABASE)
		reader->isf->pdb_name = isf_copy_name(reader, event);
}

void isf_take_value(struct isf_reader *reader, struct isf_frame *frame,
		    const yaml_event_t *event)
{
	enum isf_key key = frame->key;

	switch (frame->level) {
	case TYPE:
		take_type_value(reader, frame, event);
		break;
	case FIELD:
		if (key == KEY_OFFSET)
			reader->field.offset = small_number(reader, event);
		else if (key == KEY_ANONYMOUS)
			reader->field.anonymous = is(event, "true");
		break;
	case SYMBOL:
		if (key == KEY_ADDRESS)
			reader->symbol.rva = number(reader, event);
		break;
	case STRUCT:
		take_struct_value(reader, key, event);
		break;
	case BASE:
		take_base_value(reader, key, event);
		break;
	case ENUM:
		if (key == KEY_SIZE)
			reader->enumeration.size = small_number(reader, event);
		break;
	case CONSTANTS:
		take_constant(reader, frame, event);
		break;
	case PDB:
		take_pdb_value(reader, key, event);
		break;
	default:
		break;
	}
}
