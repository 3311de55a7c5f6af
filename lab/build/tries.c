#include "config.h"
#include "build/compile.h"

#include "base/file.h"
#include "base/limits.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The word __try, or try before a body: excpt.h has both. at: at "try". */
static bool is_try(const char *bytes, const char *at, const char *end)
{
	bool marked = at - bytes >= 2 && at[-1] == '_' && at[-2] == '_';
	const char *start = marked ? at - 2 : at;

	at += strlen("try");
	if ((start > bytes && is_word(start[-1])) || (at < end && is_word(*at)))
		return false;
	while (at < end && isspace((unsigned char)*at))
		at++;
	return marked || (at < end && *at == '{');
}

bool source_tries(const char *source)
{
	const char *at, *end;
	bool found = false;
	char *bytes;
	size_t size;

	if (file_read(source, LIMIT_BUILD_SOURCE, &bytes, &size, NULL, NULL))
		return false;
	end = bytes + size;
	for (at = bytes; !found && (at = memmem(at, (size_t)(end - at), "try",
						strlen("try"))) != NULL;
	     at += strlen("try"))
		found = is_try(bytes, at, end);
	free(bytes);
	return found;
}
