#include "config.h"
#include "kd/private.h"

#include "target/expression.h"

#include <ctype.h>
#include <string.h>

static const char *skip(const char *text)
{
	return text + strspn(text, " \t");
}

bool kd_word(const char **arguments, char *ret, size_t size)
{
	const char *start = skip(*arguments);
	size_t length = strcspn(start, " \t");

	if (!length || length >= size)
		return false;
	memcpy(ret, start, length);
	ret[length] = 0;
	*arguments = skip(start + length);
	return true;
}

enum err_code kd_expression(struct kd_call *call, const char **arguments,
			    uint64_t *ret, struct err *err)
{
	const char *start = skip(*arguments);
	enum err_code code;
	size_t end;

	code = expression_parse(call->target, call->kd->radix, start,
				strlen(start), ret, &end, err);
	if (!code)
		*arguments = skip(start + end);
	else
		near_symbol(call, err);
	return code;
}

bool argument_option(const char **arguments, char letter, char *ret_rest,
		     size_t size)
{
	const char *rest = skip(*arguments);
	char word[64];

	if ((rest[0] != '-' && rest[0] != '/') || rest[1] != letter ||
	    !kd_word(&rest, word, sizeof(word)) || strlen(word) - 2 >= size)
		return false;
	memcpy(ret_rest, word + 2, strlen(word) - 1);
	*arguments = rest;
	return true;
}

enum err_code argument_end(struct kd_call *call, const char *arguments,
			   struct err *err)
{
	arguments = skip(arguments);
	if (!*arguments)
		return ERR_OK;
	return err_set(err, ERR_USAGE, 0,
		       "Extra character error in '%.200s': usage: %s %s",
		       arguments, call->name, call->command->usage);
}

enum err_code argument_last(struct kd_call *call, const char *arguments,
			    uint64_t *ret, struct err *err)
{
	enum err_code code = kd_expression(call, &arguments, ret, err);

	return code ? code : argument_end(call, arguments, err);
}

enum err_code argument_optional(struct kd_call *call, const char *arguments,
				uint64_t *ret, struct err *err)
{
	return *skip(arguments) ? argument_last(call, arguments, ret, err)
				: ERR_OK;
}

enum err_code argument_range(struct kd_call *call, const char **arguments,
			     size_t unit, uint64_t *ret_address,
			     uint64_t *count, struct err *err)
{
	uint64_t address, value;
	enum err_code code;

	code = kd_expression(call, arguments, &address, err);
	if (code)
		return code;
	if (**arguments == 'L' || **arguments == 'l') {
		const char *rest = *arguments + 1;

		rest += *rest == '?';
		code = kd_expression(call, &rest, &value, err);
		if (code)
			return code;
		*arguments = rest;
		if (value > UINT64_MAX / unit)
			return err_set(err, ERR_USAGE, 0, "Range error in 'L'");
		*count = value;
	} else if (**arguments) {
		const char *rest = *arguments;

		/* not an address: something that the command knows */
		if (kd_expression(call, &rest, &value, NULL) == ERR_OK &&
		    value >= address) {
			*count = (value - address) / unit + 1;
			*arguments = rest;
		}
	}
	*ret_address = address;
	return ERR_OK;
}

bool argument_matches(const char *pattern, const char *text)
{
	const char *star = NULL, *from = NULL;

	while (*text) {
		if (*pattern == '*') {
			star = pattern++;
			from = text;
		} else if (*pattern == '?' ||
			   tolower((unsigned char)*pattern) ==
				   tolower((unsigned char)*text)) {
			pattern++;
			text++;
		} else if (star) {
			pattern = star + 1;
			text = ++from;
		} else {
			return false;
		}
	}
	return pattern[strspn(pattern, "*")] == 0;
}
