#include "config.h"
#include "kd/private.h"

#include "base/mem.h"

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

static void add_commands(struct list *list, const char *start, size_t size)
{
	const struct kd_command *command;

	for (size_t i = 0; (command = kd_command_at(i)); i++)
		for (const char *name = command->names; *name;
		     name += strlen(name) + 1)
			if (strncasecmp(name, start, size) == 0)
				add(list, name);
}

/* "nt!KeB" among the symbols of nt. */
static void add_symbols(struct list *list, struct target *target,
			const char *start, size_t size)
{
	const char *bang = memchr(start, '!', size);
	char name[64] = "nt", full[600];
	const struct target_module *module;
	size_t length;

	if (bang && (size_t)(bang - start) < sizeof(name)) {
		memcpy(name, start, (size_t)(bang - start));
		name[bang - start] = 0;
	}
	module = target_module_find(target, name);
	if (!bang || !module || !module->isf)
		return;
	bang++;
	length = size - (size_t)(bang - start);
	for (size_t i = 0; i < isf_symbol_count(module->isf); i++) {
		const char *symbol = isf_symbol(module->isf, i)->name;

		if (strncasecmp(symbol, bang, length) != 0 ||
		    strlen(symbol) > 500)
			continue;
		full[0] = 0;
		strncat(full, module->name, 64);
		strncat(full, "!", 2);
		strncat(full, symbol, 501);
		add(list, full);
	}
}

static void add_modules(struct list *list, struct target *target,
			const char *start, size_t size)
{
	char name[72];

	for (size_t i = 0; i < target_module_count(target); i++) {
		const struct target_module *module = target_module(target, i);

		if (strncasecmp(module->name, start, size) != 0)
			continue;
		name[0] = 0;
		strncat(name, module->name, 64);
		strncat(name, "!", 2);
		add(list, name);
	}
}

size_t kd_complete_start(const char *line, size_t cursor)
{
	size_t start = cursor;

	while (start && !strchr(" \t;(+-*", line[start - 1]))
		start--;
	return start;
}

char **kd_complete(struct kd *kd, const char *line, size_t cursor, size_t most)
{
	struct list list = { .most = most };
	size_t start;

	if (cursor > strlen(line))
		cursor = strlen(line);
	start = kd_complete_start(line, cursor);
	list.words = mem_calloc(1, sizeof(*list.words));
	list.capacity = 1;
	if (start == 0 || line[start - 1] == ';')
		add_commands(&list, line + start, cursor - start);
	if (cursor > start) {
		add_modules(&list, kd->config.target, line + start,
			    cursor - start);
		add_symbols(&list, kd->config.target, line + start,
			    cursor - start);
	}
	return list.words;
}
