#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/bytes.h"
#include "formats/unwind.h"
#include "tests/data/image.h"

#define BASE  UINT64_C(0xfffff80400000000)
#define STACK UINT64_C(0xffffc80f44ab7000)
enum { SLOTS = 0x8000 }; /* quadwords of the stack: 0x40000 bytes */

/*
 * The stack holds, in slot n (at STACK + 8n), the value 0xaa0000 + n, so a
 * value that comes back says from where it was read.
 */
static uint64_t slot(uint64_t number)
{
	return UINT64_C(0xaa0000) + number;
}

struct machine {
	struct image image;
	struct pe pe;
	struct unwind_frame frame;
	struct unwind_step step;
	uint64_t at; /* one slot that holds something else */
	uint64_t value;
	struct err err;
};

static enum err_code read_stack(void *context, uint64_t address, void *ret,
				size_t size, struct err *err)
{
	const struct machine *machine = context;
	uint64_t value;

	assert_int_equal(size, 8);
	if (address < STACK || address >= STACK + SLOTS * 8)
		return err_set(err, ERR_FAULT, address, "no stack there");
	value = slot((address - STACK) / 8);
	if (machine->at && address == machine->at)
		value = machine->value;
	value = htole64(value);
	memcpy(ret, &value, sizeof(value));
	return ERR_OK;
}

/* One function at 0x1000..0x1100 with this unwind data and code. */
static struct machine *setup(const void *info, size_t info_size,
			     const void *code, size_t code_size,
			     uint32_t code_at)
{
	struct machine *machine = calloc(1, sizeof(*machine));
	uint32_t unwind;

	assert_non_null(machine);
	image_init(&machine->image);
	memset(machine->image.bytes + IMAGE_TEXT, 0x90, 0x1000);
	memcpy(machine->image.bytes + code_at, code, code_size);
	unwind = image_add(&machine->image, info, info_size);
	image_add_function(&machine->image, 0x1000, 0x1100, unwind);
	assert_int_equal(pe_parse(image_read, &machine->image, &machine->pe,
				  &machine->err),
			 ERR_OK);
	return machine;
}

static enum err_code try_step(struct machine *machine, uint32_t rva,
			      uint64_t stack_slot)
{
	for (unsigned i = 0; i < UNWIND_REGISTERS; i++)
		machine->frame.registers[i] = 0x1111u * (i + 1);
	machine->frame.rip = BASE + rva;
	machine->frame.registers[UNWIND_RSP] = STACK + stack_slot * 8;
	return unwind_next(&machine->pe, BASE, read_stack, machine,
			   &machine->frame, &machine->step, &machine->err);
}

/* A step from rva with rsp at a slot ends with these two. */
static void expect(struct machine *machine, uint32_t rva, uint64_t stack_slot,
		   uint64_t return_slot)
{
	assert_int_equal(try_step(machine, rva, stack_slot), ERR_OK);
	assert_int_equal(machine->frame.rip, slot(return_slot));
	assert_int_equal((machine->frame.registers[UNWIND_RSP] - STACK) / 8,
			 return_slot + 1);
	assert_int_equal((machine->step.return_slot - STACK) / 8, return_slot);
}

static uint64_t reg(const struct machine *machine, enum unwind_register number)
{
	return machine->frame.registers[number];
}

static void test_leaf(void **state)
{
	static const uint8_t info[] = { 1, 0, 0, 0 };
	struct machine *machine = setup(info, sizeof(info), "", 0, 0x1000);

	(void)state;
	expect(machine, 0x1200, 16, 16);
	assert_true(machine->step.leaf);
	assert_int_equal(machine->step.function, 0);
	/* a function without codes: the same, but it is known */
	expect(machine, 0x1080, 16, 16);
	assert_false(machine->step.leaf);
	assert_int_equal(machine->step.function, 0x1000);
	free(machine);
}

/*
 * 1000 push rbx       ends at 2 (with a prefix, as compilers pad it)
 * 1002 push rdi       ends at 3
 * 1003 sub rsp,0x20   ends at 7
 */
