/*
 * Parts of target/machine.h's implementation, one file each.
 */
#ifndef LAB_TARGET_MACHINE_PRIVATE_H
#define LAB_TARGET_MACHINE_PRIVATE_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/dump_write.h"
#include "formats/image.h"
#include "formats/yaml.h"
#include "target/machine.h"
#include "target/nt19041.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct machine_name {
	const char *name;
	uint64_t value;
};

struct machine_isf {
	struct nt_isf isf;
	const char *path;
	struct nt_symbol *symbols;
	size_t capacity;
};

struct machine {
	struct arena arena; /* all that lives as long as this */
	struct image image;
	struct machine_name *names;
	size_t name_count, name_capacity;
	struct machine_isf *isfs;
	size_t isf_count, isf_capacity;
	struct dump_write dump;
	struct dump_write_tag *tags;
	size_t tag_count, tag_capacity;
	struct machine_code *codes;
	size_t code_count, code_capacity;
	const struct yaml_node *top; /* in the arena */
	uint64_t seed;
	/* while it is read */
	const char *file;
	struct err *err;
	enum err_code code; /* the first error; the rest is not done */
};

/* Remembers the first error, with its line. */
void machine_fail(struct machine *machine, const struct yaml_node *node,
		  const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Values: numbers (0x..., decimal) and names, added and subtracted:
 * "worker+0x308", "nt!KeBugCheckEx", "-1". An absent node fails.
 */
uint64_t machine_value(struct machine *machine, const struct yaml_node *node);
void machine_add_name(struct machine *machine, const char *name,
		      uint64_t value);

/* Members of a map; these fail when the key is not there, but for _or and
 * find (yaml_find). */
const struct yaml_node *machine_get(struct machine *machine,
				    const struct yaml_node *map,
				    const char *key);
uint64_t machine_number(struct machine *machine, const struct yaml_node *map,
			const char *key);
uint64_t machine_number_or(struct machine *machine, const struct yaml_node *map,
			   const char *key, uint64_t otherwise);
/* Text that lives as long as the machine. */
const char *machine_text(struct machine *machine, const struct yaml_node *map,
			 const char *key);
/* "f57308df-cc45-..." to the 16 bytes as they lie in memory. */
void machine_guid(struct machine *machine, const struct yaml_node *node,
		  uint8_t ret[16]);
/* Units of the UTF-16 of a text, written to at if it is not NULL. */
size_t machine_utf16(const char *text, uint8_t *at);

/* The lists of a profile. */
void machine_read_image(struct machine *machine, const struct yaml_node *map);
void machine_read_tag(struct machine *machine, const struct yaml_node *map);
void machine_read_memory(struct machine *machine, const struct yaml_node *top);

#endif
