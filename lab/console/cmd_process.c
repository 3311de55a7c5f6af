/*
 * Programs: start them, list them, end them.
 */
#include "config.h"
#include "console/private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- tasklist ---- */

struct task_filter {
	const char *image, *not_image;
	long id; /* -1: any */
	bool services, no_header, good;
};

/* "imagename eq notepad.exe" */
static bool read_filter(const char *text, struct task_filter *filter,
			char **const words, size_t count)
{
	(void)text;
	if (count != 3)
		return false;
	if (strcasecmp(words[0], "imagename") == 0) {
		if (strcasecmp(words[1], "eq") == 0)
			filter->image = words[2];
		else if (strcasecmp(words[1], "ne") == 0)
			filter->not_image = words[2];
		else
			return false;
		return true;
	}
	if (strcasecmp(words[0], "pid") != 0 || strcasecmp(words[1], "eq") != 0)
		return false;
	filter->id = strtol(words[2], NULL, 10);
	return true;
}

static bool passes(const struct task_filter *filter,
		   const struct kernel_process *process)
{
	if (filter->image && !path_matches(filter->image, process->image))
		return false;
	if (filter->not_image &&
	    path_matches(filter->not_image, process->image))
		return false;
	return filter->id < 0 || filter->id == (long)process->id;
}

static void print_head(struct console_call *call,
		       const struct task_filter *filter)
{
	if (filter->no_header)
		text_add_char(call->out, '\n');
	else if (filter->services)
		text_add_string(
			call->out,
			"\nImage Name                     PID Services\n"
			"========================= ======== "
			"============================================\n");
	else
		text_add_string(
			call->out,
			"\nImage Name                     PID Session Name"
			"        Session#    Mem Usage\n"
			"========================= ======== ================ "
			"=========== ============\n");
}

static void print_tasks(struct console_call *call,
			const struct task_filter *filter)
{
	size_t count = kernel_process_count(call->console->kernel), shown = 0;
	struct kernel_process process;

	for (size_t i = 0; i < count; i++) {
		kernel_process(call->console->kernel, i, &process);
		if (!passes(filter, &process))
			continue;
		if (!shown++)
			print_head(call, filter);
		text_printf(call->out, "%-25.25s %8u ",
			    process.id ? process.image : "System Idle Process",
			    process.id);
		if (filter->services)
			text_add_string(call->out, "N/A\n");
		else
			text_printf(call->out, "%-16s %11u %12s\n",
				    process.session ? "Console" : "Services",
				    process.session, "N/A");
	}
	if (!shown)
		text_add_string(call->out,
				"INFO: No tasks are running which match the "
				"specified criteria.\n");
}

static uint32_t invalid(struct console_call *call, const char *word,
			const char *program)
{
	text_add_string(call->out, "ERROR: Invalid argument/option - '");
	text_add_visible(call->out, word, strlen(word));
	text_printf(call->out, "'.\nType \"%s /?\" for usage.\n", program);
	return 1;
}

static uint32_t run_tasklist(struct console_call *call)
{
	struct task_filter filter = { .id = -1 };
	char **words = NULL;
	size_t count;

	for (size_t i = 0; i < call->words; i++) {
		const char *word = call->word[i];

		if (words_option(word, "svc")) {
			filter.services = true;
		} else if (words_option(word, "nh")) {
			filter.no_header = true;
		} else if (words_option(word, "fi") && i + 1 < call->words &&
			   !words) {
			words = words_split(call->word[++i], &count);
			if (read_filter(call->word[i], &filter, words, count))
				continue;
			words_free(words);
			text_add_string(call->out,
					"ERROR: The search filter cannot be "
					"recognized.\n");
			return 1;
		} else {
			if (words)
				words_free(words);
			return invalid(call, word, "TASKLIST");
		}
	}
	print_tasks(call, &filter);
	if (words)
		words_free(words);
	return 0;
}

/* ---- taskkill ---- */

struct kill {
	const char *image;
	long id; /* -1: by image */
	bool force, tree;
};

static uint32_t not_killed(struct console_call *call,
			   const struct kernel_process *process,
			   const char *reason)
{
	text_printf(call->out,
		    "ERROR: The process \"%s\" with PID %u could not be "
		    "terminated.\nReason: %s\n",
		    process->image, process->id, reason);
	return 1;
}

/* Windows protects it: nobody but the kernel may end it. */
static bool is_protected(const struct kernel_process *process)
{
	return process->session == 0 &&
	       strcasecmp(process->image, "services.exe") == 0;
}

static uint32_t kill_one(struct console_call *call, const struct kill *kill,
			 const struct kernel_process *process)
{
	static const char must_force[] =
		"This process can only be terminated forcefully (with /F "
		"option).";
	struct kernel *kernel = call->console->kernel;
	uint32_t status = 0;

	if (is_protected(process))
		return not_killed(call, process,
				  kill->force ? error_message(ERROR_ACCESS)
					      : must_force);
	if (kill->force || process->session == 0)
		call->outcome = kernel_terminate_process(kernel, call->process,
							 process->id, &status);
	else /* its window is closed, it goes by itself */
		call->outcome = kernel_exit_process(kernel, process->id, 0);
	if (call->outcome != KERNEL_DONE)
		return 0;
	if (status >= 0x80000000)
		return not_killed(call, process,
				  error_message(status_error(status)));
	if (kill->force)
		text_printf(call->out,
			    "SUCCESS: The process \"%s\" with PID %u has been "
			    "terminated.\n",
			    process->image, process->id);
	else
		text_printf(call->out,
			    "SUCCESS: Sent termination signal to the process "
			    "\"%s\" with PID %u.\n",
			    process->image, process->id);
	return 0;
}

