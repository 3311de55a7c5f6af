/*
 * Lines from a file descriptor, bounded, and the signals that end a session
 * while it waits for one.
 */
#ifndef LAB_TERM_PLAIN_INPUT_H
#define LAB_TERM_PLAIN_INPUT_H

#include "base/err.h"
#include "base/text.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum input_result {
	INPUT_LINE,
	INPUT_TOO_LONG, /* a line over LIMIT_LINE was passed over */
	INPUT_END,
	INPUT_FAILED,	/* err says why */
	INPUT_TOO_MUCH, /* over LIMIT_SCRIPT_BYTES or LIMIT_SCRIPT_LINES */
	INPUT_STOPPED,	/* input_signal() came */
};

struct input {
	int fd;
	bool bounded; /* a script, not a person: the limits hold */
	char bytes[8192];
	size_t at, size;
	uint64_t total, lines;
	struct text line;
};

/* Holds the signals of this process that input_signals_take has changed. */
struct input_signals {
	struct sigaction old[4];
};

void input_init(struct input *input, int fd, bool bounded);
void input_fini(struct input *input);

/*
 * The next line into *ret, as a string without its newline: borrowed, until
 * the next call. What is no UTF-8 and what controls a terminal is in it as
 * letters: "\xe9", "^[". A last line without a newline counts.
 */
enum input_result input_read(struct input *input, const char **ret,
			     struct err *err);

/* Catches SIGINT, SIGTERM, SIGHUP (where they are not ignored), ignores
 * SIGPIPE; and puts back what was there. */
void input_signals_take(struct input_signals *ret);
void input_signals_restore(const struct input_signals *signals);
/* The signal that came, or 0. */
int input_signal(void);
/* As if that one had not come. */
void input_signal_forget(int number);

#endif
