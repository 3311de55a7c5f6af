#include "config.h"
#include "build/compile.h"

#include "base/file.h"
#include "base/limits.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

bool source_tries(const char *source)
{
	static const char word[] = "__try";
	const size_t length = sizeof(word) - 1;
	bool found = false;
	const char *at, *end;
	char *bytes;
	size_t size;

	if (file_read(source, LIMIT_BUILD_SOURCE, &bytes, &size, NULL, NULL))
		return false;
	end = bytes + size;
	at = bytes;
	while (!found &&
	       (at = memmem(at, (size_t)(end - at), word, length)) != NULL) {
		found = (at == bytes || !is_word(at[-1])) &&
			(at + length == end || !is_word(at[length]));
		at += length;
	}
	free(bytes);
	return found;
}
