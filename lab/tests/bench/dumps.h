/*
 * Dumps of machines with much memory, for the bench: the bundled dump's
 * pages, and so many more around them that the file is mostly a hole.
 */
#ifndef LAB_TESTS_BENCH_DUMPS_H
#define LAB_TESTS_BENCH_DUMPS_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that can be searched for hits: none of them is DUMPS_ABSENT. */
#define DUMPS_BYTES  0xffff900000000000u /* virtual address */
#define DUMPS_SIZE   (32u << 20)
#define DUMPS_ABSENT 0xf7u
#define DUMPS_LEAST  (1u << 18) /* pages: 1 GiB */

/*
 * A bitmap dump as `seed` is, of a machine with so many pages (DUMPS_LEAST or
 * more), all of them in the file. At DUMPS_BYTES are DUMPS_SIZE bytes like a
 * die's, in 4 KiB pages.
 */
void dumps_make(const char *path, const char *seed, uint64_t pages);
/* The same on every run. */
uint32_t dumps_random(uint32_t *state);

#endif
