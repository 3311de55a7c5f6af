/*
 * The terminal is given back as it was, however the full screen ends: what
 * `stty -a` says in the shell that started it is the same before and after,
 * and no mode is left on. KDLAB names the program; `srcdir` the tree.
 */
#include "config.h"

#include "tests/rig/shell.h"

#include <signal.h>
#include <stdio.h>
#include <stddef.h>

/* Waits for a whole screen since the last pty_forget. */
static bool is_drawn(struct pty *shell)
{
	if (!pty_until(shell, "\033[?1049h", SHELL_PATIENT))
		return false;
	pty_quiet(shell, 0, 200, SHELL_PATIENT);
	return shell->seen.size > 300;
}

/* Starts the program from the shell; false when it draws nothing. */
static bool open_program(struct pty *shell, const struct shell_place *place)
{
	pty_forget(shell);
	pty_type(shell, place->command);
	pty_type(shell, "\n");
	return is_drawn(shell);
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

static void test_ending(const struct shell_place *place,
			const struct ending *ending)
{
	struct pty shell;

	shell_open(&shell);
	if (!open_program(&shell, place)) {
		shell_tell(ending->what, "the program drew nothing");
		pty_end(&shell);
		return;
	}
	if (ending->keys)
		pty_type(&shell, ending->keys);
	else
		shell_send(&shell, ending->signal);
	shell_tell(ending->what, shell_look(&shell, place));
	pty_end(&shell);
}

static void test_suspend(const struct shell_place *place)
{
	const char *wrong;
	struct pty shell;

	shell_open(&shell);
	if (!open_program(&shell, place)) {
		shell_tell("Ctrl-Z", "the program drew nothing");
		pty_end(&shell);
		return;
	}
	pty_type(&shell, "\032");
	shell_tell("Ctrl-Z", shell_look(&shell, place));
	pty_forget(&shell);
	pty_type(&shell, "fg\n");
	wrong = is_drawn(&shell) ? NULL : "fg draws nothing";
	shell_tell("fg", wrong);
	if (!wrong) {
		pty_type(&shell, "q");
		shell_tell("q after fg", shell_look(&shell, place));
	}
	pty_end(&shell);
}

/* The signal waits until the program is continued. */
static void test_suspend_and_end(const struct shell_place *place)
{
	struct pty shell;

	shell_open(&shell);
	if (open_program(&shell, place)) {
		pty_type(&shell, "\032");
		if (!pty_until(&shell, SHELL_PROMPT, SHELL_PATIENT))
			shell_tell("SIGTERM while stopped",
				   "no prompt came back");
		pty_forget(&shell);
		shell_send(&shell, SIGTERM);
		pty_type(&shell, "fg\n");
		shell_tell("SIGTERM while stopped", shell_look(&shell, place));
	}
	pty_end(&shell);
}

/* 77 tells automake that there is nothing to test yet. */
static bool draws(const struct shell_place *place)
{
	struct pty shell;
	bool there;

	shell_open(&shell);
	pty_type(&shell, place->command);
	pty_type(&shell, "\n");
	pty_quiet(&shell, 1, 1000, SHELL_PATIENT);
	there = pty_saw(&shell, "\033[?1049h");
	pty_end(&shell);
	return there;
}

int main(void)
{
	struct shell_place place;

	signal(SIGPIPE, SIG_IGN);
	shell_set_up(&place, "");
	if (!draws(&place)) {
		puts("kdlab draws no full screen");
		shell_clean_up(&place);
		return 77;
	}
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		test_ending(&place, &endings[i]);
	test_suspend(&place);
	test_suspend_and_end(&place);
	shell_clean_up(&place);
	return shell_sum_up();
}
