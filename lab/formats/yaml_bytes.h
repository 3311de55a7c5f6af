/*
 * The bytes of a YAML file before libyaml sees them: encoding, and what
 * would move a terminal or hide text. For formats/yaml.c.
 */
#ifndef LAB_FORMATS_YAML_BYTES_H
#define LAB_FORMATS_YAML_BYTES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The offset of the first byte that is malformed UTF-8 or begins a character
 * that a course may not hold, or size. *ret_why is then what it is, in
 * words. *ret_ascii: the bytes before it are all ASCII.
 */
size_t yaml_bytes_check(const char *bytes, size_t size, const char **ret_why,
			bool *ret_ascii);

/* The line, from 0, and the column in characters, from 0, of an offset. */
void yaml_bytes_place(const char *bytes, size_t offset, unsigned *ret_line,
		      unsigned *ret_column);

/* How many bytes the next count characters take; at most size. */
size_t yaml_bytes_skip(const char *bytes, size_t size, size_t count);

#endif
