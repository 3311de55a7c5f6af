/*
 * A list of words, each once and in the order of their coming: what the start
 * of a word may become.
 */
#ifndef LAB_BASE_WORDS_H
#define LAB_BASE_WORDS_H

#include <stddef.h>

struct words {
	char **list; /* then NULL; owned, for the caller to take */
	size_t count, capacity;
	size_t most; /* what comes then is left out */
};

void words_init(struct words *words, size_t most);
/* Copies it. */
void words_add(struct words *words, const char *word);
/* Those of names ("one\0two\0") that begin so, in any case. */
void words_add_names(struct words *words, const char *names, const char *start,
		     size_t size);

#endif
