/*
 * What libyaml says when it gives up, in words that help an author, and
 * what it accepts but an author did not mean. For formats/yaml.c.
 */
#ifndef LAB_FORMATS_YAML_SYNTAX_H
#define LAB_FORMATS_YAML_SYNTAX_H

#include "formats/fault.h"

#include <stddef.h>
#include <yaml.h>

/* The fault that stopped the parser; lines_before is added to its marks. */
void yaml_syntax_error(struct faults *faults, const char *file,
		       unsigned lines_before, const char *bytes, size_t size,
		       const yaml_parser_t *parser);

/* The fault for an anchor, an alias or a tag at an offset of bytes. */
void yaml_syntax_property(struct faults *faults, const char *file,
			  unsigned line, unsigned column, const char *bytes,
			  size_t size, size_t offset);

#endif
