/*
 * The yardstick for a start that does nothing: a program that is linked with
 * the libraries of the screen and prints its version.
 */
#include "config.h"

#include <cmark.h>
#include <ncurses.h>
#include <stdio.h>
#include <yaml.h>

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 99) /* never; but linked */
		printf("%s %s %s", cmark_version_string(), curses_version(),
		       yaml_get_version_string());
	puts(PACKAGE_STRING);
	return 0;
}
