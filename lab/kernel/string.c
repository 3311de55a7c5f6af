#include "config.h"
#include "kernel/string.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void string_init(struct kernel *kernel, uint64_t at, const char *text)
{
	size_t size = strlen(text), done = 0, units = 0;
	uint64_t buffer = kernel_alloc(kernel, 2 * size + 2);

	while (done < size) {
		uint32_t c;

		done += utf8_decode(text + done, size - done, &c);
		put16(kernel, buffer + 2 * units++, c > 0xffff ? 0xfffd : c);
	}
	put16(kernel, buffer + 2 * units, 0);
	put16(kernel, at, (uint32_t)(2 * units));
	put16(kernel, at + 2, (uint32_t)(2 * units + 2));
	put64(kernel, at + 8, buffer);
}

uint64_t string_new(struct kernel *kernel, const char *text)
{
	uint64_t at = kernel_alloc(kernel, 0x10);

	string_init(kernel, at, text);
	return at;
}

void string_read(struct kernel *kernel, uint64_t at, char *ret, size_t size)
{
	size_t units = get16(kernel, at) / 2u, used = 0;
	uint64_t buffer = get64(kernel, at + 8);

	for (size_t i = 0; i < units && used + 4 < size; i++)
		used += utf8_encode(get16(kernel, buffer + 2 * i), ret + used);
	ret[used] = '\0';
}
