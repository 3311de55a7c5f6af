/*
 * Screens: scripts of keys with the pictures that must come, in
 * lab/tests/screens/NAME.screen. GENERATE=1 writes the pictures anew, and git
 * diff shows what changed.
 *
 *   # a comment
 *   course small          the course below lab/tests/courses; starts it anew
 *   size 80 24            (also in mid-step: a resize)
 *   ascii                 a terminal without UTF-8
 *   debugger              from here on there is one: tests/data/fakeprompt.h
 *   debugger broken       one that does not open
 *   workshop              and something to build and load with, an editor
 *                         that mends what is wrong: tests/data/fakeworkshop.h
 *   keys n <Enter> abc    what is typed, one character a key
 *   type count 3          a line as it stands, blanks and all; no Enter
 *   click 10 3            a button press there; behind it 4 or 5 for the wheel
 *   screen                what must be seen: rows behind '|'
 *   styles                what the cells must mean: rows behind ':'
 */
#include "config.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tests/data/fakeprompt.h"
#include "tests/data/fakeworkshop.h"
#include "views/key.h"
#include "views/ui.h"

#include <dirent.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct stage {
	const char *source; /* $srcdir */
	struct course *course;
	struct session *session;
	struct ui *ui;
	struct canvas canvas;
	struct fakeprompt prompt;
	struct fakeworkshop workshop;
	bool works;
	int width, height;
	bool ascii, debugs;
};

static int64_t no_clock(void)
{
	return 0;
}

static void leave(struct stage *stage)
{
	ui_free(stage->ui);
	session_free(stage->session);
	course_free(stage->course);
	stage->ui = NULL;
	stage->session = NULL;
	stage->course = NULL;
}

