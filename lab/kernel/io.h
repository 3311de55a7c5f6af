/*
 * Devices, files and requests.
 */
#ifndef LAB_KERNEL_IO_H
#define LAB_KERNEL_IO_H

#include "kernel/ob.h"

/* The path of any object: of a file or a key, too. */
void object_full_path(struct kernel *kernel, uint64_t object, char *ret,
		      size_t size);

#endif
