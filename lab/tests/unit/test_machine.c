#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "formats/dump.h"
#include "formats/dump_layout.h"
#include "formats/isf.h"
#include "formats/pe.h"
#include "formats/unwind.h"
#include "target/machine.h"
#include "target/nt19041.h"
#include "target/target.h"
#include "tests/data/mkdump.h"

/* What every profile here has; %s is what a test adds at the top. */
#define PROFILE                                                                \
	"names:\n  nt: 0xfffff80406000000\n  ctx: 0xffffc80000000100\n"        \
	"images:\n"                                                            \
	"  - {as: nt, base: nt, name: k.exe, pdb: k.pdb, age: 2, stamp: 3,\n"  \
	"     guid: 00112233-4455-6677-8899-aabbccddeeff, checksum: 4,\n"      \
	"     entry: 0x2000, size: 0x8000, tables: [0x1000, 0x1000],\n"        \
	"     sections: [{name: .text, rva: 0x2000, size: 0x1000,\n"           \
	"                 flags: 0x60000020}],\n"                              \
	"     functions: [{name: Outer, begin: 0x2000, end: 0x2080,\n"         \
	"                  push: [rbx, r15], allocates: 0x108,\n"              \
	"                  exported: 1},\n"                                    \
	"                 {part_of: Outer, begin: 0x2800, end: 0x2810}],\n"    \
	"     symbols: {Data: [0x3000, \"[2]_LIST_ENTRY\"]}}\n"                \
	"%s\n"                                                                 \
	"header: {build: 19041, processors: 1, bugcheck: 0x39,\n"              \
	"  parameters: [1, nt, -1, 0], roots: [0x1ad000, 0x2ad000],\n"         \
	"  pte_base: 0xfffffd8000000000, pfn_database: 0,\n"                   \
	"  loaded_modules: 0, active_processes: 0, debugger_data: nt!Data,\n"  \
	"  context: ctx, exception_address: nt!Outer, time: 5, uptime: 6,\n"   \
	"  product: 1, suite: 0x110, boot_id: 7, comment: made}\n"

#define CONTEXT                                                                \
	"objects:\n"                                                           \
	"  - {at: ctx, type: _CONTEXT, set: {Rip: nt!Outer+0x20}}\n"           \
	"  - at: 0xffffc80000001000\n    type: _KTHREAD\n    set:\n"           \
	"      {KernelApcDisable: -1, \"WaitBlock[1].Thread\": nt,\n"          \
	"       SystemThread: 1}\n"                                            \
	"rings:\n  - [nt!Data, 0xffffc80000001308]\n"                          \
	"texts:\n  - {at: nt+0x3100, utf16: ab}\n"                             \
	"tags:\n  - {guid: f57308df-cc45-4e01-ad76-29a4ebb010ec,\n"            \
	"     u32: [0xc0, 1]}\n"

static struct machine *parse(const char *middle, struct err *err)
{
	struct machine *machine = NULL;
	char *text = mem_alloc(8192);
	enum err_code code;

	snprintf(text, 8192, PROFILE, middle);
	code = machine_parse("p.yaml", text, strlen(text), 0, &machine,
			     err);
	free(text);
	assert_int_equal(code == ERR_OK, machine != NULL);
	return machine;
}

static void test_places(void **state)
{
	struct nt_place place;

	(void)state;
	assert_true(
		nt19041_place("_ETHREAD", "Tcb.MutantListHead.Blink", &place));
	assert_int_equal(place.offset, 0x310);
	assert_true(nt19041_place("_KTHREAD", "WaitBlock[2].Object", &place));
	assert_int_equal(place.offset, 0x140 + 2 * 0x30 + 0x20);
	assert_true(nt19041_place("_KMUTANT", "AbEnabled", &place));
	assert_int_equal(place.bit, 1);
	assert_int_equal(place.bits, 1);
	assert_false(nt19041_place("_KTHREAD", "WaitBlock[4]", &place));
	assert_false(nt19041_place("_KTHREAD", "Nothing", &place));
	assert_false(nt19041_place("_NOTHING", "Tcb", &place));
	assert_int_equal(nt19041_size("[4]_KWAIT_BLOCK"), 0xc0);
	assert_int_equal(nt19041_size("*_KTHREAD"), 8);
	assert_int_equal(nt19041_size("[3]u16"), 6);
}

