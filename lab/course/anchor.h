/*
 * Anchors: which lines of a transcript a note, a fold or a reply is about.
 */
#ifndef LAB_COURSE_ANCHOR_H
#define LAB_COURSE_ANCHOR_H

#include "base/err.h"
#include "course/step.h"
#include "formats/transcript.h"

#include <stdbool.h>
#include <stddef.h>

/* Lines [first, first + count), from 0. */
struct anchor_range {
	size_t first, count;
};

struct anchor_ranges {
	struct anchor_range *list;
	size_t count;
};

/*
 * Finds the anchor's lines. ERR_FORMAT, with words for lint, when it matches
 * less or more than it declares; the ranges found are returned all the same.
 * anchor_ranges_fini frees them.
 */
enum err_code anchor_find(const struct anchor *anchor,
			  const struct transcript *transcript,
			  struct anchor_ranges *ret, struct err *err) ERR_CHECK;
void anchor_ranges_fini(struct anchor_ranges *ranges);
bool anchor_ranges_have(const struct anchor_ranges *ranges, size_t line);

#endif
