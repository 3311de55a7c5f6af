#include "config.h"
#include "cli/command.h"

#include "formats/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* clang-format off */
const struct command *const command_table[] = {
	&command_build,
	&command_courses,
	&command_doctor,
	&command_kd,
	&command_lint,
	&command_notes,
	&command_prove,
	&command_reset,
	&command_show,
	&command_status,
	&command_target,
	NULL,
};
/* clang-format on */

const struct command *command_find(const char *name)
{
	for (size_t i = 0; command_table[i]; i++)
		if (strcmp(command_table[i]->name, name) == 0)
			return command_table[i];
	return NULL;
}

const char *command_nearest(const char *name)
{
	const char *names[sizeof(command_table) / sizeof(*command_table)];
	size_t count = 0;

	for (; command_table[count]; count++)
		names[count] = command_table[count]->name;
	names[count] = NULL;
	return fault_nearest(name, names);
}

void command_print_help(const struct command *command)
{
	printf("usage: kdlab %s %s\n\n%s.\n", command->name, command->usage,
	       command->summary);
	if (command->help)
		printf("\n%s", command->help);
}

int command_fail(const struct err *err)
{
	fprintf(stderr, "kdlab: %s\n", err->message);
	return STATUS_NO;
}

int command_misuse(const struct command *command, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "kdlab %s: ", command->name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\nusage: kdlab %s %s\n", command->name,
		command->usage);
	return STATUS_USAGE;
}
