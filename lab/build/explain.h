/*
 * Plain words beside the compiler's, where a beginner with drivers stumbles:
 * a row each.
 */
#ifndef LAB_BUILD_EXPLAIN_H
#define LAB_BUILD_EXPLAIN_H

#include "build/message.h"
#include "build/names.h"

/* Fills `plain` of the messages that have words; names may be empty. */
void explain_messages(struct build_messages *messages,
		      const struct names *names);

/*
 * Takes out what gcc says of formats and is not so on Windows: of int
 * and long, and, where letters.h did not look, of a line with a %wZ or %ws.
 * Files are read as the messages name them.
 */
void explain_drop_formats(struct build_messages *messages);

/* Takes out what gcc says only because of another error that it told. */
void explain_drop_followers(struct build_messages *messages);

#endif
