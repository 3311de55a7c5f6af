/*
 * A machine that stops takes the whole terminal, gives it back with one key,
 * and the console goes on behind its prompt; the terminal is as it was in the
 * end. The machine only pretends: kdlab_fake.
 */
#include "config.h"

#include "tests/rig/pty.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <sys/wait.h>

#define PATIENT 20000.0

static int passed, failed;

static void tell(const char *what, bool good)
{
	printf("%s: %s\n", what, good ? "ok" : "wrong");
	fflush(stdout);
	if (good)
		passed++;
	else
		failed++;
}

/* Types a line and waits for what it must lead to. */
static bool leads_to(struct pty *pty, const char *line, const char *words)
{
	pty_forget(pty);
	pty_type(pty, line);
	return pty_until(pty, words, PATIENT);
}

static void open_target(struct pty *pty)
{
	static const char *const argv[] = { "./kdlab_fake", "target", NULL };

	pty_spawn(pty, argv, 24, 80);
	if (!pty_until(pty, "C:\\lab>", PATIENT))
		pty_die("no prompt came");
	leads_to(pty, "testsign TestDriver.sys\n", "signed");
	leads_to(pty, "bcdedit /set testsigning on\n", "successfully");
	leads_to(pty, "shutdown /r /t 0\n", "started again");
	leads_to(pty,
		 "sc create T type= kernel binPath= C:\\lab\\TestDriver.sys\n",
		 "SUCCESS");
}

/* As a shell wants it: lines, echo, signals. */
static bool is_given_back(const struct pty *pty)
{
	const tcflag_t local = ICANON | ECHO | ISIG | IEXTEN;
	struct termios modes;

	return tcgetattr(pty->slave, &modes) == 0 &&
	       (modes.c_lflag & local) == local && (modes.c_oflag & OPOST) &&
	       (modes.c_iflag & ICRNL);
}

static void check_stop(void)
{
	struct pty pty;

	open_target(&pty);
	tell("the stop screen is shown",
	     leads_to(&pty, "sc start T\n", "SYSTEM_EXIT_OWNED_MUTEX"));
	tell("the dump is written", pty_until(&pty, "Any key", PATIENT));
	pty_quiet(&pty, 0, 200, PATIENT);
	tell("it is there until a key", !pty_saw(&pty, "\033[?1049l"));
	pty_resize(&pty, 12, 40);
	pty_quiet(&pty, 0, 200, PATIENT);
	tell("a key gives the terminal back",
	     leads_to(&pty, "x", "\033[?1049l"));
	tell("and tells how to open the dump",
	     pty_until(&pty, " kd -z ", PATIENT));
	tell("the service is still there",
	     leads_to(&pty, "sc query T\n", "1077  (0x435)"));
	pty_type(&pty, "exit\n");
	tell("it ends well", pty_wait(&pty, PATIENT) && WIFEXITED(pty.status) &&
				     WEXITSTATUS(pty.status) == 0);
	tell("the terminal is as it was", is_given_back(&pty));
	pty_end(&pty);
}

/* A signal while the screen is shown. */
static void check_signal(void)
{
	struct pty pty;

	open_target(&pty);
	leads_to(&pty, "sc start T\n", "Any key");
	kill(pty.pid, SIGTERM);
	tell("SIGTERM ends it", pty_wait(&pty, PATIENT));
	tell("and the screen is given back", pty_saw(&pty, "\033[?1049l"));
	tell("with its modes", is_given_back(&pty));
	pty_end(&pty);
}

int main(void)
{
	char folder[] = "/tmp/kdlab-stop-XXXXXX", command[100];

	if (!mkdtemp(folder))
		pty_die("no folder for the dump");
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("TERM", "xterm-256color", 1);
	check_stop();
	check_signal();
	snprintf(command, sizeof(command), "%s/kdlab/MEMORY.DMP", folder);
	tell("the dump is in the work folder", unlink(command) == 0);
	snprintf(command, sizeof(command), "%s/kdlab", folder);
	rmdir(command);
	rmdir(folder);
	printf("%d passed, %d failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
