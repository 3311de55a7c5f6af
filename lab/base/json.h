/*
 * Writing JSON onto a text: commas and quotes come by themselves, so output
 * is always well-formed. One value at the top.
 */
#ifndef LAB_BASE_JSON_H
#define LAB_BASE_JSON_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct json {
	struct text *out; /* borrowed */
	unsigned depth;
	bool comma;  /* the next value wants one before it */
	bool indent; /* a line a value */
};

/* key is NULL inside a list and at the top. */
void json_open_object(struct json *json, const char *key);
void json_close_object(struct json *json);
void json_open_list(struct json *json, const char *key);
void json_close_list(struct json *json);
/* text NULL writes null. */
void json_text(struct json *json, const char *key, const char *text);
void json_number(struct json *json, const char *key, int64_t number);
void json_bool(struct json *json, const char *key, bool value);
/* A bare quoted string, escaped; malformed UTF-8 becomes U+FFFD. */
void json_add_string(struct text *out, const char *text);

#endif
