#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "formats/dump.h"
#include "formats/dump_layout.h"
#include "tests/data/mkdump.h"
#include "tests/data/usedump.h"

static const unsigned types[] = { 1, 5, 6, 8, 9, 10, 4 };
enum { TYPES = sizeof(types) / sizeof(types[0]) };

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* A file that is changed in place. */
struct sample {
	uint8_t *bytes;
	size_t size;
	int fd;
	char path[MKDUMP_PATH];
};

static void sample_take(struct sample *sample, uint8_t *bytes, size_t size)
{
	sample->bytes = bytes;
	sample->size = size;
	mkdump_file(bytes, size, sample->path);
	sample->fd = open(sample->path, O_RDWR);
	assert_true(sample->fd >= 0);
}

static void sample_of(struct sample *sample, struct mkdump *mk, unsigned type)
{
	size_t size;
	uint8_t *bytes = mkdump_build(mk, type, &size);

	sample_take(sample, bytes, size);
}

static void sample_fini(struct sample *sample)
{
	close(sample->fd);
	unlink(sample->path);
	free(sample->bytes);
}

static void sample_put(struct sample *sample, size_t offset, const void *bytes,
		       size_t size)
{
	assert_int_equal(pwrite(sample->fd, bytes, size, (off_t)offset),
			 (ssize_t)size);
}

static struct dump *sample_open(struct sample *sample)
{
	struct err err = { 0 };
	struct dump *dump = NULL;

	if (dump_open(sample->path, &dump, &err))
		fail_msg("%s", err.message);
	return dump;
}

/* Three pages, one of them far from the others, and a tag. */
static struct mkdump *small(void)
{
	struct mkdump *mk = mkdump_new();

	mkdump_write_physical(mk, 0x200000, "first", 5);
	mkdump_write_physical(mk, 0x201000, "second", 6);
	mkdump_tag(mk, (const uint8_t *)"0123456789abcdef", "tagged", 6);
	return mk;
}

static bool fast(void)
{
	return getenv("TEST_FAST") != NULL;
}

/* ---- what is in a file ---- */

static void check_pages(struct dump *dump)
{
	struct err err = { 0 };
	uint64_t next;
	char bytes[32];

	assert_int_equal(dump_page_count(dump), 3);
	assert_int_equal(dump_read_physical(dump, 0x200000, bytes, 6, &err),
			 ERR_OK);
	assert_string_equal(bytes, "first");
	assert_int_equal(dump_read_physical(dump, 0x200ffe, bytes, 9, &err),
			 ERR_OK);
	assert_string_equal(bytes + 2, "second");
	assert_int_equal(dump_read_physical(dump, 0x201ff0, bytes, 32, &err),
			 ERR_FAULT);
	assert_int_equal(err.at, 0x202000);
	assert_int_equal(dump_read_physical(dump, 0x1000, bytes, 1, &err),
			 ERR_FAULT);
	assert_true(dump_next_page(dump, 0, &next));
	assert_int_equal(next, MKDUMP_PML4);
	assert_true(dump_next_page(dump, MKDUMP_PML4 + 1, &next));
	assert_int_equal(next, 0x200000);
	assert_true(dump_next_page(dump, 0x201000, &next));
	assert_int_equal(next, 0x201000);
	assert_false(dump_next_page(dump, 0x201001, &next));
}

static void check_tag(struct dump *dump)
{
	const struct dump_tag *tag;
	char bytes[7] = { 0 };

	assert_int_equal(dump_tag_count(dump), 1);
	tag = dump_find_tag(dump, (const uint8_t *)"0123456789abcdef");
	assert_non_null(tag);
	assert_int_equal(tag->size, 6);
	assert_int_equal(dump_read_tag(dump, tag, 0, bytes, 6, NULL), ERR_OK);
	assert_string_equal(bytes, "tagged");
	assert_null(dump_find_tag(dump, (const uint8_t *)"0123456789abcdeF"));
}

