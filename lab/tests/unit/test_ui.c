/*
 * What pictures of screens do not show: the place over a restart, the mouse,
 * what is typed for show, and that no row of keys whatsoever does harm.
 */
#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/random.h"
#include "session/store.h"
#include "tests/data/fakeprompt.h"
#include "views/key.h"
#include "views/keymap.h"
#include "views/ui.h"

#define LETTER_MS 28 /* no letter that is typed for show takes longer */

static char folder[64]; /* of the test that runs */
static int64_t now;

struct stage {
	struct course *course;
	struct store *store;
	struct session *session;
	struct ui *ui;
	struct canvas canvas;
	struct text picture;
	struct fakeprompt prompt;
};

static int64_t fake_clock(void)
{
	return now;
}

static void enter(struct stage *stage, int width, int height, bool kept,
		  bool still)
{
	const char *source = getenv("srcdir") ? getenv("srcdir") : ".";
	char *path = file_join(source, "lab/tests/courses/small");
	char *file = file_join(folder, "progress.db");
	struct err err;

	memset(stage, 0, sizeof(*stage));
	if (course_open(&(struct course_config){ .path = path, .data = source },
			&stage->course, NULL, &err))
		fail_msg("%s", err.message);
	if (kept && store_open(file, &stage->store, NULL, &err))
		fail_msg("%s", err.message);
	if (session_new(&(struct session_config){ .course = stage->course,
						  .store = stage->store,
						  .seed = 7,
						  .clock = fake_clock },
			&stage->session, &err))
		fail_msg("%s", err.message);
	fakeprompt_init(&stage->prompt);
	stage->ui = ui_new(&(struct ui_config){
		.session = stage->session,
		.prompt = &stage->prompt.prompt,
		.width = width,
		.height = height,
		.still = still,
		.clock = fake_clock,
	});
	free(file);
	free(path);
}

static void leave(struct stage *stage)
{
	ui_free(stage->ui);
	session_free(stage->session);
	store_close(stage->store);
	course_free(stage->course);
	canvas_fini(&stage->canvas);
	text_fini(&stage->picture);
}

static const char *look(struct stage *stage)
{
	ui_draw(stage->ui, &stage->canvas);
	text_clear(&stage->picture);
	canvas_print(&stage->canvas, &stage->picture);
	return text_string(&stage->picture);
}

static bool shows(struct stage *stage, const char *words)
{
	return strstr(look(stage), words) != NULL;
}

static void type(struct stage *stage, const char *keys)
{
	for (; *keys; keys++) {
		ui_key(stage->ui,
		       *keys == '\n' ? KEY_RETURN : (unsigned char)*keys);
		ui_flush(stage->ui);
	}
}

/* Presses a button on the first place that shows these words. */
static void click_on(struct stage *stage, const char *words, int button)
{
	const char *picture = look(stage), *at = strstr(picture, words);
	int y = 0;

	if (!at)
		fail_msg("no '%s' on:\n%s", words, picture);
	for (const char *c = picture; c < at; c++)
		y += *c == '\n';
	/* the words are in its middle: no row is all that wide */
	while (at > picture && at[-1] != '\n')
		at--;
	ui_click(stage->ui, (int)(strstr(at, words) - at) + 1, y, button);
}

static int make_folder(void **state)
{
	(void)state;
	now = 1000;
	snprintf(folder, sizeof(folder), "%stest_ui.XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm/" : "");
	assert_non_null(mkdtemp(folder));
	return 0;
}

static int remove_folder(void **state)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	(void)state;
	while (dir && (entry = readdir(dir))) {
		char *name = file_join(folder, entry->d_name);

		if (entry->d_name[0] != '.')
			remove(name);
		free(name);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
	return 0;
}

/* ---- the place over a restart ---- */

/* What these keys lead to is there again after a restart. */
static void expect_kept(int width, int height, const char *keys)
{
	struct stage stage;
	char *before;

	enter(&stage, width, height, true, true);
	type(&stage, keys);
	before = strdup(look(&stage));
	ui_flush(stage.ui);
	leave(&stage);
	enter(&stage, width, height, true, true);
	assert_string_equal(look(&stage), before);
	leave(&stage);
	free(before);
}

