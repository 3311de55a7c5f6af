/*
 * What a prompt talks to: the debugger on a dump, the console of a target.
 * The front ends know no more of either than this: the pane beside a lesson
 * (views/pane.h), the line on a terminal (term/line.h) and --plain drive
 * them the same way. Who implements it is behind the context.
 */
#ifndef LAB_VIEWS_PROMPT_H
#define LAB_VIEWS_PROMPT_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* A part of a printed line that can be followed, and what does it. */
struct prompt_link {
	size_t begin, end; /* bytes in the line */
	char command[96];
};

#define PROMPT_LINKS 64	 /* of one line that are asked for */
#define PROMPT_WORDS 200 /* completions that are asked for */

/* Asked while a line runs: true when it is to stop. */
typedef bool prompt_stop(void);

struct prompt_ops {
	const char *name; /* "debugger": what the mode is called */
	/* Whether there is anything to open here; cheap. False: *ret_why says
	 * so in words, static or the context's. */
	bool (*is_there)(void *context, const char **ret_why);
	/*
	 * Before it is shown, each time: opens what is not open yet. out gets
	 * what is printed then; NULL: nobody would read it. On an error the
	 * words say what to do.
	 */
	enum err_code (*open)(void *context, struct text *out, struct err *err);
	/* "1: kd> " */
	void (*label)(void *context, struct text *out);
	/* Runs a line, adds what it prints; a form feed clears the screen.
	 * False: it has ended, as by q. */
	bool (*run)(void *context, const char *line, prompt_stop *stop,
		    struct text *out);
	/*
	 * What the word that ends at cursor may become: at most PROMPT_WORDS,
	 * then NULL; the caller frees each and the list. *ret_start is where
	 * the word begins.
	 */
	char **(*complete)(void *context, const char *line, size_t cursor,
			   size_t *ret_start);
	/* Links of a printed line, in order; command is what printed it.
	 * NULL: there are none. */
	size_t (*links)(void *context, const char *command, const char *line,
			struct prompt_link *ret, size_t most);
};

struct prompt {
	const struct prompt_ops *ops;
	void *context;
	const char *history; /* a file, or NULL */
};

#endif
