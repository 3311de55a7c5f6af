#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "term/plain_line.h"

static struct plain_line parse(const char *line)
{
	struct plain_line parsed;

	plain_line_parse(line, &parsed);
	return parsed;
}

static const char *command_of(const char *line)
{
	struct plain_line parsed = parse(line);

	return parsed.command ? plain_command_name(parsed.command) : "";
}

static void test_kinds(void **state)
{
	static const struct {
		const char *line;
		enum plain_line_kind kind;
		const char *rest;
	} cases[] = {
		{ "", LINE_EMPTY, "" },
		{ "   ", LINE_EMPTY, "" },
		{ "# said of the next line", LINE_COMMENT, NULL },
		{ "#", LINE_COMMENT, NULL },
		{ "#worker", LINE_WORDS, "#worker" },
		{ "= #worker", LINE_REPLY, "#worker" },
		{ "  =  :next", LINE_REPLY, ":next" },
		{ "=", LINE_REPLY, "" },
		{ ":hint", LINE_COMMAND, NULL },
		{ ": hint", LINE_COMMAND, NULL },
		{ ":", LINE_UNKNOWN, "" },
		{ ":frob it", LINE_UNKNOWN, "frob it" },
		{ "hint", LINE_COMMAND, NULL },
		{ "HINT", LINE_COMMAND, NULL },
		{ "next door", LINE_WORDS, "next door" },
		{ "h", LINE_WORDS, "h" },
		{ "0x39", LINE_WORDS, "0x39" },
		{ "!mex.di", LINE_WORDS, "!mex.di" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct plain_line parsed = parse(cases[i].line);

		if (parsed.kind != cases[i].kind)
			fail_msg("'%s' is of kind %d", cases[i].line,
				 (int)parsed.kind);
		if (cases[i].rest)
			assert_string_equal(parsed.rest, cases[i].rest);
	}
}

static void test_arguments(void **state)
{
	struct plain_line parsed = parse("search  two words");

	(void)state;
	assert_int_equal(parsed.kind, LINE_COMMAND);
	assert_string_equal(plain_command_name(parsed.command), "search");
	assert_string_equal(parsed.argument, "two words");
	parsed = parse("/words");
	assert_int_equal(parsed.kind, LINE_WORDS);
	assert_string_equal(plain_command_name(parsed.command), "search");
	assert_string_equal(parsed.argument, "words");
	/* what it lacks is said when it runs */
	parsed = parse("go");
	assert_int_equal(parsed.kind, LINE_COMMAND);
	assert_string_equal(parsed.argument, "");
}

static void test_short(void **state)
{
	(void)state;
	assert_string_equal(command_of("n"), "next");
	assert_string_equal(command_of("ne"), "next");
	assert_string_equal(command_of("next-"), "");
	assert_true(parse("next-").ambiguous);
	assert_string_equal(command_of("next-s"), "next-step");
	assert_string_equal(command_of("pre"), "previous-step");
	assert_string_equal(command_of("boo"), "bookmark");
	assert_string_equal(command_of("g 6.2"), "go");
	assert_string_equal(command_of("h"), "hint");
	assert_string_equal(command_of("he"), "help");
	assert_string_equal(command_of("?"), "help");
	assert_string_equal(command_of(":q"), "quit");
	/* takes no words, so words behind it make it something else */
	assert_string_equal(command_of("n door"), "");
	/* hidden ones want their name in full */
	assert_string_equal(command_of("exi"), "");
	assert_string_equal(command_of("exit"), "exit");
	assert_string_equal(command_of("nextt"), "");
}

static void test_nearest(void **state)
{
	char longest[5000];

	(void)state;
	assert_string_equal(plain_command_nearest("hnit"), "hint");
	assert_string_equal(plain_command_nearest("oultine 3"), "outline");
	assert_null(plain_command_nearest("KeReleaseMutex"));
	memset(longest, 'n', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_null(plain_command_nearest(longest));
	assert_string_equal(command_of(longest), "");
}

/* What the session does can be asked for, each by a name of its own. */
static void test_table(void **state)
{
	(void)state;
	for (int action = 0; action <= ACTION_QUIT; action++) {
		const char *name = action_name((enum action)action);
		const struct plain_command *command = plain_command_find(name);

		if (!command || command->action != (enum action)action)
			fail_msg("no command for '%s'", name);
	}
	for (size_t i = 0; i < plain_command_count; i++) {
		const struct plain_command *command = &plain_commands[i];
		const char *name = plain_command_name(command);

		assert_ptr_equal(plain_command_find(name), command);
		assert_true(*plain_command_what(command) != '\0');
		/* the session's own actions need no function of ours */
		assert_true(command->run || command->action < ACTION_QUIT);
		for (size_t j = 0; j < i && command->letters; j++)
			if (plain_commands[j].letters)
				assert_null(strpbrk(plain_commands[j].letters,
						    command->letters));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds), cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_short), cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
