/*
 * Something for a prompt to talk to, that knows five commands: "echo WORDS",
 * "count N" (so many lines, each with an address), "wide", "long", and "q",
 * which ends it.
 */
#ifndef LAB_TESTS_DATA_FAKEPROMPT_H
#define LAB_TESTS_DATA_FAKEPROMPT_H

#include "views/prompt.h"

struct fakeprompt {
	struct prompt prompt;
	bool missing; /* there is nothing to open */
	bool broken;  /* and nothing that can be opened */
	bool open;
	unsigned runs, lines; /* since it was made */
};

void fakeprompt_init(struct fakeprompt *fake);

#endif