static void test_prologue(void **state)
{
	static const uint8_t info[] = { 1, 7,	 3, 0,	  7, 0x32,
					3, 0x70, 2, 0x30, 0, 0 };
	struct machine *machine = setup(info, sizeof(info), "", 0, 0x1000);

	(void)state;
	/* nothing has run: the return address is at rsp */
	expect(machine, 0x1000, 100, 100);
	assert_int_equal(reg(machine, UNWIND_RBX), 0x4444);
	/* rbx is pushed: at slot 99, above it the return address */
	expect(machine, 0x1002, 99, 100);
	assert_int_equal(reg(machine, UNWIND_RBX), slot(99));
	assert_int_equal(reg(machine, UNWIND_RDI), 0x8888);
	expect(machine, 0x1003, 98, 100);
	assert_int_equal(reg(machine, UNWIND_RDI), slot(98));
	/* all of it: 0x20 bytes are 4 slots */
	expect(machine, 0x1007, 94, 100);
	assert_int_equal(reg(machine, UNWIND_RDI), slot(98));
	assert_int_equal(reg(machine, UNWIND_RBX), slot(99));
	free(machine);
}

/*
 * ALLOC_LARGE of both sizes, registers saved by mov: counted from rsp as it
 * is behind the prologue, whatever order they come in.
 * 0x1000: sub rsp,0x12340 (far: unscaled), mov [rsp+0x12350],rsi,
 *         mov [rsp+0x8],r12, movaps [rsp+0x20],xmm6 (and far)
 */
static void test_large(void **state)
{
	static const uint8_t info[] = {
		1,    0x20, 13,	  0,	0x20, 0x69,
		0x10, 0x01, 0x02, 0x00,		    /* xmm6 at 0x20110 */
		0x1c, 0x68, 0x02, 0x00,		    /* xmm6 at 0x20 */
		0x18, 0xc4, 0x01, 0x00,		    /* r12 at 8 */
		0x10, 0x65, 0x50, 0x23, 0x01, 0x00, /* rsi at 0x12350 */
		0x08, 0x11, 0x40, 0x23, 0x01, 0x00, /* 0x12340 bytes */
		0,    0,
	};
	static const uint8_t scaled[] = { 1, 7, 2, 0, 7, 0x01, 0x11, 0 };
	struct machine *machine = setup(info, sizeof(info), "", 0, 0x1000);

	(void)state;
	/* 0x12340 / 8 = 0x2468 slots; rsi lies 0x246a above rsp */
	expect(machine, 0x1020, 0x100, 0x100 + 0x2468);
	assert_int_equal(reg(machine, UNWIND_R12), slot(0x101));
	assert_int_equal(reg(machine, UNWIND_RSI), slot(0x100 + 0x246a));
	/* at 0x1008 the frame is there, nothing is saved */
	expect(machine, 0x1008, 0x100, 0x100 + 0x2468);
	assert_int_equal(reg(machine, UNWIND_RSI), 0x7777);
	free(machine);

	/* 0x11 quadwords */
	machine = setup(scaled, sizeof(scaled), "", 0, 0x1000);
	expect(machine, 0x1010, 0x100, 0x111);
	free(machine);
}

/*
 * push rbp; sub rsp,0x40; lea rbp,[rsp+0x20]; mov [rbp-0x20+0x10],rbx; then
 * rsp moves (alloca): only rbp counts. Ends: 1, 5, 0xa, 0xe.
 */
static void test_frame_register(void **state)
{
	static const uint8_t info[] = { 1,    0xe, 5, 0x25, 0xe, 0x34, 2, 0,
					0x0a, 3,   5, 0x72, 1,	 0x50, 0, 0 };
	struct machine *machine = setup(info, sizeof(info), "", 0, 0x1000);

	(void)state;
	/* set in the prologue: still by rsp before 0x100a */
	expect(machine, 0x1005, 100, 109);
	assert_int_equal(reg(machine, UNWIND_RBP), slot(108));
	/* behind it: rbp = frame base + 0x20; base at slot 200, rsp far down */
	(void)!try_step(machine, 0x1080, 50);
	machine->frame.rip = BASE + 0x1080;
	machine->frame.registers[UNWIND_RSP] = STACK + 50 * 8;
	machine->frame.registers[UNWIND_RBP] = STACK + 204 * 8;
	assert_int_equal(unwind_next(&machine->pe, BASE, read_stack, machine,
				     &machine->frame, &machine->step, NULL),
			 ERR_OK);
	/* 0x40 bytes above the base: rbp at 208, return at 209 */
	assert_int_equal(machine->frame.rip, slot(209));
	assert_int_equal(reg(machine, UNWIND_RBP), slot(208));
	assert_int_equal(reg(machine, UNWIND_RBX), slot(202));
	free(machine);
}

