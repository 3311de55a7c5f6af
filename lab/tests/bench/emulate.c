/*
 * Goal 12, and what else the emulated machine is held to, by bare Unicorn.
 */
#include "config.h"
#include "tests/bench/bench.h"

#include "base/file.h"
#include "tests/bench/loop.h"

#include <stdio.h>
#include <stdlib.h>

#define TIMES(count) "-DITERATIONS=" AS_TEXT(count)
#define AS_TEXT(x)   AS_TEXT_(x)
#define AS_TEXT_(x)  #x
/* one of them is a million instructions */
#define MILLION 100000
#define MANY	2000000

/* NULL where there is no cross compiler. */
static char *build(struct bench *bench, const char *source, const char *name,
		   const char *flag)
{
	char *script = file_join(bench->tree, "lab/tests/bench/make-driver.sh");
	char *from = file_join(bench->tree, source);
	char *driver = file_join(bench->work, name);
	const char *argv[] = { script, from, driver, flag, NULL };
	struct runs runs = { 0 };

	if (!runs_take(&runs, argv, bench->output)) {
		free(driver);
		driver = NULL;
	}
	runs_fini(&runs);
	free(script);
	free(from);
	return driver;
}

void bench_first_instruction(struct bench *bench)
{
	const char *a[] = { bench->engine, NULL };
	const char *b[] = { bench->bare, "0", NULL };
	struct runs as = { 0 }, bs = { 0 };

	for (size_t i = 0; i < bench->starts; i++) {
		if (!runs_take(&bs, b, bench->output))
			break;
		if (!runs_take(&as, a, bench->output))
			pty_die("no first instruction");
	}
	if (!bs.wall.count)
		report_skip(2, "the first emulated instruction", "no Unicorn");
	else
		report_medians(2, "the first emulated instruction", "ms",
			       &as.wall, &bs.wall, 1.3);
	runs_fini(&as);
	runs_fini(&bs);
}

/* The seed's driver from nothing to its dump. */
static void whole_story(struct bench *bench, const char *profile,
			const char *driver)
{
	char *dump = file_join(bench->work, "driver.dmp");
	const char *a[] = { bench->engine, profile, driver, dump, NULL };
	const char *b[] = { bench->bare, AS_TEXT(MILLION), NULL };
	const char *c[] = { bench->emulator, driver, NULL };
	struct runs as = { 0 }, bs = { 0 }, cs = { 0 };

	for (size_t i = 0; i < bench->starts; i++) {
		if (!runs_take(&as, a, bench->output))
			pty_die("the seed's driver makes no dump");
		runs_take(&bs, b, bench->output);
		if (bench->emulator && i < bench->starts / 3)
			runs_take(&cs, c, bench->output);
	}
	report_medians(12, "boot to dump, by a million bare instructions", "ms",
		       &as.wall, &bs.wall, 10);
	if (cs.wall.count)
		report_medians(12, "boot to dump, by another emulator", "ms",
			       &as.wall, &cs.wall, 0.05);
	else
		report_skip(12, "boot to dump, by another emulator",
			    "BENCH_EMULATOR names none that runs it");
	runs_fini(&as);
	runs_fini(&bs);
	runs_fini(&cs);
	free(dump);
}

/* What MANY iterations take, over a start with only one. */
static void speed(struct bench *bench, const char *profile, const char *many,
		  const char *one)
{
	const char *a[] = { bench->engine, profile, many, NULL };
	const char *b[] = { bench->bare, AS_TEXT(MANY), NULL };
	const char *c[] = { bench->engine, profile, one, NULL };
	const char *d[] = { bench->bare, "1", NULL };
	struct runs as = { 0 }, bs = { 0 }, cs = { 0 }, ds = { 0 };

	for (size_t i = 0; i < bench->starts / 3 + 1; i++) {
		if (!runs_take(&as, a, bench->output) ||
		    !runs_take(&cs, c, bench->output))
			pty_die("the looping driver does not load");
		runs_take(&bs, b, bench->output);
		runs_take(&ds, d, bench->output);
	}
	report_ratio(12, "a million instructions, by bare Unicorn", "ms",
		     (samples_at(&as.cpu, 0.5) - samples_at(&cs.cpu, 0.5)) *
			     MILLION / MANY,
		     (samples_at(&bs.cpu, 0.5) - samples_at(&ds.cpu, 0.5)) *
			     MILLION / MANY,
		     1 / 0.9);
	runs_fini(&as);
	runs_fini(&bs);
	runs_fini(&cs);
	runs_fini(&ds);
}

void bench_emulate(struct bench *bench)
{
	const char *loop = "lab/tests/bench/loop_driver.c";
	char *profile = file_join(bench->tree, "dumps/machines/seed.yaml");
	char *seed = build(bench, "driver/TestDriver.c", "seed.sys", NULL);
	char *many = build(bench, loop, "many.sys", TIMES(MANY));
	char *one = build(bench, loop, "one.sys", TIMES(1));
	const char *bare[] = { bench->bare, "0", NULL };
	struct runs runs = { 0 };

	if (!runs_take(&runs, bare, bench->output)) {
		report_skip(12, "emulation", "no Unicorn");
	} else if (!seed || !many || !one) {
		report_skip(12, "emulation", "no cross compiler");
	} else {
		whole_story(bench, profile, seed);
		speed(bench, profile, many, one);
	}
	runs_fini(&runs);
	free(profile);
	free(seed);
	free(many);
	free(one);
}
