/*
 * What stands around the step: the title, the progress bar, the status line
 * with the keys that work here; and where everything goes.
 */
#include "config.h"
#include "views/private.h"

#include "base/utf8.h"
#include "views/key.h"

#include <stdio.h>
#include <string.h>

#define HEIGHT_FOR_RULES  16  /* fewer rows have none to spare */
#define WIDTH_FOR_OUTLINE 100 /* narrower: the outline takes the screen */
#define WIDTH_FOR_NOTE	  100 /* wider: the note stands to the right */
#define WIDTH_FOR_PANE	  120 /* wider: the debugger stands to the right */
#define CELLS_OF_PANE	  82
#define CELLS_OF_LESSON	  46
#define HEIGHT_FOR_NOTE	  18 /* lower, or narrower: it stands in the page */

static bool has_notes(const struct ui *ui)
{
	return session_recording(ui->session) &&
	       session_revealed(ui->session) && session_note_count(ui->session);
}

static void place_note(const struct ui *ui, struct layout *layout)
{
	struct rect *body = &layout->body, *note = &layout->note;

	if (!has_notes(ui))
		return;
	if (body->width >= WIDTH_FOR_NOTE) {
		layout->note_right = true;
		note->width = body->width * 2 / 5;
		if (note->width > 72)
			note->width = 72;
		note->x = body->x + body->width - note->width;
		note->y = body->y;
		note->height = body->height;
		body->width -= note->width + 1;
	} else if (ui->height >= HEIGHT_FOR_NOTE && body->width >= 40) {
		note->height = body->height / 2;
		note->width = body->width;
		note->x = body->x;
		note->y = body->y + body->height - note->height;
		body->height -= note->height;
	} else {
		layout->inline_note = true;
	}
}

/* The outline lies over the left of the step: nothing has to be laid out anew
 * when it comes and goes. */
static void place_sheet(const struct ui *ui, struct layout *layout)
{
	struct rect *sheet = &layout->sheet;

	if (!ui->sheet)
		return;
	*sheet = layout->body;
	if (ui->sheet != SHEET_OUTLINE || ui->width < WIDTH_FOR_OUTLINE)
		return;
	layout->sheet_beside = true;
	sheet->width = ui->width * 2 / 5;
	if (sheet->width > 40)
		sheet->width = 40;
}

/* Debuggers print wide lines, MEX 82 cells: the pane gets the larger part, as
 * long as the lesson can be read. */
static void place_pane(const struct ui *ui, struct layout *layout)
{
	struct rect *pane = &layout->pane, *body = &layout->body;
	int lesson = ui->width * 2 / 5;

	if (!ui->aside)
		return;
	*pane = *body;
	layout->pane_beside = ui->width >= WIDTH_FOR_PANE;
	if (!layout->pane_beside)
		return;
	if (lesson > ui->width - CELLS_OF_PANE - 2)
		lesson = ui->width - CELLS_OF_PANE - 2;
	if (lesson < CELLS_OF_LESSON)
		lesson = CELLS_OF_LESSON;
	body->width = lesson;
	pane->x = lesson + 2;
	pane->width = ui->width - pane->x;
}

void layout_get(const struct ui *ui, struct layout *ret)
{
	int rules = ui->height >= HEIGHT_FOR_RULES;

	memset(ret, 0, sizeof(*ret));
	ret->title = (struct rect){ 0, 0, ui->width, 1 };
	ret->rule = (struct rect){ 0, 1, ui->width, rules };
	ret->bar = (struct rect){ 0, ui->height - 2, ui->width, rules };
	ret->status = (struct rect){ 0, ui->height - 1, ui->width, 1 };
	ret->body = (struct rect){ 0, 1 + rules, ui->width,
				   ui->height - 2 - 2 * rules };
	place_pane(ui, ret);
	place_sheet(ui, ret);
	place_note(ui, ret);
}

/* ---- the top ---- */

/* Whether the page goes on below the screen. */
static bool goes_on(const struct ui *ui, const struct layout *layout)
{
	return ui->page.count > ui->top + (size_t)layout->body.height &&
	       (!ui->sheet || layout->sheet_beside) &&
	       (!ui->aside || layout->pane_beside);
}

