#include "config.h"
#include "console/private.h"

#include "base/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Files whose path begins with what was typed, named as it was typed. */
static void add_files(struct words *words, const struct console *console,
		      const char *start, size_t size)
{
	char typed[260], folder[260], path[600];
	struct kernel_file file;
	const char *name;

	if (size >= sizeof(typed))
		return;
	snprintf(typed, sizeof(typed), "%.*s", (int)size, start);
	name = path_name(typed);
	snprintf(path, sizeof(path), "%.*s", (int)(name - typed), typed);
	if (!path_resolve(console->folder, name > typed ? path : ".", folder,
			  sizeof(folder)))
		return;
	for (size_t i = 0; kernel_file_at(console->kernel, folder, i, &file);
	     i++) {
		if (strncasecmp(file.name, name, strlen(name)) != 0)
			continue;
		snprintf(path, sizeof(path), "%.*s%s", (int)(name - typed),
			 typed, file.name);
		words_add(words, path);
	}
}

/* Where the command that the cursor is in begins. */
static size_t command_start(const char *line, size_t cursor)
{
	while (cursor && line[cursor - 1] != '&' && line[cursor - 1] != ';')
		cursor--;
	return cursor + strspn(line + cursor, " \t");
}

static const struct console_command *command_at(const char *line)
{
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(line, " \t"), line);
	return console_command_find(name);
}

size_t console_complete_start(const char *line, size_t cursor)
{
	/* "binPath=C:\l" completes behind the sign */
	while (cursor && !strchr(" \t&;=\"", line[cursor - 1]))
		cursor--;
	return cursor;
}

char **console_complete(struct console *console, const char *line,
			size_t cursor, size_t most)
{
	const struct console_command *command;
	struct words words;
	size_t start, first;

	if (cursor > strlen(line))
		cursor = strlen(line);
	start = console_complete_start(line, cursor);
	words_init(&words, most);
	first = command_start(line, cursor);
	if (start <= first) {
		for (size_t i = 0; (command = console_command_at(i)); i++)
			words_add_names(&words, command->names, line + start,
					cursor - start);
		return words.list;
	}
	command = command_at(line + first);
	if (command)
		words_add_names(&words, command->words, line + start,
				cursor - start);
	if (command && strcmp(command->names, "sc") == 0)
		for (size_t i = 0; i < console->service_count; i++)
			if (strncasecmp(console->services[i].name, line + start,
					cursor - start) == 0)
				words_add(&words, console->services[i].name);
	add_files(&words, console, line + start, cursor - start);
	return words.list;
}
