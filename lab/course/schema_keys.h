/*
 * The keys of one map against the table: which row each belongs to, and what
 * is wrong with them. For schema_read.c only.
 */
#ifndef LAB_COURSE_SCHEMA_KEYS_H
#define LAB_COURSE_SCHEMA_KEYS_H

#include "course/schema_table.h"

#define SCHEMA_PARTS 2u /* an object and the one inline in it */

/* One object that a map fills; a quiz step fills two. */
struct schema_part {
	const struct schema_object *object;
	char *out;
	uint32_t variant; /* its bit; 0: the map does not say a known one */
	bool is_inline;
	uint64_t seen; /* rows that the map has */
	size_t next;   /* keys mostly come in the order of the table */
};

/* The row of a member's key, or NULL; *ret_elsewhere is set where a row of
 * another variant has that key. */
const struct schema_row *schema_find_row(struct schema_part *part,
					 const struct yaml_node *member,
					 bool *ret_elsewhere);
/*
 * The fault for a key that found no row. excluding is the innermost part
 * that has it in another variant, or NULL.
 */
void schema_fault_unknown(struct schema_read *read,
			  const struct schema_part *parts, size_t count,
			  const struct schema_part *excluding,
			  const struct yaml_node *member);
/* What only the whole map shows: missing keys, choices; then finish. */
void schema_check_part(struct schema_read *read, const struct schema_part *part,
		       const struct yaml_node *node);

#endif
