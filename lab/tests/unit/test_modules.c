/*
 * Modules, symbols, types, threads and stacks of a made-up dump: images in
 * its memory, and a folder of symbols beside it.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "target/target.h"
#include "tests/data/image.h"
#include "tests/data/mkdump.h"

#define NT     MKDUMP_NT
#define DRIVER UINT64_C(0xfffff80409bf0000)
/* the upper half page of the stack that is there */
#define STACK (MKDUMP_STACK(1) - 0x800)
#define GUID                                                                   \
	"1312111015141716"                                                     \
	"18191A1B1C1D1E1F"

static const char isf[] =
	"{\"metadata\": {\"windows\": {\"pdb\": {\"GUID\": \"" GUID "\","
	" \"age\": 10, \"database\": \"ntkrnlmp.pdb\"}}},"
	"\"base_types\": {\"unsigned char\": {\"size\": 1, \"kind\": \"char\","
	" \"signed\": false, \"endian\": \"little\"}},"
	"\"user_types\": {\"_KTHREAD\": {\"kind\": \"struct\", \"size\": 1072,"
	" \"fields\": {\"State\": {\"offset\": 777, \"type\": {\"kind\":"
	" \"base\", \"name\": \"unsigned char\"}}}}},"
	"\"enums\": {}, \"symbols\": {\"KeStop\": {\"address\": 4352},"
	" \"ExpWorker\": {\"address\": 4608, \"type\": {\"kind\":"
	" \"function\"}}, \"Table\": {\"address\": 16384}}}";

struct setup {
	struct mkdump *mk;
	struct image nt, driver;
	char path[MKDUMP_PATH], folder[32], files[4][128];
	unsigned file_count;
	struct target *target;
};

static const struct image_export nt_exports[] = {
	{ "KeBugCheckEx", 0x1100, NULL },
	{ "Other", 0, "hal.Other" },
	{ "PsData", 0x4000, NULL },
};

/*
 * nt: 0x1100 keeps its arguments in their homes: a leaf but for a frame of
 * 0x28; 0x1200 pushes rbx and takes 0x20; 0x1300 is a trap's.
 */
static void make_nt(struct image *image)
{
	static const uint8_t small[] = { 1, 4, 1, 0, 4, 0x42, 0, 0 };
	static const uint8_t saves[] = { 1, 5, 2, 0, 5, 0x32, 1, 0x30 };
	static const uint8_t trap[] = { 1, 0, 1, 0, 0, 0x0a, 0, 0 };

	image_init(image);
	memset(image->bytes + IMAGE_TEXT, 0x90, 0x1000);
	image_put32(image, IMAGE_OPTIONAL + 56, 0x1046000);
	image_add_exports(image, nt_exports, 3);
	image_add_rsds(image, 10, "D:\\build\\ntkrnlmp.pdb");
	image_add_function(image, 0x1100, 0x1180, image_add(image, small, 8));
	image_add_function(image, 0x1200, 0x1280, image_add(image, saves, 8));
	image_add_function(image, 0x1300, 0x1380, image_add(image, trap, 8));
}

static void make_driver(struct image *image)
{
	static const uint8_t small[] = { 1, 4, 1, 0, 4, 0x42, 0, 0 };

	image_init(image);
	memset(image->bytes + IMAGE_TEXT, 0x90, 0x1000);
	image_put32(image, IMAGE_OPTIONAL + 56, 0x7000);
	image_add_function(image, 0x1000, 0x1080, image_add(image, small, 8));
}

static void add_file(struct setup *setup, const char *name, const void *bytes,
		     size_t size)
{
	char *path = setup->files[setup->file_count++];
	char *folder;

	snprintf(path, 128, "%s/%s", setup->folder, name);
	folder = file_folder(path);
	assert_int_equal(file_make_folder(folder, NULL), ERR_OK);
	free(folder);
	assert_int_equal(file_write(path, bytes, size, NULL), ERR_OK);
}

static struct setup *setup_new(void)
{
	struct setup *setup = mem_calloc(1, sizeof(*setup));

