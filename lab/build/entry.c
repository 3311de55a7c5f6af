#include "config.h"
#include "build/compile.h"

#include "base/file.h"
#include "base/limits.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char entry[] = "DriverEntry";

/* Whether the word ends at `at`, blanks between them left out. */
static bool is_before(const char *bytes, const char *at, const char *word)
{
	size_t size = strlen(word);

	while (at > bytes && isspace((unsigned char)at[-1]))
		at--;
	return (size_t)(at - bytes) >= size &&
	       memcmp(at - size, word, size) == 0 &&
	       ((size_t)(at - bytes) == size || !is_word(at[-(int)size - 1]));
}

/* "(PDRIVER_OBJECT a, PUNICODE_STRING b)", with words around them. */
static bool has_arguments(const char *at, const char *end)
{
	static const char first[] = "PDRIVER_OBJECT",
			  second[] = "PUNICODE_STRING";
	const char *close, *comma;

	while (at < end && isspace((unsigned char)*at))
		at++;
	close = memchr(at, ')', (size_t)(end - at));
	if (*at != '(' || !close)
		return false;
	comma = memchr(at, ',', (size_t)(close - at));
	if (!comma || memchr(comma + 1, ',', (size_t)(close - comma - 1)))
		return false;
	return memmem(at, (size_t)(comma - at), first, strlen(first)) &&
	       memmem(comma, (size_t)(close - comma), second, strlen(second));
}

bool entry_is_odd(const char *source)
{
	bool named = false, usual = false;
	const char *at, *end;
	char *bytes;
	size_t size;

	if (file_read(source, LIMIT_BUILD_SOURCE, &bytes, &size, NULL, NULL))
		return false;
	end = bytes + size;
	for (at = bytes; !usual; at += strlen(entry)) {
		const char *next =
			memmem(at, (size_t)(end - at), entry, strlen(entry));

		if (!next)
			break;
		at = next;
		named = true;
		usual = is_before(bytes, at, "DRIVER_INITIALIZE") ||
			(is_before(bytes, at, "NTSTATUS") &&
			 has_arguments(at + strlen(entry), end));
	}
	free(bytes);
	return named && !usual;
}
