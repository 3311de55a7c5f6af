/*
 * The yardsticks of emulation, and of doing nothing: a C program that links
 * no more than libc.
 *
 *   bench_bare                  nothing
 *   bench_bare ITERATIONS       opens Unicorn, maps memory, and runs so many
 *                               iterations of LOOP; 0: one instruction
 */
#include "tests/bench/loop.h"

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicorn/unicorn.h>

#define BASE 0xfffff80000000000u

static const uint8_t loop[] = { LOOP, 0xf4 /* hlt */ };

static struct {
	__typeof__(uc_open) *open;
	__typeof__(uc_mem_map) *mem_map;
	__typeof__(uc_mem_write) *mem_write;
	__typeof__(uc_reg_write) *reg_write;
	__typeof__(uc_emu_start) *emu_start;
	__typeof__(uc_ctl) *ctl;
} unicorn;

static int load(void)
{
	void *library = dlopen("libunicorn.so.2", RTLD_LAZY | RTLD_LOCAL);

	if (!library)
		return 0;
#define FIND(name)                                                             \
	unicorn.name = (__typeof__(unicorn.name))(intptr_t)dlsym(library,      \
								 "uc_" #name)
	FIND(open);
	FIND(mem_map);
	FIND(mem_write);
	FIND(reg_write);
	FIND(emu_start);
	FIND(ctl);
	return unicorn.open && unicorn.mem_map && unicorn.mem_write &&
	       unicorn.reg_write && unicorn.emu_start && unicorn.ctl;
}

/* As the engine does: without it 2.1 knows no such addresses. */
static uc_err use_whole_addresses(uc_engine *uc)
{
#if UC_API_MAJOR > 2 || UC_API_MINOR >= 1
	return unicorn.ctl(uc, UC_CTL_WRITE(UC_CTL_TLB_TYPE, 1),
			   UC_TLB_VIRTUAL);
#else
	(void)uc;
	return UC_ERR_OK;
#endif
}

int main(int argc, char **argv)
{
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
	uint64_t data = BASE + 0x1000, end = BASE + sizeof(loop) - 1;
	uc_engine *uc;

	if (argc < 2)
		return 0;
	if (!load() || unicorn.open(UC_ARCH_X86, UC_MODE_64, &uc) ||
	    use_whole_addresses(uc) ||
	    unicorn.mem_map(uc, BASE, 0x2000, UC_PROT_ALL) ||
	    unicorn.mem_write(uc, BASE, loop, sizeof(loop)) ||
	    unicorn.reg_write(uc, UC_X86_REG_RCX, &count) ||
	    unicorn.reg_write(uc, UC_X86_REG_RSI, &data))
		return 1;
	return count ? unicorn.emu_start(uc, BASE, end, 0, 0)
		     : unicorn.emu_start(uc, end, BASE, 0, 0);
}
