#include "config.h"
#include "kd/private.h"

#include "base/words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void add_commands(struct words *words, const char *start, size_t size)
{
	const struct kd_command *command;

	for (size_t i = 0; (command = kd_command_at(i)); i++)
		words_add_names(words, command->names, start, size);
}

/* "nt!KeB" among the symbols of nt. */
static void add_symbols(struct words *words, struct target *target,
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
		words_add(words, full);
	}
}

static void add_modules(struct words *words, struct target *target,
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
		words_add(words, name);
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
	struct words words;
	size_t start;

	if (cursor > strlen(line))
		cursor = strlen(line);
	start = kd_complete_start(line, cursor);
	words_init(&words, most);
	if (start == 0 || line[start - 1] == ';')
		add_commands(&words, line + start, cursor - start);
	if (cursor > start) {
		add_modules(&words, kd->config.target, line + start,
			    cursor - start);
		add_symbols(&words, kd->config.target, line + start,
			    cursor - start);
	}
	return words.list;
}
