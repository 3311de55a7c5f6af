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
 * gcc does not know DbgPrint's %wZ: what it says of a format with one on its
 * line is taken out. The files are read as the messages name them.
 */
void explain_drop_formats(struct build_messages *messages);

#endif
