/*
 * Keys by handle, and who is asked before and told after.
 */
#ifndef LAB_KERNEL_CM_H
#define LAB_KERNEL_CM_H

#include "kernel/ob.h"
#include "kernel/registry.h"

/* A key object's key; NULL: it is none. */
struct registry_key *key_of(struct kernel *kernel, uint64_t object);
/* The object that stands for \REGISTRY; 0 no room. */
uint64_t key_root(struct kernel *kernel);
/* A text's UTF-16 at `at`, of `room` bytes at most; bytes that it takes. */
size_t key_text(const char *text, uint8_t *to, size_t room);

#endif
