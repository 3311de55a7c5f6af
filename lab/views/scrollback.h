/*
 * What was printed above a prompt, and the lines that were typed at it:
 * bounded, the oldest goes first. On a screen long lines are broken where the
 * width ends, as a terminal does: a row is what is left of a line there.
 */
#ifndef LAB_VIEWS_SCROLLBACK_H
#define LAB_VIEWS_SCROLLBACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scrollback_line {
	char *bytes; /* NUL-terminated */
	uint32_t size;
	uint32_t label; /* bytes of a prompt before what was typed */
	uint32_t rows;	/* at the width that was asked for last */
	bool typed;
	uint64_t from; /* the number of the typed line that printed it */
};

struct scrollback {
	struct scrollback_line *lines;
	size_t count, capacity;
	size_t bytes;
	uint64_t first; /* number of lines[0]: how many went before it */
	uint64_t typed; /* number of the line that was typed last */
	size_t rows;	/* of all lines at that width */
	int width;
	bool ascii;
};

void scrollback_fini(struct scrollback *scrollback);
/* "1: kd> lm": label bytes are the prompt's. */
void scrollback_add_typed(struct scrollback *scrollback, const char *line,
			  size_t label);
/* What was printed, as many lines as there are in it. */
void scrollback_add(struct scrollback *scrollback, const char *text,
		    size_t size);
/* Counts the rows anew where the width is another one. */
void scrollback_set_width(struct scrollback *scrollback, int width);

/* A part of a line on a row: [begin, end) bytes of line. */
struct scrollback_row {
	size_t line, begin, end;
};
/* row counts from the oldest, and must be below rows. */
struct scrollback_row scrollback_row(const struct scrollback *scrollback,
				     size_t row);
/* The first row of a line. */
size_t scrollback_find_line(const struct scrollback *scrollback, size_t line);
/* What was typed to print a line, without the prompt; "" where it is gone. */
const char *scrollback_command(const struct scrollback *scrollback,
			       size_t line);

#endif
