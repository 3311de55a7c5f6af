/*
 * kdlab: options, then one command.
 */
#include "config.h"

#include "cli/command.h"
#include "cli/lab.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static void print_help(void)
{
	printf("usage: kdlab [OPTION ...] [COURSE]\n"
	       "       kdlab COMMAND [ARGUMENT ...]\n"
	       "\n"
	       "A training lab for Windows kernel debugging. Without a command "
	       "it opens the\n"
	       "course, where you left it.\n"
	       "\n%s\ncommands:\n",
	       lab_options);
	for (size_t i = 0; command_table[i]; i++)
		printf("  %-10s %s\n", command_table[i]->name,
		       command_table[i]->summary);
}

static int run_command(const struct command *command, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			command_print_help(command);
			return STATUS_DONE;
		}
	}
	return command->run(argc, argv);
}

int main(int argc, char **argv)
{
	const struct command *command = NULL;

	setlocale(LC_ALL, "");
	if (argc > 1) {
		if (strcmp(argv[1], "--help") == 0) {
			print_help();
			return STATUS_DONE;
		}
		if (strcmp(argv[1], "--version") == 0) {
			puts(PACKAGE_STRING);
			return STATUS_DONE;
		}
		command = command_find(argv[1]);
	}
	if (command)
		return run_command(command, argc - 1, argv + 1);
	return lab_run(argc, argv);
}
