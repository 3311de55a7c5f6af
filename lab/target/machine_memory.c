#include "config.h"

#include "target/machine_private.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define COPY_MOST (1u << 20)

/* One field of a structure; bit fields keep what is beside them. */
static void set_field(struct machine *machine, uint64_t base, const char *type,
		      const struct yaml_node *node)
{
	struct image *image = &machine->image;
	struct nt_place place;
	uint64_t value = machine_value(machine, node);
	uint32_t size;

	if (machine->code)
		return;
	if (!nt19041_place(type, node->key, &place)) {
		machine_fail(machine, node, "no field '%s' in %s", node->key,
			     type);
		return;
	}
	size = nt19041_size(place.type);
	if (size == 0 || size > 8) {
		machine_fail(machine, node, "'%s' is no number", node->key);
		return;
	}
	if (place.bits > 0) {
		uint64_t mask = ((1ull << place.bits) - 1) << place.bit;

		value = (image_get(image, base + place.offset, size) & ~mask) |
			(value << place.bit & mask);
	}
	image_put(image, base + place.offset, value, size, IMAGE_WRITE);
}

static void read_object(struct machine *machine, const struct yaml_node *map)
{
	uint64_t base = machine_number(machine, map, "at");
	const char *type = machine_text(machine, map, "type");
	const struct yaml_node *set = yaml_find(map, "set");

	if (machine->code)
		return;
	if (!nt19041_find(type)) {
		machine_fail(machine, map, "no structure '%s'", type);
		return;
	}
	image_touch(&machine->image, base, nt19041_size(type), IMAGE_WRITE);
	for (const struct yaml_node *at = set ? set->first : NULL;
	     at && !machine->code; at = at->next)
		set_field(machine, base, type, at);
}

/* { at: ..., u64: [...] }, also u32, u16 and u8; or zeros: a size. */
static void read_words(struct machine *machine, const struct yaml_node *map)
{
	static const char *const keys[] = { "u8", "u16", "u32", "u64" };
	uint64_t at = machine_number(machine, map, "at");

	image_touch(&machine->image, at,
		    machine_number_or(machine, map, "zeros", 0), IMAGE_WRITE);
	for (size_t i = 0; i < 4; i++) {
		const struct yaml_node *list = yaml_find(map, keys[i]);
		size_t size = (size_t)1 << i;

		for (const struct yaml_node *value = list ? list->first : NULL;
		     value && !machine->code; value = value->next) {
			image_put(&machine->image, at,
				  machine_value(machine, value), size,
				  IMAGE_WRITE);
			at += size;
		}
	}
}

static size_t write_utf16(struct machine *machine, uint64_t at,
			  const char *text)
{
	size_t units = machine_utf16(text, NULL);
	uint8_t *bytes = mem_calloc(units + 1, 2);

	machine_utf16(text, bytes);
	image_write(&machine->image, at, bytes, (units + 1) * 2, IMAGE_WRITE);
	free(bytes);
	return units;
}

/* { at: ..., ascii: ... } or utf16; with a NUL behind it. */
static void read_text(struct machine *machine, const struct yaml_node *map)
{
	uint64_t at = machine_number(machine, map, "at");
	const char *text;

	if (yaml_find(map, "utf16")) {
		write_utf16(machine, at, machine_text(machine, map, "utf16"));
		return;
	}
	text = machine_text(machine, map, "ascii");
	image_write(&machine->image, at, text, strlen(text) + 1, IMAGE_WRITE);
}

/* A UNICODE_STRING at `at`, its text at `buffer`. */
static void read_string(struct machine *machine, const struct yaml_node *map)
{
	uint64_t at = machine_number(machine, map, "at");
	uint64_t buffer = machine_number(machine, map, "buffer");
	size_t size = 2 * write_utf16(machine, buffer,
				      machine_text(machine, map, "text"));

	if (size > UINT16_MAX - 2) {
		machine_fail(machine, map, "the text is too long");
		return;
	}
	image_put(&machine->image, at, size, 2, IMAGE_WRITE);
	image_put(&machine->image, at + 2, size + 2, 2, IMAGE_WRITE);
	image_put(&machine->image, at + 8, buffer, 8, IMAGE_WRITE);
}

/* LIST_ENTRYs that form a ring in this order; one alone is an empty list. */
static void link_ring(struct machine *machine, const struct yaml_node *list)
{
	uint64_t first = machine_value(machine, list->first), here = first;

	for (const struct yaml_node *at = list->first; at && !machine->code;
	     at = at->next) {
		uint64_t next =
			at->next ? machine_value(machine, at->next) : first;

		image_put(&machine->image, here, next, 8, IMAGE_WRITE);
		image_put(&machine->image, next + 8, here, 8, IMAGE_WRITE);
		here = next;
	}
}

static void read_copy(struct machine *machine, const struct yaml_node *map)
{
	uint64_t from = machine_number(machine, map, "from");
	uint64_t to = machine_number(machine, map, "to");
	uint64_t size = machine_number(machine, map, "size");
	uint8_t *bytes;

	if (machine->code)
		return;
	if (size > COPY_MOST) {
		machine_fail(machine, map, "a copy of more than 1 MiB");
		return;
	}
	bytes = mem_calloc(1, size);
	if (image_read(&machine->image, from, bytes, size))
		image_write(&machine->image, to, bytes, size, IMAGE_WRITE);
	else
		machine_fail(machine, map, "nothing to copy there");
	free(bytes);
}

static void read_list(struct machine *machine, const struct yaml_node *list,
		      enum yaml_kind kind,
		      void read(struct machine *, const struct yaml_node *))
{
	if (list && list->kind != YAML_LIST)
		machine_fail(machine, list, "should be a list");
	for (const struct yaml_node *at = list ? list->first : NULL;
	     at && !machine->code; at = at->next) {
		if (at->kind == kind)
			read(machine, at);
		else
			machine_fail(machine, at, "should be a %s",
				     kind == YAML_MAP ? "map" : "list");
	}
}

void machine_read_memory(struct machine *machine, const struct yaml_node *top)
{
	read_list(machine, yaml_find(top, "objects"), YAML_MAP, read_object);
	read_list(machine, yaml_find(top, "words"), YAML_MAP, read_words);
	read_list(machine, yaml_find(top, "texts"), YAML_MAP, read_text);
	read_list(machine, yaml_find(top, "strings"), YAML_MAP, read_string);
	read_list(machine, yaml_find(top, "rings"), YAML_LIST, link_ring);
	read_list(machine, yaml_find(top, "copies"), YAML_MAP, read_copy);
}
