#include "config.h"
#include "kernel/private.h"

/*
 * Instructions that only a kernel may make, and its drivers. Unicorn leaves
 * them all to us (engine.c): what would have a meaning is done here, what a
 * processor refuses is refused, and what would leave it without a next
 * instruction ends it.
 */
enum {
	LONGEST = 15,
	CLOCK_TICK = 156250,
	INTERRUPTS_ON = 0x200, /* RFLAGS */
	CR4_PAE = 1 << 5,
	IRQLS = 16,
	GS_BASE = 0xc0000101,
	EFER = 0xc0000080,
	EFER_LONG_MODE = 1 << 8,
};
#define CR0_PROTECTED 1u
#define CR0_PAGING    0x80000000u

struct instruction {
	struct kernel *kernel;
	uint64_t rip;
	uint8_t bytes[LONGEST];
	unsigned size, at; /* how many bytes there are; the next */
	unsigned rex;
};

static unsigned take(struct instruction *it)
{
	return it->at < it->size ? it->bytes[it->at++] : 0;
}

static bool done(struct instruction *it)
{
	engine_set(it->kernel->engine, ENGINE_RIP, it->rip + it->at);
	return true;
}

/* This processor goes nowhere any more; the others may. */
static bool lost(struct instruction *it)
{
	cpu_current(it->kernel)->parked = true;
	return true;
}

void privileged_halt(struct kernel *kernel)
{
	uint64_t flags = engine_register(kernel->engine, ENGINE_RFLAGS);

	if (flags & INTERRUPTS_ON && cpu_current(kernel)->irql < CLOCK_LEVEL) {
		kernel_pass_time(kernel, CLOCK_TICK);
		return;
	}
	engine_set(kernel->engine, ENGINE_RIP,
		   engine_register(kernel->engine, ENGINE_RIP) - 1);
	cpu_current(kernel)->parked = true;
}

/* ---- control registers ---- */

static uint64_t get_control(struct kernel *kernel, unsigned number)
{
	uint64_t pcr = cpu_current(kernel)->pcr;

	switch (number) {
	case 0:
		return NT_GET(kernel, pcr, "_KPCR",
			      "Prcb.ProcessorState.SpecialRegisters.Cr0");
	case 3:
		return thread_current(kernel)->process->root;
	case 4:
		return NT_GET(kernel, pcr, "_KPCR",
			      "Prcb.ProcessorState.SpecialRegisters.Cr4");
	case 8:
		return cpu_current(kernel)->irql;
	default:
		return 0;
	}
}

/* Of those only cr8, the IRQL, has an effect. */
static bool set_control(struct instruction *it, unsigned number, uint64_t value)
{
	switch (number) {
	case 0:
		if (value >> 32 || !(value & CR0_PROTECTED) ||
		    !(value & CR0_PAGING))
			return false;
		return done(it);
	case 3:
		if (value != get_control(it->kernel, 3))
			return lost(it);
		return done(it);
	case 4:
		return value & CR4_PAE && !(value >> 32) && done(it);
	case 8:
		if (value >= IRQLS)
			return false;
		kernel_set_irql(it->kernel, (unsigned)value);
		return done(it);
	default:
		return done(it);
	}
}

/* mov between a general register and one of cr (20, 22) or dr (21, 23) */
static bool move(struct instruction *it, unsigned code)
{
	unsigned modrm = take(it);
	unsigned special = (modrm >> 3 & 7) | (it->rex & 4 ? 8 : 0);
	enum engine_register general =
		(enum engine_register)((modrm & 7) | (it->rex & 1 ? 8 : 0));
	struct engine *engine = it->kernel->engine;

	if (code == 0x22)
		return set_control(it, special,
				   engine_register(engine, general));
	if (code == 0x20)
		engine_set(engine, general, get_control(it->kernel, special));
	else if (code == 0x21)
		engine_set(engine, general, 0);
	return done(it);
}

/* ---- model-specific registers ---- */

