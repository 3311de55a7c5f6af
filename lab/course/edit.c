#include "config.h"
#include "course/edit.h"

#include <string.h>

#define SHOWN 60 /* letters of a text in a message */
#define ARROW " => "

/* The first line of a text, for messages. */
static int shown(const char *text)
{
	size_t size = strcspn(text, "\n");

	return (int)(size < SHOWN ? size : SHOWN);
}

enum err_code edit_apply(const struct edit *edit, struct text *text,
			 struct err *err)
{
	const char *bytes = text_string(text);
	const char *at = strstr(bytes, edit->find);
	struct text changed = { .limit = text->limit };

	if (!at)
		return err_set(err, ERR_NOT_FOUND, 0,
			       "there is no '%.*s' in it", shown(edit->find),
			       edit->find);
	if (strstr(at + 1, edit->find))
		return err_set(err, ERR_FORMAT, 0,
			       "'%.*s' stands there more than once: take more "
			       "of the text around it",
			       shown(edit->find), edit->find);
	text_add(&changed, bytes, (size_t)(at - bytes));
	text_add_string(&changed, edit->put ? edit->put : "");
	text_add_string(&changed, at + strlen(edit->find));
	text_fini(text);
	*text = changed;
	return ERR_OK;
}

enum err_code edit_apply_all(const struct edit *edits, size_t count,
			     struct text *text, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		enum err_code code = edit_apply(&edits[i], text, err);

		if (code)
			return code;
	}
	return ERR_OK;
}

/* A blank in front would be lost where the line is read. */
static void print_part(const char *text, struct text *out)
{
	if (*text == ' ')
		text_add_char(out, '\\');
	for (; *text; text++) {
		if (*text == '\n')
			text_add_string(out, "\\n");
		else if (*text == '\t')
			text_add_string(out, "\\t");
		else if (*text == '\\')
			text_add_string(out, "\\\\");
		else
			text_add_char(out, *text);
	}
}

void edit_print(const struct edit *edit, struct text *out)
{
	print_part(edit->find, out);
	text_add_string(out, ARROW);
	print_part(edit->put ? edit->put : "", out);
}

static void parse_part(const char *at, const char *end, struct text *ret)
{
	for (; at < end; at++) {
		if (*at != '\\' || at + 1 == end) {
			text_add_char(ret, *at);
			continue;
		}
		at++;
		text_add_char(ret, *at == 'n' ? '\n' : *at == 't' ? '\t' : *at);
	}
}

enum err_code edit_parse(const char *line, struct text *ret_find,
			 struct text *ret_put, struct err *err)
{
	const char *arrow = strstr(line, ARROW);
	size_t size = strlen(line);

	/* blanks at the end of a line are gone before it comes here */
	if (!arrow && size > 3 && strcmp(line + size - 3, " =>") == 0)
		arrow = line + size - 3;
	if (!arrow || arrow == line)
		return err_set(err, ERR_USAGE, 0,
			       "write the old text, ' => ' and the new one; "
			       "'\\n' is a new line in either");
	parse_part(line, arrow, ret_find);
	if (strlen(arrow) > strlen(ARROW))
		parse_part(arrow + strlen(ARROW), line + size, ret_put);
	return ERR_OK;
}
