#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/mem.h"
#include "formats/transcript.h"

static void take(const char *text, struct transcript *ret)
{
	transcript_take(mem_strdup(text), strlen(text), ret);
}

static void assert_line(struct transcript_line line, const char *text)
{
	assert_int_equal(line.size, strlen(text));
	assert_memory_equal(line.bytes, text, line.size);
}

static void test_lines(void **state)
{
	struct transcript transcript;

	(void)state;
	take("1: kd> !mex.di\r\nComputer: \tX\n\nlast", &transcript);
	assert_int_equal(transcript.count, 4);
	assert_line(transcript.lines[0], "1: kd> !mex.di");
	assert_line(transcript.lines[1], "Computer: \tX");
	assert_line(transcript.lines[2], "");
	assert_line(transcript.lines[3], "last");
	assert_line(transcript.prompt, "1: kd> ");
	assert_line(transcript.command, "!mex.di");
	transcript_fini(&transcript);
	take("", &transcript);
	assert_int_equal(transcript.count, 0);
	assert_int_equal(transcript.prompt.size, 0);
	transcript_fini(&transcript);
	take("a\r", &transcript);
	assert_line(transcript.lines[0], "a\r");
	transcript_fini(&transcript);
}

static void test_prompts(void **state)
{
	static const struct {
		const char *line, *prompt;
	} cases[] = {
		{ "kd> g", "kd> " },
		{ "lkd> !process", "lkd> " },
		{ "0: kd>", "0: kd>" },
		{ "16: kd> k", "16: kd> " },
		{ "0:000> k", "0:000> " },
		{ "0:000:x86> k", "0:000:x86> " },
		{ "C:\\lab>sc.exe", "C:\\lab>" },
		{ "PS C:\\lab> sc.exe", "PS C:\\lab> " },
		{ "#include <ntifs.h>", "" },
		{ "// 1: kd> x", "" },
		{ "0: bkd> x", "" },
		{ "12> x", "" },
		{ "> x", "" },
		{ "P", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct transcript transcript;

		take(cases[i].line, &transcript);
		assert_line(transcript.prompt, cases[i].prompt);
		if (*cases[i].prompt)
			assert_line(transcript.command,
				    cases[i].line + strlen(cases[i].prompt));
		transcript_fini(&transcript);
	}
}

static void test_read(void **state)
{
	struct transcript transcript;
	struct err err;

	(void)state;
	assert_int_equal(transcript_read(SOURCEDIR "/dumps/seed/mex-mut.txt",
					 &transcript, &err),
			 ERR_OK);
	assert_line(transcript.command, "!mex.mut ffffc80f43c8f3f0");
	transcript_fini(&transcript);
	assert_int_equal(transcript_read("/nowhere", &transcript, &err),
			 ERR_IO);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_prompts),
		cmocka_unit_test(test_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
