/*
 * A workshop without a compiler or a target: the first build fails with two
 * messages, those after an edit succeed. Its console knows "make" and "load",
 * which meet goals, "crash" and "exit".
 */
#ifndef LAB_TESTS_DATA_FAKEWORKSHOP_H
#define LAB_TESTS_DATA_FAKEWORKSHOP_H

#include "session/session.h"
#include "views/workshop.h"

struct fakeworkshop {
	struct workshop workshop;
	struct prompt console;
	struct session *session; /* set it before it is used */
	bool edited, stopped;
};

void fakeworkshop_init(struct fakeworkshop *fake);

#endif
