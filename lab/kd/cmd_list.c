/*
 * !list: a command for each member of a list.
 */
#include "config.h"
#include "kd/private.h"

#include "base/limits.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DEPTH_MOST 1 /* a list of lists would take its time squared */

struct list {
	uint64_t start;
	uint32_t offset; /* of the pointer to the next, in a member */
	uint32_t inset;	 /* of what that points at */
	uint64_t most;
	char command[400], more[200];
	bool echo;
};

/* ---- arguments ---- */

/* A word, or a text in quotes, in which \" stands for a quote. */
static bool take_text(const char **arguments, char *ret, size_t size)
{
	const char *at = *arguments + strspn(*arguments, " \t");
	size_t used = 0;

	if (*at != '"')
		return kd_word(arguments, ret, size);
	for (at++; *at && *at != '"'; at++) {
		if (*at == '\\' && at[1] == '"')
			at++;
		if (used + 1 >= size)
			return false;
		ret[used++] = *at;
	}
	if (!*at)
		return false;
	ret[used] = 0;
	at++;
	*arguments = at + strspn(at, " \t");
	return true;
}

/* "MutantListEntry.Flink" in a structure. */
static enum err_code parse_path(const struct isf *isf,
				const struct isf_struct *in, char *path,
				struct list *list, struct err *err)
{
	const char *last = "";
	char *dot;

	list->offset = list->inset = 0;
	for (; path && *path; path = dot) {
		const struct isf_field *field;
		uint32_t step;

		dot = strchr(path, '.');
		if (dot)
			*dot++ = 0;
		field = in ? isf_find_field(isf, in, path, &step) : NULL;
		if (!field)
			return err_set(err, ERR_USAGE, 0,
				       "no field '%.100s' in %.100s", path,
				       in ? in->name : "what is no structure");
		list->offset += step;
		last = path;
		in = field->type->name ? isf_find_struct(isf, field->type->name)
				       : NULL;
	}
	/* those point at the entry, not at what it is in */
	if (strcmp(last, "Flink") == 0)
		list->inset = list->offset;
	else if (strcmp(last, "Blink") == 0)
		list->inset = list->offset - 8;
	return ERR_OK;
}

/* "nt!_KMUTANT.MutantListEntry.Flink" */
static enum err_code parse_type(struct kd_call *call, char *word,
				struct list *list, struct err *err)
{
	char *path = strchr(word, '.'), meant[128];
	const struct isf_struct *in;
	const struct isf *isf;

	if (path)
		*path++ = 0;
	in = target_struct(call->target, word, &isf);
	if (in)
		return parse_path(isf, in, path, list, err);
	if (near_type(call->target, word, meant, sizeof(meant)))
		return err_set(err, ERR_USAGE, 0,
			       "no type '%.100s': did you mean '%s'?", word,
			       meant);
	return err_set(err, ERR_USAGE, 0,
		       "-t takes TYPE.FIELD, and there is no type '%.100s'",
		       word);
}

static enum err_code parse_option(struct kd_call *call, const char **arguments,
				  struct list *list, struct err *err)
{
	char word[300], letter;

	if (!kd_word(arguments, word, sizeof(word)))
		return err_set(err, ERR_USAGE, 0, "option is too long");
	letter = word[2] ? 0 : word[1];
	if (letter == 't' && kd_word(arguments, word, sizeof(word)))
		return parse_type(call, word, list, err);
	if (letter == 'x' &&
	    take_text(arguments, list->command, sizeof(list->command)))
		return ERR_OK;
	if (letter == 'a' &&
	    take_text(arguments, list->more, sizeof(list->more)))
		return ERR_OK;
	if (letter == 'm' && kd_word(arguments, word, sizeof(word))) {
		const char *rest = word;

		return kd_expression(call, &rest, &list->most, err);
	}
	if (letter == 'e') {
		list->echo = true;
		return ERR_OK;
	}
	return err_set(err, ERR_USAGE, 0, "'%.100s': usage: %s %s", word,
		       call->name, call->command->usage);
}

static enum err_code parse(struct kd_call *call, const char *arguments,
			   struct list *list, struct err *err)
{
	enum err_code code = ERR_OK;

	while (!code && *arguments == '-' && arguments[1] >= 'a')
		code = parse_option(call, &arguments, list, err);
	if (!code && !*arguments)
		code = err_set(err, ERR_USAGE, 0, "usage: %s %s", call->name,
			       call->command->usage);
	if (!code)
		code = argument_last(call, arguments, &list->start, err);
	return code;
}

/* ---- the walk ---- */

/* The command for one: $extret is its address, at the end if not named. */
static void make_line(const struct list *list, uint64_t address,
		      struct text *ret)
{
	const char *at = list->command;
	bool named = false;

	while (*at) {
		size_t skip = *at == '@';

		if (strncmp(at + skip, "$extret", 7) == 0) {
			text_printf(ret, "0x%" PRIx64, address);
			at += skip + 7;
			named = true;
		} else {
			text_add_char(ret, *at++);
		}
	}
	if (!named)
		text_printf(ret, " 0x%" PRIx64, address);
	if (*list->more)
		text_printf(ret, " %s", list->more);
}

static void walk(struct kd_call *call, const struct list *list)
{
	uint64_t address = list->start;
	struct text line = { 0 };

	for (uint64_t i = 0; i < list->most && kd_goes_on(call); i++) {
		text_clear(&line);
		make_line(list, address, &line);
		if (list->echo) {
			text_add_visible(call->out, text_string(&line),
					 line.size);
			text_add_char(call->out, '\n');
		}
		if (!kd_run_inner(call, text_string(&line)))
			break;
		text_add_char(call->out, '\n');
		if (target_read_u64(call->target, address + list->offset,
				    &address, NULL)) {
			text_add_string(call->out,
					"The list leads to memory that is not "
					"in the dump\n");
			break;
		}
		if (!address)
			break;
		address -= list->inset;
		if (address == list->start)
			break;
	}
	text_fini(&line);
}

static enum err_code run_list(struct kd_call *call, struct err *err)
{
	struct list list = { .most = LIMIT_LIST, .command = "dp" };
	const char *arguments = call->arguments;
	char whole[900];
	enum err_code code;

	if (call->kd->depth >= DEPTH_MOST)
		return err_set(err, ERR_USAGE, 0, "no !list inside of !list");
	/* all of it may stand in quotes */
	if (arguments[0] == '"' && arguments[1] == '-' &&
	    take_text(&arguments, whole, sizeof(whole)) && !*arguments)
		arguments = whole;
	code = parse(call, arguments, &list, err);
	if (!code)
		walk(call, &list);
	return code;
}

static const struct kd_command commands[] = {
	{ .names = "!list\0",
	  .summary = "run a command for each member of a list",
	  .usage = "[-t TYPE.FIELD] [-x \"COMMAND\"] [-a \"ARGUMENTS\"] [-m "
		   "MOST] [-e] ADDRESS",
	  .help = "FIELD points at the next member; a path that ends in Flink "
		  "or Blink points at the\n"
		  "field, as in a LIST_ENTRY. Without -t the first pointer of "
		  "each leads on. COMMAND is dp\n"
		  "unless told; @$extret in it is the member's address, which "
		  "else is put behind it.\n",
	  .run = run_list },
};

const struct kd_family cmd_list_family = {
	.name = "lists",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
