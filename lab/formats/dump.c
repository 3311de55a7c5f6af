#include "config.h"
#include "formats/dump.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "formats/dump_private.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

uint16_t dump_u16(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] | bytes[1] << 8);
}

uint32_t dump_u32(const uint8_t *bytes)
{
	return (uint32_t)dump_u16(bytes) | (uint32_t)dump_u16(bytes + 2) << 16;
}

uint64_t dump_u64(const uint8_t *bytes)
{
	return dump_u32(bytes) | (uint64_t)dump_u32(bytes + 4) << 32;
}

bool dump_is(const uint8_t *bytes, const char *signature)
{
	return memcmp(bytes, signature, strlen(signature)) == 0;
}

bool dump_has(const struct dump *dump, uint64_t offset, uint64_t size)
{
	return offset <= dump->size && size <= dump->size - offset;
}

void dump_note(struct dump *dump, const char *format, ...)
{
	size_t used = strlen(dump->missing);
	va_list args;

	if (used && used + 2 < sizeof(dump->missing)) {
		memcpy(dump->missing + used, "; ", 3);
		used += 2;
	}
	va_start(args, format);
	vsnprintf(dump->missing + used, sizeof(dump->missing) - used, format,
		  args);
	va_end(args);
}

/* How many bytes were there; -1 with errno. */
static ssize_t read_some(const struct dump *dump, uint64_t offset, void *ret,
			 size_t size)
{
	if (!dump_has(dump, offset, 1))
		return 0;
	if (size > dump->size - offset)
		size = (size_t)(dump->size - offset);
	return file_pread(dump->fd, ret, size, offset);
}

enum err_code dump_pread(const struct dump *dump, uint64_t offset, void *ret,
			 size_t size, struct err *err)
{
	ssize_t got = read_some(dump, offset, ret, size);

	if (got < 0)
		return err_set_errno(err, "cannot read the dump");
	if ((size_t)got < size)
		return err_set(err, ERR_FAULT, offset + (uint64_t)got,
			       "the file ends at byte %llu",
			       (unsigned long long)dump->size);
	return ERR_OK;
}

static enum err_code open_kind(struct dump *dump, const uint8_t *header,
			       struct err *err)
{
	switch (dump->header.type) {
	case DUMP_TYPE_FULL:
		return dump_open_runs(dump, header, err);
	case DUMP_TYPE_BITMAP_FULL:
	case DUMP_TYPE_BITMAP_KERNEL:
		return dump_open_bitmap(dump, err);
	case DUMP_TYPE_RANGES_KERNEL:
	case DUMP_TYPE_RANGES_USER:
	case DUMP_TYPE_RANGES_ALL:
		return dump_open_ranges(dump, err);
	case DUMP_TYPE_TRIAGE:
		return dump_open_triage(dump, err);
	case DUMP_TYPE_SUMMARY:
		dump_note(dump, "its memory is laid out as before Windows 8, "
				"which is not read");
		return ERR_OK;
	case DUMP_TYPE_HEADER:
		dump_note(dump, "it is a header only");
		return ERR_OK;
	}
	return err_set(err, ERR_UNSUPPORTED, DH_TYPE,
		       "dumps of type %u are not known",
		       (unsigned)dump->header.type);
}

static enum err_code check_machine(struct dump *dump, struct err *err)
{
	switch (dump->header.machine) {
	case DUMP_MACHINE_X64:
		break;
	case DUMP_MACHINE_ARM64:
		dump_note(dump, "it is of an ARM64 machine, whose registers "
				"and page tables are not read");
		break;
	default:
		return err_set(err, ERR_UNSUPPORTED, DH_MACHINE,
			       "it is of a machine of type 0x%x; x64 (0x8664) "
			       "is what is read",
			       (unsigned)dump->header.machine);
	}
	if (dump->header.processors > LIMIT_CPUS) {
		dump_note(dump, "it claims %u processors",
			  (unsigned)dump->header.processors);
		dump->header.processors = 0;
	}
	return ERR_OK;
}

/* RequiredDumpSpace is only an upper bound; the tables tell. */
static void note_cut(struct dump *dump)
{
	uint64_t end;

	if (dump->pages > UINT64_MAX >> 13)
		return;
	end = dump->first_page + dump->pages * DUMP_PAGE;
	if (end > dump->size)
		dump_note(dump, "ends %llu bytes early",
			  (unsigned long long)(end - dump->size));
}

