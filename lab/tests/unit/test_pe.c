#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "formats/pe.h"
#include "tests/data/image.h"

#define PDB "d:\\th\\ntkrnlmp.pdb"

static const struct image_export exports[] = {
	{ "DbgPrint", 0x1010, NULL },
	{ "KeBugCheckEx", 0x1020, NULL },
	{ "Moved", 0, "other.Target" },
	{ "PsLoadedModuleList", 0x4008, NULL },
};
enum { EXPORTS = 4 };

static struct image *new_image(void)
{
	struct image *image = mem_alloc(sizeof(*image));

	image_init(image);
	image_add_exports(image, exports, EXPORTS);
	image_add_rsds(image, 0x1a, PDB);
	return image;
}

static void test_headers(void **state)
{
	struct image *image = new_image();
	struct pe_section section;
	struct err err;
	struct pe pe;

	(void)state;
	assert_int_equal(pe_parse(image_read, image, &pe, &err), ERR_OK);
	assert_int_equal(pe.machine, 0x8664);
	assert_int_equal(pe.sections, 4);
	assert_int_equal(pe.stamp, IMAGE_STAMP);
	assert_int_equal(pe.entry, 0x1010);
	assert_true(pe.base == UINT64_C(0x140000000));
	assert_int_equal(pe.image_size, IMAGE_BYTES);
	assert_int_equal(pe.checksum, 0x1234abcd);
	assert_int_equal(pe.directories[PE_EXPORT].rva, IMAGE_RDATA);
	assert_int_equal(pe_section(&pe, 2, &section, &err), ERR_OK);
	assert_string_equal(section.name, ".pdata");
	assert_int_equal(section.rva, IMAGE_PDATA);
	assert_int_equal(section.size, 0x1000);
	assert_int_equal(section.flags, 0x40000040);
	memcpy(image->bytes + IMAGE_SECTIONS, "\033x\177345678", 8);
	assert_int_equal(pe_section(&pe, 0, &section, &err), ERR_OK);
	assert_string_equal(section.name, "^[x^?345");
	assert_int_equal(pe_section(&pe, 4, &section, &err), ERR_NOT_FOUND);
	free(image);
}

static void refuse(const struct image *image, enum err_code code,
		   const char *words)
{
	struct pe pe = { .stamp = 7 };
	struct err err;

	assert_int_equal(pe_parse(image_read, (void *)image, &pe, &err), code);
	assert_non_null(strstr(err.message, words));
	assert_int_equal(pe.stamp, 7);
}

