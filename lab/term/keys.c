#include "config.h"
#include "term/keys.h"

#include "views/key.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

/* Instead of how many bytes a keystroke took: there may be more of it. */
enum { PART = -1 };

#define SEQUENCE_MOST 64 /* bytes; a longer one is not a terminal's */

void keys_name(struct keys *keys, const char *bytes, uint32_t key)
{
	if (bytes && *bytes && keys->string_count < KEYS_STRINGS)
		keys->strings[keys->string_count++] =
			(struct key_string){ bytes, key };
}

long keys_fill(struct keys *keys, int fd)
{
	long got;

	memmove(keys->bytes, keys->bytes + keys->at, keys->end - keys->at);
	keys->end -= keys->at;
	keys->at = 0;
	got = read(fd, keys->bytes + keys->end, KEYS_ROOM - keys->end);
	if (got > 0)
		keys->end += (size_t)got;
	return got;
}

bool keys_has_part(const struct keys *keys)
{
	return keys->at < keys->end;
}

/* ---- sequences ---- */

/* The longest string of the terminal's that the bytes begin with. */
static int read_named(const struct keys *keys, const char *bytes, size_t size,
		      struct keystroke *ret)
{
	int took = 0;
	bool part = false;

	for (size_t i = 0; i < keys->string_count; i++) {
		const struct key_string *string = &keys->strings[i];
		size_t length = strlen(string->bytes);

		if (length > size) {
			part = part || memcmp(string->bytes, bytes, size) == 0;
		} else if ((int)length > took &&
			   memcmp(string->bytes, bytes, length) == 0) {
			took = (int)length;
			ret->key = string->key;
		}
	}
	return took || !part ? took : PART;
}

static uint32_t letter_key(char final)
{
	static const struct {
		char letter;
		uint32_t key;
	} letters[] = {
		{ 'A', KEY_ARROW_UP },	  { 'B', KEY_ARROW_DOWN },
		{ 'C', KEY_ARROW_RIGHT }, { 'D', KEY_ARROW_LEFT },
		{ 'H', KEY_TO_TOP },	  { 'F', KEY_TO_END },
		{ 'Z', KEY_BACK_TAB },	  { 'M', KEY_RETURN },
	};

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (letters[i].letter == final)
			return letters[i].key;
	return KEY_NONE;
}

static uint32_t number_key(int number)
{
	static const uint32_t numbers[] = {
		[1] = KEY_TO_TOP,  [3] = KEY_DEL,	[4] = KEY_TO_END,
		[5] = KEY_PAGE_UP, [6] = KEY_PAGE_DOWN, [7] = KEY_TO_TOP,
		[8] = KEY_TO_END,
	};

	return number > 0 && number < (int)(sizeof(numbers) / sizeof(*numbers))
		       ? numbers[number]
		       : KEY_NONE;
}

/* Presses only: bit 5 is a move, bit 6 the wheel. */
static void set_button(struct keystroke *ret, int code, int x, int y)
{
	bool wheel = code & 64;
	int button = code & 3;

	if (code & ~(64 | 3 | 4 | 8 | 16) || (wheel ? button > 1 : button))
		return;
	ret->button = wheel ? 4 + button : 1;
	ret->x = x - 1;
	ret->y = y - 1;
}

/* The bytes behind ESC [ up to the final one. */
static void read_parameters(const char *bytes, size_t size,
			    struct keystroke *ret)
{
	char text[SEQUENCE_MOST + 1], final = bytes[size - 1], rest;
	int code, x, y;

	memcpy(text, bytes, size - 1);
	text[size - 1] = '\0';
	if (size == 1)
		ret->key = letter_key(final);
	else if (final == 'M' &&
		 sscanf(text, "<%4d;%5d;%5d%c", &code, &x, &y, &rest) == 3)
		set_button(ret, code, x, y);
	else if (final == '~' && sscanf(text, "%4d%c", &code, &rest) == 1)
		ret->key = number_key(code);
}

/* ESC [, parameters, a final byte; or the old mouse: ESC [ M and three. */
static int read_control(const char *bytes, size_t size, struct keystroke *ret)
{
	size_t at = 2;

	while (at < size && at < SEQUENCE_MOST && bytes[at] >= 0x20 &&
	       bytes[at] < 0x40)
		at++;
	if (at == size)
		return PART;
	if ((unsigned char)bytes[at] < 0x40 || bytes[at] == 0x7f)
		return 1; /* not a sequence: Escape, and what follows it */
	if (at == 2 && bytes[at] == 'M') {
		if (size < 6)
			return PART;
		set_button(ret, (unsigned char)bytes[3] - 32,
			   (unsigned char)bytes[4] - 32,
			   (unsigned char)bytes[5] - 32);
		return 6;
	}
	read_parameters(bytes + 2, at - 1, ret);
	return (int)at + 1;
}

static int read_escape(const char *bytes, size_t size, struct keystroke *ret)
{
	if (size == 1)
		return PART;
	if (bytes[1] == '[')
		return read_control(bytes, size, ret);
	if (bytes[1] != 'O')
		return 1;
	if (size == 2)
		return PART;
	ret->key = letter_key(bytes[2]);
	return ret->key ? 3 : 1;
}

static int read_character(const char *bytes, size_t size, struct keystroke *ret)
{
	mbstate_t state = { 0 };
	wchar_t c;
	size_t took = mbrtowc(&c, bytes, size, &state);

	if (took == (size_t)-2)
		return PART;
	if (took == (size_t)-1 || !took)
		return 1;
	ret->key = (uint32_t)c;
	return (int)took;
}

static int read_one(const struct keys *keys, bool over, struct keystroke *ret)
{
	const char *bytes = keys->bytes + keys->at;
	size_t size = keys->end - keys->at;
	int took = read_named(keys, bytes, size, ret);

	if (took > 0 || (took == PART && !over))
		return took;
	took = *bytes == '\033' ? read_escape(bytes, size, ret)
				: read_character(bytes, size, ret);
	if (took == PART && over)
		took = 1;
	if (took == 1 && *bytes == '\033')
		ret->key = KEY_ESCAPE;
	return took;
}

bool keys_next(struct keys *keys, bool over, struct keystroke *ret)
{
	while (keys->at < keys->end) {
		struct keystroke stroke = { .key = KEY_NONE };
		int took = read_one(keys, over, &stroke);

		if (took == PART && keys->end - keys->at < KEYS_ROOM)
			return false;
		keys->at += took > 0 ? (size_t)took : 1;
		if (stroke.key == KEY_NONE && !stroke.button)
			continue;
		*ret = stroke;
		return true;
	}
	return false;
}
