/*
 * The commands of --plain, a row each, in the order of the help. Names and
 * words come from session/action.def where they fit lines as well as keys.
 */
#include "config.h"
#include "term/plain_private.h"

static void show(struct plain *plain, const char *argument)
{
	(void)argument;
	plain_show_step(plain);
}

static void say_command(struct plain *plain,
			const struct plain_command *command)
{
	struct text name = { 0 };

	text_add_string(&name, plain_command_name(command));
	if (command->argument)
		text_printf(&name, " %s", command->argument);
	if (command->letters)
		text_printf(&name, ", or %c", *command->letters);
	plain_say(plain, "%s: %s.", text_string(&name),
		  plain_command_what(command));
	text_fini(&name);
}

static void help(struct plain *plain, const char *argument)
{
	if (*argument) {
		const struct plain_command *command =
			plain_command_find(argument);

		if (command)
			say_command(plain, command);
		else
			plain_say(plain, "no command '%s'; 'help' lists them",
				  argument);
		return;
	}
	plain_say(plain, "Enter alone goes on. Other lines are commands, or "
			 "the answer to a question:");
	for (size_t i = 0; i < plain_command_count; i++)
		if (!plain_commands[i].hidden)
			say_command(plain, &plain_commands[i]);
	plain_say(plain,
		  "The beginning of a name will do. Words in brackets may be "
		  "left out.");
	plain_say(plain,
		  "Where an answer looks like a command, write '= ' before it; "
		  "':' before a line says that it is a command. A line that "
		  "begins with '# ' is not read.");
}

/* clang-format off */
const struct plain_command plain_commands[] = {
	{ ACTION_NEXT, .letters = "n" },
	{ ACTION_BACK, .letters = "bp" },
	{ ACTION_NEXT_STEP, .letters = "]" },
	{ ACTION_PREVIOUS_STEP, .letters = "[" },
	{ ACTION_RETURN, .letters = "<" },
	{ ACTION_FORTH, .letters = ">" },
	{ ACTION_OUTLINE, .letters = "o", .argument = "[NUMBER]", .run = plain_outline,
	  .what = "list the lessons, and the steps of this one or of that number" },
	{ ACTION_GO, .letters = "g", .argument = "STEP", .run = plain_go,
	  .what = "go to a step by its number, such as 6.2, or words of its title" },
	{ ACTION_COUNT, "show", .run = show, .what = "say this step again" },
	{ ACTION_COUNT, "unfold", .letters = "z", .argument = "[NUMBER]", .run = plain_unfold,
	  .what = "read the folded part of the output, or the one of that number" },
	{ ACTION_COUNT, "notes", .argument = "[NUMBER]", .run = plain_show_notes,
	  .what = "list the notes of this step, or go to the one of that number" },
	{ ACTION_LINE_NOTE, .argument = "WORDS", .run = plain_show_line_note,
	  .what = "go to the note on a line that has these words" },
	{ ACTION_HINT, .letters = "hH" },
	{ ACTION_SOLUTION, .letters = "S" },
	{ ACTION_AGAIN, .letters = "r" },
	{ ACTION_SEARCH, .letters = "/", .argument = "WORDS", .run = plain_search },
	{ ACTION_TERMS, .letters = "t", .argument = "[WORD]", .run = plain_terms,
	  .what = "list the terms of this step, or explain one; 'terms all' lists all" },
	{ ACTION_DEBUGGER, .letters = "D", .argument = "[COMMAND]", .run = plain_kd,
	  .what = "run a debugger's command on the dump of this lesson, or all that follow until 'q'" },
	{ ACTION_BUILD, .run = plain_build },
	{ ACTION_EDIT, .run = plain_edit },
	{ ACTION_COUNT, "change", .argument = "OLD => NEW", .run = plain_change,
	  .what = "put a text in the place of another that stands in your copy once; '\\n' is a new line" },
	{ ACTION_CONSOLE, .run = plain_console },
	{ ACTION_OWN_NOTE, .letters = "w", .argument = "[TEXT]", .run = plain_own_note,
	  .what = "write a note of your own on this step; 'note -' takes it away" },
	{ ACTION_BOOKMARK, .letters = "m" },
	{ ACTION_COUNT, "bookmarks", .run = plain_bookmarks, .what = "list the bookmarks" },
	{ ACTION_NEXT_BOOKMARK, .letters = "'" },
	{ ACTION_COUNT, "status", .letters = "s", .run = plain_status,
	  .what = "say where you are and what is done" },
	{ ACTION_HELP, .letters = "?", .argument = "[COMMAND]", .run = help,
	  .what = "list the commands, or tell what one does" },
	{ ACTION_QUIT, .letters = "q", .run = plain_quit },

	{ ACTION_FOLD, .argument = "[NUMBER]", .run = plain_unfold, .hidden = true },
	{ ACTION_COUNT, "exit", .run = plain_quit, .what = "quit", .hidden = true },
};
/* clang-format on */

const size_t plain_command_count =
	sizeof(plain_commands) / sizeof(*plain_commands);
