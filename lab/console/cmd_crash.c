/*
 * Stopping the machine on purpose, and letting it run.
 */
#include "config.h"
#include "console/private.h"

#include <stdlib.h>
#include <string.h>

static uint32_t run_crash(struct console_call *call)
{
	call->outcome =
		kernel_force(call->console->kernel, KERNEL_FORCE_KEYBOARD);
	return 0;
}

static uint32_t run_reset(struct console_call *call)
{
	call->console->restart = true;
	return 0;
}

static uint32_t run_notmyfault(struct console_call *call)
{
	for (size_t i = 0; i < call->words; i++) {
		if (!words_option(call->word[i], "crash"))
			continue;
		call->outcome = kernel_force(call->console->kernel,
					     KERNEL_FORCE_NOTMYFAULT);
		if (call->outcome == KERNEL_DONE)
			words_say(call->out, "the machine took no notice: "
					     "'crash' stops it.");
		return 0;
	}
	words_say(call->out, "its window is not shown: 'notmyfault64 /crash' "
			     "is what its Crash button does.");
	return 1;
}

static uint32_t run_timeout(struct console_call *call)
{
	const char *word = NULL;
	char *end;
	long seconds;

	for (size_t i = 0; i < call->words; i++)
		if (!words_option(call->word[i], "t") &&
		    !words_option(call->word[i], "nobreak"))
			word = call->word[i];
	seconds = word ? strtol(word, &end, 10) : -1;
	if (!word || *end || seconds < 0 || seconds > 99999) {
		text_add_string(call->out,
				"ERROR: Invalid value for timeout (/T) "
				"specified. Valid range is 0-99999 seconds.\n");
		return 1;
	}
	call->outcome =
		kernel_wait(call->console->kernel, (uint32_t)seconds * 1000);
	return 0;
}

static const struct console_command commands[] = {
	{ .names = "notmyfault64\0notmyfault\0",
	  .summary = "stop the machine by a fault in myfault.sys",
	  .usage = "/crash",
	  .help = "Sysinternals' NotMyFault. It is a new process: where "
		  "processes cannot start any\n"
		  "more, it hangs like the others. Its bug check (0xD1) names "
		  "myfault.sys and says\n"
		  "nothing of why you wanted a dump.\n",
	  .words = "/crash\0",
	  .run = run_notmyfault },
	{ .names = "crash\0",
	  .ours = true,
	  .summary =
		  "right Ctrl and Scroll Lock twice: stop the machine (0xE2)",
	  .usage = "",
	  .help = "It is the keyboard, not a program: it works where nothing "
		  "else does. On a real\n"
		  "machine CrashOnCtrlScroll must be set in the registry "
		  "before "
		  "it is needed; here it\n"
		  "is.\n",
	  .run = run_crash },
	{ .names = "reset\0",
	  .ours = true,
	  .summary = "the machine's reset button: start it anew without a dump",
	  .usage = "",
	  .help = "For a machine that hangs, where 'shutdown /r' cannot start "
		  "either. 'crash' tells\n"
		  "more: it leaves a dump.\n",
	  .run = run_reset },
	{ .names = "timeout\0sleep\0",
	  .image = "timeout.exe",
	  .summary = "let the machine run for so many seconds of its own time",
	  .usage = "/t SECONDS",
	  .help = "The machine's clock stands still while it waits for you to "
		  "type: timers and\n"
		  "threads of drivers go on only while something runs. Differs "
		  "from Windows: nobody\n"
		  "counts down, it is over at once.\n",
	  .words = "/t\0",
	  .run = run_timeout },
};

const struct console_family console_crash_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
