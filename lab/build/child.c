#include "config.h"
#include "build/child.h"

#include "base/limits.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CANNOT_RUN = 127, POLL_MS = 100 };

void child_add(struct child_words *words, const char *word)
{
	words->words = mem_grow(words->words, &words->capacity,
				words->count + 2, sizeof(*words->words));
	words->words[words->count++] = mem_strdup(word);
	words->words[words->count] = NULL;
}

void child_add_pair(struct child_words *words, const char *a, const char *b)
{
	struct text word = { 0 };

	text_add_string(&word, a);
	text_add_string(&word, b);
	child_add(words, text_string(&word));
	text_fini(&word);
}

void child_words_fini(struct child_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->words[i]);
	free(words->words);
	*words = (struct child_words){ 0 };
}

static void limit(int resource, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(resource, &now) != 0)
		return;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
		most = now.rlim_max;
	setrlimit(resource, &(struct rlimit){ most, most });
}

/*
 * In the child, between fork and exec. Not posix_spawn: the limits must hold
 * before the compiler's first instruction, and it cannot set them.
 */
static void become(const struct child_config *config, int output, int told)
{
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	char **words = config->words->words;
	sigset_t none;

	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
	    dup2(output, STDOUT_FILENO) < 0 || dup2(output, STDERR_FILENO) < 0)
		_exit(CANNOT_RUN);
	/* messages in English and ASCII, whatever the terminal speaks */
	setenv("LC_ALL", "C", 1);
	unsetenv("GCC_COLORS");
	if (config->temporary)
		setenv("TMPDIR", config->temporary, 1);
	/* last: what comes before may allocate */
	limit(RLIMIT_AS, LIMIT_BUILD_MEMORY);
	limit(RLIMIT_FSIZE, LIMIT_BUILD_FILE);
	limit(RLIMIT_CPU, LIMIT_BUILD_SECONDS);
	limit(RLIMIT_CORE, 0);
	if (!config->folder || chdir(config->folder) == 0)
		execvp(words[0], words);
	if (write(told, &errno, sizeof(errno)) < 0)
		_exit(CANNOT_RUN);
	_exit(CANNOT_RUN);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Everything the program says until it closes its outputs. */
static enum err_code listen(const struct child_config *config, int output,
			    struct text *ret, struct err *err)
{
	double end = now() + LIMIT_BUILD_SECONDS;
	size_t size = 0;
	char part[4096];

	for (;;) {
		struct pollfd ready = { .fd = output, .events = POLLIN };
		int count = poll(&ready, 1, POLL_MS);
		ssize_t got;

		if (config->interrupted && config->interrupted(config->context))
			return err_set(err, ERR_BUSY, 0, "interrupted");
		if (now() > end)
			return err_set(err, ERR_LIMIT, 0,
				       "'%s' did not end within %d seconds",
				       config->words->words[0],
				       LIMIT_BUILD_SECONDS);
		if (count <= 0)
			continue;
		got = read(output, part, sizeof(part));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return ERR_OK;
		size += (size_t)got;
		if (size > LIMIT_BUILD_OUTPUT)
			return err_set(err, ERR_LIMIT, 0,
				       "'%s' printed more than %u bytes",
				       config->words->words[0],
				       LIMIT_BUILD_OUTPUT);
		text_add(ret, part, (size_t)got);
	}
}

/* Until it has ended, and no longer; it is not yet collected. */
static void await(pid_t child)
{
	double end = now() + LIMIT_BUILD_SECONDS;
	siginfo_t info = { 0 };

	while (waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT | WNOHANG) ==
		       0 &&
	       info.si_pid == 0 && now() < end)
		poll(NULL, 0, 1);
}

static int reap(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* What kept the program from starting; 0: it did start. */
static int hear_failure(int told)
{
	int why = 0;
	ssize_t got;

	do
		got = read(told, &why, sizeof(why));
	while (got < 0 && errno == EINTR);
	return got == sizeof(why) ? why : 0;
}

static enum err_code cannot_start(const char *program, int why, struct err *err)
{
	if (why == ENOENT)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "cannot run '%s': it is not installed", program);
	errno = why;
	return err_set_errno(err, "cannot run '%s'", program);
}

enum err_code child_run(const struct child_config *config,
			struct text *ret_output, int *ret_status,
			struct err *err)
{
	int output[2], told[2], why;
	enum err_code code;
	pid_t child;

	if (pipe2(output, O_CLOEXEC) != 0)
		return err_set_errno(err, "cannot make a pipe");
	if (pipe2(told, O_CLOEXEC) != 0) {
		code = err_set_errno(err, "cannot make a pipe");
		close(output[0]);
		close(output[1]);
		return code;
	}
	child = fork();
	if (child == 0)
		become(config, output[1], told[1]);
	close(output[1]);
	close(told[1]);
	if (child < 0) {
		code = err_set_errno(err, "cannot start a process");
	} else {
		why = hear_failure(told[0]);
		code = why ? cannot_start(config->words->words[0], why, err)
			   : listen(config, output[0], ret_output, err);
		/* all that it started; the group is its own */
		if (!why && !code)
			await(child);
		if (!why)
			kill(-child, SIGKILL);
		*ret_status = reap(child);
	}
	close(output[0]);
	close(told[0]);
	return code;
}
