#include "config.h"
#include "build/message.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static char *dup_visible(const char *bytes, size_t size)
{
	struct text text = { 0 };

	if (size > LIMIT_BUILD_TEXT)
		size = LIMIT_BUILD_TEXT;
	text_add_visible(&text, bytes, size);
	return text_take(&text);
}

static struct build_message *add(struct build_messages *messages,
				 enum build_severity severity)
{
	struct build_message *message;

	if (severity == BUILD_ERROR)
		messages->errors++;
	else if (severity == BUILD_WARNING)
		messages->warnings++;
	if (messages->count == LIMIT_BUILD_MESSAGES) {
		messages->dropped++;
		return NULL;
	}
	messages->list = mem_grow(messages->list, &messages->capacity,
				  messages->count + 1, sizeof(*messages->list));
	message = &messages->list[messages->count++];
	*message = (struct build_message){ .severity = severity };
	return message;
}

struct build_message *message_add(struct build_messages *messages,
				  enum build_severity severity,
				  const char *file, unsigned line,
				  unsigned column, const char *text)
{
	struct build_message *message = add(messages, severity);

	if (!message)
		return NULL;
	if (file)
		message->file = dup_visible(file, strlen(file));
	message->line = line;
	message->column = column;
	message->text = dup_visible(text, strlen(text));
	return message;
}

static const struct {
	const char *word;
	enum build_severity severity;
} severities[] = {
	{ "fatal error: ", BUILD_ERROR },
	{ "internal compiler error: ", BUILD_ERROR },
	{ "error: ", BUILD_ERROR },
	{ "warning: ", BUILD_WARNING },
	{ "note: ", BUILD_NOTE },
	{ "sorry, unimplemented: ", BUILD_ERROR },
};

const char *message_severity(enum build_severity severity)
{
	return severity == BUILD_ERROR	   ? "error"
	       : severity == BUILD_WARNING ? "warning"
					   : "note";
}

static const char *find(const char *line, const char *end, const char *word)
{
	return memmem(line, (size_t)(end - line), word, strlen(word));
}

/* "error: " and its like behind ": " or at the start: where, and which. */
static const char *find_severity(const char *line, const char *end,
				 size_t *ret_which)
{
	const char *first = NULL;

	for (size_t i = 0; i < sizeof(severities) / sizeof(*severities); i++) {
		const char *at = find(line, end, severities[i].word);

		if (!at || (at != line && at[-1] != ' ') ||
		    (first && at >= first))
			continue;
		first = at;
		*ret_which = i;
	}
	return first;
}

/* The number that ends at *end, which is moved before it and its colon. */
static bool take_number(const char *start, const char **end, unsigned *ret)
{
	const char *at = *end;
	unsigned long value;

	while (at > start && at[-1] >= '0' && at[-1] <= '9')
		at--;
	if (at == *end || at == start || at[-1] != ':' || *end - at > 9)
		return false;
	value = strtoul(at, NULL, 10);
	*ret = (unsigned)value;
	*end = at - 1;
	return true;
}

/* "FILE:LINE:COLUMN", "FILE:LINE" or a program's name before the message. */
static void set_place(struct build_message *message, const char *line,
		      const char *end)
{
	unsigned last = 0, before = 0;

	while (end > line && (end[-1] == ' ' || end[-1] == ':'))
		end--;
	while (line < end && *line == ' ')
		line++;
	if (!take_number(line, &end, &last))
		return;
	if (take_number(line, &end, &before)) {
		message->line = before;
		message->column = last;
	} else {
		message->line = last;
	}
	/* from paths made the same on every machine */
	while (end - line > 2 && line[0] == '.' && line[1] == '/')
		line += 2;
	message->file = dup_visible(line, (size_t)(end - line));
	if (!message->line)
		message->column = 0;
}

/*
 * "In file included from FILE:LINE," and "                 from FILE:LINE:"
 * lead to the message below them.
 */
static bool take_included(struct text *included, const char *line,
			  const char *end)
{
	static const char first[] = "In file included from ", more[] = "from ";
	struct build_message place = { 0 };
	const char *at = find(line, end, first);

	if (at == line) {
		text_clear(included);
		at += strlen(first);
	} else {
		at = line;
		while (at < end && *at == ' ')
			at++;
		if (at == line || find(at, end, more) != at)
			return false;
		at += strlen(more);
	}
	while (end > at && (end[-1] == ',' || end[-1] == ':'))
		end--;
	set_place(&place, at, end);
	if (place.file)
		text_printf(included, "%s:%u\n", place.file, place.line);
	free(place.file);
	return true;
}

/* "FILE: In function 'f':" and "FILE: At top level:" say where what follows
 * is. */
static bool take_function(char **function, const char *line, const char *end)
{
	static const char in[] = ": In function '", top[] = ": At top level:";
	const char *at = find(line, end, in);
	const char *stop;

	if (!at && !find(line, end, top))
		return false;
	free(*function);
	*function = NULL;
	if (!at)
		return true;
	at += strlen(in);
	stop = memchr(at, '\'', (size_t)(end - at));
	*function = dup_visible(at, (size_t)((stop ? stop : end) - at));
	return true;
}

/* Cuts " [-Woption]" off the text. */
static void take_option(struct build_message *message, const char *text,
			const char **end)
{
	const char *at = *end;

	if (at - text < 5 || at[-1] != ']')
		return;
	while (at > text && *at != '[')
		at--;
	if (at == text || at[-1] != ' ' || at[1] != '-')
		return;
	message->option = dup_visible(at + 1, (size_t)(*end - at - 2));
	*end = at - 1;
}

