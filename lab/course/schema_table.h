/*
 * How the table of the format is written down. For schema*.c only.
 */
#ifndef LAB_COURSE_SCHEMA_TABLE_H
#define LAB_COURSE_SCHEMA_TABLE_H

#include "course/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum schema_type {
	SCHEMA_ID,     /* const char *: a-z, 0-9, '-' */
	SCHEMA_LINE,   /* const char *: one line of text */
	SCHEMA_PROSE,  /* const char *: text of any length */
	SCHEMA_PATH,   /* const char *: a file below some folder */
	SCHEMA_BOOL,   /* bool */
	SCHEMA_WORD,   /* bool: true when the one name is written */
	SCHEMA_WHOLE,  /* int64_t: least to most */
	SCHEMA_NUMBER, /* uint64_t, by the rules of judge_number */
	SCHEMA_ENUM,   /* an enum: the place of the name */
	/* struct strings: */
	SCHEMA_IDS,
	SCHEMA_LINES,
	SCHEMA_PROSES,
	SCHEMA_PATHS,
	/* by object: */
	SCHEMA_OBJECT,	/* the struct itself */
	SCHEMA_POINTER, /* a pointer to one in the arena */
	SCHEMA_OBJECTS, /* STEP_LIST of it */
	SCHEMA_INLINE,	/* SCHEMA_POINTER; its keys beside the others */
};

struct schema_object;

struct schema_row {
	const char *key; /* NULL: SCHEMA_INLINE has none */
	uint32_t key_size;
	enum schema_type type;
	bool required;
	bool own;      /* not where the object is inline */
	bool code;     /* SCHEMA_PROSE: shown as it stands, not as Markdown */
	uint32_t when; /* a bit for each variant it goes with; 0: all */
	size_t offset;
	const struct schema_object *object;
	const char *const *names; /* NULL-terminated */
	unsigned least, most;	  /* a whole number, or members of a list */
	const char *help;
};

/* Keys of which a map has one; keys[2] and later may be NULL. */
struct schema_choice {
	const char *keys[3];
	bool required;
	uint32_t when;
};

/* The state of the reader. */
struct schema_read {
	const struct schema_source *source;
	enum number_base bare; /* of the question that is being read */
	bool good;
};

struct schema_object {
	const char *name; /* "note": for messages and for $defs */
	size_t size;
	size_t place; /* offset of its struct place; SCHEMA_NO_PLACE */
	const struct schema_row *rows;
	size_t row_count;
	const char *variant;	  /* the key whose value is one of names */
	const char *const *names; /* NULL-terminated; bit n of `when` */
	const struct schema_choice *choices;
	size_t choice_count;
	const char *brief;	 /* a plain text is short for this key */
	const char *together[2]; /* one of them wants the other */
	bool unique;		 /* no two in one list with the same id */
	/* What a table cannot say; NULL where there is nothing. */
	void (*finish)(struct schema_read *read, const struct yaml_node *node,
		       void *object);
};

#define SCHEMA_NO_PLACE SIZE_MAX

/* ---- how the table is written ---- */

#define ROW(name, kind, type_, field, ...)                                     \
	{                                                                      \
		.key = (name), .key_size = sizeof(name) - 1, .type = (kind),   \
		.offset = offsetof(type_, field), __VA_ARGS__                  \
	}
#define REQUIRED .required = true
#define ROWS(rows_)                                                            \
	.rows = (rows_), .row_count = sizeof(rows_) / sizeof(*(rows_))
#define CHOICES(choices_)                                                      \
	.choices = (choices_),                                                 \
	.choice_count = sizeof(choices_) / sizeof(*(choices_))

#define ON(variant) (1u << (variant))

extern const struct schema_object schema_anchor, schema_course, schema_edit,
	schema_glossary, schema_goal, schema_lesson, schema_question,
	schema_slip, schema_step;

/* Whether a row goes with a variant's bit (0: it is not known). */
static inline bool schema_goes(const struct schema_row *row, uint32_t variant)
{
	return !row->when || (row->when & variant);
}

/* The bit of the variant that a map names, or 0. */
uint32_t schema_variant(const struct schema_object *object,
			const struct yaml_node *node);

/* The row that brings in another object's keys, or NULL. */
const struct schema_row *schema_inline_row(const struct schema_object *object);

/* A fault at a value (a missing one: at its key); the file is not good. */
void schema_fault(struct schema_read *read, enum fault_kind kind,
		  const struct yaml_node *node, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * Reads a text, number, enum or list of texts into field, which is of the
 * type that row->type says (schema_value.c). name is the key as written.
 */
void schema_take_value(struct schema_read *read, const struct schema_row *row,
		       const struct yaml_node *node, const char *name,
		       void *field);

/* Whether a node is a list or map (or a scalar, for YAML_SCALAR); else a
 * fault that says so. */
bool schema_is(struct schema_read *read, const struct yaml_node *node,
	       const char *name, enum yaml_kind kind, const char *expected);
/* Whether a list has least to most members (most 0: any number). */
bool schema_in_range(struct schema_read *read, const struct schema_row *row,
		     const struct yaml_node *node, const char *name);

#endif
