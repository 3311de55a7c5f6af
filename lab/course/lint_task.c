/*
 * Build and console steps: goals that go with their kind, and changes that
 * can be made in the source as the steps before leave it.
 */
#include "config.h"
#include "course/lint_room.h"

#include "base/mem.h"
#include "course/edit.h"

#include <stdlib.h>
#include <string.h>

/* A driver's source, as the edits of the steps so far have changed it. */
static struct lint_source *find_source(struct lint *lint, const char *name,
				       const struct transcript *given)
{
	struct lint_source *source;

	for (size_t i = 0; i < lint->source_count; i++)
		if (strcmp(lint->sources[i].name, name) == 0)
			return &lint->sources[i];
	lint->sources =
		mem_grow(lint->sources, &lint->source_capacity,
			 lint->source_count + 1, sizeof(*lint->sources));
	source = &lint->sources[lint->source_count++];
	*source = (struct lint_source){ .name = mem_strdup(name) };
	text_add(&source->text, given->bytes, given->size);
	return source;
}

void lint_sources_fini(struct lint *lint)
{
	for (size_t i = 0; i < lint->source_count; i++) {
		free(lint->sources[i].name);
		text_fini(&lint->sources[i].text);
	}
	free(lint->sources);
}

/* Makes changes in text; each that cannot be made is a fault. */
static void lint_edits(struct lint *lint, const struct lint_file *file,
		       const struct edit *edits, size_t count,
		       struct text *text)
{
	for (size_t i = 0; i < count; i++) {
		struct err err;

		if (edits[i].find && edit_apply(&edits[i], text, &err))
			fault_add(lint->faults, FAULT_ANCHOR, file->shown,
				  edits[i].place.line, edits[i].place.column,
				  "this change cannot be made: %s",
				  err.message);
	}
}

/* A build's goals are about a build; a console's may be about both where it
 * has a source. */
static void lint_goals(struct lint *lint, const struct lint_file *file,
		       const struct step *step)
{
	const struct task *task = &step->task;

	for (size_t i = 0; i < task->goals.count; i++) {
		const struct goal *goal = &task->goals.list[i];
		bool target = goal->want >= WANT_FIRST_OF_TARGET;

		if (target && step->kind == STEP_BUILD)
			fault_add(lint->faults, FAULT_VALUE, file->shown,
				  goal->place.line, goal->place.column,
				  "'want: %s' is about the target: a build "
				  "step never gets there",
				  goal_want_name(goal->want));
		else if (!target && !step->recording.source)
			fault_add(lint->faults, FAULT_VALUE, file->shown,
				  goal->place.line, goal->place.column,
				  "'want: %s' is about a build: name the "
				  "'source'",
				  goal_want_name(goal->want));
		else if (goal->want == WANT_CHANGED && !task->edits.count)
			fault_add(lint->faults, FAULT_VALUE, file->shown,
				  goal->place.line, goal->place.column,
				  "'want: changed' wants 'edits' that change "
				  "something");
	}
}

static void lint_slip(struct lint *lint, const struct lint_file *file,
		      const struct step *step, const struct slip *slip,
		      const struct lint_source *source)
{
	struct text text = { 0 };

	if (source) {
		text_add(&text, source->text.bytes, source->text.size);
		lint_edits(lint, file, slip->edits.list, slip->edits.count,
			   &text);
		text_fini(&text);
	}
	if (step->kind == STEP_BUILD ? slip->edits.count == 0
				     : slip->commands.count == 0)
		fault_add(lint->faults, FAULT_MISSING_KEY, file->shown,
			  slip->place.line, slip->place.column,
			  "a slip of a %s step needs '%s'",
			  step_kind_name(step->kind),
			  step->kind == STEP_BUILD ? "edits" : "commands");
	if (step->kind == STEP_BUILD && slip->commands.count)
		fault_add(lint->faults, FAULT_VALUE, file->shown,
			  slip->place.line, slip->place.column,
			  "a build step has no console for 'commands'");
}

/* A hint with all that is to be typed leaves nothing to find. */
static void lint_task_hints(struct lint *lint, const struct lint_file *file,
			    const struct task *task,
			    const struct yaml_node *node)
{
	for (size_t i = 0; i < task->hints.count; i++) {
		const struct yaml_node *hint = lint_member(node, "hints", i);
		size_t said = 0;

		for (size_t j = 0; j < task->commands.count; j++)
			said += strstr(task->hints.list[i],
				       task->commands.list[j]) != NULL;
		if (said && said == task->commands.count)
			fault_add(lint->faults, FAULT_QUESTION, file->shown,
				  hint->line, hint->column,
				  "this hint holds the answer: '%s'",
				  task->commands.list[0]);
	}
}

void lint_task(struct lint *lint, const struct lint_file *file,
	       const struct step *step, const struct yaml_node *node)
{
	const struct task *task = &step->task;
	const struct transcript *given = NULL;
	struct lint_source *source = NULL;

	if (step->file)
		lint_name_file(lint, file, lint_key_place(node, "file"),
			       step->file);
	if (step->recording.source)
		given = lint_recording(lint, file,
				       lint_key_place(node, "source"),
				       &step->recording);
	if (given)
		source = find_source(lint, step->recording.source, given);
	else if (task->edits.count && !step->recording.source)
		fault_add(lint->faults, FAULT_MISSING_KEY, file->shown,
			  task->edits.list[0].place.line,
			  task->edits.list[0].place.column,
			  "'edits' need the 'source' that they change");
	lint_goals(lint, file, step);
	lint_task_hints(lint, file, task, node);
	for (size_t i = 0; i < task->slips.count; i++)
		lint_slip(lint, file, step, &task->slips.list[i], source);
	if (source)
		lint_edits(lint, file, task->edits.list, task->edits.count,
			   &source->text);
}
