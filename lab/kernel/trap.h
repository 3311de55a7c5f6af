/*
 * From a hlt in the kernel's image to the C function that does the work.
 */
#ifndef LAB_KERNEL_TRAP_H
#define LAB_KERNEL_TRAP_H

#include "kernel/private.h"

struct trap_site {
	uint64_t address; /* of the hlt */
	const struct pe_write_function *code;
	const struct nt_function *function; /* NULL: no row */
	unsigned site;
	uint64_t callee; /* 0: through a register */
};

/* Addresses that nt_address has looked up. */
enum { TRAP_NAMES = 1024, TRAP_NAME_SIZE = 64 };
struct trap_name {
	char name[TRAP_NAME_SIZE];
	uint64_t address;
};

/* Makes the table of sites. ERR_FORMAT: a row that the profile lacks. */
enum err_code trap_init(struct kernel *kernel, struct err *err) ERR_CHECK;
/* The engine stands behind a hlt: does what is there. False: no hlt of the
 * kernel's. */
bool trap_run(struct kernel *kernel, uint64_t address);
/* Call number `site` of a function, by its name; NULL none. */
const struct trap_site *trap_site_of(const struct kernel *kernel,
				     const char *name, unsigned site);

#endif
