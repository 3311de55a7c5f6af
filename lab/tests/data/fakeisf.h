/*
 * Symbols and types that are made up, for tests above formats/isf.h: it
 * defines the functions of that header itself, over tables.
 */
#ifndef LAB_TESTS_DATA_FAKEISF_H
#define LAB_TESTS_DATA_FAKEISF_H

#include "formats/isf.h"

const struct isf *fakeisf(void);

#endif
