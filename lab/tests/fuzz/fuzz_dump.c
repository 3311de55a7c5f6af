/*
 * A dump with some bytes of it changed, read as a file and as a target. The
 * first byte of an input says which layout; 0xff says that the rest of the
 * input is the file itself. Then follow changes: a 24-bit offset, how many
 * bytes (1 to 16), and these; an offset behind the end cuts the file to as
 * many bytes as are left of it modulo its size.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/mem.h"
#include "tests/data/mkdump.h"
#include "tests/data/usedump.h"
#include "tests/data/usetarget.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const unsigned types[] = { 1, 5, 6, 8, 9, 10, 4 };
enum { TYPES = sizeof(types) / sizeof(types[0]) };

static uint8_t *make(unsigned type, size_t *ret_size)
{
	struct mkdump *mk = mkdump_machine();
	uint8_t *bytes = mkdump_build(mk, type, ret_size);

	mkdump_free(mk);
	return bytes;
}

/* Takes one change off the input; returns how much of it that was. */
static size_t change(const uint8_t *from, size_t left, uint8_t *bytes,
		     size_t *size)
{
	size_t offset = from[0] | from[1] << 8 | (size_t)from[2] << 16;
	size_t count = from[3] % 16 + 1u;

	if (offset >= *size) {
		*size = *size ? offset % *size : 0;
		return 4;
	}
	if (count > left - 4)
		count = left - 4;
	if (count > *size - offset)
		count = *size - offset;
	memcpy(bytes + offset, from + 4, count);
	return 4 + count;
}

static void use(const uint8_t *bytes, size_t size)
{
	char path[MKDUMP_PATH];

	mkdump_file(bytes, size, path);
	usedump_path(path);
	usetarget_path(path);
	unlink(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	uint8_t *file;
	size_t file_size;

	if (!size)
		return 0;
	if (bytes[0] == 0xff) {
		use(bytes + 1, size - 1);
		return 0;
	}
	file = make(types[bytes[0] % TYPES], &file_size);
	for (size_t at = 1; size - at >= 4;)
		at += change(bytes + at, size - at, file, &file_size);
	use(file, file_size);
	free(file);
	return 0;
}