/*
 * An interrupt's frame: the CPU pushed SS, RSP, EFLAGS, CS, RIP and, with
 * argument 1, an error code; the handler pushed rbp.
 */
static void test_machine_frame(void **state)
{
	static uint8_t info[] = { 1, 1, 2, 0, 1, 0x50, 0, 0x1a };
	struct machine *machine = setup(info, sizeof(info), "", 0, 0x1000);

	(void)state;
	/* rbp 100, error code 101, rip 102, cs 103, flags 104, rsp 105 */
	assert_int_equal(try_step(machine, 0x1050, 100), ERR_OK);
	assert_true(machine->step.machine_frame);
	assert_int_equal(machine->frame.rip, slot(102));
	assert_int_equal(reg(machine, UNWIND_RSP), slot(105));
	assert_int_equal(reg(machine, UNWIND_RBP), slot(100));
	free(machine);
	info[7] = 0x0a; /* no error code: all one lower */
	machine = setup(info, sizeof(info), "", 0, 0x1000);
	assert_int_equal(try_step(machine, 0x1050, 100), ERR_OK);
	assert_int_equal(machine->frame.rip, slot(101));
	assert_int_equal(reg(machine, UNWIND_RSP), slot(104));
	free(machine);
}

/*
 * push rbp; sub rsp,0x20; lea rbp,[rsp+0x20], ends 1, 5, 0xa; a handler at
 * 0x1080 for both kinds, and its data.
 */
static void test_handler(void **state)
{
	static uint8_t info[] = { 0x19, 0xa, 3,	   0x25, 0xa,  3,    5,
				  0x32, 1,   0x50, 0,	 0,    0x80, 0x10,
				  0,	0,   0xee, 0xee, 0xee, 0xee };
	static const uint8_t code[] = { 0x48, 0x83, 0xc4, 0x20, 0x5d, 0xc3 };
	struct machine *machine =
		setup(info, sizeof(info), code, sizeof(code), 0x1060);
	uint32_t data = bytes_u32(machine->image.bytes + IMAGE_PDATA + 8) + 16;

	(void)state;
	(void)!try_step(machine, 0x1050, 100);
	machine->frame.rip = BASE + 0x1050;
	machine->frame.registers[UNWIND_RSP] = STACK + 50 * 8;
	machine->frame.registers[UNWIND_RBP] = STACK + 104 * 8;
	assert_int_equal(unwind_next(&machine->pe, BASE, read_stack, machine,
				     &machine->frame, &machine->step, NULL),
			 ERR_OK);
	assert_int_equal(machine->step.establisher, STACK + 100 * 8);
	assert_int_equal(machine->step.entry, IMAGE_PDATA);
	assert_int_equal(machine->step.handler, 0x1080);
	assert_int_equal(machine->step.handler_data, data);
	assert_true(machine->step.catches && machine->step.unwinds);
	/* neither prologue nor epilogue is guarded, nor who has none */
	expect(machine, 0x1001, 100, 101);
	assert_int_equal(machine->step.handler, 0);
	expect(machine, 0x1064, 100, 101);
	assert_int_equal(machine->step.handler, 0);
	assert_false(machine->step.catches || machine->step.unwinds);
	expect(machine, 0x1200, 100, 100);
	assert_int_equal(machine->step.handler, 0);
	free(machine);
	info[0] = 0x11; /* for unwinding alone */
	machine = setup(info, sizeof(info), "", 0, 0x1000);
	(void)!try_step(machine, 0x1050, 100);
	machine->frame.rip = BASE + 0x1050;
	machine->frame.registers[UNWIND_RBP] = STACK + 104 * 8;
	assert_int_equal(unwind_next(&machine->pe, BASE, read_stack, machine,
				     &machine->frame, &machine->step, NULL),
			 ERR_OK);
	assert_false(machine->step.catches);
	assert_true(machine->step.unwinds);
	free(machine);
}

