/*
 * The processor: where and how it faults. Every case runs with whatever
 * Unicorn is here, by page tables or without.
 */
#include "config.h"

#include "kernel/engine.h"
#include "kernel/page_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* pages, one behind the other */
enum {
	PAGE = 0x1000,
	CODE = 0,	  /* read and execute */
	DATA = PAGE,	  /* read and write */
	CONST = 2 * PAGE, /* read */
	NOTHING = 3 * PAGE,
	HLT = 0xf4,
};
#define BASE 0xfffff80000400000u

struct cpu {
	struct engine *engine;
	uint8_t *bytes;
	struct engine_exit exit;
};

static void start(struct cpu *cpu)
{
	struct err err;

	*cpu = (struct cpu){ .bytes = aligned_alloc(PAGE, NOTHING) };
	assert_non_null(cpu->bytes);
	memset(cpu->bytes, 0, NOTHING);
	assert_int_equal(engine_new(&cpu->engine, &err), ERR_OK);
	assert_true(engine_map(cpu->engine, BASE + CODE, PAGE,
			       ENGINE_READ | ENGINE_EXECUTE,
			       cpu->bytes + CODE));
	assert_true(engine_map(cpu->engine, BASE + DATA, PAGE,
			       ENGINE_READ | ENGINE_WRITE, cpu->bytes + DATA));
	assert_true(engine_map(cpu->engine, BASE + CONST, PAGE, ENGINE_READ,
			       cpu->bytes + CONST));
}

static void finish(struct cpu *cpu)
{
	engine_free(cpu->engine);
	free(cpu->bytes);
}

static uint64_t get(struct cpu *cpu, enum engine_register number)
{
	return engine_register(cpu->engine, number);
}

/* Runs code to its end, a hlt, or to where it stops before. */
static void run(struct cpu *cpu, const void *code, size_t size)
{
	memset(cpu->bytes + CODE, HLT, PAGE);
	memcpy(cpu->bytes + CODE, code, size);
	engine_forget(cpu->engine, BASE + CODE, PAGE);
	engine_set(cpu->engine, ENGINE_RIP, BASE + CODE);
	engine_run(cpu->engine, UINT64_MAX, &cpu->exit);
}
#define RUN(cpu, ...)                                                          \
	run(cpu, (const uint8_t[]){ __VA_ARGS__ },                             \
	    sizeof((const uint8_t[]){ __VA_ARGS__ }))

static void expect_halt(struct cpu *cpu)
{
	assert_int_equal(cpu->exit.end, ENGINE_HALT);
}

/* At rip, which is told from where the code begins. */
static void expect_fault(struct cpu *cpu, uint64_t rip, unsigned access,
			 uint64_t address)
{
	assert_int_equal(cpu->exit.end, ENGINE_FAULT);
	assert_int_equal(cpu->exit.access, access);
	assert_int_equal(cpu->exit.address, address);
	assert_int_equal(get(cpu, ENGINE_RIP), BASE + CODE + rip);
}

/* inc eax; mov rdx,[rbx]; inc eax */
static void read_at(struct cpu *cpu, uint64_t address)
{
	engine_set(cpu->engine, ENGINE_RAX, 0);
	engine_set(cpu->engine, ENGINE_RBX, address);
	RUN(cpu, 0xff, 0xc0, 0x48, 0x8b, 0x13, 0xff, 0xc0);
}

/* inc eax; mov [rbx],rdx; inc eax */
static void write_at(struct cpu *cpu, uint64_t address)
{
	engine_set(cpu->engine, ENGINE_RAX, 0);
	engine_set(cpu->engine, ENGINE_RBX, address);
	engine_set(cpu->engine, ENGINE_RDX, 0x1122334455667788);
	RUN(cpu, 0xff, 0xc0, 0x48, 0x89, 0x13, 0xff, 0xc0);
}

/* jmp rbx */
static void jump_to(struct cpu *cpu, uint64_t address)
{
	engine_set(cpu->engine, ENGINE_RBX, address);
	RUN(cpu, 0xff, 0xe3);
}

static void expect_fault_here(struct cpu *cpu, unsigned access,
			      uint64_t address)
{
	expect_fault(cpu, 2, access, address);
	/* what comes before is done, what comes behind is not */
	assert_int_equal(get(cpu, ENGINE_RAX), 1);
}

static void test_faults(void **state)
{
	static const uint64_t nothing[] = {
		0,
		0x10,
		0x7fff00001000,
		BASE + NOTHING,
		BASE - 8,
		0xfffffffffffffff0,
		0xff00000000,	    /* where the engine has its page tables */
		0x8000000000000000, /* not canonical */
	};
	struct cpu cpu;

	(void)state;
	start(&cpu);
	/* over and over: a fault leaves nothing behind */
	for (size_t round = 0; round < 10; round++) {
		for (size_t i = 0; i < sizeof(nothing) / 8; i++) {
			read_at(&cpu, nothing[i]);
			expect_fault_here(&cpu, ENGINE_READ, nothing[i]);
			write_at(&cpu, nothing[i]);
			expect_fault_here(&cpu, ENGINE_WRITE, nothing[i]);
		}
		read_at(&cpu, BASE + CONST);
		expect_halt(&cpu);
		write_at(&cpu, BASE + CONST);
		expect_fault_here(&cpu, ENGINE_WRITE, BASE + CONST);
		write_at(&cpu, BASE + CODE + 0x800);
		expect_fault_here(&cpu, ENGINE_WRITE, BASE + CODE + 0x800);
		write_at(&cpu, BASE + DATA);
		expect_halt(&cpu);
	}
	finish(&cpu);
}

