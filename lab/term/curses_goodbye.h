/*
 * The bytes that give a terminal back. A file of its own, because curses' own
 * header of capabilities takes names that are ours elsewhere.
 */
#ifndef LAB_TERM_CURSES_GOODBYE_H
#define LAB_TERM_CURSES_GOODBYE_H

#include "base/text.h"

#include <stdbool.h>

/* Adds them to ret, for the terminal that newterm has opened: no mouse, plain
 * letters, the cursor shown, the screen that was there before. */
void curses_goodbye(bool mouse, struct text *ret);
/* Whether that terminal can put its cursor anywhere: TERM=dumb cannot. */
bool curses_can_place(void);

#endif
