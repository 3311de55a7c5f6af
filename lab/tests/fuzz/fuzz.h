/*
 * The one function of a fuzz target; libFuzzer or replay.c calls it.
 */
#ifndef LAB_TESTS_FUZZ_FUZZ_H
#define LAB_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Anything may be in the bytes. Returns 0; what is wrong aborts. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
