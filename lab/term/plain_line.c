#include "config.h"
#include "term/plain_line.h"

#include "formats/fault.h"

#include <string.h>
#include <strings.h>

#define NAMES_MOST 64u
#define WORD_MOST  32u /* bytes; no command is longer */

static const char *skip_spaces(const char *at)
{
	return at + strspn(at, " \t");
}

static size_t word_size(const char *line)
{
	/* "/words" and "?word" need no space */
	if (*line == '/' || *line == '?')
		return 1;
	return strcspn(line, " \t");
}

static bool takes(const struct plain_command *command, const char *argument)
{
	if (!*argument)
		return !command->argument || *command->argument == '[';
	return command->argument != NULL;
}

const char *plain_command_name(const struct plain_command *command)
{
	return command->name ? command->name : action_name(command->action);
}

const char *plain_command_what(const struct plain_command *command)
{
	return command->what ? command->what : action_what(command->action);
}

static bool begins(const struct plain_command *command, const char *word,
		   size_t size)
{
	return strncasecmp(plain_command_name(command), word, size) == 0;
}

static const struct plain_command *find_exact(const char *word, size_t size)
{
	for (size_t i = 0; i < plain_command_count; i++)
		if (begins(&plain_commands[i], word, size) &&
		    !plain_command_name(&plain_commands[i])[size])
			return &plain_commands[i];
	return NULL;
}

const struct plain_command *plain_command_find(const char *name)
{
	return find_exact(name, strlen(name));
}

static const struct plain_command *find_letter(char letter)
{
	for (size_t i = 0; i < plain_command_count; i++)
		if (plain_commands[i].letters &&
		    strchr(plain_commands[i].letters, letter))
			return &plain_commands[i];
	return NULL;
}

/* Whether every command that begins so begins with this one's whole name. */
static bool leads(const struct plain_command *first, const char *word,
		  size_t size)
{
	const char *name = plain_command_name(first);

	for (size_t i = 0; i < plain_command_count; i++) {
		const struct plain_command *command = &plain_commands[i];

		if (!command->hidden && begins(command, word, size) &&
		    !begins(command, name, strlen(name)))
			return false;
	}
	return true;
}

/*
 * The command that a word is the beginning of. Where it is that of several,
 * one that all of them begin with wins: "ne" is next, though there is
 * next-step.
 */
static const struct plain_command *find_short(const char *word, size_t size,
					      bool *ret_ambiguous)
{
	bool any = false;

	if (size == 1) {
		const struct plain_command *found = find_letter(*word);

		if (found)
			return found;
	}
	for (size_t i = 0; i < plain_command_count; i++) {
		const struct plain_command *command = &plain_commands[i];

		if (command->hidden || !begins(command, word, size))
			continue;
		if (leads(command, word, size))
			return command;
		any = true;
	}
	*ret_ambiguous = any;
	return NULL;
}

static void parse_words(const char *line, bool forced, struct plain_line *ret)
{
	size_t size = word_size(line);
	const char *argument = skip_spaces(line + size);
	const struct plain_command *command = find_exact(line, size);

	ret->rest = line;
	ret->argument = argument;
	/* forced: it is a command, so what it lacks is said when it runs */
	if (command && (forced || takes(command, argument) || !*argument)) {
		ret->kind = LINE_COMMAND;
		ret->command = command;
		return;
	}
	ret->kind = forced ? LINE_UNKNOWN : LINE_WORDS;
	if (!command && size && size <= WORD_MOST)
		command = find_short(line, size, &ret->ambiguous);
	else
		command = NULL;
	if (command && (forced || takes(command, argument))) {
		ret->command = command;
		if (forced)
			ret->kind = LINE_COMMAND;
	}
}

void plain_line_parse(const char *line, struct plain_line *ret)
{
	*ret = (struct plain_line){ .argument = "" };
	line = skip_spaces(line);
	ret->rest = line;
	if (!*line) {
		ret->kind = LINE_EMPTY;
	} else if (*line == '=') {
		ret->kind = LINE_REPLY;
		ret->rest = skip_spaces(line + 1);
	} else if (*line == ':') {
		parse_words(skip_spaces(line + 1), true, ret);
	} else if (*line == '#' && (!line[1] || line[1] == ' ')) {
		ret->kind = LINE_COMMENT;
	} else {
		parse_words(line, false, ret);
	}
}

const char *plain_command_nearest(const char *line)
{
	const char *names[NAMES_MOST + 1];
	char word[WORD_MOST + 1];
	size_t size = word_size(line), count = 0;

	if (size > WORD_MOST)
		return NULL;
	memcpy(word, line, size);
	word[size] = '\0';
	for (size_t i = 0; i < plain_command_count && count < NAMES_MOST; i++)
		if (!plain_commands[i].hidden)
			names[count++] = plain_command_name(&plain_commands[i]);
	names[count] = NULL;
	return fault_nearest(word, names);
}
