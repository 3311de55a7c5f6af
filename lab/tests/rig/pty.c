#include "config.h"
#include "tests/rig/pty.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double pty_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void pty_sleep(double ms)
{
	struct timespec wait = { (time_t)(ms / 1e3),
				 (long)(ms * 1e6) % 1000000000 };

	nanosleep(&wait, NULL);
}

void pty_die(const char *format, ...)
{
	va_list args;

	fputs("rig: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(99);
}

static void become(const char *const *argv, int slave)
{
	static const int given[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE };
	sigset_t none;

	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	dup2(slave, 0);
	dup2(slave, 1);
	dup2(slave, 2);
	if (slave > 2)
		close(slave);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* what ran the test may ignore some: nohup, a script's background */
	for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++)
		signal(given[i], SIG_DFL);
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

void pty_spawn(struct pty *ret, const char *const *argv, unsigned rows,
	       unsigned columns)
{
	char name[128];

	*ret = (struct pty){ .slave = -1 };
	ret->fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (ret->fd < 0 || grantpt(ret->fd) || unlockpt(ret->fd) ||
	    ptsname_r(ret->fd, name, sizeof(name)))
		pty_die("no terminal to be had: %s", strerror(errno));
	ret->slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (ret->slave < 0)
		pty_die("could not open '%s': %s", name, strerror(errno));
	fcntl(ret->fd, F_SETFL, O_NONBLOCK);
	pty_resize(ret, rows, columns);
	ret->pid = fork();
	if (ret->pid < 0)
		pty_die("could not fork: %s", strerror(errno));
	if (!ret->pid)
		become(argv, ret->slave);
}

void pty_resize(struct pty *pty, unsigned rows, unsigned columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
				.ws_col = (unsigned short)columns };

	ioctl(pty->fd, TIOCSWINSZ, &size);
}

/* Takes what is there; returns false when nothing came within wait ms. */
static bool take(struct pty *pty, double wait)
{
	struct pollfd poll_fd = { .fd = pty->fd, .events = POLLIN };
	struct timespec patience = { (time_t)(wait / 1e3),
				     (long)(wait * 1e6) % 1000000000 };
	char bytes[65536];
	ssize_t size;

	if (ppoll(&poll_fd, 1, &patience, NULL) <= 0)
		return false;
	size = read(pty->fd, bytes, sizeof(bytes));
	if (size <= 0)
		return false;
	pty->last = pty_now();
	pty->bytes += (uint64_t)size;
	text_add(&pty->seen, bytes, (size_t)size);
	return true;
}

void pty_write(struct pty *pty, const char *bytes, size_t size)
{
	while (size) {
		ssize_t wrote = write(pty->fd, bytes, size);

		if (wrote < 0 && errno != EAGAIN && errno != EINTR)
			return; /* gone; who waits for an answer will see */
		if (wrote <= 0) {
			take(pty, 1);
			continue;
		}
		bytes += wrote;
		size -= (size_t)wrote;
	}
}

void pty_type(struct pty *pty, const char *string)
{
	pty_write(pty, string, strlen(string));
}

/* Whether the program ended; it is not yet reaped. */
static bool is_gone(const struct pty *pty)
{
	siginfo_t info = { 0 };

	return pty->reaped || (waitid(P_PID, (id_t)pty->pid, &info,
				      WEXITED | WNOHANG | WNOWAIT) == 0 &&
			       info.si_pid == pty->pid);
}

double pty_quiet(struct pty *pty, size_t least, double quiet, double limit)
{
	double end = pty_now() + limit;
	size_t before = pty->seen.size;

	for (;;) {
		size_t got = pty->seen.size - before;
		bool enough = got >= least;
		double left = end - pty_now(), wait = enough ? quiet : 200;

		if (left <= 0)
			break;
		if (take(pty, wait < left ? wait : left))
			continue;
		if (enough || is_gone(pty))
			break;
	}
	return pty->seen.size > before && pty->seen.size - before >= least
		       ? pty->last
		       : 0;
}

