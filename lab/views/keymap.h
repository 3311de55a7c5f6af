/*
 * Which key does what where: one table. The dispatcher, the status line, the
 * help screen and the test that lists every binding read it.
 */
#ifndef LAB_VIEWS_KEYMAP_H
#define LAB_VIEWS_KEYMAP_H

#include "session/session.h"

#include <stddef.h>
#include <stdint.h>

/* What the screen is at; flags, so that a row can hold in several. Each has a
 * name that stands on the status line when it is not the plain one. */
enum mode {
	MODE_READ = 1 << 0,
	MODE_REPLAY = 1 << 1, /* output shown, notes to visit */
	MODE_CHOICE = 1 << 2, /* options to choose from */
	MODE_ORDER = 1 << 3,
	MODE_MATCH = 1 << 4,
	MODE_POINT = 1 << 5, /* a line to point at */
	MODE_TYPE = 1 << 6,  /* a number or text to type */
	MODE_CALM = 1 << 7,  /* the same with the keys free */
	MODE_RIGHT = 1 << 8, /* answered, full marks */
	MODE_WRONG = 1 << 9, /* answered, not so */
	MODE_OUTLINE = 1 << 10,
	MODE_HELP = 1 << 11,
	MODE_TERMS = 1 << 12,
	MODE_FOUND = 1 << 13,  /* going through what a search found */
	MODE_FIELD = 1 << 14,  /* typing on the status line */
	MODE_TYPING = 1 << 15, /* a command is being typed for show */
	MODE_PANE = 1 << 16,   /* typing at the debugger's prompt */
	MODE_LINK = 1 << 17,   /* choosing what to follow in its output */
	MODE_BUILD = 1 << 18,  /* a source to build, messages to visit */
	MODE_TARGET = 1 << 19, /* something to do at the target's console */
	MODE_STOP = 1 << 20,   /* the target's stop screen */
};

struct key_binding {
	unsigned modes;
	uint32_t key;
	enum action action;
	const char *label; /* for the status line; NULL: not shown there */
};

/* In the order in which a status line shows them. */
extern const struct key_binding keymap[];
extern const size_t keymap_count;

/* The action of a key in a mode, or ACTION_COUNT. */
enum action keymap_find(enum mode mode, uint32_t key);
/* "choice" and so on; static. */
const char *mode_name(enum mode mode);

#endif