	setup->mk = mkdump_machine();
	make_nt(&setup->nt);
	make_driver(&setup->driver);
	snprintf(setup->folder, sizeof(setup->folder), "test_modules.XXXXXX");
	assert_non_null(mkdtemp(setup->folder));
	return setup;
}

static struct target *setup_open(struct setup *setup, unsigned type,
				 bool symbols)
{
	size_t size;
	uint8_t *bytes;
	struct err err;

	mkdump_write(setup->mk, NT, setup->nt.bytes, IMAGE_BYTES);
	mkdump_write(setup->mk, DRIVER, setup->driver.bytes, IMAGE_BYTES);
	bytes = mkdump_build(setup->mk, type, &size);
	mkdump_file(bytes, size, setup->path);
	free(bytes);
	if (target_open_dump(setup->path, symbols ? setup->folder : NULL,
			     &setup->target, &err))
		fail_msg("%s", err.message);
	return setup->target;
}

static void setup_free(struct setup *setup)
{
	target_free(setup->target);
	mkdump_free(setup->mk);
	unlink(setup->path);
	for (unsigned i = 0; i < setup->file_count; i++) {
		char *folder = file_folder(setup->files[i]);

		unlink(setup->files[i]);
		rmdir(folder);
		free(folder);
	}
	rmdir(setup->folder);
	free(setup);
}

static void check_list(struct target *target)
{
	const struct target_module *module;

	assert_int_equal(target_module_count(target), 2);
	module = target_module(target, 0);
	assert_string_equal(module->name, "nt");
	assert_true(module->base == NT);
	assert_int_equal(module->size, 0x1046000);
	module = target_module(target, 1);
	assert_string_equal(module->name, "TestDriver");
	assert_non_null(strstr(module->image, "TestDriver.sys"));
	assert_null(target_module(target, 2));
	assert_ptr_equal(target_module_find(target, "testdriver"), module);
	assert_null(target_module_find(target, "Test"));
	assert_null(target_module_at(target, NT - 1));
	assert_ptr_equal(target_module_at(target, NT + 0x1045fff),
			 target_module(target, 0));
	assert_null(target_module_at(target, NT + 0x1046000));
	assert_ptr_equal(target_module_at(target, DRIVER), module);
	assert_null(target_module_at(target, DRIVER + 0x7000));
	assert_int_equal(target_unloaded_count(target), 1);
	assert_true(target_unloaded(target, 0)->start ==
		    UINT64_C(0xfffff80409c00000));
	assert_string_equal(target_unloaded(target, 0)->name, "WdBoot.sys");
	assert_null(target_unloaded(target, 1));
}

static void test_list(void **state)
{
	static const unsigned types[] = { 1, 5, 6, 8, 4 };

	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		struct setup *setup = setup_new();
		struct target *target = setup_open(setup, types[i], false);

		check_list(target);
		assert_true(target_module(target, 0)->has_pe);
		assert_int_equal(target_module(target, 0)->stamp, IMAGE_STAMP);
		assert_int_equal(target_module(target, 0)->rsds.age, 10);
		assert_string_equal(target_module(target, 0)->symbol_state,
				    "(export symbols)");
		assert_string_equal(target_module(target, 1)->symbol_state,
				    "(no symbols)");
		setup_free(setup);
	}
}

/* A list that leads back to its second member, never to its head. */
static void test_circle(void **state)
{
	struct setup *setup = setup_new();
	uint64_t first, second;
	uint8_t bytes[8];

	(void)state;
	mkdump_read(setup->mk, MKDUMP_MODULES, bytes, 8);
	memcpy(&first, bytes, 8);
	mkdump_read(setup->mk, first, bytes, 8);
	memcpy(&second, bytes, 8);
	mkdump_u64(setup->mk, second, second);
	setup_open(setup, 5, false);
	assert_int_equal(target_module_count(setup->target), 2);
	setup_free(setup);

	/* and one that leads nowhere: nt is known from elsewhere */
	setup = setup_new();
	mkdump_u64(setup->mk, MKDUMP_MODULES, 0xffff900000000000);
	setup_open(setup, 5, false);
	assert_int_equal(target_module_count(setup->target), 1);
	assert_string_equal(target_module(setup->target, 0)->name, "nt");
	assert_int_equal(target_module(setup->target, 0)->size, 0x1046000);
	setup_free(setup);
}