static void test_place_of_a_note(void **state)
{
	(void)state;
	expect_kept(80, 24, "]nn");
}

static void test_place_inline(void **state)
{
	(void)state;
	expect_kept(40, 12, "]nn ");
}

/* The fold that was opened, the cursor in it, the scroll both ways. */
static void test_place_in_a_fold(void **state)
{
	(void)state;
	expect_kept(24, 10, "]zjjjl");
}

static void test_place_at_a_verdict(void **state)
{
	(void)state;
	expect_kept(80, 24, "g2.1\nb\nHH");
}

static void test_place_of_an_order(void **state)
{
	(void)state;
	expect_kept(80, 24, "g2.6\njj kk \n");
}

static void test_place_at_another_width(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 80, 24, true, true);
	type(&stage, "]nn");
	leave(&stage);
	enter(&stage, 40, 12, true, true);
	assert_true(shows(&stage, "Value: 5000"));
	leave(&stage);
}

/* ---- the mouse ---- */

static void test_click_option(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 80, 24, false, true);
	type(&stage, "g2.2\n");
	click_on(&stage, "a  Lamp", 1);
	assert_true(shows(&stage, "[x] a"));
	click_on(&stage, "a  Lamp", 1);
	assert_true(shows(&stage, "[ ] a"));
	click_on(&stage, "c  Lamp", 1);
	assert_true(shows(&stage, "\xe2\x96\xb8 [x] c"));
	type(&stage, "\n");
	click_on(&stage, "a  Lamp", 1); /* it is answered */
	assert_true(shows(&stage, "[ ] a"));
	leave(&stage);
}

static void test_click_line(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 80, 24, false, true);
	type(&stage, "]");
	click_on(&stage, "Lamp 2: off", 1);
	assert_true(shows(&stage, "note 1 of 3"));
	click_on(&stage, "LAMPS OF", 1);
	assert_true(shows(&stage, "no note on this line"));
	ui_resize(stage.ui, 80, 40);
	assert_false(shows(&stage, "Lamp.One.Hours"));
	click_on(&stage, "[+]", 1);
	assert_true(shows(&stage, "Lamp.One.Hours"));
	leave(&stage);
}

static void test_click_point(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 80, 24, false, true);
	type(&stage, "g2.8\n");
	click_on(&stage, "Lamp 3: on, red", 1);
	type(&stage, "\n");
	assert_true(session_verdict(stage.session)->right);
	leave(&stage);
}

static void test_click_key(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 80, 24, false, true);
	click_on(&stage, "n next", 1);
	assert_int_equal(session_at(stage.session), 1);
	click_on(&stage, "n next note", 1);
	assert_int_equal(session_note(stage.session), 0);
	click_on(&stage, "? help", 1);
	assert_true(shows(&stage, "on this screen"));
	click_on(&stage, "Esc close", 1);
	assert_true(shows(&stage, "note 1 of 3"));
	leave(&stage);
}

static void test_wheel(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 40, 12, false, true);
	type(&stage, "]");
	assert_true(shows(&stage, "1.2"));
	ui_click(stage.ui, 3, 3, 5);
	assert_false(shows(&stage, "1.2"));
	ui_click(stage.ui, 3, 3, 4);
	assert_true(shows(&stage, "1.2"));
	for (int i = 0; i < 100; i++)
		ui_click(stage.ui, 3, 3, 5);
	assert_true(shows(&stage, "Summary:"));
	leave(&stage);
}

/* ---- typing for show ---- */

static void test_typing(void **state)
{
	struct stage stage;
	int letters = 0, left;

	(void)state;
	enter(&stage, 80, 24, false, false);
	type(&stage, "g1.4\na\n");
	assert_int_equal(ui_timeout(stage.ui), -1); /* nothing moves yet */
	type(&stage, "\n");
	assert_false(shows(&stage, "!valve"));
	assert_false(shows(&stage, "0x1f"));
	for (; (left = ui_timeout(stage.ui)) >= 0 && letters < 100; letters++) {
		assert_true(left <= LETTER_MS);
		ui_tick(stage.ui); /* too early: nothing */
		now += left;
		assert_int_equal(ui_timeout(stage.ui), 0);
		ui_tick(stage.ui);
	}
	assert_int_equal(letters, strlen("!valve 1") + 1);
	assert_true(shows(&stage, "0: kd> !valve 1"));
	assert_true(shows(&stage, "0x1f"));
	leave(&stage);
}

