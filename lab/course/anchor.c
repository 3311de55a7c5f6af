#include "config.h"
#include "course/anchor.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The line of a transcript that a byte belongs to. */
static size_t line_of(const struct transcript *transcript, const char *at)
{
	size_t low = 0, high = transcript->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (transcript->lines[middle].bytes <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/*
 * The first line from `from` on that contains text; the count of lines when
 * there is none. Searches the file's bytes in one go: a line at a time is
 * slower by far where lines are short.
 */
static size_t find_line(const struct transcript *transcript, const char *text,
			size_t from)
{
	size_t size = strlen(text);
	const char *at, *end;

	if (from >= transcript->count || !size)
		return transcript->count;
	at = transcript->lines[from].bytes;
	end = transcript->bytes + transcript->size;
	while ((at = memmem(at, (size_t)(end - at), text, size))) {
		size_t number = line_of(transcript, at);
		const struct transcript_line *line = &transcript->lines[number];

		/* a line leaves out the CR before its newline */
		if (at + size <= line->bytes + line->size)
			return number;
		at++;
	}
	return transcript->count;
}

struct hits {
	size_t *list;
	size_t count, capacity;
};

static void find_hits(const struct anchor *anchor,
		      const struct transcript *transcript, struct hits *ret)
{
	size_t line = 0;

	while ((line = find_line(transcript, anchor->text, line)) <
	       transcript->count) {
		ret->list = mem_grow(ret->list, &ret->capacity, ret->count + 1,
				     sizeof(*ret->list));
		ret->list[ret->count++] = line++;
	}
}

static bool contains_folded(const struct transcript_line *line,
			    const char *text, size_t size)
{
	/* only a kindness: not worth long lines */
	for (size_t i = 0; i + size <= line->size && i < 1024; i++)
		if (strncasecmp(line->bytes + i, text, size) == 0)
			return true;
	return false;
}

/* What to say of an anchor that matches nothing. */
static enum err_code no_hit(const struct anchor *anchor,
			    const struct transcript *transcript,
			    struct err *err)
{
	size_t size = strlen(anchor->text);

	/* a whole-file search by cases is for small files */
	for (size_t i = 0; size && i < transcript->count && i < 4096; i++) {
		if (contains_folded(&transcript->lines[i], anchor->text, size))
			return err_set(err, ERR_FORMAT, i + 1,
				       "anchor matches no line: '%s': line %zu "
				       "has it in other capitals",
				       anchor->text, i + 1);
	}
	return err_set(err, ERR_FORMAT, 0,
		       "anchor matches no line: '%s': copy the text from the "
		       "recording, letter for letter",
		       anchor->text);
}

static enum err_code check_count(const struct anchor *anchor,
				 const struct transcript *transcript,
				 const struct hits *hits, struct err *err)
{
	int64_t count = anchor->count > 0 ? anchor->count : 1;

	if (hits->count == 0)
		return no_hit(anchor, transcript, err);
	if ((uint64_t)count != hits->count)
		return err_set(err, ERR_FORMAT, hits->list[0] + 1,
			       "anchor matches %zu lines, not %lld: '%s': say "
			       "'count: %zu', or take more of the line",
			       hits->count, (long long)count, anchor->text,
			       hits->count);
	if (anchor->nth > 0 && (uint64_t)anchor->nth > hits->count)
		return err_set(
			err, ERR_FORMAT, hits->list[0] + 1,
			"anchor wants line %lld of %zu that match: '%s': "
			"set 'nth' to %zu at most",
			(long long)anchor->nth, hits->count, anchor->text,
			hits->count);
	return ERR_OK;
}

/*
 * The lines from `first` on; what goes past the end is cut. *to is where the
 * next line that has anchor->to was last found: it only moves down, so all
 * ranges together take one pass.
 */
static enum err_code measure(const struct anchor *anchor,
			     const struct transcript *transcript, size_t first,
			     size_t *to, struct anchor_range *ret,
			     struct err *err)
{
	size_t left = transcript->count - first;

	*ret = (struct anchor_range){ .first = first, .count = 1 };
	if (anchor->to) {
		if (*to <= first)
			*to = find_line(transcript, anchor->to, first + 1);
		if (*to == transcript->count)
			return err_set(err, ERR_FORMAT, first + 1,
				       "no line after line %zu matches 'to': "
				       "'%s': copy the text from the recording",
				       first + 1, anchor->to);
		ret->count = *to - first + 1;
	} else if (anchor->lines > 0) {
		ret->count = (size_t)anchor->lines;
		if ((uint64_t)anchor->lines > left) {
			ret->count = left;
			return err_set(err, ERR_FORMAT, first + 1,
				       "anchor covers %lld lines, but %zu are "
				       "left: '%s': set 'lines' to %zu",
				       (long long)anchor->lines, left,
				       anchor->text, left);
		}
	}
	return ERR_OK;
}

enum err_code anchor_find(const struct anchor *anchor,
			  const struct transcript *transcript,
			  struct anchor_ranges *ret, struct err *err)
{
	struct hits hits = { 0 };
	size_t begin = 0, end, to = 0;
	enum err_code code;

	find_hits(anchor, transcript, &hits);
	code = check_count(anchor, transcript, &hits, err);
	end = hits.count;
	if (anchor->nth > 0) {
		begin = (size_t)(anchor->nth - 1);
		begin = begin < end ? begin : end;
		end = begin < end ? begin + 1 : end;
	}
	ret->count = end - begin;
	ret->list = mem_calloc(ret->count, sizeof(*ret->list));
	for (size_t i = 0; i < ret->count; i++) {
		enum err_code more =
			measure(anchor, transcript, hits.list[begin + i], &to,
				&ret->list[i], code ? NULL : err);

		code = code ? code : more;
	}
	free(hits.list);
	return code;
}

void anchor_ranges_fini(struct anchor_ranges *ranges)
{
	free(ranges->list);
	ranges->list = NULL;
	ranges->count = 0;
}

bool anchor_ranges_have(const struct anchor_ranges *ranges, size_t line)
{
	for (size_t i = 0; i < ranges->count; i++) {
		const struct anchor_range *range = &ranges->list[i];

		if (line >= range->first && line - range->first < range->count)
			return true;
	}
	return false;
}
