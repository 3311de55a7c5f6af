#include "config.h"

#include "target/machine_private.h"

#include "base/mem.h"
#include "formats/pe_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned count_of(const struct yaml_node *node)
{
	return node && node->kind == YAML_LIST ? node->count : 0;
}

static const struct yaml_node *first_of(const struct yaml_node *node)
{
	return node && node->kind == YAML_LIST ? node->first : NULL;
}

static void read_sections(struct machine *m, const struct yaml_node *list,
			  struct pe_write *to)
{
	struct pe_write_section *sections =
		arena_array(&m->arena, count_of(list) + 1, sizeof(*sections));

	for (const struct yaml_node *at = first_of(list); at; at = at->next) {
		struct pe_write_section *section =
			&sections[to->section_count++];
		const char *name = machine_text(m, at, "name");

		memcpy(section->name, name, strnlen(name, 8));
		section->rva = (uint32_t)machine_number(m, at, "rva");
		section->size = (uint32_t)machine_number(m, at, "size");
		section->flags = (uint32_t)machine_number(m, at, "flags");
	}
	to->sections = sections;
}

static uint8_t register_number(struct machine *m, const struct yaml_node *node)
{
	static const char *const names[] = { "rax", "rcx", "rdx", "rbx",
					     "rsp", "rbp", "rsi", "rdi",
					     "r8",  "r9",  "r10", "r11",
					     "r12", "r13", "r14", "r15" };

	for (uint8_t i = 0; node->kind == YAML_SCALAR && i < 16; i++) {
		if (strcmp(names[i], node->text) == 0)
			return i;
	}
	machine_fail(m, node, "should be a register");
	return 0;
}

/* Functions that do not say where they are lie one behind the other. */
enum { PLACE_STEP = 0x100, PLACE_CALLS = 0x80, PLACE_CALL_STEP = 0x10 };

static void read_place(struct machine *m, const struct yaml_node *map,
		       uint32_t *next, struct pe_write_function *to)
{
	if (yaml_find(map, "begin") || !*next) {
		to->begin = (uint32_t)machine_number(m, map, "begin");
		to->end = (uint32_t)machine_number(m, map, "end");
		return;
	}
	to->begin = *next;
	to->end = *next += PLACE_STEP;
}

static void read_function(struct machine *m, const struct yaml_node *map,
			  uint32_t *next, struct pe_write_function *to)
{
	const struct yaml_node *push = yaml_find(map, "push");

	if (yaml_find(map, "name"))
		to->name = machine_text(m, map, "name");
	else
		to->of = machine_text(m, map, "part_of");
	read_place(m, map, next, to);
	to->allocates = (uint32_t)machine_number_or(m, map, "allocates", 0);
	to->homes = (uint32_t)machine_number_or(m, map, "homes", 0);
	to->frame_pointer =
		(uint32_t)machine_number_or(m, map, "frame_pointer", 0);
	to->machine_frame = machine_number_or(m, map, "machine_frame", 0) != 0;
	to->error_code = machine_number_or(m, map, "machine_frame", 0) == 2;
	to->exported = machine_number_or(m, map, "exported", 0) != 0;
	if (yaml_find(map, "export_name"))
		to->export_name = machine_text(m, map, "export_name");
	if (count_of(push) > PE_WRITE_PUSHES) {
		machine_fail(m, push, "more pushes than kdlab holds");
		return;
	}
	for (const struct yaml_node *at = first_of(push); at; at = at->next)
		to->pushes[to->push_count++] = register_number(m, at);
}

static void read_functions(struct machine *m, const struct yaml_node *list,
			   uint32_t next, struct pe_write *to)
{
	struct pe_write_function *functions =
		arena_array(&m->arena, count_of(list) + 1, sizeof(*functions));

	for (const struct yaml_node *at = first_of(list); at && !m->code;
	     at = at->next) {
		if (at->kind == YAML_MAP)
			read_function(m, at, &next,
				      &functions[to->function_count++]);
		else
			machine_fail(m, at, "should be a map");
	}
	to->functions = functions;
}