static enum err_code read_file(struct dump *dump, const char *path,
			       struct err *err)
{
	uint8_t header[DH_SIZE] = { 0 };
	ssize_t got = read_some(dump, 0, header, sizeof(header));
	enum err_code code;

	if (got < 0)
		return err_set_errno(err, "cannot read '%s'", path);
	if (got < 8 || !dump_is(header, "PAGEDU64"))
		return dump_foreign(path, header, (size_t)got, err);
	if (got < DH_SIZE)
		return err_set(err, ERR_FORMAT, (uint64_t)got,
			       "'%s' ends in its header, after %zd of %d "
			       "bytes; copy it again",
			       path, got, DH_SIZE);
	dump_parse_header(header, &dump->header);
	dump->kind = DUMP_HEADER;
	code = check_machine(dump, err);
	if (!code)
		code = open_kind(dump, header, err);
	if (code)
		err_prefix(err, "cannot open '%s'", path);
	else
		note_cut(dump);
	return code;
}

enum err_code dump_open(const char *path, struct dump **ret, struct err *err)
{
	/* a fifo or a device could hold us for ever */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	struct dump *dump;
	enum err_code code;

	if (fd < 0)
		return err_set_errno(err, "cannot open '%s'", path);
	if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) {
		close(fd);
		return err_set(err, ERR_FORMAT, 0, "'%s' is not a file", path);
	}
	dump = mem_calloc(1, sizeof(*dump));
	dump->fd = fd;
	dump->size = (uint64_t)status.st_size;
	code = read_file(dump, path, err);
	if (code) {
		dump_close(dump);
		return code;
	}
	*ret = dump;
	return ERR_OK;
}

void dump_close(struct dump *dump)
{
	if (!dump)
		return;
	close(dump->fd);
	dump_bitmap_fini(&dump->bitmap);
	free(dump->runs);
	free(dump->triage.blocks);
	free(dump->tags);
	free(dump);
}

const struct dump_header *dump_header(const struct dump *dump)
{
	return &dump->header;
}

enum dump_kind dump_kind(const struct dump *dump)
{
	return dump->kind;
}

const char *dump_missing(const struct dump *dump)
{
	return *dump->missing ? dump->missing : NULL;
}

enum err_code dump_read_physical(struct dump *dump, uint64_t address, void *ret,
				 size_t size, struct err *err)
{
	char *to = ret;

	while (size) {
		uint64_t index, count, skip = address % DUMP_PAGE;
		size_t bytes = size;
		ssize_t got;

		if (!dump_find_page(dump, address / DUMP_PAGE, &index, &count))
			break;
		if (bytes > count * DUMP_PAGE - skip)
			bytes = (size_t)(count * DUMP_PAGE - skip);
		got = read_some(dump,
				dump->first_page + index * DUMP_PAGE + skip, to,
				bytes);
		if (got < 0)
			return err_set_errno(err, "cannot read the dump");
		address += (uint64_t)got;
		to += got;
		size -= (size_t)got;
		if ((size_t)got < bytes)
			break;
	}
	if (size)
		return err_set(err, ERR_FAULT, address,
			       "physical address %llx is not in the dump",
			       (unsigned long long)address);
	return ERR_OK;
}

/* One character, at most 4 bytes; what a terminal would act on is shown. */
static size_t put_visible(uint32_t c, char ret[4])
{
	if (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0))
		return utf8_encode(c, ret);
	if (c >= 0x80)
		return utf8_encode(0xfffd, ret);
	ret[0] = '^';
	ret[1] = (char)(c ^ 0x40);
	return 2;
}

void dump_text16(const uint8_t *bytes, size_t units, char *ret, size_t size)
{
	size_t used = 0;

	for (size_t i = 0; i < units; i++) {
		uint32_t c = dump_u16(bytes + 2 * i), low;
		char encoded[4];
		size_t length;

		if (!c)
			break;
		low = i + 1 < units ? dump_u16(bytes + 2 * i + 2) : 0;
		if (c >> 10 == 0x36 && low >> 10 == 0x37) {
			c = 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff);
			i++;
		} else if (c >> 11 == 0x1b) {
			c = 0xfffd; /* half of a pair */
		}
		length = put_visible(c, encoded);
		if (used + length >= size)
			break;
		memcpy(ret + used, encoded, length);
		used += length;
	}
	ret[used] = '\0';
}
