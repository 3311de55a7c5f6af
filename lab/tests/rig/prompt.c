/*
 * The debugger's prompt on a terminal: what is typed is edited, kept and
 * completed, Ctrl-C stops a command and no more, and the terminal is given
 * back as it was. First for kdlab kd, then for the pane of the full screen.
 */
#include "config.h"

#include "base/file.h"
#include "tests/rig/shell.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define KD                                                                     \
	"kd -z \"$KDLAB_DATA/dumps/seed/MEMORY.DMP\" -y "                      \
	"\"$KDLAB_DATA/dumps/symbols\""
#define LAB   "--still \"$KDLAB_DATA/lessons/owned-mutex\""
#define LABEL "1: kd> "
/* takes many seconds where nobody stops it */
#define SEARCH "s -b fffff80000000000 L?ffffffffff 11 22 33 44"
#define SOON   5000.0

/* Starts the debugger; false when it shows no prompt. */
static bool start(struct pty *shell, const struct shell_place *place)
{
	shell_open(shell);
	pty_forget(shell);
	pty_type(shell, place->command);
	pty_type(shell, "\n");
	return pty_until(shell, LABEL, SHELL_PATIENT);
}

/* What is typed makes the terminal show that, soon. */
static const char *shows(struct pty *shell, const char *typed,
			 const char *shown)
{
	static char wrong[160];

	pty_quiet(shell, 0, 50, SOON); /* what came before */
	pty_forget(shell);
	pty_type(shell, typed);
	if (pty_until(shell, shown, SOON))
		return NULL;
	snprintf(wrong, sizeof(wrong), "does not show '%.100s'", shown);
	return wrong;
}

/* ---- what is typed ---- */

static const struct {
	const char *what, *typed, *shown;
} lines[] = {
	{ "a command", ".echo one\r", "one\r\n" },
	{ "left, home, delete", "Xcho two\001\033[3~.e\r", "two\r\n" },
	{ "Ctrl-W, Ctrl-U", "junk\025.echo three four\027five\r",
	  "three five\r\n" },
	{ "Up", "\033[A\r", "three five\r\n" },
	{ "Ctrl-R", "\022one\r", "one\r\n" },
	{ "Tab", "ln nt!KeBugCheckE\t\r", "nt!KeBugCheckEx" },
	{ "Tab with a choice", "nt!KeBugCheck\t",
	  "nt!KeBugCheckReasonCallbackListHead" },
	{ "Ctrl-C leaves a line", "\003.echo six\r", "six\r\n" },
	{ "UTF-8", ".echo \xc3\xa4\xe6\xbc\xa2\177\xe5\xad\x97\r",
	  "\xc3\xa4\xe5\xad\x97\r\n" },
	{ "Ctrl-L", "\014", "\033[H\033[2J\r\033[J" LABEL },
	{ "two lines at once", ".echo se''ven\r.echo eight\r", "eight\r\n" },
};

static void test_lines(const struct shell_place *place)
{
	char *path = file_join(place->folder, ".local/state/kdlab/kd-history");
	struct stat status = { 0 };
	struct pty shell;

	if (!start(&shell, place))
		shell_tell("kdlab kd", "shows no prompt");
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		shell_tell(lines[i].what,
			   shows(&shell, lines[i].typed, lines[i].shown));
	pty_forget(&shell);
	pty_type(&shell, "q\r");
	shell_tell("q", shell_look(&shell, place));
	pty_end(&shell);
	shell_tell("the history is its owner's alone",
		   stat(path, &status) == 0 && (status.st_mode & 0777) == 0600
			   ? NULL
			   : "it is not");
	if (start(&shell, place))
		shell_tell("the history is kept",
			   shows(&shell, "\022one\r", "one\r\n"));
	pty_end(&shell);
	free(path);
}

/* A line over several rows is drawn as often as it is changed, and run as it
 * was typed. */
static void test_long_line(const struct shell_place *place)
{
	char line[400] = ".echo ", shown[400];
	struct pty shell;

	memset(line + 6, 'x', 300);
	memcpy(line + 306, "yz\r", 4);
	snprintf(shown, sizeof(shown), "\n%.302s\r\n", line + 6);
	if (start(&shell, place))
		shell_tell("a long line", shows(&shell, line, shown));
	pty_resize(&shell, 6, 20);
	shell_tell("a line longer than the screen",
		   shows(&shell, "\033[A\001\006\006\005\r", shown));
	pty_end(&shell);
}

/* ---- what is stopped ---- */

static const char *stop_search(struct pty *shell)
{
	pty_forget(shell);
	pty_type(shell, SEARCH "\r");
	pty_quiet(shell, 10, 300, SOON);
	pty_forget(shell);
	pty_type(shell, "\003");
	if (!pty_until(shell, "^C", SOON))
		return "the search goes on";
	return shows(shell, "? 2a\r", "expression: 42");
}

static void test_stop(const struct shell_place *place)
{
	struct pty shell;

	if (start(&shell, place)) {
		shell_tell("Ctrl-C stops a search", stop_search(&shell));
		pty_forget(&shell);
		pty_type(&shell, "q\r");
		shell_tell("q after it", shell_look(&shell, place));
	}
	pty_end(&shell);
}