static bool is_model_register(uint32_t number)
{
	static const uint32_t known[] = { 0x10,	 0x1b,	0x174, 0x175,
					  0x176, 0x1a0, 0x1d9, 0x277 };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (known[i] == number)
			return true;
	}
	return (number >= 0xc0000080 && number <= 0xc0000084) ||
	       (number >= 0xc0000100 && number <= 0xc0000103);
}

static bool read_model_register(struct instruction *it)
{
	struct engine *engine = it->kernel->engine;
	uint32_t number = (uint32_t)engine_register(engine, ENGINE_RCX);
	uint64_t value = 0;

	if (!is_model_register(number))
		return false;
	if (number == GS_BASE)
		value = engine_gs(engine);
	else if (number == EFER)
		value = 0xd01; /* SCE, LME, LMA, NXE */
	engine_set(engine, ENGINE_RAX, (uint32_t)value);
	engine_set(engine, ENGINE_RDX, value >> 32);
	return done(it);
}

/* Writes are forgotten, but for the base of gs. */
static bool write_model_register(struct instruction *it)
{
	struct engine *engine = it->kernel->engine;
	uint32_t number = (uint32_t)engine_register(engine, ENGINE_RCX);
	uint64_t value = (uint32_t)engine_register(engine, ENGINE_RAX) |
			 engine_register(engine, ENGINE_RDX) << 32;

	if (!is_model_register(number) ||
	    (number == EFER && !(value & EFER_LONG_MODE)))
		return false;
	if (number == GS_BASE)
		engine_set_gs(engine, value);
	return done(it);
}

/* ---- others ---- */

/* A memory operand that does not matter. */
static void skip_operand(struct instruction *it, unsigned modrm)
{
	unsigned mod = modrm >> 6, base = modrm & 7;

	if (mod == 3)
		return;
	if (base == 4)
		base = take(it) & 7;
	if (mod == 1)
		it->at += 1;
	else if (mod == 2 || base == 5)
		it->at += 4;
}

static bool system_group(struct instruction *it)
{
	unsigned modrm = take(it);
	uint64_t other;

	if (modrm == 0xf8) {
		/* the other base is a program's, of which there is none */
		other = cpu_current(it->kernel)->pcr;
		engine_set_gs(it->kernel->engine,
			      engine_gs(it->kernel->engine) == other ? 0
								     : other);
		return done(it);
	}
	switch (modrm >> 3 & 7) {
	case 2: /* lgdt, lidt: it never finds a segment again */
	case 3:
		return modrm >> 6 != 3 && lost(it);
	case 7: /* invlpg */
		skip_operand(it, modrm);
		return modrm >> 6 != 3 && done(it);
	default:
		return false;
	}
}

static bool is_prefix(unsigned byte)
{
	return byte == 0x66 || byte == 0x67 || byte == 0xf0 || byte == 0xf2 ||
	       byte == 0xf3 || byte == 0x2e || byte == 0x36 || byte == 0x3e ||
	       byte == 0x26 || byte == 0x64 || byte == 0x65;
}

bool privileged_run(struct kernel *kernel, uint64_t rip)
{
	struct instruction it = { .kernel = kernel, .rip = rip };
	unsigned code;

	while (it.size < LONGEST && memory_peek(&kernel->memory, rip + it.size,
						it.bytes + it.size, 1))
		it.size++;
	do
		code = take(&it);
	while (is_prefix(code));
	if ((code & 0xf0) == 0x40) {
		it.rex = code;
		code = take(&it);
	}
	if (code != 0x0f)
		return false;
	code = take(&it);
	switch (code) {
	case 0x01:
		return system_group(&it);
	case 0x06: /* clts, invd, wbinvd */
	case 0x08:
	case 0x09:
		return done(&it);
	case 0x20:
	case 0x21:
	case 0x22:
	case 0x23:
		return move(&it, code);
	case 0x30:
		return write_model_register(&it);
	case 0x32:
		return read_model_register(&it);
	default:
		return false;
	}
}
