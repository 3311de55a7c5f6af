/*
 * What build and console steps work with (views/workshop.h): a work folder
 * for each course with the learner's copies, the compiler, and one target
 * that lives as long as the session.
 */
#ifndef LAB_CLI_WORKSHOP_H
#define LAB_CLI_WORKSHOP_H

#include "cli/target_prompt.h"
#include "session/session.h"
#include "views/workshop.h"

#include <stdbool.h>
#include <stdint.h>

struct lab_workshop {
	struct workshop workshop;
	char *dump; /* the learner's own, once the target has stopped */
	/* private */
	struct prompt console;
	struct target_prompt target;
	struct session *session;
	char *folder, *data, *copy;
	char *begun;	/* the id of the step at the console */
	uint64_t built; /* goals of the last build, and of which step: */
	char *built_step;
	bool dumped;	   /* the stop was drawn, its dump written */
	prompt_stop *stop; /* of the build that runs */
};

/* folder: NULL for the learner's own work folder. session is borrowed. */
void lab_workshop_init(struct lab_workshop *ret, struct session *session,
		       const char *folder);
void lab_workshop_fini(struct lab_workshop *workshop);

/* Switches the target off; the next use switches it on anew. */
void lab_workshop_switch_off(struct lab_workshop *workshop);

#endif
