/*
 * The terminal is given back as it was, however the full screen ends: what
 * `stty -a` says in the shell that started it is the same before and after,
 * and no mode is left on. KDLAB names the program; `srcdir` the tree.
 */
#include "config.h"

#include "tests/rig/pty.h"
#include "base/file.h"

#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROMPT	"lab-test> "
#define PATIENT 20000.0

static int passed, failed;

static void tell(const char *what, const char *wrong)
{
	printf("%s: %s\n", what, wrong ? wrong : "ok");
	fflush(stdout);
	if (wrong)
		failed++;
	else
		passed++;
}

/* ---- modes that output leaves on ---- */

static const struct {
	int number;
	const char *name;
} modes[] = {
	{ 47, "the other screen" },   { 1047, "the other screen" },
	{ 1049, "the other screen" }, { 1, "application cursor keys" },
	{ 9, "the mouse" },	      { 1000, "the mouse" },
	{ 1002, "the mouse" },	      { 1003, "the mouse" },
	{ 1006, "the mouse" },	      { 1015, "the mouse" },
	{ 1004, "focus reports" },    { 2004, "bracketed paste" },
	{ 2026, "held-back output" },
};

/* Whether the last of "CSI ? number h" and "... l" is the one with h. */
static int is_on(const char *seen, int number, int otherwise)
{
	int on = otherwise;

	for (const char *at = strstr(seen, "\033[?"); at;
	     at = strstr(at + 1, "\033[?")) {
		const char *next = at + 3;
		int found = 0;

		while (isdigit((unsigned char)*next)) {
			char *end;

			found |= strtol(next, &end, 10) == number;
			next = *end == ';' ? end + 1 : end;
		}
		if (found && (*next == 'h' || *next == 'l'))
			on = *next == 'h';
	}
	return on;
}

static const char *left_on(const char *seen)
{
	const char *keypad = NULL;

	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		if (is_on(seen, modes[i].number, 0))
			return modes[i].name;
	if (!is_on(seen, 25, 1))
		return "a hidden cursor";
	for (const char *at = seen; (at = strchr(at, '\033')); at++)
		if (at[1] == '=' || at[1] == '>')
			keypad = at;
	return keypad && keypad[1] == '=' ? "application keypad" : NULL;
}

/* ---- a shell, and the program in it ---- */

struct place {
	char folder[64];
	char command[4096];
};

/* Types a line and waits until the shell has done it: it says a number that
 * the echo of the line does not hold. */
static bool shell_line(struct pty *shell, const char *line)
{
	static int number;
	char ending[64], said[64];

	number++;
	snprintf(ending, sizeof(ending), "; echo e''nd-%d-\n", number);
	snprintf(said, sizeof(said), "end-%d-\r\n" PROMPT, number);
	pty_forget(shell);
	pty_type(shell, line);
	pty_type(shell, ending);
	return pty_until(shell, said, PATIENT);
}

static bool same_files(const struct place *place)
{
	char *bytes[2] = { NULL, NULL };
	size_t sizes[2] = { 0, 0 };
	static const char *const names[] = { "before", "after" };
	bool same;

	for (int i = 0; i < 2; i++) {
		char *path = file_join(place->folder, names[i]);

		if (file_read(path, 65536, &bytes[i], &sizes[i], NULL, NULL))
			bytes[i] = NULL;
		free(path);
	}
	same = bytes[0] && bytes[1] && sizes[0] > 100 && sizes[0] == sizes[1] &&
	       memcmp(bytes[0], bytes[1], sizes[0]) == 0;
	free(bytes[0]);
	free(bytes[1]);
	return same;
}

static void open_shell(struct pty *shell)
{
	static const char *const argv[] = { "sh", "-i", NULL };

	pty_spawn(shell, argv, 24, 80);
	if (!pty_until(shell, PROMPT, PATIENT))
		pty_die("the shell shows no prompt");
	if (!shell_line(shell, "ulimit -c 0; set +o emacs; stty -a >before"))
		pty_die("the shell does not answer");
}

/* Waits for a whole screen since the last pty_forget. */
static bool is_drawn(struct pty *shell)
{
	if (!pty_until(shell, "\033[?1049h", PATIENT))
		return false;
	pty_quiet(shell, 0, 200, PATIENT);
	return shell->seen.size > 300;
}

/* Starts the program from the shell; false when it draws nothing. */
static bool open_program(struct pty *shell, const struct place *place)
{
	pty_forget(shell);
	pty_type(shell, place->command);
	pty_type(shell, "\n");
	return is_drawn(shell);
}

/* What is wrong once the shell has its terminal back, or NULL. `drawn` is all
 * that the program sent; it is cleared. */
