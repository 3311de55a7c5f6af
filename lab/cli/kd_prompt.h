/*
 * The debugger as a prompt (views/prompt.h): on a dump that is named, or on
 * the one that the course names for the step that is shown. It is opened when
 * it is first asked for, and stays open.
 */
#ifndef LAB_CLI_KD_PROMPT_H
#define LAB_CLI_KD_PROMPT_H

#include "base/file.h"
#include "session/session.h"
#include "views/prompt.h"

#include <stdbool.h>

struct kd_prompt {
	struct prompt prompt;
	/* private */
	const struct session *session; /* NULL: the dump was named */
	const char *own;	       /* the learner's own dump, or NULL */
	struct file_stamp stamp;       /* of the dump that is open */
	char *dump, *symbols;	       /* symbols: a folder or NULL */
	char *history;
	struct target *target;
	struct kd *kd;
	prompt_stop *stop; /* of the line that runs */
};

/* dump: its file; symbols may be NULL. Nothing is opened yet. */
void kd_prompt_init(struct kd_prompt *ret, const char *dump,
		    const char *symbols);
/* The dump of whatever step is shown; session is borrowed, and own, the file
 * of the learner's own dump, which may not be there yet. */
void kd_prompt_init_course(struct kd_prompt *ret, const struct session *session,
			   const char *own);
void kd_prompt_fini(struct kd_prompt *prompt);

#endif
