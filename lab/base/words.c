#include "config.h"
#include "base/words.h"

#include "base/mem.h"

#include <string.h>
#include <strings.h>

void words_init(struct words *words, size_t most)
{
	*words = (struct words){ .capacity = 1, .most = most };
	words->list = mem_calloc(1, sizeof(*words->list));
}

void words_add(struct words *words, const char *word)
{
	if (words->count >= words->most)
		return;
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->list[i], word) == 0)
			return;
	words->list = mem_grow(words->list, &words->capacity, words->count + 2,
			       sizeof(*words->list));
	words->list[words->count++] = mem_strdup(word);
	words->list[words->count] = NULL;
}

void words_add_names(struct words *words, const char *names, const char *start,
		     size_t size)
{
	for (; names && *names; names += strlen(names) + 1)
		if (strncasecmp(names, start, size) == 0)
			words_add(words, names);
}
