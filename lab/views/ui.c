#include "config.h"
#include "views/private.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "course/where.h"
#include "views/key.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TYPING_MS 28 /* between two letters of a command typed for show */

void ui_say(struct ui *ui, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(ui->message, sizeof(ui->message), format, args);
	va_end(args);
}

/* ---- what is on screen ---- */

static enum mode question_mode(const struct ui *ui,
			       const struct question *question)
{
	const struct verdict *verdict = session_verdict(ui->session);

	if (verdict)
		return verdict->right ? MODE_RIGHT : MODE_WRONG;
	switch (question->type) {
	case QUESTION_ORDER:
		return MODE_ORDER;
	case QUESTION_MATCH:
		return MODE_MATCH;
	case QUESTION_POINT:
		return MODE_POINT;
	case QUESTION_NUMBER:
	case QUESTION_TEXT:
		return ui->calm ? MODE_CALM : MODE_TYPE;
	default:
		return MODE_CHOICE;
	}
}

enum mode ui_mode(const struct ui *ui)
{
	const struct question *question = session_question(ui->session);

	if (ui->stopping)
		return MODE_STOP;
	if (ui->aside)
		return pane_is_linking(ui->pane) ? MODE_LINK : MODE_PANE;
	if (ui->field)
		return MODE_FIELD;
	if (ui->sheet)
		return ui->sheet == SHEET_OUTLINE ? MODE_OUTLINE
		       : ui->sheet == SHEET_HELP  ? MODE_HELP
						  : MODE_TERMS;
	if (ui->typed >= 0)
		return MODE_TYPING;
	if (ui->finding)
		return MODE_FOUND;
	if (question)
		return question_mode(ui, question);
	if (session_step(ui->session)->kind == STEP_REPLAY)
		return MODE_REPLAY;
	if (session_task(ui->session))
		return session_step(ui->session)->kind == STEP_BUILD
			       ? MODE_BUILD
			       : MODE_TARGET;
	return MODE_READ;
}

static size_t hints_open(const struct ui *ui)
{
	struct session_help help;

	return session_help(ui->session, &help) ? help.open : 0;
}

const struct page *ui_page(struct ui *ui)
{
	struct layout layout;
	struct page old = ui->page;

	layout_get(ui, &layout);
	if (!ui->stale && ui->page.count)
		return &ui->page;
	page_new(ui->session,
		 &(struct page_config){
			 .width = layout.body.width,
			 .ascii = ui->config.ascii,
			 .inline_note = layout.inline_note,
			 .open = ui->open,
			 .hints = hints_open(ui),
			 .solution = ui->solution,
			 .draft = &ui->draft,
		 },
		 &ui->page);
	if (old.count)
		ui->top = page_follow(&old, ui->top, &ui->page);
	page_fini(&old);
	ui->stale = false;
	look_clamp(ui);
	return &ui->page;
}

/* ---- what the session says ---- */

/* From here the command of the recording is typed for show. */
static void begin_typing(struct ui *ui)
{
	const struct transcript *recording = session_recording(ui->session);

	if (ui->config.still || !recording || !recording->command.size)
		return;
	ui->typed = 0;
	ui->typed_at = ui->config.clock();
}

static void begin_step(struct ui *ui)
{
	const struct step *step = session_step(ui->session);

	task_begin(ui);
	ui->goals_met = session_goals_met(ui->session);
	free(ui->open);
	ui->open_count = step->folds.count;
	ui->open = mem_calloc(ui->open_count, sizeof(*ui->open));
	ui->solution = false;
	ui->calm = false;
	ui->finding = false;
	ui->note_shown = -1;
	ui->typed = -1;
	page_fini(&ui->page);
	ui->top = 0;
	ui->column = 0;
	ui->cursor = 0;
	draft_set(&ui->draft, session_question(ui->session),
		  session_seed(ui->session), session_last_reply(ui->session));
	ui->stale = true;
	look_step(ui);
	/* what was seen before just stands there */
	if (session_revealed(ui->session) &&
	    !session_progress(ui->session, step->id)->seen)
		begin_typing(ui);
}

/* Brings a part of the page in sight, its end too where both fit. */
void ui_show_part(struct ui *ui, enum page_part part)
{
	const struct page *page;
	size_t first, last;

	ui->stale = true;
	page = ui_page(ui);
	first = last = page_find_part(page, part);
	for (size_t i = first; i < page->count; i++)
		if (page->lines[i].part == part)
			last = i;
	if (first < page->count)
		look_show_both(ui, first, last);
}

