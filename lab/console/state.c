/*
 * What is so on the target: the questions that a course's checks ask.
 */
#include "config.h"
#include "console/private.h"

#include <string.h>
#include <strings.h>

uint32_t console_last_error(const struct console *console)
{
	return console->last_error;
}

bool console_test_signing(const struct console *console, bool *ret_next)
{
	if (ret_next)
		*ret_next = console->next_boot.test_signing;
	return console->boot.test_signing;
}

bool console_has_file(const struct console *console, const char *path)
{
	struct kernel_file file;
	char whole[260];

	return path_resolve(CONSOLE_FOLDER, path, whole, sizeof(whole)) &&
	       path_look(console, whole, &file);
}

bool console_has_process(const struct console *console, const char *image)
{
	size_t count = kernel_process_count(console->kernel);
	struct kernel_process process;

	for (size_t i = 0; i < count; i++) {
		kernel_process(console->kernel, i, &process);
		if (strcasecmp(process.image, image) == 0)
			return true;
	}
	return false;
}

void console_goals_begin(struct console *console)
{
	console_take_debug(console);
	console->goal_stops = console->stops;
	console->goal_debug = console->debug_count;
	console->last_error = ERROR_NONE;
}

bool console_debug_has(const struct console *console, const char *words)
{
	for (size_t i = console->goal_debug; i < console->debug_count; i++)
		if (strstr(console->debug[i].text, words))
			return true;
	return false;
}

bool console_hangs(const struct console *console)
{
	return console->hung;
}

static bool has_stopped(const struct console *console, uint32_t code)
{
	return console->stops > console->goal_stops &&
	       (!code || console->stop.code == code);
}

bool console_met(const struct console *console, const struct console_goal *goal)
{
	const char *name = goal->name ? goal->name : "";
	enum console_service_state state = console_service_state(console, name);

	switch (goal->want) {
	case CONSOLE_WANT_SERVICE:
		return state != CONSOLE_SERVICE_NONE;
	case CONSOLE_WANT_NO_SERVICE:
		return state == CONSOLE_SERVICE_NONE;
	case CONSOLE_WANT_RUNNING:
		return state == CONSOLE_SERVICE_RUNNING;
	case CONSOLE_WANT_NOT_RUNNING:
		return !console_driver_loaded(console, name);
	case CONSOLE_WANT_TEST_SIGNING:
		return console->boot.test_signing;
	case CONSOLE_WANT_NO_TEST_SIGNING:
		return !console->boot.test_signing;
	case CONSOLE_WANT_STOP:
		return has_stopped(console, goal->code);
	case CONSOLE_WANT_HANG:
		return console->hung;
	case CONSOLE_WANT_ERROR:
		return console->last_error == goal->code;
	case CONSOLE_WANT_FILE:
		return console_has_file(console, name);
	case CONSOLE_WANT_PROCESS:
		return console_has_process(console, name);
	case CONSOLE_WANT_NO_PROCESS:
		return !console_has_process(console, name);
	case CONSOLE_WANT_DEBUG:
		return console_debug_has(console, name);
	}
	return false;
}
