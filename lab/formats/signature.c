#include "config.h"
#include "formats/signature.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/mem.h"
#include "formats/pe.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	CERTIFICATE_HEADER = 8, /* WIN_CERTIFICATE: length, revision, type */
	CERTIFICATE_PKCS = 2,
	DIGEST_BYTES = 32,
	OPTIONAL_BYTES = 112, /* of PE32+, up to the directories */
	SECTION_BYTES = 40,
};

/* Places in the file that no digest covers. */
struct layout {
	size_t checksum; /* 4 bytes */
	size_t entry; /* of the directory: 8 bytes; 0: it has no such entry */
	size_t table, table_size; /* 0: none */
	bool broken;		  /* it is said to be outside of the file */
};

/* Headers lie in a file as they do in memory, whatever a section claims. */
static enum err_code read_headers(void *context, uint32_t rva, void *ret,
				  size_t size, struct err *err)
{
	const struct pe_file *file = context;

	if (rva > file->size || size > file->size - rva)
		return err_set(err, ERR_FAULT, rva,
			       "its headers go past its end");
	memcpy(ret, file->data + rva, size);
	return ERR_OK;
}

static enum err_code find_layout(const uint8_t *file, size_t size,
				 struct layout *ret, struct err *err)
{
	struct pe_file bytes = { file, size };
	size_t optional, room;
	enum err_code code;
	struct pe pe;

	*ret = (struct layout){ .entry = 0 };
	if (size > LIMIT_IMAGE_FILE)
		return err_set(err, ERR_LIMIT, 0,
			       "an image of %zu bytes, %u at most", size,
			       LIMIT_IMAGE_FILE);
	code = pe_parse(read_headers, &bytes, &pe, err);
	if (code)
		return code;
	optional = (size_t)bytes_u32(file + 0x3c) + 24;
	ret->checksum = optional + 64;
	if (optional + OPTIONAL_BYTES > size ||
	    pe.sections_rva + (size_t)pe.sections * SECTION_BYTES > size)
		return err_set(err, ERR_FORMAT, optional,
			       "its headers go past its end");
	/* directories that are both counted and within the header */
	room = (bytes_u16(file + optional - 4) - OPTIONAL_BYTES) / 8u;
	if (room <= PE_SECURITY ||
	    bytes_u32(file + optional + OPTIONAL_BYTES - 4) <= PE_SECURITY)
		return ERR_OK;
	ret->entry = optional + OPTIONAL_BYTES + PE_SECURITY * 8;
	if (ret->entry + 8 > size)
		return err_set(err, ERR_FORMAT, ret->entry,
			       "its headers go past its end");
	/* the only directory that holds an offset in the file */
	ret->table = pe.directories[PE_SECURITY].rva;
	ret->table_size = pe.directories[PE_SECURITY].size;
	if (!ret->table_size)
		return ERR_OK;
	ret->broken = ret->table < pe.sections_rva + (size_t)pe.sections *
							     SECTION_BYTES ||
		      ret->table < ret->entry + 8 || ret->table > size ||
		      ret->table_size > size - ret->table;
	return ERR_OK;
}

static void digest(const uint8_t *file, size_t size,
		   const struct layout *layout, char ret[HASH_SHA256_HEX])
{
	bool there = layout->table_size && !layout->broken;
	size_t end = there ? layout->table : size;
	size_t behind = there ? size - end - layout->table_size : 0;
	uint8_t *covered = mem_alloc(size), *to = covered;
	size_t from = layout->checksum + 4;

	memcpy(to, file, layout->checksum);
	to += layout->checksum;
	if (layout->entry) {
		memcpy(to, file + from, layout->entry - from);
		to += layout->entry - from;
		from = layout->entry + 8;
	}
	memcpy(to, file + from, end - from);
	to += end - from;
	memcpy(to, file + size - behind, behind);
	hash_sha256(covered, (size_t)(to - covered) + behind, ret);
	free(covered);
}

static void from_hex(const char *hex, uint8_t ret[DIGEST_BYTES])
{
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		char pair[3] = { hex[i * 2], hex[i * 2 + 1], 0 };

		ret[i] = (uint8_t)strtoul(pair, NULL, 16);
	}
}

