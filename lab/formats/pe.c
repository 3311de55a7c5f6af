#include "config.h"
#include "formats/pe.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum {
	DOS_BYTES = 0x40,
	DOS_NEW = 0x3c,	      /* where the PE header's offset stands */
	COFF_BYTES = 24,      /* "PE\0\0" and the file header */
	OPTIONAL_BYTES = 112, /* of PE32+, up to the directories */
	SECTION_BYTES = 40,
	DEBUG_BYTES = 28,
	DEBUG_CODEVIEW = 2,
	DEBUG_ENTRIES = 64, /* looked at */
	RSDS_BYTES = 24,
	MACHINE_X64 = 0x8664,
	MAGIC_PE32 = 0x10b,
	MAGIC_PE32_PLUS = 0x20b,
};

static const char *machine_name(uint16_t machine)
{
	switch (machine) {
	case 0x14c:
		return "x86";
	case 0x1c4:
		return "ARM";
	case 0xaa64:
		return "ARM64";
	case 0x200:
		return "Itanium";
	}
	return NULL;
}

static enum err_code check_kind(const uint8_t *coff, size_t optional,
				struct err *err)
{
	uint16_t machine = bytes_u16(coff + 4);
	const char *name = machine_name(machine);

	if (name)
		return err_set(err, ERR_FORMAT, 0,
			       "an image for %s, not for x64", name);
	if (machine != MACHINE_X64)
		return err_set(err, ERR_FORMAT, 0,
			       "an image for machine 0x%x, not for x64",
			       machine);
	if (optional < OPTIONAL_BYTES)
		return err_set(err, ERR_FORMAT, 0,
			       "no optional header, as in an object file: "
			       "%zu bytes",
			       optional);
	return ERR_OK;
}

static enum err_code check_signature(const uint8_t *coff, uint32_t at,
				     struct err *err)
{
	if (memcmp(coff, "PE\0\0", 4) == 0)
		return ERR_OK;
	if (memcmp(coff, "NE", 2) == 0)
		return err_set(err, ERR_FORMAT, at,
			       "a 16-bit Windows program, not PE");
	return err_set(err, ERR_FORMAT, at,
		       "no 'PE' signature behind the 'MZ' one");
}

static enum err_code read_coff(struct pe *pe, uint8_t coff[COFF_BYTES],
			       uint32_t *ret_at, struct err *err)
{
	uint8_t dos[DOS_BYTES];
	enum err_code code;
	uint32_t at;

	code = pe->read(pe->context, 0, dos, sizeof(dos), err);
	if (code)
		return code;
	if (memcmp(dos, "MZ", 2) != 0)
		return err_set(err, ERR_FORMAT, 0, "no 'MZ' at its start%s",
			       memcmp(dos, "\177ELF", 4) == 0 ? ": an ELF file"
							      : "");
	at = bytes_u32(dos + DOS_NEW);
	if (at < 4 || at > LIMIT_IMAGE_BYTES)
		return err_set(err, ERR_FORMAT, DOS_NEW,
			       "its header is said to be at 0x%x", at);
	code = pe->read(pe->context, at, coff, COFF_BYTES, err);
	if (code)
		return code;
	*ret_at = at;
	return check_signature(coff, at, err);
}

static enum err_code check_sizes(const struct pe *pe, struct err *err)
{
	if (!pe->image_size || pe->image_size > LIMIT_IMAGE_BYTES)
		return err_set(err, pe->image_size ? ERR_LIMIT : ERR_FORMAT, 0,
			       "its SizeOfImage is 0x%x", pe->image_size);
	if (pe->sections > LIMIT_IMAGE_SECTIONS)
		return err_set(err, ERR_LIMIT, 0, "%u sections, %u at most",
			       pe->sections, LIMIT_IMAGE_SECTIONS);
	if (pe->sections_rva + (uint64_t)pe->sections * SECTION_BYTES >
	    pe->image_size)
		return err_set(err, ERR_FORMAT, pe->sections_rva,
			       "its section table is outside of it");
	return ERR_OK;
}