/* No field ends behind its structure, and no name comes twice. */
static void test_table(void **state)
{
	const struct nt_row *in = NULL;

	(void)state;
	for (size_t i = 0; i < nt19041_count(); i++) {
		const struct nt_row *row = nt19041_row(i);

		if (!*row->type) {
			in = row;
			assert_ptr_equal(nt19041_find(row->name), row);
			continue;
		}
		assert_non_null(in);
		if (row->offset + nt19041_size(row->type) > in->offset)
			fail_msg("%s.%s is too large", in->name, row->name);
		if (row->bits > 0)
			assert_true(row->bit + row->bits <=
				    8 * nt19041_size(row->type));
	}
}

static void test_memory(void **state)
{
	struct err err = { 0 };
	struct machine *machine = parse(CONTEXT, &err);
	const struct image *image;

	(void)state;
	if (!machine)
		fail_msg("%s", err.message);
	image = machine_image(machine);
	assert_int_equal(image_get(image, 0xffffc80000001000 + 0x1e4, 4),
			 0xffff);
	assert_int_equal(image_get(image, 0xffffc80000001000 + 0x188, 8),
			 0xfffff80406000000);
	assert_int_equal(image_get(image, 0xffffc80000001000 + 0x74, 4), 0x400);
	assert_int_equal(image_get(image, 0xfffff80406003000, 8),
			 0xffffc80000001308);
	assert_int_equal(image_get(image, 0xfffff80406003008, 8),
			 0xffffc80000001308);
	assert_int_equal(image_get(image, 0xffffc80000001308, 8),
			 0xfffff80406003000);
	assert_int_equal(image_get(image, 0xfffff80406003100, 8), 0x620061);
	assert_int_equal(image_get(image, 0x1000, 8), 0);
	machine_free(machine);
}

struct opened {
	struct machine *machine;
	char path[MKDUMP_PATH];
	struct target *target;
};

static void open_it(struct opened *opened)
{
	struct err err = { 0 };
	uint8_t *bytes = NULL, *again = NULL;
	size_t size = 0, size_again = 0;

	opened->machine = parse(CONTEXT, &err);
	if (!opened->machine ||
	    machine_dump(opened->machine, &bytes, &size, &err))
		fail_msg("%s", err.message);
	assert_int_equal(
		machine_dump(opened->machine, &again, &size_again, &err),
		ERR_OK);
	assert_int_equal(size, size_again);
	assert_memory_equal(bytes, again, size);
	mkdump_file(bytes, size, opened->path);
	if (target_open_dump(opened->path, NULL, &opened->target, &err))
		fail_msg("%s", err.message);
	free(bytes);
	free(again);
}

static void close_it(struct opened *opened)
{
	target_free(opened->target);
	unlink(opened->path);
	machine_free(opened->machine);
}

/* Our own reader finds every page where the image has it. */
static void test_dump(void **state)
{
	struct opened opened;
	const struct dump_header *header;
	const struct image *image;
	struct dump *dump;
	struct err err;

	(void)state;
	open_it(&opened);
	dump = target_dump(opened.target);
	header = dump_header(dump);
	image = machine_image(opened.machine);
	assert_int_equal(dump_kind(dump), DUMP_BITMAP);
	assert_null(dump_missing(dump));
	assert_int_equal(header->table_base, 0x1ad000);
	assert_int_equal(header->parameters[2], UINT64_MAX);
	assert_int_equal(header->time, 5);
	assert_string_equal(header->comment, "made");
	for (size_t i = 0; i < image->count; i++) {
		uint8_t bytes[IMAGE_PAGE];

		assert_int_equal(target_read(opened.target,
					     image->pages[i]->address, bytes,
					     sizeof(bytes), &err),
				 ERR_OK);
		assert_memory_equal(bytes, image->pages[i]->bytes, IMAGE_PAGE);
	}
	assert_int_equal(dump_tag_count(dump), 1);
	assert_int_equal(dump_tag(dump, 0)->size, 8);
	close_it(&opened);
}

/* The upper half is the same by every root, and each maps itself. */
static void test_roots(void **state)
{
	static const uint64_t roots[] = { 0x1ad000, 0x2ad000 };
	struct opened opened;
	struct err err;

	(void)state;
	open_it(&opened);
	for (size_t i = 0; i < 2; i++) {
		struct target_walk walk;
		uint64_t self = 0xfffffd8000000000;

		assert_int_equal(target_walk(opened.target, roots[i],
					     0xfffff80406002000, &walk, &err),
				 ERR_OK);
		assert_true(walk.present);
		assert_int_equal(walk.entry[3] >> 63, 0); /* code executes */
		/* the PML4 seen through itself */
		self |= 0x1fbull << 39 | 0x1fbull << 30 | 0x1fbull << 21 |
			0x1fbull << 12;
		assert_int_equal(
			target_walk(opened.target, roots[i], self, &walk, &err),
			ERR_OK);
		assert_true(walk.present);
		assert_int_equal(walk.physical, roots[i]);
	}
	close_it(&opened);
}