enum err_code signature_read(const void *file, size_t size,
			     struct signature *ret, struct err *err)
{
	struct layout layout;
	uint8_t bytes[DIGEST_BYTES];
	const uint8_t *table;
	enum err_code code = find_layout(file, size, &layout, err);

	if (code)
		return code;
	digest(file, size, &layout, ret->digest);
	ret->state = SIGNATURE_NONE;
	if (!layout.table_size)
		return ERR_OK;
	ret->state = SIGNATURE_WRONG;
	if (layout.broken)
		return ERR_OK;
	table = (const uint8_t *)file + layout.table;
	from_hex(ret->digest, bytes);
	if (layout.table_size > CERTIFICATE_HEADER &&
	    bytes_u16(table + 6) == CERTIFICATE_PKCS &&
	    memmem(table + CERTIFICATE_HEADER,
		   layout.table_size - CERTIFICATE_HEADER, bytes,
		   sizeof(bytes)))
		ret->state = SIGNATURE_GOOD;
	return ERR_OK;
}

/*
 * DER of a PKCS #7 SignedData with an SpcIndirectDataContent in it, up to the
 * digest, and what follows that: an empty set of signers.
 */
static const uint8_t
	der_head
		[] = {
			0x30, 0x81, 0x8e, /* ContentInfo */
			0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7,
			0x0d, 0x01, 0x07, 0x02, 0xa0, 0x81, 0x80,
			0x30, 0x7e,		/* SignedData */
			0x02, 0x01, 0x01,	/* version 1 */
			0x31, 0x0f, 0x30, 0x0d, /* digest algorithms: SHA-256 */
			0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
			0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x30,
			0x66, /* SPC_INDIRECT_DATA */
			0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01,
			0x82, 0x37, 0x02, 0x01, 0x04, 0xa0, 0x58,
			0x30, 0x56, 0x30, 0x21, /* SPC_PE_IMAGE_DATA,
						   no flags, no
						   file */
			0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01,
			0x82, 0x37, 0x02, 0x01, 0x0f, 0x30, 0x13,
			0x03, 0x01, 0x00, 0xa0, 0x0e, 0xa2, 0x0c,
			0x80, 0x0a, /* "kdlab",
				       UTF-16BE
				     */
			0x00, 'k',  0x00, 'd',	0x00, 'l',  0x00,
			'a',  0x00, 'b',  0x30, 0x31, 0x30, 0x0d,
			0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
			0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04,
			0x20,
		};
static const uint8_t der_tail[] = { 0x31, 0x00 };

static void put_u32(uint8_t *to, uint32_t value)
{
	value = htole32(value);
	memcpy(to, &value, sizeof(value));
}

enum err_code signature_attach(const void *file, size_t size, uint8_t **ret,
			       size_t *ret_size, struct err *err)
{
	size_t body = sizeof(der_head) + DIGEST_BYTES + sizeof(der_tail);
	size_t table = (CERTIFICATE_HEADER + body + 7) & ~(size_t)7, kept;
	char hex[HASH_SHA256_HEX];
	struct layout layout;
	uint8_t *made, *at;
	enum err_code code = find_layout(file, size, &layout, err);

	if (code)
		return code;
	if (!layout.entry)
		return err_set(err, ERR_FORMAT, 0,
			       "its headers have no place for a signature");
	if (layout.table_size && !layout.broken)
		size = layout.table; /* what was there is taken off */
	layout.broken = false;
	kept = size;
	size = (size + 7) & ~(size_t)7;
	made = mem_calloc(1, size + table);
	memcpy(made, file, kept);
	at = made + size;
	put_u32(made + layout.entry, (uint32_t)size);
	put_u32(made + layout.entry + 4, (uint32_t)table);
	put_u32(at, (uint32_t)table);
	put_u32(at + 4, 0x0200 | CERTIFICATE_PKCS << 16);
	layout.table = size;
	layout.table_size = table;
	digest(made, size + table, &layout, hex);
	memcpy(at + CERTIFICATE_HEADER, der_head, sizeof(der_head));
	from_hex(hex, at + CERTIFICATE_HEADER + sizeof(der_head));
	memcpy(at + CERTIFICATE_HEADER + sizeof(der_head) + DIGEST_BYTES,
	       der_tail, sizeof(der_tail));
	*ret = made;
	*ret_size = size + table;
	return ERR_OK;
}
