/*
 * Which cells of a screen some output changes, by letting tmux draw it.
 */
#ifndef LAB_TESTS_BENCH_CELLS_H
#define LAB_TESTS_BENCH_CELLS_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Sends `before` and then `after` to a screen of 80x24 and counts the cells
 * that differ. False where there is no tmux. work is a folder for its files.
 */
bool cells_changed(const char *work, const struct text *before,
		   const struct text *after, size_t *ret);

#endif
