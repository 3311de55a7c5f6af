/*
 * KEY_VALUES_STRING of !analyze -v, and the identity of a failure.
 */
#ifndef LAB_KD_KEYS_H
#define LAB_KD_KEYS_H

#include "base/text.h"
#include "target/target.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct analysis {
	char symbol[512];     /* "nt!IopLoadUnloadDriver+0x10" */
	size_t symbol_length; /* without the offset */
	uint64_t offset;
	const char *module;
	char image[64];	  /* of the file: nt's is named after its PDB */
	char bucket[600]; /* "" when nobody can be named */
	char hash[40];	  /* "{040db381-...}" */
	uint64_t context; /* the exception's: its registers tell; 0: none */
	uint64_t started; /* keys_clock */
};

/* ms of a clock that only goes on. */
uint64_t keys_clock(void);
void keys_print(struct target *target, const struct analysis *analysis,
		struct text *out);
/* "BLACKBOXBSD: 1 (!blackboxbsd)" and its like, where there is such data. */
void keys_black_boxes(struct target *target, struct text *out);
/* "10.0.19041.1" and "vb_release" of a build lab; false when it is not one. */
bool keys_split_lab(const char *lab, char *ret_version, size_t version_size,
		    char *ret_branch, size_t branch_size);
/* The MD5 of "km:" and the bucket in small letters, as UTF-16, as a GUID. */
void keys_hash(const char *bucket, char *ret, size_t size);

#endif
