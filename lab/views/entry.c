#include "config.h"
#include "views/entry.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "views/key.h"

#include <string.h>

void entry_fini(struct entry *entry)
{
	text_fini(&entry->text);
	entry->cursor = 0;
}

void entry_set(struct entry *entry, const char *text)
{
	text_clear(&entry->text);
	entry->text.limit = LIMIT_LINE;
	text_add_string(&entry->text, text);
	entry->cursor = entry->text.size;
}

static size_t before(const struct entry *entry, size_t at)
{
	const char *bytes = entry->text.bytes;

	do
		at--;
	while (at && ((unsigned char)bytes[at] & 0xc0) == 0x80);
	return at;
}

static size_t after(const struct entry *entry, size_t at)
{
	uint32_t c;

	return at +
	       utf8_decode(entry->text.bytes + at, entry->text.size - at, &c);
}

static void cut(struct entry *entry, size_t from, size_t to)
{
	char *bytes = entry->text.bytes;

	memmove(bytes + from, bytes + to, entry->text.size - to + 1);
	entry->text.size -= to - from;
	entry->cursor = from;
}

static void insert(struct entry *entry, uint32_t key)
{
	char bytes[4];
	size_t size = utf8_encode(key, bytes);
	size_t at = entry->cursor, old = entry->text.size;

	if (old + size > LIMIT_LINE)
		return;
	entry->text.limit = LIMIT_LINE;
	text_add(&entry->text, bytes, size);
	memmove(entry->text.bytes + at + size, entry->text.bytes + at,
		old - at);
	memcpy(entry->text.bytes + at, bytes, size);
	entry->cursor += size;
}

/* Back over blanks, then over the word before them. */
static size_t word_before(const struct entry *entry)
{
	const char *bytes = entry->text.bytes;
	size_t at = entry->cursor;

	while (at && bytes[at - 1] == ' ')
		at--;
	while (at && bytes[at - 1] != ' ')
		at--;
	return at;
}

static bool edit(struct entry *entry, uint32_t key)
{
	size_t at = entry->cursor;

	switch (key) {
	case KEY_RUBOUT:
		if (at)
			cut(entry, before(entry, at), at);
		return true;
	case KEY_DEL:
		if (at < entry->text.size)
			cut(entry, at, after(entry, at));
		return true;
	case KEY_CTRL('U'):
		if (at)
			cut(entry, 0, at);
		return true;
	case KEY_CTRL('K'):
		if (at < entry->text.size)
			cut(entry, at, entry->text.size);
		return true;
	case KEY_CTRL('W'):
		if (at)
			cut(entry, word_before(entry), at);
		return true;
	default:
		return false;
	}
}

static bool move_cursor(struct entry *entry, uint32_t key)
{
	size_t at = entry->cursor;

	switch (key) {
	case KEY_ARROW_LEFT:
		entry->cursor = at ? before(entry, at) : 0;
		return true;
	case KEY_ARROW_RIGHT:
		if (at < entry->text.size)
			entry->cursor = after(entry, at);
		return true;
	case KEY_TO_TOP:
	case KEY_CTRL('A'):
		entry->cursor = 0;
		return true;
	case KEY_TO_END:
	case KEY_CTRL('E'):
		entry->cursor = entry->text.size;
		return true;
	default:
		return false;
	}
}

bool entry_key(struct entry *entry, uint32_t key)
{
	if (edit(entry, key) || move_cursor(entry, key))
		return true;
	if (key < 0x20 || (key >= 0x7f && key < 0xa0) || key >= KEY_SPECIAL)
		return false;
	insert(entry, key);
	return true;
}

void entry_draw(const struct entry *entry, struct canvas *canvas, int x, int y,
		int width, enum style style)
{
	const char *bytes = text_string(&entry->text);
	struct rect clip = { x, y, width, 1 };
	int left = (int)utf8_cells(bytes, entry->cursor);
	int shift = left >= width ? left - width + 1 : 0;

	canvas_fill(canvas, &clip, style, " ");
	canvas_draw(canvas, &clip, x - shift, y, style, bytes,
		    entry->text.size);
	canvas_set_cursor(canvas, x + left - shift, y);
}
