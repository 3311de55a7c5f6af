/*
 * Bytes from the terminal's description, once newterm has opened it. A file of
 * its own, because curses' own header of capabilities takes names that are
 * ours elsewhere.
 */
#ifndef LAB_TERM_CURSES_STRINGS_H
#define LAB_TERM_CURSES_STRINGS_H

#include "base/text.h"

#include <stdbool.h>

/* NULL where the terminal has none; static. */
const char *curses_string(const char *capability);

/* Adds what makes it send the keys that it is described with, and the mouse
 * if that is wanted and it has one; and what ends that. */
void curses_keys_on(bool mouse, struct text *ret);
void curses_keys_off(bool mouse, struct text *ret);
/* Adds all that gives it back: keys and mouse, plain letters, the cursor
 * shown, the screen that was there before. */
void curses_goodbye(bool mouse, struct text *ret);
/* Whether that terminal can put its cursor anywhere: TERM=dumb cannot. */
bool curses_can_place(void);

#endif
