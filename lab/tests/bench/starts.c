/*
 * Goals 1 to 4, 9 and 10: from the start to the first screen, without a
 * screen, and how much memory that takes.
 */
#include "config.h"
#include "tests/bench/bench.h"

#include "tests/bench/generate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LIMIT_START 60000.0

static void take_turns(const char *const *a, struct starts *ret_a,
		       const char *const *b, struct starts *ret_b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		starts_take(ret_a, a, LIMIT_START);
		starts_take(ret_b, b, LIMIT_START);
	}
}

static void run_turns(const char *const *a, struct runs *ret_a,
		      const char *const *b, struct runs *ret_b, size_t count,
		      const char *output)
{
	for (size_t i = 0; i < count; i++) {
		runs_take(ret_a, a, output);
		runs_take(ret_b, b, output);
	}
}

/* The course is checked and its index written before what is measured. */
static void warm(struct bench *bench, const char *const *argv)
{
	struct starts starts = { 0 };

	bench_forget(bench);
	starts_take(&starts, argv, LIMIT_START);
	starts_fini(&starts);
}

static void goal_1(struct bench *bench)
{
	const char *a[] = { bench->kdlab, bench->course_400, NULL };
	const char *b[] = { bench->minimal, bench->prose_400, NULL };
	struct starts as = { 0 }, bs = { 0 };

	if (!bench->screen) {
		report_skip(1, "start, 400 lines", "no full screen");
		return;
	}
	warm(bench, a);
	take_turns(a, &as, b, &bs, bench->starts);
	report_medians(1, "start, 400 lines, wall", "ms", &as.wall, &bs.wall,
		       1.3);
	report_medians(1, "start, 400 lines, cpu", "ms", &as.cpu, &bs.cpu, 1.3);
	starts_fini(&as);
	starts_fini(&bs);
}

static void goal_2(struct bench *bench)
{
	const char *a[] = { bench->kdlab, "--version", NULL };
	const char *b[] = { bench->linked, NULL };
	struct runs as = { 0 }, bs = { 0 };

	run_turns(a, &as, b, &bs, bench->starts * 3, bench->output);
	report_medians(2, "--version against a linked program, wall", "ms",
		       &as.wall, &bs.wall, 1.3);
	report_medians(2, "--version against a linked program, cpu", "ms",
		       &as.cpu, &bs.cpu, 1.3);
	bench_first_instruction(bench);
	runs_fini(&as);
	runs_fini(&bs);
}

static void make_pipe(const struct bench *bench, char *ret, size_t size)
{
	snprintf(ret, size, "lowdown -Tterm %s | less -R", bench->prose_10k);
}

static void goal_3(struct bench *bench)
{
	const char *a[] = { bench->kdlab, bench->course_10k, NULL };
	const char *longest[] = { bench->kdlab, bench->course_200k, NULL };
	struct starts as = { 0 }, bs = { 0 }, cs = { 0 };
	char command[512];
	const char *b[] = { "sh", "-c", command, NULL };

	if (!bench->screen || !bench->less || !bench->lowdown) {
		report_skip(3, "start, 10,000 lines",
			    "needs a full screen, less and lowdown");
		return;
	}
	make_pipe(bench, command, sizeof(command));
	warm(bench, a);
	take_turns(a, &as, b, &bs, bench->starts);
	report_medians(3, "start, 10,000 lines, by lowdown|less, wall", "ms",
		       &as.wall, &bs.wall, 0.45);
	report_medians(3, "start, 10,000 lines, by lowdown|less, cpu", "ms",
		       &as.cpu, &bs.cpu, 0.4);
	starts_fini(&as);
	warm(bench, longest);
	take_turns(longest, &cs, a, &as, bench->starts / 3);
	report_medians(3, "start, 200,000 lines by 10,000", "ms", &cs.wall,
		       &as.wall, 20);
	starts_fini(&as);
	starts_fini(&bs);
	starts_fini(&cs);
}

/* Renders one file all three ways; the median of kdlab's wall time. */
static double render(struct bench *bench, const char *prose, const char *name,
		     size_t count)
{
	const char *a[] = { bench->kdlab, "show", "--width=80", prose, NULL };
	const char *b[] = { "lowdown", "-Tterm", "--term-columns=80", prose,
			    NULL };
	const char *c[] = { bench->html, prose, NULL };
	struct runs as = { 0 }, bs = { 0 }, cs = { 0 };
	double median;
	char what[64];

	bench_forget(bench);
	for (size_t i = 0; i < count; i++) {
		runs_take(&as, a, bench->output);
		if (bench->lowdown)
			runs_take(&bs, b, bench->output);
		runs_take(&cs, c, bench->output);
	}
	median = samples_at(&as.wall, 0.5);
	snprintf(what, sizeof(what), "show, %s lines, by lowdown, wall", name);
	report_medians(4, what, "ms", &as.wall, &bs.wall, 0.7);
	snprintf(what, sizeof(what), "show, %s lines, by libcmark, wall", name);
	report_medians(4, what, "ms", &as.wall, &cs.wall, 2.0);
	snprintf(what, sizeof(what), "show, %s lines, by lowdown, peak", name);
	report_medians(4, what, "KiB", &as.peak, &bs.peak, 1.0);
	runs_fini(&as);
	runs_fini(&bs);
	runs_fini(&cs);
	return median;
}

