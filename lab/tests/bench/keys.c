/*
 * Goals 5 to 8: what a key costs, one by one, held down, and not pressed.
 */
#include "config.h"
#include "tests/bench/bench.h"

#include "tests/bench/cells.h"

#include <stdio.h>
#include <string.h>

#define DOWN	  "\033OB"
#define UP	  "\033OA"
#define PAGE_DOWN "\033[6~"

#define FIRST_SCREEN 20000.0

/* Starts a program and waits for its first screen. */
static void open_screen(struct pty *pty, const char *const *argv, unsigned rows,
			unsigned columns)
{
	pty_spawn(pty, argv, rows, columns);
	pty_quiet(pty, 200, 60, FIRST_SCREEN);
	pty_forget(pty);
}

static void close_screen(struct pty *pty)
{
	pty_type(pty, "q");
	pty_wait(pty, 2000);
	pty_end(pty);
}

/* Types what leads to the place where a key is measured, key by key. */
static void lead(struct pty *pty, const char *const *keys)
{
	for (; keys && *keys; keys++) {
		pty_type(pty, *keys);
		pty_quiet(pty, 1, 60, 1000);
	}
	pty_forget(pty);
}

/* What a learner does, each with the way there and a way back. */
static const struct {
	const char *what, *key, *other;
	const char *lead[4];
} cases[] = {
	{ "Down", DOWN, DOWN, { NULL } },
	{ "Tab", "\t", "\t", { NULL } },
	{ "a typed character", "a", "\177", { "/", NULL } },
	{ "next step", "n", "n", { "n", "n", NULL } },
	{ "a quiz's choice", DOWN, UP, { "n", NULL } },
};

#define CASES (sizeof(cases) / sizeof(*cases))

static void report_keys(const char *what, unsigned columns, struct keys *a,
			struct keys *b)
{
	char line[64];

	if (a->unanswered * 10 > a->wall.count) {
		snprintf(line, sizeof(line), "%zu of %zu keys had no answer",
			 a->unanswered, a->wall.count + a->unanswered);
		report_skip(5, what, line);
		return;
	}
	snprintf(line, sizeof(line), "%s, %u columns, p50", what, columns);
	report_ratio(5, line, "ms", samples_at(&a->wall, 0.5),
		     samples_at(&b->wall, 0.5), 1.2);
	snprintf(line, sizeof(line), "%s, %u columns, p99", what, columns);
	report_ratio(5, line, "ms", samples_at(&a->wall, 0.99),
		     samples_at(&b->wall, 0.99), 1.5);
	snprintf(line, sizeof(line), "%s, %u columns, cpu", what, columns);
	report_ratio(5, line, "ms", a->cpu, b->cpu, 1.2);
}

/* Key by key by turns: two programs that stand side by side. */
static void alternate(struct pty *a, struct keys *as, const char *const keys[2],
		      struct pty *b, struct keys *bs, const char *key,
		      size_t count)
{
	keys_begin(as, a);
	keys_begin(bs, b);
	for (size_t i = 0; i < count; i++) {
		keys_take(as, a, keys[i % 2]);
		keys_take(bs, b, key);
	}
	keys_end(as, a);
	keys_end(bs, b);
}

static void measure_case(struct bench *bench, size_t i, unsigned rows,
			 unsigned columns)
{
	const char *a[] = { bench->kdlab, bench->course_400, NULL };
	const char *b[] = { bench->minimal, bench->prose_400, NULL };
	const char *const keys[2] = { cases[i].key, cases[i].other };
	struct keys as, bs;
	struct pty kdlab, minimal;

	bench_forget(bench);
	open_screen(&kdlab, a, rows, columns);
	lead(&kdlab, cases[i].lead);
	open_screen(&minimal, b, rows, columns);
	alternate(&kdlab, &as, keys, &minimal, &bs, DOWN, bench->keys);
	report_keys(cases[i].what, columns, &as, &bs);
	keys_fini(&as);
	keys_fini(&bs);
	pty_end(&kdlab);
	close_screen(&minimal);
}

