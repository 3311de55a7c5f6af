#include "config.h"
#include "build/image.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "formats/pe.h"

#include <stdlib.h>
#include <string.h>

enum {
	DISCARDABLE = 0x02000000, /* IMAGE_SCN_MEM_DISCARDABLE */
	SECTION_SIZE = 40,
	SECTION_FLAGS = 36,
	NEW_HEADER = 0x3c, /* where the PE header's place is told */
	STAMP = 8,	   /* in the PE header */
	CHECKSUM = 24 + 64,
	NAME_SIZE = 256,
	MOST_LIBRARIES = 64,
	MOST_IMPORTS = 4096,
};

static void put_u32(uint8_t *at, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

/* ImageHlp's: 16-bit words added with their carries, and the size. */
static uint32_t checksum(const uint8_t *bytes, size_t size, size_t field)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < size; i += 2) {
		uint32_t word = bytes[i];

		if (i + 1 < size)
			word |= (uint32_t)bytes[i + 1] << 8;
		if (i >= field && i < field + 4)
			continue;
		sum += word;
		sum = (sum & 0xffff) + (sum >> 16);
	}
	return sum + (uint32_t)size;
}

/*
 * The time stamp is a hash of the image, as in other reproducible builds: a
 * debugger finds the file of a dumped module by it.
 */
static uint32_t hash(const uint8_t *bytes, size_t size)
{
	char hex[HASH_SHA256_HEX], *end;

	hash_sha256(bytes, size, hex);
	hex[8] = '\0';
	return (uint32_t)strtoul(hex, &end, 16);
}

enum err_code image_finish(uint8_t *bytes, size_t size, struct err *err)
{
	struct pe_file file = { bytes, size };
	enum err_code code;
	uint8_t *header;
	struct pe pe;

	code = pe_parse(pe_read_file, &file, &pe, err);
	if (code)
		return code;
	for (unsigned i = 0; i < pe.sections; i++) {
		uint8_t *section = bytes + pe.sections_rva + i * SECTION_SIZE;
		struct pe_section parsed;

		code = pe_section(&pe, i, &parsed, err);
		if (code)
			return code;
		if (strcmp(parsed.name, "INIT") == 0)
			put_u32(section + SECTION_FLAGS,
				parsed.flags | DISCARDABLE);
	}
	/* pe_parse has seen both */
	header = bytes + bytes_u32(bytes + NEW_HEADER);
	put_u32(header + STAMP, 0);
	put_u32(header + CHECKSUM, 0);
	put_u32(header + STAMP, hash(bytes, size));
	put_u32(header + CHECKSUM,
		checksum(bytes, size, (size_t)(header - bytes) + CHECKSUM));
	return ERR_OK;
}

static enum err_code read_name(struct pe_file *file, uint32_t rva,
			       char ret[NAME_SIZE], struct err *err)
{
	for (uint32_t i = 0; i < NAME_SIZE; i++) {
		enum err_code code =
			pe_read_file(file, rva + i, ret + i, 1, err);

		if (code)
			return code;
		if (!ret[i])
			return ERR_OK;
	}
	return err_set(err, ERR_FORMAT, rva, "an imported name has no end");
}

struct visitor {
	image_visit_import *visit;
	void *context;
	bool stopped;
};

static enum err_code visit_library(struct pe_file *file, const uint8_t *entry,
				   struct visitor *visitor, struct err *err)
{
	uint32_t names =
		bytes_u32(entry) ? bytes_u32(entry) : bytes_u32(entry + 16);
	char library[NAME_SIZE], name[NAME_SIZE];
	enum err_code code;

	code = read_name(file, bytes_u32(entry + 12), library, err);
	for (uint32_t i = 0; !code && !visitor->stopped; i++) {
		uint8_t thunk[8];
		uint64_t value;

		if (i == MOST_IMPORTS)
			return err_set(err, ERR_LIMIT, names,
				       "more than %d imports of %s",
				       MOST_IMPORTS, library);
		code = pe_read_file(file, names + i * 8, thunk, 8, err);
		if (code)
			return code;
		value = bytes_u64(thunk);
		if (!value)
			break;
		if (value >> 63)
			continue;
		code = read_name(file, (uint32_t)value + 2, name, err);
		if (!code)
			visitor->stopped = !visitor->visit(visitor->context,
							   library, name);
	}
	return code;
}

enum err_code image_each_import(const uint8_t *bytes, size_t size,
				image_visit_import *visit, void *context,
				struct err *err)
{
	struct visitor visitor = { .visit = visit, .context = context };
	struct pe_file file = { bytes, size };
	enum err_code code;
	uint32_t at;
	struct pe pe;

	code = pe_parse(pe_read_file, &file, &pe, err);
	if (code)
		return code;
	at = pe.directories[PE_IMPORT].rva;
	for (unsigned i = 0; at && !code && !visitor.stopped; i++) {
		uint8_t entry[20];

		if (i == MOST_LIBRARIES)
			return err_set(err, ERR_LIMIT, at,
				       "it imports from more than %d files",
				       MOST_LIBRARIES);
		code = pe_read_file(&file, at + i * 20, entry, 20, err);
		if (code || !bytes_u32(entry + 12))
			break;
		code = visit_library(&file, entry, &visitor, err);
	}
	return code;
}
