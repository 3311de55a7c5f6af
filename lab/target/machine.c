#include "config.h"

#include "target/machine.h"
#include "target/machine_private.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void machine_fail(struct machine *machine, const struct yaml_node *node,
		  const char *format, ...)
{
	char message[256];
	va_list list;

	if (machine->code)
		return;
	va_start(list, format);
	vsnprintf(message, sizeof(message), format, list);
	va_end(list);
	machine->code =
		err_set(machine->err, ERR_FORMAT, node ? node->line : 0,
			"%s:%u:%u: %s", machine->file, node ? node->line : 0,
			node ? node->column : 0, message);
}

#define KERNEL_HALF 0xffff800000000000u
#define SLIDE_UNIT  0x200000u

/* ---- values ---- */

static bool parse_term(const struct machine *machine, const char *text,
		       size_t length, uint64_t *ret)
{
	char number[32], *end;

	if (length > 0 && isdigit((unsigned char)text[0])) {
		if (length >= sizeof(number))
			return false;
		memcpy(number, text, length);
		number[length] = '\0';
		errno = 0;
		*ret = strtoull(number, &end, number[1] == 'x' ? 16 : 10);
		return errno == 0 && *end == '\0';
	}
	for (size_t i = 0; i < machine->name_count; i++) {
		if (strlen(machine->names[i].name) == length &&
		    memcmp(machine->names[i].name, text, length) == 0) {
			*ret = machine->names[i].value;
			return true;
		}
	}
	return false;
}

bool machine_evaluate(const struct machine *machine,
		      const struct yaml_node *node, uint64_t *ret)
{
	const char *at;
	uint64_t sum = 0;
	bool minus = false;

	if (!node || node->kind != YAML_SCALAR)
		return false;
	at = node->text;
	if (*at == '-')
		minus = *at++;
	for (;;) {
		size_t length = strcspn(at, "+-");
		uint64_t term;

		if (!parse_term(machine, at, length, &term))
			return false;
		sum = minus ? sum - term : sum + term;
		at += length;
		if (!*at)
			break;
		minus = *at++ == '-';
	}
	*ret = sum;
	return true;
}

uint64_t machine_value(struct machine *machine, const struct yaml_node *node)
{
	uint64_t value = 0;

	if (machine->code || !node || node->kind != YAML_SCALAR)
		machine_fail(machine, node, "a value is missing");
	else if (!machine_evaluate(machine, node, &value))
		machine_fail(machine, node, "neither a number nor a name: '%s'",
			     node->text);
	return value;
}

bool machine_lookup(const struct machine *machine, const char *name,
		    uint64_t *ret)
{
	return parse_term(machine, name, strlen(name), ret);
}

void machine_add_name(struct machine *machine, const char *name, uint64_t value)
{
	machine->names =
		mem_grow(machine->names, &machine->name_capacity,
			 machine->name_count + 1, sizeof(*machine->names));
	machine->names[machine->name_count++] = (struct machine_name){
		arena_strndup(&machine->arena, name, strlen(name)), value
	};
}

const struct yaml_node *machine_get(struct machine *machine,
				    const struct yaml_node *map,
				    const char *key)
{
	const struct yaml_node *node = NULL;

	if (map && map->kind == YAML_MAP)
		node = yaml_find(map, key);
	if (!node)
		machine_fail(machine, map, "needs '%s'", key);
	return node;
}

uint64_t machine_number(struct machine *machine, const struct yaml_node *map,
			const char *key)
{
	return machine_value(machine, machine_get(machine, map, key));
}

uint64_t machine_number_or(struct machine *machine, const struct yaml_node *map,
			   const char *key, uint64_t otherwise)
{
	const struct yaml_node *node = yaml_find(map, key);

	return node ? machine_value(machine, node) : otherwise;
}

const char *machine_text(struct machine *machine, const struct yaml_node *map,
			 const char *key)
{
	const struct yaml_node *node = machine_get(machine, map, key);

	if (!node || node->kind != YAML_SCALAR) {
		machine_fail(machine, node ? node : map,
			     "'%s' should be a text", key);
		return "";
	}
	return arena_strndup(&machine->arena, node->text, node->size);
}

