#include "config.h"

#include "target/nt19041.h"

#include <stdlib.h>
#include <string.h>

static const struct nt_row rows[] = {
#define NT_STRUCT(name, size)	     { name, "", size, 0, 0 },
#define NT_FIELD(name, offset, type) { name, type, offset, 0, 0 },
#define NT_BITS(name, offset, type, bit, bits)                                 \
	{ name, type, offset, bit, bits },
#include "target/nt19041.def"
#undef NT_STRUCT
#undef NT_FIELD
#undef NT_BITS
};

#define FITS(text, member)                                                     \
	_Static_assert(sizeof(text) <= sizeof(rows->member), "too long");
#define NT_STRUCT(text, size)		     FITS(text, name)
#define NT_FIELD(text, offset, of)	     FITS(text, name) FITS(of, type)
#define NT_BITS(text, offset, of, bit, bits) NT_FIELD(text, offset, of)
#include "target/nt19041.def"
#undef NT_STRUCT
#undef NT_FIELD
#undef NT_BITS

#define ROW_COUNT (sizeof(rows) / sizeof(*rows))

size_t nt19041_count(void)
{
	return ROW_COUNT;
}

const struct nt_row *nt19041_row(size_t number)
{
	return &rows[number];
}

const struct nt_row *nt19041_find(const char *type)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (!*rows[i].type && strcmp(rows[i].name, type) == 0)
			return &rows[i];
	}
	return NULL;
}

/* "[4]_X" to 4 and "_X"; any other type counts once. */
static const char *element(const char *type, uint32_t *count)
{
	char *end;

	*count = 1;
	if (type[0] != '[')
		return type;
	*count = (uint32_t)strtoul(type + 1, &end, 10);
	return end + 1;
}

uint32_t nt19041_size(const char *type)
{
	const struct nt_row *row;
	uint32_t count;

	type = element(type, &count);
	if (type[0] == '*')
		return count * 8;
	if (type[0] != '_')
		return count * (uint32_t)strtoul(type + 1, NULL, 10) / 8;
	row = nt19041_find(type);
	return row ? count * row->offset : 0;
}

static const struct nt_row *find_field(const char *type, const char *name,
				       size_t length)
{
	const struct nt_row *row = nt19041_find(type);

	if (!row)
		return NULL;
	while (++row < rows + ROW_COUNT && *row->type) {
		if (strlen(row->name) == length &&
		    memcmp(row->name, name, length) == 0)
			return row;
	}
	return NULL;
}

bool nt19041_place(const char *type, const char *path, struct nt_place *ret)
{
	struct nt_place place = { 0, type, 0, 0 };

	while (*path) {
		size_t length = strcspn(path, ".[");
		const struct nt_row *row = find_field(place.type, path, length);
		uint32_t count;

		if (!row)
			return false;
		place.offset += row->offset;
		place.type = row->type;
		place.bit = row->bit;
		place.bits = row->bits;
		path += length;
		if (*path == '[') {
			char *end;
			unsigned long at = strtoul(path + 1, &end, 10);

			place.type = element(row->type, &count);
			if (*end != ']' || at >= count)
				return false;
			place.offset += (uint32_t)at * nt19041_size(place.type);
			path = end + 1;
		}
		if (*path == '.')
			path++;
	}
	*ret = place;
	return true;
}
