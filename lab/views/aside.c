/*
 * The debugger's pane or the target's beside the lesson, or over it where the
 * screen is narrow: it comes and goes, and the lesson is where it was.
 */
#include "config.h"
#include "views/private.h"

#include "views/key.h"

bool aside_is_there(const struct ui *ui, const char **ret_why)
{
	const struct prompt *prompt = ui->config.prompt;

	*ret_why = "there is no debugger here";
	return prompt && prompt->ops->is_there(prompt->context, ret_why);
}

void aside_place(struct ui *ui)
{
	struct layout layout;

	if (!ui->aside)
		return;
	layout_get(ui, &layout);
	pane_place(ui->pane, &layout.pane);
}

/* The page is laid out anew where the pane takes some of its width. */
static void show(struct ui *ui, bool shown)
{
	ui->aside = shown;
	ui->stale = true;
	ui->note_shown = -1;
	ui_page(ui);
	aside_place(ui);
}

static const struct prompt *prompt_of(const struct ui *ui, enum aside which)
{
	const struct workshop *workshop = ui->config.workshop;

	if (which == ASIDE_DEBUGGER)
		return ui->config.prompt;
	return workshop ? workshop->console : NULL;
}

void aside_open(struct ui *ui, enum aside which)
{
	struct pane_config config = { .prompt = prompt_of(ui, which),
				      .stop = ui->config.stop,
				      .ascii = ui->config.ascii };
	const char *why = which == ASIDE_DEBUGGER ? "there is no debugger here"
						  : "there is no target here";

	if (!config.prompt ||
	    !config.prompt->ops->is_there(config.prompt->context, &why)) {
		ui_say(ui, "%s", why);
		return;
	}
	if (!ui->panes[which])
		ui->panes[which] = pane_new(&config);
	ui->pane = ui->panes[which];
	ui->kept = (struct kept){ .step = session_at(ui->session),
				  .width = ui->width,
				  .height = ui->height,
				  .top = ui->top,
				  .note_top = ui->note_top,
				  .column = ui->column };
	show(ui, true);
	pane_open(ui->pane);
	look_focus(ui);
}

void aside_close(struct ui *ui)
{
	const struct kept *kept = &ui->kept;

	if (!ui->aside)
		return;
	show(ui, false);
	if (kept->step != session_at(ui->session) || kept->width != ui->width ||
	    kept->height != ui->height) {
		look_focus(ui);
		return;
	}
	ui->top = kept->top;
	ui->note_top = kept->note_top;
	ui->column = kept->column;
	look_clamp(ui);
}

static void take(struct ui *ui, enum pane_result result)
{
	if (result == PANE_CLOSE)
		aside_close(ui);
	else if (result == PANE_NOTHING)
		ui_say(ui, "nothing here can be followed");
	else if (pane_waits(ui->pane))
		ui_say(ui, "running; Ctrl-C stops it");
}

void aside_run(struct ui *ui)
{
	enum pane_result result;

	ui->message[0] = '\0';
	result = pane_run(ui->pane);
	if (ui->pane == ui->panes[ASIDE_TARGET] && !task_after_line(ui))
		return;
	take(ui, result);
}

void aside_key(struct ui *ui, uint32_t key)
{
	enum action action = keymap_find(ui_mode(ui), key);
	enum pane_result result = action == ACTION_COUNT
					  ? pane_key(ui->pane, key)
					  : pane_act(ui->pane, action);

	/* while a link is chosen, an arrow moves; a letter is typed */
	if (result == PANE_PASSED)
		result = pane_key(ui->pane, key);
	take(ui, result);
}

void aside_act(struct ui *ui, enum action action)
{
	take(ui, pane_act(ui->pane, action));
}

void aside_click(struct ui *ui, int x, int y, int button)
{
	pane_click(ui->pane, x, y, button);
	take(ui, PANE_USED);
}
