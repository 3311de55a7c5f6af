/*
 * What the bench measures, and how it says so. Two things are compared by
 * turns (A B A B), because the machine drifts; what counts is their ratio.
 */
#ifndef LAB_TESTS_BENCH_MEASURE_H
#define LAB_TESTS_BENCH_MEASURE_H

#include "tests/rig/pty.h"

#include <stdbool.h>
#include <stddef.h>

struct samples {
	double *values;
	size_t count, capacity;
};

void samples_add(struct samples *samples, double value);
/* 0 <= share <= 1: 0.5 is the median. 0 where there are none. */
double samples_at(struct samples *samples, double share);
double samples_sum(const struct samples *samples);
void samples_fini(struct samples *samples);

/* A program from its start to its first full screen. */
struct starts {
	struct samples wall, cpu; /* ms; cpu up to its end, by wait4 */
	struct samples peak;	  /* KiB, at its first screen */
	const char *quit;	  /* ends it; NULL: "q" */
};

enum { ROWS = 24, COLUMNS = 80 };

/* False when it drew nothing within the limit, in ms. */
bool starts_take(struct starts *starts, const char *const *argv, double limit);
void starts_fini(struct starts *starts);

/* A program from its start to its end, without a terminal. */
struct runs {
	struct samples wall, cpu, peak;
};

/* Its output goes to a file. False when its status was not 0. */
bool runs_take(struct runs *runs, const char *const *argv, const char *output);
void runs_fini(struct runs *runs);

/* Answers to keys, on a program that runs. */
struct keys {
	struct samples wall, bytes;
	double cpu; /* ms a key, set by keys_end */
	size_t unanswered;
	uint64_t cpu_before;
};

void keys_begin(struct keys *keys, const struct pty *pty);
void keys_take(struct keys *keys, struct pty *pty, const char *key);
void keys_end(struct keys *keys, const struct pty *pty);
void keys_fini(struct keys *keys);

/* Keeps the processors from falling asleep while latencies are taken: idle
 * priority, gone with the bench. Call measure_sleep to end it. */
void measure_awake(void);
void measure_sleep(void);

/* "goal  what  a  b  ratio  target  ok": a over b is to be at most target. */
void report_ratio(int goal, const char *what, const char *unit, double a,
		  double b, double target);
/* The same of their medians. */
void report_medians(int goal, const char *what, const char *unit,
		    struct samples *a, struct samples *b, double target);
/* a itself is to be at most target. */
void report_value(int goal, const char *what, const char *unit, double a,
		  double target);
void report_skip(int goal, const char *what, const char *why);
/* "3 goals missed" or so; the last line. */
void report_end(void);

#endif
