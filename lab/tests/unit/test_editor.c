/*
 * The line that is typed at a prompt, and the history of them.
 */
#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/random.h"
#include "base/utf8.h"
#include "tests/data/fakeprompt.h"
#include "views/editor.h"
#include "views/key.h"

static char folder[64];
static struct fakeprompt fake;

static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/kdlab-editor.XXXXXX");
	fakeprompt_init(&fake);
	return mkdtemp(folder) ? 0 : -1;
}

static int clean_up(void **state)
{
	char *path = file_join(folder, "history");

	(void)state;
	unlink(path);
	rmdir(path);
	free(path);
	return rmdir(folder);
}

static enum editor_result type(struct editor *editor, const char *keys)
{
	enum editor_result result = EDITOR_PASSED;

	while (*keys)
		result = editor_key(editor, (unsigned char)*keys++);
	return result;
}

static void enter(struct editor *editor, const char *line)
{
	char *taken;

	type(editor, line);
	assert_int_equal(editor_key(editor, KEY_RETURN), EDITOR_LINE);
	taken = editor_take(editor);
	assert_string_equal(taken, line);
	free(taken);
}

static void expect(struct editor *editor, const char *line)
{
	assert_string_equal(text_string(&editor->entry.text), line);
}

/* ---- keys ---- */

static void test_edit(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, &fake.prompt);
	type(&editor, "echo one two");
	type(&editor, "\027\027"); /* Ctrl-W */
	expect(&editor, "echo ");
	type(&editor, "\001X"); /* Ctrl-A */
	expect(&editor, "Xecho ");
	type(&editor, "\004"); /* Ctrl-D: the e */
	expect(&editor, "Xcho ");
	type(&editor, "\005!\002\002\013"); /* Ctrl-E, Ctrl-B, Ctrl-K */
	expect(&editor, "Xcho");
	type(&editor, "\025"); /* Ctrl-U */
	expect(&editor, "");
	assert_int_equal(type(&editor, "\004"), EDITOR_END);
	type(&editor, "abc");
	assert_int_equal(type(&editor, "\003"), EDITOR_STOP);
	assert_int_equal(type(&editor, "\014"), EDITOR_CLEAR);
	assert_int_equal(editor_key(&editor, KEY_PAGE_UP), EDITOR_PASSED);
	editor_fini(&editor);
}

static void test_recall(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, &fake.prompt);
	enter(&editor, "echo first");
	enter(&editor, "echo second");
	enter(&editor, "echo second"); /* kept once */
	enter(&editor, "count 3");
	type(&editor, "half");
	editor_key(&editor, KEY_ARROW_UP);
	expect(&editor, "count 3");
	editor_key(&editor, KEY_ARROW_UP);
	editor_key(&editor, KEY_ARROW_UP);
	expect(&editor, "echo first");
	editor_key(&editor, KEY_ARROW_UP); /* no older one */
	expect(&editor, "echo first");
	type(&editor, "\016\016\016"); /* Ctrl-N */
	expect(&editor, "half");
	editor_key(&editor, KEY_ARROW_DOWN);
	expect(&editor, "half");
	editor_fini(&editor);
}

static void test_search(void **state)
{
	struct editor editor;
	struct text label = { 0 };

	(void)state;
	editor_init(&editor, &fake.prompt);
	enter(&editor, "echo first");
	enter(&editor, "count 3");
	enter(&editor, "echo second");
	type(&editor, "half\022ECH"); /* Ctrl-R */
	assert_true(editor_is_busy(&editor));
	expect(&editor, "echo second");
	editor_label(&editor, &label);
	assert_string_equal(text_string(&label), "search 'ECH': ");
	type(&editor, "\022");
	expect(&editor, "echo first");
	type(&editor, "\022"); /* no third */
	text_clear(&label);
	editor_label(&editor, &label);
	assert_string_equal(text_string(&label), "no search 'ECH': ");
	editor_key(&editor, KEY_ESCAPE);
	expect(&editor, "half");
	assert_false(editor_is_busy(&editor));
	type(&editor, "\022cou");
	editor_key(&editor, KEY_ARROW_LEFT); /* takes it, to be changed */
	type(&editor, "1");
	expect(&editor, "count 13");
	assert_int_equal(editor_key(&editor, KEY_RETURN), EDITOR_LINE);
	text_fini(&label);
	editor_fini(&editor);
}

static void test_complete(void **state)
{
	struct editor editor;
	struct text offers = { 0 };

	(void)state;
	editor_init(&editor, &fake.prompt);
	type(&editor, "ec\t");
	expect(&editor, "echo ");
	type(&editor, "CO\t"); /* two: as far as both go */
	expect(&editor, "echo count");
	assert_true(editor_is_busy(&editor));
	editor_add_offers(&editor, 40, &offers);
	assert_string_equal(text_string(&offers), "count       count-down\n");
	text_clear(&offers);
	editor_add_offers(&editor, 10, &offers);
	assert_string_equal(text_string(&offers), "count\ncount-down\n");
	editor_key(&editor, KEY_ESCAPE);
	assert_false(editor_is_busy(&editor));
	type(&editor, "-\t");
	expect(&editor, "echo count-down ");
	type(&editor, "zz\t");
	expect(&editor, "echo count-down zz");
	/* in mid-line, what stands behind the cursor stays */
	editor_set(&editor, "wi rest");
	editor.entry.cursor = 2;
	type(&editor, "\t");
	expect(&editor, "wide rest");
	text_fini(&offers);
	editor_fini(&editor);
}

