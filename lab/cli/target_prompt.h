/*
 * The target's console as a prompt (views/prompt.h). The machine is booted
 * when it is first asked for. When it stops the prompt ends; the next time it
 * is opened it writes the dump, says what stopped it and starts it again, if
 * nobody has done so before.
 */
#ifndef LAB_CLI_TARGET_PROMPT_H
#define LAB_CLI_TARGET_PROMPT_H

#include "cli/machine.h"
#include "views/prompt.h"

struct target_prompt {
	struct prompt prompt;
	struct lab_machine machine; /* once is_open */
	bool is_open, stopped, left;
	/* private */
	struct machine_options options;
	char *history;
};

/* options and what it points to is borrowed. */
void target_prompt_init(struct target_prompt *ret,
			const struct machine_options *options);
void target_prompt_fini(struct target_prompt *prompt);

/* After a stop: where the dump is, and the machine started again. Adds what
 * is to be said. */
enum err_code target_prompt_restart(struct target_prompt *prompt,
				    struct text *out,
				    struct err *err) ERR_CHECK;
/* As the prompt runs one, for front ends without one. */
enum console_state target_prompt_run(struct target_prompt *prompt,
				     const char *line, struct text *out);

#endif
