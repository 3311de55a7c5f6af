/*
 * Texts in the guest: UNICODE_STRING and what drivers mean by a string.
 */
#ifndef LAB_KERNEL_STRING_H
#define LAB_KERNEL_STRING_H

#include "kernel/private.h"

/* A UNICODE_STRING at `at`, its text, with a NUL, in memory of the kernel's. */
void string_init(struct kernel *kernel, uint64_t at, const char *text);
/* The same, the UNICODE_STRING too. */
uint64_t string_new(struct kernel *kernel, const char *text);
/* A UNICODE_STRING as UTF-8, cut to fit. Faults as the kernel would. */
void string_read(struct kernel *kernel, uint64_t at, char *ret, size_t size);

#endif
