/*
 * A program run without a shell: arguments as they are, output kept, time,
 * memory and files bounded. What it started is gone when this returns.
 */
#ifndef LAB_BUILD_CHILD_H
#define LAB_BUILD_CHILD_H

#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Arguments, NULL-terminated once child_words_end was called. */
struct child_words {
	char **words;
	size_t count, capacity;
};

void child_add(struct child_words *words, const char *word);
/* Two parts as one word. */
void child_add_pair(struct child_words *words, const char *a, const char *b);
void child_words_fini(struct child_words *words);

struct child_config {
	const struct child_words *words; /* the first is the program */
	const char *folder;		 /* where it runs; NULL: here */
	/* where its own temporary files go, which a compiler that is ended
	 * leaves behind; NULL-able */
	const char *temporary;
	/* asked about ten times a second; true ends the program; NULL-able */
	bool (*interrupted)(void *context);
	void *context;
};

/*
 * Runs it, adding what it says on both of its outputs to ret_output.
 * *ret_status is its exit status, 128 and its signal if one ended it.
 * ERR_NOT_FOUND: no such program. ERR_LIMIT: it took too long or too much.
 * ERR_BUSY: interrupted.
 */
enum err_code child_run(const struct child_config *config,
			struct text *ret_output, int *ret_status,
			struct err *err) ERR_CHECK;

#endif
