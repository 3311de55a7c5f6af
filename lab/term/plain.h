/*
 * The lab line by line: for pipes, scripts and screen readers. Reads lines
 * from a file descriptor and answers each in plain words. There is no box
 * drawing, no cursor movement, and no colour that says anything alone.
 *
 * A line that begins with "=" is a reply to the question, one with ":" a
 * command, "# " a comment, an empty one means "next". Any other line is a
 * command if its first word is one, else a reply if something is asked. From
 * "kd" to the debugger's q all lines are the debugger's.
 */
#ifndef LAB_TERM_PLAIN_H
#define LAB_TERM_PLAIN_H

#include "session/session.h"
#include "views/prompt.h"
#include "views/workshop.h"

#include <stdbool.h>
#include <stdio.h>

struct plain_config {
	int input;	  /* file descriptor, read to its end, not closed */
	bool interactive; /* somebody types there: a prompt is shown */
	bool echo;  /* the lines that were read are shown, behind ">>> " */
	int width;  /* cells of a line; 0: $COLUMNS, else the terminal's, else
		     * 80. Recorded lines are never wrapped */
	bool ascii; /* no UTF-8 there */
	bool ansi;  /* SGR sequences for emphasis in prose */
	FILE *out;  /* flushed before each read */
	const struct prompt *prompt; /* the debugger; NULL: none. Borrowed */
	const struct workshop *workshop; /* NULL: none. Borrowed */
};

/*
 * Runs until the input ends, the learner quits, or SIGINT, SIGTERM or SIGHUP
 * comes. Returns the exit status: 0, 1 where input or output failed, 128 + the
 * signal's number after a signal. What was done is written to the session's
 * store before that.
 */
int plain_run(struct session *session, const struct plain_config *config);

#endif
