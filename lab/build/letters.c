#include "config.h"
#include "build/letters.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * What stands behind the '%', its flags and its numbers, and what gcc is shown
 * for it: not longer, so that a text keeps its length. With %ln and %n gcc
 * wants pointers that are not for printing, and so tells the type of every
 * argument that stands for a counted string.
 */
static const struct {
	const char *letters, *shown;
	bool counted; /* flags and numbers are not gcc's to look at */
} shown[] = {
	{ "wZ", "ln", true },  { "Z", "n", true },    { "hZ", "n", true },
	{ "ws", "ls", false }, { "wS", "ls", false }, { "lS", "ls", false },
	{ "wc", "lc", false }, { "wC", "lc", false }, { "lC", "lc", false },
	{ "hs", "s", false },  { "hS", "s", false },  { "hc", "c", false },
	{ "hC", "c", false },
	/* a size_t: documented of the Universal C Run-time's, and [inferred]
	 * that the kernel's printing is of that age */
	{ "zu", "Iu", false }, { "zd", "Id", false },  { "zi", "Ii", false },
	{ "zx", "Ix", false }, { "zX", "IX", false },
};

/* The row for what begins at a '%', and how many flags and numbers are before
 * its letters; the number of rows: none. */
static size_t find_row(const char *at, const char *end, size_t *ret_flags)
{
	const char *letters = at + 1;
	size_t row, rows = sizeof(shown) / sizeof(*shown);

	while (letters < end && *letters &&
	       strchr("-+ #0123456789.*", *letters))
		letters++;
	*ret_flags = (size_t)(letters - at - 1);
	for (row = 0; row < rows; row++) {
		size_t size = strlen(shown[row].letters);

		if ((size_t)(end - letters) >= size &&
		    memcmp(letters, shown[row].letters, size) == 0)
			break;
	}
	return row;
}

/*
 * One conversion, which is `size` characters long, in gcc's letters. A '*'
 * takes a number of its own, as %c does. False: there is no room.
 */
static bool show(const char *at, size_t flags, size_t row, struct text *out)
{
	size_t size = 1 + flags + strlen(shown[row].letters);
	struct text word = { 0 };
	bool fits;

	if (shown[row].counted) {
		for (size_t i = 1; i <= flags; i++)
			if (at[i] == '*')
				text_add_string(&word, "%c");
		text_add_char(&word, '%');
	} else {
		text_add(&word, at, 1 + flags);
	}
	text_add_string(&word, shown[row].shown);
	fits = word.size <= size;
	for (size_t i = word.size; i < size; i++)
		text_add_char(&word, 'Z');
	if (fits)
		text_add(out, text_string(&word), word.size);
	text_fini(&word);
	return fits;
}

/* The end of a comment, a text or a character that begins at `at`; else at. */
static const char *skip(const char *at, const char *end)
{
	const char *close;
	char quote = *at;

	if (quote == '/' && at + 1 < end && at[1] == '/') {
		close = memchr(at, '\n', (size_t)(end - at));
		return close ? close : end;
	}
	if (quote == '/' && at + 1 < end && at[1] == '*') {
		close = memmem(at + 2, (size_t)(end - at - 2), "*/", 2);
		return close ? close + 2 : end;
	}
	if (quote != '"' && quote != '\'')
		return at;
	for (at++; at < end && *at != quote && *at != '\n'; at++)
		if (*at == '\\' && at + 1 < end)
			at++;
	return at < end ? at + 1 : end;
}

/* A text in quotes. */
static bool replace_text(const char *at, const char *end, struct text *out)
{
	bool replaced = false;
	size_t flags, row;

	while (at < end) {
		if (at[0] != '%') {
			text_add_char(out, *at++);
			continue;
		}
		if (at + 1 < end && at[1] == '%') {
			text_add(out, at, 2);
			at += 2;
			continue;
		}
		row = find_row(at, end, &flags);
		if (row < sizeof(shown) / sizeof(*shown) &&
		    show(at, flags, row, out)) {
			at += 1 + flags + strlen(shown[row].letters);
			replaced = true;
		} else {
			text_add_char(out, *at++);
		}
	}
	return replaced;
}

