/*
 * Where build and console steps are done: the learner's copy of a driver, the
 * compiler, the target and its console. The front ends know no more of them
 * than this; who implements it is behind the context, and tells the session
 * what came of what was done.
 */
#ifndef LAB_VIEWS_WORKSHOP_H
#define LAB_VIEWS_WORKSHOP_H

#include "base/err.h"
#include "base/text.h"
#include "views/prompt.h"
#include "views/stopscreen.h"

#include <stdbool.h>

struct workshop_ops {
	/*
	 * The learner's copy of this step's source, made from the given one
	 * when there is none; never written over. *ret is borrowed.
	 */
	enum err_code (*copy)(void *context, const char **ret, struct err *err);
	/* Shows the copy as it stands: session_set_work, with no messages. */
	enum err_code (*show)(void *context, struct err *err);
	/* Compiles it and shows what the compiler said; *ret_built: whether
	 * there is a driver now. It may take some seconds. */
	enum err_code (*build)(void *context, prompt_stop *stop,
			       bool *ret_built, struct err *err);
	/* Changes a text that stands in the copy once. */
	enum err_code (*change)(void *context, const char *find,
				const char *put, struct err *err);
	/* Whether the target has stopped and was not started again yet. */
	bool (*stopped)(void *context, struct stopscreen *ret);
	/* Writes the dump, part by part: call it until *percent is 100. */
	enum err_code (*dump)(void *context, int *percent, struct err *err);
};

struct workshop {
	const struct workshop_ops *ops;
	void *context;
	const struct prompt *console;
};

#endif
