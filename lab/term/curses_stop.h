/*
 * The stop screen on a terminal that is otherwise used line by line: it takes
 * the whole screen and gives it back with one key.
 */
#ifndef LAB_TERM_CURSES_STOP_H
#define LAB_TERM_CURSES_STOP_H

#include "base/err.h"
#include "views/stopscreen.h"

#include <stdbool.h>

struct curses_stop; /* opaque */

/* Shows it. stop is borrowed. ERR_UNSUPPORTED: the terminal cannot do it. */
enum err_code curses_stop_open(const struct stopscreen *stop, bool ascii,
			       struct curses_stop **ret,
			       struct err *err) ERR_CHECK;
/* Shows what has changed in stop. */
void curses_stop_show(struct curses_stop *screen);
/* Waits for a key and gives the terminal back. False: a signal came that ends
 * us. */
bool curses_stop_close(struct curses_stop *screen);

#endif
