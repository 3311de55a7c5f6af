#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "target/expression.h"
#include "tests/data/faketarget.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct {
	const char *text;
	uint64_t value;
} rows[] = {
#include "tests/unit/test_expression_rows.h"
};

/* A value, all of the text read. */
static void test_values(void **state)
{
	struct target *target = faketarget_new(NULL);
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *text = rows[i].text;
		uint64_t value = 0xbad;
		struct err err = { 0 };
		size_t end = 0;

		if (expression_parse(target, 16, text, strlen(text), &value,
				     &end, &err) == ERR_OK &&
		    value == rows[i].value && end == strlen(text))
			continue;
		print_error("%s: %llx to byte %zu, not %llx: %s\n", text,
			    (unsigned long long)value, end,
			    (unsigned long long)rows[i].value, err.message);
		bad++;
	}
	target_free(target);
	assert_int_equal(bad, 0);
	assert_true(COUNT(rows) >= 200);
}

/* Other radixes than 16. */
static void test_radix(void **state)
{
	static const struct {
		unsigned radix;
		const char *text;
		uint64_t value;
	} cases[] = {
		{ 10, "10", 10 },    { 10, "0x10", 16 }, { 10, "10h", 16 },
		{ 10, "0n9", 9 },    { 8, "10", 8 },	 { 8, "17+1", 16 },
		{ 8, "0n10", 10 },   { 10, "ffh", 255 }, { 10, "0y11", 3 },
		{ 10, "100-1", 99 },
	};
	struct target *target = faketarget_new(NULL);
	uint64_t value;
	size_t end;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(expression_parse(target, cases[i].radix,
						  cases[i].text,
						  strlen(cases[i].text), &value,
						  &end, NULL),
				 ERR_OK);
		assert_true(value == cases[i].value);
	}
	assert_int_equal(
		expression_parse(target, 8, "9", 1, &value, &end, NULL),
		ERR_USAGE);
	target_free(target);
}

/* What follows an expression is left for the command. */
static void test_ends(void **state)
{
	static const struct {
		const char *text;
		size_t end;
	} cases[] = {
		{ "@rsp L4", 4 },
		{ "@rsp l4", 4 },
		{ "10 20", 2 },
		{ "10  20 30", 2 },
		{ "1+2 3", 3 },
		{ "(1) (2)", 3 },
		{ "nt!KeBugCheckEx L10", 15 },
		{ "1, 2", 1 },
		{ "10 -4 L1", 5 },
		{ "poi(@rsp) 5", 9 },
		{ "1 )", 1 },
		{ "5 modx", 1 },
	};
	struct target *target = faketarget_new(NULL);
	uint64_t value;
	size_t end;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(expression_parse(target, 16, cases[i].text,
						  strlen(cases[i].text), &value,
						  &end, NULL),
				 ERR_OK);
		assert_int_equal(end, cases[i].end);
	}
	target_free(target);
}

static void test_errors(void **state)
{
	static const struct {
		const char *text;
		enum err_code code;
		const char *message;
	} cases[] = {
		{ "", ERR_USAGE, "Numeric expression missing from '<EOL>'" },
		{ "  ", ERR_USAGE, "Numeric expression missing from '<EOL>'" },
		{ "1+", ERR_USAGE, "Numeric expression missing from '<EOL>'" },
		{ "foo", ERR_USAGE, "Couldn't resolve error at 'foo'" },
		{ "1+foo + 1", ERR_USAGE,
		  "Couldn't resolve error at 'foo + 1'" },
		{ "nt!nothing", ERR_USAGE,
		  "Couldn't resolve error at 'nt!nothing'" },
		{ "no!KeBugCheckEx", ERR_USAGE,
		  "Couldn't resolve error at 'no!KeBugCheckEx'" },
		{ "@foo", ERR_USAGE, "Bad register error at '@foo'" },
		{ "@", ERR_USAGE, "Bad register error at '@'" },
		{ "@$nothing", ERR_USAGE, "Bad register error at '@$nothing'" },
		{ "@r16", ERR_USAGE, "Bad register error at '@r16'" },
		{ "@r7", ERR_USAGE, "Bad register error at '@r7'" },
		{ "@r8x", ERR_USAGE, "Bad register error at '@r8x'" },
		{ "(1", ERR_USAGE, "Syntax error at '<EOL>'" },
		{ "(1]", ERR_USAGE, "Syntax error at ']'" },
		{ ")", ERR_USAGE, "Syntax error at ')'" },
		{ "*1", ERR_USAGE, "Syntax error at '*1'" },
		{ "1/0", ERR_USAGE, "Operand error at '/0'" },
		{ "1 mod 0", ERR_USAGE, "Operand error at 'mod 0'" },
		{ "1%(1-1)", ERR_USAGE, "Operand error at '%(1-1)'" },
		{ "10000000000000000", ERR_USAGE,
		  "Overflow error at '10000000000000000'" },
		{ "0n18446744073709551616", ERR_USAGE,
		  "Overflow error at '0n18446744073709551616'" },
		{ "0n12ab", ERR_USAGE, "Numeric expression error at '0n12ab'" },
		{ "0y2", ERR_USAGE, "Numeric expression error at '0y2'" },
		{ "af`i`", ERR_USAGE, "Couldn't resolve error at 'af`i`'" },
		{ "12xyz", ERR_USAGE, "Couldn't resolve error at '12xyz'" },
		{ "poi(0)", ERR_FAULT, "Memory access error at ')'" },
		{ "poi 0", ERR_FAULT, "Memory access error at '<EOL>'" },
		{ "poi(TestDriver+3ffc)", ERR_FAULT,
		  "Memory access error at ')'" },
		{ "1+poi(8)+2", ERR_FAULT, "Memory access error at ')+2'" },
		{ "$pby(0)", ERR_FAULT, "Memory access error at ')'" },
		{ "@$peb1", ERR_USAGE, "Bad register error at '@$peb1'" },
		{ "@@(1)", ERR_UNSUPPORTED, NULL },
	};
	struct target *target = faketarget_new(NULL);
	uint64_t value = 77;
	size_t end = 88;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err err = { 0 };

		assert_int_equal(expression_parse(target, 16, cases[i].text,
						  strlen(cases[i].text), &value,
						  &end, &err),
				 cases[i].code);
		if (cases[i].message)
			assert_string_equal(err.message, cases[i].message);
	}
	assert_int_equal(value, 77); /* written on success only */
	assert_int_equal(end, 88);
	target_free(target);
}

/* Nesting ends in an error, length does not. */
static void test_deep(void **state)
{
	static const char opens[] = "([-~";
	struct target *target = faketarget_new(NULL);
	char text[20001];
	uint64_t value;
	size_t end;

	(void)state;
	for (const char *open = opens; *open; open++) {
		memset(text, *open, 20000);
		assert_int_equal(expression_parse(target, 16, text, 20000,
						  &value, &end, NULL),
				 ERR_LIMIT);
	}
	for (size_t i = 0; i < 20000; i++)
		text[i] = i % 2 ? '+' : '1';
	assert_int_equal(
		expression_parse(target, 16, text, 19999, &value, &end, NULL),
		ERR_OK);
	assert_int_equal(value, 10000);
	target_free(target);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values), cmocka_unit_test(test_radix),
		cmocka_unit_test(test_ends),   cmocka_unit_test(test_errors),
		cmocka_unit_test(test_deep),
	};

	return cmocka_run_group_tests_name("expression", tests, NULL, NULL);
}
