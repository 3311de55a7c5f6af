#include "config.h"
#include "tests/rig/shell.h"

#include "base/file.h"

#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int passed, failed;

void shell_tell(const char *what, const char *wrong)
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

/* Types a line and waits until the shell has done it: it says a number that
 * the echo of the line does not hold. */
bool shell_line(struct pty *shell, const char *line)
{
	static int number;
	char ending[64], said[64];

	number++;
	snprintf(ending, sizeof(ending), "; echo e''nd-%d-\n", number);
	snprintf(said, sizeof(said), "end-%d-\r\n" SHELL_PROMPT, number);
	pty_forget(shell);
	pty_type(shell, line);
	pty_type(shell, ending);
	return pty_until(shell, said, SHELL_PATIENT);
}

static bool same_files(const struct shell_place *place)
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

void shell_open(struct pty *shell)
{
	static const char *const argv[] = { "sh", "-i", NULL };

	pty_spawn(shell, argv, 24, 80);
	if (!pty_until(shell, SHELL_PROMPT, SHELL_PATIENT))
		pty_die("the shell shows no prompt");
	if (!shell_line(shell, "ulimit -c 0; set +o emacs; stty -a >before"))
		pty_die("the shell does not answer");
}

/* What is wrong once the shell has its terminal back, or NULL. `drawn` is all
 * that the program sent; it is cleared. */
const char *shell_look(struct pty *shell, const struct shell_place *place)
{
	const char *on;

	if (!pty_until(shell, SHELL_PROMPT, SHELL_PATIENT))
		return "no prompt came back";
	on = left_on(text_string(&shell->seen));
	if (on)
		return on;
	if (!shell_line(shell, "stty -a >after"))
		return "the shell does not answer afterwards";
	return same_files(place) ? NULL : "stty -a is not as it was";
}

/* To the program in the shell; never to ourselves, should it be gone. */
void shell_send(const struct pty *shell, int signal)
{
	pid_t program = pty_child(shell->pid);

	if (program > 0)
		kill(program, signal);
}

void shell_set_up(struct shell_place *place, const char *arguments)
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
	snprintf(place->command, sizeof(place->command), "'%s' %s", real,
		 arguments);
	/* for another time, from the folder */
	setenv("KDLAB", real, 1);
	setenv("srcdir", data, 1);
	setenv("KDLAB_DATA", data, 1);
	setenv("HOME", place->folder, 1);
	setenv("PS1", SHELL_PROMPT, 1);
	setenv("TERM", "xterm-256color", 1);
	unsetenv("ENV");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_CACHE_HOME");
	free(real);
	free(data);
}

void shell_clean_up(const struct shell_place *place)
{
	pid_t pid = fork();

	if (!pid) {
		execlp("rm", "rm", "-rf", place->folder, (char *)NULL);
		_exit(127);
	}
}

int shell_sum_up(void)
{
	printf("%d passed, %d failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