static void expect_symbol(struct target *target, const char *name,
			  uint64_t want)
{
	uint64_t address = 0;
	struct err err;

	if (target_symbol(target, name, &address, NULL, &err))
		fail_msg("%s: %s", name, err.message);
	assert_true(address == want);
}

static void expect_none(struct target *target, const char *name,
			const char *words)
{
	uint64_t address = 7;
	struct err err;

	assert_int_equal(target_symbol(target, name, &address, NULL, &err),
			 ERR_NOT_FOUND);
	assert_true(address == 7);
	if (!strstr(err.message, words))
		fail_msg("'%s' is not in '%s'", words, err.message);
}

static void expect_name(struct target *target, uint64_t address,
			const char *want)
{
	char name[128] = "?";

	target_name(target, address, name, sizeof(name));
	assert_string_equal(name, want);
}

static void test_exports(void **state)
{
	char small[14];
	struct setup *setup = setup_new();
	struct target *target = setup_open(setup, 5, false);

	(void)state;
	expect_symbol(target, "nt!KeBugCheckEx", NT + 0x1100);
	expect_symbol(target, "NT!PsData", NT + 0x4000);
	expect_symbol(target, "PsData", NT + 0x4000);
	expect_none(target, "nt!Other", "'Other' in nt (export symbols)");
	expect_none(target, "nt!", "nt");
	expect_none(target, "hal!KeBugCheckEx", "no module 'hal'");
	expect_none(target, "Nothing", "no symbol 'Nothing'");
	expect_none(target, "", "no symbol");
	expect_name(target, NT + 0x1100, "nt!KeBugCheckEx");
	expect_name(target, NT + 0x1110, "nt!KeBugCheckEx+0x10");
	expect_name(target, NT + 0x10, "nt+0x10");
	expect_name(target, NT, "nt");
	expect_name(target, DRIVER + 0x1234, "TestDriver+0x1234");
	expect_name(target, 0x1234, "");
	target_name(target, NT + 0x1110, small, sizeof(small));
	assert_string_equal(small, "nt!KeBug+0x10");
	assert_null(target_struct(target, "_KTHREAD", NULL));
	assert_int_equal(target_offset(target, "_KTHREAD", "State", 0x184),
			 0x184);
	setup_free(setup);
}

static void test_isf(void **state)
{
	struct setup *setup = setup_new();
	const struct isf_type *type = NULL;
	const struct isf *from = NULL;
	struct target *target;
	uint64_t address;

	(void)state;
	/* there the age is decimal; in a symbol server's key it is hex */
	add_file(setup, "ntkrnlmp.pdb/" GUID "-10.json", isf, sizeof(isf) - 1);
	target = setup_open(setup, 5, true);
	assert_string_equal(target_module(target, 0)->symbol_state,
			    "(isf symbols)");
	assert_non_null(target_module(target, 0)->isf);
	expect_symbol(target, "nt!KeStop", NT + 4352);
	/* what the ISF lacks the exports may have */
	expect_symbol(target, "nt!PsData", NT + 0x4000);
	assert_int_equal(
		target_symbol(target, "ExpWorker", &address, &type, NULL),
		ERR_OK);
	assert_int_equal(type->kind, ISF_FUNCTION);
	expect_name(target, NT + 4352, "nt!KeStop");
	expect_name(target, NT + 4610, "nt!ExpWorker+0x2");
	assert_int_equal(target_struct(target, "nt!_KTHREAD", &from)->size,
			 1072);
	assert_ptr_equal(from, target_module(target, 0)->isf);
	assert_non_null(target_struct(target, "_KTHREAD", NULL));
	assert_null(target_struct(target, "TestDriver!_KTHREAD", NULL));
	assert_int_equal(target_offset(target, "_KTHREAD", "State", 0x184),
			 777);
	assert_int_equal(target_offset(target, "_KTHREAD", "None", 5), 5);
	setup_free(setup);
}

