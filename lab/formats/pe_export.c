#include "config.h"
#include "formats/pe.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 0x1000, NAME_BYTES = 512 };

/* The tables and the names, each read on in its own place. */
enum place { FUNCTIONS, NAMES, ORDINALS, TEXTS, PLACES };

/*
 * Small reads go through a page of the image. A page that is not there as a
 * whole is read as asked.
 */
struct window {
	uint32_t start;
	bool filled, absent; /* what is known of the page at start */
	uint8_t bytes[PAGE];
};

struct reader {
	const struct pe *pe;
	uint64_t name_bytes; /* read as names so far */
	struct window windows[PLACES];
};

static bool fill(const struct pe *pe, struct window *window, uint32_t rva)
{
	uint32_t start = rva & ~(uint32_t)(PAGE - 1);

	if (window->start != start || !(window->filled || window->absent)) {
		window->start = start;
		window->filled = pe->read(pe->context, start, window->bytes,
					  PAGE, NULL) == ERR_OK;
		window->absent = !window->filled;
	}
	return window->filled;
}

static enum err_code get(struct reader *reader, enum place place, uint64_t rva,
			 void *ret, size_t size, struct err *err)
{
	struct window *window = &reader->windows[place];
	const struct pe *pe = reader->pe;

	if (rva + size > pe->image_size)
		return err_set(err, ERR_FORMAT, rva,
			       "its exports point outside of the image");
	if ((rva & (PAGE - 1)) + size <= PAGE &&
	    fill(pe, window, (uint32_t)rva)) {
		memcpy(ret, window->bytes + (rva & (PAGE - 1)), size);
		return ERR_OK;
	}
	return pe->read(pe->context, (uint32_t)rva, ret, size, err);
}

/* A printable name with an end; false where there is none. */
static bool get_name(struct reader *reader, uint64_t rva, char ret[NAME_BYTES])
{
	for (size_t i = 0; i < NAME_BYTES; i++) {
		unsigned char c;

		if (get(reader, TEXTS, rva + i, ret + i, 1, NULL))
			return false;
		reader->name_bytes++;
		c = (unsigned char)ret[i];
		if (!c)
			return i > 0;
		if (c <= 0x20 || c >= 0x7f)
			return false;
	}
	return false;
}

struct exports {
	struct pe_directory directory;
	uint32_t functions, names, ordinals; /* RVAs of the tables */
	uint32_t function_count, name_count;
};

static enum err_code get_exports(struct reader *reader, struct exports *ret,
				 struct err *err)
{
	uint8_t bytes[40];
	enum err_code code;

	ret->directory = reader->pe->directories[PE_EXPORT];
	if (!ret->directory.rva || ret->directory.size < sizeof(bytes))
		return err_set(err, ERR_NOT_FOUND, 0,
			       "the image exports nothing");
	code = get(reader, FUNCTIONS, ret->directory.rva, bytes, sizeof(bytes),
		   err);
	if (code)
		return code;
	ret->function_count = bytes_u32(bytes + 20);
	ret->name_count = bytes_u32(bytes + 24);
	ret->functions = bytes_u32(bytes + 28);
	ret->names = bytes_u32(bytes + 32);
	ret->ordinals = bytes_u32(bytes + 36);
	/* an ordinal has 16 bits, and a name more than one export of it */
	if (ret->function_count > 65536 || ret->name_count > 65536)
		return err_set(err, ERR_LIMIT, ret->directory.rva,
			       "%u exports with %u names", ret->function_count,
			       ret->name_count);
	return ERR_OK;
}

struct visitor {
	pe_visit_export *visit;
	void *context;
};

/* One export; one that points nowhere is left out. False: stop. */
static bool take_export(struct reader *reader, const struct exports *exports,
			uint32_t number, const struct visitor *visitor)
{
	char name[NAME_BYTES], forward[NAME_BYTES];
	uint8_t name_at[4], ordinal[2], at[4];
	uint32_t rva;

	if (get(reader, ORDINALS, exports->ordinals + number * UINT64_C(2),
		ordinal, 2, NULL) ||
	    bytes_u16(ordinal) >= exports->function_count ||
	    get(reader, FUNCTIONS,
		exports->functions + bytes_u16(ordinal) * UINT64_C(4), at, 4,
		NULL) ||
	    get(reader, NAMES, exports->names + number * UINT64_C(4), name_at,
		4, NULL) ||
	    !get_name(reader, bytes_u32(name_at), name))
		return true;
	rva = bytes_u32(at);
	if (!rva || rva >= reader->pe->image_size)
		return true;
	if (rva < exports->directory.rva ||
	    rva - exports->directory.rva >= exports->directory.size)
		return visitor->visit(visitor->context, name, rva, NULL);
	if (!get_name(reader, rva, forward))
		return true;
	return visitor->visit(visitor->context, name, rva, forward);
}

enum err_code pe_each_export(const struct pe *pe, pe_visit_export *visit,
			     void *context, struct err *err)
{
	struct reader *reader = mem_calloc(1, sizeof(*reader));
	struct visitor visitor = { visit, context };
	struct exports exports;
	enum err_code code;

	reader->pe = pe;
	code = get_exports(reader, &exports, err);
	for (uint32_t i = 0; !code && i < exports.name_count; i++) {
		if (reader->name_bytes > LIMIT_NAME_BYTES)
			code = err_set(err, ERR_LIMIT, 0,
				       "more than %u bytes of export names",
				       LIMIT_NAME_BYTES);
		else if (!take_export(reader, &exports, i, &visitor))
			break;
	}
	free(reader);
	return code == ERR_NOT_FOUND ? ERR_OK : code;
}