static const char *look(struct pty *shell, const struct place *place)
{
	const char *on;

	if (!pty_until(shell, PROMPT, PATIENT))
		return "no prompt came back";
	on = left_on(text_string(&shell->seen));
	if (on)
		return on;
	if (!shell_line(shell, "stty -a >after"))
		return "the shell does not answer afterwards";
	return same_files(place) ? NULL : "stty -a is not as it was";
}

struct ending {
	const char *what;
	const char *keys; /* typed; or NULL */
	int signal;	  /* sent; or 0 */
};

static const struct ending endings[] = {
	{ "q", "q", 0 },
	{ "Ctrl-C", "\003", 0 },
	{ "Ctrl-\\", "\034", 0 },
	{ "SIGTERM", NULL, SIGTERM },
	{ "SIGHUP", NULL, SIGHUP },
	{ "SIGINT", NULL, SIGINT },
	{ "SIGABRT", NULL, SIGABRT },
	{ "SIGSEGV", NULL, SIGSEGV },
};

/* To the program in the shell; never to ourselves, should it be gone. */
static void send(const struct pty *shell, int signal)
{
	pid_t program = pty_child(shell->pid);

	if (program > 0)
		kill(program, signal);
}

static void test_ending(const struct place *place, const struct ending *ending)
{
	struct pty shell;

	open_shell(&shell);
	if (!open_program(&shell, place)) {
		tell(ending->what, "the program drew nothing");
		pty_end(&shell);
		return;
	}
	if (ending->keys)
		pty_type(&shell, ending->keys);
	else
		send(&shell, ending->signal);
	tell(ending->what, look(&shell, place));
	pty_end(&shell);
}

static void test_suspend(const struct place *place)
{
	const char *wrong;
	struct pty shell;

	open_shell(&shell);
	if (!open_program(&shell, place)) {
		tell("Ctrl-Z", "the program drew nothing");
		pty_end(&shell);
		return;
	}
	pty_type(&shell, "\032");
	tell("Ctrl-Z", look(&shell, place));
	pty_forget(&shell);
	pty_type(&shell, "fg\n");
	wrong = is_drawn(&shell) ? NULL : "fg draws nothing";
	tell("fg", wrong);
	if (!wrong) {
		pty_type(&shell, "q");
		tell("q after fg", look(&shell, place));
	}
	pty_end(&shell);
}

/* The signal waits until the program is continued. */
static void test_suspend_and_end(const struct place *place)
{
	struct pty shell;

	open_shell(&shell);
	if (open_program(&shell, place)) {
		pty_type(&shell, "\032");
		if (!pty_until(&shell, PROMPT, PATIENT))
			tell("SIGTERM while stopped", "no prompt came back");
		pty_forget(&shell);
		send(&shell, SIGTERM);
		pty_type(&shell, "fg\n");
		tell("SIGTERM while stopped", look(&shell, place));
	}
	pty_end(&shell);
}

static void set_up(struct place *place)
{
	const char *program = getenv("KDLAB"), *tree = getenv("srcdir");
	char *real = realpath(program ? program : "kdlab", NULL);
	char *data = realpath(tree ? tree : ".", NULL);

	if (!real || !data)
		pty_die("no kdlab to run");
	snprintf(place->folder, sizeof(place->folder),
		 "/tmp/kdlab-terminal.XXXXXX");
	if (!mkdtemp(place->folder) || chdir(place->folder))
		pty_die("could not make '%s'", place->folder);
	snprintf(place->command, sizeof(place->command), "'%s'", real);
	setenv("KDLAB_DATA", data, 1);
	setenv("HOME", place->folder, 1);
	setenv("PS1", PROMPT, 1);
	setenv("TERM", "xterm-256color", 1);
	unsetenv("ENV");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_CACHE_HOME");
	free(real);
	free(data);
}

static void clean_up(const struct place *place)
{
	pid_t pid = fork();

	if (!pid) {
		execlp("rm", "rm", "-rf", place->folder, (char *)NULL);
		_exit(127);
	}
}

/* 77 tells automake that there is nothing to test yet. */
static bool draws(const struct place *place)
{
	struct pty shell;
	bool there;

	open_shell(&shell);
	pty_type(&shell, place->command);
	pty_type(&shell, "\n");
	pty_quiet(&shell, 1, 1000, PATIENT);
	there = pty_saw(&shell, "\033[?1049h");
	pty_end(&shell);
	return there;
}

int main(void)
{
	struct place place;

	signal(SIGPIPE, SIG_IGN);
	set_up(&place);
	if (!draws(&place)) {
		puts("kdlab draws no full screen");
		clean_up(&place);
		return 77;
	}
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		test_ending(&place, &endings[i]);
	test_suspend(&place);
	test_suspend_and_end(&place);
	clean_up(&place);
	printf("%d passed, %d failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
