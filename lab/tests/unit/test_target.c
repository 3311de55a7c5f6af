#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/dump_layout.h"
#include "target/target.h"
#include "tests/data/mkdump.h"
#include "tests/data/usetarget.h"

static struct target *open_type(struct mkdump *mk, unsigned type)
{
	struct target *target = NULL;
	struct err err = { 0 };
	char path[MKDUMP_PATH];
	size_t size;
	uint8_t *bytes = mkdump_build(mk, type, &size);

	mkdump_file(bytes, size, path);
	free(bytes);
	if (target_open_dump(path, NULL, &target, &err))
		fail_msg("%s", err.message);
	assert_string_equal(target_path(target), path);
	unlink(path);
	return target;
}

/* ---- the machine ---- */

static void check_registers(struct target *target)
{
	struct target_registers registers;
	uint64_t thread;

	for (unsigned cpu = 0; cpu < 2; cpu++) {
		const uint64_t *r = registers.frame.registers;

		assert_int_equal(
			target_cpu_registers(target, cpu, &registers, NULL),
			ERR_OK);
		assert_int_equal(registers.frame.rip, MKDUMP_RIP(cpu));
		assert_int_equal(r[UNWIND_RSP], MKDUMP_RSP(cpu));
		assert_int_equal(r[UNWIND_RCX], 0x100005000 + cpu);
		assert_int_equal(r[UNWIND_R15], 0xf00005000 + cpu);
		assert_int_equal(registers.eflags, 0x40286);
		assert_int_equal(registers.cs, 0x10);
		assert_int_equal(registers.ss, 0x18);
		assert_int_equal(target_cpu_thread(target, cpu, &thread, NULL),
				 ERR_OK);
		assert_int_equal(thread, MKDUMP_THREAD(cpu));
	}
	assert_int_equal(target_cpu_registers(target, 2, &registers, NULL),
			 ERR_NOT_FOUND);
}

static void test_machine(void **state)
{
	static const unsigned types[] = { 1, 5, 6, 8, 9, 10, 4 };

	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct mkdump *mk = mkdump_machine();
		struct target *target = open_type(mk, types[i]);
		const struct target_info *info = target_info(target);
		const struct target_context *context = target_context(target);

		assert_int_equal(info->kernel_base, MKDUMP_NT);
		assert_int_equal(info->processors, 2);
		assert_int_equal(info->current_cpu, MKDUMP_CPU);
		assert_int_equal(info->bugcheck, 0x39);
		assert_int_equal(info->parameters[1], 0xa1);
		assert_int_equal(context->cpu, MKDUMP_CPU);
		assert_int_equal(context->thread, MKDUMP_THREAD(MKDUMP_CPU));
		assert_int_equal(context->process, MKDUMP_PROCESS);
		check_registers(target);
		target_free(target);
		mkdump_free(mk);
	}
}

/* What the header does not tell is found in memory. */
static void test_found(void **state)
{
	struct mkdump *mk = mkdump_machine();
	struct target *target;

	(void)state;
	mkdump_header32(mk, DH_BUGCHECK, DUMP_FILLER);
	mkdump_header32(mk, DH_PROCESSORS, DUMP_FILLER);
	target = open_type(mk, 5);
	assert_int_equal(target_info(target)->bugcheck, 0x39);
	assert_int_equal(target_info(target)->parameters[3], 0xa3);
	assert_int_equal(target_info(target)->processors, 2);
	target_free(target);
	mkdump_header64(mk, DH_DEBUGGER_DATA, DUMP_FILLER64);
	target = open_type(mk, 5);
	/* without KDBG: nt is the first module, the header has a context */
	assert_int_equal(target_info(target)->kernel_base, MKDUMP_NT);
	assert_int_equal(target_info(target)->current_cpu, 0);
	assert_int_equal(target_context(target)->registers.frame.rip,
			 MKDUMP_RIP(1));
	target_free(target);
	mkdump_free(mk);
}

/* A fault's context in the header: the thread's stack tells the CPU. */
static void test_fault_context(void **state)
{
	struct mkdump *mk = mkdump_machine();
	struct target *target;

	(void)state;
	mkdump_header64(mk, DH_CONTEXT + 0xf8, MKDUMP_NT + 0x1234);
	target = open_type(mk, 1);
	assert_int_equal(target_info(target)->current_cpu, 1);
	assert_int_equal(target_context(target)->registers.frame.rip,
			 MKDUMP_RIP(1));
	target_free(target);
	mkdump_free(mk);
}

/* ---- translation ---- */

#define AT 0xffffa00000000000u

