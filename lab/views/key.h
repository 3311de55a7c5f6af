/*
 * Keys, whatever terminal they came from: a Unicode character, a control
 * character (Ctrl-L is 12), or one of these.
 */
#ifndef LAB_VIEWS_KEY_H
#define LAB_VIEWS_KEY_H

#include <stddef.h>
#include <stdint.h>

#define KEY_CTRL(letter) ((letter)&0x1f)

enum key_special {
	KEY_NONE = 0,
	KEY_TAB = 9,
	KEY_RETURN = 13,
	KEY_ESCAPE = 27,
	KEY_SPACE = 32,
	KEY_SPECIAL = 0x110000, /* above every character */
	KEY_ARROW_UP,
	KEY_ARROW_DOWN,
	KEY_ARROW_LEFT,
	KEY_ARROW_RIGHT,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_TO_TOP,
	KEY_TO_END,
	KEY_RUBOUT,
	KEY_DEL,
	KEY_BACK_TAB,
};

/* "Enter", "Ctrl-L", "j": for the status line and help; at most 15 bytes. */
void key_label(uint32_t key, char ret[16]);

#endif
