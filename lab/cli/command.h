/*
 * The subcommands of kdlab, a row each. A row's function gets the arguments
 * after the command's name as a main() would (argv[0] is the name) and
 * returns the exit status: 0 done, 1 no or could not, 2 usage.
 */
#ifndef LAB_CLI_COMMAND_H
#define LAB_CLI_COMMAND_H

#include "base/err.h"

struct command {
	const char *name;
	const char *usage;   /* "PATH [--format=text|gcc|json]" */
	const char *summary; /* one line, no full stop */
	const char *help;    /* what --help prints below usage and summary */
	int (*run)(int argc, char **argv);
};

/* Sorted by name; ends with NULL. */
extern const struct command *const command_table[];

/* The rows, each in the file of its name. */
extern const struct command command_build;
extern const struct command command_courses;
extern const struct command command_doctor;
extern const struct command command_kd;
extern const struct command command_lint;
extern const struct command command_notes;
extern const struct command command_prove;
extern const struct command command_reset;
extern const struct command command_show;
extern const struct command command_status;
extern const struct command command_target;

/* Exit statuses. */
enum {
	STATUS_DONE = 0,
	STATUS_NO = 1,
	STATUS_USAGE = 2,
	STATUS_STOPPED = 3, /* target: with a bug check */
	STATUS_HUNG = 4,    /* target: left hanging */
};

/* NULL when there is none of that name. */
const struct command *command_find(const char *name);
/* The name of the command that a misspelt one is meant for, or NULL. */
const char *command_nearest(const char *name);
/* Usage, summary and help of a command, to stdout. */
void command_print_help(const struct command *command);

/* "kdlab: message" to stderr; returns STATUS_NO. */
int command_fail(const struct err *err);
/* "kdlab NAME: message", and how to ask for help; returns STATUS_USAGE. */
int command_misuse(const struct command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