static void check_byte(struct target *target, uint64_t address, int expected)
{
	uint8_t byte = 0;

	assert_int_equal(target_read(target, address, &byte, 1, NULL), ERR_OK);
	assert_int_equal(byte, expected);
}

static void check_fault(struct target *target, uint64_t address, size_t size,
			uint64_t at)
{
	uint8_t *bytes = malloc(size);
	struct err err = { 0 };

	assert_int_equal(target_read(target, address, bytes, size, &err),
			 ERR_FAULT);
	assert_int_equal(err.at, at);
	free(bytes);
}

static void test_large_pages(void **state)
{
	struct mkdump *mk = mkdump_machine();
	struct target_walk walk;
	struct target *target;

	(void)state;
	mkdump_write_physical(mk, 0x40123456, "M", 1);
	mkdump_write_physical(mk, 0x80234567, "G", 1);
	mkdump_map(mk, AT, 0x40000000, 0x200000);
	mkdump_map(mk, AT + 0x8000000000, 0x80000000, 0x40000000);
	/* bit 12 of a large entry is PAT, no address */
	mkdump_entry(mk, AT + 0x200000, 2, 0x40000000 | 0x1081);
	target = open_type(mk, 5);
	check_byte(target, AT + 0x123456, 'M');
	check_byte(target, AT + 0x200000 + 0x123456, 'M');
	check_byte(target, AT + 0x8000234567, 'G');
	check_fault(target, AT + 0x123ff0, 32, AT + 0x124000);
	assert_int_equal(
		target_walk(target, MKDUMP_PML4, AT + 0x123456, &walk, NULL),
		ERR_OK);
	assert_true(walk.present);
	assert_int_equal(walk.levels, 3);
	assert_int_equal(walk.page_size, 0x200000);
	assert_int_equal(walk.physical, 0x40123456);
	assert_int_equal(walk.entry[2], 0x40000083);
	target_free(target);
	mkdump_free(mk);
}

static void test_not_present(void **state)
{
	struct mkdump *mk = mkdump_machine();
	struct target_walk walk;
	struct target *target;
	uint64_t page = mkdump_page(mk, 0);

	(void)state;
	mkdump_write_physical(mk, page + 5, "T", 1);
	mkdump_entry(mk, AT, 3, page | 0x800 | 0x80);	   /* transition */
	mkdump_entry(mk, AT + 0x1000, 3, page | 0xc00);	   /* prototype */
	mkdump_entry(mk, AT + 0x2000, 3, 0x1234500000080); /* page file */
	mkdump_entry(mk, AT + 0x4000, 3, page | 1);
	mkdump_entry(mk, AT + 0x5000, 3, 0x7777000 | 1); /* not in the dump */
	mkdump_entry(mk, AT + 0x200000, 2, 0x7777000 | 1);
	/* a table that left a working set, with a page and without */
	mkdump_write_physical(mk, page + 0x800, "\1\0\0\0", 4);
	mkdump_write_physical(
		mk, page + 0x801,
		(uint8_t[]){ (uint8_t)(page >> 8), (uint8_t)(page >> 16) }, 2);
	mkdump_entry(mk, AT + 0x400000, 2, page | 0x800);
	target = open_type(mk, 5);
	check_byte(target, AT + 5, 'T');
	assert_int_equal(target_walk(target, MKDUMP_PML4, AT, &walk, NULL),
			 ERR_OK);
	assert_true(walk.transition);
	assert_false(walk.present);
	check_fault(target, AT + 0xfff, 2, AT + 0x1000);
	check_fault(target, AT + 0x2008, 1, AT + 0x2008);
	check_fault(target, AT + 0x3000, 1, AT + 0x3000);
	check_fault(target, AT + 0x4ff0, 0x20, AT + 0x5000);
	check_fault(target, AT + 0x200001, 1, AT + 0x200001);
	check_byte(target, AT + 0x500005, 'T');
	check_fault(target, AT + 0x501000, 1, AT + 0x501000);
	assert_int_equal(
		target_walk(target, MKDUMP_PML4, AT + 0x501000, &walk, NULL),
		ERR_OK);
	assert_false(walk.present || walk.transition);
	assert_int_equal(
		target_walk(target, MKDUMP_PML4, AT + 0x3000, &walk, NULL),
		ERR_OK);
	assert_false(walk.present || walk.transition);
	assert_int_equal(walk.levels, 4);
	assert_int_equal(
		target_walk(target, MKDUMP_PML4, AT + 0x200000, &walk, NULL),
		ERR_FAULT);
	assert_int_equal(walk.levels, 3);
	/* addresses that x64 does not have */
	check_fault(target, 0x800000000000, 1, 0x800000000000);
	check_fault(target, 0x7fffffffffff, 2, 0x7fffffffffff);
	target_free(target);
	mkdump_free(mk);
}

