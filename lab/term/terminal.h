/*
 * The terminal is given back as it was: on a clean end, on a signal, on a
 * crash, and while we are stopped.
 */
#ifndef LAB_TERM_TERMINAL_H
#define LAB_TERM_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* What signals asked for since terminal_take_signals was last called. */
struct terminal_signals {
	int quit;	/* SIGTERM, SIGHUP: its number; 0 none */
	bool interrupt; /* SIGINT */
	bool suspend;	/* SIGTSTP */
	bool resumed;	/* SIGCONT */
	bool resized;	/* SIGWINCH */
};

/*
 * Remembers the terminal on fd and catches the signals that end, stop
 * or resize us.
 * On a crash (SIGSEGV, SIGABRT and their like, and out of memory) the modes
 * are put back and `goodbye` is written, which must stay valid: the bytes
 * that show the cursor and leave the alternate screen.
 */
void terminal_guard(int fd, const char *goodbye, size_t size);
/* Signals do again what they do by default. */
void terminal_unguard(void);
/* Changes what a crash writes. */
void terminal_set_goodbye(const char *goodbye, size_t size);

/*
 * Waits for input on fd or a signal, at most timeout ms (-1: for ever).
 * 0: no input, but perhaps a signal; 1: there is input; -1: the terminal has
 * gone. Signals that ask for something come in here and in
 * terminal_take_signals only, so none is lost in between.
 */
int terminal_wait(int fd, int timeout);
/* Returns and clears; cheap. */
struct terminal_signals terminal_take_signals(void);
/* Whether one came that ends what is being done (interrupt or quit). It stays
 * there to be taken. */
bool terminal_is_interrupted(void);
/* Stops this process as SIGTSTP would have, until SIGCONT. */
void terminal_stop(void);

#endif
