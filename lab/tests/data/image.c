#include "config.h"

#include "tests/data/image.h"

#include <stdio.h>
#include <string.h>

static const char section_names[4][8] = { ".text", ".rdata", ".pdata",
					  ".data" };

void image_put16(struct image *image, uint32_t rva, uint16_t value)
{
	image->bytes[rva] = (uint8_t)value;
	image->bytes[rva + 1] = (uint8_t)(value >> 8);
}

void image_put32(struct image *image, uint32_t rva, uint32_t value)
{
	image_put16(image, rva, (uint16_t)value);
	image_put16(image, rva + 2, (uint16_t)(value >> 16));
}

void image_put64(struct image *image, uint32_t rva, uint64_t value)
{
	image_put32(image, rva, (uint32_t)value);
	image_put32(image, rva + 4, (uint32_t)(value >> 32));
}

void image_put_directory(struct image *image, unsigned number, uint32_t rva,
			 uint32_t size)
{
	image_put32(image, IMAGE_DIRECTORIES + number * 8, rva);
	image_put32(image, IMAGE_DIRECTORIES + number * 8 + 4, size);
}

static void put_sections(struct image *image)
{
	for (uint32_t i = 0; i < 4; i++) {
		uint32_t at = IMAGE_SECTIONS + i * 40;

		memcpy(image->bytes + at, section_names[i], 8);
		image_put32(image, at + 8, 0x1000);
		image_put32(image, at + 12, IMAGE_TEXT + i * 0x1000);
		image_put32(image, at + 16, 0x1000);
		image_put32(image, at + 20, IMAGE_TEXT + i * 0x1000);
		image_put32(image, at + 36, i ? 0x40000040 : 0x60000020);
	}
}

void image_init(struct image *image)
{
	memset(image, 0, sizeof(*image));
	image->rdata = IMAGE_RDATA;
	memcpy(image->bytes, "MZ", 2);
	image_put32(image, 0x3c, IMAGE_NEW);
	memcpy(image->bytes + IMAGE_NEW, "PE", 2);
	image_put16(image, IMAGE_NEW + 4, 0x8664);
	image_put16(image, IMAGE_NEW + 6, 4);
	image_put32(image, IMAGE_NEW + 8, IMAGE_STAMP);
	image_put16(image, IMAGE_NEW + 20, 112 + 128);
	image_put16(image, IMAGE_NEW + 22, 0x2022);
	image_put16(image, IMAGE_OPTIONAL, 0x20b);
	image_put32(image, IMAGE_OPTIONAL + 16, IMAGE_TEXT + 0x10);
	image_put64(image, IMAGE_OPTIONAL + 24, UINT64_C(0x140000000));
	image_put32(image, IMAGE_OPTIONAL + 32, 0x1000);
	image_put32(image, IMAGE_OPTIONAL + 36, 0x200);
	image_put32(image, IMAGE_OPTIONAL + 56, IMAGE_BYTES);
	image_put32(image, IMAGE_OPTIONAL + 60, IMAGE_HEADERS);
	image_put32(image, IMAGE_OPTIONAL + 64, 0x1234abcd);
	image_put32(image, IMAGE_OPTIONAL + 108, 16);
	put_sections(image);
}

uint32_t image_add(struct image *image, const void *bytes, size_t size)
{
	uint32_t at = image->rdata;

	memcpy(image->bytes + at, bytes, size);
	image->rdata = (at + (uint32_t)size + 3) & ~UINT32_C(3);
	return at;
}

static uint32_t add_string(struct image *image, const char *string)
{
	return image_add(image, string, strlen(string) + 1);
}

void image_add_exports(struct image *image, const struct image_export *list,
		       size_t count)
{
	static const uint8_t zeros[0x400];
	uint32_t directory = image_add(image, zeros, 40);
	uint32_t functions = image_add(image, zeros, count * 4);
	uint32_t names = image_add(image, zeros, count * 4);
	uint32_t ordinals = image_add(image, zeros, count * 2);

	image_put32(image, directory + 12, add_string(image, "image.sys"));
	image_put32(image, directory + 16, 1);
	image_put32(image, directory + 20, (uint32_t)count);
	image_put32(image, directory + 24, (uint32_t)count);
	image_put32(image, directory + 28, functions);
	image_put32(image, directory + 32, names);
	image_put32(image, directory + 36, ordinals);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t ordinal = (uint32_t)count - 1 - i;

		image_put32(image, names + i * 4,
			    add_string(image, list[i].name));
		image_put16(image, ordinals + i * 2, (uint16_t)ordinal);
		image_put32(image, functions + ordinal * 4,
			    list[i].forward ? add_string(image, list[i].forward)
					    : list[i].rva);
	}
	image_put_directory(image, 0, directory, image->rdata - directory);
}

void image_add_rsds(struct image *image, uint32_t age, const char *name)
{
	uint8_t record[24 + 300] = "RSDS", entry[28] = { 0 };
	size_t size = 24 + strlen(name) + 1;
	uint32_t at, debug;

	for (uint8_t i = 0; i < 16; i++)
		record[4 + i] = (uint8_t)(0x10 + i);
	memcpy(record + 24, name, strlen(name) + 1);
	at = image_add(image, record, size);
	image_put32(image, at + 20, age);
	debug = image_add(image, entry, sizeof(entry));
	image_put32(image, debug + 12, 2);
	image_put32(image, debug + 16, (uint32_t)size);
	image_put32(image, debug + 20, at);
	image_put_directory(image, 6, debug, sizeof(entry));
}

void image_add_function(struct image *image, uint32_t begin, uint32_t end,
			uint32_t unwind)
{
	uint32_t at = IMAGE_PDATA + image->functions * 12;

	image_put32(image, at, begin);
	image_put32(image, at + 4, end);
	image_put32(image, at + 8, unwind);
	image->functions++;
	image_put_directory(image, 3, IMAGE_PDATA, image->functions * 12);
}

size_t image_file(const struct image *image, uint8_t *ret)
{
	static const uint32_t sizes[4] = { 0x400, 0x1000, 0x400, 0x200 };
	struct image copy = *image;
	uint32_t offset = IMAGE_HEADERS;

	for (uint32_t i = 0; i < 4; i++) {
		image_put32(&copy, IMAGE_SECTIONS + i * 40 + 16, sizes[i]);
		image_put32(&copy, IMAGE_SECTIONS + i * 40 + 20, offset);
		memcpy(ret + offset,
		       image->bytes + IMAGE_TEXT + (size_t)i * 0x1000,
		       sizes[i]);
		offset += sizes[i];
	}
	memcpy(ret, copy.bytes, IMAGE_HEADERS);
	return offset;
}

enum err_code image_read(void *context, uint32_t rva, void *ret, size_t size,
			 struct err *err)
{
	const struct image *image = context;

	if (rva > IMAGE_BYTES || size > IMAGE_BYTES - rva)
		return err_set(err, ERR_FAULT, rva, "behind the image");
	memcpy(ret, image->bytes + rva, size);
	return ERR_OK;
}
