#include "config.h"

#include "formats/image.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void image_fini(struct image *image)
{
	for (size_t i = 0; i < image->count; i++)
		free(image->pages[i]);
	free(image->pages);
	*image = (struct image){ 0 };
}

/* The first page at or behind address. */
static size_t page_index(const struct image *image, uint64_t address)
{
	size_t low = 0, high = image->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (image->pages[middle]->address < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct image_page *find_page(const struct image *image, uint64_t address)
{
	size_t at = page_index(image, address);

	if (at == image->count || image->pages[at]->address != address)
		return NULL;
	return image->pages[at];
}

static struct image_page *make_page(struct image *image, uint64_t address)
{
	struct image_page *page = find_page(image, address);
	size_t at;

	if (page)
		return page;
	if (image->count >= LIMIT_IMAGE_PAGES) {
		image->full = true;
		return NULL;
	}
	page = mem_calloc(1, sizeof(*page));
	page->address = address;
	at = page_index(image, address);
	image->pages = mem_grow(image->pages, &image->capacity,
				image->count + 1, sizeof(*image->pages));
	memmove(image->pages + at + 1, image->pages + at,
		(image->count - at) * sizeof(*image->pages));
	image->pages[at] = page;
	image->count++;
	return page;
}

/* bytes NULL: fill with byte, or leave what is there when byte is -1 */
static void change(struct image *image, uint64_t address, const uint8_t *bytes,
		   int byte, size_t size, uint32_t flags)
{
	while (size > 0) {
		size_t within = address & (IMAGE_PAGE - 1);
		size_t part = IMAGE_PAGE - within;
		struct image_page *page = make_page(image, address - within);

		if (!page)
			return;
		if (part > size)
			part = size;
		page->flags |= flags;
		if (bytes) {
			memcpy(page->bytes + within, bytes, part);
			bytes += part;
		} else if (byte >= 0) {
			memset(page->bytes + within, byte, part);
		}
		size -= part;
		address += part;
		if (address == 0)
			return;
	}
}

void image_write(struct image *image, uint64_t address, const void *bytes,
		 size_t size, uint32_t flags)
{
	if (size > 0)
		change(image, address, bytes, -1, size, flags);
}

void image_touch(struct image *image, uint64_t address, size_t size,
		 uint32_t flags)
{
	change(image, address, NULL, -1, size, flags);
}

void image_fill(struct image *image, uint64_t address, uint8_t byte,
		size_t size, uint32_t flags)
{
	change(image, address, NULL, byte, size, flags);
}

void image_put(struct image *image, uint64_t address, uint64_t value,
	       size_t size, uint32_t flags)
{
	uint8_t bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(value >> (8 * i));
	image_write(image, address, bytes,
		    size < sizeof(bytes) ? size : sizeof(bytes), flags);
}

bool image_read(const struct image *image, uint64_t address, void *ret,
		size_t size)
{
	uint8_t *bytes = size > 0 ? mem_alloc(size) : NULL;
	size_t done = 0;

	while (done < size) {
		size_t within = (address + done) & (IMAGE_PAGE - 1);
		size_t part = IMAGE_PAGE - within;
		const struct image_page *page =
			find_page(image, address + done - within);

		if (!page) {
			free(bytes);
			return false;
		}
		if (part > size - done)
			part = size - done;
		memcpy(bytes + done, page->bytes + within, part);
		done += part;
	}
	if (size > 0)
		memcpy(ret, bytes, size);
	free(bytes);
	return true;
}

uint64_t image_get(const struct image *image, uint64_t address, size_t size)
{
	uint8_t bytes[8] = { 0 };
	uint64_t value = 0;

	if (size > sizeof(bytes) || !image_read(image, address, bytes, size))
		return 0;
	for (size_t i = sizeof(bytes); i > 0; i--)
		value = value << 8 | bytes[i - 1];
	return value;
}
