/*
 * Any bytes as an ISF file: what comes of it is whole, can be found by its
 * name, and holds no control character.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/mem.h"
#include "formats/isf.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

static void check_name(const char *name)
{
	for (; *name; name++)
		demand((unsigned char)*name >= 0x20 && *name != 0x7f);
}

static void check_type(const struct isf *isf, const struct isf_type *type)
{
	unsigned depth = 0;

	(void)isf_size(isf, type);
	for (; type; type = type->of) {
		demand(type->kind <= ISF_FUNCTION);
		demand(depth++ < 64);
		if (type->name)
			check_name(type->name);
	}
}

static void check_struct(const struct isf *isf, const struct isf_struct *in)
{
	uint32_t offset;

	for (size_t i = 0; i < in->field_count; i++) {
		const struct isf_field *field = &in->fields[i];

		check_name(field->name);
		check_type(isf, field->type);
		demand(!i || in->fields[i - 1].offset <= field->offset);
		demand(isf_find_field(isf, in, field->name, &offset) != NULL);
	}
	demand(isf_find_field(isf, in, "\x01", &offset) == NULL);
}

static void check(const struct isf *isf)
{
	uint64_t last = 0;

	check_name(isf_pdb_name(isf));
	check_name(isf_pdb_key(isf));
	for (size_t i = 0; i < isf_symbol_count(isf); i++) {
		const struct isf_symbol *symbol = isf_symbol(isf, i);
		const struct isf_symbol *found;
		const struct isf_struct *in;

		check_name(symbol->name);
		check_type(isf, symbol->type);
		demand(symbol->rva >= last);
		last = symbol->rva;
		found = isf_find_symbol(isf, symbol->name);
		demand(found && strcmp(found->name, symbol->name) == 0);
		found = isf_symbol_at(isf, symbol->rva);
		demand(found && found->rva == symbol->rva);
		in = isf_find_struct(isf, symbol->name);
		if (in)
			check_struct(isf, in);
		(void)isf_find_enum(isf, symbol->name);
	}
	demand(isf_symbol(isf, isf_symbol_count(isf)) == NULL);
}

/* What a comment keeps from the short way is read by libyaml: the same. */
static void check_ways(const uint8_t *bytes, size_t size, const struct isf *isf)
{
	char *text = mem_alloc(size + 2);
	struct isf *other;

	memcpy(text, "#\n", 2);
	memcpy(text + 2, bytes, size);
	if (size && *bytes == '{' &&
	    isf_parse(text, size + 2, &other, NULL) == ERR_OK) {
		demand(isf_symbol_count(isf) == isf_symbol_count(other));
		demand(isf_struct_count(isf) == isf_struct_count(other));
		for (size_t i = 0; i < isf_symbol_count(isf); i++)
			demand(isf_symbol(isf, i)->rva ==
			       isf_symbol(other, i)->rva);
		for (size_t i = 0; i < isf_struct_count(isf); i++)
			demand(strcmp(isf_struct(isf, i)->name,
				      isf_struct(other, i)->name) == 0 &&
			       isf_struct(isf, i)->field_count ==
				       isf_struct(other, i)->field_count);
		isf_free(other);
	}
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct isf *isf;

	if (isf_parse(bytes, size, &isf, NULL) == ERR_OK) {
		check(isf);
		check_ways(bytes, size, isf);
		isf_free(isf);
	}
	return 0;
}
