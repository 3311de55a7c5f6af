/*
 * Lines that were typed at a prompt, oldest first, kept from one session to
 * the next in a file with a line each.
 */
#ifndef LAB_VIEWS_HISTORY_H
#define LAB_VIEWS_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

struct history {
	char **lines; /* at most LIMIT_HISTORY_LINES */
	size_t count, capacity;
	char *path; /* NULL: kept nowhere */
};

/*
 * Reads what the file holds; path may be NULL. A file that is not there,
 * cannot be read or holds what nobody can have typed is no error: such lines
 * are passed over.
 */
void history_init(struct history *history, const char *path);
void history_fini(struct history *history);

/*
 * Adds a line, and writes it to the end of the file, which only its owner may
 * read. Not an empty one, the last one again, or one that begins with a
 * blank.
 */
void history_add(struct history *history, const char *line);
/* The newest line before number `before` that has those words in it. */
bool history_find(const struct history *history, const char *words,
		  size_t before, size_t *ret);

#endif