static enum err_code read_optional(struct pe *pe, uint32_t at, size_t size,
				   struct err *err)
{
	uint8_t bytes[OPTIONAL_BYTES + PE_DIRECTORIES * 8] = { 0 };
	size_t count;
	enum err_code code;

	if (size > sizeof(bytes))
		size = sizeof(bytes);
	code = pe->read(pe->context, at, bytes, size, err);
	if (code)
		return code;
	if (bytes_u16(bytes) != MAGIC_PE32_PLUS)
		return err_set(err, ERR_FORMAT, at, "%s, not PE32+",
			       bytes_u16(bytes) == MAGIC_PE32
				       ? "a 32-bit image (PE32)"
				       : "an unknown optional header");
	pe->entry = bytes_u32(bytes + 16);
	pe->base = bytes_u64(bytes + 24);
	pe->image_size = bytes_u32(bytes + 56);
	pe->headers_size = bytes_u32(bytes + 60);
	pe->checksum = bytes_u32(bytes + 64);
	count = bytes_u32(bytes + 108);
	if (count > (size - OPTIONAL_BYTES) / 8)
		count = (size - OPTIONAL_BYTES) / 8;
	for (size_t i = 0; i < count; i++) {
		const uint8_t *entry = bytes + OPTIONAL_BYTES + i * 8;

		pe->directories[i].rva = bytes_u32(entry);
		pe->directories[i].size = bytes_u32(entry + 4);
	}
	return check_sizes(pe, err);
}

enum err_code pe_parse(pe_read *read, void *context, struct pe *ret,
		       struct err *err)
{
	struct pe pe = { .read = read, .context = context };
	uint8_t coff[COFF_BYTES];
	enum err_code code;
	uint16_t optional;
	uint32_t at = 0;

	code = read_coff(&pe, coff, &at, err);
	if (code)
		return code;
	optional = bytes_u16(coff + 20);
	code = check_kind(coff, optional, err);
	if (code)
		return code;
	pe.machine = MACHINE_X64;
	pe.sections = bytes_u16(coff + 6);
	pe.stamp = bytes_u32(coff + 8);
	pe.symbols_offset = bytes_u32(coff + 12);
	pe.symbol_count = bytes_u32(coff + 16);
	pe.sections_rva = at + COFF_BYTES + optional;
	code = read_optional(&pe, at + COFF_BYTES, optional, err);
	if (code)
		return code;
	*ret = pe;
	return ERR_OK;
}

/* Bytes up to a NUL, cut at a character, with controls made visible. */
static void copy_visible(const uint8_t *bytes, size_t size, char *ret,
			 size_t ret_size)
{
	size_t at = 0, length = 0;

	while (at < size && bytes[at]) {
		char piece[8];
		uint32_t c;
		size_t took =
			utf8_decode((const char *)bytes + at, size - at, &c);

		if (c < 0x20 || c == 0x7f)
			snprintf(piece, sizeof(piece), "^%c", (char)(c ^ 0x40));
		else if (c < 0xa0 ? c >= 0x80 : took == 1 && c == 0xfffd)
			snprintf(piece, sizeof(piece), "\\x%02x",
				 c < 0xa0 ? c : bytes[at]);
		else
			snprintf(piece, sizeof(piece), "%.*s", (int)took,
				 (const char *)bytes + at);
		if (length + strlen(piece) >= ret_size)
			break;
		memcpy(ret + length, piece, strlen(piece));
		length += strlen(piece);
		at += took;
	}
	ret[length] = '\0';
}

enum err_code pe_section(const struct pe *pe, unsigned number,
			 struct pe_section *ret, struct err *err)
{
	uint8_t bytes[SECTION_BYTES];
	enum err_code code;