/*
 * Behind a place, where it is in a section: "FILE:LINE:(.text$f+0x12): ".
 * Since 2.45 the linker says both.
 */
static const char *cut_section(const char *line, const char *end)
{
	const char *at = end;

	while (at > line && (at[-1] == ' ' || at[-1] == ':'))
		at--;
	if (at == line || at[-1] != ')')
		return end;
	while (at > line && *at != '(')
		at--;
	return at > line ? at : end;
}

/* What is imported has a prefix that no source has. */
static void cut_import(char *text)
{
	static const char prefix[] = "`__imp_";
	char *at = strstr(text, prefix);

	if (at)
		memmove(at + 1, at + strlen(prefix),
			strlen(at + strlen(prefix)) + 1);
}

/*
 * The linker names a place in its own way: "OBJECT:FILE:LINE: undefined
 * reference to `x'", or "FILE:(.text$f+0x12): undefined reference to `x'".
 */
static bool parse_undefined(struct build_messages *messages, const char *line,
			    const char *end)
{
	const char *at = find(line, end, "undefined reference to `");
	struct build_message *message;
	const char *place = line, *stop, *colon;
	char *text;

	if (!at)
		at = find(line, end, "undefined symbol: ");
	if (!at)
		return false;
	text = dup_visible(at, (size_t)(end - at));
	cut_import(text);
	for (size_t i = 0; i < messages->count; i++)
		if (messages->list[i].severity == BUILD_ERROR &&
		    strcmp(messages->list[i].text, text) == 0) {
			free(text);
			return true;
		}
	message = add(messages, BUILD_ERROR);
	if (!message) {
		free(text);
		return true;
	}
	message->text = text;
	/* the linker's own name and the object's come first */
	for (stop = at; place < stop; place = colon + 1) {
		const char *space = find(line, stop, ".o:");

		if (space) {
			place = space + 3;
			break;
		}
		colon = memchr(place, ':', (size_t)(stop - place));
		if (!colon || colon[1] != ' ')
			break;
		place = colon + 1;
	}
	set_place(message, place, cut_section(place, stop));
	return true;
}

/* What the linker calls an error without the word. */
static void parse_linker(struct build_messages *messages, const char *line,
			 const char *end)
{
	static const char *const said[] = {
		"required symbol `",
		"multiple definition of `",
		"cannot find ",
	};
	struct build_message *message;

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		const char *at = find(line, end, said[i]);

		if (!at || !find(line, at, ": "))
			continue;
		message = add(messages, BUILD_ERROR);
		if (message)
			message->text = dup_visible(at, (size_t)(end - at));
		return;
	}
}

static void parse_line(struct build_messages *messages, const char *line,
		       const char *end)
{
	struct build_message *message;
	const char *at;
	size_t which;

	if (parse_undefined(messages, line, end))
		return;
	at = find_severity(line, end, &which);
	if (!at) {
		parse_linker(messages, line, end);
		return;
	}
	if (find(line, end, "cannot find entry symbol"))
		return;
	/* the driver's summary of what was already said */
	if (find(line, end, "ld returned ") ||
	    find(line, end, "compilation terminated"))
		return;
	message = add(messages, severities[which].severity);
	if (!message)
		return;
	set_place(message, line, at);
	at += strlen(severities[which].word);
	take_option(message, at, &end);
	message->text = dup_visible(at, (size_t)(end - at));
	/* gcc's word for where the function was declared */
	if (strcmp(message->text, "prototype declaration") == 0 &&
	    message->severity == BUILD_ERROR) {
		message->severity = BUILD_NOTE;
		messages->errors--;
	}
}

void message_parse(struct build_messages *messages, const char *output,
		   size_t size)
{
	const char *end = output + size;
	struct text included = { 0 };
	char *function = NULL;

	while (output < end) {
		const char *stop = memchr(output, '\n', (size_t)(end - output));
		size_t count = messages->count;

		stop = stop ? stop : end;
		if (!take_included(&included, output, stop) &&
		    !take_function(&function, output, stop))
			parse_line(messages, output, stop);
		output = stop < end ? stop + 1 : end;
		if (messages->count == count)
			continue;
		if (function)
			messages->list[count].function = mem_strdup(function);
		if (included.size)
			messages->list[count].included = text_take(&included);
	}
	text_fini(&included);
	free(function);
}

static void fini(struct build_message *message)
{
	free(message->file);
	free(message->text);
	free(message->option);
	free(message->plain);
	free(message->function);
	free(message->included);
}

void messages_drop(struct build_messages *messages, const bool *marked)
{
	size_t kept = 0;
	bool dropped = false;

	for (size_t i = 0; i < messages->count; i++) {
		struct build_message message = messages->list[i];

		/* a note belongs to what is before it */
		if (message.severity != BUILD_NOTE)
			dropped = marked[i];
		if (!dropped && !marked[i]) {
			messages->list[kept++] = message;
			continue;
		}
		messages->errors -= message.severity == BUILD_ERROR;
		messages->warnings -= message.severity == BUILD_WARNING;
		fini(&message);
	}
	messages->count = kept;
}

void messages_fini(struct build_messages *messages)
{
	for (size_t i = 0; i < messages->count; i++)
		fini(&messages->list[i]);
	free(messages->list);
	*messages = (struct build_messages){ 0 };
}