static void begin_output(struct ui *ui)
{
	draft_set(&ui->draft, NULL, 0, NULL);
	ui->solution = false;
	ui->stale = true;
	look_step(ui);
	ui_show_part(ui, PART_RECORDING);
	begin_typing(ui);
}

static void take_event(struct ui *ui, const struct event *event)
{
	switch (event->kind) {
	case EVENT_STEP:
		begin_step(ui);
		break;
	case EVENT_REVEAL:
		begin_output(ui);
		break;
	case EVENT_NOTE:
		look_note(ui);
		break;
	case EVENT_VERDICT:
		ui->draft.lifted = false;
		ui_show_part(ui, PART_VERDICT);
		break;
	case EVENT_HINT:
		ui_show_part(ui, PART_HINT);
		break;
	case EVENT_SOLUTION:
		ui->solution = true;
		ui_show_part(ui, PART_SOLUTION);
		break;
	case EVENT_FINISHED:
		ui_say(ui, "That was the last open step: the course is done.");
		break;
	case EVENT_MESSAGE:
		ui_say(ui, "%s", event->text);
		break;
	case EVENT_DONE:
		break;
	}
}

void ui_take_events(struct ui *ui)
{
	struct event event;

	while (session_next_event(ui->session, &event))
		take_event(ui, &event);
}

/* ---- what is typed on the status line ---- */

static void open_field(struct ui *ui, enum field field, const char *text)
{
	ui->field = field;
	entry_set(&ui->entry, text);
}

static void search(struct ui *ui, const char *what)
{
	if (*what) {
		text_clear(&ui->found);
		text_add_string(&ui->found, what);
	}
	if (!ui->found.size)
		return;
	ui->finding = true;
	/* what is folded away is searched too */
	for (size_t i = 0; i < ui->open_count; i++)
		ui->open[i] = true;
	ui->stale = true;
	if (!look_find(ui, false, true)) {
		ui->finding = false;
		ui_say(ui, "'%s' is not in this step", ui->found.bytes);
	}
}

/* "6.2", an id, or words of a title. */
static void go_to(struct ui *ui, const char *where)
{
	const struct course *course = session_course(ui->session);
	size_t step;

	if (where_find(course, where, &step) ||
	    where_search(course, where, session_at(ui->session) + 1, &step))
		session_go(ui->session, step);
	else
		ui_say(ui,
		       "no step '%s': type a number such as 6.2, or words of "
		       "a title",
		       where);
}

static void close_field(struct ui *ui, bool accept)
{
	enum field field = ui->field;
	char *text = mem_strdup(text_string(&ui->entry.text));

	ui->field = FIELD_NONE;
	if (accept && field == FIELD_SEARCH) {
		search(ui, text);
	} else if (accept && field == FIELD_GO) {
		go_to(ui, text);
	} else if (accept) {
		session_set_own_note(ui->session, text);
		ui->stale = true;
		ui_say(ui, *text ? "note kept; 'kdlab notes' prints them all"
				 : "note taken away");
	}
	free(text);
}

static void field_key(struct ui *ui, uint32_t key)
{
	if (key == KEY_RETURN || key == '\n')
		close_field(ui, true);
	else if (key == KEY_ESCAPE || key == KEY_CTRL('C') ||
		 key == KEY_CTRL('G'))
		close_field(ui, false);
	else
		entry_key(&ui->entry, key);
}

/* ---- actions ---- */

static void submit(struct ui *ui)
{
	struct text reply = { .limit = LIMIT_LINE };
	const char *why = "";
	unsigned source;
	struct err err;

	if (look_has_cursor(ui, &source) && draft_is_point(&ui->draft)) {
		text_printf(&reply, "%zu", ui->cursor + 1);
	} else if (!draft_reply(&ui->draft, &reply, &why)) {
		ui_say(ui, "%s", why);
		text_fini(&reply);
		return;
	}
	if (session_reply(ui->session, text_string(&reply), &err))
		ui_say(ui, "%s", err.message);
	text_fini(&reply);
}