	if (number >= pe->sections)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no section %u, there are %u", number,
			       pe->sections);
	code = pe->read(pe->context, pe->sections_rva + number * SECTION_BYTES,
			bytes, sizeof(bytes), err);
	if (code)
		return code;
	copy_visible(bytes, 8, ret->name, sizeof(ret->name));
	ret->size = bytes_u32(bytes + 8);
	ret->rva = bytes_u32(bytes + 12);
	ret->raw_size = bytes_u32(bytes + 16);
	ret->raw_offset = bytes_u32(bytes + 20);
	ret->flags = bytes_u32(bytes + 36);
	return ERR_OK;
}

/* The name behind an RSDS record, as far as it is there. */
static void read_rsds_name(const struct pe *pe, uint32_t rva, size_t size,
			   struct pe_rsds *rsds)
{
	uint8_t name[sizeof(rsds->name)] = { 0 };
	size_t got = 0;

	if (size > sizeof(name))
		size = sizeof(name);
	if (!size || pe->read(pe->context, rva, name, size, NULL) == ERR_OK)
		got = size;
	while (got < size && pe->read(pe->context, rva + (uint32_t)got,
				      name + got, 1, NULL) == ERR_OK)
		got++;
	copy_visible(name, got, rsds->name, sizeof(rsds->name));
}

static enum err_code read_rsds(const struct pe *pe, const uint8_t *entry,
			       struct pe_rsds *ret, struct err *err)
{
	uint32_t size = bytes_u32(entry + 16), rva = bytes_u32(entry + 20);
	uint8_t bytes[RSDS_BYTES];
	enum err_code code;

	if (bytes_u32(entry + 12) != DEBUG_CODEVIEW || !rva ||
	    size < RSDS_BYTES || rva > pe->image_size ||
	    size > pe->image_size - rva)
		return ERR_NOT_FOUND;
	code = pe->read(pe->context, rva, bytes, sizeof(bytes), err);
	if (code)
		return code;
	if (memcmp(bytes, "RSDS", 4) != 0)
		return ERR_NOT_FOUND;
	memcpy(ret->guid, bytes + 4, sizeof(ret->guid));
	ret->age = bytes_u32(bytes + 20);
	read_rsds_name(pe, rva + RSDS_BYTES, size - RSDS_BYTES, ret);
	return ERR_OK;
}

enum err_code pe_rsds(const struct pe *pe, struct pe_rsds *ret, struct err *err)
{
	struct pe_directory debug = pe->directories[PE_DEBUG];
	size_t count = debug.size / DEBUG_BYTES;
	enum err_code worst = ERR_OK;

	if (!debug.rva || debug.rva > pe->image_size)
		count = 0;
	if (count > DEBUG_ENTRIES)
		count = DEBUG_ENTRIES;
	for (size_t i = 0; i < count; i++) {
		uint8_t entry[DEBUG_BYTES];
		enum err_code code;

		code = pe->read(pe->context,
				debug.rva + (uint32_t)(i * DEBUG_BYTES), entry,
				sizeof(entry), err);
		if (code == ERR_OK)
			code = read_rsds(pe, entry, ret, err);
		if (code == ERR_OK)
			return ERR_OK;
		if (code != ERR_NOT_FOUND)
			worst = code;
	}
	if (worst)
		return worst;
	return err_set(err, ERR_NOT_FOUND, 0, "the image names no PDB");
}

void pe_rsds_key(const struct pe_rsds *rsds, char ret[48])
{
	const uint8_t *guid = rsds->guid;
	int length;

	length = snprintf(ret, 48, "%08X%04X%04X", bytes_u32(guid),
			  bytes_u16(guid + 4), bytes_u16(guid + 6));
	for (size_t i = 8; i < sizeof(rsds->guid); i++)
		length += snprintf(ret + length, 48 - (size_t)length, "%02X",
				   guid[i]);
	snprintf(ret + length, 48 - (size_t)length, "%X", rsds->age);
}
