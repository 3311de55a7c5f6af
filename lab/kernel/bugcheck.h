/*
 * Bug check callbacks: what drivers have called when the machine stops.
 */
#ifndef LAB_KERNEL_BUGCHECK_H
#define LAB_KERNEL_BUGCHECK_H

#include "formats/dump_write.h"
#include "kernel/private.h"

/*
 * Calls those that are registered, one by one, on the processor that stopped;
 * the others are frozen. The machine is as before, but for what they did.
 * Those for a reason are called for the dump; the plain ones when it has been
 * written, so that it has nothing of what they do.
 */
void bugcheck_call_reasons(struct kernel *kernel);
void bugcheck_call_plain(struct kernel *kernel);
/* The memory as it was before the plain ones; NULL: there were none. */
const struct image *bugcheck_image(struct kernel *kernel);
/* What they gave for the dump, from 0; false at the end. */
bool bugcheck_data(struct kernel *kernel, size_t number,
		   struct dump_write_tag *ret);

#endif