static void test_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < TYPES - 1; i++) {
		struct mkdump *mk = small();
		struct sample sample;
		struct dump *dump;

		sample_of(&sample, mk, types[i]);
		dump = sample_open(&sample);
		assert_null(dump_missing(dump));
		check_pages(dump);
		check_tag(dump);
		dump_close(dump);
		sample_fini(&sample);
		mkdump_free(mk);
	}
}

static void test_header(void **state)
{
	struct mkdump *mk = mkdump_machine();
	const struct dump_header *header;
	struct sample sample;
	struct dump *dump;

	(void)state;
	sample_of(&sample, mk, 1);
	dump = sample_open(&sample);
	header = dump_header(dump);
	assert_int_equal(header->build, 19041);
	assert_int_equal(header->table_base, MKDUMP_PML4);
	assert_int_equal(header->debugger_data, MKDUMP_KDBG);
	assert_int_equal(header->bugcheck, 0x39);
	assert_int_equal(header->parameters[3], 0xa3);
	assert_int_equal(header->suite, 0x110);
	assert_int_equal(header->uptime, 16966410000);
	assert_int_equal(header->exception_code, 0x80000003);
	/* what was never written is 0 and said to be absent */
	assert_int_equal(header->absent,
			 DUMP_PFN_DATABASE | DUMP_COMMENT | DUMP_ATTRIBUTES |
				 DUMP_BOOT_ID | DUMP_MINI_FIELDS);
	assert_int_equal(header->boot_id, 0);
	assert_int_equal(header->pfn_database, 0);
	dump_close(dump);
	sample_put(&sample, DH_COMMENT, "by \033[1m me\0", 11);
	dump = sample_open(&sample);
	assert_string_equal(dump_header(dump)->comment, "by ^[[1m me");
	dump_close(dump);
	sample_fini(&sample);
	mkdump_free(mk);
}

static void check_modules(struct dump *dump)
{
	struct dump_unloaded unloaded;
	struct dump_module module;

	assert_int_equal(dump_module_count(dump), 2);
	assert_int_equal(dump_read_module(dump, 1, &module, NULL), ERR_OK);
	assert_int_equal(module.base, 0xfffff80409bf0000);
	assert_int_equal(module.size, 0x7000);
	assert_int_equal(module.stamp, 0x5f007000);
	assert_string_equal(module.name, "\\??\\C:\\lab\\TestDriver.sys");
	assert_int_equal(dump_read_module(dump, 2, &module, NULL),
			 ERR_NOT_FOUND);
	assert_int_equal(dump_unloaded_count(dump), 1);
	assert_int_equal(dump_read_unloaded(dump, 0, &unloaded, NULL), ERR_OK);
	assert_string_equal(unloaded.name, "WdBoot.sys");
	assert_int_equal(unloaded.end, 0xfffff80409c12000);
}

static void test_triage(void **state)
{
	struct mkdump *mk = mkdump_machine();
	struct err err = { 0 };
	uint8_t bytes[0x20];
	struct sample sample;
	struct dump *dump;
	uint64_t top;

	(void)state;
	sample_of(&sample, mk, 4);
	dump = sample_open(&sample);
	assert_null(dump_missing(dump));
	check_modules(dump);
	assert_int_equal(dump_tag_count(dump), 3);
	assert_int_equal(
		dump_read_part(dump, DUMP_PART_STACK, 0, bytes, 8, &top, NULL),
		ERR_OK);
	assert_int_equal(top, MKDUMP_RSP(1));
	assert_int_equal(bytes[0], 0x51);
	assert_int_equal(dump_part_size(dump, DUMP_PART_THREAD), 0x898);
	assert_int_equal(dump_read_block(dump, MKDUMP_KDBG, bytes, 32, NULL),
			 ERR_OK);
	assert_memory_equal(bytes + 0x10, "KDBG", 4);
	assert_int_equal(
		dump_read_block(dump, MKDUMP_STACK(1) - 8, bytes, 16, &err),
		ERR_FAULT);
	assert_int_equal(err.at, MKDUMP_STACK(1));
	assert_int_equal(dump_read_physical(dump, MKDUMP_PML4, bytes, 1, NULL),
			 ERR_FAULT);
	dump_close(dump);
	sample_fini(&sample);
	mkdump_free(mk);
}

