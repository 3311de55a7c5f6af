#include "config.h"
#include "term/run_editor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* The variable may hold options, too; so a shell reads it, and only it. */
static const char command[] =
	"for e in \"${VISUAL:-}\" \"${EDITOR:-}\" sensible-editor nano vi; do "
	"[ -n \"$e\" ] && command -v \"${e%% *}\" >/dev/null 2>&1 && "
	"exec $e \"$1\"; done; exit 127";

/* Signals as the shell gave them to us. */
static void reset_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* As Ctrl-Z would have stopped us; where nobody waits for that, it does not. */
static void stop_here(void)
{
	struct sigaction old, usual = { .sa_handler = SIG_DFL };
	sigset_t stop, before;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaction(SIGTSTP, &usual, &old);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, &before); /* here we stand still */
	sigprocmask(SIG_SETMASK, &before, NULL);
	sigaction(SIGTSTP, &old, NULL);
}

/* Ctrl-Z in the editor stops us with it; fg brings both back. */
static int wait_for(pid_t child)
{
	int status;

	for (;;) {
		if (waitpid(child, &status, WUNTRACED) < 0) {
			if (errno == EINTR)
				continue;
			return -1;
		}
		if (!WIFSTOPPED(status))
			return status;
		stop_here();
		kill(child, SIGCONT);
	}
}

enum err_code run_editor(const char *path, struct err *err)
{
	pid_t child = fork();
	int status;

	if (child < 0)
		return err_set_errno(err, "cannot start an editor");
	if (!child) {
		reset_signals();
		execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
		_exit(127);
	}
	status = wait_for(child);
	if (status == 0)
		return ERR_OK;
	if (status > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no editor was found: set EDITOR to the name of "
			       "yours");
	return err_set(err, ERR_IO, 0, "the editor did not end well");
}