static void line_note(struct ui *ui)
{
	for (size_t i = 0; i < session_note_count(ui->session); i++) {
		/* several notes on one line: the one after the current first */
		size_t note = (size_t)(session_note(ui->session) + 1 + (int)i) %
			      session_note_count(ui->session);

		if (anchor_ranges_have(session_note_lines(ui->session, note),
				       ui->cursor)) {
			session_go_note(ui->session, note);
			return;
		}
	}
	ui_say(ui, "no note on this line");
}

/* Opens or closes the fold that the cursor is in, else the first one. */
static void toggle_fold(struct ui *ui)
{
	size_t fold = 0;

	if (!ui->open_count) {
		ui_say(ui, "nothing folds here");
		return;
	}
	for (size_t i = 0; i < ui->open_count; i++)
		if (anchor_ranges_have(session_fold_lines(ui->session, i),
				       ui->cursor))
			fold = i;
	ui->open[fold] = !ui->open[fold];
	ui->stale = true;
	look_cursor(
		ui,
		session_fold_lines(ui->session, fold)->count
			? session_fold_lines(ui->session, fold)->list[0].first
			: 0);
}

static void open_own_note(struct ui *ui)
{
	const char *id = session_step(ui->session)->id;
	const char *own = session_progress(ui->session, id)->own_note;

	open_field(ui, FIELD_OWN_NOTE, own ? own : "");
}

static void close_what_is_open(struct ui *ui)
{
	if (ui->typed >= 0)
		ui->typed = -1;
	else if (ui->sheet)
		sheet_close(ui);
	else if (ui->finding)
		ui->finding = false;
	else
		ui->calm = true;
}

static void choose(struct ui *ui)
{
	if (draft_is_typed(&ui->draft))
		ui->calm = false;
	else
		draft_choose(&ui->draft);
}

/* The actions that are the screen's own. False: not one of them. */
static bool act_here(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_SUBMIT:
		submit(ui);
		return true;
	case ACTION_CHOOSE:
		choose(ui);
		return true;
	case ACTION_LINE_NOTE:
		line_note(ui);
		return true;
	case ACTION_FOLD:
		toggle_fold(ui);
		return true;
	case ACTION_OUTLINE:
		sheet_open(ui, ui->sheet ? SHEET_NONE : SHEET_OUTLINE);
		return true;
	case ACTION_HELP:
		sheet_open(ui, SHEET_HELP);
		return true;
	case ACTION_TERMS:
		sheet_open(ui, SHEET_TERMS);
		return true;
	case ACTION_SEARCH:
		open_field(ui, FIELD_SEARCH, "");
		return true;
	case ACTION_GO:
		open_field(ui, FIELD_GO, "");
		return true;
	case ACTION_OWN_NOTE:
		open_own_note(ui);
		return true;
	case ACTION_DEBUGGER:
		aside_open(ui, ASIDE_DEBUGGER);
		return true;
	case ACTION_CONSOLE:
		aside_open(ui, ASIDE_TARGET);
		return true;
	case ACTION_BUILD:
		task_build(ui);
		return true;
	case ACTION_CLOSE:
		close_what_is_open(ui);
		return true;
	case ACTION_SEARCH_NEXT:
	case ACTION_SEARCH_BACK:
		look_find(ui, action == ACTION_SEARCH_BACK, false);
		return true;
	default:
		return false;
	}
}

static enum ui_request act(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_QUIT:
		return UI_QUIT;
	case ACTION_SUSPEND:
		return UI_SUSPEND;
	case ACTION_REDRAW:
		return UI_REDRAW;
	case ACTION_EDIT:
		return task_edit(ui);
	default:
		break;
	}
	if (ui->aside) {
		aside_act(ui, action);
		return UI_NONE;
	}
	if (ui->sheet && sheet_act(ui, action)) {
		ui_take_events(ui);
		return UI_NONE;
	}
	if (!look_act(ui, action) && !act_here(ui, action)) {
		session_action(ui->session, action);
		if (action == ACTION_AGAIN) {
			ui->stale = true;
			ui->calm = false;
		}
	}
	ui_take_events(ui);
	return UI_NONE;
}

static void say_no_key(struct ui *ui, uint32_t key)
{
	char name[16];

	key_label(key, name);
	ui_say(ui, "%s does nothing here%s", name,
	       keymap_find(ui_mode(ui), '?') == ACTION_HELP
		       ? "; ? shows every key"
		       : "");
}