static void goal_4(struct bench *bench)
{
	double small, large;

	if (!bench->show) {
		report_skip(4, "show", "'kdlab show' is not there");
		return;
	}
	small = render(bench, bench->prose_10k, "10,000", bench->starts);
	large = render(bench, bench->prose_200k, "200,000",
		       bench->starts / 6 + 1);
	report_ratio(4, "show, 200,000 lines by 10,000", "ms", large, small,
		     24);
}

void bench_starts(struct bench *bench)
{
	goal_1(bench);
	goal_2(bench);
	goal_3(bench);
	goal_4(bench);
}

void bench_memory(struct bench *bench)
{
	const char *a[] = { bench->kdlab, bench->course_400, NULL };
	const char *b[] = { bench->minimal, bench->prose_400, NULL };
	const char *c[] = { bench->kdlab, bench->course_10k, NULL };
	struct starts as = { 0 }, bs = { 0 }, cs = { 0 }, ds = { 0 };
	char command[512];
	const char *d[] = { "sh", "-c", command, NULL };

	if (!bench->screen) {
		report_skip(9, "memory", "no full screen");
		return;
	}
	make_pipe(bench, command, sizeof(command));
	warm(bench, a);
	take_turns(a, &as, b, &bs, 3);
	report_medians(9, "peak, 400 lines", "KiB", &as.peak, &bs.peak, 1.5);
	if (bench->less && bench->lowdown) {
		warm(bench, c);
		take_turns(c, &cs, d, &ds, 3);
		report_medians(9, "peak, 10,000 lines, by lowdown|less", "KiB",
			       &cs.peak, &ds.peak, 0.6);
	}
	starts_fini(&as);
	starts_fini(&bs);
	starts_fini(&cs);
	starts_fini(&ds);
}

/* ---- goal 10 ---- */

enum { PACK_LESSONS = 100 };

/* The loop's own arguments: itself and each file. */
static const char **loop_arguments(const struct bench *bench, double *ret_kib)
{
	const char **argv = calloc(PACK_LESSONS + 2, sizeof(*argv));
	struct stat stat_of;

	if (!argv)
		pty_die("no memory");
	argv[0] = bench->yamlloop;
	*ret_kib = 0;
	for (size_t i = 0; i < PACK_LESSONS; i++) {
		argv[i + 1] = generate_lesson_path(bench->pack, i);
		if (stat(argv[i + 1], &stat_of) == 0)
			*ret_kib += (double)stat_of.st_size / 1024;
	}
	return argv;
}

static void first_loads(struct bench *bench, const char *const *loop,
			struct runs *runs, double kib)
{
	const char *a[] = { bench->kdlab, bench->pack, NULL };
	struct starts starts = { 0 };

	for (size_t i = 0; i < bench->starts / 6 + 1; i++) {
		bench_forget(bench);
		starts_take(&starts, a, LIMIT_START);
		runs_take(runs, loop, bench->output);
	}
	report_medians(10, "pack, first load, by bare libyaml, wall", "ms",
		       &starts.wall, &runs->wall, 1.3);
	report_ratio(10, "pack, first load, peak by file size", "KiB",
		     samples_at(&starts.peak, 0.5), kib, 1.5);
	starts_fini(&starts);
}

static void later_starts(struct bench *bench, struct runs *runs)
{
	const char *a[] = { bench->kdlab, bench->pack, NULL };
	const char *b[] = { bench->minimal, bench->prose_400, NULL };
	struct starts as = { 0 }, bs = { 0 };

	take_turns(a, &as, b, &bs, bench->starts);
	report_medians(10, "pack, later start, by minimal, wall", "ms",
		       &as.wall, &bs.wall, 2.0);
	report_medians(10, "pack, later start, by bare libyaml, wall", "ms",
		       &as.wall, &runs->wall, 0.05);
	starts_fini(&as);
	starts_fini(&bs);
}

static void small_pack(struct bench *bench)
{
	const char *a[] = { bench->kdlab, bench->pack_100, NULL };
	const char *b[] = { bench->kdlab, bench->course_400, NULL };
	struct starts as = { 0 }, bs = { 0 };

	warm(bench, b);
	take_turns(a, &as, b, &bs, bench->starts);
	report_value(10, "100 steps, over a start of goal 1", "ms",
		     samples_at(&as.wall, 0.5) - samples_at(&bs.wall, 0.5),
		     1.0);
	starts_fini(&as);
	starts_fini(&bs);
}

void bench_pack(struct bench *bench)
{
	struct runs runs = { 0 };
	const char **loop;
	double kib;

	if (!bench->screen) {
		report_skip(10, "pack of 100,000 steps", "no full screen");
		return;
	}
	loop = loop_arguments(bench, &kib);
	first_loads(bench, loop, &runs, kib);
	later_starts(bench, &runs);
	small_pack(bench);
	runs_fini(&runs);
	for (size_t i = 1; loop[i]; i++)
		free((char *)loop[i]);
	free(loop);
}
