#include "config.h"
#include "term/curses_goodbye.h"

#include <curses.h>
#include <term.h>

static void add(struct text *text, const char *capability)
{
	const char *bytes = tigetstr(capability);

	if (bytes && bytes != (const char *)-1)
		text_add_string(text, bytes);
}

void curses_goodbye(bool mouse, struct text *ret)
{
	if (mouse)
		text_add_string(ret, "\033[?1000l\033[?1006l");
	add(ret, "sgr0");
	add(ret, "cnorm");
	add(ret, "rmkx");
	add(ret, "rmcup");
}

bool curses_can_place(void)
{
	const char *bytes = tigetstr("cup");

	return bytes && bytes != (const char *)-1;
}