struct parts {
	unsigned count;
	uint32_t last_begin, last_end;
};

static void take_part(void *context, uint32_t begin, uint32_t end)
{
	struct parts *parts = context;

	parts->count++;
	parts->last_begin = begin;
	parts->last_end = end;
}

/* What u, ub and uf ask of the directory: the pieces of one function. */
static void check_parts(const struct pe *pe)
{
	struct parts parts = { 0 };
	uint32_t begin, end;

	unwind_each_part(pe, 0x1000, take_part, &parts);
	assert_int_equal(parts.count, 2);
	assert_int_equal(parts.last_begin, 0x1200);
	assert_int_equal(parts.last_end, 0x1220);
	unwind_each_part(pe, 0x1200, take_part, &parts);
	assert_int_equal(parts.count, 2);
	assert_true(unwind_bounds(pe, 0x121f, &begin, &end));
	assert_int_equal(begin, 0x1200);
	assert_int_equal(end, 0x1220);
	assert_false(unwind_bounds(pe, 0x1220, &begin, &end));
}

/*
 * A cold part at 0x1200 that saves rsi (to [rsp+0x10], counted in the frame
 * of the outer one) and is chained to the function at 0x1000: push rbx, sub
 * rsp,0x20.
 */
static void test_chain(void **state)
{
	static const uint8_t outer[] = { 1, 5, 2, 0, 5, 0x32, 1, 0x30 };
	uint8_t part[] = { 0x21, 5, 2, 0,  5, 0x64, 2, 0, 0, 0x10,
			   0,	 0, 0, 17, 0, 0,    0, 0, 0, 0 };
	struct machine *machine = setup(outer, sizeof(outer), "", 0, 0x1000);
	uint32_t at, unwind = bytes_u32(machine->image.bytes + 0x3008);

	(void)state;
	part[16] = (uint8_t)unwind;
	part[17] = (uint8_t)(unwind >> 8);
	part[12] = 0;
	at = image_add(&machine->image, part, sizeof(part));
	image_put32(&machine->image, at + 8, 0x1000);
	image_put32(&machine->image, at + 12, 0x1100);
	image_put32(&machine->image, at + 16, unwind);
	image_add_function(&machine->image, 0x1200, 0x1220, at);
	assert_int_equal(
		pe_parse(image_read, &machine->image, &machine->pe, NULL),
		ERR_OK);
	/* rsp 100: 4 slots of frame, rbx at 104, return at 105; rsi at 102 */
	expect(machine, 0x1210, 100, 105);
	assert_int_equal(reg(machine, UNWIND_RBX), slot(104));
	assert_int_equal(reg(machine, UNWIND_RSI), slot(102));
	assert_int_equal(machine->step.function, 0x1000);
	/* before it has saved rsi */
	expect(machine, 0x1201, 100, 105);
	assert_int_equal(reg(machine, UNWIND_RSI), 0x7777);

	check_parts(&machine->pe);
	/* chained to itself: refused, not followed for ever */
	image_put32(&machine->image, at + 8, 0x1200);
	image_put32(&machine->image, at + 16, at);
	assert_int_equal(try_step(machine, 0x1210, 100), ERR_FORMAT);
	free(machine);
}

/* RUNTIME_FUNCTION whose info is another one's, marked by an odd RVA. */
static void test_indirect(void **state)
{
	static const uint8_t info[] = { 1, 1, 1, 0, 1, 0x30, 0, 0 };
	struct machine *machine = setup(info, sizeof(info), "", 0, 0x1000);

	(void)state;
	image_add_function(&machine->image, 0x1100, 0x1200, IMAGE_PDATA + 1);
	assert_int_equal(
		pe_parse(image_read, &machine->image, &machine->pe, NULL),
		ERR_OK);
	expect(machine, 0x1150, 100, 101);
	image_put32(&machine->image, IMAGE_PDATA + 8, IMAGE_PDATA + 1);
	assert_int_equal(try_step(machine, 0x1150, 100), ERR_FORMAT);
	free(machine);
}