bool pty_saw(const struct pty *pty, const char *text)
{
	return pty->seen.size && memmem(pty->seen.bytes, pty->seen.size, text,
					strlen(text)) != NULL;
}

bool pty_until(struct pty *pty, const char *text, double limit)
{
	double end = pty_now() + limit;

	while (!pty_saw(pty, text)) {
		double left = end - pty_now();

		if (left <= 0)
			return false;
		take(pty, left < 20 ? left : 20);
	}
	return true;
}

void pty_forget(struct pty *pty)
{
	text_clear(&pty->seen);
}

bool pty_wait(struct pty *pty, double limit)
{
	double end = pty_now() + limit;

	while (!pty->reaped) {
		pid_t pid = wait4(pty->pid, &pty->status, WNOHANG, &pty->usage);

		if (pid == pty->pid || (pid < 0 && errno == ECHILD))
			pty->reaped = true;
		else if (pty_now() > end)
			return false;
		else
			take(pty, 0.2);
	}
	while (take(pty, 0))
		;
	return true;
}

/* Each process: false from the callback ends it. */
static void each_process(bool (*look)(pid_t pid, void *data), void *data)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	while (proc && (entry = readdir(proc))) {
		pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);

		if (pid > 0 && !look(pid, data))
			break;
	}
	if (proc)
		closedir(proc);
}

static bool kill_member(pid_t pid, void *data)
{
	const struct pty *pty = data;

	if (getsid(pid) == pty->pid)
		kill(pid, SIGKILL);
	return true;
}

void pty_end(struct pty *pty)
{
	if (!pty->reaped) {
		each_process(kill_member, pty);
		wait4(pty->pid, &pty->status, 0, &pty->usage);
		pty->reaped = true;
	}
	close(pty->slave);
	close(pty->fd);
	text_fini(&pty->seen);
}

/* A small file of /proc as a string; "" where there is none. */
static void read_proc(pid_t pid, const char *name, char *ret, size_t size)
{
	char path[64];
	FILE *file;
	size_t got = 0;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
	file = fopen(path, "r");
	if (file) {
		got = fread(ret, 1, size - 1, file);
		fclose(file);
	}
	ret[got] = '\0';
}

static uint64_t read_status(pid_t pid, const char *field)
{
	char status[8192];
	const char *at;

	read_proc(pid, "status", status, sizeof(status));
	at = strstr(status, field);
	return at ? strtoull(at + strlen(field), NULL, 10) : 0;
}

uint64_t pty_cpu_ns(pid_t pid)
{
	char stat[256];

	read_proc(pid, "schedstat", stat, sizeof(stat));
	return strtoull(stat, NULL, 10);
}

uint64_t pty_wakeups(pid_t pid)
{
	return read_status(pid, "\nvoluntary_ctxt_switches:");
}

struct peak {
	pid_t session;
	uint64_t kib;
};

static bool add_peak(pid_t pid, void *data)
{
	struct peak *peak = data;
	char name[64];

	if (getsid(pid) != peak->session)
		return true;
	read_proc(pid, "comm", name, sizeof(name));
	if (strcmp(name, "sh\n") != 0)
		peak->kib += read_status(pid, "\nVmHWM:");
	return true;
}

uint64_t pty_peak(const struct pty *pty)
{
	struct peak peak = { .session = pty->pid };

	each_process(add_peak, &peak);
	return peak.kib;
}

struct newest {
	pid_t parent, child;
};

static bool note_child(pid_t pid, void *data)
{
	struct newest *newest = data;

	if (read_status(pid, "\nPPid:") == (uint64_t)newest->parent &&
	    pid > newest->child)
		newest->child = pid;
	return true;
}

pid_t pty_child(pid_t pid)
{
	struct newest newest = { .parent = pid };

	each_process(note_child, &newest);
	return newest.child;
}
