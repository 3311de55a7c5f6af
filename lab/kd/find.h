/*
 * Bytes among bytes, as memmem finds them, and several times as fast where
 * two of them are rare together.
 */
#ifndef LAB_KD_FIND_H
#define LAB_KD_FIND_H

#include <stddef.h>
#include <stdint.h>

struct find {
	const uint8_t *bytes; /* borrowed */
	size_t size;
	size_t rare[2]; /* where its rarest bytes are */
};

/* size is not 0. */
void find_init(struct find *ret, const uint8_t *bytes, size_t size);
/* The first place in [from, end), or NULL. */
const uint8_t *find_next(const struct find *find, const uint8_t *from,
			 const uint8_t *end);

#endif
