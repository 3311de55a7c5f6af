/*
 * kdlab kd: the debugger's prompt on a dump.
 */
#include "config.h"
#include "cli/command.h"

#include "base/mem.h"
#include "cli/arguments.h"
#include "cli/kd_prompt.h"
#include "cli/symbols.h"
#include "term/line.h"

#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* a signal handler has nowhere else to write */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
	(void)number;
	interrupted = 1;
}

static bool is_interrupted(void)
{
	return interrupted != 0;
}

/* Without SA_RESTART, so that a read at the prompt ends too. */
static void catch_interrupts(void)
{
	struct sigaction action = { .sa_handler = on_interrupt };

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

static bool print(struct text *out)
{
	size_t written = fwrite(text_string(out), 1, out->size, stdout);
	bool good = written == out->size && fflush(stdout) == 0;

	text_clear(out);
	return good;
}

/* The line behind its prompt, then what it prints. False: no more. */
static bool play(const struct prompt *prompt, const char *line, bool echo,
		 struct text *out)
{
	bool more;

	if (echo) {
		prompt->ops->label(prompt->context, out);
		text_add_visible(out, line, strlen(line));
		text_add_char(out, '\n');
	}
	interrupted = 0;
	more = prompt->ops->run(prompt->context, line, is_interrupted, out);
	return print(out) && more;
}

/* "-c 'one; two'": each behind a prompt of its own. */
static void play_commands(const struct prompt *prompt, const char *commands,
			  struct text *out)
{
	bool more = true;

	while (more && *commands) {
		bool quoted = false;
		size_t size = 0;
		char *command;

		commands += strspn(commands, " \t");
		for (; commands[size] && (quoted || commands[size] != ';');
		     size++)
			quoted ^= commands[size] == '"';
		command = mem_strndup(commands, size);
		if (size)
			more = play(prompt, command, true, out);
		free(command);
		commands += size + (commands[size] == ';');
	}
}

/* The next line without its end; NULL at the end of the input. */
static char *read_line(char **line, size_t *capacity)
{
	ssize_t size;

	for (;;) {
		errno = 0;
		size = getline(line, capacity, stdin);
		if (size >= 0)
			break;
		if (errno != EINTR)
			return NULL;
		clearerr(stdin);
		return memset(*line ? *line : (*line = mem_alloc(1)), 0, 1);
	}
	while (size && ((*line)[size - 1] == '\n' || (*line)[size - 1] == '\r'))
		(*line)[--size] = 0;
	return *line;
}

static void play_input(const struct prompt *prompt, struct text *out)
{
	bool prompts = isatty(STDIN_FILENO), more = true;
	size_t capacity = 0;
	char *line = NULL;

	while (more) {
		if (prompts) {
			prompt->ops->label(prompt->context, out);
			if (!print(out))
				break;
		}
		if (!read_line(&line, &capacity))
			break;
		if (interrupted)
			text_add_char(out, '\n');
		more = play(prompt, line, !prompts, out);
	}
	free(line);
}

/* From -c, or from what is no terminal that lines can be edited on. */
static int debug_plainly(const struct prompt *prompt, const char *commands,
			 struct err *err)
{
	bool people = !commands && isatty(STDIN_FILENO), good = true;
	struct text out = { 0 };

	/* the banner is for people */
	if (prompt->ops->open(prompt->context, people ? &out : NULL, err)) {
		text_fini(&out);
		return STATUS_NO;
	}
	catch_interrupts();
	if (commands)
		play_commands(prompt, commands, &out);
	else
		play_input(prompt, &out);
	if (ferror(stdout)) {
		err_set_errno(err, "cannot write to standard output");
		good = false;
	}
	text_fini(&out);
	return good ? STATUS_DONE : STATUS_NO;
}

static int debug(const char *dump, const char *symbols, const char *commands)
{
	bool ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	char *own = symbols ? NULL : lab_symbols();
	struct kd_prompt prompt;
	struct err err = { 0 };
	int status;

	kd_prompt_init(&prompt, dump, symbols ? symbols : own);
	free(own);
	if (!commands && line_is_possible())
		status = line_run(&prompt.prompt, ascii, &err);
	else
		status = debug_plainly(&prompt.prompt, commands, &err);
	kd_prompt_fini(&prompt);
	if (status == STATUS_NO)
		return command_fail(&err);
	return status;
}

static int run(int argc, char **argv)
{
	const char *dump = NULL, *symbols = NULL, *commands = NULL;
	const struct arguments_option options[] = {
		{ .name = "-z", .value = &dump },
		{ .name = "-y", .value = &symbols },
		{ .name = "-c", .value = &commands },
		{ .name = NULL },
	};
	const char *rest[1] = { NULL };

	if (!arguments_parse(&command_kd, argc, argv, options, rest, 1))
		return STATUS_USAGE;
	if (!dump)
		dump = rest[0];
	else if (rest[0])
		return command_misuse(&command_kd, "one dump at a time: '%s'",
				      rest[0]);
	if (!dump)
		return command_misuse(&command_kd, "which dump?");
	return debug(dump, symbols, commands);
}

const struct command command_kd = {
	.name = "kd",
	.usage = "-z DUMP [-y DIR] [-c COMMANDS]",
	.summary = "open a crash dump at a debugger's prompt",
	.help = "  -z DUMP      a Windows kernel dump of an x64 machine\n"
		"  -y DIR       symbols in volatility3's layout: "
		"DIR/ntkrnlmp.pdb/GUID-AGE.json.xz;\n"
		"               without it, those of the lab's own machine. "
		"A driver's file\n"
		"               in DUMP.drivers or beside the dump is taken "
		"too\n"
		"  -c COMMANDS  run these, with ';' between, and leave\n"
		"\n"
		"Without -c, commands are read from standard input. '.help' "
		"lists them, 'q' or\n"
		"Ctrl-D leaves, Ctrl-C stops one. On a terminal Tab completes "
		"commands and symbols,\n"
		"Up and Ctrl-R bring back what was typed before. Times are in "
		"this machine's zone;\n"
		"$TZ says another.\n",
	.run = run,
};
