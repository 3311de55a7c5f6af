/*
 * Text that grows, with a limit. A text that reached its limit stays valid,
 * takes no more, and says so in `full`.
 */
#ifndef LAB_BASE_TEXT_H
#define LAB_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
	char *bytes; /* NUL-terminated, or NULL while empty */
	size_t size; /* without the NUL */
	size_t capacity;
	size_t limit; /* 0: LIMIT_TEXT */
	bool full;
};

/* A zeroed struct text is an empty one. */
void text_fini(struct text *text);
void text_clear(struct text *text);

void text_add(struct text *text, const char *bytes, size_t size);
void text_add_string(struct text *text, const char *string);
void text_add_char(struct text *text, char c);
void text_printf(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Adds bytes with every control character but newline and tab made visible
 * (ESC as ^[, 0x9b as \x9b): a terminal escape in a file is shown, never sent.
 */
void text_add_visible(struct text *text, const char *bytes, size_t size);

/* The text as a string, never NULL; borrowed. */
const char *text_string(const struct text *text);
/* The same, handed over: the caller frees it, the text is empty again. */
char *text_take(struct text *text);

#endif
