/*
 * The families of kernel functions: lab/kernel/families.def names them.
 */
#ifndef LAB_KERNEL_FAMILIES_H
#define LAB_KERNEL_FAMILIES_H

#include "kernel/private.h"

#define FAMILY(name) extern const struct nt_family name##_family;
#include "kernel/families.def"
#undef FAMILY

extern const struct nt_family *const nt_families[];
extern const size_t nt_family_count;

#endif