static void draw_title(struct ui *ui, struct canvas *canvas,
		       const struct layout *layout)
{
	const struct course *course = session_course(ui->session);
	size_t at = session_at(ui->session);
	size_t lesson = course_step(course, at).lesson;
	struct rect clip = layout->title;
	struct text title = { 0 };
	char percent[64];
	int x;

	canvas_fill(canvas, &layout->title, STYLE_TITLE, " ");
	snprintf(percent, sizeof(percent), "%s%s%u%% ",
		 !layout->bar.height && goes_on(ui, layout) ? " v" : "",
		 session_not_kept(ui->session) ? " NOT KEPT  " : "  ",
		 session_percent(ui->session));
	clip.width -= (int)strlen(percent);
	canvas_draw_string(canvas, &layout->title, clip.x + clip.width, clip.y,
			   STYLE_TITLE, percent);
	if (ui->width >= 60)
		text_printf(&title, "%s \xe2\x80\xba ",
			    course_info(course)->title);
	text_printf(&title, "%zu %s", lesson + 1,
		    course_lesson(course, lesson).title);
	x = canvas_draw_string(canvas, &clip, 1, 0, STYLE_TITLE,
			       ui->width >= 60 ? "kdlab  " : "");
	canvas_draw_cut(canvas, &clip, x, 0, STYLE_TITLE, text_string(&title));
	text_fini(&title);
}

/* The lower rule is the progress bar: heavy as far as the course is done. */
static void draw_bar(struct ui *ui, struct canvas *canvas,
		     const struct layout *layout)
{
	const struct course *course = session_course(ui->session);
	int right =
		layout->pane_beside ? layout->body.width : layout->bar.width;
	struct rect done = layout->bar;

	if (!layout->bar.height)
		return;
	canvas_fill(canvas, &layout->rule, STYLE_BORDER, "\xe2\x94\x80");
	canvas_fill(canvas, &layout->bar, STYLE_BORDER, "\xe2\x94\x80");
	done.width =
		(int)((size_t)done.width * session_done_count(ui->session) /
		      course_step_count(course));
	canvas_fill(canvas, &done, STYLE_DONE,
		    canvas->ascii ? "=" : "\xe2\x94\x81");
	if (goes_on(ui, layout))
		canvas_draw_string(
			canvas, &layout->bar, layout->body.x + right - 9,
			layout->bar.y, STYLE_KEY,
			canvas->ascii ? " v more " : " \xe2\x96\xbe more ");
}

/* ---- the status line ---- */

struct status_key {
	const struct key_binding *binding;
	int x, width;
};

/*
 * The keys that work here, the most useful first, as many as fit; help and
 * quit always do. Returns how many.
 */
static size_t status_keys(const struct ui *ui, int x, int width,
			  struct status_key *ret, size_t most)
{
	enum mode mode = ui_mode(ui);
	bool helps = keymap_find(mode, '?') == ACTION_HELP;
	int end = x + width - (helps ? 8 : 0);
	const char *why;
	size_t count = 0;

	for (size_t i = 0; i < keymap_count && count < most; i++) {
		const struct key_binding *binding = &keymap[i];
		bool help = binding->action == ACTION_HELP;
		char name[16];
		int cells;

		if (!(binding->modes & mode) || !binding->label ||
		    (binding->action == ACTION_DEBUGGER &&
		     !aside_is_there(ui, &why)) ||
		    (binding->action == ACTION_LINKS &&
		     ui->pane == ui->panes[ASIDE_TARGET]) ||
		    ((binding->action == ACTION_BUILD ||
		      binding->action == ACTION_EDIT) &&
		     !task_has(ui, binding->action)))
			continue;
		key_label(binding->key, name);
		cells = (int)(strlen(name) + 1 + strlen(binding->label));
		if (x + cells > (help ? end + 8 : end))
			continue;
		ret[count++] = (struct status_key){ binding, x, cells };
		x += cells + 2;
	}
	return count;
}

#define STATUS_KEYS  24
#define MESSAGE_ROWS 6

#define WIDTH_FOR_MODE 50 /* narrower: the keys need the room */

/* A prompt's name is its own. */
static const char *name_of_mode(const struct ui *ui)
{
	enum mode mode = ui_mode(ui);

	return mode == MODE_PANE ? pane_name(ui->pane) : mode_name(mode);
}

static int status_left(const struct ui *ui)
{
	if (ui->width < WIDTH_FOR_MODE)
		return 1;
	return 1 + (int)strlen(name_of_mode(ui)) + 2;
}

enum action frame_click(const struct ui *ui, const struct layout *layout, int x)
{
	struct status_key keys[STATUS_KEYS];
	int left = status_left(ui);
	size_t count = status_keys(ui, left, layout->status.width - left, keys,
				   STATUS_KEYS);

