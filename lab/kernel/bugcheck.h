/*
 * Bug check callbacks: what drivers have called when the machine stops.
 */
#ifndef LAB_KERNEL_BUGCHECK_H
#define LAB_KERNEL_BUGCHECK_H

#include "formats/dump_write.h"
#include "kernel/private.h"

/* Calls those that are registered, one by one, on the processor that stopped;
 * the others are frozen. The machine is as before, but for what they did. */
void bugcheck_call(struct kernel *kernel);
/* What they gave for the dump, from 0; false at the end. */
bool bugcheck_data(struct kernel *kernel, size_t number,
		   struct dump_write_tag *ret);

#endif
