/*
 * Faults: what is wrong in a course's files, all of it in one go. A parser
 * that can go on adds its faults here and goes on; struct err is for what
 * stops it.
 */
#ifndef LAB_FORMATS_FAULT_H
#define LAB_FORMATS_FAULT_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Each kind has a name for machines (fault_name), "unknown-key" and so on. */
enum fault_kind {
	FAULT_IO,	/* a file cannot be read */
	FAULT_SYNTAX,	/* not YAML */
	FAULT_ENCODING, /* not UTF-8, a control character, an escape */
	FAULT_TRAP,	/* YAML that says something else than it seems to */
	FAULT_LIMIT,	/* too large or too deep */
	FAULT_UNKNOWN_KEY,
	FAULT_MISSING_KEY,
	FAULT_DUPLICATE,   /* a key or an id a second time */
	FAULT_TYPE,	   /* a list where a text should be, and so on */
	FAULT_VALUE,	   /* right type, impossible value */
	FAULT_ANCHOR,	   /* an anchor matches less or more than declared */
	FAULT_LINK,	   /* a file, term or lesson that is not there */
	FAULT_PATH,	   /* a path out of the course's folder */
	FAULT_WIDTH,	   /* code wider than the narrowest full screen */
	FAULT_UNREACHABLE, /* a step or file that nobody can come to */
	FAULT_QUESTION,	   /* a question that cannot be answered as declared */
	FAULT_KINDS
};

struct fault {
	enum fault_kind kind;
	const char *file;      /* as it will be printed; owned by the list */
	unsigned line, column; /* from 1; 0: the file as a whole */
	char *message; /* "unknown key: 'hintz': did you mean 'hints'" */
};

struct faults {
	struct fault *list;
	size_t count, capacity;
	size_t dropped; /* over LIMIT_FAULTS: counted, not kept */
	char **files;	/* names, each once */
	size_t file_count, file_capacity;
};

void faults_fini(struct faults *faults);
/* faults may be NULL: then nothing is kept. */
void fault_add(struct faults *faults, enum fault_kind kind, const char *file,
	       unsigned line, unsigned column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
/* By file, line, column; equal ones keep their order. */
void faults_sort(struct faults *faults);

const char *fault_name(enum fault_kind kind);

/*
 * The nearest of names (NULL-terminated) to a misspelt one, or NULL when none
 * is near enough to be meant.
 */
const char *fault_nearest(const char *word, const char *const *names);

enum fault_format { FAULT_TEXT, FAULT_GCC, FAULT_JSON };
/* Prints them all onto out, in that format. */
void faults_print(const struct faults *faults, enum fault_format format,
		  struct text *out);

#endif
