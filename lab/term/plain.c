/*
 * The loop: a line is read, does something, what came of it is written to
 * disk, and only then said.
 */
#include "config.h"
#include "term/plain_private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "term/plain_input.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

/* ---- what happened, in words ---- */

static void say_event(struct plain *plain, const struct event *event)
{
	struct session *session = plain->session;

	switch (event->kind) {
	case EVENT_STEP:
		plain->at = NULL;
		plain_show_step(plain);
		break;
	case EVENT_REVEAL:
		plain_show_output(plain);
		break;
	case EVENT_NOTE:
		/* what a compiler said was said with the build */
		if (!session_task(session))
			plain_show_note(plain);
		break;
	case EVENT_VERDICT:
		plain_show_verdict(plain);
		break;
	case EVENT_HINT:
		plain_show_hint(plain, event->number);
		break;
	case EVENT_SOLUTION:
		plain_show_solution(plain);
		break;
	case EVENT_DONE:
		plain_say(plain, "Step done: %zu of %zu.", event->number,
			  course_step_count(session_course(session)));
		break;
	case EVENT_FINISHED:
		plain_say(plain, "That was the last open step.");
		break;
	case EVENT_MESSAGE:
		plain_say(plain, "%s", event->text);
		break;
	}
}

/* What is said first: what became of the old step comes before the new. */
static int event_rank(const struct event *event)
{
	switch (event->kind) {
	case EVENT_VERDICT:
		return 0;
	case EVENT_DONE:
	case EVENT_FINISHED:
	case EVENT_MESSAGE:
		return 1;
	default:
		return 2;
	}
}

/* Writes to disk what is new, and says what happened. */
static void settle(struct plain *plain)
{
	struct event *events = NULL, event;
	size_t count = 0, capacity = 0;

	session_flush(plain->session);
	while (session_next_event(plain->session, &event)) {
		events =
			mem_grow(events, &capacity, count + 1, sizeof(*events));
		events[count++] = event;
	}
	for (int rank = 0; rank < 3; rank++)
		for (size_t i = 0; i < count; i++)
			if (event_rank(&events[i]) == rank)
				say_event(plain, &events[i]);
	free(events);
}

/* ---- what a line does ---- */

void plain_quit(struct plain *plain, const char *argument)
{
	(void)argument;
	plain->leave = true;
}

void plain_act(struct plain *plain, enum action action)
{
	bool judged = session_verdict(plain->session) != NULL;

	/* what a compiler said was said with the build */
	if (session_task(plain->session) && action == ACTION_NEXT)
		action = ACTION_NEXT_STEP;
	else if (session_task(plain->session) && action == ACTION_BACK)
		action = ACTION_PREVIOUS_STEP;
	session_action(plain->session, action);
	if (action == ACTION_AGAIN && judged)
		plain_show_question(plain);
}

static void run(struct plain *plain, const struct plain_line *line)
{
	const struct plain_command *command = line->command;
	const char *name = plain_command_name(command);

	if (*line->argument && !command->argument)
		plain_say(plain, "'%s' takes nothing behind it", name);
	else if (!*line->argument && command->argument &&
		 *command->argument != '[')
		plain_say(plain, "what? type '%s %s'", name, command->argument);
	else if (command->run)
		command->run(plain, line->argument);
	else
		plain_act(plain, command->action);
}

static void say_unknown(struct plain *plain, const struct plain_line *line)
{
	size_t size = strcspn(line->rest, " ");
	const char *nearest = plain_command_nearest(line->rest);

	if (nearest && strlen(nearest) == size &&
	    strncasecmp(nearest, line->rest, size) == 0)
		plain_say(plain, "'%s' takes nothing behind it", nearest);
	else if (line->ambiguous)
		plain_say(plain,
			  "'%.*s' is the beginning of several commands; "
			  "'help' lists them",
			  (int)size, line->rest);
	else if (nearest)
		plain_say(plain, "no command '%.*s': did you mean '%s'?",
			  (int)size, line->rest, nearest);
	else
		plain_say(plain, "no command '%.*s'; 'help' lists them",
			  (int)(size < 60 ? size : 60), line->rest);
}

/* Words that are no command by their full name. */
static void take_words(struct plain *plain, const struct plain_line *line)
{
	bool asked = plain_is_asked(plain);
	/* a letter that no choice has is a slip, not the beginning of a word */
	bool letter = asked && line->rest[0] && !line->rest[1] &&
		      line->command &&
		      !(line->command->letters &&
			strchr(line->command->letters, line->rest[0]));

	if (asked && plain_is_reply(plain, line->rest))
		plain_reply(plain, line->rest);
	else if (line->command && !letter)
		run(plain, line);
	else if (letter || (asked && !plain_command_nearest(line->rest)))
		plain_reply(plain, line->rest); /* says what is wrong with it */
	else if (!asked && session_verdict(plain->session) &&
		 plain_is_reply(plain, line->rest))
		plain_say(plain, "This question is answered. 'again' asks it "
				 "once more, Enter goes on.");
	else
		say_unknown(plain, line);
}

