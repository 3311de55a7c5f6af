#include "config.h"
#include "kernel/private.h"

#include "base/limits.h"

/*
 * What the kernel exports of the C library: bytes and characters of the
 * guest's. A text without an end ends where its memory does: there it faults.
 */

/* ---- wide texts ---- */

static void wcsrchr_run(struct trap *trap)
{
	uint64_t at = trap_argument(trap, 0), found = 0;
	uint16_t wanted = (uint16_t)trap_argument(trap, 1), c;

	do {
		c = get16(trap->kernel, at);
		if (c == wanted)
			found = at;
		at += 2;
	} while (c && !trap->kernel->memory.fault.set);
	trap_return(trap, found);
}

static const struct nt_function functions[] = {
	{ "wcsrchr", FIDELITY_REAL, wcsrchr_run, NULL },
};

const struct nt_family crt_family = { "crt", functions,
				      sizeof(functions) / sizeof(*functions) };