/* No RSDS, as in a triage dump: the header's addresses find the file. */
static void test_by_addresses(void **state)
{
	static const char fits[] =
		"{\"symbols\": {\"PsLoadedModuleList\": {\"address\": "
		"12755856},"
		" \"PsActiveProcessHead\": {\"address\": 12706304},"
		" \"KdDebuggerDataBlock\": {\"address\": 12585760}}}";
	static const char other[] =
		"{\"symbols\": {\"PsLoadedModuleList\": {\"address\": "
		"12755856},"
		" \"PsActiveProcessHead\": {\"address\": 12706304},"
		" \"KdDebuggerDataBlock\": {\"address\": 12585768}}}";
	struct setup *setup;

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		setup = setup_new();
		image_put_directory(&setup->nt, 6, 0, 0);
		add_file(setup, "ntkrnlmp.pdb/a.json", other,
			 sizeof(other) - 1);
		add_file(setup, "ntkrnlmp.pdb/b.txt", fits, sizeof(fits) - 1);
		if (i)
			add_file(setup, "ntkrnlmp.pdb/c.json", fits,
				 sizeof(fits) - 1);
		setup_open(setup, 4, true);
		assert_string_equal(
			target_module(setup->target, 0)->symbol_state,
			i ? "(isf symbols)" : "(export symbols)");
		setup_free(setup);
	}
}

static void expect_state(const char *path, const char *text, const char *want)
{
	struct setup *setup = setup_new();

	add_file(setup, path, text, strlen(text));
	setup_open(setup, 5, true);
	assert_string_equal(target_module(setup->target, 0)->symbol_state,
			    want);
	assert_null(target_module(setup->target, 0)->isf);
	setup_free(setup);
}

static void test_wrong_isf(void **state)
{
	(void)state;
	expect_state("ntkrnlmp.pdb/" GUID "-11.json", isf, "(export symbols)");
	expect_state("ntkrnlmp.pdb/" GUID "-10.json.xz",
		     "{\"symbols\": ", "(export symbols)");
	expect_state("ntkrnlmp.pdb/" GUID "-10.json",
		     "{\"symbols\": {}, \"metadata\": {\"windows\": {\"pdb\": "
		     "{\"GUID\": \"00000000000000000000000000000000\"}}}}",
		     "(export symbols)");
}

/* A name in a dump is no path here. */
static void test_paths(void **state)
{
	static const char *const names[] = { "..", "a/..",  ".",
					     "",   "x\\..", "a\nb" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct setup *setup = setup_new();

		image_add_rsds(&setup->nt, 10, names[i]);
		add_file(setup, GUID "-10.json", isf, sizeof(isf) - 1);
		setup_open(setup, 5, true);
		assert_null(target_module(setup->target, 0)->isf);
		setup->file_count = 0;
		unlink(setup->files[0]);
		setup_free(setup);
	}
}

/* The driver's file, with a symbol: "GlobalProcessMutex" is long. */
static size_t make_file(const struct image *image, uint8_t *bytes)
{
	size_t size = image_file(image, bytes), at = size;
	uint32_t number = (uint32_t)size;

	memset(bytes + at, 0, 40);
	memcpy(bytes + IMAGE_NEW + 12, &number, 4);
	bytes[IMAGE_NEW + 16] = 2;
	bytes[at + 4] = 4; /* offset of its name */
	bytes[at + 8] = 0x40;
	bytes[at + 12] = 4; /* .data */
	bytes[at + 16] = 2;
	memcpy(bytes + at + 18, "Entry", 5);
	bytes[at + 18 + 12] = 1;
	bytes[at + 18 + 16] = 2;
	at += 36;
	bytes[at] = 4 + 19;
	memcpy(bytes + at + 4, "GlobalProcessMutex", 19);
	return at + 4 + 19;
}