/* Blocks that overlap give each byte once: that of the block that begins
 * first, then of the longer. */
static void test_overlap(void **state)
{
	struct mkdump *mk = mkdump_machine();
	uint8_t row[16] = { 0 }, bytes[4];
	struct sample sample;
	struct dump *dump;
	uint32_t table;

	(void)state;
	sample_of(&sample, mk, 4);
	memcpy(&table, sample.bytes + DH_SIZE + DT_BLOCKS, 4);
	for (uint8_t i = 0; i < 3; i++) {
		row[0] = 0x10 + i; /* address */
		row[9] = 0x20;	   /* offset 0x2000 */
		row[8] = 4 * i;
		row[12] = (uint8_t)(i == 1 ? 1 : 4); /* bytes */
		sample_put(&sample, table + 16u * i, row, sizeof(row));
	}
	dump = sample_open(&sample);
	assert_int_equal(dump_read_block(dump, 0x10, bytes, 4, NULL), ERR_OK);
	assert_memory_equal(bytes, sample.bytes + 0x2000, 4);
	assert_int_equal(dump_read_block(dump, 0x13, bytes, 3, NULL), ERR_OK);
	assert_int_equal(bytes[0], sample.bytes[0x2003]);
	assert_memory_equal(bytes + 1, sample.bytes + 0x200a, 2);
	assert_int_equal(dump_read_block(dump, 0x13, bytes, 4, NULL),
			 ERR_FAULT);
	dump_close(dump);
	sample_fini(&sample);
	mkdump_free(mk);
}

/* ---- what is no dump, or not all of it ---- */

