/*
 * The events of a text that is JSON in its strictest sense, in ASCII. libyaml
 * reads the same, and takes ten times as long: most of a debugger's start.
 * What is not so plain, or ends early, is left to libyaml and its words.
 */
#include "config.h"
#include "formats/isf_reader.h"

#include "base/limits.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct json {
	const unsigned char *at, *end;
	isf_take *take;
	struct isf_reader *reader;
	yaml_event_t scalar; /* one for all: it is large */
	unsigned char *text; /* of the scalar */
	size_t room;
	unsigned depth;
	bool mapping[NESTING]; /* of each level: { or [ */
	bool opened;	       /* it just was: no comma is due */
};

static void skip_blanks(struct json *json)
{
	while (json->at < json->end && (*json->at == ' ' || *json->at == '\n' ||
					*json->at == '\t' || *json->at == '\r'))
		json->at++;
}

static bool take_mark(struct json *json, char mark)
{
	skip_blanks(json);
	if (json->at == json->end || *json->at != mark)
		return false;
	json->at++;
	return true;
}

static bool give(struct json *json, yaml_event_type_t type)
{
	yaml_event_t event;

	event.type = type;
	return json->take(json->reader, &event);
}

static bool give_scalar(struct json *json, size_t size)
{
	json->text[size] = '\0';
	json->scalar.data.scalar.value = json->text;
	json->scalar.data.scalar.length = size;
	return json->take(json->reader, &json->scalar);
}

/* What stands behind a backslash; 0 for what is left to libyaml. */
static unsigned char unescape(struct json *json)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (json->at == json->end || !*json->at)
		return 0;
	found = strchr(from, *json->at++);
	return found ? (unsigned char)to[found - from] : 0;
}

/* Where the first byte is that does not stand for itself in a text. */
static const unsigned char *end_of_run(const unsigned char *at,
				       const unsigned char *end)
{
	while (at < end && *at != '"' && *at != '\\' && *at >= 0x20 &&
	       *at < 0x7f)
		at++;
	return at;
}

static bool give_text(struct json *json)
{
	size_t size = 0;

	while (json->at < json->end) {
		const unsigned char *run = json->at;
		size_t length;

		json->at = end_of_run(run, json->end);
		length = (size_t)(json->at - run);
		if (json->at == json->end || size > LIMIT_SYMBOL_SCALAR / 2 ||
		    length > LIMIT_SYMBOL_SCALAR / 2)
			return false;
		if (size + length + 2 > json->room)
			json->text = mem_grow(json->text, &json->room,
					      size + length + 2, 1);
		memcpy(json->text + size, run, length);
		size += length;
		if (*json->at == '"') {
			json->at++;
			return give_scalar(json, size);
		}
		if (*json->at++ != '\\')
			return false;
		json->text[size] = unescape(json);
		if (!json->text[size++])
			return false;
	}
	return false;
}

/* A number without a point, true, false or null. */
static bool is_word(const char *text)
{
	static const char *const words[] = { "true", "false", "null" };
	size_t sign = *text == '-';

	for (size_t i = 0; i < 3; i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return text[sign] &&
	       strspn(text + sign, "0123456789") == strlen(text + sign);
}

/* Up to what may stand behind a word. */
static bool give_word(struct json *json)
{
	char word[32];
	size_t size = 0;

	while (json->at<json->end && * json->at> ' ' && *json->at < 0x7f &&
	       !strchr(",]}", *json->at)) {
		if (size == sizeof(word) - 1)
			return false;
		word[size++] = (char)*json->at++;
	}
	word[size] = '\0';
	if (!is_word(word))
		return false;
	memcpy(json->text, word, size);
	return give_scalar(json, size);
}

static bool open_brace(struct json *json, bool mapping)
{
	if (json->depth == NESTING)
		return false;
	json->mapping[json->depth++] = mapping;
	json->opened = true;
	return give(json, mapping ? YAML_MAPPING_START_EVENT
				  : YAML_SEQUENCE_START_EVENT);
}

static bool close_brace(struct json *json)
{
	bool mapping = json->mapping[--json->depth];

	return give(json,
		    mapping ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT);
}

static bool give_value(struct json *json)
{
	skip_blanks(json);
	if (json->at == json->end)
		return false;
	switch (*json->at) {
	case '{':
	case '[':
		return open_brace(json, *json->at++ == '{');
	case '"':
		json->at++;
		return give_text(json);
	default:
		return give_word(json);
	}
}

/* libyaml takes keys of up to 1,024 letters. */
static bool give_key(struct json *json)
{
	const unsigned char *at;

	if (!take_mark(json, '"'))
		return false;
	at = json->at;
	return give_text(json) && json->at - at < 1024 && take_mark(json, ':');
}

/* From behind `{`, `[` or a value to behind the next one. */
static bool step(struct json *json)
{
	bool mapping = json->mapping[json->depth - 1], first = json->opened;

	json->opened = false;
	if (take_mark(json, mapping ? '}' : ']'))
		return close_brace(json);
	if (!first && !take_mark(json, ','))
		return false;
	return (!mapping || give_key(json)) && give_value(json);
}

bool isf_json_read(const void *bytes, size_t size, isf_take *take,
		   struct isf_reader *reader)
{
	struct json json = { .at = bytes,
			     .take = take,
			     .reader = reader,
			     .scalar = { .type = YAML_SCALAR_EVENT } };
	bool good;

	json.end = json.at + size;
	json.text = mem_grow(NULL, &json.room, 64, 1);
	good = take_mark(&json, '{') && open_brace(&json, true);
	while (good && json.depth)
		good = step(&json);
	skip_blanks(&json);
	free(json.text);
	return good && json.at == json.end;
}
