/*
 * A command of the prompt is a row, beside the function that runs it, in the
 * file of its family; console/command.c lists the families.
 */
#ifndef LAB_CONSOLE_COMMAND_H
#define LAB_CONSOLE_COMMAND_H

#include "base/text.h"
#include "kernel/kernel.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct console;

struct console_call {
	struct console *console;
	const struct console_command *command;
	const char *line;  /* the whole command */
	const char *rest;  /* behind its name, blanks cut at both ends */
	char *const *word; /* rest's words without quotes, NULL at the end */
	size_t words;
	uint32_t process; /* of the machine, that runs it; 0: none */
	struct text *out;
	/* how the machine took it; all but KERNEL_DONE ends the command */
	enum kernel_outcome outcome;
};

struct console_command {
	const char *names;   /* "sc\0": without .exe */
	const char *image;   /* the process it is; NULL: none */
	const char *summary; /* one line, no full stop */
	const char *usage;
	const char *help;  /* prose; where we differ from Windows, it says so */
	const char *words; /* "create\0start\0": for completion; or NULL */
	bool ours;	   /* the lab's own, not Windows' */
	/* a window opens and stays: the prompt does not wait for it */
	bool stays;
	/* a process's exit code, 0 for done; NULL when there is nothing to do
	 * but be a process */
	uint32_t (*run)(struct console_call *call);
};

struct console_family {
	const struct console_command *commands;
	size_t count;
};

/* ".exe" and the folder of Windows' programs may stand around a name. */
const struct console_command *console_command_find(const char *name);
/* Each in turn, NULL at the end. */
const struct console_command *console_command_at(size_t number);
/* A command whose name is near, or NULL. Borrowed. */
const char *console_command_nearest(const char *name);

#endif