static void test_refusals(void **state)
{
	static const struct {
		uint32_t at, value;
		enum err_code code;
		const char *words;
	} rows[] = {
		{ 0, 0x5a4e, ERR_FORMAT, "no 'MZ'" },
		{ 0, 0x464c457f, ERR_FORMAT, "an ELF file" },
		{ 0x3c, 0, ERR_FORMAT, "at 0x0" },
		{ 0x3c, 0xffffffff, ERR_FORMAT, "at 0xffffffff" },
		{ 0x3c, 0x10000, ERR_FAULT, "behind" },
		{ IMAGE_NEW, 0x454e, ERR_FORMAT, "16-bit" },
		{ IMAGE_NEW, 0x4550 | 1 << 16, ERR_FORMAT, "signature" },
		{ IMAGE_NEW + 4, 0x4014c, ERR_FORMAT, "x86" },
		{ IMAGE_NEW + 4, 0x4aa64, ERR_FORMAT, "ARM64" },
		{ IMAGE_NEW + 4, 0x40123, ERR_FORMAT, "0x123" },
		{ IMAGE_NEW + 4, 0xffff8664, ERR_LIMIT, "65535 sections" },
		{ IMAGE_NEW + 20, 111, ERR_FORMAT, "object file" },
		{ IMAGE_NEW + 20, 0xfff0, ERR_FORMAT, "section table" },
		{ IMAGE_OPTIONAL, 0x10b, ERR_FORMAT, "32-bit" },
		{ IMAGE_OPTIONAL, 0x107, ERR_FORMAT, "unknown" },
		{ IMAGE_OPTIONAL + 56, 0, ERR_FORMAT, "SizeOfImage" },
		{ IMAGE_OPTIONAL + 56, 0x7fffffff, ERR_LIMIT, "SizeOfImage" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct image *image = new_image();

		image_put32(image, rows[i].at, rows[i].value);
		refuse(image, rows[i].code, rows[i].words);
		free(image);
	}
}

struct seen {
	unsigned count;
	char lines[64][80];
};

static bool see_export(void *context, const char *name, uint32_t rva,
		       const char *forward)
{
	struct seen *seen = context;

	if (seen->count < 64)
		snprintf(seen->lines[seen->count++], 80, "%s %x %s", name, rva,
			 forward ? forward : "-");
	return strcmp(name, "stop") != 0;
}

static void test_exports(void **state)
{
	struct image *image = new_image();
	struct seen seen = { 0 };
	struct err err;
	struct pe pe;
	char moved[80];

	(void)state;
	assert_int_equal(pe_parse(image_read, image, &pe, &err), ERR_OK);
	assert_int_equal(pe_each_export(&pe, see_export, &seen, &err), ERR_OK);
	assert_int_equal(seen.count, 4);
	assert_string_equal(seen.lines[0], "DbgPrint 1010 -");
	assert_string_equal(seen.lines[1], "KeBugCheckEx 1020 -");
	snprintf(moved, sizeof(moved), "%s", strrchr(seen.lines[2], ' ') + 1);
	assert_string_equal(moved, "other.Target");
	assert_string_equal(seen.lines[3], "PsLoadedModuleList 4008 -");
	/* an export that lies outside, a name with a blank: left out */
	image_put32(image, IMAGE_RDATA + 40 + 12, IMAGE_BYTES);
	image->bytes[IMAGE_RDATA + 40 + 40 + 10 + 3] = ' ';
	seen.count = 0;
	assert_int_equal(pe_each_export(&pe, see_export, &seen, &err), ERR_OK);
	assert_int_equal(seen.count, 3);
	/* more than an ordinal can count */
	image_put32(image, IMAGE_RDATA + 24, 65537);
	assert_int_equal(pe_each_export(&pe, see_export, &seen, &err),
			 ERR_LIMIT);
	image_put_directory(image, PE_EXPORT, 0, 0);
	assert_int_equal(pe_parse(image_read, image, &pe, &err), ERR_OK);
	assert_int_equal(pe_each_export(&pe, see_export, &seen, &err), ERR_OK);
	assert_int_equal(seen.count, 3);
	free(image);
}

/* 65,536 names, as far as they are in the image all the same half page. */
static void test_many_names(void **state)
{
	struct image *image = new_image();
	struct seen seen = { 0 };
	struct err err;
	struct pe pe;

	(void)state;
	memset(image->bytes + 0x2800, 'a', 511);
	image->bytes[0x2800 + 511] = '\0';
	for (uint32_t at = IMAGE_PDATA; at < IMAGE_BYTES; at += 4)
		image_put32(image, at, 0x2800);
	image_put32(image, IMAGE_RDATA + 24, 65536);
	image_put32(image, IMAGE_RDATA + 32, IMAGE_PDATA);
	image_put32(image, IMAGE_RDATA + 36, IMAGE_PDATA + 2);
	assert_int_equal(pe_parse(image_read, image, &pe, &err), ERR_OK);
	assert_int_equal(pe_each_export(&pe, see_export, &seen, &err), ERR_OK);
	assert_int_equal(seen.count, 64); /* more were not kept */
	free(image);
}

static void test_rsds(void **state)
{
	struct image *image = new_image();
	uint32_t at = image->rdata - 28;
	struct pe_rsds rsds;
	struct err err;
	struct pe pe;
	char key[48];

	(void)state;
	assert_int_equal(pe_parse(image_read, image, &pe, &err), ERR_OK);
	assert_int_equal(pe_rsds(&pe, &rsds, &err), ERR_OK);
	assert_string_equal(rsds.name, PDB);
	assert_int_equal(rsds.age, 0x1a);
	pe_rsds_key(&rsds, key);
	assert_string_equal(key, "1312111015141716"
				 "18191A1B1C1D1E1F1A");
	image_put32(image, at + 12, 13); /* POGO */
	assert_int_equal(pe_rsds(&pe, &rsds, &err), ERR_NOT_FOUND);
	image_put32(image, at + 12, 2);
	image_put32(image, at + 20, IMAGE_BYTES - 10);
	assert_int_equal(pe_rsds(&pe, &rsds, &err), ERR_NOT_FOUND);
	/* the name runs out of what is there: what there is of it counts */
	memcpy(image->bytes + IMAGE_BYTES - 32, "RSDS", 4);
	memcpy(image->bytes + IMAGE_BYTES - 8, "a\n\x80\xc3\xa9z..", 8);
	image_put32(image, at + 16, 24 + 8);
	image_put32(image, at + 20, IMAGE_BYTES - 32);
	assert_int_equal(pe_rsds(&pe, &rsds, &err), ERR_OK);
	assert_string_equal(rsds.name, "a^J\\x80\xc3\xa9z..");
	free(image);
}

static bool see_symbol(void *context, const char *name, uint32_t rva,
		       bool external)
{
	struct seen *seen = context;

	if (seen->count < 64)
		snprintf(seen->lines[seen->count++], 80, "%s %x %d", name, rva,
			 external);
	return true;
}

static size_t put_symbol(uint8_t *at, const char *name, uint32_t offset,
			 uint32_t value, uint16_t section, uint8_t class,
			 uint8_t aux)
{
	memset(at, 0, 18 + 18u * aux);
	if (name)
		memcpy(at, name, strnlen(name, 8));
	else
		memcpy(at + 4, &offset, 4);
	memcpy(at + 8, &value, 4);
	memcpy(at + 12, &section, 2);
	at[16] = class;
	at[17] = aux;
	return 18 + 18u * aux;
}

static size_t make_file(uint8_t *bytes)
{
	struct image *image = new_image();
	size_t size, at, symbols;
	uint32_t number;

	at = size = image_file(image, bytes);
	at += put_symbol(bytes + at, ".file", 0, 0, 0xfffe, 103, 1);
	at += put_symbol(bytes + at, "ShortOne", 0, 0x10, 1, 2, 0);
	at += put_symbol(bytes + at, NULL, 4, 0x20, 1, 3, 0);
	at += put_symbol(bytes + at, ".text", 0, 0, 1, 3, 1);
	at += put_symbol(bytes + at, "data", 0, 0x8, 4, 2, 0);
	at += put_symbol(bytes + at, "absolute", 0, 5, 0xffff, 2, 0);
	at += put_symbol(bytes + at, "outside", 0, 0x5000, 1, 2, 0);
	at += put_symbol(bytes + at, NULL, 99, 0x20, 1, 2, 0);
	symbols = (at - size) / 18;
	number = (uint32_t)size;
	memcpy(bytes + IMAGE_NEW + 12, &number, 4);
	number = (uint32_t)symbols;
	memcpy(bytes + IMAGE_NEW + 16, &number, 4);
	number = 4 + 18;
	memcpy(bytes + at, &number, 4);
	memcpy(bytes + at + 4, "GlobalProcessMutex", 18);
	free(image);
	return at + 4 + 18;
}

static void test_file(void **state)
{
	uint8_t *bytes = mem_calloc(1, IMAGE_BYTES);
	struct pe_file file = { bytes, make_file(bytes) };
	struct seen seen = { 0 };
	uint8_t two[16], zeros[16] = { 0 };
	struct pe_rsds rsds;
	struct err err;
	struct pe pe;

	(void)state;
	assert_int_equal(pe_parse(pe_read_file, &file, &pe, &err), ERR_OK);
	assert_int_equal(pe_rsds(&pe, &rsds, &err), ERR_OK);
	assert_string_equal(rsds.name, PDB);
	assert_int_equal(pe_each_export(&pe, see_export, &seen, &err), ERR_OK);
	assert_int_equal(seen.count, EXPORTS);
	/* .data has 0x200 bytes in the file, the rest is zeros */
	memset(bytes + 0x400 + 0x400 + 0x1000 + 0x400, 0x11, 0x200);
	assert_int_equal(pe_read_file(&file, IMAGE_DATA + 0x1f8, two, 16, &err),
			 ERR_OK);
	assert_int_equal(two[7], 0x11);
	assert_memory_equal(two + 8, zeros, 8);
	assert_int_equal(pe_read_file(&file, IMAGE_BYTES - 8, two, 16, &err),
			 ERR_FAULT);
	assert_true(err.at == IMAGE_BYTES);
	assert_int_equal(pe_read_file(&file, 0x800, two, 16, &err), ERR_FAULT);

	seen.count = 0;
	assert_int_equal(
		pe_each_coff(bytes, file.size, see_symbol, &seen, &err),
		ERR_OK);
	assert_int_equal(seen.count, 3);
	assert_string_equal(seen.lines[0], "ShortOne 1010 1");
	assert_string_equal(seen.lines[1], "GlobalProcessMutex 1020 0");
	assert_string_equal(seen.lines[2], "data 4008 1");
	bytes[IMAGE_NEW + 19] = 1;
	assert_int_equal(
		pe_each_coff(bytes, file.size, see_symbol, &seen, &err),
		ERR_FORMAT);
	free(bytes);
}

/* Everything there is, with whatever result: a sanitizer watches. */
static void look(uint8_t *bytes, size_t size)
{
	/* to the byte, so that a read behind the end is seen */
	uint8_t *exact = memcpy(mem_alloc(size), bytes, size);
	struct pe_file file = { exact, size };
	struct seen seen = { 0 };
	struct pe_section section;
	struct pe_rsds rsds;
	struct pe pe;

	if (pe_parse(pe_read_file, &file, &pe, NULL) == ERR_OK) {
		for (unsigned i = 0; i < pe.sections; i++)
			(void)!pe_section(&pe, i, &section, NULL);
		(void)!pe_rsds(&pe, &rsds, NULL);
		(void)!pe_each_export(&pe, see_export, &seen, NULL);
	}
	(void)!pe_each_coff(exact, size, see_symbol, &seen, NULL);
	free(exact);
}

static void test_prefixes(void **state)
{
	uint8_t *bytes = mem_calloc(1, IMAGE_BYTES);
	size_t size = make_file(bytes);
	size_t step = getenv("TEST_FAST") ? 13 : 1;

	(void)state;
	for (size_t i = 0; i < size; i += step)
		look(bytes, i);
	free(bytes);
}

static void test_mutations(void **state)
{
	static const uint32_t values[] = { 0, 1, 0x7fffffff, 0xffffffff };
	uint8_t *bytes = mem_calloc(1, IMAGE_BYTES);
	size_t size = make_file(bytes);

	(void)state;
	for (size_t at = 0; at + 4 <= size; at += 4) {
		uint8_t kept[4];

		if (at == IMAGE_HEADERS)
			at = 0x800; /* nothing is read of .text */
		memcpy(kept, bytes + at, 4);
		for (size_t i = 0; i < 4; i++) {
			memcpy(bytes + at, &values[i], 4);
			look(bytes, size);
		}
		memcpy(bytes + at, kept, 4);
	}
	free(bytes);
}

static bool find_line(const struct seen *seen, const char *start)
{
	for (unsigned i = 0; i < seen->count; i++)
		if (strncmp(seen->lines[i], start, strlen(start)) == 0)
			return true;
	return false;
}

/* Builds the driver of the course; false where there is no compiler. */
static bool build_driver(const char *path)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, 2);
		execlp("x86_64-w64-mingw32-gcc", "gcc", "-O2", "-nostdlib",
		       "-ffreestanding", "-shared",
		       "-I/usr/x86_64-w64-mingw32/include/ddk",
		       "-Wl,--subsystem,native,--entry,DriverEntry",
		       "-Wl,--build-id", "-o", path,
		       SOURCEDIR "/driver/TestDriver.c", "-lntoskrnl",
		       (char *)NULL);
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* The driver of the course, as mingw builds it. */
static void test_driver(void **state)
{
	char path[] = "test_pe.XXXXXX";
	struct seen seen = { 0 };
	struct pe_file file;
	struct pe_rsds rsds;
	struct err err;
	struct pe pe;
	size_t size;
	char *bytes;
	int fd;

	(void)state;
	fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	if (!build_driver(path)) {
		unlink(path);
		skip();
	}
	assert_int_equal(file_read(path, 16 << 20, &bytes, &size, NULL, &err),
			 ERR_OK);
	unlink(path);
	file = (struct pe_file){ (uint8_t *)bytes, size };
	assert_int_equal(pe_parse(pe_read_file, &file, &pe, &err), ERR_OK);
	assert_true(pe.sections >= 5);
	assert_int_equal(pe_each_coff(bytes, size, see_symbol, &seen, &err),
			 ERR_OK);
	assert_true(find_line(&seen, "GlobalProcessMutex "));
	assert_true(find_line(&seen, "ProcessNotifyCallback "));
	assert_true(find_line(&seen, "DriverEntry "));
	assert_int_equal(pe_rsds(&pe, &rsds, &err), ERR_OK);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_exports),
		cmocka_unit_test(test_many_names),
		cmocka_unit_test(test_rsds),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_prefixes),
		cmocka_unit_test(test_mutations),
		cmocka_unit_test(test_driver),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
