/*
 * The bench: one run prints the goals for speed as ratios.
 */
#ifndef LAB_TESTS_BENCH_BENCH_H
#define LAB_TESTS_BENCH_BENCH_H

#include "tests/bench/measure.h"

#include <stdbool.h>
#include <stddef.h>

struct bench {
	char *kdlab, *minimal, *linked, *yamlloop, *html; /* programs */
	char *bare, *engine, *isf;
	const char *reader, *emulator; /* others' programs; NULL: not here */
	char *tree;		       /* the sources */
	char *work;		       /* a temporary folder */
	char *prose_400, *prose_10k, *prose_200k;
	char *course_400, *course_10k, *course_200k;
	char *pack, *pack_100; /* 100,000 steps, and 100 */
	char *output;	       /* what programs print goes here */
	size_t starts, keys;   /* how often */
	double idle;	       /* ms */
	bool screen;	       /* kdlab draws on a terminal */
	bool show;	       /* kdlab show prints a step */
	bool less, lowdown;    /* are installed */
};

/* A fresh state and cache for the next kdlab. */
void bench_forget(struct bench *bench);

void bench_starts(struct bench *bench);		   /* goals 1 to 4 */
void bench_keys(struct bench *bench);		   /* goals 5 and 6 */
void bench_held(struct bench *bench);		   /* goal 7 */
void bench_idle(struct bench *bench);		   /* goal 8 */
void bench_memory(struct bench *bench);		   /* goal 9 */
void bench_pack(struct bench *bench);		   /* goal 10 */
void bench_debugger(struct bench *bench);	   /* goal 11 */
void bench_emulate(struct bench *bench);	   /* goal 12 */
void bench_first_instruction(struct bench *bench); /* of goal 2 */

#endif
