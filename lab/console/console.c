#include "config.h"
#include "console/private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_alive(const struct console *console, uint32_t id)
{
	size_t count = kernel_process_count(console->kernel);
	struct kernel_process process;

	for (size_t i = 0; i < count; i++) {
		kernel_process(console->kernel, i, &process);
		if (process.id == id)
			return true;
	}
	return false;
}

/* The first process of that image, or 0. */
static uint32_t find_image(const struct console *console, const char *image)
{
	size_t count = kernel_process_count(console->kernel);
	struct kernel_process process;

	for (size_t i = 0; i < count; i++) {
		kernel_process(console->kernel, i, &process);
		if (strcasecmp(process.image, image) == 0)
			return process.id;
	}
	return 0;
}

/* The process behind the prompt: the cmd.exe that it was, if that still
 * lives, else another one, else services.exe, which starts programs too. Never
 * System: its threads make no system calls. */
uint32_t console_shell(struct console *console)
{
	if (console->shell && is_alive(console, console->shell))
		return console->shell;
	console->shell = find_image(console, "cmd.exe");
	return console->shell ? console->shell
			      : find_image(console, "services.exe");
}

/*
 * When the prompt's own cmd.exe was ended, its window is closed: a new one is
 * opened, by the program that runs if that still lives.
 */
static enum kernel_outcome reopen(struct console_call *call, uint32_t program)
{
	struct console *console = call->console;
	uint32_t shell = 0;
	enum kernel_outcome outcome;

	if (!console->shell || is_alive(console, console->shell))
		return KERNEL_DONE;
	if (!is_alive(console, program))
		program = console_shell(console);
	console->shell = 0;
	console->closed = true;
	outcome = kernel_create_process(console->kernel, program, "cmd.exe",
					"cmd.exe", &shell);
	if (outcome != KERNEL_DONE)
		return outcome;
	console->shell = shell;
	snprintf(console->folder, sizeof(console->folder), "%s",
		 CONSOLE_FOLDER);
	variables_reset(console);
	words_say(call->out,
		  "this prompt's own cmd.exe was ended, and its window with "
		  "it.");
	if (shell)
		words_say(call->out, "here is a new one, with PID %u.", shell);
	else
		words_say(call->out, "no new one can start: %s",
			  error_message(status_error(
				  kernel_create_status(console->kernel))));
	return KERNEL_DONE;
}

static void begin(struct console *console)
{
	console->boot = console->next_boot;
	console->hung = console->stopped = console->restart = false;
	console->left = console->off = false;
	snprintf(console->folder, sizeof(console->folder), "%s",
		 CONSOLE_FOLDER);
	variables_reset(console);
}

struct console *console_new(const struct console_config *config)
{
	struct console *console = mem_calloc(1, sizeof(*console));

	console->config = *config;
	console->kernel = config->kernel;
	console->limited = config->limited;
	console->next_boot.test_signing = config->test_signing;
	console->next_boot.test_signing_set = config->test_signing;
	begin(console);
	return console;
}

void console_free(struct console *console)
{
	if (!console)
		return;
	for (size_t i = 0; i < console->variable_count; i++) {
		free(console->variables[i].name);
		free(console->variables[i].value);
	}
	free(console->variables);
	free(console->services);
	free(console->debug);
	free(console);
}

void console_banner(const struct console *console, struct text *out)
{
	(void)console;
	text_add_string(out, "Microsoft Windows [Version 10.0.19041.1]\n");
	words_say(out,
		  "an emulated machine. Lines that begin with 'lab:' are not "
		  "Windows'. 'help' lists what can be typed.");
	text_add_char(out, '\n');
}

void console_prompt(const struct console *console, struct text *out)
{
	text_printf(out, "%s>", console->folder);
}

void console_take_debug(struct console *console)
{
	struct kernel_debug_line line;

	while (kernel_debug_take(console->kernel, &line)) {
		if (console->debug_count == LIMIT_CONSOLE_DEBUG) {
			console->debug_lost++;
			continue;
		}
		console->debug = mem_grow(
			console->debug, &console->debug_capacity,
			console->debug_count + 1, sizeof(*console->debug));
		console->debug[console->debug_count++] = line;
	}
}

void console_note_outcome(struct console *console, const char *image,
			  enum kernel_outcome outcome)
{
	const struct kernel_stop *stop = kernel_stop(console->kernel);
	const struct kernel_hang *hang = kernel_hang(console->kernel);

	if (outcome == KERNEL_STOPPED && stop && !console->stopped) {
		console->stop = *stop;
		console->stopped = true;
		console->hung = false;
		console->stops++;
	} else if (outcome == KERNEL_HANGS) {
		console->hung = true;
		if (hang)
			console->hang = *hang;
		snprintf(console->hung_image, sizeof(console->hung_image), "%s",
			 image);
	}
}