/*
 * push rbx; push r12 (2 bytes); sub rsp,0x28. The epilogue at 0x1080:
 *   add rsp,0x28 (4)  pop r12 (2)  pop rbx (1)  ret
 */
static void test_epilogue(void **state)
{
	static const uint8_t info[] = { 1, 7,	 3, 0,	  7, 0x42,
					3, 0xc0, 1, 0x30, 0, 0 };
	static const struct {
		char code[16];
		size_t size;
	} ends[] = {
		{ "\x48\x83\xc4\x28\x41\x5c\x5b\xc3", 8 },
		{ "\x48\x83\xc4\x28\x41\x5c\x5b\xf3\xc3", 9 },
		{ "\x48\x83\xc4\x28\x41\x5c\x5b\xc2\x08\x00", 10 },
		/* tail calls: jmp rel32 to 0x1300, jmp rel8 to the begin,
		 * jmp [rip+x], rex.w jmp rax */
		{ "\x48\x83\xc4\x28\x41\x5c\x5b\xe9\x74\x02\x00\x00", 12 },
		{ "\x48\x83\xc4\x28\x41\x5c\x5b\xff\x25\x00\x10\x00\x00", 13 },
		{ "\x48\x83\xc4\x28\x41\x5c\x5b\x48\xff\xe0", 10 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct machine *machine = setup(
			info, sizeof(info), ends[i].code, ends[i].size, 0x1080);

		/* frame 100..104, r12 105, rbx 106, return 107 */
		expect(machine, 0x1080, 100, 107);
		assert_int_equal(reg(machine, UNWIND_R12), slot(105));
		assert_int_equal(reg(machine, UNWIND_RBX), slot(106));
		/* add has run */
		expect(machine, 0x1084, 105, 107);
		assert_int_equal(reg(machine, UNWIND_R12), slot(105));
		expect(machine, 0x1086, 106, 107);
		assert_int_equal(reg(machine, UNWIND_R12), 0xdddd);
		assert_int_equal(reg(machine, UNWIND_RBX), slot(106));
		expect(machine, 0x1087, 107, 107);
		assert_int_equal(reg(machine, UNWIND_RBX), 0x4444);
		free(machine);
	}
}

/* What looks like the end of an epilogue and is none: jumps that stay. */
static void test_no_epilogue(void **state)
{
	static const uint8_t info[] = { 1, 4, 1, 0, 4, 0x42, 0, 0 };
	static const struct {
		char code[8];
		size_t size;
	} bodies[] = {
		{ "\xeb\x10", 2 },	       /* to 0x1092 */
		{ "\xe9\x10\x00\x00\x00", 5 }, /* to 0x1095 */
		{ "\xff\xe0", 2 },	       /* switch */
		{ "\x5b\x90", 2 },	       /* pop, then no return */
		{ "\x48\x83\xc4\x08\x90", 5 }, /* add rsp, then no return */
		{ "\xe8\x00\x00\x00\x00", 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
		struct machine *machine =
			setup(info, sizeof(info), bodies[i].code,
			      bodies[i].size, 0x1080);

		/* 0x28 bytes: 5 slots */
		expect(machine, 0x1080, 100, 105);
		free(machine);
	}
}

/* push rbp; sub rsp,0x40; lea rbp,[rsp+0x20] ... lea rsp,[rbp+0x20]; pop */
static void test_frame_epilogue(void **state)
{
	static const uint8_t info[] = { 1, 0xa,	 3, 0x25, 0xa, 3,
					5, 0x72, 1, 0x50, 0,   0 };
	struct machine *machine = setup(info, sizeof(info),
					"\x48\x8d\x65\x20\x5d\xc3", 6, 0x1080);

	(void)state;
	machine->frame.rip = BASE + 0x1080;
	machine->frame.registers[UNWIND_RSP] = STACK + 50 * 8;
	machine->frame.registers[UNWIND_RBP] = STACK + 204 * 8;
	assert_int_equal(unwind_next(&machine->pe, BASE, read_stack, machine,
				     &machine->frame, &machine->step, NULL),
			 ERR_OK);
	/* rsp = slot 208: rbp, then the return address */
	assert_int_equal(machine->frame.rip, slot(209));
	assert_int_equal(reg(machine, UNWIND_RBP), slot(208));
	free(machine);
}

/*
 * Version 2: epilogues of 3 bytes at the end and 0x40 before it. Only there
 * the code is looked at: the bytes at 0x1080 are the same and mean nothing.
 */
static void test_version_two(void **state)
{
	static const uint8_t info[] = { 2,    5,    4, 0,    3, 0x16,
					0x40, 0x06, 5, 0x32, 1, 0x30 };
	struct machine *machine =
		setup(info, sizeof(info), "\x5b\xc3", 2, 0x10c0);

	(void)state;
	memcpy(machine->image.bytes + 0x10fd, "\x5b\xc3\x90", 3);
	memcpy(machine->image.bytes + 0x1080, "\x5b\xc3", 2);
	expect(machine, 0x10c0, 100, 101);
	assert_int_equal(reg(machine, UNWIND_RBX), slot(100));
	expect(machine, 0x10c1, 101, 101);
	expect(machine, 0x10fd, 100, 101);
	expect(machine, 0x1080, 100, 105);
	assert_int_equal(reg(machine, UNWIND_RBX), slot(104));
	free(machine);
}

static void test_bad(void **state)
{
	static const struct {
		uint8_t info[8];
		enum err_code code;
	} rows[] = {
		{ { 3, 0, 0, 0 }, ERR_FORMAT }, /* version */
		{ { 0, 0, 0, 0 }, ERR_FORMAT },
		{ { 1, 1, 1, 0, 1, 0x0b }, ERR_FORMAT }, /* operation */
		{ { 1, 1, 1, 0, 1, 0x21 }, ERR_FORMAT }, /* its argument */
		{ { 1, 1, 1, 0, 1, 0x2a }, ERR_FORMAT },
		{ { 1, 1, 1, 0, 1, 0x04 }, ERR_FORMAT }, /* operand cut off */
		{ { 1, 1, 2, 0, 1, 0x05 }, ERR_FORMAT },
		{ { 1, 8, 2, 0, 8, 0x01, 0xff, 0xff }, ERR_FAULT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct machine *machine = setup(rows[i].info, 8, "", 0, 0x1000);
		struct unwind_frame before;

		before = machine->frame;
		(void)before;
		assert_int_equal(try_step(machine, 0x1050, SLOTS - 8),
				 rows[i].code);
		assert_int_equal(reg(machine, UNWIND_RSP),
				 STACK + (SLOTS - 8) * 8);
		assert_int_equal(machine->frame.rip, BASE + 0x1050);
		free(machine);
	}
}

static void test_outside(void **state)
{
	static const uint8_t info[] = { 1, 0, 0, 0 };
	struct machine *machine = setup(info, sizeof(info), "", 0, 0x1000);

	(void)state;
	assert_int_equal(try_step(machine, IMAGE_BYTES, 100), ERR_FORMAT);
	assert_int_equal(try_step(machine, (uint32_t)-1, 100), ERR_FORMAT);
	assert_int_equal(try_step(machine, 0x1050, SLOTS), ERR_FAULT);
	/* the directory, or the info, is not in the image */
	machine->pe.directories[PE_EXCEPTION].size = 0xfffffff0;
	assert_int_equal(try_step(machine, 0x1050, 100), ERR_FORMAT);
	machine->pe.directories[PE_EXCEPTION].size = 12;
	image_put32(&machine->image, IMAGE_PDATA + 8, 0xfffffffe);
	assert_int_equal(try_step(machine, 0x1050, 100), ERR_FAULT);
	free(machine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_leaf),
		cmocka_unit_test(test_prologue),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_frame_register),
		cmocka_unit_test(test_machine_frame),
		cmocka_unit_test(test_handler),
		cmocka_unit_test(test_chain),
		cmocka_unit_test(test_indirect),
		cmocka_unit_test(test_epilogue),
		cmocka_unit_test(test_no_epilogue),
		cmocka_unit_test(test_frame_epilogue),
		cmocka_unit_test(test_version_two),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_outside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