	for (size_t i = 0; i < count; i++)
		if (x >= keys[i].x && x < keys[i].x + keys[i].width)
			return keys[i].binding->action;
	return ACTION_COUNT;
}

static void draw_keys(struct ui *ui, struct canvas *canvas,
		      const struct rect *row)
{
	struct status_key keys[STATUS_KEYS];
	int left = status_left(ui);
	size_t count =
		status_keys(ui, left, row->width - left, keys, STATUS_KEYS);

	if (left > 1)
		canvas_draw_string(canvas, row, row->x + 1, row->y, STYLE_HERE,
				   name_of_mode(ui));
	for (size_t i = 0; i < count; i++) {
		char name[16];
		int x;

		key_label(keys[i].binding->key, name);
		x = canvas_draw_string(canvas, row, keys[i].x, row->y,
				       STYLE_KEY, name);
		canvas_draw_string(canvas, row, x + 1, row->y, STYLE_DIM,
				   keys[i].binding->label);
	}
}

static void draw_field(struct ui *ui, struct canvas *canvas,
		       const struct rect *row)
{
	static const char *const labels[] = {
		[FIELD_SEARCH] = "search: ",
		[FIELD_GO] = "go to (6.2, or words of a title): ",
		[FIELD_OWN_NOTE] = "your note: ",
	};
	const char *label = labels[ui->field];
	int x;

	if (ui->field == FIELD_GO && row->width < 60)
		label = "go to: ";
	x = canvas_draw_string(canvas, row, row->x + 1, row->y, STYLE_HERE,
			       label);
	entry_draw(&ui->entry, canvas, x, row->y, row->width - x - 1,
		   STYLE_PLAIN);
}

/* The bytes of a text that a line of so many cells takes, at a blank if
 * there is one. */
static size_t line_bytes(const char *text, int width)
{
	size_t size = strlen(text), broken = 0;

	for (size_t i = 0; i <= size; i++) {
		if (i < size && text[i] != ' ')
			continue;
		if ((int)utf8_cells(text, i) > width)
			return broken ? broken : size;
		broken = i;
	}
	return size;
}

/* Words that need more than the lowest row take some of those above it. */
static void draw_message(struct ui *ui, struct canvas *canvas,
			 const struct rect *row)
{
	const char *at = ui->message;
	struct {
		const char *text;
		size_t size;
	} lines[MESSAGE_ROWS];
	struct rect line = *row;
	int count = 0;

	while (*at && count < MESSAGE_ROWS) {
		lines[count].text = at;
		lines[count].size = line_bytes(at, row->width - 2);
		at += lines[count++].size;
		at += strspn(at, " ");
	}
	line.y -= count - 1;
	for (int i = 0; i < count; i++, line.y++) {
		canvas_fill(canvas, &line, STYLE_PLAIN, " ");
		canvas_draw(canvas, &line, line.x + 1, line.y, STYLE_HERE,
			    lines[i].text, lines[i].size);
	}
}

static void draw_status(struct ui *ui, struct canvas *canvas,
			const struct rect *row)
{
	if (ui->field)
		draw_field(ui, canvas, row);
	else if (ui->message[0])
		draw_message(ui, canvas, row);
	else
		draw_keys(ui, canvas, row);
}

/* ---- a sheet ---- */

static void draw_sheet(struct ui *ui, struct canvas *canvas,
		       const struct layout *layout)
{
	struct rect line = layout->sheet;

	canvas_fill(canvas, &layout->sheet, STYLE_PLAIN, " ");
	sheet_draw(ui, canvas, &layout->sheet);
	if (!layout->sheet_beside)
		return;
	line.x = layout->sheet.width;
	line.width = 1;
	canvas_fill(canvas, &line, STYLE_BORDER, "\xe2\x94\x82");
}

static void draw_border(struct canvas *canvas, const struct rect *rect,
			int left)
{
	struct rect line = { rect->x - left, rect->y, 1, rect->height };

	canvas_fill(canvas, &line, STYLE_BORDER, "\xe2\x94\x82");
}

void draw_frame(struct ui *ui, struct canvas *canvas,
		const struct layout *layout)
{
	draw_title(ui, canvas, layout);
	draw_bar(ui, canvas, layout);
	if (layout->note_right)
		draw_border(canvas, &layout->note, 1);
	if (layout->pane_beside)
		draw_border(canvas, &layout->pane, 2);
	if (ui->sheet)
		draw_sheet(ui, canvas, layout);
	draw_status(ui, canvas, &layout->status);
}
