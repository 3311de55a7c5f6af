/*
 * What is to be done in a build or console step, and all that is said of it.
 */
#include "config.h"
#include "cli/sheet.h"

#include "course/edit.h"

#include <inttypes.h>
#include <stdio.h>

static void add_goal(struct sheet *sheet, const struct goal *goal)
{
	char code[24] = "";

	if (goal->code)
		snprintf(code, sizeof(code), " 0x%" PRIx64, goal->code);
	sheet_line(sheet, " [ ] %s (%s%s%s%s)", goal->text,
		   goal_want_name(goal->want), goal->name ? " " : "",
		   goal->name ? goal->name : "", code);
}

static void add_commands(struct sheet *sheet, const char *label,
			 const struct strings *commands)
{
	for (size_t i = 0; i < commands->count; i++)
		sheet_line(sheet, "%s%s", label, commands->list[i]);
}

static void add_edit(struct sheet *sheet, const struct edit *edit)
{
	struct text line = { 0 };

	edit_print(edit, &line);
	sheet_line(sheet, "    change %s", text_string(&line));
	text_fini(&line);
}

static void add_slip(struct sheet *sheet, const struct slip *slip)
{
	sheet_blank(sheet);
	sheet_line(sheet, "Slip: '%s' is said to", slip->words);
	for (size_t i = 0; i < slip->edits.count; i++)
		add_edit(sheet, &slip->edits.list[i]);
	add_commands(sheet, "    ", &slip->commands);
}

void sheet_task(struct sheet *sheet, const struct step *step)
{
	const struct task *task = &step->task;

	sheet_blank(sheet);
	if (step->recording.source)
		sheet_line(sheet, "Source: %s", step->recording.source);
	if (task->fresh)
		sheet_line(sheet, "The machine is switched on anew.");
	add_commands(sheet, "First: ", &task->from);
	sheet_line(sheet, "To do%s:", task->ordered ? ", in this order" : "");
	for (size_t i = 0; i < task->goals.count; i++)
		add_goal(sheet, &task->goals.list[i]);
	sheet_blank(sheet);
	for (size_t i = 0; i < task->hints.count; i++) {
		char label[32];

		snprintf(label, sizeof(label), "Hint %zu:", i + 1);
		sheet_prose(sheet, 0, label, task->hints.list[i]);
	}
	sheet_prose(sheet, 0, "Solution:", task->solution);
	for (size_t i = 0; i < task->edits.count; i++)
		add_edit(sheet, &task->edits.list[i]);
	add_commands(sheet, "    ", &task->commands);
	for (size_t i = 0; i < task->slips.count; i++)
		add_slip(sheet, &task->slips.list[i]);
}