static enum err_code read_image(void *context, uint32_t rva, void *ret,
				size_t size, struct err *err)
{
	if (image_read(context, 0xfffff80406000000 + rva, ret, size))
		return ERR_OK;
	return err_set(err, ERR_FAULT, rva, "not there");
}

static bool count_export(void *context, const char *name, uint32_t rva,
			 const char *forward)
{
	assert_string_equal(name, "Outer");
	assert_int_equal(rva, 0x2000);
	assert_null(forward);
	++*(unsigned *)context;
	return true;
}

static enum err_code read_memory(void *context, uint64_t address, void *ret,
				 size_t size, struct err *err)
{
	if (image_read(context, address, ret, size))
		return ERR_OK;
	return err_set(err, ERR_FAULT, address, "not there");
}

/* Through a prologue, a large frame and a chained cold part. */
static void check_unwind(const struct pe *pe, struct image *image, uint64_t rip)
{
	uint64_t stack = 0xffffc80000001400, base = 0xfffff80406000000;
	struct unwind_frame frame = { .rip = rip };
	struct unwind_step step;
	struct err err = { 0 };

	frame.registers[UNWIND_RSP] = stack;
	image_put(image, stack + 0x108, 0x15, 8, 0);
	image_put(image, stack + 0x110, 0x3, 8, 0);
	image_put(image, stack + 0x118, 0x1234, 8, 0);
	if (unwind_next(pe, base, read_memory, image, &frame, &step, &err))
		fail_msg("%s", err.message);
	assert_int_equal(frame.rip, 0x1234);
	assert_int_equal(frame.registers[UNWIND_RBX], 3);
	assert_int_equal(frame.registers[UNWIND_R15], 0x15);
	assert_int_equal(frame.registers[UNWIND_RSP], stack + 0x120);
}

static void test_image(void **state)
{
	struct err err = { 0 };
	struct machine *machine = parse(CONTEXT, &err);
	struct image *image = (struct image *)machine_image(machine);
	struct pe_rsds rsds;
	unsigned exports = 0;
	char key[48];
	struct pe pe;

	(void)state;
	if (pe_parse(read_image, image, &pe, &err))
		fail_msg("%s", err.message);
	assert_int_equal(pe.image_size, 0x8000);
	assert_int_equal(pe_rsds(&pe, &rsds, &err), ERR_OK);
	assert_string_equal(rsds.name, "k.pdb");
	pe_rsds_key(&rsds, key);
	assert_string_equal(key, "00112233445566778899AABBCCDDEEFF2");
	assert_int_equal(pe_each_export(&pe, count_export, &exports, &err),
			 ERR_OK);
	assert_int_equal(exports, 1);
	check_unwind(&pe, image, 0xfffff80406002040);
	check_unwind(&pe, image, 0xfffff80406002808);
	machine_free(machine);
}

static void test_isf(void **state)
{
	struct err err = { 0 };
	struct machine *machine = parse(CONTEXT, &err);
	char path[] = "/tmp/test_machine.XXXXXX.json";
	const struct isf_symbol *symbol;
	struct text text = { 0 };
	struct isf *isf;
	int fd = mkstemps(path, 5);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(machine_isf_count(machine), 1);
	assert_string_equal(machine_isf_path(machine, 0),
			    "k.pdb/00112233445566778899AABBCCDDEEFF-2.json");
	machine_write_isf(machine, 0, &text);
	assert_int_equal(file_write(path, text.bytes, text.size, &err), ERR_OK);
	if (isf_open(path, &isf, &err))
		fail_msg("%s", err.message);
	symbol = isf_find_symbol(isf, "Data");
	assert_non_null(symbol);
	assert_int_equal(symbol->rva, 0x3000);
	assert_int_equal(symbol->type->kind, ISF_ARRAY);
	assert_non_null(isf_find_symbol(isf, "Outer"));
	isf_free(isf);
	text_fini(&text);
	unlink(path);
	machine_free(machine);
}

