/*
 * The target's prompt over a machine that only pretends, for run-console.sh:
 * lines from standard input, each shown behind its prompt, then what it
 * prints and what became of the machine.
 */
#include "config.h"

#include "console/console.h"
#include "tests/data/fakekernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void show(struct text *out)
{
	for (size_t i = 0; i < out->size; i++) {
		if (out->bytes[i] == '\f')
			fputs("[the screen is cleared]\n", stdout);
		else
			putchar(out->bytes[i]);
	}
	text_clear(out);
}

/* What a front end would do. False: it is over. */
static bool go_on(struct console *console, enum console_state state,
		  struct text *out)
{
	while (state == CONSOLE_STOPPED) {
		const struct kernel_stop *stop = console_stop(console);
		struct err err = { 0 };

		printf("[stopped: %s (%x) '%s']\n", stop->name, stop->code,
		       stop->driver);
		if (console_write_dump(console, &err) ||
		    console_restart(console, out, &state, &err)) {
			puts(err.message);
			return false;
		}
		show(out);
	}
	if (state == CONSOLE_HUNG)
		console_explain_hang(console, out);
	show(out);
	return state != CONSOLE_LEFT;
}

static void complete(struct console *console, const char *line)
{
	char **words = console_complete(console, line, strlen(line), 50);

	for (size_t i = 0; words[i]; i++) {
		puts(words[i]);
		free(words[i]);
	}
	free(words);
}

int main(int argc, char **argv)
{
	struct kernel *kernel = fakekernel_new();
	struct console_config config = { .kernel = kernel };
	struct console *console;
	struct text out = { 0 };
	bool more = true;
	char line[8192];

	config.limited = argc > 1 && strcmp(argv[1], "limited") == 0;
	config.secure_boot = argc > 1 && strcmp(argv[1], "secure") == 0;
	tzset();
	console = console_new(&config);
	while (more && fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = 0;
		console_prompt(console, &out);
		show(&out);
		puts(line);
		/* a tabulator at the end asks for completions */
		if (*line && line[strlen(line) - 1] == '\t') {
			line[strlen(line) - 1] = 0;
			complete(console, line);
			continue;
		}
		enum console_state state = console_line(console, line, &out);

		show(&out);
		more = go_on(console, state, &out);
	}
	text_fini(&out);
	console_free(console);
	kernel_free(kernel);
	return 0;
}
