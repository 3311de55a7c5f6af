/*
 * Text of a Markdown file on its way to a terminal: well-formed UTF-8 with
 * its control characters made visible.
 */
#ifndef LAB_FORMATS_CLEANED_H
#define LAB_FORMATS_CLEANED_H

#include "base/text.h"

#include <stddef.h>

/* Line ends and tabs become spaces. */
void cleaned_add_prose(struct text *text, const char *bytes, size_t size);
/* Line ends are kept; tabs go to the next multiple of 8 cells, counted from
 * the start of bytes or the last line end. */
void cleaned_add_code(struct text *text, const char *bytes, size_t size);

#endif
