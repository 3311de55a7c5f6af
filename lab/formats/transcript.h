/*
 * What a debugger printed, or a source file: lines, as recorded. Nothing is
 * changed; a line leaves out its newline (and a CR before it).
 */
#ifndef LAB_FORMATS_TRANSCRIPT_H
#define LAB_FORMATS_TRANSCRIPT_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct transcript_line {
	const char *bytes; /* not NUL-terminated */
	size_t size;
};

struct transcript {
	char *bytes; /* the file */
	size_t size;
	struct transcript_line *lines;
	size_t count;
	/* Of "1: kd> !mex.di" in the first line: "1: kd> " and "!mex.di"; both
	 * of size 0 where the first line is no prompt. */
	struct transcript_line prompt, command;
};

enum err_code transcript_read(const char *path, struct transcript *ret,
			      struct err *err) ERR_CHECK;
/* From bytes in memory, which it takes over and frees. */
void transcript_take(char *bytes, size_t size, struct transcript *ret);
void transcript_fini(struct transcript *transcript);

#endif
