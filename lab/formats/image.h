/*
 * A memory image: pages of virtual memory, sparse, in order of address. What
 * a machine profile fills and the dump writer turns into a file.
 */
#ifndef LAB_FORMATS_IMAGE_H
#define LAB_FORMATS_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IMAGE_PAGE 0x1000u

/* How a page is mapped; readable by the kernel always. */
enum image_flag {
	IMAGE_WRITE = 1 << 0,
	IMAGE_EXECUTE = 1 << 1,
	IMAGE_USER = 1 << 2,
};

struct image_page {
	uint64_t address;
	uint32_t flags; /* enum image_flag */
	uint8_t bytes[IMAGE_PAGE];
};

/* A zeroed struct image is an empty one. */
struct image {
	struct image_page **pages; /* by address */
	size_t count, capacity;
	bool full; /* LIMIT_IMAGE_PAGES reached: it takes no more */
};

void image_fini(struct image *image);

/* Writing makes the pages that are not there, of zeros; flags are added to
 * those a page has. Nothing wraps around the end of the address space. */
void image_write(struct image *image, uint64_t address, const void *bytes,
		 size_t size, uint32_t flags);
void image_touch(struct image *image, uint64_t address, size_t size,
		 uint32_t flags);
void image_fill(struct image *image, uint64_t address, uint8_t byte,
		size_t size, uint32_t flags);
/* The low size bytes (at most 8) of a number, little-endian. */
void image_put(struct image *image, uint64_t address, uint64_t value,
	       size_t size, uint32_t flags);

/* Exactly size bytes; false, and ret unchanged, when some are not there. */
bool image_read(const struct image *image, uint64_t address, void *ret,
		size_t size);
/* 0 when it is not there. */
uint64_t image_get(const struct image *image, uint64_t address, size_t size);

#endif
