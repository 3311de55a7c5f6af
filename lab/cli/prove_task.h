/*
 * Proof of build and console steps: their solutions and slips on the real
 * compiler and machine. For prove.c only.
 */
#ifndef LAB_CLI_PROVE_TASK_H
#define LAB_CLI_PROVE_TASK_H

#include "cli/workshop.h"
#include "course/prove.h"
#include "session/session.h"

#include <stdbool.h>

struct play {
	struct course *course;
	struct session *session;
	struct lab_workshop workshop;
	char *folder; /* the learner's work, for this play */
	struct text *failures;
	struct text *script;
	struct prove_counts *counts;
	size_t slips;
	size_t skipped; /* steps that this host cannot play */
	char why[256];	/* and what it lacks */
};

void prove_fail(struct play *play, const char *id, const char *message);
/* Empties the session's events. */
void prove_drain(struct play *play);

/* A folder for the learner's work, made; prove_remove_folder takes it away. */
enum err_code prove_make_folder(struct play *play, struct err *err) ERR_CHECK;
void prove_remove_folder(struct play *play);

/* Each slip of the step that is shown: its words must be said, and the step
 * must not be done by it. */
void prove_slips(struct play *play);
/* The source as the step's solution leaves it, built, for the steps behind. */
void prove_leave(struct play *play);
/* The step's solution, played and written to the script. False: this host
 * cannot play it. */
bool prove_solution(struct play *play);

#endif
