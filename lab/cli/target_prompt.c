#include "config.h"
#include "cli/target_prompt.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool is_there(void *context, const char **ret_why)
{
	(void)context;
	*ret_why = "";
	return true;
}

/* The stop in words, where nobody has drawn it. */
static void say_stop(struct target_prompt *prompt, struct text *out)
{
	struct stopscreen stop;
	struct err err;

	lab_machine_stopscreen(&prompt->machine, &stop);
	if (lab_machine_dump(&prompt->machine, NULL, NULL, NULL, &err)) {
		stopscreen_print(&stop, out);
		text_printf(out, "\nlab: no dump: %s\n", err.message);
		return;
	}
	stop.percent = 100;
	stopscreen_print(&stop, out);
	text_add_char(out, '\n');
	lab_machine_say_dump(&prompt->machine, out);
}

enum err_code target_prompt_restart(struct target_prompt *prompt,
				    struct text *out, struct err *err)
{
	enum console_state state;
	enum err_code code;

	code = console_restart(prompt->machine.console, out, &state, err);
	if (!code)
		prompt->stopped = state == CONSOLE_STOPPED;
	return code;
}

static enum err_code begin(void *context, struct text *out, struct err *err)
{
	struct target_prompt *prompt = context;
	enum err_code code;

	tzset();
	if (!prompt->is_open) {
		code = lab_machine_open(&prompt->options, &prompt->machine,
					err);
		if (code)
			return code;
		prompt->is_open = true;
		console_banner(prompt->machine.console, out);
	}
	while (prompt->stopped) {
		say_stop(prompt, out);
		code = target_prompt_restart(prompt, out, err);
		if (code)
			return code;
	}
	return ERR_OK;
}

static void label(void *context, struct text *out)
{
	struct target_prompt *prompt = context;

	if (prompt->is_open)
		console_prompt(prompt->machine.console, out);
}

enum console_state target_prompt_run(struct target_prompt *prompt,
				     const char *line, struct text *out)
{
	struct console *console = prompt->machine.console;
	enum console_state state = console_line(console, line, out);

	if (state == CONSOLE_HUNG)
		console_explain_hang(console, out);
	prompt->stopped = state == CONSOLE_STOPPED;
	prompt->left = state == CONSOLE_LEFT;
	return state;
}

static bool run(void *context, const char *line, prompt_stop *stop,
		struct text *out)
{
	enum console_state state = target_prompt_run(context, line, out);

	/* the machine's own budget ends what never comes back */
	(void)stop;
	return state == CONSOLE_ON || state == CONSOLE_HUNG;
}

static char **complete(void *context, const char *line, size_t cursor,
		       size_t *ret_start)
{
	struct target_prompt *prompt = context;

	*ret_start = console_complete_start(line, cursor);
	return console_complete(prompt->machine.console, line, cursor,
				PROMPT_WORDS);
}

void target_prompt_init(struct target_prompt *ret,
			const struct machine_options *options)
{
	static const struct prompt_ops ops = {
		.name = "target",
		.is_there = is_there,
		.open = begin,
		.label = label,
		.run = run,
		.complete = complete,
	};
	char *state = file_home(FILE_STATE);

	*ret = (struct target_prompt){ .options = *options };
	ret->prompt.ops = &ops;
	ret->prompt.context = ret;
	ret->history = state ? file_join(state, "target-history") : NULL;
	ret->prompt.history = ret->history;
	free(state);
}

void target_prompt_fini(struct target_prompt *prompt)
{
	if (prompt->is_open)
		lab_machine_close(&prompt->machine);
	free(prompt->history);
	memset(prompt, 0, sizeof(*prompt));
}