static void test_coff(void **state)
{
	struct setup *setup = setup_new();
	uint8_t *bytes = mem_calloc(1, IMAGE_BYTES);
	size_t size = make_file(&setup->driver, bytes);
	struct target *target;

	(void)state;
	add_file(setup, "TestDriver.sys", bytes, size);
	target = setup_open(setup, 5, true);
	assert_string_equal(target_module(target, 1)->symbol_state,
			    "(coff symbols)");
	expect_symbol(target, "TestDriver!GlobalProcessMutex", DRIVER + 0x4040);
	expect_symbol(target, "GlobalProcessMutex", DRIVER + 0x4040);
	expect_name(target, DRIVER + 0x1010, "TestDriver!Entry+0x10");
	setup_free(setup);

	/* of another build: not believed */
	setup = setup_new();
	bytes[IMAGE_NEW + 8] ^= 1;
	add_file(setup, "TestDriver.sys", bytes, size);
	target = setup_open(setup, 5, true);
	assert_string_equal(target_module(target, 1)->symbol_state,
			    "(no symbols)");
	setup_free(setup);
	free(bytes);
}

/* Without a folder of symbols, from the folder that the dump is in. */
static void test_beside(void **state)
{
	struct setup *setup = setup_new();
	uint8_t *bytes = mem_calloc(1, IMAGE_BYTES);
	size_t size = make_file(&setup->driver, bytes);
	char *beside = file_join(setup->folder, "MEMORY.DMP");
	struct target *target;

	(void)state;
	add_file(setup, "TestDriver.sys", bytes, size);
	target = setup_open(setup, 5, false);
	assert_string_equal(target_module(target, 1)->symbol_state,
			    "(no symbols)");
	target_free(target);
	assert_int_equal(rename(setup->path, beside), 0);
	assert_int_equal(target_open_dump(beside, NULL, &setup->target, NULL),
			 ERR_OK);
	assert_string_equal(target_module(setup->target, 1)->symbol_state,
			    "(coff symbols)");
	assert_int_equal(rename(beside, setup->path), 0);
	setup_free(setup);
	free(beside);
	free(bytes);
}

/* Who wrote the dump left the driver's file with it: it is believed before
 * what lies in the folder of symbols. */
static void test_left(void **state)
{
	struct setup *setup = setup_new();
	uint8_t *bytes = mem_calloc(1, IMAGE_BYTES);
	size_t size = make_file(&setup->driver, bytes);
	char *folder, *path;

	(void)state;
	memcpy(bytes + size - 19, "SomebodysOwnMutex!", 18);
	add_file(setup, "TestDriver.sys", bytes, size);
	target_free(setup_open(setup, 5, true));
	memcpy(bytes + size - 19, "GlobalProcessMutex", 18);
	folder = target_drivers_folder(setup->path);
	path = file_join(folder, "TestDriver.sys");
	assert_int_equal(file_make_folder(folder, NULL), ERR_OK);
	assert_int_equal(file_write(path, bytes, size, NULL), ERR_OK);
	assert_int_equal(target_open_dump(setup->path, setup->folder,
					  &setup->target, NULL),
			 ERR_OK);
	expect_symbol(setup->target, "GlobalProcessMutex", DRIVER + 0x4040);
	file_remove_tree(folder);
	setup_free(setup);
	free(path);
	free(folder);
	free(bytes);
}

/*
 * From TestDriver+0x1040 (frame 0x28: return at +0x28), nt+0x1240 (0x20 and
 * rbx: return at +0x28), nt+0x1340, a trap: rip at +0, rsp at +0x18; then
 * nt+0x1150 (0x28), whose return address is 0.
 */
static void put_stack(struct mkdump *mk)
{
	mkdump_u64(mk, STACK + 0x28, NT + 0x1240);
	mkdump_u64(mk, STACK + 0x30 + 0x20, 0xb0b);
	mkdump_u64(mk, STACK + 0x30 + 0x28, NT + 0x1340);
	mkdump_u64(mk, STACK + 0x60, NT + 0x1150);
	mkdump_u64(mk, STACK + 0x60 + 0x18, STACK + 0x200);
	mkdump_u64(mk, STACK + 0x228, 0);
}

