/*
 * What the terminal's description says, without starting the full screen.
 */
#ifndef LAB_TERM_CURSES_PROBE_H
#define LAB_TERM_CURSES_PROBE_H

#include "base/err.h"

#include <stdbool.h>

struct curses_probe {
	int colours;	/* 0: none */
	bool addresses; /* can put the cursor where it wants */
};

/* ERR_NOT_FOUND when there is no description of $TERM. */
enum err_code curses_probe(struct curses_probe *ret, struct err *err) ERR_CHECK;
/* "ncurses 6.4.20221231" */
const char *curses_probe_version(void);

#endif