/* Whom a call calls: a function's name, or its RVA; 0 is through a register. */
static uint32_t read_callee(struct machine *m, const struct yaml_node *node,
			    const struct pe_write *image)
{
	const char *name = node && node->kind == YAML_SCALAR ? node->text : "";

	for (size_t i = 0; i < image->function_count; i++) {
		const struct pe_write_function *function = &image->functions[i];

		if (function->name && strcmp(function->name, name) == 0)
			return function->begin;
	}
	return (uint32_t)machine_value(m, node);
}

/* `calls` of a function. */
static void read_own_calls(struct machine *m, const struct yaml_node *map,
			   const struct pe_write_function *function,
			   const struct pe_write *image,
			   struct pe_write_call *calls, size_t *count)
{
	uint32_t from = function->begin + PLACE_CALLS;

	for (const struct yaml_node *at = first_of(yaml_find(map, "calls")); at;
	     at = at->next, from += PLACE_CALL_STEP) {
		if (from >= function->end)
			machine_fail(m, at,
				     "more calls than there is room for");
		calls[*count].from = from;
		calls[*count].to = read_callee(m, at, image);
		++*count;
	}
}

static void read_calls(struct machine *m, const struct yaml_node *list,
		       const struct yaml_node *functions, struct pe_write *to)
{
	struct pe_write_call *calls;
	size_t most = count_of(list) + 1, number = 0;

	for (const struct yaml_node *at = first_of(functions); at;
	     at = at->next)
		most += count_of(yaml_find(at, "calls"));
	calls = arena_array(&m->arena, most, sizeof(*calls));
	for (const struct yaml_node *at = first_of(functions); at && !m->code;
	     at = at->next)
		read_own_calls(m, at, &to->functions[number++], to, calls,
			       &to->call_count);
	for (const struct yaml_node *at = first_of(list); at && !m->code;
	     at = at->next) {
		struct pe_write_call *call = &calls[to->call_count++];
		const struct yaml_node *from = first_of(at);

		call->from = (uint32_t)machine_value(m, from);
		call->to = read_callee(m, from ? from->next : NULL, to);
	}
	to->calls = calls;
}

/* ---- symbols ---- */

static void add_symbol(struct machine *m, struct machine_isf *to,
		       const char *image, uint64_t base,
		       const struct nt_symbol *symbol)
{
	char name[256];

	to->symbols = mem_grow(to->symbols, &to->capacity,
			       to->isf.symbol_count + 1, sizeof(*to->symbols));
	to->symbols[to->isf.symbol_count++] = *symbol;
	snprintf(name, sizeof(name), "%s!%s", image, symbol->name);
	machine_add_name(m, name, base + symbol->rva);
}

/* NAME: RVA or NAME: [RVA, TYPE] */
static void read_symbol(struct machine *m, const struct yaml_node *node,
			struct nt_symbol *ret)
{
	const struct yaml_node *type = NULL, *rva = node;

	if (node->kind == YAML_LIST) {
		rva = node->first;
		type = rva ? rva->next : NULL;
	}
	ret->name = arena_strndup(&m->arena, node->key, node->key_size);
	ret->rva = (uint32_t)machine_value(m, rva);
	ret->type = NULL;
	if (type && type->kind == YAML_SCALAR)
		ret->type = arena_strndup(&m->arena, type->text, type->size);
}

static int by_rva(const void *a, const void *b)
{
	const struct nt_symbol *left = a, *right = b;

	if (left->rva != right->rva)
		return left->rva < right->rva ? -1 : 1;
	return strcmp(left->name, right->name);
}

static void read_symbols(struct machine *m, const struct yaml_node *map,
			 const struct pe_write *image, uint64_t base,
			 struct machine_isf *to)
{
	const struct yaml_node *list = yaml_find(map, "symbols");
	const char *as = machine_text(m, map, "as");

