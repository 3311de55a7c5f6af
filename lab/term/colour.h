/*
 * What a style looks like: attributes and colours, by theme and by how many
 * colours there are.
 */
#ifndef LAB_TERM_COLOUR_H
#define LAB_TERM_COLOUR_H

#include "views/style.h"

#include <stdbool.h>

/* Our own bits, so that this header needs no curses. */
enum look_attribute {
	LOOK_BOLD = 1 << 0,
	LOOK_DIM = 1 << 1,
	LOOK_UNDERLINE = 1 << 2,
	LOOK_REVERSE = 1 << 3,
	LOOK_ITALIC = 1 << 4,
};

struct look {
	unsigned attributes;
	short foreground, background; /* colour numbers; -1: the default */
};

/*
 * colours: what the terminal has; under 8, or none wanted (NO_COLOR), styles
 * differ by attributes alone. light: a light background.
 */
struct look colour_get(enum style style, int colours, bool light);

/* $KDLAB_THEME (dark or light), else what COLORFGBG says, else dark. */
bool colour_is_light(void);
/* NO_COLOR is set and not empty. */
bool colour_is_off(void);

#endif
