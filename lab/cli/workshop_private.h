/*
 * The two halves of the workshop: workshop.c (the copy and the compiler) and
 * workshop_target.c (the target and its console).
 */
#ifndef LAB_CLI_WORKSHOP_PRIVATE_H
#define LAB_CLI_WORKSHOP_PRIVATE_H

#include "cli/workshop.h"

/* Sets target, console and dump; folder is set. */
void workshop_init_target(struct lab_workshop *workshop);
/* Puts what was built on the disk of a target that is on. */
enum err_code workshop_refresh(struct lab_workshop *workshop,
			       struct err *err) ERR_CHECK;
bool workshop_stopped(void *context, struct stopscreen *ret);
enum err_code workshop_dump(void *context, int *percent,
			    struct err *err) ERR_CHECK;

#endif