/* While an answer is typed, keys are letters; the others still move. */
static bool type_key(struct ui *ui, uint32_t key, enum action *ret)
{
	enum action action = keymap_find(MODE_TYPE, key);

	if (action == ACTION_COUNT && entry_key(&ui->draft.entry, key))
		return true;
	if (action == ACTION_COUNT)
		action = keymap_find(MODE_CALM, key);
	*ret = action;
	return false;
}

/* Keys of the prompt's, but for those that are the screen's everywhere. */
static enum ui_request pane_takes(struct ui *ui, uint32_t key)
{
	enum action action = keymap_find(ui_mode(ui), key);

	if (action == ACTION_REDRAW || action == ACTION_SUSPEND)
		return act(ui, action);
	aside_key(ui, key);
	return UI_NONE;
}

enum ui_request ui_interrupt(struct ui *ui)
{
	if (!ui->aside && !ui->field)
		return UI_QUIT;
	if (ui->building) {
		ui->building = false;
		ui->message[0] = '\0';
		return UI_NONE;
	}
	if (ui->aside && pane_waits(ui->pane)) {
		pane_drop(ui->pane);
		ui->message[0] = '\0';
		return UI_NONE;
	}
	return ui_key(ui, KEY_CTRL('C'));
}

enum ui_request ui_key(struct ui *ui, uint32_t key)
{
	enum mode mode;
	enum action action;

	if (ui->aside && pane_waits(ui->pane))
		aside_run(ui); /* what was typed on while it waited */
	if (ui->building)
		task_tick(ui);
	mode = ui_mode(ui);
	if (mode == MODE_STOP) {
		task_leave_stop(ui);
		return UI_NONE;
	}
	ui->message[0] = '\0';
	if (mode == MODE_PANE || mode == MODE_LINK)
		return pane_takes(ui, key);
	if (mode == MODE_FIELD) {
		field_key(ui, key);
		ui_take_events(ui);
		return UI_NONE;
	}
	if (mode == MODE_TYPING) {
		ui->typed = -1;
		if (keymap_find(mode, key) == ACTION_CLOSE)
			return UI_NONE;
		mode = ui_mode(ui);
	}
	if (mode == MODE_TYPE) {
		if (type_key(ui, key, &action))
			return UI_NONE;
	} else {
		if (mode & (MODE_CHOICE | MODE_ORDER | MODE_MATCH) &&
		    draft_letter(&ui->draft, key))
			return UI_NONE;
		action = keymap_find(mode, key);
	}
	if (action == ACTION_COUNT) {
		say_no_key(ui, key);
		return UI_NONE;
	}
	return act(ui, action);
}

/* ---- the mouse ---- */

static bool inside(const struct rect *rect, int x, int y)
{
	return x >= rect->x && x < rect->x + rect->width && y >= rect->y &&
	       y < rect->y + rect->height;
}

static void click_line(struct ui *ui, size_t number, int x)
{
	const struct page_line *line = &ui->page.lines[number];
	int cell = x - page_line_left(&ui->page, number);
	unsigned source;

	if (line->choice >= 0 && line->part == PART_CHOICE) {
		ui->draft.cursor = (size_t)line->choice;
		if (!session_verdict(ui->session))
			draft_choose(&ui->draft);
	} else if (line->kind == PAGE_FOLD) {
		ui->cursor = line->line;
		toggle_fold(ui);
	} else if (line->kind == PAGE_RAW && look_has_cursor(ui, &source) &&
		   source == line->source) {
		ui->cursor = line->line;
		if (!source)
			line_note(ui);
	} else if (line->kind == PAGE_FLOW && cell >= 0) {
		sheet_open_term(ui, number, (size_t)cell);
	}
}

enum ui_request ui_click(struct ui *ui, int x, int y, int button)
{
	struct layout layout;
	size_t line;

