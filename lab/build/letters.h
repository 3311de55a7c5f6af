/*
 * Conversions of DbgPrint that gcc does not know, %wZ and its like, in letters
 * that it knows: so it checks them as it does the others.
 */
#ifndef LAB_BUILD_LETTERS_H
#define LAB_BUILD_LETTERS_H

#include "base/text.h"
#include "build/message.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A copy of a source in which the texts have gcc's letters for Windows', every
 * character in its column: %wZ becomes %ln, which takes a pointer that nobody
 * prints. The copy is for gcc's eyes only. False: there are none.
 */
bool letters_replace(const char *bytes, size_t size, struct text *ret);
/*
 * What gcc said of the copy in the letters of the source; a message that is
 * not so on Windows is marked.
 */
void letters_restore(struct build_messages *messages, const char *source,
		     bool *marked);

#endif
