/*
 * UTF-8 and the width of characters on a terminal.
 */
#ifndef LAB_BASE_UTF8_H
#define LAB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decodes one character at bytes (size > 0) into *ret; returns the bytes it
 * took, at least 1. A malformed byte decodes as U+FFFD and takes 1.
 */
size_t utf8_decode(const char *bytes, size_t size, uint32_t *ret);
/* Writes at most 4 bytes to ret and returns how many. */
size_t utf8_encode(uint32_t c, char *ret);
/* The offset of the first malformed byte, or size when there is none. */
size_t utf8_check(const char *bytes, size_t size);

/* How many bytes at the start are printable ASCII: a character and a cell
 * each. Looks at eight bytes at a time. */
size_t utf8_plain(const char *bytes, size_t size);

/* Cells that a character takes: 0 (combining, control), 1 or 2. */
int utf8_width(uint32_t c);
/* Cells of a whole text. Control characters count 0. */
size_t utf8_cells(const char *bytes, size_t size);
/* Bytes of the longest start of the text that fits into cells. */
size_t utf8_fit(const char *bytes, size_t size, size_t cells);

/*
 * ASCII that stands for a character where the terminal has no UTF-8:
 * "--" for a dash, "?" where nothing comes close. A static string.
 */
const char *utf8_ascii(uint32_t c);

/* The bytes where two texts differ as edits: Damerau-Levenshtein, for
 * did-you-mean. Texts over 64 bytes are taken as far apart. */
size_t utf8_distance(const char *a, const char *b);

#endif
