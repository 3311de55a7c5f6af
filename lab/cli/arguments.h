/*
 * The options and arguments of a subcommand.
 */
#ifndef LAB_CLI_ARGUMENTS_H
#define LAB_CLI_ARGUMENTS_H

#include "cli/command.h"

#include <stdbool.h>
#include <stddef.h>

/* The values of an option that may stand more than once. */
struct arguments_values {
	const char **list;
	size_t count, most;
};

/* A switch (flag) or an option with a value: "--name=V", "--name V", "-n V". */
struct arguments_option {
	const char *name; /* with its dashes; NULL ends the list */
	bool *flag;
	const char **value;
	struct arguments_values *values;
};

/*
 * Sets what the options point to and puts the other arguments, at most most,
 * into rest (borrowed; those that are not there are left as they were).
 * Options may stand anywhere before "--". False when it does not fit: the
 * words are on stderr then and the status is STATUS_USAGE.
 */
bool arguments_parse(const struct command *command, int argc, char **argv,
		     const struct arguments_option *options, const char **rest,
		     size_t most);

#endif
