/*
 * kdlab target: the console of an emulated machine.
 */
#include "config.h"
#include "cli/command.h"

#include "base/mem.h"
#include "cli/arguments.h"
#include "cli/target_prompt.h"
#include "term/curses_stop.h"
#include "term/line.h"

#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FILES = 64 };

struct front {
	struct target_prompt target;
	bool terminal; /* a person sits there: go on after a stop */
	bool ascii;
	int status;
	struct text out;
};

static bool print(struct front *front)
{
	fputs(text_string(&front->out), stdout);
	text_clear(&front->out);
	return fflush(stdout) == 0 && !ferror(stdout);
}

/* ---- a stop ---- */

static void show(void *context)
{
	curses_stop_show(context);
}

/* Over the whole terminal. *ret_quit: a signal ended it. */
static enum err_code show_stop(struct front *front, bool *ret_quit,
			       struct err *err)
{
	struct lab_machine *machine = &front->target.machine;
	struct curses_stop *screen;
	struct stopscreen stop;
	enum err_code code;

	lab_machine_stopscreen(machine, &stop);
	code = curses_stop_open(&stop, front->ascii, &screen, err);
	if (code)
		return code;
	code = lab_machine_dump(machine, &stop.percent, show, screen, err);
	stop.below = "Any key goes on; it starts again.";
	curses_stop_show(screen);
	*ret_quit = !curses_stop_close(screen);
	return code;
}

static enum err_code print_stop(struct front *front, struct err *err)
{
	enum err_code code;
	struct stopscreen stop;

	lab_machine_stopscreen(&front->target.machine, &stop);
	code = lab_machine_dump(&front->target.machine, NULL, NULL, NULL, err);
	stop.percent = code ? 0 : 100;
	text_add_char(&front->out, '\n');
	stopscreen_print(&stop, &front->out);
	text_add_char(&front->out, '\n');
	return code;
}

/* The screen, the dump and, for a person, the restart. False: it is over. */
static bool stop(struct front *front)
{
	struct err err = { 0 };
	bool quit = false;
	enum err_code code = ERR_UNSUPPORTED;

	if (front->terminal)
		code = show_stop(front, &quit, &err);
	if (code == ERR_UNSUPPORTED)
		code = print_stop(front, &err);
	if (code)
		text_printf(&front->out, "lab: no dump: %s\n", err.message);
	else
		lab_machine_say_dump(&front->target.machine, &front->out);
	front->status = STATUS_STOPPED;
	if (!front->terminal || quit)
		return false;
	if (!target_prompt_restart(&front->target, &front->out, &err))
		return true;
	text_printf(&front->out, "lab: it does not start again: %s\n",
		    err.message);
	return false;
}

/* ---- lines ---- */

/* The line behind its prompt, then what it prints. False: no more. */
static bool play(struct front *front, const char *line)
{
	struct target_prompt *target = &front->target;
	enum console_state state;
	const char *cleared;

	console_prompt(target->machine.console, &front->out);
	text_add_visible(&front->out, line, strlen(line));
	text_add_char(&front->out, '\n');
	if (!print(front))
		return false;
	state = target_prompt_run(target, line, &front->out);
	/* what was cleared from the screen was never seen */
	cleared = strrchr(text_string(&front->out), '\f');
	if (cleared) {
		char *rest = mem_strdup(cleared + 1);

		text_clear(&front->out);
		text_add_string(&front->out, rest);
		free(rest);
	}
	if (state == CONSOLE_STOPPED)
		stop(front);
	return print(front) && (state == CONSOLE_ON || state == CONSOLE_HUNG);
}

/* "-c 'one; two'": each behind a prompt of its own. */
static void play_commands(struct front *front, const char *commands)
{
	bool more = true;

	while (more && *commands) {
		bool quoted = false;
		size_t size = 0;
		char *command;

		commands += strspn(commands, " \t\n");
		for (; commands[size] && (quoted || commands[size] != ';');
		     size++)
			quoted ^= commands[size] == '"';
		command = mem_strndup(commands, size);
		if (size)
			more = play(front, command);
		free(command);
		commands += size + (commands[size] == ';');
	}
}

static void play_input(struct front *front)
{
	size_t capacity = 0;
	char *line = NULL;
	bool more = true;

	while (more) {
		ssize_t size = getline(&line, &capacity, stdin);

		if (size < 0)
			break;
		while (size &&
		       (line[size - 1] == '\n' || line[size - 1] == '\r'))
			line[--size] = 0;
		if (size)
			more = play(front, line);
	}
	free(line);
}

static int play_plainly(struct front *front, const char *commands,
			struct err *err)
{
	if (front->target.prompt.ops->open(&front->target, &front->out, err))
		return STATUS_NO;
	text_clear(&front->out); /* the banner is for people */
	if (commands)
		play_commands(front, commands);
	else
		play_input(front);
	if (ferror(stdout)) {
		err_set_errno(err, "cannot write to standard output");
		return STATUS_NO;
	}
	if (!front->status && console_hangs(front->target.machine.console))
		return STATUS_HUNG;
	return front->status;
}

