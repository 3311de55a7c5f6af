/*
 * Asks a dump, opened as a target, for memory and registers. What is wrong
 * aborts.
 */
#ifndef LAB_TESTS_DATA_USETARGET_H
#define LAB_TESTS_DATA_USETARGET_H

#include <stdbool.h>

/* Opens and uses it; true when it opened. */
bool usetarget_path(const char *path);

#endif
