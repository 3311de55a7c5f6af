/*
 * Replies for the judge's tests.
 */
#ifndef LAB_TESTS_UNIT_REPLY_H
#define LAB_TESTS_UNIT_REPLY_H

#include "course/judge.h"

#include <stdint.h>

/* What a line that was typed is recorded as, the caller's to free; a line that
 * is refused fails the test. */
char *reply_parsed(const struct question *question, uint64_t seed,
		   const char *line);

#endif