/* The line editor until the machine stops, and again after its restart. */
static int play_terminal(struct front *front, struct err *err)
{
	int status;

	for (;;) {
		bool stopped;

		status = line_run(&front->target.prompt, front->ascii, err);
		stopped = front->target.stopped;
		while (!status && front->target.stopped)
			if (!stop(front))
				return print(front) ? STATUS_DONE : STATUS_NO;
		if (status || !stopped || !print(front))
			return status;
	}
}

static int open_console(const struct machine_options *options,
			const char *commands)
{
	struct front front = { .status = STATUS_DONE };
	struct err err = { 0 };
	int status;

	front.terminal = !commands && line_is_possible();
	front.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	target_prompt_init(&front.target, options);
	if (front.terminal)
		status = play_terminal(&front, &err);
	else
		status = play_plainly(&front, commands, &err);
	target_prompt_fini(&front.target);
	text_fini(&front.out);
	return status == STATUS_NO ? command_fail(&err) : status;
}

/* ---- what is modelled ---- */

static int by_name(const void *a, const void *b)
{
	const struct kernel_function *one = a, *other = b;

	return strcmp(one->name, other->name);
}

static int list_functions(void)
{
	struct kernel_function *list = NULL, function;
	size_t count = 0, capacity = 0;

	while (kernel_function_at(count, &function)) {
		list = mem_grow(list, &capacity, count + 1, sizeof(*list));
		list[count++] = function;
	}
	qsort(list, count, sizeof(*list), by_name);
	for (size_t i = 0; i < count; i++) {
		const char *note = list[i].note;

		printf("%-8s%s%s%s\n", list[i].fidelity, list[i].name,
		       *note ? ": " : "", note);
	}
	free(list);
	return fflush(stdout) || ferror(stdout) ? STATUS_NO : STATUS_DONE;
}

/* ---- options ---- */

static bool read_seed(const char *text, uint64_t *ret)
{
	char *end;

	errno = 0;
	*ret = strtoull(text, &end, 0);
	return *text && *text != '-' && !*end && !errno;
}

static int run(int argc, char **argv)
{
	const char *files[MOST_FILES], *seed = NULL, *commands = NULL;
	struct arguments_values copies = { files, 0, MOST_FILES };
	struct machine_options machine = { .files = files };
	bool functions = false;
	const struct arguments_option options[] = {
		{ .name = "--copy", .values = &copies },
		{ .name = "--dump", .value = &machine.dump },
		{ .name = "--machine", .value = &machine.profile },
		{ .name = "--seed", .value = &seed },
		{ .name = "--test-signing", .flag = &machine.test_signing },
		{ .name = "--functions", .flag = &functions },
		{ .name = "-c", .value = &commands },
		{ .name = NULL },
	};

	if (!arguments_parse(&command_target, argc, argv, options, NULL, 0))
		return STATUS_USAGE;
	if (seed && !read_seed(seed, &machine.seed))
		return command_misuse(&command_target, "not a number: '%s'",
				      seed);
	if (functions)
		return list_functions();
	machine.file_count = copies.count;
	return open_console(&machine, commands);
}

const struct command command_target = {
	.name = "target",
	.usage = "[--copy FILE[=PATH]]... [--dump FILE] [--seed N] [--machine "
		 "PROFILE] [--test-signing] [-c COMMANDS] | --functions",
	.summary = "the console of an emulated Windows machine that runs "
		   "drivers",
	.help = "  --copy FILE        put it on the machine as C:\\lab\\FILE, "
		"or as "
		"PATH; without one,\n"
		"                     all .sys files of the work folder "
		"($XDG_DATA_HOME/kdlab)\n"
		"                     are there\n"
		"  --dump FILE        where the crash dump goes when it stops; "
		"else MEMORY.DMP in\n"
		"                     the work folder; FILE.drivers has its "
		"drivers' files then\n"
		"  --seed N           other addresses, drawn from N; 0: the "
		"profile's own\n"
		"  --machine PROFILE  a file, or the name of one of "
		"dumps/machines; else seed\n"
		"  --test-signing     it is on from the start\n"
		"  --functions        list what the kernel can do, and how "
		"faithfully\n"
		"  -c COMMANDS        run these, with ';' between, and leave\n"
		"\n"
		"Without -c, commands are read from standard input. 'help' "
		"lists them, 'exit'\n"
		"leaves. Each start is a fresh machine. On a terminal it goes "
		"on after a stop; else\n"
		"the exit status is 3 when it stopped with a bug check, 4 when "
		"it was left hanging.\n",
	.run = run,
};