	if (ui->stopping) {
		if (button == 1)
			task_leave_stop(ui);
		return UI_NONE;
	}
	layout_get(ui, &layout);
	ui->message[0] = '\0';
	if (ui->aside && inside(&layout.pane, x, y)) {
		aside_click(ui, x, y, button);
		return UI_NONE;
	}
	if (button == 4 || button == 5) {
		if (ui->sheet)
			sheet_act(ui, button == 4 ? ACTION_UP : ACTION_DOWN);
		else
			look_scroll(ui, button == 4 ? -3 : 3);
		return UI_NONE;
	}
	if (inside(&layout.status, x, y)) {
		enum action action = frame_click(ui, &layout, x);

		return action == ACTION_COUNT ? UI_NONE : act(ui, action);
	}
	if (ui->sheet == SHEET_OUTLINE && inside(&layout.sheet, x, y)) {
		size_t row = ui->sheet_top + (size_t)(y - layout.sheet.y);

		if (row >= sheet_count(ui))
			return UI_NONE;
		ui->sheet_cursor = row;
		return act(ui, ACTION_OPEN);
	}
	if (ui->aside || ui->sheet || !inside(&layout.body, x, y))
		return UI_NONE;
	line = ui->top + (size_t)(y - layout.body.y);
	if (line < ui_page(ui)->count)
		click_line(ui, line, x - layout.body.x);
	ui_take_events(ui);
	return UI_NONE;
}

/* ---- time ---- */

int ui_timeout(const struct ui *ui)
{
	int64_t left;

	if (task_waits(ui) || (ui->aside && pane_waits(ui->pane)))
		return 0;
	if (ui->stopping)
		return task_timeout(ui);
	if (ui->typed < 0)
		return -1;
	left = ui->typed_at + TYPING_MS - ui->config.clock();
	return left < 0 ? 0 : (int)left;
}

void ui_tick(struct ui *ui)
{
	const struct transcript *recording = session_recording(ui->session);
	int64_t now = ui->config.clock();

	if (ui->building || ui->stopping) {
		task_tick(ui);
		return;
	}
	if (ui->aside && pane_waits(ui->pane)) {
		aside_run(ui);
		ui_take_events(ui);
		return;
	}
	if (ui->typed < 0 || !recording || now < ui->typed_at + TYPING_MS)
		return;
	ui->typed++;
	ui->typed_at = now;
	if ((size_t)ui->typed > recording->command.size)
		ui->typed = -1;
}

/* ---- beginning and end ---- */

void ui_resize(struct ui *ui, int width, int height)
{
	bool focused = look_focused(ui);

	ui->width = width < 1 ? 1 : width;
	ui->height = height < 1 ? 1 : height;
	ui->stale = true;
	ui->note_shown = -1;
	ui_page(ui);
	look_clamp(ui);
	aside_place(ui);
	if (focused)
		look_focus(ui);
}

struct ui *ui_new(const struct ui_config *config)
{
	struct ui *ui = mem_calloc(1, sizeof(*ui));

	ui->config = *config;
	ui->session = config->session;
	ui->width = config->width;
	ui->height = config->height;
	ui->typed = -1;
	ui->note_shown = -1;
	ui_take_events(ui);
	look_restore(ui);
	return ui;
}

void ui_free(struct ui *ui)
{
	if (!ui)
		return;
	for (size_t i = 0; i < ASIDE_COUNT; i++)
		pane_free(ui->panes[i]);
	page_fini(&ui->page);
	flow_fini(&ui->note_flow);
	markdown_fini(&ui->note_markdown);
	draft_fini(&ui->draft);
	entry_fini(&ui->entry);
	text_fini(&ui->found);
	free(ui->open);
	free(ui->terms);
	free(ui);
}

bool ui_flush(struct ui *ui)
{
	bool changed;

	look_keep(ui);
	changed = session_flush(ui->session);
	ui_take_events(ui);
	return changed;
}

void ui_draw(struct ui *ui, struct canvas *canvas)
{
	struct layout layout;

	if (canvas->width != ui->width || canvas->height != ui->height)
		canvas_resize(canvas, ui->width, ui->height);
	canvas->ascii = ui->config.ascii;
	canvas_clear(canvas);
	if (ui->stopping) {
		stopscreen_draw(&ui->stop, canvas);
		return;
	}
	ui_page(ui);
	layout_get(ui, &layout);
	if (ui->aside)
		pane_draw(ui->pane, canvas);
	if ((!ui->sheet || layout.sheet_beside) &&
	    (!ui->aside || layout.pane_beside)) {
		draw_page(ui, canvas, &layout);
		if (layout.note.width)
			draw_note(ui, canvas, &layout);
	}
	draw_frame(ui, canvas, &layout);
}