static void test_characters(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, &fake.prompt);
	editor_key(&editor, 0x6f22);
	editor_key(&editor, 0xe4);
	editor_key(&editor, 0x1f600);
	expect(&editor, "\xe6\xbc\xa2\xc3\xa4\xf0\x9f\x98\x80");
	editor_key(&editor, KEY_ARROW_LEFT);
	editor_key(&editor, KEY_RUBOUT);
	expect(&editor, "\xe6\xbc\xa2\xf0\x9f\x98\x80");
	editor_key(&editor, KEY_DEL);
	expect(&editor, "\xe6\xbc\xa2");
	for (int i = 0; i < 6000; i++)
		editor_key(&editor, 'x');
	assert_true(editor.entry.text.size >= LIMIT_LINE - 3 &&
		    editor.entry.text.size <= LIMIT_LINE);
	editor_fini(&editor);
}

/* Whatever is typed, the line is UTF-8 and the cursor on a character. */
static void test_anything(void **state)
{
	static const uint32_t special[] = {
		KEY_TAB,       KEY_ARROW_UP,	KEY_ARROW_DOWN, KEY_ARROW_LEFT,
		KEY_DEL,       KEY_RUBOUT,	KEY_TO_TOP,	KEY_ESCAPE,
		KEY_CTRL('R'), KEY_CTRL('W'),	KEY_CTRL('G'),	KEY_CTRL('D'),
		KEY_CTRL('C'), KEY_SPECIAL + 9, 0x301,		0x6f22,
	};
	size_t count = getenv("TEST_FAST") ? 20000 : 200000;
	struct random random = { 5 };
	struct editor editor;

	(void)state;
	editor_init(&editor, &fake.prompt);
	for (size_t i = 0; i < count; i++) {
		uint64_t draw = random_next(&random);
		uint32_t key = draw & 1 ? special[draw >> 8 & 15]
					: (uint32_t)(' ' + (draw >> 8) % 95);
		const struct text *text = &editor.entry.text;

		if (draw % 50 == 0) {
			free(editor_take(&editor));
			continue;
		}
		editor_key(&editor, key);
		assert_int_equal(utf8_check(text_string(text), text->size),
				 text->size);
		assert_true(editor.entry.cursor <= text->size);
		assert_false((text_string(text)[editor.entry.cursor] & 0xc0) ==
			     0x80);
		assert_true(editor.at <= editor.history.count);
	}
	editor_fini(&editor);
}

/* ---- the file ---- */

static void test_kept(void **state)
{
	char *path = file_join(folder, "history");
	struct history history;
	struct stat status;
	size_t found;

	(void)state;
	history_init(&history, path);
	assert_int_equal(history.count, 0);
	history_add(&history, "one");
	history_add(&history, "two");
	history_add(&history, " not this");
	history_add(&history, "");
	history_fini(&history);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(chmod(path, 0644), 0);
	history_init(&history, path);
	assert_int_equal(history.count, 2);
	assert_true(history_find(&history, "TW", 99, &found));
	assert_int_equal(found, 1);
	assert_false(history_find(&history, "one", 0, &found));
	history_add(&history, "three");
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	history_fini(&history);
	free(path);
}

static void test_rubbish(void **state)
{
	static const char rubbish[] = "good\n\033[2Jbad\nb\0d\n\xff\xfe\n"
				      "\xc2\x9b\n\n\nalso good\nno end";
	char *path = file_join(folder, "history");
	struct history history;
	struct err err;

	(void)state;
	assert_int_equal(file_write(path, rubbish, sizeof(rubbish) - 1, &err),
			 ERR_OK);
	history_init(&history, path);
	assert_int_equal(history.count, 3);
	assert_string_equal(history.lines[0], "good");
	assert_string_equal(history.lines[1], "also good");
	assert_string_equal(history.lines[2], "no end");
	history_fini(&history);
	unlink(path);
	/* a folder in its place: nothing is kept, nothing breaks */
	assert_int_equal(mkdir(path, 0700), 0);
	history_init(&history, path);
	history_add(&history, "line");
	assert_int_equal(history.count, 1);
	history_fini(&history);
	free(path);
}

static void test_bounds(void **state)
{
	char *path = file_join(folder, "history");
	struct history history;
	struct file_stamp stamp;
	char line[400];

	(void)state;
	history_init(&history, path);
	for (unsigned i = 0; i < LIMIT_HISTORY_LINES + 5; i++) {
		snprintf(line, sizeof(line), "line %u %0300u", i, i);
		history_add(&history, line);
	}
	assert_int_equal(history.count, LIMIT_HISTORY_LINES);
	history_fini(&history);
	/* more bytes than are read: the newest count, and it is made short */
	history_init(&history, path);
	assert_true(history.count >= 700 &&
		    history.count <= LIMIT_HISTORY_LINES);
	assert_string_equal(history.lines[history.count - 1], line);
	history_fini(&history);
	assert_int_equal(file_stat(path, &stamp, NULL), ERR_OK);
	assert_true(stamp.size >= 1 && stamp.size <= LIMIT_HISTORY_BYTES);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_edit, set_up, clean_up),
		cmocka_unit_test_setup_teardown(test_recall, set_up, clean_up),
		cmocka_unit_test_setup_teardown(test_search, set_up, clean_up),
		cmocka_unit_test_setup_teardown(test_complete, set_up,
						clean_up),
		cmocka_unit_test_setup_teardown(test_characters, set_up,
						clean_up),
		cmocka_unit_test_setup_teardown(test_anything, set_up,
						clean_up),
		cmocka_unit_test_setup_teardown(test_kept, set_up, clean_up),
		cmocka_unit_test_setup_teardown(test_rubbish, set_up, clean_up),
		cmocka_unit_test_setup_teardown(test_bounds, set_up, clean_up),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