bool letters_replace(const char *bytes, size_t size, struct text *ret)
{
	const char *at = bytes, *end = bytes + size, *stop;
	bool replaced = false;

	while (at < end) {
		stop = skip(at, end);
		if (stop == at)
			text_add_char(ret, *at++);
		else if (*at == '"')
			replaced |= replace_text(at, stop, ret);
		else
			text_add(ret, at, (size_t)(stop - at));
		if (stop > at)
			at = stop;
	}
	return replaced && ret->size == size;
}

/* ---- what gcc says of it ---- */

/* What an argument is, below the names that it was given; the caller frees
 * it. */
static char *find_type(const char *text)
{
	const char *at = strstr(text, " has type '"), *aka, *stop;

	if (!at)
		return NULL;
	at += strlen(" has type '");
	aka = strstr(at, "{aka '");
	if (aka)
		at = aka + strlen("{aka '");
	stop = strchr(at, '\'');
	return mem_strndup(at, stop ? (size_t)(stop - at) : strlen(at));
}

/*
 * Whether it surely is no pointer to a counted string: a number, a structure
 * itself, a pointer to a pointer or to text, or to the other kind of string. Of
 * other pointers nobody knows.
 */
static bool is_wrong(const char *type, bool wide)
{
	static const char *const texts[] = {
		"char *",    "unsigned char *", "short unsigned int *",
		"wchar_t *", "CHAR *",		"UCHAR *",
		"WCHAR *",
	};
	const char *star = strchr(type, '*');
	bool is_wide = strstr(type, "UNICODE_STRING") != NULL;

	if (!star || strchr(star + 1, '*'))
		return true;
	if (strncmp(type, "const ", strlen("const ")) == 0)
		type += strlen("const ");
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (strcmp(type, texts[i]) == 0)
			return true;
	if (!wide)
		return is_wide;
	return !is_wide && (strncmp(type, "ANSI_STRING *", 13) == 0 ||
			    strncmp(type, "STRING *", 8) == 0 ||
			    strncmp(type, "struct _STRING *", 16) == 0);
}

static void replace(struct build_message *message, const char *from,
		    const char *to)
{
	const char *at = strstr(message->text, from);
	struct text text = { 0 };

	if (!at)
		return;
	text_add(&text, message->text, (size_t)(at - message->text));
	text_add_string(&text, to);
	text_add_string(&text, at + strlen(from));
	free(message->text);
	message->text = text_take(&text);
}

/* Of one letter that was shown: whether it is so on Windows. */
static bool restore(struct build_message *message, bool wide)
{
	char *type = find_type(message->text);
	bool wrong = !type || is_wrong(type, wide);

	free(type);
	replace(message, wide ? "'%ln'" : "'%n'", wide ? "'%wZ'" : "'%Z'");
	replace(message, wide ? "'long int *'" : "'int *'",
		wide ? "'PUNICODE_STRING'" : "'PANSI_STRING'");
	return wrong;
}

static bool is_so(struct build_message *message, const char *source)
{
	const char *text = message->text;

	/* that is what %n would do */
	if (strncmp(text, "writing into ", strlen("writing into ")) == 0 ||
	    strncmp(text, "writing through ", strlen("writing through ")) == 0)
		return false;
	if (strstr(text, "'%ln' expects"))
		return restore(message, true);
	if (strstr(text, "'%n' expects"))
		return restore(message, false);
	/* bytes that may well be a text: a value of the registry */
	if (strstr(text, "ls' expects") &&
	    (strstr(text, "'void *'") || strstr(text, "'unsigned char *'")))
		return false;
	if (!strstr(source, "%ls"))
		replace(message, "'%ls'", "'%ws'");
	return true;
}

void letters_restore(struct build_messages *messages, const char *source,
		     bool *marked)
{
	for (size_t i = 0; i < messages->count; i++) {
		struct build_message *message = &messages->list[i];

		if (!marked[i] && message->option &&
		    strncmp(message->option, "-Wformat", strlen("-Wformat")) ==
			    0)
			marked[i] = !is_so(message, source);
	}
}
