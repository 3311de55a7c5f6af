#include "config.h"
#include "cli/arguments.h"

#include <string.h>

/* The option of an argument; *ret_value is what follows its "=", or NULL. */
static const struct arguments_option *
find(const struct arguments_option *options, const char *argument,
     const char **ret_value)
{
	for (; options->name; options++) {
		size_t size = strlen(options->name);

		if (strncmp(argument, options->name, size) != 0)
			continue;
		if (argument[size] == '\0') {
			*ret_value = NULL;
			return options;
		}
		if (argument[size] == '=' && !options->flag) {
			*ret_value = argument + size + 1;
			return options;
		}
	}
	return NULL;
}

/* Takes the option at argv[*at], and its value behind it. */
static bool take_option(const struct command *command, int argc, char **argv,
			const struct arguments_option *options, int *at)
{
	const struct arguments_option *option;
	const char *value;

	option = find(options, argv[*at], &value);
	if (!option) {
		command_misuse(command, "no option '%s'", argv[*at]);
		return false;
	}
	if (option->flag) {
		*option->flag = true;
		return true;
	}
	if (!value && *at + 1 < argc)
		value = argv[++*at];
	if (!value) {
		command_misuse(command, "'%s' needs a value", option->name);
		return false;
	}
	if (!option->values) {
		*option->value = value;
		return true;
	}
	if (option->values->count == option->values->most) {
		command_misuse(command, "'%s' more than %zu times",
			       option->name, option->values->most);
		return false;
	}
	option->values->list[option->values->count++] = value;
	return true;
}

bool arguments_parse(const struct command *command, int argc, char **argv,
		     const struct arguments_option *options, const char **rest,
		     size_t most)
{
	bool no_more_options = false;
	size_t count = 0;

	for (int i = 1; i < argc; i++) {
		if (!no_more_options && strcmp(argv[i], "--") == 0) {
			no_more_options = true;
		} else if (!no_more_options && argv[i][0] == '-' &&
			   argv[i][1]) {
			if (!take_option(command, argc, argv, options, &i))
				return false;
		} else if (count == most) {
			command_misuse(command, "one argument too many: '%s'",
				       argv[i]);
			return false;
		} else {
			rest[count++] = argv[i];
		}
	}
	return true;
}