static void against_less(struct bench *bench)
{
	const char *a[] = { bench->kdlab, bench->course_400, NULL };
	const char *b[] = { "less", bench->prose_400, NULL };
	const char *const down[2] = { DOWN, DOWN };
	struct keys as, bs;
	struct pty kdlab, less;

	bench_forget(bench);
	open_screen(&kdlab, a, ROWS, COLUMNS);
	open_screen(&less, b, ROWS, COLUMNS);
	alternate(&kdlab, &as, down, &less, &bs, DOWN, bench->keys);
	report_ratio(5, "Down, by less (a stretch), p50", "ms",
		     samples_at(&as.wall, 0.5), samples_at(&bs.wall, 0.5), 1);
	report_ratio(6, "Down, by less, bytes a key", "B",
		     samples_sum(&as.bytes) / (double)(as.bytes.count + 1),
		     samples_sum(&bs.bytes) / (double)(bs.bytes.count + 1),
		     1.5);
	keys_fini(&as);
	keys_fini(&bs);
	close_screen(&kdlab);
	close_screen(&less);
}

static void against_shorter(struct bench *bench)
{
	const char *a[] = { bench->kdlab, bench->course_10k, NULL };
	const char *b[] = { bench->kdlab, bench->course_400, NULL };
	const char *const down[2] = { DOWN, DOWN };
	struct keys as, bs;
	struct pty longer, shorter;

	bench_forget(bench);
	open_screen(&longer, a, ROWS, COLUMNS);
	open_screen(&shorter, b, ROWS, COLUMNS);
	alternate(&longer, &as, down, &shorter, &bs, DOWN, bench->keys);
	report_ratio(5, "Down, 10,000 lines by 400, p50", "ms",
		     samples_at(&as.wall, 0.5), samples_at(&bs.wall, 0.5), 1.1);
	keys_fini(&as);
	keys_fini(&bs);
	close_screen(&longer);
	close_screen(&shorter);
}

/* ---- goal 6: bytes by cells that changed ---- */

static void count_bytes(struct bench *bench, const char *what,
			const char *const *way, const char *key, bool choice)
{
	const char *a[] = { bench->kdlab, bench->course_400, NULL };
	struct text before = { 0 };
	char line[64];
	struct pty pty;
	size_t cells = 0;

	bench_forget(bench);
	pty_spawn(&pty, a, ROWS, COLUMNS);
	pty_quiet(&pty, 200, 60, FIRST_SCREEN);
	for (; way && *way; way++) {
		pty_type(&pty, *way);
		pty_quiet(&pty, 1, 60, 1000);
	}
	text_add(&before, pty.seen.bytes, pty.seen.size);
	pty_forget(&pty);
	pty_type(&pty, key);
	pty_quiet(&pty, 1, 60, 1000);
	snprintf(line, sizeof(line), "%s, bytes", what);
	if (!cells_changed(bench->work, &before, &pty.seen, &cells)) {
		report_skip(6, line, "no tmux to look at the screen with");
	} else {
		double most = choice ? 170 : 1.3 * (double)cells + 64;

		if (most > ROWS * COLUMNS * 1.3)
			most = ROWS * COLUMNS * 1.3;
		snprintf(line, sizeof(line), "%s, bytes for %zu cells", what,
			 cells);
		report_value(6, line, "B", (double)pty.seen.size, most);
	}
	text_fini(&before);
	pty_end(&pty);
}

void bench_keys(struct bench *bench)
{
	if (!bench->screen) {
		report_skip(5, "keys", "no full screen");
		return;
	}
	measure_awake();
	for (size_t i = 0; i < CASES; i++) {
		measure_case(bench, i, 24, 80);
		measure_case(bench, i, 60, 200);
	}
	against_shorter(bench);
	if (bench->less)
		against_less(bench);
	else
		report_skip(5, "Down, by less", "less is not installed");
	measure_sleep();
	for (size_t i = 1; i < CASES; i++)
		count_bytes(bench, cases[i].what, cases[i].lead, cases[i].key,
			    i == CASES - 1);
	count_bytes(bench, "PageDown", NULL, PAGE_DOWN, false);
}

