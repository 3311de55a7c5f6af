#include "config.h"
#include "views/editor.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "views/key.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define OFFERS_SHOWN 60

/* ---- completion ---- */

static void forget_offers(struct editor *editor)
{
	for (size_t i = 0; i < editor->offer_count; i++)
		free(editor->offers[i]);
	free(editor->offers);
	editor->offers = NULL;
	editor->offer_count = 0;
}

/* How many bytes all words begin with, capitals aside. */
static size_t common_start(char **words)
{
	size_t size = strlen(words[0]);

	for (size_t i = 1; words[i]; i++) {
		size_t same = 0;

		while (same < size &&
		       tolower((unsigned char)words[0][same]) ==
			       tolower((unsigned char)words[i][same]))
			same++;
		size = same;
	}
	/* not through the middle of a character */
	while (size && ((unsigned char)words[0][size] & 0xc0) == 0x80)
		size--;
	return size;
}

static int by_word(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	int order = strcasecmp(*x, *y);

	return order ? order : strcmp(*x, *y);
}

static void replace_word(struct editor *editor, size_t start, const char *word,
			 size_t size, bool ends)
{
	struct entry *entry = &editor->entry;
	const char *rest = text_string(&entry->text) + entry->cursor;
	struct text line = { .limit = LIMIT_LINE };
	bool blank = ends && *rest != ' ' && size && word[size - 1] != '!';
	size_t cursor;

	text_add(&line, text_string(&entry->text), start);
	text_add(&line, word, size);
	if (blank)
		text_add_char(&line, ' ');
	cursor = line.size;
	text_add_string(&line, rest);
	if (!line.full) {
		entry_set(entry, text_string(&line));
		entry->cursor = cursor;
	}
	text_fini(&line);
}

static void complete(struct editor *editor)
{
	struct entry *entry = &editor->entry;
	const struct prompt *prompt = editor->prompt;
	size_t start = entry->cursor, count = 0, size;
	char **words = NULL;

	if (prompt->ops->complete)
		words = prompt->ops->complete(prompt->context,
					      text_string(&entry->text),
					      entry->cursor, &start);
	while (words && words[count])
		count++;
	editor->offers = words;
	editor->offer_count = count;
	if (count) {
		qsort(words, count, sizeof(*words), by_word);
		size = common_start(words);
		if (count == 1 || size > entry->cursor - start)
			replace_word(editor, start, words[0], size, count == 1);
	}
	if (count < 2)
		forget_offers(editor);
}

void editor_add_offers(const struct editor *editor, int width, struct text *out)
{
	size_t count = editor->offer_count, cells = 1, columns;

	if (count > OFFERS_SHOWN)
		count = OFFERS_SHOWN;
	for (size_t i = 0; i < count; i++) {
		size_t wide = utf8_cells(editor->offers[i],
					 strlen(editor->offers[i])) +
			      2;

		cells = wide > cells ? wide : cells;
	}
	columns = (size_t)(width > 2 ? width : 2) / cells;
	columns = columns ? columns : 1;
	for (size_t i = 0; i < count; i++) {
		const char *word = editor->offers[i];
		bool last = i + 1 == count || (i + 1) % columns == 0;
		int blanks = (int)(cells - utf8_cells(word, strlen(word)));

		text_printf(out, "%s%*s", word, last ? 0 : blanks, "");
		if (last)
			text_add_char(out, '\n');
	}
	if (editor->offer_count > count)
		text_printf(out, "... and %s%zu more\n",
			    editor->offer_count >= PROMPT_WORDS ? "at least "
								: "",
			    editor->offer_count - count);
}

/* ---- history ---- */

static void show(struct editor *editor, size_t at)
{
	const struct history *history = &editor->history;

	if (at == editor->at && at == history->count)
		return; /* it stands there already */
	if (editor->at == history->count) {
		free(editor->typed);
		editor->typed = mem_strdup(text_string(&editor->entry.text));
	}
	editor->at = at;
	if (at < history->count)
		entry_set(&editor->entry, history->lines[at]);
	else
		entry_set(&editor->entry, editor->typed ? editor->typed : "");
}

static void recall(struct editor *editor, bool older)
{
	if (older && editor->at)
		show(editor, editor->at - 1);
	else if (!older && editor->at < editor->history.count)
		show(editor, editor->at + 1);
}

/* ---- search ---- */

