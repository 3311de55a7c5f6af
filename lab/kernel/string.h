/*
 * Texts in the guest: UNICODE_STRING and what drivers mean by a string.
 */
#ifndef LAB_KERNEL_STRING_H
#define LAB_KERNEL_STRING_H

#include "kernel/private.h"

/* A UNICODE_STRING at `at`, its text, with a NUL, in memory of the kernel's. */
void string_init(struct kernel *kernel, uint64_t at, const char *text);
/* The same, the UNICODE_STRING too. */
uint64_t string_new(struct kernel *kernel, const char *text);
/* The same in paged pool, as RtlFreeUnicodeString frees it; false: none left.
 * text is ASCII. */
bool string_in_pool(struct kernel *kernel, uint64_t at, const char *text);
/* A UNICODE_STRING as UTF-8, cut to fit. Faults as the kernel would. */
void string_read(struct kernel *kernel, uint64_t at, char *ret, size_t size);

/* A walk along characters of 1 or 2 bytes that is as fast as the host. */
struct string_cursor {
	struct kernel *kernel;
	uint64_t at; /* of the next */
	unsigned unit;
	const uint8_t *bytes;
	size_t left;
};
/* The next character; 0 after a fault, which ends every walk to a NUL. */
uint32_t string_next(struct string_cursor *cursor);
/* Writes one; as put8 and put16. */
void string_put(struct string_cursor *cursor, uint32_t c);
/* Characters before the NUL, of `most` at most. */
uint64_t string_length(struct kernel *kernel, uint64_t at, unsigned unit,
		       uint64_t most);
/* toupper and tolower as the kernel has them for ASCII. */
uint32_t string_upper(uint32_t c);
uint32_t string_lower(uint32_t c);
/* RtlUpcaseUnicodeChar and its opposite: Latin, Greek and Cyrillic. */
uint16_t string_upcase(uint16_t c);
uint16_t string_downcase(uint16_t c);

#endif
