#include "config.h"
#include "formats/pe.h"

#include "base/bytes.h"
#include "base/limits.h"

#include <string.h>

/*
 * Where the section table of a file is. Nothing is kept between reads: a
 * struct pe_file is two words that anybody may make.
 */
struct table {
	const uint8_t *sections;
	unsigned count;
	uint32_t headers;
};

static bool find_table(const struct pe_file *file, struct table *ret)
{
	uint64_t at, sections;
	unsigned optional;

	*ret = (struct table){ .headers = UINT32_MAX };
	if (file->size < 0x40)
		return false;
	at = bytes_u32(file->data + 0x3c);
	if (at + 24 > file->size)
		return false;
	optional = bytes_u16(file->data + at + 20);
	sections = at + 24 + optional;
	if (optional < 64 || sections > file->size)
		return false;
	ret->count = bytes_u16(file->data + at + 6);
	if (ret->count > LIMIT_IMAGE_SECTIONS ||
	    ret->count * UINT64_C(40) > file->size - sections) {
		ret->count = 0;
		return false;
	}
	ret->sections = file->data + sections;
	ret->headers = bytes_u32(file->data + at + 24 + 60);
	return true;
}

/*
 * How many bytes from an RVA on lie together: *ret_offset in the file, or
 * UINT64_MAX where the loader would put zeros. 0: nothing is there.
 */
static uint64_t find_run(const struct pe_file *file, const struct table *table,
			 uint64_t rva, uint64_t *ret_offset)
{
	for (unsigned i = 0; i < table->count; i++) {
		const uint8_t *section = table->sections + i * 40;
		uint64_t size = bytes_u32(section + 8);
		uint64_t start = bytes_u32(section + 12);
		uint64_t raw = bytes_u32(section + 16);
		uint64_t offset = bytes_u32(section + 20);

		if (!size)
			size = raw;
		if (rva < start || rva - start >= size)
			continue;
		if (raw > size)
			raw = size;
		rva -= start;
		if (rva >= raw) {
			*ret_offset = UINT64_MAX;
			return size - rva;
		}
		*ret_offset = offset + rva;
		return raw - rva;
	}
	if (rva >= table->headers || rva >= file->size)
		return 0;
	*ret_offset = rva;
	return table->headers - rva;
}

enum err_code pe_read_file(void *context, uint32_t rva, void *ret, size_t size,
			   struct err *err)
{
	const struct pe_file *file = context;
	struct table table;
	size_t done = 0;

	find_table(file, &table);
	while (done < size) {
		uint64_t at = (uint64_t)rva + done, offset, run;
		size_t part = size - done;

		run = find_run(file, &table, at, &offset);
		if (run < part)
			part = (size_t)run;
		if (!part ||
		    (offset != UINT64_MAX &&
		     (offset > file->size || part > file->size - offset)))
			return err_set(err, ERR_FAULT, at,
				       "nothing of the file is at RVA 0x%llx",
				       (unsigned long long)at);
		if (offset == UINT64_MAX)
			memset((uint8_t *)ret + done, 0, part);
		else
			memcpy((uint8_t *)ret + done, file->data + offset,
			       part);
		done += part;
	}
	return ERR_OK;
}