/* ---- one command ---- */

/* How much of text is the name of a command. cmd.exe lets "cd.." and
 * "dir/w" go without a blank. */
static size_t name_length(const char *text)
{
	size_t length = strcspn(text, " \t"), cut;
	char name[32];

	if (*text == '"')
		return (size_t)(strchrnul(text + 1, '"') - text) +
		       (strchr(text + 1, '"') != NULL);
	cut = strcspn(text, " \t./\\:");
	if (cut && cut < length && cut < sizeof(name)) {
		const struct console_command *command;

		snprintf(name, sizeof(name), "%.*s", (int)cut, text);
		command = console_command_find(name);
		if (command && !command->image && !command->ours &&
		    strcasecmp(text + cut, ".exe") != 0)
			return cut;
	}
	return length;
}

static void say_unknown(const char *name, struct text *out)
{
	const char *nearest = console_command_nearest(name);

	text_add_char(out, '\'');
	text_add_visible(out, name, strlen(name));
	text_add_string(out, "' is not recognized as an internal or external "
			     "command,\noperable program or batch file.\n");
	if (nearest)
		words_say(out, "did you mean '%s'? 'help' lists what there is.",
			  nearest);
}

/* A driver may not want the program: cmd.exe has what the system says. */
uint32_t console_refused(struct console_call *call, const char *image)
{
	uint32_t status = kernel_create_status(call->console->kernel);
	uint32_t error = status_error(status);

	text_printf(call->out, "%s\n", error_message(error));
	words_say(call->out,
		  "%s was not started (status %08X): a driver's notify routine "
		  "can refuse a process.",
		  image, status);
	return error;
}

/* The machine's part of it: a process around what the program does. */
static uint32_t run_process(struct console_call *call)
{
	const char *image = call->command->image;
	struct console *console = call->console;
	uint32_t process = 0, code = 0;

	call->outcome =
		kernel_create_process(console->kernel, console_shell(console),
				      image, call->line, &process);
	call->process = process;
	if (call->outcome == KERNEL_DONE && !process)
		return console_refused(call, image);
	if (call->outcome == KERNEL_DONE && call->command->run)
		code = call->command->run(call);
	if (call->outcome == KERNEL_DONE)
		call->outcome = reopen(call, process);
	/* taskkill may have ended itself */
	if (call->outcome == KERNEL_DONE && !call->command->stays &&
	    is_alive(console, process))
		call->outcome =
			kernel_exit_process(console->kernel, process, code);
	console_note_outcome(console, image, call->outcome);
	return code;
}

static uint32_t run_found(struct console_call *call)
{
	uint32_t code;

	if (call->command->image)
		return run_process(call);
	code = call->command->run(call);
	console_note_outcome(call->console, call->command->names,
			     call->outcome);
	return code;
}

uint32_t console_command_run(struct console *console, const char *line,
			     struct text *out)
{
	size_t length = name_length(line), blanks;
	struct console_call call = { .console = console,
				     .line = line,
				     .out = out,
				     .outcome = KERNEL_DONE };
	char *name = mem_strndup(line + (*line == '"'),
				 length - (*line == '"' ? 1 : 0));
	char **words;
	uint32_t code = 9009;

	if (*line == '"')
		name[strcspn(name, "\"")] = 0;
	call.rest = line + length;
	blanks = strspn(call.rest, " \t");
	call.rest += blanks;
	call.command = console_command_find(name);
	words = words_split(call.rest, &call.words);
	call.word = words;
	snprintf(console->last_command, sizeof(console->last_command), "%s",
		 call.command ? call.command->names : name);
	if (call.command)
		code = run_found(&call);
	else
		say_unknown(name, out);
	console->last_error = code;
	console_take_debug(console);
	words_free(words);
	free(name);
	return code;
}

/* ---- a line ---- */

/* The first of the letters outside quotes, or the end. */
static const char *find_unquoted(const char *text, const char *letters)
{
	bool quoted = false;

	for (; *text && (quoted || !strchr(letters, *text)); text++)
		quoted ^= *text == '"';
	return text;
}

static bool goes_on(const struct console *console)
{
	return !console->left && !console->stopped && !console->hung &&
	       !console->restart && !console->closed;
}

static uint32_t run_part(struct console *console, const char *part, size_t size,
			 struct text *out)
{
	char *command;
	uint32_t code = console->last_error;

	while (size && strchr(" \t\r\n", part[size - 1]))
		size--;
	while (size && strchr(" \t@(", *part)) {
		part++;
		size--;
	}
	command = mem_strndup(part, size);
	if (*find_unquoted(command, "|<>"))
		words_say(out, "'|', '<' and '>' are not modelled: the prompt "
			       "has no pipes and no redirection.");
	else if (*command && strncmp(command, "::", 2) != 0)
		code = console_command_run(console, command, out);
	free(command);
	return code;
}