/*
 * An empty line goes on. Where that would leave a question that nobody has
 * tried, it takes two: a finger slips, and an output cannot be unseen.
 */
static void take_empty(struct plain *plain)
{
	const struct question *question = session_question(plain->session);

	if (!question || session_verdict(plain->session) ||
	    plain->passing == question) {
		plain_act(plain, ACTION_NEXT);
		return;
	}
	plain->passing = question;
	plain_say(plain, "This question is not answered yet. Enter once more "
			 "goes on without.");
	plain_show_expected(plain);
}

static void take_line(struct plain *plain, const char *line)
{
	const struct question *passing = plain->passing;
	struct plain_line parsed;

	if (plain_prompt_takes(plain, line)) {
		plain_prompt_line(plain, line);
		settle(plain);
		return;
	}
	plain_line_parse(line, &parsed);
	switch (parsed.kind) {
	case LINE_EMPTY:
		take_empty(plain);
		break;
	case LINE_COMMENT:
		return;
	case LINE_REPLY:
		plain_reply(plain, parsed.rest);
		break;
	case LINE_COMMAND:
		run(plain, &parsed);
		break;
	case LINE_UNKNOWN:
		say_unknown(plain, &parsed);
		break;
	case LINE_WORDS:
		take_words(plain, &parsed);
		break;
	}
	if (plain->passing == passing)
		plain->passing = NULL;
	settle(plain);
}

/* ---- beginning, end, and lines in between ---- */

static void greet(struct plain *plain)
{
	const struct course *course = session_course(plain->session);
	const struct course_info *info = course_info(course);

	plain_say(plain, "%s", info->title);
	plain_say_done(plain);
	plain_say_not_kept(plain);
	plain_say(plain, "Enter goes on; 'help' lists the commands.");
	if (!session_at(plain->session) &&
	    !session_done_count(plain->session)) {
		plain_gap(plain);
		plain_prose(plain, "", info->summary);
	}
	settle(plain);
}

static void say_goodbye(struct plain *plain)
{
	session_flush(plain->session);
	settle(plain);
	if (plain->config.interactive || plain->config.echo)
		plain_gap(plain);
	plain_say_not_kept(plain);
	plain_say_done(plain);
	plain_flush(plain);
}

static void say_input_end(struct plain *plain, enum input_result result,
			  const struct err *err)
{
	if (result == INPUT_FAILED)
		plain_say(plain, "%s", err->message);
	else if (result == INPUT_TOO_MUCH)
		plain_say(plain,
			  "the input is longer than a script may be: %u MiB or "
			  "%u lines; stopped here",
			  LIMIT_SCRIPT_BYTES >> 20, LIMIT_SCRIPT_LINES);
}

static void prompt(struct plain *plain)
{
	if (plain->at && plain->config.interactive) {
		plain_prompt_label(plain);
	} else if (plain->config.interactive) {
		plain_gap(plain);
		text_add_string(&plain->out,
				plain_is_asked(plain) ? "answer> " : "> ");
	}
	plain_flush(plain);
}

static enum input_result run_lines(struct plain *plain, struct input *input,
				   struct err *err)
{
	while (!plain->leave && !plain->broken) {
		const char *line = "";
		enum input_result result;

		prompt(plain);
		result = input_read(input, &line, err);
		if (result == INPUT_TOO_LONG) {
			plain_say(plain,
				  "that line is longer than %u bytes: it is "
				  "not read",
				  LIMIT_LINE);
			continue;
		}
		if (result != INPUT_LINE)
			return result;
		if (plain->config.echo)
			text_printf(&plain->out, "\n>>>%s%s\n",
				    *line ? " " : "", line);
		take_line(plain, line);
	}
	return INPUT_END;
}

static int terminal_width(FILE *out)
{
	struct winsize size;

	if (ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	return 80;
}

static int line_width(const struct plain_config *config)
{
	const char *columns = getenv("COLUMNS");
	long width = config->width;

	if (!width && columns)
		width = strtol(columns, NULL, 10);
	if (width <= 0)
		width = terminal_width(config->out);
	if (width < 20)
		width = 20;
	return width < LIMIT_COLUMNS ? (int)width : LIMIT_COLUMNS;
}

int plain_run(struct session *session, const struct plain_config *config)
{
	struct plain plain = { .config = *config,
			       .session = session,
			       .lesson = SIZE_MAX };
	struct input_signals signals;
	enum input_result result;
	struct input input;
	struct err err;
	bool failed;
	int number;

	plain.config.width = line_width(config);
	input_init(&input, config->input, !config->interactive);
	input_signals_take(&signals);
	greet(&plain);
	result = run_lines(&plain, &input, &err);
	number = input_signal();
	say_input_end(&plain, result, &err);
	say_goodbye(&plain);
	input_signals_restore(&signals);
	failed = plain.broken || result == INPUT_FAILED ||
		 result == INPUT_TOO_MUCH;
	input_fini(&input);
	text_fini(&plain.out);
	if (number)
		return 128 + number;
	return failed ? 1 : 0;
}