static void test_across_pages(void **state)
{
	struct cpu cpu;

	(void)state;
	start(&cpu);
	read_at(&cpu, BASE + CONST - 3);
	expect_halt(&cpu);
	read_at(&cpu, BASE + NOTHING - 3);
	expect_fault_here(&cpu, ENGINE_READ, BASE + NOTHING);
	write_at(&cpu, BASE + CONST - 3);
	expect_fault_here(&cpu, ENGINE_WRITE, BASE + CONST);
	engine_unmap(cpu.engine, BASE + CONST, PAGE);
	write_at(&cpu, BASE + CONST - 3);
	expect_fault_here(&cpu, ENGINE_WRITE, BASE + CONST);
	finish(&cpu);
}

static void test_execution(void **state)
{
	struct cpu cpu;

	(void)state;
	start(&cpu);
	for (size_t round = 0; round < 3; round++) {
		jump_to(&cpu, BASE + NOTHING);
		expect_fault(&cpu, NOTHING, ENGINE_EXECUTE, BASE + NOTHING);
		jump_to(&cpu, BASE + DATA + 8);
		expect_fault(&cpu, DATA + 8, ENGINE_EXECUTE, BASE + DATA + 8);
		jump_to(&cpu, 0);
		expect_fault(&cpu, 0 - (BASE + CODE), ENGINE_EXECUTE, 0);
	}
	finish(&cpu);
}

/* Where execution runs off the end of a page: what comes before is done. */
static void test_end_of_page(void **state)
{
	/* inc eax; inc eax; and the first half of a mov */
	static const uint8_t code[] = { 0xff, 0xc0, 0xff, 0xc0, 0x48, 0x8b };
	const uint64_t end = DATA + PAGE;
	struct cpu cpu;

	(void)state;
	start(&cpu);
	engine_protect(cpu.engine, BASE + DATA, PAGE,
		       ENGINE_READ | ENGINE_EXECUTE);
	for (size_t cut = 0; cut <= 2; cut += 2) {
		size_t size = sizeof(code) - 2 + cut;

		engine_set(cpu.engine, ENGINE_RAX, 0);
		memcpy(cpu.bytes + end - size, code, size);
		engine_forget(cpu.engine, BASE + DATA, PAGE);
		jump_to(&cpu, BASE + end - size);
		expect_fault(&cpu, end - cut, ENGINE_EXECUTE, BASE + end);
		assert_int_equal(get(&cpu, ENGINE_RAX), 2);
	}
	finish(&cpu);
}

/* What was allowed, and is not any more, and is again. */
static void test_changes(void **state)
{
	const unsigned all = ENGINE_READ | ENGINE_WRITE;
	struct cpu cpu;

	(void)state;
	start(&cpu);
	for (size_t round = 0; round < 3; round++) {
		write_at(&cpu, BASE + DATA);
		expect_halt(&cpu);
		engine_protect(cpu.engine, BASE + DATA, PAGE, ENGINE_READ);
		write_at(&cpu, BASE + DATA);
		expect_fault_here(&cpu, ENGINE_WRITE, BASE + DATA);
		read_at(&cpu, BASE + DATA);
		expect_halt(&cpu);
		engine_protect(cpu.engine, BASE + DATA, PAGE, 0);
		read_at(&cpu, BASE + DATA);
		expect_fault_here(&cpu, ENGINE_READ, BASE + DATA);
		engine_forget(cpu.engine, BASE + DATA, PAGE);
		read_at(&cpu, BASE + DATA);
		expect_fault_here(&cpu, ENGINE_READ, BASE + DATA);
		write_at(&cpu, BASE + DATA);
		expect_fault_here(&cpu, ENGINE_WRITE, BASE + DATA);
		jump_to(&cpu, BASE + DATA);
		expect_fault(&cpu, DATA, ENGINE_EXECUTE, BASE + DATA);
		engine_protect(cpu.engine, BASE + DATA, PAGE, all);
	}
	engine_unmap(cpu.engine, BASE + DATA, PAGE);
	read_at(&cpu, BASE + DATA);
	expect_fault_here(&cpu, ENGINE_READ, BASE + DATA);
	cpu.bytes[CONST] = 0x5a;
	assert_true(engine_map(cpu.engine, BASE + DATA, PAGE, all,
			       cpu.bytes + CONST));
	read_at(&cpu, BASE + DATA);
	expect_halt(&cpu);
	assert_int_equal(get(&cpu, ENGINE_RDX), 0x5a);
	finish(&cpu);
}

