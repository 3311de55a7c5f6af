#include "config.h"
#include "views/key.h"

#include "base/utf8.h"

#include <stdio.h>

static const struct {
	uint32_t key;
	const char *name;
} names[] = {
	{ KEY_TAB, "Tab" },
	{ KEY_RETURN, "Enter" },
	{ KEY_ESCAPE, "Esc" },
	{ KEY_SPACE, "Space" },
	{ KEY_ARROW_UP, "Up" },
	{ KEY_ARROW_DOWN, "Down" },
	{ KEY_ARROW_LEFT, "Left" },
	{ KEY_ARROW_RIGHT, "Right" },
	{ KEY_PAGE_UP, "PgUp" },
	{ KEY_PAGE_DOWN, "PgDn" },
	{ KEY_TO_TOP, "Home" },
	{ KEY_TO_END, "End" },
	{ KEY_RUBOUT, "Backspace" },
	{ KEY_DEL, "Del" },
	{ KEY_BACK_TAB, "Shift-Tab" },
};

void key_label(uint32_t key, char ret[16])
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (names[i].key == key) {
			snprintf(ret, 16, "%s", names[i].name);
			return;
		}
	}
	if (key < 0x20) {
		snprintf(ret, 16, "Ctrl-%c", (int)(key + 0x40));
	} else {
		char bytes[5] = { 0 };

		utf8_encode(key, bytes);
		snprintf(ret, 16, "%s", bytes);
	}
}
