/*
 * SMBIOS tables and registry values that the kernel puts behind a dump.
 */
#include "config.h"
#include "kd/info.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define TAG_MOST (256u << 10) /* bytes of a block that are looked at */

static const uint8_t smbios_tag[16] = { 0x8f, 0x00, 0x5c, 0xbc, 0x3a, 0x1e,
					0xd7, 0x44, 0x98, 0x8d, 0x86, 0xf6,
					0x88, 0x4c, 0x67, 0x58 };
static const uint8_t registry_tag[16] = { 0x89, 0xc3, 0x7a, 0x6c, 0x13, 0x43,
					  0xdc, 0x47, 0x9f, 0x34, 0xa8, 0x80,
					  0x0a, 0x0f, 0xb5, 0x6c };

static uint32_t read_u32(const uint8_t *bytes)
{
	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

/* The caller frees it; NULL when there is no such block. */
static uint8_t *read_tag(struct target *target, const uint8_t guid[16],
			 size_t *ret_size)
{
	struct dump *dump = target_dump(target);
	const struct dump_tag *tag = dump ? dump_find_tag(dump, guid) : NULL;
	uint8_t *bytes;
	size_t size;

	if (!tag || !tag->size)
		return NULL;
	size = tag->size < TAG_MOST ? tag->size : TAG_MOST;
	bytes = mem_alloc(size);
	if (dump_read_tag(dump, tag, 0, bytes, size, NULL)) {
		free(bytes);
		return NULL;
	}
	*ret_size = size;
	return bytes;
}

static void copy_text(const uint8_t *bytes, size_t size, size_t step, char *ret,
		      size_t room)
{
	size_t length = 0;

	for (size_t i = 0; i < size && bytes[i] && length + 1 < room; i += step)
		ret[length++] = bytes[i] >= 0x20 && bytes[i] < 0x7f
					? (char)bytes[i]
					: '.';
	ret[length] = 0;
}

/* The strings of a table stand behind it, each with its NUL. */
static void copy_numbered(const uint8_t *strings, size_t size, unsigned number,
			  char *ret, size_t room)
{
	size_t at = 0;

	while (number > 1 && at < size) {
		at += strnlen((const char *)strings + at, size - at) + 1;
		number--;
	}
	if (number && at < size)
		copy_text(strings + at, size - at, 1, ret, room);
}

static size_t table_end(const uint8_t *bytes, size_t size, size_t at)
{
	while (at + 1 < size && (bytes[at] || bytes[at + 1]))
		at++;
	return at + 2;
}

static void parse_smbios(const uint8_t *bytes, size_t size,
			 struct info_firmware *ret)
{
	size_t at = 8; /* of RawSMBIOSData */

	while (at + 4 <= size && bytes[at] != 127) {
		size_t length = bytes[at + 1], end;
		const uint8_t *table = bytes + at;

		if (length < 4 || at + length > size)
			return;
		end = table_end(bytes, size, at + length);
		if (end > size)
			end = size;
		if (table[0] == 1 && length >= 6) {
			copy_numbered(table + length, end - at - length,
				      table[4], ret->manufacturer,
				      sizeof(ret->manufacturer));
			copy_numbered(table + length, end - at - length,
				      table[5], ret->product,
				      sizeof(ret->product));
			return;
		}
		at = end;
	}
}

static bool is_name(const uint8_t *bytes, size_t size, const char *name)
{
	char text[64];

	copy_text(bytes, size, 2, text, sizeof(text));
	return strcmp(text, name) == 0;
}

/* Records: size of name, name, type, size of data, data. */
static void parse_registry(const uint8_t *bytes, size_t size,
			   struct info_firmware *ret)
{
	size_t at = 0;

	while (size - at >= 12) {
		uint32_t name = read_u32(bytes + at), data;

		if (name > size - at - 12)
			return;
		data = read_u32(bytes + at + 8 + name);
		if (data > size - at - 12 - name)
			return;
		if (is_name(bytes + at + 4, name, "ProcessorNameString")) {
			copy_text(bytes + at + 12 + name, data, 2,
				  ret->processor, sizeof(ret->processor));
			return;
		}
		at += 12 + (size_t)name + data;
	}
}

void info_firmware(struct target *target, struct info_firmware *ret)
{
	uint8_t *bytes;
	size_t size;

	memset(ret, 0, sizeof(*ret));
	bytes = read_tag(target, smbios_tag, &size);
	if (bytes)
		parse_smbios(bytes, size, ret);
	free(bytes);
	bytes = read_tag(target, registry_tag, &size);
	if (bytes)
		parse_registry(bytes, size, ret);
	free(bytes);
}
