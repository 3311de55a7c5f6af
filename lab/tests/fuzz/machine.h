/*
 * The seed's machine for fuzz targets, found from where they are run.
 */
#ifndef LAB_TESTS_FUZZ_MACHINE_H
#define LAB_TESTS_FUZZ_MACHINE_H

#include "kernel/kernel.h"

/* Read once; without it the program ends. The caller may change the rest. */
struct kernel_config *fuzz_machine_config(void);

#endif
