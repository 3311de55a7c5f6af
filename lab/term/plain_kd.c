/*
 * Lines that go to a prompt. The debugger: one command with "kd COMMAND", or
 * all lines from "kd" to its own q. The target's console: all lines at a step
 * that is about it.
 */
#include "config.h"
#include "term/plain_private.h"

#include "term/plain_input.h"

#include <signal.h>

static bool is_stopped(void)
{
	return input_signal() != 0;
}

/* Opens it if need be; false where that fails, which was said. */
static bool open_prompt(struct plain *plain, const struct prompt *prompt,
			const char *why, bool greets)
{
	struct text out = { 0 };
	struct err err = { 0 };
	bool open;

	if (!prompt || !prompt->ops->is_there(prompt->context, &why)) {
		plain_say(plain, "%s", why);
		return false;
	}
	open = !prompt->ops->open(prompt->context, greets ? &out : NULL, &err);
	if (!open)
		plain_say(plain, "%s", err.message);
	else
		text_add(&plain->out, text_string(&out), out.size);
	text_fini(&out);
	return open;
}

static const struct prompt *console_of(const struct plain *plain)
{
	const struct workshop *workshop = plain->config.workshop;

	return workshop ? workshop->console : NULL;
}

/* Runs a line; false: the prompt has ended. */
static bool run_line(struct plain *plain, const struct prompt *prompt,
		     const char *line)
{
	struct text out = { 0 };
	bool more = prompt->ops->run(prompt->context, line, is_stopped, &out);

	if (out.size && out.bytes[out.size - 1] != '\n')
		text_add_char(&out, '\n');
	text_add(&plain->out, text_string(&out), out.size);
	text_fini(&out);
	/* Ctrl-C was for what ran; of a script it ends all */
	if (plain->config.interactive)
		input_signal_forget(SIGINT);
	return more;
}

/* ---- the debugger ---- */

static void debug_line(struct plain *plain, const char *line)
{
	bool more = run_line(plain, plain->config.prompt, line);

	if (!more && plain->at)
		plain_say(plain, "Back in the lesson.");
	if (!more)
		plain->at = NULL;
}

void plain_kd(struct plain *plain, const char *argument)
{
	const struct prompt *prompt = plain->config.prompt;

	if (!open_prompt(plain, prompt, "there is no debugger here",
			 !*argument))
		return;
	if (*argument) {
		debug_line(plain, argument);
		return;
	}
	plain->at = prompt;
	plain_say(plain, "Lines go to the debugger now; 'q' leaves it.");
}

/* ---- the target ---- */

void plain_console(struct plain *plain, const char *argument)
{
	const struct prompt *console = console_of(plain);

	(void)argument;
	if (!open_prompt(plain, console, "there is no target here", true))
		return;
	plain->at = console;
	plain_say(plain, "Lines go to the target now. 'exit' leaves it; a line "
			 "that begins with ':' is for the lab, such as ':hint' "
			 "or ':next'.");
}

static void console_line(struct plain *plain, const char *line)
{
	const struct prompt *console = console_of(plain);
	size_t count = session_task(plain->session)->goals.count;
	bool open = session_goals_met(plain->session) < count;
	struct stopscreen stop;

	if (run_line(plain, console, line))
		open = open && session_goals_met(plain->session) == count;
	else if (plain->config.workshop->ops->stopped(
			 plain->config.workshop->context, &stop))
		open = !open_prompt(plain, console, "", true) ||
		       (open && session_goals_met(plain->session) == count);
	else
		open = true;
	if (!open)
		return;
	plain->at = NULL;
	plain_say(plain, "Back in the lesson: Enter goes on, 'console' goes "
			 "to the target.");
}

/* ---- either ---- */

bool plain_prompt_takes(const struct plain *plain, const char *line)
{
	return plain->at && (plain->at != console_of(plain) || *line != ':');
}

void plain_prompt_line(struct plain *plain, const char *line)
{
	if (plain->at == console_of(plain))
		console_line(plain, line);
	else
		debug_line(plain, line);
}

void plain_prompt_label(struct plain *plain)
{
	plain->at->ops->label(plain->at->context, &plain->out);
}
