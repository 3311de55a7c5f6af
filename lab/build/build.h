/*
 * A driver from its sources: scanned, compiled, linked and finished with
 * mingw-w64, in a folder of its own that is gone afterwards.
 */
#ifndef LAB_BUILD_BUILD_H
#define LAB_BUILD_BUILD_H

#include "base/err.h"
#include "build/message.h"

#include <stdbool.h>
#include <stddef.h>

struct build_config {
	const char *const *sources; /* C files, at least one */
	size_t source_count;
	const char *output;   /* NULL: beside the first source, as .sys */
	const char *data;     /* the folder that holds driver/ */
	const char *compiler; /* NULL: $KDLAB_CROSS, else the usual one */
	bool debug;	      /* DBG is 1: KdPrint prints, ASSERT asserts */
	bool sign;
	/* asked about ten times a second; true ends the build; NULL-able */
	bool (*interrupted)(void *context);
	void *context;
};

struct build {
	struct build_messages messages; /* in the order they were said */
	bool built;			/* the file was written */
	bool is_signed;
	char *output; /* its path */
};

/*
 * A driver that does not compile is no error: `built` is false and the
 * messages say why. ERR_NOT_FOUND: no compiler. ERR_BUSY: interrupted.
 * On ERR_OK the caller calls build_fini.
 */
enum err_code build_run(const struct build_config *config, struct build *ret,
			struct err *err) ERR_CHECK;
void build_fini(struct build *build);
/* Whether there is a compiler, with headers for drivers, and what it is given;
 * ERR_NOT_FOUND with words. data as in build_config. */
enum err_code build_check(const char *data, struct err *err) ERR_CHECK;

/* The message as it is printed: place, text, the line of the source with a
 * mark below, plain words. columns: of the terminal, which long lines of source
 * are cut to; 0: there is none, and they are not. */
struct text;
void build_print(const struct build_message *message, unsigned columns,
		 struct text *out);

#endif
