/*
 * The line language of --plain: what a typed line is, and the commands.
 */
#ifndef LAB_TERM_PLAIN_LINE_H
#define LAB_TERM_PLAIN_LINE_H

#include "session/session.h"

#include <stdbool.h>
#include <stddef.h>

struct plain;

/* The full name and the words for the help are the action's where NULL. */
struct plain_command {
	enum action action; /* ACTION_COUNT: none of the session's */
	const char *name;
	const char *letters;  /* single characters that stand for it */
	const char *argument; /* "WORDS", "[WORDS]"; NULL: takes none */
	const char *what;     /* one line, no full stop */
	bool hidden;	      /* another name of one that stands in the list */
	/* NULL: the session does the action */
	void (*run)(struct plain *plain, const char *argument);
};

/* In the order of the help. plain_table.c */
extern const struct plain_command plain_commands[];
extern const size_t plain_command_count;

const char *plain_command_name(const struct plain_command *command);
const char *plain_command_what(const struct plain_command *command);

enum plain_line_kind {
	LINE_EMPTY,
	LINE_COMMENT,
	LINE_REPLY,   /* "= ...": rest */
	LINE_COMMAND, /* command, and rest as its argument */
	LINE_UNKNOWN, /* ":..." that is no command: rest */
	LINE_WORDS,   /* anything else: rest, and perhaps a command short for */
};

struct plain_line {
	enum plain_line_kind kind;
	/* LINE_WORDS: what its first word is a letter or a beginning of, to be
	 * run with the argument where it is no reply; or NULL */
	const struct plain_command *command;
	const char *rest;     /* borrowed, without spaces in front */
	const char *argument; /* of command */
	bool ambiguous;	      /* the beginning of several commands */
};

/*
 * line holds no newline and no spaces at its end. A command's full name counts
 * only where it takes what follows it: "next door" are words.
 */
void plain_line_parse(const char *line, struct plain_line *ret);

/* The command with that full name, in small or capital letters, or NULL. */
const struct plain_command *plain_command_find(const char *name);
/* The nearest name to a misspelt first word, or NULL. */
const char *plain_command_nearest(const char *line);

#endif
