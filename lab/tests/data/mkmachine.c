/*
 * The machine of mkdump.h: what a debugger follows in a dump of build 19041.
 */
#include "config.h"
#include "tests/data/mkdump.h"

#include <string.h>

static void put(uint8_t *bytes, size_t offset, size_t size, uint64_t value)
{
	for (size_t i = 0; i < size; i++)
		bytes[offset + i] = (uint8_t)(value >> 8 * i);
}

/* KDDEBUGGER_DATA64, values as a real 19041 has them. */
static const struct {
	uint16_t offset, size;
	uint64_t value;
} kdbg[] = {
	{ 0x010, 4, 0x4742444b }, /* "KDBG" */
	{ 0x014, 4, 0x380 },
	{ 0x018, 8, MKDUMP_NT },
	{ 0x048, 8, MKDUMP_MODULES },
	{ 0x050, 8, MKDUMP_PROCESSES },
	{ 0x088, 8, MKDUMP_NT + 0xc31480 }, /* KiBugcheckData */
	{ 0x138, 8, 0x1000 },
	{ 0x208, 8, MKDUMP_NT + 0xc4c0a0 }, /* NtBuildLab */
	{ 0x218, 8, MKDUMP_NT + 0xcfdc80 }, /* KiProcessorBlock */
	{ 0x220, 8, MKDUMP_NT + 0xc2a308 }, /* MmUnloadedDrivers */
	{ 0x228, 8, MKDUMP_NT + 0xc2a310 },
	{ 0x29a, 2, 0xf0 },
	{ 0x29c, 2, 0x58 },
	{ 0x29e, 2, 0x28 },
	{ 0x2a0, 2, 0xb8 },
	{ 0x2a2, 2, 0x184 },
	{ 0x2a8, 2, 0xa40 },
	{ 0x2aa, 2, 0x550 },
	{ 0x2ac, 2, 0x540 },
	{ 0x2ae, 2, 0x28 },
	{ 0x2b0, 2, 0xaf00 },
	{ 0x2b4, 2, 0x8 },
	{ 0x2bc, 2, 0x1f0 },
	{ 0x2be, 2, 0x24 },
	{ 0x2c0, 2, 0x898 },
	{ 0x2e0, 2, 0xb080 },
	{ 0x2e6, 2, 0x180 },
	{ 0x2f2, 2, 0x100 },
	{ 0x338, 2, 0x85c0 }, /* KPRCB.Context */
	{ 0x340, 4, 0x30 },
	{ 0x344, 4, 0x38 },
	{ 0x350, 2, 0x18 },
	{ 0x360, 8, 0xfffffd8000000000 }, /* PteBase */
};

static void make_kdbg(struct mkdump *mk)
{
	static const char lab[] = "19041.1.amd64fre.vb_release.191206-1406";
	uint8_t bytes[0x380] = { 0 };

	for (size_t i = 0; i < sizeof(kdbg) / sizeof(kdbg[0]); i++)
		put(bytes, kdbg[i].offset, kdbg[i].size, kdbg[i].value);
	mkdump_write(mk, MKDUMP_KDBG, bytes, sizeof(bytes));
	mkdump_write(mk, MKDUMP_NT + 0xc4c0a0, lab, sizeof(lab));
	mkdump_u64(mk, MKDUMP_NT + 0xc31480, 0x39);
	for (unsigned i = 0; i < 4; i++)
		mkdump_u64(mk, MKDUMP_NT + 0xc31488 + 8 * i, 0xa0 + i);
}

/* CONTEXT: every register is its own number in the upper half. */
static void make_context(struct mkdump *mk, unsigned cpu)
{
	uint8_t bytes[0x4d0] = { 0 };

	put(bytes, 0x030, 4, 0x10001f);
	put(bytes, 0x034, 4, 0x1f80);
	put(bytes, 0x118, 4, 0x1f80);
	put(bytes, 0x038, 2, 0x10);
	put(bytes, 0x042, 2, 0x18);
	put(bytes, 0x044, 4, 0x40286);
	for (unsigned i = 0; i < 16; i++)
		put(bytes, 0x078 + 8 * i, 8,
		    ((uint64_t)i << 32) | 0x5000 | cpu);
	put(bytes, 0x098, 8, MKDUMP_RSP(cpu));
	put(bytes, 0x0f8, 8, MKDUMP_RIP(cpu));
	mkdump_write(mk, MKDUMP_CONTEXT(cpu), bytes, sizeof(bytes));
}

