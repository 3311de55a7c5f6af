#include "config.h"
#include "term/curses_strings.h"

#include <curses.h>
#include <term.h>

const char *curses_string(const char *capability)
{
	const char *bytes = tigetstr(capability);

	return bytes == (const char *)-1 ? NULL : bytes;
}

static void add(struct text *text, const char *capability)
{
	const char *bytes = curses_string(capability);

	if (bytes)
		text_add_string(text, bytes);
}

/* Presses and the wheel; with numbers that go beyond column 223. */
void curses_keys_on(bool mouse, struct text *ret)
{
	add(ret, "smkx");
	if (mouse && curses_string("kmous"))
		text_add_string(ret, "\033[?1000h\033[?1006h");
}

void curses_keys_off(bool mouse, struct text *ret)
{
	if (mouse && curses_string("kmous"))
		text_add_string(ret, "\033[?1006l\033[?1000l");
	add(ret, "rmkx");
}

void curses_goodbye(bool mouse, struct text *ret)
{
	add(ret, "sgr0");
	add(ret, "cnorm");
	curses_keys_off(mouse, ret);
	add(ret, "rmcup");
}

bool curses_can_place(void)
{
	return curses_string("cup") != NULL;
}