/* The next process that is meant, behind identifier `after`. */
static bool next_victim(const struct console *console, const struct kill *kill,
			const struct kernel_process *last,
			struct kernel_process *ret)
{
	size_t count = kernel_process_count(console->kernel);
	bool found = false;
	struct kernel_process process;

	for (size_t i = 0; i < count; i++) {
		kernel_process(console->kernel, i, &process);
		if (last && process.id <= last->id)
			continue;
		if (kill->id >= 0 ? kill->id != (long)process.id
				  : !path_matches(kill->image, process.image))
			continue;
		if (!found || process.id < ret->id)
			*ret = process;
		found = true;
	}
	return found;
}

static uint32_t run_taskkill(struct console_call *call)
{
	struct kill kill = { .id = -1 };
	struct kernel_process process, last;
	const char *named = "";
	uint32_t code = 128;
	bool any = false;

	for (size_t i = 0; i < call->words; i++) {
		const char *word = call->word[i];

		if (words_option(word, "f"))
			kill.force = true;
		else if (words_option(word, "t"))
			kill.tree = true;
		else if (words_option(word, "im") && i + 1 < call->words)
			kill.image = named = call->word[++i];
		else if (words_option(word, "pid") && i + 1 < call->words)
			kill.id = strtol(named = call->word[++i], NULL, 10);
		else
			return invalid(call, word, "TASKKILL");
	}
	if (!kill.image && kill.id < 0) {
		text_add_string(call->out,
				"ERROR: Invalid syntax. Neither /FI nor /PID "
				"nor /IM were specified.\nType \"TASKKILL "
				"/?\" for usage.\n");
		return 1;
	}
	while (next_victim(call->console, &kill, any ? &last : NULL,
			   &process)) {
		last = process;
		code = kill_one(call, &kill, &process);
		any = true;
		if (call->outcome != KERNEL_DONE)
			return code;
	}
	if (!any)
		text_printf(call->out, "ERROR: The process \"%s\" not found.\n",
			    named);
	return code;
}

/* ---- start ---- */

/* What it starts is a program in a window of its own. */
static uint32_t start_found(struct console_call *call,
			    const struct console_command *command,
			    const char *line)
{
	struct console *console = call->console;
	struct text unseen = { 0 };
	uint32_t process = 0;

	if (command->stays) {
		call->outcome = kernel_create_process(
			console->kernel, console_shell(console), command->image,
			line, &process);
		if (call->outcome == KERNEL_DONE && !process)
			return console_refused(call, command->image);
		return 0;
	}
	console_command_run(console, line, &unseen);
	if (kernel_create_status(console->kernel))
		text_add(call->out, text_string(&unseen), unseen.size);
	else
		words_say(call->out,
			  "%s ran in a window of its own, which closed with "
			  "what it printed.",
			  command->image);
	text_fini(&unseen);
	return 0;
}

static uint32_t run_start(struct console_call *call)
{
	const struct console_command *command;
	const char *line = call->rest;
	size_t at = 0;

	/* start "title" program; /wait, /b and their like */
	if (*line == '"') {
		at = 1;
		line = strchr(line + 1, '"');
		line = line ? line + 1 : "";
		line += strspn(line, " \t");
	}
	while (*line == '/') {
		at++;
		line += strcspn(line, " \t");
		line += strspn(line, " \t");
	}
	if (at >= call->words) {
		line = "cmd";
		command = console_command_find(line);
	} else {
		command = console_command_find(call->word[at]);
	}
	if (command && command->image)
		return start_found(call, command, line);
	text_add_string(call->out, "The system cannot find the file ");
	text_add_visible(call->out, line, strcspn(line, " \t"));
	text_add_string(call->out, ".\n");
	return ERROR_FILE;
}

#define WINDOW(name, what)                                                     \
	{                                                                      \
		.names = name "\0", .image = name ".exe", .summary = what,     \
		.usage = "", .stays = true                                     \
	}

static const struct console_command commands[] = {
	{ .names = "tasklist\0",
	  .image = "tasklist.exe",
	  .summary = "list the processes",
	  .usage = "[/svc] [/nh] [/fi \"IMAGENAME eq NAME.exe\"]",
	  .help = "Differs from Windows: memory is not modelled (N/A), and no "
		  "service is listed.\n",
	  .words = "/svc\0/fi\0/nh\0",
	  .run = run_tasklist },
	{ .names = "taskkill\0",
	  .image = "taskkill.exe",
	  .summary = "end a process",
	  .usage = "/im NAME.exe [/f] | /pid NUMBER [/f]",
	  .help = "Without /f its window is asked to close and it ends itself; "
		  "with /f it is ended. Who ends this prompt's own cmd.exe "
		  "gets a new one.\n",
	  .words = "/im\0/pid\0/f\0",
	  .run = run_taskkill },
	{ .names = "start\0",
	  .summary = "start a program and do not wait for it",
	  .usage = "PROGRAM",
	  .help = "notepad, calc, mspaint, taskmgr and cmd open a window and "
		  "stay until taskkill;\n"
		  "what runs through is gone at once.\n",
	  .words = "notepad\0calc\0mspaint\0taskmgr\0cmd\0",
	  .run = run_start },
	WINDOW("notepad", "a program with a window"),
	WINDOW("calc", "a program with a window"),
	WINDOW("mspaint", "a program with a window"),
	WINDOW("taskmgr", "a program with a window"),
	WINDOW("cmd", "another prompt, in a window that is not shown"),
};

const struct console_family console_process_family = {
	commands, sizeof(commands) / sizeof(*commands)
};