static void search(struct editor *editor, size_t before)
{
	size_t found;

	editor->missed = !history_find(
		&editor->history, text_string(&editor->words), before, &found);
	if (!editor->missed)
		show(editor, found);
}

static void end_search(struct editor *editor, bool keep)
{
	editor->searching = false;
	editor->missed = false;
	if (!keep)
		show(editor, editor->history.count);
}

static void begin_search(struct editor *editor)
{
	if (!editor->searching) {
		editor->searching = true;
		text_clear(&editor->words);
		show(editor, editor->history.count);
	} else if (editor->words.size) {
		search(editor, editor->at);
	}
}

/* A letter more to look for, or one less. False: the search is over. */
static bool search_key(struct editor *editor, uint32_t key)
{
	struct entry words = { .text = editor->words,
			       .cursor = editor->words.size };
	bool letter = key >= 0x20 && key < KEY_SPECIAL && key != 0x7f;

	if (!letter && key != KEY_RUBOUT)
		return false;
	entry_key(&words, key);
	editor->words = words.text;
	if (editor->words.size)
		search(editor, editor->history.count);
	return true;
}

/* ---- keys ---- */

static uint32_t same_as(uint32_t key)
{
	switch (key) {
	case KEY_CTRL('P'):
		return KEY_ARROW_UP;
	case KEY_CTRL('N'):
		return KEY_ARROW_DOWN;
	case KEY_CTRL('B'):
		return KEY_ARROW_LEFT;
	case KEY_CTRL('F'):
		return KEY_ARROW_RIGHT;
	case KEY_CTRL('D'):
		return KEY_DEL;
	case '\n':
		return KEY_RETURN;
	default:
		return key;
	}
}

static enum editor_result edit(struct editor *editor, uint32_t key)
{
	switch (same_as(key)) {
	case KEY_RETURN:
		return EDITOR_LINE;
	case KEY_TAB:
		complete(editor);
		return EDITOR_USED;
	case KEY_ARROW_UP:
	case KEY_ARROW_DOWN:
		recall(editor, same_as(key) == KEY_ARROW_UP);
		return EDITOR_USED;
	case KEY_CTRL('L'):
		return EDITOR_CLEAR;
	default:
		return entry_key(&editor->entry, same_as(key)) ? EDITOR_USED
							       : EDITOR_PASSED;
	}
}

enum editor_result editor_key(struct editor *editor, uint32_t key)
{
	bool offered = editor->offer_count > 0;

	forget_offers(editor);
	if (key == KEY_CTRL('C')) {
		editor->searching = editor->missed = false;
		return EDITOR_STOP;
	}
	if (key == KEY_CTRL('R')) {
		begin_search(editor);
		return EDITOR_USED;
	}
	if (editor->searching) {
		if (key == KEY_ESCAPE || key == KEY_CTRL('G')) {
			end_search(editor, false);
			return EDITOR_USED;
		}
		if (search_key(editor, key))
			return EDITOR_USED;
		end_search(editor, true);
	}
	if (key == KEY_CTRL('D') && !editor->entry.text.size)
		return EDITOR_END;
	if (key == KEY_ESCAPE && offered)
		return EDITOR_USED;
	return edit(editor, key);
}

bool editor_is_busy(const struct editor *editor)
{
	return editor->searching || editor->offer_count;
}

void editor_label(const struct editor *editor, struct text *out)
{
	if (editor->searching)
		text_printf(out, "%ssearch '%s': ", editor->missed ? "no " : "",
			    text_string(&editor->words));
	else
		editor->prompt->ops->label(editor->prompt->context, out);
}

/* ---- all of it ---- */

void editor_init(struct editor *editor, const struct prompt *prompt)
{
	memset(editor, 0, sizeof(*editor));
	editor->prompt = prompt;
	history_init(&editor->history, prompt->history);
	editor->at = editor->history.count;
	entry_set(&editor->entry, "");
}

void editor_fini(struct editor *editor)
{
	forget_offers(editor);
	history_fini(&editor->history);
	entry_fini(&editor->entry);
	text_fini(&editor->words);
	free(editor->typed);
	memset(editor, 0, sizeof(*editor));
}

void editor_set(struct editor *editor, const char *line)
{
	forget_offers(editor);
	entry_set(&editor->entry, line);
	editor->at = editor->history.count;
	editor->searching = editor->missed = false;
}

char *editor_take(struct editor *editor)
{
	char *line = mem_strdup(text_string(&editor->entry.text));

	history_add(&editor->history, line);
	editor_set(editor, "");
	return line;
}
