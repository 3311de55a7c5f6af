/*
 * Keys that a map has twice; YAML libraries silently take one of them. For
 * formats/yaml.c.
 */
#ifndef LAB_FORMATS_YAML_KEYS_H
#define LAB_FORMATS_YAML_KEYS_H

#include "formats/yaml.h"

/* A fault for each key of the map that an earlier member has too. */
void yaml_keys_check(const struct yaml_node *map, const char *file,
		     struct faults *faults);

#endif