void machine_guid(struct machine *machine, const struct yaml_node *node,
		  uint8_t ret[16])
{
	/* where each byte of the text goes: three parts are little-endian */
	static const uint8_t place[16] = { 3, 2, 1,  0,	 5,  4,	 7,  6,
					   8, 9, 10, 11, 12, 13, 14, 15 };
	const char *text = node && node->kind == YAML_SCALAR ? node->text : "";
	size_t digits = 0;

	memset(ret, 0, 16);
	for (; *text && digits < 32; text++) {
		int c = tolower((unsigned char)*text);
		unsigned digit =
			(unsigned)(isdigit(c) ? c - '0' : c - 'a' + 10);

		if (c == '-')
			continue;
		if (!isxdigit(c))
			break;
		ret[place[digits / 2]] |=
			(uint8_t)(digits % 2 == 0 ? digit << 4 : digit);
		digits++;
	}
	if (digits != 32 || *text)
		machine_fail(machine, node, "should be a GUID of 32 digits");
}

size_t machine_utf16(const char *text, uint8_t *at)
{
	size_t size = strlen(text), done = 0, units = 0;

	while (done < size) {
		uint32_t c;

		done += utf8_decode(text + done, size - done, &c);
		if (c > 0xffff)
			c = 0xfffd;
		if (at) {
			at[units * 2] = (uint8_t)c;
			at[units * 2 + 1] = (uint8_t)(c >> 8);
		}
		units++;
	}
	return units;
}

/* ---- the header ---- */

static void read_roots(struct machine *machine, const struct yaml_node *list)
{
	uint64_t *roots;
	size_t count = 0;

	if (!list || list->kind != YAML_LIST) {
		machine_fail(machine, list, "'roots' should be a list");
		return;
	}
	roots = arena_array(&machine->arena, list->count + 1, sizeof(*roots));
	for (const struct yaml_node *at = list->first; at; at = at->next)
		roots[count++] = machine_value(machine, at);
	machine->dump.roots = roots;
	machine->dump.root_count = count;
}

static void read_parameters(struct machine *machine,
			    const struct yaml_node *list)
{
	const struct yaml_node *at = list ? list->first : NULL;

	for (size_t i = 0; i < 4; i++) {
		machine->dump.parameters[i] = machine_value(machine, at);
		at = at ? at->next : NULL;
	}
}

static void read_header(struct machine *m, const struct yaml_node *map)
{
	struct dump_write *to = &m->dump;

	to->build = (uint32_t)machine_number(m, map, "build");
	to->processors = (uint32_t)machine_number(m, map, "processors");
	to->bugcheck = (uint32_t)machine_number(m, map, "bugcheck");
	read_parameters(m, machine_get(m, map, "parameters"));
	read_roots(m, machine_get(m, map, "roots"));
	to->pte_base = machine_number(m, map, "pte_base");
	to->pfn_database = machine_number(m, map, "pfn_database");
	to->loaded_modules = machine_number(m, map, "loaded_modules");
	to->active_processes = machine_number(m, map, "active_processes");
	to->debugger_data = machine_number(m, map, "debugger_data");
	to->context = machine_number(m, map, "context");
	to->exception_address = machine_number(m, map, "exception_address");
	to->time = machine_number(m, map, "time");
	to->uptime = machine_number(m, map, "uptime");
	to->product = (uint32_t)machine_number(m, map, "product");
	to->suite = (uint32_t)machine_number(m, map, "suite");
	to->boot_id = (uint32_t)machine_number(m, map, "boot_id");
	to->comment = machine_text(m, map, "comment");
}

/* ---- the whole ---- */

static void read_each(struct machine *machine, const struct yaml_node *list,
		      void read(struct machine *, const struct yaml_node *))
{
	if (!list)
		return;
	if (list->kind != YAML_LIST)
		machine_fail(machine, list, "should be a list");
	for (const struct yaml_node *at = list->first; at && !machine->code;
	     at = at->next) {
		if (at->kind == YAML_MAP)
			read(machine, at);
		else
			machine_fail(machine, at, "should be a map");
	}
}

/* How far a seed moves an address: see machine.h. Kept to 32 GiB, so that
 * what lay in one 512 GiB, a page table's reach, seldom leaves it. */
static uint64_t slide(const struct machine *machine, const char *text,
		      uint64_t value)
{
	uint64_t mixed = machine->seed ^ (value >> 40) * 0x9e3779b97f4a7c15u;

	if (machine->seed == 0 || value < KERNEL_HALF ||
	    text[strspn(text, "0123456789abcdefABCDEFx")])
		return 0;
	/* splitmix64 */
	mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
	return ((mixed ^ mixed >> 31) & 0x3fff) * SLIDE_UNIT;
}

