/*
 * Any bytes as what is done to a machine: memory written over, code run, the
 * kernel's functions called with any arguments or entered in their middle,
 * and in between what a console asks for. Whatever comes of it, it ends.
 */
#include "config.h"

#include "kernel/kernel.h"
#include "kernel/load.h"
#include "kernel/private.h"
#include "kernel/trap.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODE	     0xfffff80700000000u
#define CODE_SIZE    0x2000u
#define DATA	     0xfffff80700010000u
#define DATA_SIZE    0x10000u
#define BUDGET	     3000000u

struct input {
	const uint8_t *bytes;
	size_t size, at;
};
struct emit {
	uint8_t code[CODE_SIZE];
	size_t size;
};

static struct kernel *kernel;

static uint64_t take(struct input *input, unsigned bytes)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < bytes && input->at < input->size; i++)
		value |= (uint64_t)input->bytes[input->at++] << (8 * i);
	return value;
}

/* ---- values that hurt ---- */

static uint64_t place_in_region(struct input *input)
{
	const struct memory *memory = &kernel->memory;
	const struct memory_region *region =
		&memory->regions[take(input, 2) % memory->count];

	return region->address + take(input, 3) % region->size;
}

static uint64_t value(struct input *input)
{
	static const uint64_t fixed[] = {
		0,
		1,
		2,
		8,
		0x10,
		0x1000,
		0x7fffffff,
		0x80000000,
		0xffffffff,
		0x7fffffffffffffff,
		0x8000000000000000,
		0xffffffffffffffff,
		0xffff800000000000,
		0x00007fffffff0000,
		0x4141414141414141,
	};
	unsigned kind = (unsigned)take(input, 1);
	struct kernel *k = kernel;

	switch (kind % 8) {
	case 0:
	case 1:
		return fixed[kind / 8 % (sizeof(fixed) / sizeof(*fixed))];
	case 2:
		return DATA + kind / 8 * 0x100;
	case 3:
		return take(input, 2);
	case 4:
		return place_in_region(input);
	case 5:
		return k->threads[take(input, 1) % k->thread_count]->ethread +
		       kind / 8 * 8;
	case 6:
		return k->processes[take(input, 1) % k->process_count]
			       ->eprocess +
		       kind / 8 * 8;
	default:
		return take(input, 8);
	}
}

/* ---- code ---- */

static void put(struct emit *emit, const void *bytes, size_t size)
{
	if (size > sizeof(emit->code) - emit->size)
		return;
	memcpy(emit->code + emit->size, bytes, size);
	emit->size += size;
}

/* mov register, value; registers by their number */
static void put_register(struct emit *emit, unsigned number, uint64_t wanted)
{
	uint8_t bytes[10] = { (uint8_t)(0x48 | number >> 3),
			      (uint8_t)(0xb8 | (number & 7)) };

	memcpy(bytes + 2, &wanted, 8);
	put(emit, bytes, sizeof(bytes));
}

/* A call with 4 arguments in registers and 8 on the stack. */
static void put_call(struct emit *emit, struct input *input, uint64_t target)
{
	static const uint8_t registers[4] = { 1, 2, 8, 9 };
	unsigned count = (unsigned)take(input, 1) % 9;

	for (unsigned i = 4; i < 12; i++) {
		uint8_t store[5] = { 0x48, 0x89, 0x44, 0x24, 0 };

		store[4] = (uint8_t)(8 * i);
		put_register(emit, 0, i < count ? value(input) : 0);
		put(emit, store, sizeof(store));
	}
	for (unsigned i = 0; i < 4; i++)
		put_register(emit, registers[i], i < count ? value(input) : 0);
	put_register(emit, 0, target);
	put(emit, "\xff\xd0", 2);
}

static void put_jump(struct emit *emit, struct input *input)
{
	const struct trap_site *site =
		&kernel->sites[take(input, 2) % kernel->site_count];
	uint64_t target = site->address + take(input, 1) % 2;

	for (unsigned i = 1; i < 16; i++) {
		if (i != 4)
			put_register(emit, i, value(input));
	}
	put_register(emit, 0, target);
	put(emit, "\xff\xe0", 2);
}

static void put_raw(struct emit *emit, struct input *input)
{
	unsigned count = (unsigned)take(input, 1) % 32;

	for (unsigned i = 0; i < count; i++) {
		uint8_t byte = (uint8_t)take(input, 1);

		put(emit, &byte, 1);
	}
}

