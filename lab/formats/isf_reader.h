/*
 * The reader of ISF's events: isf_read.c follows the braces and keys,
 * isf_value.c takes what stands behind a key.
 */
#ifndef LAB_FORMATS_ISF_READER_H
#define LAB_FORMATS_ISF_READER_H

#include "formats/isf_private.h"

#include <yaml.h>

/* What an open brace holds. */
enum isf_level {
	TOP,
	METADATA,
	WINDOWS,
	PDB,
	BASES, /* in those that end in S each key is a name of its own */
	BASE,
	STRUCTS,
	STRUCT,
	FIELDS,
	FIELD,
	ENUMS,
	ENUM,
	CONSTANTS,
	SYMBOLS,
	SYMBOL,
	TYPE,
	SKIP, /* nothing that we know */
};

enum isf_key {
	KEY_NONE,
	KEY_METADATA,
	KEY_WINDOWS,
	KEY_PDB,
	KEY_GUID,
	KEY_AGE,
	KEY_DATABASE,
	KEY_BASES,
	KEY_STRUCTS,
	KEY_ENUMS,
	KEY_SYMBOLS,
	KEY_SIZE,
	KEY_SIGNED,
	KEY_KIND,
	KEY_FIELDS,
	KEY_OFFSET,
	KEY_TYPE,
	KEY_ANONYMOUS,
	KEY_CONSTANTS,
	KEY_ADDRESS,
	KEY_NAME,
	KEY_SUBTYPE,
	KEY_COUNT,
	KEY_BIT_POSITION,
	KEY_BIT_LENGTH,
	KEYS
};

/* A base type that was met before its description may have been. */
#define KIND_BASE (ISF_FUNCTION + 1)
enum { SHARED = 256, NESTING = 32 };

struct isf_frame {
	enum isf_level level;
	bool has_key; /* the next event is its value */
	enum isf_key key;
	const char *name;     /* the key, where it is a name */
	struct isf_type type; /* of TYPE */
};

struct isf_reader {
	struct isf *isf;
	struct isf_frame frames[NESTING];
	unsigned depth;
	struct isf_base base;
	struct isf_struct structure;
	struct isf_field field;
	struct isf_enum enumeration;
	struct isf_symbol symbol;
	struct isf_field *fields;
	size_t field_count, field_room;
	struct isf_constant *constants;
	size_t constant_count, constant_room;
	/* types that are written often: the last of each hash */
	const struct isf_type *shared[SHARED];
	struct isf_type **bases; /* to be told their kind in the end */
	size_t base_count, base_room;
	uint8_t first_keys[64], next_keys[KEYS]; /* by letter; 0: no more */
	bool known;	 /* there was something of ISF's in it */
	const char *bad; /* why it cannot be read on */
};

/* A name cannot move a terminal, whatever JSON's escapes put into it. */
char *isf_copy_name(struct isf_reader *reader, const yaml_event_t *event);
/* A scalar behind frame's key. */
void isf_take_value(struct isf_reader *reader, struct isf_frame *frame,
		    const yaml_event_t *event);

/* ---- isf_json.c ---- */

/* False: the reader wants no more. */
typedef bool isf_take(struct isf_reader *reader, const yaml_event_t *event);
/*
 * Gives the events of a text from its first brace to its last: marks are not
 * filled, and there are none of the stream. False: it is not plain JSON, or
 * the reader did not want it; what was given is to be forgotten.
 */
bool isf_json_read(const void *bytes, size_t size, isf_take *take,
		   struct isf_reader *reader);

#endif
