#include "config.h"
#include "formats/transcript.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define PROMPT_MOST 80u /* bytes; further in, a '>' is part of a text */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t skip_digits(const char *bytes, size_t size, size_t at)
{
	while (at < size && is_digit(bytes[at]))
		at++;
	return at;
}

/*
 * Whether the bytes before a '>' are a prompt's: "kd", "lkd", "1: kd",
 * "0:000", "0:000:x86", "C:\lab", "PS C:\lab".
 */
static bool is_prompt(const char *bytes, size_t size)
{
	size_t digits = skip_digits(bytes, size, 0);

	if (size >= 3 && memcmp(bytes, "PS ", 3) == 0) {
		bytes += 3;
		size -= 3;
	}
	if (size >= 3 && bytes[1] == ':' && bytes[2] == '\\')
		return true;
	if (digits && digits < size && bytes[digits] == ':') {
		size_t at = digits + 1;
		size_t more = skip_digits(bytes, size, at);

		if (more > at)
			return more == size || bytes[more] == ':';
		at += at < size && bytes[at] == ' ';
		bytes += at;
		size -= at;
	} else if (digits) {
		return false;
	}
	return (size == 2 && memcmp(bytes, "kd", 2) == 0) ||
	       (size == 3 && memcmp(bytes, "lkd", 3) == 0);
}

static void find_command(struct transcript *transcript)
{
	const struct transcript_line *first = transcript->lines;
	size_t most, at;
	const char *end;

	if (!transcript->count)
		return;
	most = first->size < PROMPT_MOST ? first->size : PROMPT_MOST;
	end = memchr(first->bytes, '>', most);
	if (!end || !is_prompt(first->bytes, (size_t)(end - first->bytes)))
		return;
	at = (size_t)(end - first->bytes) + 1;
	at += at < first->size && first->bytes[at] == ' ';
	transcript->prompt.bytes = first->bytes;
	transcript->prompt.size = at;
	transcript->command.bytes = first->bytes + at;
	transcript->command.size = first->size - at;
}

static size_t count_lines(const char *bytes, size_t size)
{
	size_t count = 0;
	const char *at = bytes, *end = bytes + size;

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		count++;
		at++;
	}
	return count + (size && bytes[size - 1] != '\n');
}

void transcript_take(char *bytes, size_t size, struct transcript *ret)
{
	struct transcript transcript = { .bytes = bytes, .size = size };
	const char *at = bytes, *end = bytes + size;

	transcript.count = count_lines(bytes, size);
	transcript.lines =
		mem_calloc(transcript.count, sizeof(*transcript.lines));
	for (size_t i = 0; i < transcript.count; i++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((stop ? stop : end) - at);

		transcript.lines[i].bytes = at;
		if (stop && length && at[length - 1] == '\r')
			transcript.lines[i].size = length - 1;
		else
			transcript.lines[i].size = length;
		at = stop ? stop + 1 : end;
	}
	find_command(&transcript);
	*ret = transcript;
}

enum err_code transcript_read(const char *path, struct transcript *ret,
			      struct err *err)
{
	enum err_code code;
	size_t size;
	char *bytes;

	code = file_read(path, LIMIT_TRANSCRIPT_BYTES, &bytes, &size, NULL,
			 err);
	if (code)
		return code;
	transcript_take(bytes, size, ret);
	return ERR_OK;
}

void transcript_fini(struct transcript *transcript)
{
	free(transcript->lines);
	free(transcript->bytes);
	memset(transcript, 0, sizeof(*transcript));
}