/* The first time that a recording is shown, and only then. */
static void test_typing_once(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 80, 24, false, false);
	type(&stage, "]");
	assert_true(ui_timeout(stage.ui) >= 0);
	assert_false(shows(&stage, "LAMPS OF"));
	type(&stage, "\n");
	assert_true(shows(&stage, "LAMPS OF"));
	type(&stage, "]"); /* a source: nothing is typed there */
	assert_int_equal(ui_timeout(stage.ui), -1);
	type(&stage, "[");
	assert_int_equal(session_at(stage.session), 1);
	assert_int_equal(ui_timeout(stage.ui), -1);
	assert_true(shows(&stage, "LAMPS OF"));
	leave(&stage);
}

static void test_typing_skipped(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 80, 24, false, false);
	type(&stage, "g1.4\na\n\n");
	assert_true(ui_timeout(stage.ui) >= 0);
	type(&stage, "\n"); /* skips, and is not a key besides */
	assert_int_equal(ui_timeout(stage.ui), -1);
	assert_int_equal(session_note(stage.session), -1);
	assert_true(shows(&stage, "0x1f"));
	leave(&stage);
	enter(&stage, 80, 24, false, false);
	type(&stage, "g1.4\na\n\nn"); /* skips, and goes on */
	assert_int_equal(ui_timeout(stage.ui), -1);
	assert_int_equal(session_note(stage.session), 0);
	leave(&stage);
}

/* ---- keys ---- */

/* A key does one thing in a mode, whatever row of the table says it. */
static void test_keymap_agrees(void **state)
{
	(void)state;
	for (size_t i = 0; i < keymap_count; i++)
		for (size_t j = 0; j < i; j++)
			if (keymap[i].key == keymap[j].key &&
			    keymap[i].modes & keymap[j].modes)
				assert_int_equal(keymap[i].action,
						 keymap[j].action);
}

/* Whether a line of the help names a binding's key and what it does. */
static bool help_has(const char *help, const struct key_binding *binding)
{
	const char *line = help, *end;
	char key[18], name[16];
	bool has = false;

	key_label(binding->key, name);
	snprintf(key, sizeof(key), " %s ", name);
	for (; !has && (end = strchr(line, '\n')); line = end + 1) {
		char *copy = strndup(line, (size_t)(end - line));

		has = strstr(copy, key) &&
		      (strstr(copy, action_what(binding->action)) ||
		       (binding->label && strstr(copy, binding->label)) ||
		       binding->action == ACTION_CLOSE);
		free(copy);
	}
	return has;
}

static void test_help_has_all(void **state)
{
	struct stage stage;
	const char *help;

	(void)state;
	enter(&stage, 100, 300, false, true);
	type(&stage, "?");
	help = look(&stage);
	for (size_t i = 0; i < keymap_count; i++)
		if (!help_has(help, &keymap[i]))
			fail_msg("help lacks row %zu of the keymap", i);
	leave(&stage);
}

static void test_not_kept_is_seen(void **state)
{
	struct stage stage;

	(void)state;
	enter(&stage, 80, 24, false, true);
	assert_false(shows(&stage, "NOT KEPT"));
	ui_free(stage.ui);
	session_free(stage.session);
	assert_int_equal(
		session_new(&(struct session_config){ .course = stage.course,
						      .not_kept = "no room" },
			    &stage.session, NULL),
		ERR_OK);
	stage.ui = ui_new(&(struct ui_config){ .session = stage.session,
					       .width = 80,
					       .height = 24,
					       .clock = fake_clock });
	assert_true(shows(&stage, "NOT KEPT"));
	leave(&stage);
}

/* ---- anything at all ---- */