static void test_stack(void **state)
{
	static const uint64_t want[4][2] = {
		{ DRIVER + 0x1040, STACK },
		{ NT + 0x1240, STACK + 0x30 },
		{ NT + 0x1340, STACK + 0x60 },
		{ NT + 0x1150, STACK + 0x200 },
	};
	struct target_registers from = { .cs = 0x10 };
	struct setup *setup = setup_new();
	struct target_frame *frames;
	const char *why;
	size_t count;

	(void)state;
	put_stack(setup->mk);
	setup_open(setup, 5, false);
	from.frame.rip = DRIVER + 0x1040;
	from.frame.registers[UNWIND_RSP] = STACK;
	assert_int_equal(
		target_stack(setup->target, &from, &frames, &count, &why, NULL),
		ERR_OK);
	assert_string_equal(why, "");
	assert_int_equal(count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(frames[i].rip == want[i][0]);
		assert_true(frames[i].stack == want[i][1]);
		assert_true(frames[i].ret == (i < 3 ? want[i + 1][0] : 0));
		assert_int_equal(frames[i].machine_frame, i == 2);
	}
	assert_int_equal(frames[2].registers.frame.registers[UNWIND_RBX],
			 0xb0b);
	assert_int_equal(frames[2].registers.cs, 0x10);
	free(frames);
	setup_free(setup);
}

static void expect_end(struct setup *setup, uint64_t rip, uint64_t rsp,
		       size_t want, const char *words)
{
	struct target_registers from = { .frame.rip = rip };
	struct target_frame *frames;
	const char *why;
	size_t count;

	from.frame.registers[UNWIND_RSP] = rsp;
	assert_int_equal(
		target_stack(setup->target, &from, &frames, &count, &why, NULL),
		ERR_OK);
	assert_int_equal(count, want);
	if (!strstr(why, words))
		fail_msg("'%s' is not in '%s'", words, why);
	free(frames);
}

static void test_stack_ends(void **state)
{
	struct target_registers none = { 0 };
	struct setup *setup = setup_new();
	struct target_frame *frames;
	struct err err;
	size_t count;

	(void)state;
	put_stack(setup->mk);
	mkdump_u64(setup->mk, STACK + 0x228, 0x7ff712345678);
	mkdump_u64(setup->mk, STACK + 0x328, 0xffffa00012345678);
	/* a trap whose stack is its own: no way on */
	mkdump_u64(setup->mk, STACK + 0x400, NT + 0x1340);
	mkdump_u64(setup->mk, STACK + 0x418, STACK + 0x400);
	setup_open(setup, 5, false);
	expect_end(setup, NT + 0x1150, STACK + 0x200, 2, "user mode");
	expect_end(setup, NT + 0x1150, STACK + 0x300, 2, "no module is at");
	expect_end(setup, NT + 0x1150, 0x1000, 1, "no memory");
	expect_end(setup, NT + 0x1340, STACK + 0x400, 512, "more than 512");
	/* a call of a wild pointer: its caller is at the top of the stack */
	expect_end(setup, 0x41414141, STACK + 0x28, 5, "user mode");
	/* beyond the image's pages that are there it is a leaf */
	expect_end(setup, NT + 0x1180, STACK + 0x228, 2, "user mode");
	assert_int_equal(
		target_stack(setup->target, &none, &frames, &count, NULL, &err),
		ERR_NOT_FOUND);
	setup_free(setup);
}

/*
 * The driver has no page of .pdata: from TestDriver+0x1040 the return address
 * nt+0x1245, behind a call, is found beyond one that is none.
 */
