/*
 * The stop screen of Windows 10: what a learner's machine shows when it has
 * stopped, drawn over the whole canvas, or as lines of text.
 */
#ifndef LAB_VIEWS_STOPSCREEN_H
#define LAB_VIEWS_STOPSCREEN_H

#include "views/canvas.h"

#include <stdint.h>

struct stopscreen {
	const char *name; /* "SYSTEM_EXIT_OWNED_MUTEX", or "": the code */
	uint32_t code;
	const char *driver; /* what failed, or "" */
	int percent;	    /* of the dump that is written */
	const char *below;  /* a line of the lab's at the bottom, or NULL */
};

void stopscreen_draw(const struct stopscreen *stop, struct canvas *canvas);
void stopscreen_print(const struct stopscreen *stop, struct text *out);

#endif
