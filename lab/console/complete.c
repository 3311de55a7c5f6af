#include "config.h"
#include "console/private.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct list {
	char **words;
	size_t count, capacity, most;
};

static void add(struct list *list, const char *word)
{
	if (list->count >= list->most)
		return;
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->words[i], word) == 0)
			return;
	list->words = mem_grow(list->words, &list->capacity, list->count + 2,
			       sizeof(*list->words));
	list->words[list->count++] = mem_strdup(word);
	list->words[list->count] = NULL;
}

static void add_names(struct list *list, const char *names, const char *start,
		      size_t size)
{
	for (; names && *names; names += strlen(names) + 1)
		if (strncasecmp(names, start, size) == 0)
			add(list, names);
}

/* Files whose path begins with what was typed, named as it was typed. */
static void add_files(struct list *list, const struct console *console,
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
		add(list, path);
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
	struct list list = { .most = most };
	size_t start, first;

	if (cursor > strlen(line))
		cursor = strlen(line);
	start = console_complete_start(line, cursor);
	list.words = mem_calloc(1, sizeof(*list.words));
	list.capacity = 1;
	first = command_start(line, cursor);
	if (start <= first) {
		for (size_t i = 0; (command = console_command_at(i)); i++)
			add_names(&list, command->names, line + start,
				  cursor - start);
		return list.words;
	}
	command = command_at(line + first);
	if (command)
		add_names(&list, command->words, line + start, cursor - start);
	if (command && strcmp(command->names, "sc") == 0)
		for (size_t i = 0; i < console->service_count; i++)
			if (strncasecmp(console->services[i].name, line + start,
					cursor - start) == 0)
				add(&list, console->services[i].name);
	add_files(&list, console, line + start, cursor - start);
	return list.words;
}
