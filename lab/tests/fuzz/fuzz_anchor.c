/*
 * Any anchor on any recording. The first line of an input is the anchor's text,
 * the second its `to` (empty: none), the third a letter each for count, nth and
 * lines ('0' is 0); the rest is the recording.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"
#include "base/mem.h"
#include "course/anchor.h"

#include <stdlib.h>
#include <string.h>

static void demand(int truth)
{
	if (!truth)
		abort();
}

/* A line off the front, without its newline; the caller frees it. */
static char *take_line(const char **at, const char *end)
{
	const char *newline = memchr(*at, '\n', (size_t)(end - *at));
	char *line =
		mem_strndup(*at, (size_t)((newline ? newline : end) - *at));

	*at = newline ? newline + 1 : end;
	return line;
}

static int64_t number_at(const char *letters, size_t at)
{
	return strlen(letters) > at ? (unsigned char)letters[at] - '0' : 0;
}

static void check(const struct anchor *anchor,
		  const struct transcript *transcript)
{
	struct anchor_ranges ranges;
	struct err err = { 0 };
	enum err_code code = anchor_find(anchor, transcript, &ranges, &err);
	size_t last = 0;

	demand(code == ERR_OK || code == ERR_FORMAT);
	demand(code == ERR_OK || err.message[0]);
	if (code == ERR_OK)
		demand(anchor->nth > 0 ? ranges.count == 1
				       : ranges.count == (size_t)anchor->count);
	for (size_t i = 0; i < ranges.count; i++) {
		const struct anchor_range *range = &ranges.list[i];
		const struct transcript_line *line;

		demand(range->count >= 1 && range->first < transcript->count);
		demand(range->count <= transcript->count - range->first);
		demand(i == 0 || range->first > last);
		last = range->first;
		line = &transcript->lines[range->first];
		demand(memmem(line->bytes, line->size, anchor->text,
			      strlen(anchor->text)) != NULL);
		demand(anchor_ranges_have(&ranges, range->first));
	}
	demand(!anchor_ranges_have(&ranges, transcript->count));
	anchor_ranges_fini(&ranges);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *at = (const char *)bytes, *end = at + size;
	char *text, *to, *letters;
	struct transcript transcript;
	struct anchor anchor = { 0 };

	if (!size)
		return 0;
	text = take_line(&at, end);
	to = take_line(&at, end);
	letters = take_line(&at, end);
	anchor.text = text;
	anchor.to = *to ? to : NULL;
	anchor.count = number_at(letters, 0);
	anchor.nth = number_at(letters, 1);
	anchor.lines = number_at(letters, 2);
	if (anchor.count < 1)
		anchor.count = 1;
	transcript_take(mem_strndup(at, (size_t)(end - at)), (size_t)(end - at),
			&transcript);
	check(&anchor, &transcript);
	transcript_fini(&transcript);
	free(text);
	free(to);
	free(letters);
	return 0;
}
