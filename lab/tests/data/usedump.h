/*
 * Asks a dump for everything it can give, as far as a test or a fuzz target
 * has time for. What is wrong aborts.
 */
#ifndef LAB_TESTS_DATA_USEDUMP_H
#define LAB_TESTS_DATA_USEDUMP_H

#include "formats/dump.h"

#include <stdbool.h>

/* Opens and uses it; true when it opened. */
bool usedump_path(const char *path);
void usedump(struct dump *dump);

#endif
