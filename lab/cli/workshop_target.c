#include "config.h"
#include "cli/workshop_private.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define WIDTH 72 /* of words behind "lab: " */

/* As the console says what Windows would not: each line marked. */
static void say(struct text *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void say(struct text *out, const char *format, ...)
{
	char words[1024], *at = words;
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	for (char *c = words; *c; c++)
		if (*c == '\n')
			*c = c[1] ? ' ' : '\0';
	while (*at) {
		size_t size = strlen(at);

		if (size > WIDTH) {
			for (size = WIDTH; size && at[size] != ' '; size--)
				continue;
			size = size ? size : WIDTH;
		}
		text_add_string(out, "lab: ");
		text_add_visible(out, at, size);
		text_add_char(out, '\n');
		at += size;
		at += strspn(at, " ");
	}
}

/* ---- the target ---- */

void lab_workshop_switch_off(struct lab_workshop *workshop)
{
	struct target_prompt *target = &workshop->target;

	if (target->is_open)
		lab_machine_close(&target->machine);
	target->is_open = target->stopped = target->left = false;
	free(workshop->begun);
	workshop->begun = NULL;
}

/* The stop in words and the dump, where nobody has drawn them. */
static enum err_code say_stop(struct lab_workshop *workshop, struct text *out,
			      struct err *err)
{
	struct lab_machine *machine = &workshop->target.machine;
	struct stopscreen stop;
	enum err_code code;

	lab_machine_stopscreen(machine, &stop);
	code = lab_machine_dump(machine, &stop.percent, NULL, NULL, err);
	text_add_char(out, '\n');
	stopscreen_print(&stop, out);
	text_add_char(out, '\n');
	return code;
}

static enum err_code start_again(struct lab_workshop *workshop,
				 struct text *out, struct err *err)
{
	struct target_prompt *target = &workshop->target;
	enum err_code code = ERR_OK;

	if (!target->is_open)
		return target->prompt.ops->open(target, out, err);
	while (!code && target->stopped) {
		bool drawn = workshop->dumped;

		if (!drawn)
			code = say_stop(workshop, out, err);
		workshop->dumped = false;
		if (code)
			break;
		say(out, "The dump is " CONSOLE_DUMP " there; the debugger of "
			 "the lesson opens it.");
		code = target_prompt_restart(target, out, err);
		if (drawn)
			break; /* another stop is another screen */
	}
	return code;
}

enum err_code workshop_refresh(struct lab_workshop *workshop, struct err *err)
{
	struct target_prompt *target = &workshop->target;

	if (!target->is_open)
		return ERR_OK;
	return lab_machine_refresh(&target->machine, &target->options, err);
}

/* Types what brings the machine to where this step begins. */
static enum err_code get_ready(struct lab_workshop *workshop, struct text *out,
			       struct err *err)
{
	const struct strings *from =
		&session_step(workshop->session)->task.from;
	struct target_prompt *target = &workshop->target;
	enum err_code code = ERR_OK;

	if (from->count)
		text_add_string(out, "lab: this is typed for you, to begin "
				     "where this step begins:\n");
	for (size_t i = 0; i < from->count && !code; i++) {
		console_prompt(target->machine.console, out);
		text_printf(out, "%s\n", from->list[i]);
		target_prompt_run(target, from->list[i], out);
		code = start_again(workshop, out, err);
	}
	return code;
}

static enum err_code prepare(struct lab_workshop *workshop, struct text *out,
			     struct err *err)
{
	const struct step *step = session_step(workshop->session);
	struct target_prompt *target = &workshop->target;
	bool comes = !workshop->begun || strcmp(workshop->begun, step->id) != 0;
	bool off = !target->is_open;
	enum err_code code;

	if (target->left || (comes && step->task.fresh)) {
		lab_workshop_switch_off(workshop);
		off = true;
	}
	code = start_again(workshop, out, err);
	if (!code)
		code = workshop_refresh(workshop, err);
	if (!code && off)
		code = get_ready(workshop, out, err);
	if (code)
		return code;
	if (comes)
		console_goals_begin(target->machine.console);
	free(workshop->begun);
	workshop->begun = mem_strdup(step->id);
	return ERR_OK;
}

/* ---- its console, as a prompt ---- */

static bool is_there(void *context, const char **ret_why)
{
	const struct lab_workshop *workshop = context;

	*ret_why = "the target's console is for the steps that are about it";
	return session_step(workshop->session)->kind == STEP_CONSOLE;
}

static enum err_code begin(void *context, struct text *out, struct err *err)
{
	struct lab_workshop *workshop = context;
	struct text unread = { 0 };
	enum err_code code;

	if (workshop->folder && !file_is_folder(workshop->folder)) {
		code = file_make_folder(workshop->folder, err);
		if (code)
			return code;
	}
	code = prepare(workshop, out ? out : &unread, err);
	text_fini(&unread);
	return code;
}

static void label(void *context, struct text *out)
{
	struct lab_workshop *workshop = context;

	workshop->target.prompt.ops->label(&workshop->target, out);
}

static struct console_goal ask(const struct goal *goal)
{
	static const enum console_want wants[] = {
		[WANT_SERVICE] = CONSOLE_WANT_SERVICE,
		[WANT_NO_SERVICE] = CONSOLE_WANT_NO_SERVICE,
		[WANT_RUNNING] = CONSOLE_WANT_RUNNING,
		[WANT_NOT_RUNNING] = CONSOLE_WANT_NOT_RUNNING,
		[WANT_TEST_SIGNING] = CONSOLE_WANT_TEST_SIGNING,
		[WANT_NO_TEST_SIGNING] = CONSOLE_WANT_NO_TEST_SIGNING,
		[WANT_STOP] = CONSOLE_WANT_STOP,
		[WANT_HANG] = CONSOLE_WANT_HANG,
		[WANT_ERROR] = CONSOLE_WANT_ERROR,
		[WANT_FILE] = CONSOLE_WANT_FILE,
		[WANT_PROCESS] = CONSOLE_WANT_PROCESS,
		[WANT_NO_PROCESS] = CONSOLE_WANT_NO_PROCESS,
		[WANT_DEBUG] = CONSOLE_WANT_DEBUG,
	};

	return (struct console_goal){ .want = wants[goal->want],
				      .name = goal->name,
				      .code = (uint32_t)goal->code };
}

static bool is_met(const struct console *console, const struct goal *goal)
{
	struct console_goal asked = ask(goal);

	if (!console_met(console, &asked))
		return false;
	return goal->want != WANT_STOP || !goal->name ||
	       strcasecmp(console_stop(console)->driver, goal->name) == 0;
}

static uint64_t goals_now(const struct lab_workshop *workshop)
{
	const struct console *console = workshop->target.machine.console;
	const struct step *step = session_step(workshop->session);
	uint64_t met = 0;

	if (workshop->built_step && strcmp(workshop->built_step, step->id) == 0)
		met = workshop->built;
	for (size_t i = 0; i < step->task.goals.count; i++) {
		const struct goal *goal = &step->task.goals.list[i];

		if (goal->want >= WANT_FIRST_OF_TARGET && is_met(console, goal))
			met |= UINT64_C(1) << i;
	}
	return met;
}

static void say_met(const struct lab_workshop *workshop, uint64_t met,
		    struct text *out)
{
	const struct task *task = session_task(workshop->session);
	size_t count = task->goals.count;
	size_t all = session_goals_met(workshop->session);
	size_t done = all - (size_t)__builtin_popcountll(met);

	for (size_t i = 0; i < count; i++)
		if (met >> i & 1)
			say(out, "%zu of %zu done: %s", ++done, count,
			    task->goals.list[i].text);
	if (all == count)
		say(out, "That was all of this step.");
}

/* From what just went wrong towards the first goal that is not met and for
 * which there are words. */
static void say_slip(const struct lab_workshop *workshop, struct text *out)
{
	const struct console *console = workshop->target.machine.console;
	const struct task *task = session_task(workshop->session);
	bool found = false;

	for (size_t i = 0; i < task->goals.count && !found; i++) {
		const struct goal *goal = &task->goals.list[i];
		struct console_goal asked;
		struct text words = { 0 };

		if (session_goal_met(workshop->session, i) ||
		    goal->want < WANT_FIRST_OF_TARGET)
			continue;
		asked = ask(goal);
		console_slip(console, &asked, &words);
		if (words.size)
			say(out, "%s", text_string(&words));
		found = words.size > 0;
		text_fini(&words);
	}
}

/* Words come where something failed, or the machine stopped or hangs: who
 * gets on by another way than ours is left alone. */
static void judge_line(struct lab_workshop *workshop, enum console_state state,
		       struct text *out)
{
	const struct console *console = workshop->target.machine.console;
	uint64_t met;

	if (session_goals_met(workshop->session) ==
	    session_task(workshop->session)->goals.count)
		return;
	met = session_take_goals(workshop->session, goals_now(workshop));
	if (met)
		say_met(workshop, met, out);
	else if (console_last_error(console) || state == CONSOLE_STOPPED)
		say_slip(workshop, out);
}

/*
 * A machine that was switched off is switched on again at once: what is typed
 * next is meant for its prompt, not for the lesson. With 'exit' the prompt
 * alone is left, and the machine goes on.
 */
static enum console_state stay(struct lab_workshop *workshop, struct text *out)
{
	struct target_prompt *target = &workshop->target;
	struct console *console = target->machine.console;
	struct err err = { 0 };

	target->left = false;
	if (!console_is_off(console)) {
		console_come_back(console);
		return CONSOLE_LEFT;
	}
	say(out, "It is switched on again for you; 'exit' leaves the console.");
	if (target_prompt_restart(target, out, &err)) {
		say(out, "%s", err.message);
		target->left = true;
		return CONSOLE_LEFT;
	}
	return target->stopped ? CONSOLE_STOPPED : CONSOLE_ON;
}

static bool run(void *context, const char *line, prompt_stop *stop,
		struct text *out)
{
	struct lab_workshop *workshop = context;
	enum console_state state;

	/* the machine's own budget ends what never comes back */
	(void)stop;
	state = target_prompt_run(&workshop->target, line, out);
	if (state == CONSOLE_LEFT)
		state = stay(workshop, out);
	if (state != CONSOLE_LEFT)
		judge_line(workshop, state, out);
	return state == CONSOLE_ON || state == CONSOLE_HUNG;
}

static char **complete(void *context, const char *line, size_t cursor,
		       size_t *ret_start)
{
	struct lab_workshop *workshop = context;

	return workshop->target.prompt.ops->complete(&workshop->target, line,
						     cursor, ret_start);
}

/* ---- a stop ---- */

bool workshop_stopped(void *context, struct stopscreen *ret)
{
	struct lab_workshop *workshop = context;

	if (!workshop->target.is_open || !workshop->target.stopped)
		return false;
	lab_machine_stopscreen(&workshop->target.machine, ret);
	return true;
}

enum err_code workshop_dump(void *context, int *percent, struct err *err)
{
	struct lab_workshop *workshop = context;

	enum err_code code =
		lab_machine_dump_on(&workshop->target.machine, percent, err);

	workshop->dumped = true;
	return code;
}

void workshop_init_target(struct lab_workshop *workshop)
{
	static const struct prompt_ops ops = {
		.name = "target",
		.is_there = is_there,
		.open = begin,
		.label = label,
		.run = run,
		.complete = complete,
	};

	workshop->dump = workshop->folder
				 ? file_join(workshop->folder, "MEMORY.DMP")
				 : NULL;
	target_prompt_init(&workshop->target,
			   &(struct machine_options){
				   .folder = workshop->folder,
				   .dump = workshop->dump,
				   .seed = session_seed(workshop->session),
			   });
	workshop->console =
		(struct prompt){ .ops = &ops,
				 .context = workshop,
				 .history = workshop->target.history };
}
