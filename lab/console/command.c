#include "config.h"
#include "console/private.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* clang-format off */
static const struct console_family *const families[] = {
	&console_sc_family,
	&console_boot_family,
	&console_process_family,
	&console_driver_family,
	&console_device_family,
	&console_crash_family,
	&console_sign_family,
	&console_file_family,
	&console_shell_family,
	&console_system_family,
	&console_registry_family,
};
/* clang-format on */

const struct console_command *console_command_at(size_t number)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
		if (number < families[i]->count)
			return &families[i]->commands[number];
		number -= families[i]->count;
	}
	return NULL;
}

/* The name without Windows' folder and ".exe"; true when ".exe" was there. */
static bool bare_name(const char *typed, char *ret, size_t size)
{
	static const char folder[] = "C:\\Windows\\System32\\";
	size_t length;

	if (strncasecmp(typed, folder, sizeof(folder) - 1) == 0)
		typed += sizeof(folder) - 1;
	snprintf(ret, size, "%s", typed);
	length = strlen(ret);
	if (length < 5 || strcasecmp(ret + length - 4, ".exe") != 0)
		return false;
	ret[length - 4] = 0;
	return true;
}

const struct console_command *console_command_find(const char *name)
{
	const struct console_command *command;
	char bare[64];
	bool program;

	if (strlen(name) >= sizeof(bare))
		return NULL;
	program = bare_name(name, bare, sizeof(bare));
	for (size_t i = 0; (command = console_command_at(i)); i++) {
		if (program && !command->image && !command->ours)
			continue; /* what cmd.exe does itself is no file */
		for (const char *known = command->names; *known;
		     known += strlen(known) + 1)
			if (strcasecmp(known, bare) == 0)
				return command;
	}
	return NULL;
}

const char *console_command_nearest(const char *name)
{
	size_t best = strlen(name) < 4 ? 2 : 3, distance;
	const struct console_command *command;
	const char *nearest = NULL;
	char lower[64];
	size_t i;

	bare_name(name, lower, sizeof(lower));
	for (i = 0; lower[i]; i++)
		lower[i] = (char)tolower((unsigned char)lower[i]);
	for (i = 0; (command = console_command_at(i)); i++) {
		for (const char *known = command->names; *known;
		     known += strlen(known) + 1) {
			distance = utf8_distance(lower, known);
			if (distance >= best || *known != *lower)
				continue;
			best = distance;
			nearest = known;
		}
	}
	return nearest;
}
