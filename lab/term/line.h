/*
 * A prompt on a terminal, line by line: the output scrolls by as a shell's
 * does, and the line that is typed is edited in place (views/editor.h).
 */
#ifndef LAB_TERM_LINE_H
#define LAB_TERM_LINE_H

#include "views/prompt.h"

#include <stdbool.h>

/* Whether lines can be edited in place: standard input and output are a
 * terminal that moves its cursor. */
bool line_is_possible(void);

/*
 * Runs until the prompt has ended, at the end of the input, or until SIGTERM
 * or SIGHUP comes. SIGINT stops what runs, or leaves what is typed. Returns
 * the exit status: 0, 1 where the prompt does not open (the words are in err)
 * or the output fails, 128 + the signal's number after a signal. ascii: no
 * UTF-8 there.
 */
int line_run(const struct prompt *prompt, bool ascii, struct err *err);

#endif
