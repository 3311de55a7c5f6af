/*
 * A shell on a terminal of its own and kdlab started from it: whether the
 * terminal comes back as it was. KDLAB names the program; `srcdir` the tree.
 */
#ifndef LAB_TESTS_RIG_SHELL_H
#define LAB_TESTS_RIG_SHELL_H

#include "tests/rig/pty.h"

#include <stdbool.h>

#define SHELL_PROMPT  "lab-test> "
#define SHELL_PATIENT 20000.0 /* ms */

struct shell_place {
	char folder[64]; /* where it runs, and its HOME */
	char command[4096];
};

/* A fresh folder, and the program with arguments as the command. */
void shell_set_up(struct shell_place *place, const char *arguments);
void shell_clean_up(const struct shell_place *place);

/* A shell at its prompt, which wrote down what `stty -a` says. */
void shell_open(struct pty *shell);
/* Types a line and waits until the shell has done it: it says a number that
 * the echo of the line does not hold. */
bool shell_line(struct pty *shell, const char *line);
/* What is wrong once the shell has its terminal back, or NULL. What was seen
 * since pty_forget is all that the program sent; it is cleared. */
const char *shell_look(struct pty *shell, const struct shell_place *place);
/* To the program in the shell; never to ourselves, should it be gone. */
void shell_send(const struct pty *shell, int signal);

/* Counts and prints a case; wrong is NULL where it is good. */
void shell_tell(const char *what, const char *wrong);
/* The last line, and the exit status. */
int shell_sum_up(void);

#endif
