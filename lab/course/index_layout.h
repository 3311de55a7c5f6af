/*
 * An index as it lies in its file. For index.c and index_build.c only.
 */
#ifndef LAB_COURSE_INDEX_LAYOUT_H
#define LAB_COURSE_INDEX_LAYOUT_H

#include "course/index.h"

#define INDEX_MAGIC   "kdlabidx"
#define INDEX_VERSION 2u

enum index_section {
	INDEX_FILES,
	INDEX_LESSONS,
	INDEX_STEPS,
	INDEX_IDS,
	INDEX_REFS,
	INDEX_STRINGS,
	INDEX_SECTIONS
};

struct index_head {
	char magic[8];
	uint32_t version;
	uint32_t layout; /* index_layout of the program that wrote it */
	uint64_t size;	 /* of the whole */
	uint64_t offsets[INDEX_SECTIONS], counts[INDEX_SECTIONS];
	struct index_info info;
};

extern const size_t index_record_sizes[INDEX_SECTIONS];

/* Another compiler's or machine's structs give another number. */
uint32_t index_layout(void);

#endif