static void test_across_pages(void **state)
{
	struct mkdump *mk = mkdump_machine();
	uint8_t bytes[0x3000], again[0x3000];
	struct target *target;
	uint64_t value;

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 7 >> 3);
	/* three pages that do not follow each other in physical memory */
	mkdump_map(mk, AT + 0x2000, mkdump_page(mk, 0), 0x1000);
	mkdump_map(mk, AT + 0x1000, mkdump_page(mk, 9), 0x1000);
	mkdump_write(mk, AT + 0x800, bytes, 0x2800);
	target = open_type(mk, 10);
	assert_int_equal(target_read(target, AT + 0x800, again, 0x2800, NULL),
			 ERR_OK);
	assert_memory_equal(again, bytes, 0x2800);
	assert_int_equal(target_read_u64(target, AT + 0xffc, &value, NULL),
			 ERR_OK);
	assert_memory_equal(&value, bytes + 0x7fc, 8);
	target_set_table_base(target, 0x5000);
	check_fault(target, AT + 0x800, 1, AT + 0x800);
	target_set_table_base(target, 0);
	check_byte(target, AT + 0x801, bytes[1]);
	target_free(target);
	mkdump_free(mk);
}

/* The self map: PTEs read as memory. */
static void test_self_map(void **state)
{
	struct mkdump *mk = mkdump_machine();
	struct target *target = open_type(mk, 1);
	uint64_t pte_base = 0xfffffd8000000000, value;
	struct target_walk walk;

	(void)state;
	assert_int_equal(
		target_walk(target, MKDUMP_PML4, MKDUMP_KDBG, &walk, NULL),
		ERR_OK);
	assert_int_equal(
		target_read_u64(
			target,
			pte_base + ((MKDUMP_KDBG & 0xffffffffffff) >> 12) * 8,
			&value, NULL),
		ERR_OK);
	assert_int_equal(value, walk.entry[3]);
	target_free(target);
	mkdump_free(mk);
}

/* ---- hostile ---- */

static void use_changed(unsigned type, uint64_t address, size_t size)
{
	static const uint64_t values[] = { 0, 1, 0x7fffffff, 0xffffffff,
					   MKDUMP_KDBG };

	for (size_t at = 0; at < size; at += 4) {
		for (size_t i = 0; i < 5; i++) {
			struct mkdump *mk = mkdump_machine();
			char path[MKDUMP_PATH];
			size_t file;
			uint8_t *bytes;

			if (i < 4)
				mkdump_u32(mk, address + at,
					   (uint32_t)values[i]);
			else
				mkdump_u64(mk, address + at, values[i]);
			bytes = mkdump_build(mk, type, &file);
			mkdump_file(bytes, file, path);
			usetarget_path(path);
			unlink(path);
			free(bytes);
			mkdump_free(mk);
		}
	}
}

static void test_hostile(void **state)
{
	const bool fast = getenv("TEST_FAST") != NULL;
	static const unsigned types[] = { 5, 4 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		use_changed(types[i], MKDUMP_KDBG, fast ? 0x40 : 0x380);
		use_changed(types[i], MKDUMP_PRCB(1) + 0x85c0, 8);
		use_changed(types[i], MKDUMP_THREAD(1) + 0x30, 16);
		use_changed(types[i], MKDUMP_MODULES, 16);
		use_changed(types[i], MKDUMP_CONTEXT(1) + 0x30, 4);
	}
}

/* Page tables that point at themselves, at each other, at nothing. */
static void test_wild_tables(void **state)
{
	static const uint64_t entries[] = {
		MKDUMP_PML4 | 1, UINT64_MAX, 0xffffffffff001,
		0x200001,	 0x800,	     MKDUMP_PML4 | 0x81
	};

	(void)state;
	for (unsigned level = 0; level < 4; level++) {
		for (size_t i = 0; i < 6; i++) {
			struct mkdump *mk = mkdump_machine();
			char path[MKDUMP_PATH];
			size_t size;
			uint8_t *bytes;

			mkdump_entry(mk, MKDUMP_KDBG, level, entries[i]);
			bytes = mkdump_build(mk, 5, &size);
			mkdump_file(bytes, size, path);
			assert_true(usetarget_path(path));
			unlink(path);
			free(bytes);
			mkdump_free(mk);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_machine),
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_fault_context),
		cmocka_unit_test(test_large_pages),
		cmocka_unit_test(test_not_present),
		cmocka_unit_test(test_across_pages),
		cmocka_unit_test(test_self_map),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_wild_tables),
	};

	return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