/* The symbol file of a kernel says what the table says. */
static void test_isf_types(void **state)
{
	char path[] = "/tmp/test_machine.XXXXXX.json";
	const struct nt_isf from = { .pdb = "k.pdb",
				     .guid = "00112233445566778899AABBCCDDEEFF",
				     .age = 1,
				     .types = true };
	const struct isf_struct *in = NULL;
	struct text text = { 0 };
	struct err err = { 0 };
	struct isf *isf;
	int fd = mkstemps(path, 5);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	nt19041_write_isf(&from, &text);
	assert_int_equal(file_write(path, text.bytes, text.size, &err), ERR_OK);
	if (isf_open(path, &isf, &err))
		fail_msg("%s", err.message);
	for (size_t i = 0; i < nt19041_count(); i++) {
		const struct nt_row *row = nt19041_row(i);
		const struct isf_field *field;
		uint32_t offset;

		if (!*row->type) {
			in = isf_find_struct(isf, row->name);
			assert_non_null(in);
			assert_int_equal(in->size, row->offset);
			continue;
		}
		field = isf_find_field(isf, in, row->name, &offset);
		assert_non_null(field);
		assert_int_equal(offset, row->offset);
		assert_int_equal(isf_size(isf, field->type),
				 nt19041_size(row->type));
	}
	isf_free(isf);
	text_fini(&text);
	unlink(path);
}

