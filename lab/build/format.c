#include "config.h"
#include "build/explain.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Whether a conversion that only Windows knows stands in the bytes: %wZ, %Z,
 * and %ws and its like, wide whatever the function. */
static bool has_wide(const char *at, const char *end)
{
	while (at < end && (at = memchr(at, '%', (size_t)(end - at)))) {
		at++;
		while (at < end && strchr("-+ #0123456789.*", *at) && *at)
			at++;
		if (at < end && (*at == 'w' || *at == 'Z'))
			return true;
	}
	return false;
}

/* The type behind "aka" or in quotes, behind the words, is a 32-bit number. */
static bool is_32(const char *text, const char *words)
{
	static const char *const types[] = { "'int'", "'unsigned int'",
					     "'long int'",
					     "'long unsigned int'" };
	const char *at = strstr(text, words), *aka;

	if (!at)
		return false;
	at += strlen(words);
	aka = strstr(at, "{aka ");
	if (aka)
		at = aka + strlen("{aka ");
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strncmp(at, types[i], strlen(types[i])) == 0)
			return true;
	return false;
}

/* long and int are the same on Windows: an NTSTATUS may be printed by %X. */
static bool is_about_width(const char *text)
{
	const char *comma = strstr(text, ", but argument");
	char *wanted;
	bool same;

	if (!comma)
		return false;
	wanted = mem_strndup(text, (size_t)(comma - text));
	same = is_32(wanted, "expects argument of type ") &&
	       is_32(comma, " has type ");
	free(wanted);
	return same;
}

/* A PVOID that is a text, such as a callback's context, is printed as one. */
static bool is_about_void(const char *text)
{
	return strstr(text, " expects argument of type 'char *'") &&
	       (strstr(text, " has type 'void *'") ||
		strstr(text, "{aka 'void *'}"));
}

static bool is_needless(const struct build_message *message)
{
	const char *at, *end, *stop;
	bool found;
	char *bytes;
	size_t size;

	if (!message->option ||
	    strncmp(message->option, "-Wformat", strlen("-Wformat")) != 0)
		return false;
	if (is_about_width(message->text) || is_about_void(message->text))
		return true;
	if (message->checked || !message->file || !message->line ||
	    file_read(message->file, LIMIT_BUILD_SOURCE, &bytes, &size, NULL,
		      NULL))
		return false;
	at = bytes;
	end = bytes + size;
	for (unsigned line = 1; line < message->line && at < end; line++) {
		stop = memchr(at, '\n', (size_t)(end - at));
		at = stop ? stop + 1 : end;
	}
	stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
	found = has_wide(at, stop ? stop : end);
	free(bytes);
	return found;
}

/* Whether gcc lost its way in the same text at a letter of Windows'. */
static bool is_lost(const struct build_messages *messages,
		    const struct build_message *message)
{
	static const char text[] = "unknown conversion type character '";

	if (!message->option || !message->file ||
	    strncmp(message->option, "-Wformat", strlen("-Wformat")) != 0)
		return false;
	for (size_t i = 0; i < messages->count; i++) {
		const struct build_message *other = &messages->list[i];

		if (other->line == message->line && other->file &&
		    strcmp(other->file, message->file) == 0 &&
		    strncmp(other->text, text, strlen(text)) == 0 &&
		    strchr("wZ", other->text[strlen(text)]))
			return true;
	}
	return false;
}

void explain_drop_formats(struct build_messages *messages)
{
	bool *needless = mem_calloc(messages->count + 1, sizeof(*needless));

	for (size_t i = 0; i < messages->count; i++)
		needless[i] = is_needless(&messages->list[i]) ||
			      is_lost(messages, &messages->list[i]);
	messages_drop(messages, needless);
	free(needless);
}