static void make_cpu(struct mkdump *mk, unsigned cpu)
{
	uint64_t prcb = MKDUMP_PRCB(cpu), thread = MKDUMP_THREAD(cpu);
	uint8_t stack[0x1000] = { 0 };

	mkdump_u64(mk, MKDUMP_NT + 0xcfdc80 + 8 * cpu, prcb);
	mkdump_u64(mk, prcb + 0x8, thread);
	mkdump_u32(mk, prcb + 0x24, cpu);
	mkdump_u64(mk, prcb + 0x85c0, MKDUMP_CONTEXT(cpu));
	make_context(mk, cpu);
	mkdump_u32(mk, thread, 0x280006); /* ThreadObject */
	mkdump_u64(mk, thread + 0x30, MKDUMP_STACK(cpu) - 0x6000);
	mkdump_u64(mk, thread + 0x38, MKDUMP_STACK(cpu));
	mkdump_u64(mk, thread + 0xb8, MKDUMP_PROCESS);
	mkdump_u32(mk, thread + 0x184, 2); /* Running */
	mkdump_u64(mk, thread + 0x220, MKDUMP_PROCESS);
	memset(stack, (int)(0x50 + cpu), sizeof(stack));
	mkdump_write(mk, MKDUMP_STACK(cpu) - sizeof(stack), stack,
		     sizeof(stack));
}

static void make_process(struct mkdump *mk)
{
	uint64_t links = MKDUMP_PROCESS + 0x448;

	mkdump_u32(mk, MKDUMP_PROCESS, 3); /* ProcessObject */
	mkdump_u64(mk, MKDUMP_PROCESS + 0x28, MKDUMP_PML4);
	mkdump_u64(mk, MKDUMP_PROCESS + 0x440, 4);
	mkdump_write(mk, MKDUMP_PROCESS + 0x5a8, "System", 7);
	mkdump_u64(mk, MKDUMP_PROCESSES, links);
	mkdump_u64(mk, MKDUMP_PROCESSES + 8, links);
	mkdump_u64(mk, links, MKDUMP_PROCESSES);
	mkdump_u64(mk, links + 8, MKDUMP_PROCESSES);
}

struct mkdump *mkdump_machine(void)
{
	/* GUIDs as they lie in memory */
	static const uint8_t smbios[16] = { 0x8f, 0x00, 0x5c, 0xbc, 0x3e, 0x1a,
					    0xd7, 0x44, 0x98, 0x8d, 0x86, 0xf6,
					    0x88, 0x4c, 0x67, 0x58 };
	static const uint8_t other[16] = { 1, 2, 3 };
	static const uint8_t none[16] = { 0 };
	struct mkdump *mk = mkdump_new();

	mkdump_write(mk, MKDUMP_NT, "MZ", 2);
	make_kdbg(mk);
	mkdump_page(mk, 5); /* so that runs have gaps */
	make_cpu(mk, 0);
	mkdump_page(mk, 3);
	make_cpu(mk, 1);
	make_process(mk);
	mkdump_module(mk, MKDUMP_NT, 0x1046000,
		      "\\SystemRoot\\system32\\ntoskrnl.exe");
	mkdump_module(mk, 0xfffff80409bf0000, 0x7000,
		      "\\??\\C:\\lab\\TestDriver.sys");
	mkdump_unloaded(mk, 0xfffff80409c00000, 0xfffff80409c12000,
			"WdBoot.sys");
	mkdump_tag(mk, smbios, "\0\3\4\0tables", 10);
	mkdump_tag(mk, none, "", 0);
	mkdump_tag(mk, other, "0123456789abcdef", 16);
	return mk;
}