	for (size_t i = 0; i < image->function_count; i++) {
		const struct pe_write_function *function = &image->functions[i];

		if (function->name)
			add_symbol(m, to, as, base,
				   &(struct nt_symbol){ function->name,
							function->begin,
							NULL });
	}
	for (const struct yaml_node *at =
		     list && list->kind == YAML_MAP ? list->first : NULL;
	     at && !m->code; at = at->next) {
		struct nt_symbol symbol;

		read_symbol(m, at, &symbol);
		add_symbol(m, to, as, base, &symbol);
	}
	qsort(to->symbols, to->isf.symbol_count, sizeof(*to->symbols), by_rva);
}

/* "ntkrnlmp.pdb/GUID-AGE.json", as volatility3 looks for it */
static void add_isf(struct machine *m, const struct yaml_node *map,
		    const struct pe_write *image, uint64_t base)
{
	const char *text = machine_text(m, map, "guid");
	char guid[33], path[400];
	struct machine_isf *to;
	size_t digits = 0;

	for (; *text && digits < 32; text++) {
		if (*text != '-')
			guid[digits++] = *text >= 'a'
						 ? (char)(*text - 'a' + 'A')
						 : *text;
	}
	guid[digits] = '\0';
	m->isfs = mem_grow(m->isfs, &m->isf_capacity, m->isf_count + 1,
			   sizeof(*m->isfs));
	to = &m->isfs[m->isf_count++];
	snprintf(path, sizeof(path), "%.300s/%s-%u.json", image->pdb, guid,
		 (unsigned)image->age);
	*to = (struct machine_isf){
		.isf = { .pdb = image->pdb,
			 .guid = arena_strndup(&m->arena, guid, digits),
			 .age = image->age,
			 .types = machine_number_or(m, map, "types", 0) != 0 },
		.path = arena_strndup(&m->arena, path, strlen(path)),
	};
	read_symbols(m, map, image, base, to);
}

static void add_code(struct machine *m, const struct yaml_node *map,
		     const struct pe_write *image, uint64_t base)
{
	m->codes = mem_grow(m->codes, &m->code_capacity, m->code_count + 1,
			    sizeof(*m->codes));
	m->codes[m->code_count++] = (struct machine_code){
		.as = machine_text(m, map, "as"),
		.base = base,
		.size = image->size,
		.functions = image->functions,
		.function_count = image->function_count,
		.calls = image->calls,
		.call_count = image->call_count,
	};
}

void machine_read_image(struct machine *m, const struct yaml_node *map)
{
	struct pe_write to = { 0 };
	uint64_t base = machine_number(m, map, "base");
	const struct yaml_node *tables = machine_get(m, map, "tables");

	to.name = machine_text(m, map, "name");
	to.pdb = machine_text(m, map, "pdb");
	if (strchr(to.pdb, '/'))
		machine_fail(m, map, "'pdb' should be a name, not a path");
	machine_guid(m, machine_get(m, map, "guid"), to.guid);
	to.age = (uint32_t)machine_number(m, map, "age");
	to.stamp = (uint32_t)machine_number(m, map, "stamp");
	to.checksum = (uint32_t)machine_number(m, map, "checksum");
	to.entry = (uint32_t)machine_number(m, map, "entry");
	to.size = (uint32_t)machine_number(m, map, "size");
	to.tables = (uint32_t)machine_value(m, first_of(tables));
	if (first_of(tables))
		to.tables_size =
			(uint32_t)machine_value(m, first_of(tables)->next);
	to.runs = machine_number_or(m, map, "runs", 0) != 0;
	read_sections(m, yaml_find(map, "sections"), &to);
	read_functions(m, yaml_find(map, "functions"),
		       (uint32_t)machine_number_or(m, map, "place", 0), &to);
	if (!m->code)
		read_calls(m, yaml_find(map, "calls"),
			   yaml_find(map, "functions"), &to);
	if (m->code)
		return;
	m->code = pe_write(&to, &m->image, base, m->err);
	if (m->code)
		return;
	add_isf(m, map, &to, base);
	add_code(m, map, &to, base);
}
