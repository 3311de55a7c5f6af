/*
 * A debugger command is a row, beside the function that runs it, in the file
 * of its family; kd/command.c lists the families. What a row declares is
 * checked before its function runs.
 */
#ifndef LAB_KD_COMMAND_H
#define LAB_KD_COMMAND_H

#include "base/err.h"
#include "base/text.h"
#include "target/target.h"

#include <stdbool.h>
#include <stddef.h>

enum kd_needs {
	KD_NEEDS_MEX = 1 << 0,	   /* after .load mex, or spelt !mex.x */
	KD_NEEDS_SYMBOLS = 1 << 1, /* of the kernel */
	KD_NEEDS_PAGES = 1 << 2,   /* physical memory: not in a triage dump */
};

struct kd_call {
	struct target *target;
	struct kd *kd;
	const struct kd_command *command;
	const char *name; /* as typed, e.g. "dqs" */
	const char
		*arguments; /* the rest of the line, blanks cut at both ends */
	struct text *out;
};

struct kd_command {
	const char *names;   /* "dd\0dq\0dps\0": the first is its own */
	const char *summary; /* one line, no full stop */
	const char *usage;
	const char *help; /* prose; where we differ from WinDbg, it says so */
	unsigned needs;
	/* words for the person are in err; what was printed so far stays */
	enum err_code (*run)(struct kd_call *call, struct err *err);
};

struct kd_family {
	const char *name;
	const struct kd_command *commands;
	size_t count;
};

const struct kd_command *kd_command_find(const char *name);
/* Each in turn, NULL at the end. */
const struct kd_command *kd_command_at(size_t number);

/* Arguments: cuts the next word, or evaluates the next expression. */
bool kd_word(const char **arguments, char *ret, size_t size);
enum err_code kd_expression(struct kd_call *call, const char **arguments,
			    uint64_t *ret, struct err *err) ERR_CHECK;
/* fffff804`06000000 */
void kd_address(struct text *out, uint64_t address);
/* True once .load mex was run. */
bool kd_has_mex(const struct kd *kd);
void kd_set_mex(struct kd *kd);

#endif