static void read_names(struct machine *machine, const struct yaml_node *map)
{
	if (!map || map->kind != YAML_MAP)
		return;
	for (const struct yaml_node *at = map->first; at; at = at->next) {
		uint64_t value = machine_value(machine, at);

		if (!machine->code)
			value += slide(machine, at->text, value);
		machine_add_name(machine, at->key, value);
	}
}

static void read_machine(struct machine *machine, const struct yaml_node *top)
{
	static const char *const keys[] = { "names",   "images", "objects",
					    "words",   "texts",	 "rings",
					    "copies",  "header", "tags",
					    "strings", "kernel", NULL };

	for (const struct yaml_node *at = top->first; at; at = at->next) {
		size_t i = 0;

		while (keys[i] && strcmp(keys[i], at->key) != 0)
			i++;
		if (!keys[i])
			machine_fail(machine, at, "unknown key: '%s'", at->key);
	}
	read_names(machine, yaml_find(top, "names"));
	read_each(machine, yaml_find(top, "images"), machine_read_image);
	if (!machine->code)
		machine_read_memory(machine, top);
	if (!machine->code)
		read_header(machine, machine_get(machine, top, "header"));
	read_each(machine, yaml_find(top, "tags"), machine_read_tag);
	if (machine->image.full)
		machine_fail(machine, top, "more pages than kdlab holds");
}

static const struct yaml_node *parse_yaml(struct machine *machine,
					  const char *bytes, size_t size)
{
	struct yaml_place place = { .file = machine->file };
	struct faults faults = { 0 };
	const struct yaml_node *top =
		yaml_parse(&machine->arena, &place, bytes, size, &faults);

	if (faults.count > 0) {
		const struct fault *fault = &faults.list[0];

		machine->code =
			err_set(machine->err, ERR_FORMAT, fault->line,
				"%s:%u:%u: %s", machine->file, fault->line,
				fault->column, fault->message);
	} else if (!top || top->kind != YAML_MAP) {
		machine_fail(machine, top, "a machine profile is a map");
	}
	faults_fini(&faults);
	return machine->code ? NULL : top;
}

enum err_code machine_parse(const char *file, const char *bytes, size_t size,
			    uint64_t seed, struct machine **ret,
			    struct err *err)
{
	struct machine *machine = mem_calloc(1, sizeof(*machine));
	enum err_code code;

	machine->file = file;
	machine->err = err;
	machine->seed = seed;
	machine->top = parse_yaml(machine, bytes, size);
	if (machine->top)
		read_machine(machine, machine->top);
	code = machine->code;
	if (code) {
		machine_free(machine);
		return code;
	}
	machine->file = NULL;
	machine->err = NULL;
	*ret = machine;
	return ERR_OK;
}

void machine_free(struct machine *machine)
{
	if (!machine)
		return;
	for (size_t i = 0; i < machine->isf_count; i++)
		free(machine->isfs[i].symbols);
	free(machine->isfs);
	free(machine->codes);
	free(machine->names);
	free(machine->tags);
	image_fini(&machine->image);
	arena_fini(&machine->arena);
	free(machine);
}

const struct image *machine_image(const struct machine *machine)
{
	return &machine->image;
}

const struct yaml_node *machine_section(const struct machine *machine,
					const char *key)
{
	return yaml_find(machine->top, key);
}

const struct machine_code *machine_code(const struct machine *machine,
					const char *as)
{
	for (size_t i = 0; i < machine->code_count; i++) {
		if (strcmp(machine->codes[i].as, as) == 0)
			return &machine->codes[i];
	}
	return NULL;
}

void machine_header(const struct machine *machine, struct dump_write *ret)
{
	*ret = machine->dump;
	ret->image = &machine->image;
	ret->tags = machine->tags;
	ret->tag_count = machine->tag_count;
}

enum err_code machine_dump(const struct machine *machine, uint8_t **ret,
			   size_t *ret_size, struct err *err)
{
	struct dump_write from;

	machine_header(machine, &from);
	return dump_write(&from, ret, ret_size, err);
}

size_t machine_isf_count(const struct machine *machine)
{
	return machine->isf_count;
}

const char *machine_isf_path(const struct machine *machine, size_t number)
{
	return machine->isfs[number].path;
}

void machine_write_isf(const struct machine *machine, size_t number,
		       struct text *out)
{
	struct nt_isf isf = machine->isfs[number].isf;

	isf.symbols = machine->isfs[number].symbols;
	nt19041_write_isf(&isf, out);
}
