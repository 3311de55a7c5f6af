/*
 * Repeatable randomness: the same seed, the same numbers, on every machine
 * (splitmix64). A learner's shuffles come from their seed, so an order does
 * not change on a retry.
 */
#ifndef LAB_BASE_RANDOM_H
#define LAB_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

uint64_t random_next(struct random *random);
/* Evenly 0 .. bound-1; bound > 0. */
uint64_t random_below(struct random *random, uint64_t bound);
/* Fills order with a permutation of 0 .. count-1. */
void random_shuffle(struct random *random, size_t *order, size_t count);
/* A seed from the system, for a new learner. */
uint64_t random_seed(void);

#endif
