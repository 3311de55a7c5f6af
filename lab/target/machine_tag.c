#include "config.h"

#include "target/machine_private.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	SMBIOS_SYSTEM = 1,
	SMBIOS_SYSTEM_SIZE = 0x1b,
	SMBIOS_PROCESSOR = 4,
	SMBIOS_PROCESSOR_SIZE = 0x30,
	SMBIOS_END = 127,
	SMBIOS_END_SIZE = 4,
	REGISTRY_TEXT = 1,   /* REG_SZ */
	REGISTRY_NUMBER = 4, /* REG_DWORD */
};

static void add_number(struct text *out, uint64_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		text_add_char(out, (char)(value >> (8 * i)));
}

static void add_utf16(struct text *out, const char *text)
{
	size_t units = machine_utf16(text, NULL);
	uint8_t *bytes = mem_calloc(units + 1, 2);

	machine_utf16(text, bytes);
	text_add(out, (const char *)bytes, (units + 1) * 2);
	free(bytes);
}

/* A structure of the SMBIOS table: a head, zeros, then its texts; numbers are
 * where in the head texts 1 and 2 are referred to. */
static void add_smbios(struct text *out, unsigned type, unsigned size,
		       unsigned handle, const unsigned references[2],
		       const char *const texts[2])
{
	size_t start = out->size;

	add_number(out, type, 1);
	add_number(out, size, 1);
	add_number(out, handle, 2);
	while (out->size - start < size)
		text_add_char(out, '\0');
	for (unsigned i = 0; i < 2 && texts[i]; i++) {
		out->bytes[start + references[i]] = (char)(i + 1);
		text_add(out, texts[i], strlen(texts[i]) + 1);
	}
	if (!texts[0])
		text_add_char(out, '\0');
	text_add_char(out, '\0');
}

/* RawSMBIOSData with a system, a processor and the end. */
static void make_smbios(struct machine *machine, const struct yaml_node *map,
			struct text *out)
{
	const char *const system[2] = { machine_text(machine, map,
						     "manufacturer"),
					machine_text(machine, map, "product") };
	const char *const cpu[2] = { machine_text(machine, map, "cpu_vendor"),
				     machine_text(machine, map, "cpu") };
	struct text tables = { 0 };

	if (!machine->code) {
		add_smbios(&tables, SMBIOS_SYSTEM, SMBIOS_SYSTEM_SIZE, 1,
			   (const unsigned[2]){ 4, 5 }, system);
		add_smbios(&tables, SMBIOS_PROCESSOR, SMBIOS_PROCESSOR_SIZE, 2,
			   (const unsigned[2]){ 7, 0x10 }, cpu);
		add_smbios(&tables, SMBIOS_END, SMBIOS_END_SIZE, 3,
			   (const unsigned[2]){ 0, 0 },
			   (const char *const[2]){ NULL, NULL });
		add_number(out, 0, 1);
		add_number(out, 3, 1); /* SMBIOS 3.1 */
		add_number(out, 1, 1);
		add_number(out, 0, 1);
		add_number(out, tables.size, 4);
		text_add(out, tables.bytes, tables.size);
	}
	text_fini(&tables);
}

/* Registry values, as mssmbios keeps those of the processor: a plain number
 * is a REG_DWORD, a quoted text a REG_SZ. */
static void make_values(struct machine *machine, const struct yaml_node *map,
			struct text *out)
{
	for (const struct yaml_node *at = map->first; at; at = at->next) {
		add_number(out, 2 * (machine_utf16(at->key, NULL) + 1), 4);
		add_utf16(out, at->key);
		if (at->plain) {
			add_number(out, REGISTRY_NUMBER, 4);
			add_number(out, 4, 4);
			add_number(out, machine_value(machine, at), 4);
			continue;
		}
		if (at->kind != YAML_SCALAR) {
			machine_fail(machine, at, "should be a text");
			return;
		}
		add_number(out, REGISTRY_TEXT, 4);
		add_number(out, 2 * (machine_utf16(at->text, NULL) + 1), 4);
		add_utf16(out, at->text);
	}
}

static void make_words(struct machine *machine, const struct yaml_node *list,
		       struct text *out)
{
	if (list->kind != YAML_LIST)
		machine_fail(machine, list, "should be a list");
	for (const struct yaml_node *at = list->first; at; at = at->next)
		add_number(out, machine_value(machine, at), 4);
}

void machine_read_tag(struct machine *machine, const struct yaml_node *map)
{
	struct dump_write_tag tag = { 0 };
	struct text text = { 0 };
	const struct yaml_node *part;

	machine_guid(machine, machine_get(machine, map, "guid"), tag.guid);
	if ((part = yaml_find(map, "smbios")))
		make_smbios(machine, part, &text);
	if ((part = yaml_find(map, "values")))
		make_values(machine, part, &text);
	if ((part = yaml_find(map, "u32")))
		make_words(machine, part, &text);
	if (yaml_find(map, "utf16"))
		add_utf16(&text, machine_text(machine, map, "utf16"));
	for (uint64_t i = machine_number_or(machine, map, "zeros", 0);
	     i > 0 && text.size < 0x10000; i--)
		text_add_char(&text, '\0');
	tag.bytes =
		arena_strndup(&machine->arena, text_string(&text), text.size);
	tag.size = text.size;
	text_fini(&text);
	machine->tags =
		mem_grow(machine->tags, &machine->tag_capacity,
			 machine->tag_count + 1, sizeof(*machine->tags));
	machine->tags[machine->tag_count++] = tag;
}
