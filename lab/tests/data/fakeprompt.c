#include "config.h"
#include "tests/data/fakeprompt.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const commands[] = { "count", "count-down", "echo",
					"long",	 "wide",       NULL };

static bool is_there(void *context, const char **ret_why)
{
	struct fakeprompt *fake = context;

	*ret_why = "this course has no dump to look into";
	return !fake->missing;
}

static enum err_code begin(void *context, struct text *out, struct err *err)
{
	struct fakeprompt *fake = context;

	if (fake->broken)
		return err_set(err, ERR_IO, 0,
			       "cannot open 'x.dmp': No such file or "
			       "directory");
	if (!fake->open && out)
		text_add_string(out, "A debugger for tests.\n\n");
	fake->open = true;
	return ERR_OK;
}

static void label(void *context, struct text *out)
{
	(void)context;
	text_add_string(out, "1: kd> ");
}

static void count(struct fakeprompt *fake, unsigned long most,
		  prompt_stop *stop, struct text *out)
{
	for (unsigned long i = 0; i < most && !(stop && stop()); i++) {
		text_printf(out, "line %lu of %lu at 0x%lx\n", i + 1, most,
			    0xfff0 + i * 16);
		fake->lines++;
	}
}

static bool run(void *context, const char *line, prompt_stop *stop,
		struct text *out)
{
	struct fakeprompt *fake = context;

	fake->runs++;
	if (strncmp(line, "echo ", 5) == 0) {
		text_printf(out, "%s\n", line + 5);
	} else if (strncmp(line, "count ", 6) == 0) {
		count(fake, strtoul(line + 6, NULL, 10), stop, out);
	} else if (strcmp(line, "wide") == 0) {
		text_add_string(out, "\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5"
				     "\xad\x97 \xce\xb1\xce\xb2\xce\xb3\n");
	} else if (strcmp(line, "long") == 0) {
		for (int i = 0; i < 40; i++)
			text_printf(out, "word%d ", i);
		text_add_char(out, '\n');
	} else if (strcmp(line, "q") == 0) {
		fake->open = false;
		return false;
	} else if (*line) {
		text_printf(out, "'%s' is no command of this one\n", line);
	}
	return true;
}

static char **complete(void *context, const char *line, size_t cursor,
		       size_t *ret_start)
{
	char **words = mem_calloc(8, sizeof(*words));
	size_t found = 0, start = cursor;

	(void)context;
	while (start && line[start - 1] != ' ')
		start--;
	for (size_t i = 0; commands[i]; i++)
		if (strncasecmp(commands[i], line + start, cursor - start) == 0)
			words[found++] = mem_strdup(commands[i]);
	*ret_start = start;
	return words;
}

static size_t links(void *context, const char *command, const char *line,
		    struct prompt_link *ret, size_t most)
{
	const char *at = line;
	size_t found = 0;

	(void)context;
	(void)command;
	while (found < most && (at = strstr(at, "0x"))) {
		size_t size = 2;

		while (isxdigit((unsigned char)at[size]))
			size++;
		ret[found].begin = (size_t)(at - line);
		ret[found].end = ret[found].begin + size;
		snprintf(ret[found++].command, sizeof(ret->command),
			 "echo you followed %.*s", size < 60 ? (int)size : 60,
			 at);
		at += size;
	}
	return found;
}

void fakeprompt_init(struct fakeprompt *fake)
{
	static const struct prompt_ops ops = {
		.name = "debugger",
		.is_there = is_there,
		.open = begin,
		.label = label,
		.run = run,
		.complete = complete,
		.links = links,
	};

	memset(fake, 0, sizeof(*fake));
	fake->prompt.ops = &ops;
	fake->prompt.context = fake;
}
