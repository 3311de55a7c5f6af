/*
 * Memory for libcmark. It allocates node by node and frees them the same way,
 * which takes as long as parsing does; here the nodes die together, and what
 * is freed before that is given out again.
 */
#ifndef LAB_FORMATS_POOL_H
#define LAB_FORMATS_POOL_H

#include <cmark.h>

/*
 * cmark's allocator gets no argument of its own, so there is one pool a
 * thread: between these two calls what is returned allocates from it, behind
 * the second all of that is gone. Not nested.
 */
cmark_mem *pool_open(void);
void pool_close(void);

#endif
