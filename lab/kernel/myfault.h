/*
 * myfault.sys, the driver that NotMyFault brings along.
 */
#ifndef LAB_KERNEL_MYFAULT_H
#define LAB_KERNEL_MYFAULT_H

#include <stddef.h>
#include <stdint.h>

/* Its file; the caller frees it. */
uint8_t *myfault_new(size_t *ret_size);

#endif
