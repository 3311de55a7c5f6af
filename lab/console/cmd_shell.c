/*
 * What cmd.exe itself does, but for files.
 */
#include "config.h"
#include "console/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static uint32_t run_echo(struct console_call *call)
{
	const char *rest = call->rest;

	if (!*rest) {
		text_add_string(call->out, "ECHO is on.\n");
		return 0;
	}
	/* "echo." is a blank line */
	if (call->line[4] == '.' || call->line[4] == ':')
		rest++;
	if (strcasecmp(rest, "on") != 0 && strcasecmp(rest, "off") != 0) {
		text_add_visible(call->out, rest, strlen(rest));
		text_add_char(call->out, '\n');
	}
	return 0;
}

static uint32_t print_variables(struct console_call *call, const char *start)
{
	const struct console *console = call->console;
	bool any = false;

	for (size_t i = 0; i < console->variable_count; i++) {
		const struct variable *variable = &console->variables[i];

		if (strncasecmp(variable->name, start, strlen(start)) != 0)
			continue;
		any = true;
		text_add_visible(call->out, variable->name,
				 strlen(variable->name));
		text_add_char(call->out, '=');
		text_add_visible(call->out, variable->value,
				 strlen(variable->value));
		text_add_char(call->out, '\n');
	}
	if (any)
		return 0;
	text_add_string(call->out, "Environment variable ");
	text_add_visible(call->out, start, strlen(start));
	text_add_string(call->out, " not defined\n");
	return 1;
}

static uint32_t run_set(struct console_call *call)
{
	const char *rest = call->rest, *sign = strchr(rest, '=');
	size_t size;
	char *text, *value;
	bool good;

	if (!sign)
		return print_variables(call, rest);
	if (sign == rest || sign - rest > 60) {
		text_add_string(call->out,
				"The syntax of the command is incorrect.\n");
		return 1;
	}
	/* set "X=Y" leaves the quotes out */
	if (*rest == '"')
		rest++;
	text = strdup(rest);
	if (!text)
		return 1;
	size = strlen(text);
	if (rest != call->rest && size && text[size - 1] == '"')
		text[size - 1] = 0;
	value = strchr(text, '=');
	*value++ = 0;
	good = variable_set(call->console, text, value);
	free(text);
	if (!good)
		words_say(call->out, "too many variables.");
	return good ? 0 : 1;
}

static uint32_t run_cls(struct console_call *call)
{
	text_add_char(call->out, '\f');
	return 0;
}

static uint32_t run_ver(struct console_call *call)
{
	text_add_string(call->out,
			"\nMicrosoft Windows [Version 10.0.19041.1]\n");
	return 0;
}

static uint32_t run_nothing(struct console_call *call)
{
	(void)call;
	return 0;
}

static uint32_t run_exit(struct console_call *call)
{
	call->console->left = true;
	return 0;
}

/* ---- help ---- */

static uint32_t help_one(struct console_call *call, const char *name)
{
	const struct console_command *command = console_command_find(name);
	const char *nearest;

	if (!command) {
		nearest = console_command_nearest(name);
		text_add_string(call->out,
				"This command is not supported by the help "
				"utility.\n");
		words_say(call->out, "%s%s%s'help' lists what there is.",
			  nearest ? "did you mean '" : "",
			  nearest ? nearest : "", nearest ? "'? " : "");
		return 1;
	}
	text_printf(call->out, "%s %s\n%s%s.\n", command->names, command->usage,
		    command->summary,
		    command->ours ? " (the lab's own, not Windows')" : "");
	if (command->help)
		text_printf(call->out, "\n%s", command->help);
	return 0;
}

static uint32_t run_help(struct console_call *call)
{
	const struct console_command *command;

	if (call->words)
		return help_one(call, call->word[0]);
	words_say(call->out, "'help NAME' tells more of one.");
	text_add_char(call->out, '\n');
	for (size_t i = 0; (command = console_command_at(i)); i++)
		text_printf(call->out, "%-13s%s%s\n", command->names,
			    command->summary, command->ours ? " (ours)" : "");
	return 0;
}

static const struct console_command commands[] = {
	{ .names = "help\0?\0",
	  .summary = "list the commands, or tell of one",
	  .usage = "[NAME]",
	  .run = run_help },
	{ .names = "echo\0",
	  .summary = "print its words",
	  .usage = "[TEXT]",
	  .help = "%NAME% stands for a variable's value. Commands may be "
		  "joined "
		  "with &, && and ||.\n"
		  "Differs from Windows: there are no pipes and no "
		  "redirection.\n",
	  .run = run_echo },
	{ .names = "set\0",
	  .summary = "show or set variables",
	  .usage = "[NAME[=VALUE]]",
	  .run = run_set },
	{ .names = "cls\0",
	  .summary = "clear the screen",
	  .usage = "",
	  .run = run_cls },
	{ .names = "ver\0",
	  .summary = "print the version of Windows",
	  .usage = "",
	  .run = run_ver },
	{ .names = "rem\0title\0color\0prompt\0",
	  .summary = "remarks, and what only changes a window",
	  .usage = "[TEXT]",
	  .run = run_nothing },
	{ .names = "exit\0quit\0",
	  .summary = "leave the console",
	  .usage = "",
	  .run = run_exit },
};

const struct console_family console_shell_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
