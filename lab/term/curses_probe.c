#include "config.h"
#include "term/curses_probe.h"

#include <curses.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>

enum err_code curses_probe(struct curses_probe *ret, struct err *err)
{
	const char *name = getenv("TERM");
	char setaf[] = "colors", cup[] = "cup";
	int result;

	if (setupterm(NULL, STDOUT_FILENO, &result) != 0)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "no description of terminal '%.80s'",
			       name ? name : "");
	ret->colours = tigetnum(setaf) > 0 ? tigetnum(setaf) : 0;
	ret->addresses = tigetstr(cup) != NULL && tigetstr(cup) != (char *)-1;
	del_curterm(cur_term);
	return ERR_OK;
}

const char *curses_probe_version(void)
{
	return curses_version();
}