static void test_foreign(void **state)
{
	static const struct {
		const char *bytes, *words;
		enum err_code code;
	} cases[] = {
		{ "", "is empty", ERR_FORMAT },
		{ "PAGEDUMPrest", "32-bit", ERR_UNSUPPORTED },
		{ "MDMP\223\247", "of one process", ERR_UNSUPPORTED },
		{ "PK\3\4", "zip", ERR_FORMAT },
		{ "\177ELF", "elf2dmp", ERR_FORMAT },
		{ "hello", "does not begin with PAGEDU64", ERR_FORMAT },
		{ "PAGEDU64", "after 8 of 8192 bytes", ERR_FORMAT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char path[MKDUMP_PATH];
		struct err err = { 0 };
		struct dump *dump;

		mkdump_file((const uint8_t *)cases[i].bytes,
			    strlen(cases[i].bytes), path);
		assert_int_equal(dump_open(path, &dump, &err), cases[i].code);
		assert_non_null(strstr(err.message, cases[i].words));
		assert_non_null(strstr(err.message, path));
		unlink(path);
	}
	assert_int_equal(usedump_path("/dev/zero"), false);
	assert_int_equal(usedump_path("/"), false);
	assert_int_equal(usedump_path("/nothing/here"), false);
}

/* Header fields that make a file something else. */
static void test_kinds(void **state)
{
	static const struct {
		unsigned offset;
		uint32_t value;
		enum err_code code;
		const char *words;
	} cases[] = {
		{ DH_MACHINE, 0xaa64, ERR_OK, "ARM64" },
		{ DH_MACHINE, 0x14c, ERR_UNSUPPORTED, "0x14c" },
		{ DH_TYPE, 2, ERR_OK, "before Windows 8" },
		{ DH_TYPE, 3, ERR_OK, "header only" },
		{ DH_TYPE, 77, ERR_UNSUPPORTED, "type 77" },
		{ DH_TYPE, 5, ERR_FORMAT, "SDMP" },
		{ DH_TYPE, 8, ERR_FORMAT, "RDMP" },
		{ DH_PROCESSORS, 4000, ERR_OK, "4000 processors" },
		{ DH_RUN_COUNT, 43, ERR_FORMAT, "43 runs" },
		{ DH_RUN_COUNT, DUMP_FILLER, ERR_OK, "never written" },
		{ DH_RUNS + 12, 0x1000, ERR_FORMAT, "beyond" },
		{ DH_RUNS + 8, 4, ERR_OK, "bytes early" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mkdump *mk = small();
		struct err err = { 0 };
		struct dump *dump = NULL;
		struct sample sample;
		enum err_code code;

		mkdump_header32(mk, cases[i].offset, cases[i].value);
		sample_of(&sample, mk, 1);
		code = dump_open(sample.path, &dump, &err);
		assert_int_equal(code, cases[i].code);
		assert_non_null(strstr(code ? err.message : dump_missing(dump),
				       cases[i].words));
		dump_close(dump);
		sample_fini(&sample);
		mkdump_free(mk);
	}
}

/* ---- hostile files ---- */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The most that was in use; 0 where freed memory is held back. */
static long kilobytes(void)
{
	struct rusage usage;

	if (SANITIZED)
		return 0;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

/* Uses the file as it is now, within the limits of time. */
static bool use(struct sample *sample)
{
	double start = seconds();
	bool opened = usedump_path(sample->path);

	assert_true(seconds() - start < 2);
	return opened;
}

static void cut_all(struct sample *sample, size_t step)
{
	size_t size = sample->size;

	while (size) {
		size -= size < step ? size : step;
		assert_int_equal(ftruncate(sample->fd, (off_t)size), 0);
		if (use(sample))
			assert_true(size >= DH_SIZE);
	}
}

static void test_prefixes(void **state)
{
	long before = kilobytes();

	(void)state;
	for (size_t i = 0; i < TYPES; i++) {
		struct mkdump *mk = small();
		struct sample sample;

		sample_of(&sample, mk, types[i]);
		cut_all(&sample, fast() ? 41 : 1);
		sample_fini(&sample);
		mkdump_free(mk);
		mk = mkdump_machine();
		sample_of(&sample, mk, types[i]);
		cut_all(&sample, fast() ? 1021 : types[i] == 4 ? 1 : 23);
		sample_fini(&sample);
		mkdump_free(mk);
	}
	assert_true(kilobytes() - before < 100 << 10);
}

/* Sets each 4-byte field of the first size bytes to hostile values. */
static void set_fields(struct sample *sample, size_t from, size_t size)
{
	static const uint32_t values[] = { 0, 1, 0x7fffffff, 0xffffffff };

	for (size_t at = from; at < from + size; at += 4) {
		for (size_t i = 0; i < 4; i++) {
			uint8_t bytes[4];

			for (size_t k = 0; k < 4; k++)
				bytes[k] = (uint8_t)(values[i] >> 8 * k);
			sample_put(sample, at, bytes, 4);
			use(sample);
		}
		sample_put(sample, at, sample->bytes + at, 4);
	}
}

static void test_fields(void **state)
{
	long before = kilobytes();

	(void)state;
	for (size_t i = 0; i < TYPES; i++) {
		struct mkdump *mk = types[i] == 4 ? mkdump_machine() : small();
		size_t from = fast() ? DH_TYPE : 0;
		struct sample sample;

		sample_of(&sample, mk, types[i]);
		set_fields(&sample, from, fast() ? 0x100 : DH_SIZE);
		/* the second header, and what follows it */
		set_fields(&sample, DH_SIZE, 0x140);
		/* tagged data at the end */
		set_fields(&sample, sample.size / 4 * 4 - 0x60, 0x60);
		sample_fini(&sample);
		mkdump_free(mk);
	}
	assert_true(kilobytes() - before < 100 << 10);
}

/* ---- size does not count ---- */

/*
 * A bitmap dump of a machine with so much memory, all of it present, as a
 * sparse file; each page's first bytes would be its number, and some are.
 */
static void make_large(struct sample *sample, uint64_t pages)
{
	uint64_t first = (DH_SIZE + DB_SIZE + pages / 8 + 4095) / 4096 * 4096;
	uint64_t fields[3] = { first, pages, pages };
	uint8_t ones[4096];
	struct mkdump *mk = small();

	sample_of(sample, mk, 5);
	mkdump_free(mk);
	memset(ones, 0xff, sizeof(ones));
	sample_put(sample, DH_SIZE + DB_FIRST_PAGE, fields, sizeof(fields));
	for (uint64_t at = 0; at < pages / 8; at += sizeof(ones))
		sample_put(sample, DH_SIZE + DB_SIZE + at, ones, sizeof(ones));
	assert_int_equal(ftruncate(sample->fd, (off_t)(first + pages * 4096)),
			 0);
	for (uint64_t page = 1; page < pages; page *= 2) {
		uint64_t last = pages - page;

		sample_put(sample, first + page * 4096, &page, 8);
		sample_put(sample, first + last * 4096, &last, 8);
	}
}

static void test_large(void **state)
{
	static const uint64_t sizes[] = { 1 << 20, 16 << 20 }; /* pages */

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct sample sample;
		struct dump *dump;
		double start;

		make_large(&sample, sizes[i]);
		start = seconds();
		dump = sample_open(&sample);
		assert_null(dump_missing(dump));
		for (uint64_t page = 1; page < sizes[i]; page *= 2) {
			uint64_t number = 0, last = sizes[i] - page;

			assert_int_equal(dump_read_physical(dump, page * 4096,
							    &number, 8, NULL),
					 ERR_OK);
			assert_int_equal(number, page);
			assert_int_equal(dump_read_physical(dump, last * 4096,
							    &number, 8, NULL),
					 ERR_OK);
			assert_int_equal(number, last);
		}
		dump_close(dump);
		assert_true(seconds() - start < 2);
		sample_fini(&sample);
	}
}

/* Ranks agree with counting, in a bitmap with holes over several blocks. */
static void test_ranks(void **state)
{
	const uint64_t bits = 3 * (512 << 10) + 64;
	uint8_t *bitmap = malloc(bits / 8);
	struct mkdump *mk = small();
	uint64_t first = (DH_SIZE + DB_SIZE + bits / 8 + 4095) / 4096 * 4096;
	uint64_t fields[3] = { first, 0, bits }, rank = 0, next;
	struct sample sample;
	struct dump *dump;

	(void)state;
	assert_non_null(bitmap);
	for (uint64_t i = 0; i < bits / 8; i++)
		bitmap[i] = (uint8_t)(i * 2654435761u >> 13 & i >> 9);
	for (uint64_t i = 0; i < bits; i++)
		fields[1] += bitmap[i / 8] >> i % 8 & 1;
	sample_of(&sample, mk, 6);
	sample_put(&sample, DH_SIZE + DB_FIRST_PAGE, fields, sizeof(fields));
	sample_put(&sample, DH_SIZE + DB_SIZE, bitmap, bits / 8);
	assert_int_equal(
		ftruncate(sample.fd, (off_t)(first + fields[1] * 4096)), 0);
	for (uint64_t i = 0; i < fields[1]; i += 101)
		sample_put(&sample, first + i * 4096, &i, 8);
	dump = sample_open(&sample);
	for (uint64_t at = 0; dump_next_page(dump, at, &next); rank++) {
		uint64_t page = next / 4096, number = 1;

		for (at /= 4096; at < page; at++)
			assert_false(bitmap[at / 8] >> at % 8 & 1);
		assert_true(bitmap[page / 8] >> page % 8 & 1);
		if (rank % 101 == 0) {
			assert_int_equal(dump_read_physical(dump, next, &number,
							    8, NULL),
					 ERR_OK);
			assert_int_equal(number, rank);
		}
		at = next + 4096;
	}
	assert_int_equal(rank, fields[1]);
	dump_close(dump);
	sample_fini(&sample);
	mkdump_free(mk);
	free(bitmap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),	 cmocka_unit_test(test_header),
		cmocka_unit_test(test_triage),	 cmocka_unit_test(test_overlap),
		cmocka_unit_test(test_foreign),	 cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_prefixes), cmocka_unit_test(test_fields),
		cmocka_unit_test(test_large),	 cmocka_unit_test(test_ranks),
	};

	return cmocka_run_group_tests_name("dump", tests, NULL, NULL);
}