/* Parts between &, && and ||. */
static void run_parts(struct console *console, const char *line,
		      struct text *out)
{
	bool wanted = true;
	unsigned count = 0;

	for (;;) {
		const char *end = find_unquoted(line, "&|");
		bool twice = *end && end[1] == *end;
		uint32_t code;

		/* a single | is a pipe */
		while (*end == '|' && !twice) {
			end = find_unquoted(end + 1, "&|");
			twice = *end && end[1] == *end;
		}
		if (wanted && count++ < LIMIT_CONSOLE_COMMANDS)
			run_part(console, line, (size_t)(end - line), out);
		code = console->last_error;
		if (!*end || !goes_on(console))
			break;
		wanted = !twice || (*end == '&' ? code == 0 : code != 0);
		line = end + 1 + twice;
	}
}

static enum console_state state_of(const struct console *console, bool hung)
{
	if (console->stopped)
		return CONSOLE_STOPPED;
	if (console->left)
		return CONSOLE_LEFT;
	return hung ? CONSOLE_HUNG : CONSOLE_ON;
}

enum console_state console_line(struct console *console, const char *line,
				struct text *out)
{
	bool hung = console->hung;
	char *expanded;

	if (console->stopped || console->left)
		return state_of(console, false);
	if (strlen(line) > LIMIT_LINE) {
		text_add_string(out, "The command line is too long.\n");
		return CONSOLE_ON;
	}
	/* another window, where the first one hangs */
	console->hung = console->closed = false;
	expanded = words_expand(console, line);
	run_parts(console, expanded, out);
	free(expanded);
	if (console->restart) {
		struct err err = { 0 };
		enum console_state state = CONSOLE_ON;

		if (console_restart(console, out, &state, &err))
			words_say(out, "%s", err.message);
		return state;
	}
	if (console->hung)
		return CONSOLE_HUNG;
	console->hung = hung && !console->stopped;
	return state_of(console, false);
}

/* ---- after it was left ---- */

bool console_is_off(const struct console *console)
{
	return console->off;
}

void console_come_back(struct console *console)
{
	console->left = false;
}

/* ---- after a stop ---- */

const struct kernel_stop *console_stop(const struct console *console)
{
	return console->stops ? &console->stop : NULL;
}

enum err_code console_write_dump(struct console *console, struct err *err)
{
	enum err_code code;
	uint8_t *bytes;
	size_t size;

	code = kernel_dump(console->kernel, &bytes, &size, err);
	if (code)
		return code;
	code = kernel_file_put(console->kernel, CONSOLE_DUMP, bytes, size, err);
	free(bytes);
	return code;
}

/* Loads what starts by itself, in the order of the start types. */
static void start_services(struct console *console)
{
	for (uint32_t start = 0; start <= 2; start++) {
		for (size_t i = 0;
		     i < console->service_count && goes_on(console); i++) {
			struct console_service *service = &console->services[i];
			enum kernel_outcome outcome;
			uint32_t error;

			if (service->start != start ||
			    !service_is_driver(service))
				continue;
			outcome = service_start(console, service, &error);
			console_note_outcome(console, "services.exe", outcome);
		}
	}
}

enum err_code console_restart(struct console *console, struct text *out,
			      enum console_state *ret, struct err *err)
{
	bool again = console->stopped && console->failed_starts;
	enum err_code code = kernel_reboot(console->kernel, err);

	if (code)
		return code;
	begin(console);
	service_restart(console);
	words_say(out, "the machine has started again.");
	if (again) {
		words_say(
			out,
			"it stopped while it started, by a service that starts "
			"by itself. It was started without those, as Windows' "
			"recovery offers: 'sc config NAME start= demand' or "
			"'sc delete NAME' before the next restart.");
		console->failed_starts = 0;
	} else {
		start_services(console);
		console->failed_starts = console->stopped;
	}
	console_take_debug(console);
	*ret = state_of(console, console->hung);
	return ERR_OK;
}

void console_explain_hang(const struct console *console, struct text *out)
{
	const struct kernel_hang *hang = &console->hang;

	words_say(out,
		  "%s does not come back: its window would stay as it is. A "
		  "thread of %s (ETHREAD %016llx) %s.",
		  console->hung_image, hang->image,
		  (unsigned long long)hang->thread,
		  hang->spins ? "runs and runs"
			      : "waits for what does not happen");
	words_say(out,
		  "The next line is typed in another window. To see who waits "
		  "for whom, force a dump: 'crash' (right Ctrl and Scroll Lock "
		  "twice) always works, 'notmyfault64 /crash' only where a "
		  "process can still start. 'reset' gives up.");
}
