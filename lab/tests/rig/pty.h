/*
 * A program on a terminal of its own, driven from outside: what a test or
 * the bench types, and what comes back. Times are in ms. What fails here is
 * the rig, not what is tested: it says so and exits with 99.
 */
#ifndef LAB_TESTS_RIG_PTY_H
#define LAB_TESTS_RIG_PTY_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

struct pty {
	int fd;		  /* the master's end; not blocking */
	int slave;	  /* kept open, so that its settings stay */
	pid_t pid;	  /* the program, leader of its session */
	struct text seen; /* what it sent since the last pty_forget */
	uint64_t bytes;	  /* and how much that was since it started */
	double last;	  /* when its last byte came */
	bool reaped;
	int status; /* as from wait(), once reaped */
	struct rusage usage;
};

double pty_now(void);
void pty_sleep(double ms);
__attribute__((noreturn, format(printf, 1, 2))) void pty_die(const char *format,
							     ...);

/* Starts argv on a fresh terminal of that size; argv[0] is looked up. */
void pty_spawn(struct pty *ret, const char *const *argv, unsigned rows,
	       unsigned columns);
void pty_resize(struct pty *pty, unsigned rows, unsigned columns);
void pty_write(struct pty *pty, const char *bytes, size_t size);
void pty_type(struct pty *pty, const char *string);

/*
 * Reads until at least `least` more bytes came and none for quiet ms then, or
 * until the limit. Returns when the last byte came, 0 if none or too few did.
 */
double pty_quiet(struct pty *pty, size_t least, double quiet, double limit);
/* Reads until the text is among what was seen; false at the limit. */
bool pty_until(struct pty *pty, const char *text, double limit);
bool pty_saw(const struct pty *pty, const char *text);
void pty_forget(struct pty *pty);

/* Reads until the program is gone, false at the limit; status and usage. */
bool pty_wait(struct pty *pty, double limit);
/* Kills what is left of it and frees everything. */
void pty_end(struct pty *pty);

/* Of a running process; 0 where there is no such thing. */
uint64_t pty_cpu_ns(pid_t pid);
uint64_t pty_wakeups(pid_t pid); /* voluntary context switches */
/* The highest resident size in KiB, of all but shells in its session. */
uint64_t pty_peak(const struct pty *pty);
/* The newest child of a process, 0 if none. */
pid_t pty_child(pid_t pid);

#endif
