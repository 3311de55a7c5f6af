/*
 * A PE32+ image for x64 made field by field, as it lies in memory; or, by
 * image_file, as a linker would write it. Four sections, a page each:
 * .text 0x1000, .rdata 0x2000, .pdata 0x3000, .data 0x4000.
 */
#ifndef LAB_TESTS_DATA_IMAGE_H
#define LAB_TESTS_DATA_IMAGE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum {
	IMAGE_BYTES = 0x5000,
	IMAGE_TEXT = 0x1000,
	IMAGE_RDATA = 0x2000,
	IMAGE_PDATA = 0x3000,
	IMAGE_DATA = 0x4000,
	IMAGE_NEW = 0x80, /* of "PE" */
	IMAGE_OPTIONAL = IMAGE_NEW + 24,
	IMAGE_DIRECTORIES = IMAGE_OPTIONAL + 112,
	IMAGE_SECTIONS = IMAGE_DIRECTORIES + 128,
	IMAGE_HEADERS = 0x400,
	IMAGE_STAMP = 0x64d8a3f7,
};

struct image {
	uint8_t bytes[IMAGE_BYTES];
	uint32_t rdata; /* next free */
	uint32_t functions;
};

/* Headers and sections; nothing in them. */
void image_init(struct image *image);

void image_put16(struct image *image, uint32_t rva, uint16_t value);
void image_put32(struct image *image, uint32_t rva, uint32_t value);
void image_put64(struct image *image, uint32_t rva, uint64_t value);
void image_put_directory(struct image *image, unsigned number, uint32_t rva,
			 uint32_t size);
/* Bytes at the next free place of .rdata, 4-aligned; their RVA. */
uint32_t image_add(struct image *image, const void *bytes, size_t size);

struct image_export {
	const char *name;
	uint32_t rva;
	const char *forward; /* or NULL */
};
void image_add_exports(struct image *image, const struct image_export *list,
		       size_t count);
/* GUID bytes 0x10..0x1f, age as said. */
void image_add_rsds(struct image *image, uint32_t age, const char *name);
/* A RUNTIME_FUNCTION; call it in order of begin. */
void image_add_function(struct image *image, uint32_t begin, uint32_t end,
			uint32_t unwind);

/*
 * The image as a file: headers of 0x400 bytes, then each section at an
 * offset of its own. COFF symbols may follow: see image_add_symbols.
 * Returns the size; ret has room for IMAGE_BYTES.
 */
size_t image_file(const struct image *image, uint8_t *ret);

/* A pe_read over what lies in memory (context: struct image). */
enum err_code image_read(void *context, uint32_t rva, void *ret, size_t size,
			 struct err *err);

#endif
