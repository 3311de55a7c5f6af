/*
 * Errors in headers that the learner did not write: one at the #include that
 * leads there, with the number of the rest.
 */
#ifndef LAB_BUILD_HEADER_H
#define LAB_BUILD_HEADER_H

#include "build/private.h"

/* While the job's folder is still there. */
void headers_fold(struct job *job);

#endif