static void test_refused(void **state)
{
	static const struct {
		const char *middle, *message;
	} cases[] = {
		{ "objects: [{at: gone, type: _KTHREAD}]",
		  "p.yaml:15:16: neither a number nor a name: 'gone'" },
		{ "objects: [{at: 0x1z, type: _KTHREAD}]",
		  "p.yaml:15:16: neither a number nor a name: '0x1z'" },
		{ "objects: [{at: ctx, type: _GONE}]",
		  "p.yaml:15:11: no structure '_GONE'" },
		{ "objects: [{at: ctx, type: _KTHREAD, set: {Gone: 1}}]",
		  "p.yaml:15:49: no field 'Gone' in _KTHREAD" },
		{ "objects: [{at: ctx, type: _KTHREAD, set: {Header: 1}}]",
		  "p.yaml:15:51: 'Header' is no number" },
		{ "objects: [ctx]", "p.yaml:15:11: should be a map" },
		{ "rings: [ctx]", "p.yaml:15:9: should be a list" },
		{ "words: [{u8: [1]}]", "p.yaml:15:9: needs 'at'" },
		{ "gone: 1", "p.yaml:15:7: unknown key: 'gone'" },
		{ "copies: [{from: 0, to: ctx, size: 8}]",
		  "p.yaml:15:10: nothing to copy there" },
		{ "tags: [{guid: 12-34}]",
		  "p.yaml:15:15: should be a GUID of 32 digits" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err err = { 0 };

		assert_null(parse(cases[i].middle, &err));
		assert_string_equal(err.message, cases[i].message);
	}
}

/* A profile that parses but cannot be a dump. */
static void test_no_dump(void **state)
{
	static const struct {
		const char *middle, *message;
	} cases[] = {
		{ "objects: [{at: nt+0x4000, type: _CONTEXT}]",
		  "cannot write a dump: no CONTEXT at 0xffffc80000000100" },
		{ "objects: [{at: ctx, type: _CONTEXT, set: {MxCsr: 1}}]",
		  "cannot write a dump: the CONTEXT at 0xffffc80000000100 "
		  "holds two different MxCsr" },
		{ "words: [{at: 0x800000000000, u8: [1]}]",
		  "cannot write a dump: 0x800000000000 is not canonical or in "
		  "the self map" },
		{ "words: [{at: 0xfffffd8000000000, u8: [1]}]",
		  "cannot write a dump: 0xfffffd8000000000 is not canonical "
		  "or in the self map" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err err = { 0 };
		struct machine *machine = parse(cases[i].middle, &err);
		uint8_t *bytes = NULL;
		size_t size;

		assert_non_null(machine);
		assert_int_not_equal(machine_dump(machine, &bytes, &size, &err),
				     ERR_OK);
		assert_null(bytes);
		assert_string_equal(err.message, cases[i].message);
		machine_free(machine);
	}
}

/* An image takes no more pages than the limit, however much is asked. */
static void test_limit(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_null(parse("words: [{at: ctx, zeros: 0xffffffffffff}]", &err));
	assert_non_null(strstr(err.message, "more pages than kdlab holds"));
}

/* ---- the seed's dump, as it is in the tree ---- */

static struct target *open_seed(void)
{
	const char *tree = getenv("srcdir");
	char *dump = file_join(tree ? tree : ".", "dumps/seed/MEMORY.DMP");
	char *symbols = file_join(tree ? tree : ".", "dumps/symbols");
	struct target *target = NULL;
	struct err err;

	if (target_open_dump(dump, symbols, &target, &err))
		fail_msg("%s", err.message);
	free(dump);
	free(symbols);
	return target;
}

static void check_stack(struct target *target, uint64_t thread,
			const char *const *names, size_t count)
{
	struct target_frame *frames;
	struct err err;
	const char *why;
	size_t found = 0;

	if (target_set_thread(target, thread, &err) ||
	    target_stack(target, &target_context(target)->registers, &frames,
			 &found, &why, &err))
		fail_msg("%s", err.message);
	assert_true(found >= count);
	for (size_t i = 0; i < count; i++) {
		char name[128];

		target_name(target, frames[i].rip, name, sizeof(name));
		assert_string_equal(name, names[i]);
	}
	free(frames);
}

/* STACK_TEXT of the transcript, and that every other thread can be walked. */
static void test_seed_stacks(void **state)
{
	static const char *const crash[] = {
		"nt!KeBugCheckEx",
		"nt!ExpWorkerThread+0x1925a6",
		"nt!PspSystemThreadStartup+0x55",
		"nt!KiStartSystemThread+0x28",
	};
	static const char *const idle_worker[] = {
		"nt!KiSwapContext+0x76",       "nt!KiSwapThread+0x500",
		"nt!KiCommitThreadWait+0x14f", "nt!KeRemovePriQueue+0x370",
		"nt!ExpWorkerThread+0xc2",     "nt!PspSystemThreadStartup+0x55",
		"nt!KiStartSystemThread+0x28",
	};
	static const char *const waiter[] = {
		"nt!KiSwapContext+0x76",
		"nt!KiSwapThread+0x500",
		"nt!KiCommitThreadWait+0x14f",
		"nt!KeWaitForSingleObject+0x233",
		"nt!NtAlpcSendWaitReceivePort+0x18e",
		"nt!KiSystemServiceCopyEnd+0x25",
	};
	struct target *target = open_seed();

	(void)state;
	assert_int_equal(target_context(target)->cpu, 1);
	check_stack(target, 0xffffde8bb9363040, crash, 4);
	check_stack(target, 0xffffde8bb9120040, idle_worker, 7);
	check_stack(target, 0xffffde8bb91b7080, waiter, 6);
	target_free(target);
}

static uint64_t seed_u64(struct target *target, uint64_t address)
{
	struct err err;
	uint64_t value;

	if (target_read_u64(target, address, &value, &err))
		fail_msg("%s", err.message);
	return value;
}

/* The mutex is the worker's; what Arg2 points at is none. */
static void test_seed_mutex(void **state)
{
	uint64_t worker = 0xffffde8bb9363040, packet = 0xffffc80f43c8f3f0;
	struct target *target = open_seed();
	uint64_t mutex = seed_u64(target, worker + 0x308) - 0x18, named;
	struct err err;

	(void)state;
	assert_int_equal(target_symbol(target, "TestDriver!GlobalProcessMutex",
				       &named, NULL, &err),
			 ERR_OK);
	assert_int_equal(mutex, named);
	assert_int_equal(seed_u64(target, mutex), 2); /* type; signal state */
	assert_int_equal(seed_u64(target, mutex + 0x08), mutex + 0x08);
	assert_int_equal(seed_u64(target, mutex + 0x18), worker + 0x308);
	assert_int_equal(seed_u64(target, mutex + 0x20), worker + 0x308);
	assert_int_equal(seed_u64(target, mutex + 0x28), worker);
	assert_int_equal(seed_u64(target, mutex + 0x30), 0x100);
	assert_int_equal(seed_u64(target, worker + 0x310), mutex + 0x18);
	assert_int_equal(seed_u64(target, worker + 0x1e4) & UINT32_MAX, 0xffff);
	assert_int_not_equal(seed_u64(target, packet) & 0x7f, 2);
	assert_int_equal(seed_u64(target, packet + 0x18), 0xfffff80406411235);
	assert_int_equal(seed_u64(target, packet + 0x20), 0);
	assert_int_equal(seed_u64(target, packet + 0x28), 0);
	assert_int_equal(seed_u64(target, packet + 0x30), 0);
	target_free(target);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_dump),
		cmocka_unit_test(test_roots),
		cmocka_unit_test(test_image),
		cmocka_unit_test(test_isf),
		cmocka_unit_test(test_isf_types),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_no_dump),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_seed_stacks),
		cmocka_unit_test(test_seed_mutex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