/* cmp eax,eax; mov rdx,[rbx]: the flags are those of the cmp, not of before */
static void test_flags(void **state)
{
	enum { ZERO = 0x40 };
	struct cpu cpu;

	(void)state;
	start(&cpu);
	engine_set(cpu.engine, ENGINE_RBX, 0);
	engine_set(cpu.engine, ENGINE_RFLAGS, 0x202);
	RUN(&cpu, 0x39, 0xc0, 0x48, 0x8b, 0x13, 0x83, 0xc8, 0x01);
	expect_fault(&cpu, 2, ENGINE_READ, 0);
	assert_true(get(&cpu, ENGINE_RFLAGS) & ZERO);
	finish(&cpu);
}

/* rep movsb: the registers tell how far it came */
static void test_strings(void **state)
{
	struct cpu cpu;

	(void)state;
	start(&cpu);
	engine_set(cpu.engine, ENGINE_RSI, BASE + NOTHING - 5);
	engine_set(cpu.engine, ENGINE_RDI, BASE + DATA);
	engine_set(cpu.engine, ENGINE_RCX, 100);
	RUN(&cpu, 0x90, 0xf3, 0xa4);
	expect_fault(&cpu, 1, ENGINE_READ, BASE + NOTHING);
	assert_int_equal(get(&cpu, ENGINE_RCX), 95);
	assert_int_equal(get(&cpu, ENGINE_RDI), BASE + DATA + 5);
	finish(&cpu);
}

/* Between faults, what is no fault of memory stays what it is. */
static void test_other_exceptions(void **state)
{
	struct cpu cpu;

	(void)state;
	start(&cpu);
	for (size_t round = 0; round < 3; round++) {
		read_at(&cpu, 0);
		expect_fault_here(&cpu, ENGINE_READ, 0);
		RUN(&cpu, 0x31, 0xc9, 0xf7, 0xf1); /* xor ecx,ecx; div ecx */
		assert_int_equal(cpu.exit.end, ENGINE_INTERRUPT);
		assert_int_equal(cpu.exit.number, 0);
		RUN(&cpu, 0x0f, 0x20, 0xd8); /* mov rax,cr3 */
		assert_int_equal(cpu.exit.end, ENGINE_INTERRUPT);
		assert_int_equal(cpu.exit.number, 13);
		RUN(&cpu, 0xcd, 0x0e); /* int 14 */
		assert_int_equal(cpu.exit.end, ENGINE_INTERRUPT);
		assert_int_equal(cpu.exit.number, 14);
		RUN(&cpu, 0x0f, 0x0b); /* ud2 */
		assert_int_equal(cpu.exit.end, ENGINE_INVALID);
		read_at(&cpu, BASE + NOTHING);
		expect_fault_here(&cpu, ENGINE_READ, BASE + NOTHING);
	}
	finish(&cpu);
}

/* ---- the tables themselves ---- */

/* As the processor walks them. */
static uint64_t walk(const struct page_table *table, uint64_t address)
{
	uint64_t entry = table->physical | 1;

	for (int shift = 39; shift >= 12 && entry & 1; shift -= 9) {
		uint64_t at =
			(entry & 0xffffff000) - (table->physical & 0xffffff000);

		entry = table->entries[at / 8 + (address >> shift & 511)];
	}
	return entry;
}

static void test_page_table(void **state)
{
	static const uint64_t addresses[] = { 0, 0x7fffffffe000,
					      0xffff800000000000,
					      0xfffffffffffff000 };
	struct page_table table;

	(void)state;
	assert_true(page_table_init(&table, 0xff00000000));
	for (size_t i = 0; i < sizeof(addresses) / 8; i++) {
		uint64_t at = addresses[i];

		assert_false(walk(&table, at) & 1);
		assert_true(page_table_set(&table, at, PAGE,
					   ENGINE_READ | ENGINE_WRITE));
		assert_int_equal(walk(&table, at) & 7, 7);
		assert_int_equal(page_table_get(&table, at),
				 ENGINE_READ | ENGINE_WRITE);
		assert_true(page_table_set(&table, at, PAGE, ENGINE_READ));
		assert_int_equal(walk(&table, at) & 7, 5);
		assert_true(page_table_set(&table, at, PAGE, 0));
		assert_false(walk(&table, at) & 1);
		assert_int_equal(page_table_get(&table, at), 0);
	}
	/* over the borders of tables */
	assert_true(page_table_set(&table, 0x3ffff000, 0x400000, ENGINE_READ));
	assert_false(walk(&table, 0x3fffe000) & 1);
	assert_true(walk(&table, 0x3ffff000) & 1);
	assert_true(walk(&table, 0x403fe000) & 1);
	assert_false(walk(&table, 0x403ff000) & 1);
	/* taking away needs no room */
	table.size = table.count;
	assert_true(page_table_set(&table, 0x100000000000, PAGE, 0));
	assert_false(page_table_set(&table, 0x100000000000, PAGE, ENGINE_READ));
	table.size = 16384;
	page_table_fini(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_across_pages),
		cmocka_unit_test(test_execution),
		cmocka_unit_test(test_end_of_page),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_other_exceptions),
		cmocka_unit_test(test_page_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
