#include "config.h"
#include "formats/isf_private.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

#include <ctype.h>
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANONYMOUS_DEPTH = 8, ANONYMOUS_VISITS = 20000 };

/* ---- indexes: every list's elements begin with their name ---- */

struct entry {
	uint64_t start; /* the first eight bytes, as a number that compares */
	uint32_t number;
	const char *name;
};

static int by_name(const void *a, const void *b)
{
	const struct entry *first = a, *second = b;
	int order;

	if (first->start != second->start)
		return first->start < second->start ? -1 : 1;
	order = strcmp(first->name, second->name);
	if (order)
		return order;
	return first->number < second->number ? -1 : 1;
}

static const char *name_at(const void *list, size_t size, size_t number)
{
	const char *name;

	memcpy(&name, (const char *)list + number * size, sizeof(name));
	return name;
}

static void make_index(struct isf_index *index, const void *list, size_t count,
		       size_t size)
{
	struct entry *entries = mem_calloc(count, sizeof(*entries));

	for (size_t i = 0; i < count; i++) {
		const char *name = name_at(list, size, i);

		entries[i].name = name;
		entries[i].number = (uint32_t)i;
		memcpy(&entries[i].start, name, strnlen(name, 8));
		entries[i].start = be64toh(entries[i].start);
	}
	qsort(entries, count, sizeof(*entries), by_name);
	index->order = mem_calloc(count, sizeof(*index->order));
	index->count = count;
	for (size_t i = 0; i < count; i++)
		index->order[i] = entries[i].number;
	free(entries);
}

/* The first element of that name, or NULL. */
static const void *find(const struct isf_index *index, const void *list,
			size_t size, const char *name)
{
	size_t low = 0, high = index->count;

	if (!name)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(name_at(list, size, index->order[middle]), name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->count ||
	    strcmp(name_at(list, size, index->order[low]), name) != 0)
		return NULL;
	return (const char *)list + index->order[low] * size;
}

/* Of several at one address a plain name comes before a decorated one. */
static int by_address(const void *a, const void *b)
{
	const struct isf_symbol *first = a, *second = b;
	bool plain, other;

	if (first->rva != second->rva)
		return first->rva < second->rva ? -1 : 1;
	plain = isalpha((unsigned char)*first->name);
	other = isalpha((unsigned char)*second->name);
	if (plain != other)
		return plain ? -1 : 1;
	return strcmp(first->name, second->name);
}

static void make_key(struct isf *isf)
{
	if (*isf->pdb_guid)
		snprintf(isf->pdb_key, sizeof(isf->pdb_key), "%s%X",
			 isf->pdb_guid, isf->pdb_age);
}

void isf_finish(struct isf *isf)
{
	if (isf->symbol_count)
		qsort(isf->symbols, isf->symbol_count, sizeof(*isf->symbols),
		      by_address);
	make_index(&isf->base_index, isf->bases, isf->base_count,
		   sizeof(*isf->bases));
	make_index(&isf->struct_index, isf->structs, isf->struct_count,
		   sizeof(*isf->structs));
	make_index(&isf->enum_index, isf->enums, isf->enum_count,
		   sizeof(*isf->enums));
	make_index(&isf->symbol_index, isf->symbols, isf->symbol_count,
		   sizeof(*isf->symbols));
	make_key(isf);
}

/* ---- opening ---- */

/* The short way; NULL where it leads nowhere. */
static struct isf *parse_plain(const void *bytes, size_t size)
{
	struct isf *isf = mem_calloc(1, sizeof(*isf));
	size_t text_size;
	uint8_t *text = isf_input_whole(bytes, size, &text_size);
	bool good = text ? isf_read_plain(isf, text, text_size)
			 : isf_read_plain(isf, bytes, size);

	free(text);
	if (good)
		return isf;
	isf_free(isf);
	return NULL;
}

enum err_code isf_parse(const void *bytes, size_t size, struct isf **ret,
			struct err *err)
{
	struct isf *isf = parse_plain(bytes, size);
	struct isf_input input;
	enum err_code code;

	if (isf) {
		*ret = isf;
		return ERR_OK;
	}
	isf = mem_calloc(1, sizeof(*isf));
	code = isf_input_init(&input, bytes, size, err);
	if (!code)
		code = isf_read(isf, &input, err);
	isf_input_fini(&input);
	if (code)
		isf_free(isf);
	else
		*ret = isf;
	return code;
}

enum err_code isf_open(const char *path, struct isf **ret, struct err *err)
{
	enum err_code code;
	char *bytes;
	size_t size;

	code = file_read(path, LIMIT_SYMBOL_BYTES, &bytes, &size, NULL, err);
	if (code)
		return code;
	code = isf_parse(bytes, size, ret, err);
	free(bytes);
	if (code)
		err_prefix(err, "cannot use '%s'", path);
	return code;
}