static uint32_t any_key(struct random *random)
{
	static const uint32_t special[] = {
		KEY_TAB,	  KEY_RETURN,
		KEY_ESCAPE,	  KEY_ARROW_UP,
		KEY_ARROW_DOWN,	  KEY_ARROW_LEFT,
		KEY_ARROW_RIGHT,  KEY_PAGE_UP,
		KEY_PAGE_DOWN,	  KEY_TO_TOP,
		KEY_TO_END,	  KEY_RUBOUT,
		KEY_DEL,	  KEY_BACK_TAB,
		KEY_CTRL('L'),	  KEY_CTRL('Z'),
		KEY_CTRL('U'),	  KEY_CTRL('W'),
		KEY_CTRL('K'),	  KEY_CTRL('A'),
		KEY_CTRL('C'),	  KEY_CTRL('R'),
		0x6f22,		  0x301,
		0x202e,		  0x10ffff,
		KEY_SPECIAL + 99,
	};
	uint64_t draw = random_next(random);

	if (draw % 3 == 0)
		return special[(draw >> 8) %
			       (sizeof(special) / sizeof(*special))];
	if (draw % 3 == 1) /* what one mostly types */
		return (uint32_t) "nnnjk abc\r\r\033"[(draw >> 8) % 12];
	return (uint32_t)(' ' + (draw >> 8) % 95);
}

static void check_canvas(const struct canvas *canvas, int width, int height)
{
	assert_int_equal(canvas->width, width);
	assert_int_equal(canvas->height, height);
	assert_true(canvas->cursor_x >= -1 && canvas->cursor_x < width);
	assert_true(canvas->cursor_y >= -1 && canvas->cursor_y < height);
	for (int y = 0; y < height; y++) {
		const struct cell *row = canvas->cells + y * width;

		for (int x = 0; x < width; x++) {
			assert_true(row[x].width <= 2);
			assert_true(row[x].style < STYLE_COUNT);
			/* half a wide character has its other half */
			if (row[x].width == 2)
				assert_true(x + 1 < width &&
					    row[x + 1].width == 0);
			if (row[x].width == 0)
				assert_true(x && row[x - 1].width == 2);
		}
	}
}

static void test_anything(void **state)
{
	size_t count = getenv("TEST_FAST") ? 20000 : 200000;
	struct random random = { 20 };
	int width = 80, height = 24;
	struct stage stage;

	(void)state;
	enter(&stage, width, height, false, false);
	for (size_t i = 0; i < count; i++) {
		uint64_t draw = random_next(&random);

		now += (int64_t)(draw >> 40 & 31);
		if (draw % 256 == 0) {
			width = 1 + (int)((draw >> 8) % 300);
			height = 1 + (int)((draw >> 20) % 100);
			ui_resize(stage.ui, width, height);
		} else if (draw % 8 == 0) {
			static const int buttons[] = { 1, 1, 4, 5 };

			ui_click(stage.ui, (int)((draw >> 8) % 300),
				 (int)((draw >> 20) % 100),
				 buttons[draw >> 32 & 3]);
		} else {
			ui_key(stage.ui, any_key(&random));
		}
		if (ui_timeout(stage.ui) == 0)
			ui_tick(stage.ui);
		if (draw % 16 == 1) {
			ui_flush(stage.ui);
			ui_draw(stage.ui, &stage.canvas);
			check_canvas(&stage.canvas, width, height);
		}
	}
	leave(&stage);
}

int main(void)
{
#define WITH_FOLDER(test)                                                      \
	cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(test_place_of_a_note),
		WITH_FOLDER(test_place_inline),
		WITH_FOLDER(test_place_in_a_fold),
		WITH_FOLDER(test_place_at_a_verdict),
		WITH_FOLDER(test_place_of_an_order),
		WITH_FOLDER(test_place_at_another_width),
		cmocka_unit_test(test_click_option),
		cmocka_unit_test(test_click_line),
		cmocka_unit_test(test_click_point),
		cmocka_unit_test(test_click_key),
		cmocka_unit_test(test_wheel),
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_typing_once),
		cmocka_unit_test(test_typing_skipped),
		cmocka_unit_test(test_keymap_agrees),
		cmocka_unit_test(test_help_has_all),
		cmocka_unit_test(test_not_kept_is_seen),
		cmocka_unit_test(test_anything),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
