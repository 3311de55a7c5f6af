#include "config.h"
#include "formats/pe.h"

#include "base/bytes.h"
#include "base/limits.h"

#include <string.h>

enum {
	SYMBOL_BYTES = 18,
	CLASS_EXTERNAL = 2,
	CLASS_STATIC = 3,
	NAME_BYTES = 512,
};

struct table {
	const uint8_t *symbols;
	const char *strings; /* of string_size bytes; the first 4 a number */
	size_t count, string_size;
	uint32_t section_rva[LIMIT_IMAGE_SECTIONS];
	const struct pe *pe;
	uint64_t name_bytes;
};

static enum err_code find_table(const uint8_t *data, size_t size,
				struct table *table, struct err *err)
{
	const struct pe *pe = table->pe;
	size_t left;

	if (!pe->symbols_offset || !pe->symbol_count)
		return ERR_OK;
	if (pe->symbols_offset > size)
		return err_set(err, ERR_FORMAT, pe->symbols_offset,
			       "its symbols are behind its end");
	left = size - pe->symbols_offset;
	if (pe->symbol_count > left / SYMBOL_BYTES)
		return err_set(err, ERR_FORMAT, pe->symbols_offset,
			       "%u symbols do not fit into it",
			       pe->symbol_count);
	table->symbols = data + pe->symbols_offset;
	table->count = pe->symbol_count;
	left -= table->count * SYMBOL_BYTES;
	table->strings =
		(const char *)table->symbols + table->count * SYMBOL_BYTES;
	if (left >= 4)
		table->string_size = bytes_u32(table->strings);
	if (table->string_size > left)
		table->string_size = left;
	for (unsigned i = 0; i < pe->sections; i++) {
		struct pe_section section;
		enum err_code code = pe_section(pe, i, &section, err);

		if (code)
			return code;
		table->section_rva[i] = section.rva;
	}
	return ERR_OK;
}

/* A printable name of a symbol; false where it has none. */
static bool copy_name(struct table *table, const uint8_t *symbol,
		      char ret[NAME_BYTES])
{
	const char *from = (const char *)symbol;
	size_t room = 8, length;

	if (!bytes_u32(symbol)) {
		uint32_t offset = bytes_u32(symbol + 4);

		if (offset < 4 || offset >= table->string_size)
			return false;
		from = table->strings + offset;
		room = table->string_size - offset;
	}
	length = strnlen(from, room < NAME_BYTES ? room : NAME_BYTES);
	table->name_bytes += length;
	if (!length || length >= NAME_BYTES)
		return false;
	for (size_t i = 0; i < length; i++)
		if (from[i] <= 0x20 || from[i] >= 0x7f)
			return false;
	memcpy(ret, from, length);
	ret[length] = '\0';
	return true;
}

static bool is_function(const uint8_t *symbol)
{
	return (bytes_u16(symbol + 14) & 0x30) == 0x20;
}

/*
 * Symbols of code and data in a section: not the names of files and sections,
 * and no constants. Aux entries belong to the one before.
 */
static bool take_symbol(struct table *table, const uint8_t *symbol,
			pe_visit_symbol *visit, void *context)
{
	uint8_t class = symbol[16];
	uint16_t section = bytes_u16(symbol + 12);
	uint64_t rva = bytes_u32(symbol + 8);
	char name[NAME_BYTES];

	if (class != CLASS_EXTERNAL && class != CLASS_STATIC)
		return true;
	if (!section || section > table->pe->sections)
		return true;
	rva += table->section_rva[section - 1];
	if (rva >= table->pe->image_size || !copy_name(table, symbol, name))
		return true;
	if (class == CLASS_STATIC &&
	    (name[0] == '.' || (symbol[17] && !is_function(symbol))))
		return true;
	return visit(context, name, (uint32_t)rva, class == CLASS_EXTERNAL);
}

enum err_code pe_each_coff(const void *data, size_t size,
			   pe_visit_symbol *visit, void *context,
			   struct err *err)
{
	struct pe_file file = { data, size };
	struct pe pe;
	struct table table = { .pe = &pe };
	enum err_code code;

	code = pe_parse(pe_read_file, &file, &pe, err);
	if (!code)
		code = find_table(data, size, &table, err);
	if (code)
		return code;
	for (size_t i = 0; i < table.count; i++) {
		const uint8_t *symbol = table.symbols + i * SYMBOL_BYTES;

		if (table.name_bytes > LIMIT_NAME_BYTES)
			return err_set(err, ERR_LIMIT, 0,
				       "more than %u bytes of symbol names",
				       LIMIT_NAME_BYTES);
		if (!take_symbol(&table, symbol, visit, context))
			break;
		i += symbol[17];
	}
	return ERR_OK;
}
