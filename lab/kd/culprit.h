/*
 * Who is to be named for a stop, and in which bucket it falls. For stops whose
 * argument is the code to name as WinDbg has it; for others the first driver
 * on the stack, without WinDbg's finer rules.
 */
#ifndef LAB_KD_CULPRIT_H
#define LAB_KD_CULPRIT_H

#include "kd/keys.h"
#include "kd/stack.h"

/* Fills in symbol, module, image and bucket; nobody: the bucket is "". */
void culprit_find(struct kd_call *call, const struct stack *stack,
		  struct analysis *ret);
/* What stands behind the last \ or / of a path. */
const char *culprit_file(const char *path);

#endif