static void test_guess(void **state)
{
	struct target_registers from = { .cs = 0x10 };
	struct setup *setup = setup_new();
	struct target_frame *frames;
	const char *why;
	size_t count;

	(void)state;
	put_stack(setup->mk);
	memcpy(setup->nt.bytes + 0x1240, "\xe8\x10\x00\x00\x00", 5);
	mkdump_u64(setup->mk, STACK + 0x08, NT + 0x1210);
	mkdump_u64(setup->mk, STACK + 0x10, DRIVER + 0x6000);
	mkdump_u64(setup->mk, STACK + 0x28, NT + 0x1245);
	image_put_directory(&setup->driver, 3, 0x6000, 12);
	setup_open(setup, 5, false);
	from.frame.rip = DRIVER + 0x1040;
	from.frame.registers[UNWIND_RSP] = STACK;
	assert_int_equal(
		target_stack(setup->target, &from, &frames, &count, &why, NULL),
		ERR_OK);
	assert_int_equal(count, 4);
	assert_false(frames[0].guessed);
	assert_true(frames[1].guessed);
	assert_true(frames[1].rip == NT + 0x1245);
	assert_true(frames[1].stack == STACK + 0x30);
	assert_false(frames[2].guessed);
	assert_true(frames[3].rip == NT + 0x1150);
	assert_non_null(strstr(why, "so 1 of the frames"));
	free(frames);
	setup_free(setup);

	/* where an export begins no guess is needed */
	setup = setup_new();
	put_stack(setup->mk);
	image_put_directory(&setup->nt, 3, 0x800000, 12);
	setup_open(setup, 5, false);
	from.frame.rip = NT + 0x1100;
	from.frame.registers[UNWIND_RSP] = STACK + 0x228;
	assert_int_equal(
		target_stack(setup->target, &from, &frames, &count, &why, NULL),
		ERR_OK);
	assert_int_equal(count, 1);
	assert_true(frames[0].ret == 0);
	assert_string_equal(why, "");
	free(frames);
	setup_free(setup);
}

static void test_thread(void **state)
{
	struct setup *setup = setup_new();
	uint64_t waiting = MKDUMP_THREAD(0) + 0x10000;
	struct target_context *context;
	struct target *target;

	(void)state;
	mkdump_u32(setup->mk, waiting, 6);
	mkdump_u64(setup->mk, waiting + 0x58, STACK);
	mkdump_u64(setup->mk, waiting + 0xb8, MKDUMP_PROCESS);
	mkdump_u64(setup->mk, STACK + 0x30, 0xb1b);
	mkdump_u64(setup->mk, STACK + 0x38, NT + 0x1150);
	target = setup_open(setup, 5, false);
	context = target_context(target);
	assert_int_equal(context->cpu, MKDUMP_CPU);
	assert_int_equal(target_set_thread(target, waiting, NULL), ERR_OK);
	assert_true(context->changed);
	assert_true(context->thread == waiting);
	assert_true(context->process == MKDUMP_PROCESS);
	assert_true(context->registers.frame.rip == NT + 0x1150);
	assert_true(context->registers.frame.registers[UNWIND_RSP] ==
		    STACK + 0x40);
	assert_int_equal(context->registers.frame.registers[UNWIND_RBP], 0xb1b);
	/* one that runs has its registers in its processor */
	assert_int_equal(target_set_thread(target, MKDUMP_THREAD(0), NULL),
			 ERR_OK);
	assert_int_equal(context->cpu, 0);
	assert_true(context->registers.frame.rip == MKDUMP_RIP(0));
	/* no thread, no memory: all stays */
	assert_int_equal(target_set_thread(target, MKDUMP_PROCESS, NULL),
			 ERR_USAGE);
	assert_int_equal(target_set_thread(target, 0x1000, NULL), ERR_FAULT);
	assert_true(context->thread == MKDUMP_THREAD(0));
	assert_int_equal(target_set_thread(target, 0, NULL), ERR_OK);
	assert_false(context->changed);
	assert_int_equal(context->cpu, MKDUMP_CPU);
	setup_free(setup);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_circle),
		cmocka_unit_test(test_exports),
		cmocka_unit_test(test_isf),
		cmocka_unit_test(test_by_addresses),
		cmocka_unit_test(test_wrong_isf),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_coff),
		cmocka_unit_test(test_beside),
		cmocka_unit_test(test_left),
		cmocka_unit_test(test_stack),
		cmocka_unit_test(test_stack_ends),
		cmocka_unit_test(test_guess),
		cmocka_unit_test(test_thread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
