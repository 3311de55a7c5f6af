/*
 * Objects: a header in the guest before each, with how many point to it.
 */
#ifndef LAB_KERNEL_OB_H
#define LAB_KERNEL_OB_H

#include "kernel/private.h"

enum { OBJECT_HEADER_SIZE = 0x30 };

/* Of an object of ours that is not in use any more, its counts included. */
void object_reference(struct kernel *kernel, uint64_t object);
/*
 * Takes one reference back. Below nothing, or to nothing where handles are
 * open, the machine stops with the count; false then. trap: who asks.
 */
bool object_dereference(struct trap *trap, uint64_t object);

#endif
