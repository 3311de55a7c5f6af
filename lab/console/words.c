#include "config.h"
#include "console/private.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define WIDTH 79 /* of a line of the lab's */

/* One word from *text on; a quote opens or closes, \" is a quote itself. */
static char *take_word(const char **text)
{
	struct text word = { 0 };
	bool quoted = false;
	const char *at = *text;

	for (; *at && (quoted || (*at != ' ' && *at != '\t')); at++) {
		if (*at == '\\' && at[1] == '"')
			text_add_char(&word, *++at);
		else if (*at == '"')
			quoted = !quoted;
		else
			text_add_char(&word, *at);
	}
	*text = at;
	return text_take(&word);
}

char **words_split(const char *text, size_t *ret_count)
{
	size_t count = 0, capacity = 0;
	char **words = mem_grow(NULL, &capacity, 8, sizeof(*words));

	for (;;) {
		text += strspn(text, " \t");
		if (!*text)
			break;
		words = mem_grow(words, &capacity, count + 2, sizeof(*words));
		words[count++] = take_word(&text);
	}
	words[count] = NULL;
	*ret_count = count;
	return words;
}

void words_free(char **words)
{
	for (size_t i = 0; words[i]; i++)
		free(words[i]);
	free(words);
}

bool words_option(const char *word, const char *name)
{
	return word && (*word == '/' || *word == '-') &&
	       strcasecmp(word + 1, name) == 0;
}

/* Words up to the width; one that is longer stands alone. */
static void add_wrapped(struct text *out, const char *text)
{
	size_t column = 0;

	while (*text) {
		size_t size = strcspn(text, " ");

		if (!column || column + 1 + size > WIDTH) {
			text_add_string(out, column ? "\nlab:" : "lab:");
			column = 4;
		}
		text_add_char(out, ' ');
		text_add(out, text, size);
		column += 1 + size;
		text += size;
		text += strspn(text, " ");
	}
	text_add_char(out, '\n');
}

void words_say(struct text *out, const char *format, ...)
{
	struct text visible = { 0 };
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	text_add_visible(&visible, line, strlen(line));
	add_wrapped(out, text_string(&visible));
	text_fini(&visible);
}

/* ---- variables ---- */

const char *variable_get(const struct console *console, const char *name)
{
	if (strcasecmp(name, "CD") == 0)
		return console->folder;
	for (size_t i = 0; i < console->variable_count; i++)
		if (strcasecmp(console->variables[i].name, name) == 0)
			return console->variables[i].value;
	return NULL;
}

static void remove_variable(struct console *console, size_t at)
{
	free(console->variables[at].name);
	free(console->variables[at].value);
	console->variable_count--;
	for (size_t i = at; i < console->variable_count; i++)
		console->variables[i] = console->variables[i + 1];
}

bool variable_set(struct console *console, const char *name, const char *value)
{
	size_t i, count = console->variable_count;

	for (i = 0; i < count; i++)
		if (strcasecmp(console->variables[i].name, name) == 0)
			break;
	if (!value || !*value) {
		if (i < count)
			remove_variable(console, i);
		return true;
	}
	if (i == count) {
		if (count >= LIMIT_CONSOLE_VARIABLES)
			return false;
		console->variables = mem_grow(
			console->variables, &console->variable_capacity,
			count + 1, sizeof(*console->variables));
		console->variables[i].name = mem_strdup(name);
		console->variable_count++;
	} else {
		free(console->variables[i].value);
	}
	console->variables[i].value = mem_strdup(value);
	return true;
}

void variables_reset(struct console *console)
{
	static const char *const given[][2] = {
		{ "COMPUTERNAME", "TARGET" },
		{ "ComSpec", "C:\\Windows\\system32\\cmd.exe" },
		{ "OS", "Windows_NT" },
		{ "PROCESSOR_ARCHITECTURE", "AMD64" },
		{ "SystemDrive", "C:" },
		{ "SystemRoot", "C:\\Windows" },
		{ "USERNAME", "student" },
		{ "windir", "C:\\Windows" },
	};

	while (console->variable_count)
		remove_variable(console, 0);
	for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++)
		variable_set(console, given[i][0], given[i][1]);
}

char *words_expand(const struct console *console, const char *line)
{
	struct text out = { .limit = LIMIT_LINE };

	while (*line) {
		const char *end = *line == '%' ? strchr(line + 1, '%') : NULL;
		const char *value = NULL;
		char name[64];

		if (end && end - line - 1 < (int)sizeof(name) &&
		    end > line + 1) {
			snprintf(name, sizeof(name), "%.*s",
				 (int)(end - line - 1), line + 1);
			value = variable_get(console, name);
		}
		if (value) {
			text_add_string(&out, value);
			line = end + 1;
		} else {
			text_add_char(&out, *line++);
		}
	}
	return out.bytes ? text_take(&out) : mem_strdup("");
}
