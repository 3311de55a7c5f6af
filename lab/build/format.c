#include "config.h"
#include "build/explain.h"

#include "base/file.h"
#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

/* Whether a conversion of a counted string stands in the bytes. */
static bool has_counted(const char *at, const char *end)
{
	while (at < end && (at = memchr(at, '%', (size_t)(end - at)))) {
		at++;
		while (at < end && strchr("-+ #0123456789.*", *at) && *at)
			at++;
		if (at < end && *at == 'w')
			at++;
		if (at < end && *at == 'Z')
			return true;
	}
	return false;
}

static bool is_about_counted(const struct build_message *message)
{
	const char *at, *end, *stop;
	bool found;
	char *bytes;
	size_t size;

	if (!message->option || !message->file || !message->line ||
	    strncmp(message->option, "-Wformat", strlen("-Wformat")) != 0 ||
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
	found = has_counted(at, stop ? stop : end);
	free(bytes);
	return found;
}

void explain_drop_formats(struct build_messages *messages)
{
	size_t kept = 0;
	bool dropped = false;

	for (size_t i = 0; i < messages->count; i++) {
		struct build_message message = messages->list[i];

		/* a note belongs to what is before it */
		if (message.severity != BUILD_NOTE)
			dropped = is_about_counted(&message);
		if (!dropped) {
			messages->list[kept++] = message;
			continue;
		}
		messages->warnings -= message.severity == BUILD_WARNING;
		free(message.file);
		free(message.text);
		free(message.option);
		free(message.plain);
	}
	messages->count = kept;
}
