/*
 * Capstone's other machines, as empty names: its archive then gives the linker
 * x64 alone. Its tables hold 77,000 addresses that each start would relocate,
 * nearly all of them for machines that no dump of ours is of: the shared
 * library takes longer to load than all else of a first screen.
 *
 * The names are Capstone's own (cs.c: cs_arch_init, cs_arch_option), of 4.0 and
 * 5.0; configure tries whether the archive at hand takes them, or else the
 * shared library is linked. One that is missing here costs time only.
 */
#include "config.h"
#include "kd/capstone_x64.h"

#include <stddef.h>

#define LEAVE_OUT(machine)                                                     \
	cs_err machine##_global_init(void *handle);                            \
	cs_err machine##_option(void *handle, int option, size_t value);       \
	cs_err machine##_global_init(void *handle)                             \
	{                                                                      \
		(void)handle;                                                  \
		return CS_ERR_ARCH;                                            \
	}                                                                      \
	cs_err machine##_option(void *handle, int option, size_t value)        \
	{                                                                      \
		(void)handle;                                                  \
		(void)option;                                                  \
		(void)value;                                                   \
		return CS_ERR_ARCH;                                            \
	}

LEAVE_OUT(AArch64)
LEAVE_OUT(ARM)
LEAVE_OUT(BPF)
LEAVE_OUT(EVM)
LEAVE_OUT(M680X)
LEAVE_OUT(M68K)
LEAVE_OUT(MOS65XX)
LEAVE_OUT(Mips)
LEAVE_OUT(PPC)
LEAVE_OUT(RISCV)
LEAVE_OUT(SH)
LEAVE_OUT(Sparc)
LEAVE_OUT(SystemZ)
LEAVE_OUT(TMS320C64x)
LEAVE_OUT(TRICORE)
LEAVE_OUT(WASM)
LEAVE_OUT(XCore)

/* What makes the linker take this file before it comes to the archive. */
bool capstone_open_x64(csh *ret)
{
	if (cs_open(CS_ARCH_X86, CS_MODE_64, ret) != CS_ERR_OK)
		return false;
	cs_option(*ret, CS_OPT_DETAIL, CS_OPT_ON);
	return true;
}
