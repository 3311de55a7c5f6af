#include "config.h"

#include "target/nt19041.h"

#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- types, as ISF spells them ---- */

static const struct {
	const char *spelled, *name, *kind;
	unsigned size;
	bool is_signed;
} bases[] = {
	{ "i16", "short", "int", 2, true },
	{ "i32", "long", "int", 4, true },
	{ "i64", "long long", "int", 8, true },
	{ "int", "int", "int", 4, true },
	{ "i8", "char", "char", 1, true },
	{ "", "pointer", "int", 8, false },
	{ "u16", "unsigned short", "int", 2, false },
	{ "u32", "unsigned long", "int", 4, false },
	{ "u64", "unsigned long long", "int", 8, false },
	{ "uint", "unsigned int", "int", 4, false },
	{ "u8", "unsigned char", "char", 1, false },
	{ "void", "void", "void", 0, false },
	{ "w16", "wchar", "int", 2, false },
};

static const char *base_name(const char *type)
{
	for (size_t i = 0; i < sizeof(bases) / sizeof(*bases); i++) {
		if (strcmp(bases[i].spelled, type) == 0)
			return bases[i].name;
	}
	return "void";
}

/* One that is a base type, an enumeration or a structure. */
static void write_named(struct json *json, const char *type)
{
	const char *kind = "base", *name = base_name(type);

	if (type[0] == '_') {
		kind = "struct";
		name = type;
	} else if (strcmp(type, "e32") == 0) {
		kind = "enum";
		name = "_NT_PRODUCT_TYPE";
	}
	json_text(json, "kind", kind);
	json_text(json, "name", name);
}

/* From the outside in; the depth of a spelling is that of our own table. */
static void write_type(struct json *json, const char *key, const char *type)
{
	unsigned depth = 0;

	json_open_object(json, key);
	while (type[0] == '*' || type[0] == '[') {
		bool pointer = type[0] == '*';

		json_text(json, "kind", pointer ? "pointer" : "array");
		if (pointer) {
			type++;
		} else {
			char *end;

			json_number(json, "count",
				    (int64_t)strtoul(type + 1, &end, 10));
			type = end + 1;
		}
		json_open_object(json, "subtype");
		depth++;
	}
	if (strcmp(type, "fn") == 0)
		json_text(json, "kind", "function");
	else
		write_named(json, type);
	while (depth-- > 0)
		json_close_object(json);
	json_close_object(json);
}

static void write_field(struct json *json, const struct nt_row *row)
{
	json_open_object(json, row->name);
	json_number(json, "offset", row->offset);
	if (row->bits > 0) {
		json_open_object(json, "type");
		json_text(json, "kind", "bitfield");
		json_number(json, "bit_position", row->bit);
		json_number(json, "bit_length", row->bits);
		write_type(json, "type", row->type);
		json_close_object(json);
	} else {
		write_type(json, "type", row->type);
	}
	json_close_object(json);
}

/* The fields of the structure at row; returns the next one's row. */
static size_t write_struct(struct json *json, size_t at)
{
	const struct nt_row *row = nt19041_row(at++);

	json_open_object(json, row->name);
	json_text(json, "kind", "struct");
	json_number(json, "size", row->offset);
	json_open_object(json, "fields");
	while (at < nt19041_count() && *nt19041_row(at)->type)
		write_field(json, nt19041_row(at++));
	json_close_object(json);
	json_close_object(json);
	return at;
}

/* ---- the five parts of the file ---- */

static void write_bases(struct json *json)
{
	json_open_object(json, "base_types");
	for (size_t i = 0; i < sizeof(bases) / sizeof(*bases); i++) {
		json_open_object(json, bases[i].name);
		json_number(json, "size", bases[i].size);
		json_bool(json, "signed", bases[i].is_signed);
		json_text(json, "kind", bases[i].kind);
		json_text(json, "endian", "little");
		json_close_object(json);
	}
	json_close_object(json);
}

static void write_enums(struct json *json, bool types)
{
	json_open_object(json, "enums");
	if (types) {
		json_open_object(json, "_NT_PRODUCT_TYPE");
		json_number(json, "size", 4);
		json_text(json, "base", "unsigned long");
		json_open_object(json, "constants");
		json_number(json, "NtProductWinNt", 1);
		json_number(json, "NtProductLanManNt", 2);
		json_number(json, "NtProductServer", 3);
		json_close_object(json);
		json_close_object(json);
	}
	json_close_object(json);
}

static void write_metadata(struct json *json, const struct nt_isf *from)
{
	json_open_object(json, "metadata");
	json_text(json, "format", "6.2.0");
	json_open_object(json, "producer");
	json_text(json, "name", "kdlab");
	json_text(json, "version", "1.0.0");
	json_text(json, "datetime", "2023-12-29T23:06:10");
	json_close_object(json);
	json_open_object(json, "windows");
	json_open_object(json, "pdb");
	json_text(json, "GUID", from->guid);
	json_number(json, "age", from->age);
	json_text(json, "database", from->pdb);
	json_number(json, "machine_type", 0x8664);
	json_close_object(json);
	json_close_object(json);
	json_close_object(json);
}

static void write_symbols(struct json *json, const struct nt_isf *from)
{
	json_open_object(json, "symbols");
	for (size_t i = 0; i < from->symbol_count; i++) {
		const struct nt_symbol *symbol = &from->symbols[i];

		json_open_object(json, symbol->name);
		json_number(json, "address", symbol->rva);
		if (symbol->type)
			write_type(json, "type", symbol->type);
		json_close_object(json);
	}
	json_close_object(json);
}

void nt19041_write_isf(const struct nt_isf *from, struct text *out)
{
	struct json json = { .out = out, .indent = false };

	json_open_object(&json, NULL);
	write_metadata(&json, from);
	write_bases(&json);
	json_open_object(&json, "user_types");
	for (size_t at = 0; from->types && at < nt19041_count();)
		at = write_struct(&json, at);
	json_close_object(&json);
	write_enums(&json, from->types);
	write_symbols(&json, from);
	json_close_object(&json);
	text_add_char(out, '\n');
}
