#include "config.h"
#include "build/explain.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* Whether there is an error in the function that a message is in. */
static bool has_error(const struct build_messages *messages,
		      const struct build_message *message)
{
	for (size_t i = 0; i < messages->count; i++) {
		const struct build_message *other = &messages->list[i];

		if (other->severity == BUILD_ERROR &&
		    same(other->file, message->file) &&
		    same(other->function, message->function))
			return true;
	}
	return false;
}

/* gcc takes __try for a name, and a name wants a ';' before a '{'. */
static bool has_try(const struct build_messages *messages,
		    const struct build_message *message)
{
	static const char *const words[] = { "'__try' undeclared",
					     "'try' undeclared",
					     "'__finally' undeclared" };

	for (size_t i = 0; i < messages->count; i++)
		for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
			if (same(messages->list[i].file, message->file) &&
			    strncmp(messages->list[i].text, words[k],
				    strlen(words[k])) == 0)
				return true;
	return false;
}

static bool follows(const struct build_messages *messages,
		    const struct build_message *message)
{
	/* a __try's own, which was not declared as there was no room for it */
	if (strncmp(message->text, "'kdlab_seh_", 11) == 0)
		return true;
	if (strncmp(message->text, "control reaches end", 19) == 0)
		return has_error(messages, message);
	if (strcmp(message->text, "expected ';' before '{' token") == 0)
		return has_try(messages, message);
	return false;
}

void explain_drop_followers(struct build_messages *messages)
{
	bool *marked = mem_calloc(messages->count + 1, sizeof(*marked));

	for (size_t i = 0; i < messages->count; i++)
		marked[i] = follows(messages, &messages->list[i]);
	messages_drop(messages, marked);
	free(marked);
}