void isf_free(struct isf *isf)
{
	if (!isf)
		return;
	free(isf->bases);
	free(isf->structs);
	free(isf->enums);
	free(isf->symbols);
	free(isf->base_index.order);
	free(isf->struct_index.order);
	free(isf->enum_index.order);
	free(isf->symbol_index.order);
	arena_fini(&isf->arena);
	free(isf);
}

/* ---- looking up ---- */

const char *isf_pdb_name(const struct isf *isf)
{
	return isf->pdb_name ? isf->pdb_name : "";
}

const char *isf_pdb_key(const struct isf *isf)
{
	return isf->pdb_key;
}

const struct isf_base *isf_find_base(const struct isf *isf, const char *name)
{
	return find(&isf->base_index, isf->bases, sizeof(*isf->bases), name);
}

const struct isf_struct *isf_find_struct(const struct isf *isf,
					 const char *name)
{
	return find(&isf->struct_index, isf->structs, sizeof(*isf->structs),
		    name);
}

const struct isf_enum *isf_find_enum(const struct isf *isf, const char *name)
{
	return find(&isf->enum_index, isf->enums, sizeof(*isf->enums), name);
}

const struct isf_symbol *isf_find_symbol(const struct isf *isf,
					 const char *name)
{
	return find(&isf->symbol_index, isf->symbols, sizeof(*isf->symbols),
		    name);
}

struct search {
	const struct isf *isf;
	const char *name;
	unsigned visits; /* a file may nest its structs in themselves */
};

static const struct isf_field *search_fields(struct search *search,
					     const struct isf_struct *in,
					     unsigned depth, uint32_t offset,
					     uint32_t *ret)
{
	for (size_t i = 0; i < in->field_count; i++)
		if (strcmp(in->fields[i].name, search->name) == 0) {
			*ret = offset + in->fields[i].offset;
			return &in->fields[i];
		}
	for (size_t i = 0; i < in->field_count; i++) {
		const struct isf_field *field = &in->fields[i], *found;
		const struct isf_struct *inner;

		if (!field->anonymous || !field->type ||
		    depth == ANONYMOUS_DEPTH ||
		    search->visits++ > ANONYMOUS_VISITS)
			continue;
		inner = isf_find_struct(search->isf, field->type->name);
		found = inner ? search_fields(search, inner, depth + 1,
					      offset + field->offset, ret)
			      : NULL;
		if (found)
			return found;
	}
	return NULL;
}

const struct isf_field *isf_find_field(const struct isf *isf,
				       const struct isf_struct *in,
				       const char *name, uint32_t *ret_offset)
{
	struct search search = { .isf = isf, .name = name };
	uint32_t offset = 0;
	const struct isf_field *field =
		search_fields(&search, in, 0, 0, &offset);

	if (field && ret_offset)
		*ret_offset = offset;
	return field;
}

static uint32_t named_size(const struct isf *isf, const struct isf_type *type)
{
	const struct isf_struct *structure;
	const struct isf_enum *enumeration;
	const struct isf_base *base;

	switch (type->kind) {
	case ISF_STRUCT:
	case ISF_UNION:
	case ISF_CLASS:
		structure = isf_find_struct(isf, type->name);
		return structure ? structure->size : 0;
	case ISF_ENUM:
		enumeration = isf_find_enum(isf, type->name);
		return enumeration ? enumeration->size : 0;
	default:
		base = isf_find_base(isf, type->name);
		return base ? base->size : 0;
	}
}

uint32_t isf_size(const struct isf *isf, const struct isf_type *type)
{
	uint32_t count = 1, size;

	while (type &&
	       (type->kind == ISF_ARRAY || type->kind == ISF_BITFIELD)) {
		if (type->kind == ISF_ARRAY &&
		    __builtin_mul_overflow(count, type->count, &count))
			return 0;
		type = type->of;
	}
	if (!type || type->kind == ISF_FUNCTION)
		return 0;
	size = type->kind == ISF_POINTER ? 8 : named_size(isf, type);
	return __builtin_mul_overflow(count, size, &size) ? 0 : size;
}

const struct isf_symbol *isf_symbol_at(const struct isf *isf, uint64_t rva)
{
	size_t low = 0, high = isf->symbol_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (isf->symbols[middle].rva <= rva)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return NULL;
	/* the first of those that share the address */
	rva = isf->symbols[low - 1].rva;
	for (high = low, low = 0; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (isf->symbols[middle].rva < rva)
			low = middle + 1;
		else
			high = middle;
	}
	return &isf->symbols[low];
}

size_t isf_symbol_count(const struct isf *isf)
{
	return isf->symbol_count;
}

const struct isf_symbol *isf_symbol(const struct isf *isf, size_t number)
{
	return number < isf->symbol_count ? &isf->symbols[number] : NULL;
}

size_t isf_struct_count(const struct isf *isf)
{
	return isf->struct_count;
}

const struct isf_struct *isf_struct(const struct isf *isf, size_t number)
{
	return number < isf->struct_count ? &isf->structs[number] : NULL;
}
