#include "config.h"
#include "views/stopscreen.h"

#include "base/utf8.h"

#include <string.h>

#define BLOCK "\xe2\x96\x88"

/* ":(", two cells for each mark */
static const char *const face[] = {
	"      # ", "#    #  ", "     #  ", "     #  ", "#    #  ", "      # ",
};

enum {
	FACE_ROWS = sizeof(face) / sizeof(*face),
	/* with less, the face is two letters */
	FACE_HEIGHT = 22,
	FACE_WIDTH = 50,
};

/* Where a line goes next; text is cut off at the bottom, never half a word
 * at the right while words are shorter than a line. */
struct pen {
	struct canvas *canvas;
	struct rect clip;
	int y;
};

static void put_line(struct pen *pen, const char *text, size_t size)
{
	canvas_draw(pen->canvas, &pen->clip, pen->clip.x, pen->y++, STYLE_STOP,
		    text, size);
}

/* Bytes of the longest start that ends with a word and fits. */
static size_t fit(const char *text, int width)
{
	size_t size = strlen(text), end = utf8_fit(text, size, (size_t)width);

	if (end == size)
		return size;
	for (size_t i = end + 1; i-- > 1;)
		if (text[i] == ' ')
			return i;
	return end ? end : 1;
}

static void put_words(struct pen *pen, const char *text)
{
	while (*text) {
		size_t size = fit(text, pen->clip.width);

		put_line(pen, text, size);
		text += size;
		text += strspn(text, " ");
	}
}

static void put_face(struct pen *pen, bool big)
{
	if (!big) {
		put_line(pen, ":(", 2);
		return;
	}
	for (int row = 0; row < FACE_ROWS; row++, pen->y++)
		for (int i = 0; face[row][i]; i++)
			if (face[row][i] == '#')
				canvas_draw_string(pen->canvas, &pen->clip,
						   pen->clip.x + i * 2, pen->y,
						   STYLE_STOP, BLOCK BLOCK);
}

static void add_code(const struct stopscreen *stop, struct text *out)
{
	if (*stop->name)
		text_printf(out, "Stop code: %s", stop->name);
	else
		text_printf(out, "Stop code: 0x%08X", stop->code);
}

/* The texts from top to bottom, "" for a gap; visit gets each. */
static void each_text(const struct stopscreen *stop,
		      void (*visit)(void *context, const char *text),
		      void *context)
{
	struct text line = { 0 };

	visit(context,
	      "Your device ran into a problem and needs to restart. We're just "
	      "collecting some error info, and then we'll restart for you.");
	visit(context, "");
	text_printf(&line, "%d%% complete", stop->percent);
	visit(context, text_string(&line));
	visit(context, "");
	visit(context, "For more information about this issue and possible "
		       "fixes, visit https://www.windows.com/stopcode");
	visit(context, "");
	visit(context, "If you call a support person, give them this info:");
	text_clear(&line);
	add_code(stop, &line);
	visit(context, text_string(&line));
	if (*stop->driver) {
		text_clear(&line);
		text_add_string(&line, "What failed: ");
		text_add_visible(&line, stop->driver, strlen(stop->driver));
		visit(context, text_string(&line));
	}
	text_fini(&line);
}

static void draw_text(void *context, const char *text)
{
	struct pen *pen = context;

	if (!*text)
		pen->y++;
	else
		put_words(pen, text);
}

/* On a screen that is too low the gaps and what helps nobody go first. */
static void draw_low(const struct stopscreen *stop, struct pen *pen)
{
	struct text line = { 0 };

	put_words(pen, ":( Your device ran into a problem and needs to "
		       "restart.");
	text_printf(&line, "%d%% complete", stop->percent);
	put_words(pen, text_string(&line));
	text_clear(&line);
	add_code(stop, &line);
	put_words(pen, text_string(&line));
	if (*stop->driver) {
		text_clear(&line);
		text_printf(&line, "What failed: %s", stop->driver);
		put_words(pen, text_string(&line));
	}
	text_fini(&line);
}

void stopscreen_draw(const struct stopscreen *stop, struct canvas *canvas)
{
	struct rect all = { 0, 0, canvas->width, canvas->height };
	bool big = canvas->height >= FACE_HEIGHT && canvas->width >= FACE_WIDTH;
	int margin = canvas->width < 60 ? 1 : canvas->width / 10;
	struct pen pen = { .canvas = canvas, .y = big ? 2 : 0 };

	canvas_clear(canvas);
	canvas_fill(canvas, &all, STYLE_STOP, " ");
	pen.clip = (struct rect){ margin, 0, canvas->width - 2 * margin,
				  canvas->height - (stop->below ? 1 : 0) };
	if (canvas->height < 16) {
		draw_low(stop, &pen);
	} else {
		put_face(&pen, big);
		pen.y++;
		each_text(stop, draw_text, &pen);
	}
	if (stop->below)
		canvas_draw_cut(canvas, &all, margin, canvas->height - 1,
				STYLE_STOP, stop->below);
	canvas_set_cursor(canvas, -1, -1);
}

static void print_text(void *context, const char *text)
{
	struct text *out = context;

	while (*text) {
		size_t size = fit(text, 72);

		text_add(out, text, size);
		text_add_char(out, '\n');
		text += size;
		text += strspn(text, " ");
		if (!*text)
			return;
	}
	text_add_char(out, '\n');
}

void stopscreen_print(const struct stopscreen *stop, struct text *out)
{
	text_add_string(out, ":(\n\n");
	each_text(stop, print_text, out);
}
