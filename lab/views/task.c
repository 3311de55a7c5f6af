/*
 * Build and console steps on the full screen: the compiler runs between two
 * pictures, and the target's stop screen takes all of it.
 */
#include "config.h"
#include "views/private.h"

#include <stdio.h>

#define STOP_MS 350 /* between two parts of the dump, to be seen */

static const struct workshop *workshop_of(const struct ui *ui)
{
	return ui->config.workshop;
}

bool task_has(const struct ui *ui, enum action action)
{
	const struct step *step = session_step(ui->session);

	if (!step_is_task(step))
		return false;
	if (action == ACTION_CONSOLE)
		return step->kind == STEP_CONSOLE;
	return step->recording.source;
}

void task_begin(struct ui *ui)
{
	const struct workshop *workshop = workshop_of(ui);
	struct err err;

	ui->building = false;
	if (!workshop || !task_has(ui, ACTION_BUILD))
		return;
	if (workshop->ops->show(workshop->context, &err))
		ui_say(ui, "%s", err.message);
}

/* ---- the build ---- */

static bool can_build(struct ui *ui)
{
	if (!task_has(ui, ACTION_BUILD))
		ui_say(ui, "there is nothing to build here");
	else if (!workshop_of(ui))
		ui_say(ui, "there is no compiler here");
	else
		return true;
	return false;
}

void task_build(struct ui *ui)
{
	if (!can_build(ui))
		return;
	ui->building = true;
	ui_say(ui, "building; Ctrl-C stops it");
}

static void say_built(struct ui *ui, bool built)
{
	size_t met = session_goals_met(ui->session);
	size_t all = session_task(ui->session)->goals.count;
	size_t messages = session_note_count(ui->session);

	if (!built)
		ui_say(ui,
		       "not built: %zu message%s; n goes from one to the "
		       "next",
		       messages, messages == 1 ? "" : "s");
	else if (met == all)
		ui_say(ui, "built, and all of this step is done");
	else
		ui_say(ui, "built; %zu of %zu done", met, all);
}

static void build(struct ui *ui)
{
	const struct workshop *workshop = workshop_of(ui);
	bool built = false;
	struct err err;

	ui->building = false;
	ui->message[0] = '\0';
	if (workshop->ops->build(workshop->context, ui->config.stop, &built,
				 &err)) {
		ui_say(ui, "%s", err.message);
		return;
	}
	ui->stale = true;
	ui->note_shown = -1;
	ui_take_events(ui);
	if (!session_note_count(ui->session))
		ui_show_part(ui, PART_GOAL);
	say_built(ui, built);
}

/* ---- the editor ---- */

enum ui_request task_edit(struct ui *ui)
{
	const struct workshop *workshop = workshop_of(ui);
	struct err err;

	if (!can_build(ui))
		return UI_NONE;
	if (workshop->ops->copy(workshop->context, &ui->edited, &err)) {
		ui_say(ui, "%s", err.message);
		return UI_NONE;
	}
	return UI_EDIT;
}

const char *ui_edit_path(const struct ui *ui)
{
	return ui->edited;
}

void ui_edited(struct ui *ui, const char *why)
{
	if (why)
		ui_say(ui, "%s", why);
	else
		task_build(ui);
}

/* ---- the target ---- */

bool task_after_line(struct ui *ui)
{
	const struct workshop *workshop = workshop_of(ui);
	const struct task *task = session_task(ui->session);
	size_t before = ui->goals_met;

	ui->stale = true;
	ui->goals_met = session_goals_met(ui->session);
	if (workshop->ops->stopped(workshop->context, &ui->stop)) {
		ui->stopping = true;
		ui->stop.percent = 0;
		ui->stop.below = NULL;
		ui->stop_at = ui->config.clock();
		return false;
	}
	if (task && ui->goals_met > before &&
	    ui->goals_met == task->goals.count)
		ui_say(ui, "Done. Esc, then n goes on.");
	return true;
}

static void write_dump(struct ui *ui)
{
	const struct workshop *workshop = workshop_of(ui);
	struct err err;

	ui->stop_at = ui->config.clock();
	if (workshop->ops->dump(workshop->context, &ui->stop.percent, &err)) {
		ui_say(ui, "no dump: %s", err.message);
		ui->stop.percent = 100;
		ui->stop.below = ui->message;
	} else if (ui->stop.percent >= 100) {
		ui->stop.below = "Any key goes on; it starts again.";
	}
}

void task_leave_stop(struct ui *ui)
{
	if (ui->stop.percent < 100)
		return;
	ui->stopping = false;
	ui->message[0] = '\0';
	pane_open(ui->pane);
	task_after_line(ui); /* it may stop again while it starts */
}

/* ---- time ---- */

bool task_waits(const struct ui *ui)
{
	return ui->building;
}

int task_timeout(const struct ui *ui)
{
	int64_t left;

	if (!ui->stopping || ui->stop.percent >= 100)
		return -1;
	left = ui->config.still ? 0
				: ui->stop_at + STOP_MS - ui->config.clock();
	return left < 0 ? 0 : (int)left;
}

void task_tick(struct ui *ui)
{
	if (ui->building)
		build(ui);
	else if (task_timeout(ui) == 0)
		write_dump(ui);
}
