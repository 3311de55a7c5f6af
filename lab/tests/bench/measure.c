#include "config.h"
#include "tests/bench/measure.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

void samples_add(struct samples *samples, double value)
{
	samples->values = mem_grow(samples->values, &samples->capacity,
				   samples->count + 1, sizeof(value));
	samples->values[samples->count++] = value;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double samples_at(struct samples *samples, double share)
{
	size_t at = (size_t)((double)(samples->count - 1) * share + 0.5);

	if (!samples->count)
		return 0;
	qsort(samples->values, samples->count, sizeof(double), by_value);
	return samples->values[at];
}

double samples_sum(const struct samples *samples)
{
	double sum = 0;

	for (size_t i = 0; i < samples->count; i++)
		sum += samples->values[i];
	return sum;
}

void samples_fini(struct samples *samples)
{
	free(samples->values);
	*samples = (struct samples){ 0 };
}

static double ms(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static double cpu_of(const struct rusage *usage)
{
	return ms(usage->ru_utime) + ms(usage->ru_stime);
}

/* less says a little before it has its first line */
#define SCREEN_BYTES 200
#define SCREEN_QUIET 50
#define KEY_QUIET    25
#define KEY_LIMIT    400

bool starts_take(struct starts *starts, const char *const *argv, double limit)
{
	double began = pty_now(), drawn;
	struct pty pty;

	pty_spawn(&pty, argv, ROWS, COLUMNS);
	drawn = pty_quiet(&pty, SCREEN_BYTES, SCREEN_QUIET, limit);
	if (drawn > 0 && !pty.reaped) {
		samples_add(&starts->wall, drawn - began);
		samples_add(&starts->peak, (double)pty_peak(&pty));
		pty_type(&pty, starts->quit ? starts->quit : "q");
		if (pty_wait(&pty, 5000))
			samples_add(&starts->cpu, cpu_of(&pty.usage));
	}
	pty_end(&pty);
	return drawn > 0;
}

void starts_fini(struct starts *starts)
{
	samples_fini(&starts->wall);
	samples_fini(&starts->cpu);
	samples_fini(&starts->peak);
}

bool runs_take(struct runs *runs, const char *const *argv, const char *output)
{
	double began = pty_now();
	struct rusage usage;
	pid_t pid = fork();
	int status = 0;

	if (pid < 0)
		pty_die("could not fork: %s", strerror(errno));
	if (!pid) {
		int in = open("/dev/null", O_RDONLY);
		int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		dup2(in, 0);
		dup2(out, 1);
		dup2(out, 2);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	if (wait4(pid, &status, 0, &usage) != pid || status != 0)
		return false;
	samples_add(&runs->wall, pty_now() - began);
	samples_add(&runs->cpu, cpu_of(&usage));
	samples_add(&runs->peak, (double)usage.ru_maxrss);
	return true;
}

void runs_fini(struct runs *runs)
{
	samples_fini(&runs->wall);
	samples_fini(&runs->cpu);
	samples_fini(&runs->peak);
}

void keys_begin(struct keys *keys, const struct pty *pty)
{
	*keys = (struct keys){ .cpu_before = pty_cpu_ns(pty->pid) };
}

void keys_take(struct keys *keys, struct pty *pty, const char *key)
{
	uint64_t bytes = pty->bytes;
	double began = pty_now(), answered;

	pty_type(pty, key);
	answered = pty_quiet(pty, 1, KEY_QUIET, KEY_LIMIT);
	if (answered > 0) {
		samples_add(&keys->wall, answered - began);
		samples_add(&keys->bytes, (double)(pty->bytes - bytes));
	} else {
		keys->unanswered++;
	}
	pty_forget(pty);
}

void keys_end(struct keys *keys, const struct pty *pty)
{
	size_t count = keys->wall.count + keys->unanswered;

	keys->cpu = (double)(pty_cpu_ns(pty->pid) - keys->cpu_before) / 1e6 /
		    (double)(count ? count : 1);
}

void keys_fini(struct keys *keys)
{
	samples_fini(&keys->wall);
	samples_fini(&keys->bytes);
}

/* ---- awake ---- */

static pid_t spinners[64];

void measure_awake(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	for (long i = 0; i < processors && i < 64; i++) {
		struct sched_param idle = { 0 };
		cpu_set_t one;

		spinners[i] = fork();
		if (spinners[i])
			continue;
		CPU_ZERO(&one);
		CPU_SET((size_t)i, &one);
		sched_setaffinity(0, sizeof(one), &one);
		sched_setscheduler(0, SCHED_IDLE, &idle);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (volatile int spin = 0;; spin = !spin)
			;
	}
}

void measure_sleep(void)
{
	for (size_t i = 0; i < 64; i++) {
		if (spinners[i] <= 0)
			continue;
		kill(spinners[i], SIGKILL);
		waitpid(spinners[i], NULL, 0);
		spinners[i] = 0;
	}
}

/* ---- reports ---- */

static int misses, reports;

static const char *judge(double value, double target)
{
	reports++;
	if (value <= target)
		return "ok";
	misses++;
	return "MISS";
}

static void print_start(int goal, const char *what)
{
	printf("%4d  %-42s", goal, what);
}

void report_ratio(int goal, const char *what, const char *unit, double a,
		  double b, double target)
{
	double ratio = b > 0 ? a / b : 0;

	print_start(goal, what);
	printf(" %9.3f %9.3f %-4s %6.3f <= %-6.3g %s\n", a, b, unit, ratio,
	       target, a > 0 && b > 0 ? judge(ratio, target) : "not measured");
	fflush(stdout);
}

void report_medians(int goal, const char *what, const char *unit,
		    struct samples *a, struct samples *b, double target)
{
	report_ratio(goal, what, unit, samples_at(a, 0.5), samples_at(b, 0.5),
		     target);
}

void report_value(int goal, const char *what, const char *unit, double a,
		  double target)
{
	print_start(goal, what);
	printf(" %9.3f %9s %-4s %6s <= %-6.3g %s\n", a, "", unit, "", target,
	       judge(a, target));
	fflush(stdout);
}

void report_skip(int goal, const char *what, const char *why)
{
	print_start(goal, what);
	printf(" skipped: %s\n", why);
	fflush(stdout);
}

void report_end(void)
{
	printf("%d measured, %d missed\n", reports, misses);
}
