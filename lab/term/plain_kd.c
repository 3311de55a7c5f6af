/*
 * The debugger in --plain: one command with "kd COMMAND", or all lines from
 * "kd" to its own q.
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
static bool open_prompt(struct plain *plain, bool greets)
{
	const struct prompt *prompt = plain->config.prompt;
	const char *why = "there is no debugger here";
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

void plain_kd_line(struct plain *plain, const char *line)
{
	const struct prompt *prompt = plain->config.prompt;
	struct text out = { 0 };
	bool more = prompt->ops->run(prompt->context, line, is_stopped, &out);

	if (out.size && out.bytes[out.size - 1] != '\n')
		text_add_char(&out, '\n');
	text_add(&plain->out, text_string(&out), out.size);
	text_fini(&out);
	/* Ctrl-C was for what ran; of a script it ends all */
	if (plain->config.interactive)
		input_signal_forget(SIGINT);
	if (!more && plain->debugging)
		plain_say(plain, "Back in the lesson.");
	plain->debugging = plain->debugging && more;
}

void plain_kd_label(struct plain *plain)
{
	const struct prompt *prompt = plain->config.prompt;

	prompt->ops->label(prompt->context, &plain->out);
}

void plain_kd(struct plain *plain, const char *argument)
{
	if (!open_prompt(plain, !*argument))
		return;
	if (*argument) {
		plain_kd_line(plain, argument);
		return;
	}
	plain->debugging = true;
	plain_say(plain, "Lines go to the debugger now; 'q' leaves it.");
}
