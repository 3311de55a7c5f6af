#include "config.h"
#include "term/terminal.h"

#include "base/mem.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* Signal handlers reach nothing but these. */
static struct {
	int fd;
	bool saved;
	struct termios modes;
	const char *goodbye;
	size_t goodbye_size;
	volatile sig_atomic_t quit, interrupt, suspend, resumed, resized;
	bool held;	  /* one of quits was seen to wait */
	sigset_t outside; /* blocked before we came */
} terminal = { .fd = -1 };

static const int quits[] = { SIGINT, SIGTERM, SIGHUP };
static const int asks[] = {
	SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH
};
static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS,  SIGFPE,
			       SIGILL,	SIGQUIT, SIGXCPU, SIGXFSZ };

#define ASKED_FOR_NOTHING 16

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Async-signal-safe: write and tcsetattr only. */
static void give_back(void)
{
	const char *at = terminal.goodbye;
	size_t left = terminal.goodbye_size;

	while (left) {
		ssize_t wrote = write(terminal.fd, at, left);

		if (wrote <= 0)
			break;
		at += wrote;
		left -= (size_t)wrote;
	}
	if (terminal.saved)
		tcsetattr(terminal.fd, TCSANOW, &terminal.modes);
}

static void on_quit(int number)
{
	if (number == SIGINT)
		terminal.interrupt = 1;
	else
		terminal.quit = number;
}

static void on_suspend(int number)
{
	(void)number;
	terminal.suspend = 1;
}

static void on_resumed(int number)
{
	(void)number;
	terminal.resumed = 1;
}

static void on_resized(int number)
{
	(void)number;
	terminal.resized = 1;
}

static void on_crash(int number)
{
	give_back();
	/* SA_RESETHAND has put the default back: die of it */
	raise(number);
}

static void catch (int number, void (*handler)(int), int flags)
{
	struct sigaction action = { .sa_flags = flags };

	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/*
 * What asks for something is blocked but while we wait: it would be forgotten
 * if it came between the last look at it and the wait.
 */
static void hold(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < COUNT(asks); i++)
		sigaddset(&set, asks[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

void terminal_guard(int fd, const char *goodbye, size_t size)
{
	sigprocmask(SIG_BLOCK, NULL, &terminal.outside);
	hold();
	terminal.fd = fd;
	terminal.saved = tcgetattr(fd, &terminal.modes) == 0;
	terminal_set_goodbye(goodbye, size);
	/* no SA_RESTART: poll and read must come back to look */
	for (size_t i = 0; i < COUNT(quits); i++)
		catch (quits[i], on_quit, 0);
	for (size_t i = 0; i < COUNT(crashes); i++)
		catch (crashes[i], on_crash, (int)SA_RESETHAND);
	catch (SIGTSTP, on_suspend, 0);
	catch (SIGCONT, on_resumed, 0);
	catch (SIGWINCH, on_resized, 0);
	catch (SIGPIPE, SIG_IGN, 0);
	mem_set_panic_hook(give_back);
}

void terminal_set_goodbye(const char *goodbye, size_t size)
{
	terminal.goodbye = goodbye;
	terminal.goodbye_size = size;
}

void terminal_unguard(void)
{
	sigprocmask(SIG_SETMASK, &terminal.outside, NULL);
	for (size_t i = 0; i < COUNT(quits); i++)
		catch (quits[i], SIG_DFL, 0);
	for (size_t i = 0; i < COUNT(crashes); i++)
		catch (crashes[i], SIG_DFL, 0);
	catch (SIGTSTP, SIG_DFL, 0);
	catch (SIGCONT, SIG_DFL, 0);
	catch (SIGWINCH, SIG_DFL, 0);
	catch (SIGPIPE, SIG_DFL, 0);
	mem_set_panic_hook(NULL);
}

int terminal_wait(int fd, int timeout)
{
	struct pollfd input = { .fd = fd, .events = POLLIN };
	struct timespec patience = { timeout / 1000,
				     timeout % 1000 * 1000000L };
	int ready = ppoll(&input, 1, timeout < 0 ? NULL : &patience,
			  &terminal.outside);

	if (ready < 0)
		return errno == EINTR ? 0 : -1;
	if (ready && input.revents & (POLLHUP | POLLERR | POLLNVAL))
		return -1;
	return ready > 0;
}

struct terminal_signals terminal_take_signals(void)
{
	struct terminal_signals taken;

	/* where keys never stop coming, the wait lets none through */
	sigprocmask(SIG_SETMASK, &terminal.outside, NULL);
	hold();
	taken = (struct terminal_signals){
		.quit = terminal.quit,
		.interrupt = terminal.interrupt != 0,
		.suspend = terminal.suspend != 0,
		.resumed = terminal.resumed != 0,
		.resized = terminal.resized != 0,
	};
	terminal.held = false;
	terminal.quit = terminal.interrupt = terminal.suspend = 0;
	terminal.resumed = terminal.resized = 0;
	return taken;
}

bool terminal_is_interrupted(void)
{
	static unsigned asked;
	sigset_t pending;

	if (terminal.quit || terminal.interrupt || terminal.held)
		return true;
	/* a search asks at each page: not all of them are worth a system call
	 */
	if (++asked % ASKED_FOR_NOTHING || sigpending(&pending) < 0)
		return false;
	for (size_t i = 0; i < COUNT(quits); i++)
		if (sigismember(&pending, quits[i]))
			terminal.held = true;
	return terminal.held;
}

void terminal_stop(void)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaddset(&stop, SIGCONT);
	catch (SIGTSTP, SIG_DFL, 0);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL); /* here we stand still */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	catch (SIGTSTP, on_suspend, 0);
	terminal.resumed = 0;
}
