/*
 * kdlab courses: what there is to learn from.
 */
#include "config.h"
#include "cli/command.h"

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/locate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* False when it does not open; its faults are on stderr then. */
static bool add_course(struct text *out, const char *path)
{
	struct course *course;
	struct err err;

	if (locate_open(path, &course, &err)) {
		fprintf(stderr, "kdlab: %s\n", err.message);
		return false;
	}
	text_printf(out, "%-20s %5zu steps  %s\n%20s              %s\n",
		    course_info(course)->id, course_step_count(course),
		    course_info(course)->title, "", path);
	course_free(course);
	return true;
}

static int run(int argc, char **argv)
{
	const struct arguments_option none = { 0 };
	struct text out = { 0 };
	bool good = true;
	char **paths;

	if (!arguments_parse(&command_courses, argc, argv, &none, NULL, 0))
		return STATUS_USAGE;
	paths = locate_courses();
	if (!paths[0]) {
		fputs("kdlab: no course is installed: set KDLAB_DATA to the "
		      "folder that holds lessons/\n",
		      stderr);
		good = false;
	}
	for (size_t i = 0; paths[i]; i++) {
		good = add_course(&out, paths[i]) && good;
		free(paths[i]);
	}
	free(paths);
	fputs(text_string(&out), stdout);
	text_fini(&out);
	return good ? STATUS_DONE : STATUS_NO;
}

const struct command command_courses = {
	.name = "courses",
	.usage = "",
	.summary = "the courses there are: id, steps, title, folder",
	.help = "Looks below lessons/ of the program's data folder and of "
		"$XDG_DATA_HOME/kdlab.\n"
		"A course in any other folder opens by its path. Exit status 1 "
		"when one does not\nopen.\n",
	.run = run,
};