static void die(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

static void enter(struct stage *stage, const char *name)
{
	char *courses = file_join(stage->source, "lab/tests/courses");
	char *path = file_join(courses, name);
	struct err err;

	leave(stage);
	if (course_open(&(struct course_config){ .path = path,
						 .data = stage->source },
			&stage->course, NULL, &err) ||
	    session_new(&(struct session_config){ .course = stage->course,
						  .seed = 7,
						  .clock = no_clock },
			&stage->session, &err))
		die(path, err.message);
	stage->workshop.session = stage->session;
	stage->ui = ui_new(&(struct ui_config){
		.session = stage->session,
		.width = stage->width,
		.height = stage->height,
		.ascii = stage->ascii,
		.still = true,
		.clock = no_clock,
		.prompt = stage->debugs ? &stage->prompt.prompt : NULL,
		.workshop = stage->works ? &stage->workshop.workshop : NULL,
	});
	free(path);
	free(courses);
}

/* "<Enter>" or one character; returns what is behind it. */
static const char *take_key(const char *at, uint32_t *ret)
{
	static const uint32_t special[] = {
		KEY_TAB,       KEY_RETURN,     KEY_ESCAPE,     KEY_SPACE,
		KEY_ARROW_UP,  KEY_ARROW_DOWN, KEY_ARROW_LEFT, KEY_ARROW_RIGHT,
		KEY_PAGE_UP,   KEY_PAGE_DOWN,  KEY_TO_TOP,     KEY_TO_END,
		KEY_RUBOUT,    KEY_DEL,	       KEY_BACK_TAB,   KEY_CTRL('C'),
		KEY_CTRL('D'), KEY_CTRL('L'),  KEY_CTRL('R'),
	};
	const char *end = *at == '<' ? strchr(at, '>') : NULL;

	for (size_t i = 0; end && i < sizeof(special) / sizeof(*special); i++) {
		char name[16];

		key_label(special[i], name);
		if (strlen(name) == (size_t)(end - at) - 1 &&
		    strncmp(at + 1, name, strlen(name)) == 0) {
			*ret = special[i];
			return end + 1;
		}
	}
	return at + utf8_decode(at, strlen(at), ret);
}

/* A key, and what it makes run by itself. */
static void press(struct stage *stage, uint32_t key)
{
	if (ui_key(stage->ui, key) == UI_EDIT) {
		stage->workshop.edited = true;
		ui_edited(stage->ui, NULL);
	}
	while (ui_timeout(stage->ui) == 0)
		ui_tick(stage->ui);
	ui_flush(stage->ui);
}

static void type_line(struct stage *stage, const char *line)
{
	uint32_t key;

	while (*line) {
		line += utf8_decode(line, strlen(line), &key);
		press(stage, key);
	}
}

static void type(struct stage *stage, const char *keys)
{
	while (*keys) {
		uint32_t key;

		if (*keys == ' ') {
			keys++;
			continue;
		}
		keys = take_key(keys, &key);
		press(stage, key);
	}
}

/* Puts a mark before every line, and takes blanks off its end. */
static void add_rows(struct text *out, const char *rows, char mark)
{
	while (*rows) {
		size_t size = strcspn(rows, "\n"), kept = size;

		while (kept && rows[kept - 1] == ' ')
			kept--;
		text_add_char(out, mark);
		text_add(out, rows, kept);
		text_add_char(out, '\n');
		rows += size + (rows[size] == '\n');
	}
}

static void draw(struct stage *stage, bool styles, struct text *out)
{
	struct text rows = { 0 };

	ui_draw(stage->ui, &stage->canvas);
	if (styles)
		canvas_print_styles(&stage->canvas, &rows);
	else
		canvas_print(&stage->canvas, &rows);
	add_rows(out, text_string(&rows), styles ? ':' : '|');
	text_fini(&rows);
}

/* Obeys one line; pictures are drawn onto out, all else is copied. */
static void obey(struct stage *stage, const char *line, struct text *out)
{
	char name[64];
	int a, b, button = 1;

	if (*line == '|' || *line == ':')
		return; /* an old picture */
	text_printf(out, "%s\n", line);
	if (sscanf(line, "course %63s", name) == 1) {
		enter(stage, name);
	} else if (sscanf(line, "size %d %d", &a, &b) == 2) {
		stage->width = a;
		stage->height = b;
		if (stage->ui)
			ui_resize(stage->ui, a, b);
	} else if (sscanf(line, "click %d %d %d", &a, &b, &button) >= 2) {
		ui_click(stage->ui, a, b, button);
		while (ui_timeout(stage->ui) == 0)
			ui_tick(stage->ui);
	} else if (strncmp(line, "type ", 5) == 0) {
		type_line(stage, line + 5);
	} else if (strncmp(line, "debugger", 8) == 0) {
		fakeprompt_init(&stage->prompt);
		stage->prompt.broken = strcmp(line + 8, " broken") == 0;
		stage->debugs = true;
	} else if (strcmp(line, "workshop") == 0) {
		fakeworkshop_init(&stage->workshop);
		stage->works = true;
	} else if (strcmp(line, "ascii") == 0) {
		stage->ascii = true;
	} else if (strncmp(line, "keys ", 5) == 0) {
		type(stage, line + 5);
	} else if (strcmp(line, "screen") == 0) {
		draw(stage, false, out);
	} else if (strcmp(line, "styles") == 0) {
		draw(stage, true, out);
	} else if (*line && *line != '#') {
		die("no such line in a screen script", line);
	}
}

/* Prints the first lines that differ. */
static void tell(const char *path, const char *want, const char *have)
{
	unsigned number = 1;

	while (*want && *have) {
		size_t a = strcspn(want, "\n"), b = strcspn(have, "\n");

		if (a != b || memcmp(want, have, a) != 0) {
			fprintf(stderr, "%s:%u:\n want %.*s\n have %.*s\n",
				path, number, (int)a, want, (int)b, have);
			return;
		}
		want += a + (want[a] == '\n');
		have += b + (have[b] == '\n');
		number++;
	}
	fprintf(stderr, "%s:%u: one ends before the other\n", path, number);
}

static bool run(const char *source, const char *path)
{
	struct stage stage = { .source = source, .width = 80, .height = 24 };
	struct text out = { 0 };
	struct err err;
	size_t size;
	char *script, *line;
	bool same;

	if (file_read(path, LIMIT_SCRIPT_BYTES, &script, &size, NULL, &err))
		die(path, err.message);
	for (line = script; *line;) {
		size_t length = strcspn(line, "\n");
		char *copy = mem_strndup(line, length);

		obey(&stage, copy, &out);
		free(copy);
		line += length + (line[length] == '\n');
	}
	same = strcmp(script, text_string(&out)) == 0;
	if (!same && getenv("GENERATE")) {
		if (file_write(path, out.bytes, out.size, &err))
			die(path, err.message);
		same = true;
	} else if (!same) {
		tell(path, script, text_string(&out));
	}
	leave(&stage);
	canvas_fini(&stage.canvas);
	text_fini(&out);
	free(script);
	return same;
}

static int is_script(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && strcmp(dot, ".screen") == 0;
}

int main(void)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".";
	char *folder = file_join(source, "lab/tests/screens");
	struct dirent **entries;
	int count = scandir(folder, &entries, is_script, alphasort), failed = 0;

	setlocale(LC_ALL, "C.UTF-8");
	if (count <= 0)
		die(folder, "no screens");
	for (int i = 0; i < count; i++) {
		char *path = file_join(folder, entries[i]->d_name);
		bool good = run(source, path);

		printf("%s: %s\n", good ? "ok" : "FAILED", entries[i]->d_name);
		failed += !good;
		free(path);
		free(entries[i]);
	}
	free(entries);
	free(folder);
	printf("%d passed, %d failed, 0 skipped\n", count - failed, failed);
	return failed != 0;
}
