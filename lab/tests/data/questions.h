/*
 * One question of each type, with a recording to point at: what the judge's
 * tests and its fuzzer ask.
 */
#ifndef LAB_TESTS_DATA_QUESTIONS_H
#define LAB_TESTS_DATA_QUESTIONS_H

#include "course/step.h"

/* By enum question_type. */
extern const struct question questions[QUESTION_TYPES];
/* What the point question points into: nine lines. */
extern const char questions_recording[];

#endif