/* ---- goal 7 ---- */

enum { HELD = 100 };

static double hold(struct pty *pty, const char *key, double *ret_bytes)
{
	struct text many = { 0 };
	uint64_t bytes = pty->bytes;
	double began, answered;

	for (int i = 0; i < HELD; i++)
		text_add_string(&many, key);
	began = pty_now();
	pty_write(pty, many.bytes, many.size);
	answered = pty_quiet(pty, 1, 60, 5000);
	*ret_bytes = (double)(pty->bytes - bytes);
	pty_forget(pty);
	text_fini(&many);
	return answered > 0 ? answered - began : 0;
}

static void hold_case(struct bench *bench, const char *what, const char *key,
		      double target)
{
	const char *a[] = { bench->kdlab, bench->course_10k, NULL };
	const char *b[] = { "less", bench->prose_10k, NULL };
	struct samples times[2] = { 0 }, bytes = { 0 };
	char line[64];

	bench_forget(bench);
	for (size_t i = 0; i < bench->starts / 3 + 1; i++) {
		struct pty kdlab, less;
		double sent, ignored;

		/* not from where the last one stopped */
		bench_forget(bench);
		open_screen(&kdlab, a, ROWS, COLUMNS);
		open_screen(&less, b, ROWS, COLUMNS);
		samples_add(&times[0], hold(&kdlab, key, &sent));
		samples_add(&times[1], hold(&less, key, &ignored));
		samples_add(&bytes, sent);
		close_screen(&kdlab);
		close_screen(&less);
	}
	snprintf(line, sizeof(line), "%d %s in one write, by less", HELD, what);
	report_ratio(7, line, "ms", samples_at(&times[0], 0.5),
		     samples_at(&times[1], 0.5), target);
	snprintf(line, sizeof(line), "%d %s, bytes (two screens)", HELD, what);
	report_value(7, line, "B", samples_at(&bytes, 0.5), 2 * ROWS * COLUMNS);
	samples_fini(&times[0]);
	samples_fini(&times[1]);
	samples_fini(&bytes);
}

void bench_held(struct bench *bench)
{
	if (!bench->screen || !bench->less) {
		report_skip(7, "a held-down key",
			    "needs a full screen and less");
		return;
	}
	measure_awake();
	hold_case(bench, "Downs", DOWN, 0.6);
	hold_case(bench, "PageDowns", PAGE_DOWN, 0.15);
	measure_sleep();
}

/* ---- goal 8 ---- */

static void idle_case(struct bench *bench, const char *what,
		      const char *const *way)
{
	const char *a[] = { bench->kdlab, bench->course_400, NULL };
	uint64_t bytes, wakeups, cpu;
	char line[64];
	struct pty pty;

	bench_forget(bench);
	open_screen(&pty, a, ROWS, COLUMNS);
	lead(&pty, way);
	pty_sleep(500);
	pty_quiet(&pty, 1, 1, 1);
	bytes = pty.bytes;
	wakeups = pty_wakeups(pty.pid);
	cpu = pty_cpu_ns(pty.pid);
	pty_quiet(&pty, 1, bench->idle, bench->idle);
	snprintf(line, sizeof(line), "idle, %s, bytes in %.0f s", what,
		 bench->idle / 1e3);
	report_value(8, line, "B", (double)(pty.bytes - bytes), 0);
	snprintf(line, sizeof(line), "idle, %s, wakeups", what);
	report_value(8, line, "", (double)(pty_wakeups(pty.pid) - wakeups), 0);
	snprintf(line, sizeof(line), "idle, %s, cpu", what);
	report_value(8, line, "ns", (double)(pty_cpu_ns(pty.pid) - cpu), 0);
	close_screen(&pty);
}

void bench_idle(struct bench *bench)
{
	static const char *const to_quiz[] = { "n", NULL };

	if (!bench->screen) {
		report_skip(8, "idle", "no full screen");
		return;
	}
	idle_case(bench, "lesson", NULL);
	idle_case(bench, "quiz", to_quiz);
}
