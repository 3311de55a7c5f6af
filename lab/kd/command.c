#include "config.h"
#include "kd/private.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

/* clang-format off */
static const struct kd_family *const families[] = {
	&cmd_meta_family,
	&cmd_log_family,
	&cmd_symbol_family,
	&cmd_info_family,
	&cmd_box_family,
	&cmd_memory_family,
	&cmd_search_family,
	&cmd_module_family,
	&cmd_type_family,
	&cmd_list_family,
	&cmd_stack_family,
	&cmd_context_family,
	&cmd_exception_family,
	&cmd_code_family,
	&cmd_page_family,
	&cmd_driver_family,
	&cmd_thread_family,
	&cmd_running_family,
	&cmd_mex_family,
	&cmd_mex_thread_family,
	&cmd_mex_process_family,
	&cmd_analyze_family,
};
/* clang-format on */

const struct kd_command *kd_command_at(size_t number)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
		if (number < families[i]->count)
			return &families[i]->commands[number];
		number -= families[i]->count;
	}
	return NULL;
}

/* Case tells ds from dS, and nothing of "!Analyze" or ".HELP". */
static bool same(const char *one, const char *other)
{
	if (*one == '!' || *one == '.')
		return strcasecmp(one, other) == 0;
	return strcmp(one, other) == 0;
}

const char *kd_command_match(const struct kd_command *command, const char *name)
{
	for (const char *known = command->names; *known;
	     known += strlen(known) + 1)
		if (same(name, known))
			return known;
	return NULL;
}

const struct kd_command *kd_command_find(const char *name)
{
	const struct kd_command *command;

	for (size_t i = 0; (command = kd_command_at(i)); i++)
		if (kd_command_match(command, name))
			return command;
	return NULL;
}

const char *kd_command_nearest(const char *name)
{
	size_t best = strlen(name) < 4 ? 2 : 3, distance;
	const struct kd_command *command;
	const char *nearest = NULL;

	for (size_t i = 0; (command = kd_command_at(i)); i++) {
		for (const char *known = command->names; *known;
		     known += strlen(known) + 1) {
			distance = utf8_distance(name, known);
			if (distance >= best || *known != *name)
				continue;
			best = distance;
			nearest = known;
		}
	}
	return nearest;
}