static void test_suspend(const struct shell_place *place)
{
	struct pty shell;

	if (start(&shell, place)) {
		pty_type(&shell, ".echo half");
		pty_quiet(&shell, 4, 200, SOON);
		pty_forget(&shell);
		pty_type(&shell, "\032");
		shell_tell("Ctrl-Z", shell_look(&shell, place));
		shell_tell("fg", shows(&shell, "fg\n", LABEL ".echo half"));
		shell_tell("the line after fg",
			   shows(&shell, "way\r", "halfway\r\n"));
		pty_forget(&shell);
		pty_type(&shell, "\004");
		shell_tell("Ctrl-D after fg", shell_look(&shell, place));
	}
	pty_end(&shell);
}

/* ---- how it ends ---- */

struct ending {
	const char *what;
	const char *before; /* typed */
	const char *keys;   /* typed then; or NULL */
	int signal;	    /* sent; or 0 */
	int status;	    /* that the shell sees */
};

static const struct ending endings[] = {
	{ "q ends it", "", "q\r", 0, 0 },
	{ "Ctrl-D ends it", "", "\004", 0, 0 },
	{ "SIGTERM", ".echo half", NULL, SIGTERM, 128 + SIGTERM },
	{ "SIGHUP", "", NULL, SIGHUP, 128 + SIGHUP },
	{ "SIGSEGV", "", NULL, SIGSEGV, 128 + SIGSEGV },
	{ "Ctrl-\\", "", "\034", 0, 128 + SIGQUIT },
	{ "SIGTERM while it searches", SEARCH "\r", NULL, SIGTERM,
	  128 + SIGTERM },
};

static void test_ending(const struct shell_place *place,
			const struct ending *ending)
{
	char status[64];
	struct pty shell;
	const char *wrong;

	if (!start(&shell, place)) {
		shell_tell(ending->what, "shows no prompt");
		pty_end(&shell);
		return;
	}
	pty_type(&shell, ending->before);
	pty_quiet(&shell, 0, 300, SOON);
	pty_forget(&shell);
	if (ending->keys)
		pty_type(&shell, ending->keys);
	else
		shell_send(&shell, ending->signal);
	if (!pty_until(&shell, SHELL_PROMPT, SHELL_PATIENT)) {
		shell_tell(ending->what, "no prompt came back");
		pty_end(&shell);
		return;
	}
	snprintf(status, sizeof(status), "ended-%d-", ending->status);
	pty_type(&shell, "echo ended-$?-\n");
	wrong = pty_until(&shell, status, SOON) ? NULL : "another status";
	if (!wrong) {
		pty_quiet(&shell, 0, 100, SOON);
		wrong = shell_look(&shell, place);
	}
	shell_tell(ending->what, wrong);
	pty_end(&shell);
}

/* ---- the pane ---- */

static bool open_pane(struct pty *shell, const struct shell_place *place)
{
	shell_open(shell);
	pty_forget(shell);
	pty_type(shell, place->command);
	pty_type(shell, "\n");
	if (!pty_until(shell, "\033[?1049h", SHELL_PATIENT))
		return false;
	pty_quiet(shell, 0, 200, SHELL_PATIENT);
	pty_type(shell, "D");
	return pty_until(shell, "kd>", SHELL_PATIENT);
}

static void test_pane(const struct shell_place *place)
{
	struct pty shell;
	const char *wrong;

	if (!open_pane(&shell, place)) {
		shell_tell("the pane", "does not open");
		pty_end(&shell);
		return;
	}
	shell_tell("what runs says so",
		   shows(&shell, SEARCH "\r", "Ctrl-C stops it"));
	pty_type(&shell, "\003");
	shell_tell("a command in the pane",
		   shows(&shell, "? 29\r", "expression: 41"));
	shell_tell("Ctrl-C stops a search in the pane", stop_search(&shell));
	pty_resize(&shell, 12, 40);
	shell_tell("the pane at another size",
		   shows(&shell, "? 2b\r", "expression: 43"));
	pty_resize(&shell, 24, 80);
	pty_type(&shell, "\003\003");
	wrong = shows(&shell, "? 2c\r", "expression: 44");
	shell_tell("Ctrl-C in the pane does not leave the lab", wrong);
	pty_type(&shell, "\033");
	pty_quiet(&shell, 10, 200, SOON);
	pty_forget(&shell);
	pty_type(&shell, "q");
	wrong = shell_look(&shell, place);
	shell_tell("Esc, and q leaves the lab", wrong);
	pty_end(&shell);
}

static void test_pane_ending(const struct shell_place *place, const char *what,
			     const char *before)
{
	struct pty shell;

	if (!open_pane(&shell, place)) {
		shell_tell(what, "the pane does not open");
	} else {
		pty_type(&shell, before);
		pty_quiet(&shell, 0, 300, SOON);
		shell_send(&shell, SIGTERM);
		shell_tell(what, shell_look(&shell, place));
	}
	pty_end(&shell);
}

int main(void)
{
	struct shell_place place, lab;

	signal(SIGPIPE, SIG_IGN);
	shell_set_up(&place, KD);
	test_lines(&place);
	test_long_line(&place);
	test_stop(&place);
	test_suspend(&place);
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		test_ending(&place, &endings[i]);
	shell_clean_up(&place);
	shell_set_up(&lab, LAB);
	test_pane(&lab);
	test_pane_ending(&lab, "SIGTERM in the pane", "half");
	test_pane_ending(&lab, "SIGTERM while the pane searches", SEARCH "\r");
	shell_clean_up(&lab);
	return shell_sum_up();
}
