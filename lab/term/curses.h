/*
 * The full screen on a terminal: carries keys to the views and the cells that
 * changed to the terminal. The curses*.c files are the only ones that know
 * curses.
 */
#ifndef LAB_TERM_CURSES_H
#define LAB_TERM_CURSES_H

#include "base/err.h"
#include "session/session.h"
#include "views/prompt.h"
#include "views/workshop.h"

#include <stdbool.h>

struct curses_config {
	bool ascii; /* asked for, or no UTF-8 in this locale */
	bool mouse;
	bool still;		     /* nothing is typed for show */
	const struct prompt *prompt; /* the debugger; NULL: none. Borrowed */
	const struct workshop *workshop; /* NULL: none. Borrowed */
};

/*
 * Runs until the learner leaves or a signal ends it. ERR_UNSUPPORTED, with
 * words, when the terminal cannot do it: --plain can.
 */
enum err_code curses_run(struct session *session,
			 const struct curses_config *config,
			 struct err *err) ERR_CHECK;

#endif
