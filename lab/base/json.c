#include "config.h"
#include "base/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

void json_add_string(struct text *out, const char *text)
{
	size_t size = strlen(text), at = 0;

	text_add_char(out, '"');
	while (at < size) {
		uint32_t c;
		char bytes[4];
		size_t took = utf8_decode(text + at, size - at, &c);

		if (c == '"' || c == '\\')
			text_printf(out, "\\%c", (int)c);
		else if (c == '\n')
			text_add_string(out, "\\n");
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			text_printf(out, "\\u%04x", (unsigned)c);
		else
			text_add(out, bytes, utf8_encode(c, bytes));
		at += took;
	}
	text_add_char(out, '"');
}

static void new_line(struct json *json)
{
	if (!json->indent)
		return;
	text_add_char(json->out, '\n');
	for (unsigned i = 0; i < json->depth; i++)
		text_add_string(json->out, "  ");
}

static void begin(struct json *json, const char *key)
{
	if (json->comma)
		text_add_char(json->out, ',');
	if (json->depth)
		new_line(json);
	if (key) {
		json_add_string(json->out, key);
		text_add_string(json->out, json->indent ? ": " : ":");
	}
	json->comma = true;
}

static void open(struct json *json, const char *key, char bracket)
{
	begin(json, key);
	text_add_char(json->out, bracket);
	json->depth++;
	json->comma = false;
}

static void close(struct json *json, char bracket)
{
	json->depth--;
	if (json->comma)
		new_line(json);
	text_add_char(json->out, bracket);
	json->comma = true;
	if (!json->depth && json->indent)
		text_add_char(json->out, '\n');
}

void json_open_object(struct json *json, const char *key)
{
	open(json, key, '{');
}

void json_close_object(struct json *json)
{
	close(json, '}');
}

void json_open_list(struct json *json, const char *key)
{
	open(json, key, '[');
}

void json_close_list(struct json *json)
{
	close(json, ']');
}

void json_text(struct json *json, const char *key, const char *text)
{
	begin(json, key);
	if (text)
		json_add_string(json->out, text);
	else
		text_add_string(json->out, "null");
}

void json_number(struct json *json, const char *key, int64_t number)
{
	begin(json, key);
	text_printf(json->out, "%" PRId64, number);
}

void json_bool(struct json *json, const char *key, bool value)
{
	begin(json, key);
	text_add_string(json->out, value ? "true" : "false");
}