static void run_code(struct input *input)
{
	struct emit emit = { .size = 0 };
	unsigned count = (unsigned)take(input, 1) % 8 + 1;

	put(&emit, "\x48\x81\xec\x88\x00\x00\x00", 7); /* sub rsp, 0x88 */
	for (unsigned i = 0; i < count; i++) {
		unsigned kind = (unsigned)take(input, 1);
		size_t at = take(input, 2);

		if (kind % 8 == 0)
			put_jump(&emit, input);
		else if (kind % 8 == 1)
			put_raw(&emit, input);
		else
			put_call(&emit, input,
				 kernel->sites[at % kernel->site_count]
						 .code->begin +
					 kernel->code->base);
	}
	put(&emit, "\x48\x81\xc4\x88\x00\x00\x00\xc3", 8);
	memory_poke(&kernel->memory, CODE, emit.code, sizeof(emit.code));
	engine_forget(kernel->engine, CODE, CODE_SIZE);
	thread_start_system(kernel, kernel->system, CODE, DATA);
	(void)kernel_wait(kernel, 20);
}

/* ---- what else is done to it ---- */

static void write_over(struct input *input)
{
	uint64_t at = value(input);
	size_t size = take(input, 1) * 8, run = take(input, 1);
	unsigned kind = (unsigned)take(input, 1);

	for (size_t i = 0; i < size; i += 8) {
		uint64_t word = kind % 4 == 0	? at + i
				: kind % 4 == 1 ? UINT64_MAX
				: kind % 4 == 2 ? DATA + i % 0x1000
						: 0x4141414141414141;

		if (i < run * 8)
			word = value(input);
		memory_poke(&kernel->memory, at + i, &word, 8);
	}
}

static void look(void)
{
	struct kernel_debug_line line;
	struct kernel_process process;
	struct kernel_driver driver;
	uint8_t *dump;
	size_t size;

	for (size_t i = 0; i < kernel_process_count(kernel); i++)
		kernel_process(kernel, i, &process);
	for (size_t i = 0; i < kernel_driver_count(kernel); i++)
		kernel_driver(kernel, i, &driver);
	while (kernel_debug_take(kernel, &line))
		continue;
	if (kernel_stop(kernel) &&
	    kernel_dump(kernel, &dump, &size, NULL) == ERR_OK)
		free(dump);
}

static void ask(struct input *input)
{
	unsigned kind = (unsigned)take(input, 1);
	uint32_t result;

	switch (kind % 7) {
	case 0:
		(void)kernel_create_process(kernel, value(input) & 0xffff,
					    "a.exe", "a.exe -x", &result);
		break;
	case 1: {
		struct kernel_process process;

		kernel_process(kernel, kind / 7 % kernel_process_count(kernel),
			       &process);
		(void)kernel_create_process(kernel, process.id, "b.exe", "b",
					    &result);
		break;
	}
	case 2: {
		struct kernel_process process;

		kernel_process(kernel, kind / 7 % kernel_process_count(kernel),
			       &process);
		(void)kernel_exit_process(kernel, process.id, 1);
		break;
	}
	case 3:
		(void)kernel_load_driver(kernel, "x", "C:\\x.sys",
					 input->bytes + input->at,
					 input->size - input->at, &result);
		break;
	case 4:
		(void)kernel_unload_driver(kernel, "x", &result);
		break;
	case 5:
		(void)kernel_force(kernel, KERNEL_FORCE_KEYBOARD);
		break;
	default:
		(void)kernel_wait(kernel, kind / 7 * 100);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct input input = { bytes, size, 0 };

	fuzz_machine_config()->budget = BUDGET;
	if (kernel_boot(fuzz_machine_config(), &kernel, NULL))
		return 0;
	memory_map(&kernel->memory, CODE, CODE_SIZE,
		   ENGINE_READ | ENGINE_WRITE | ENGINE_EXECUTE, "code");
	memory_map(&kernel->memory, DATA, DATA_SIZE, ENGINE_READ | ENGINE_WRITE,
		   "data");
	for (unsigned i = 0; i < 12 && input.at < input.size; i++) {
		unsigned kind = (unsigned)take(&input, 1);

		if (kernel->stopped)
			break;
		if (kind % 4 == 0)
			ask(&input);
		else if (kind % 4 == 1)
			write_over(&input);
		else
			run_code(&input);
		kernel->memory.fault.set = false;
	}
	look();
	kernel_free(kernel);
	return 0;
}
